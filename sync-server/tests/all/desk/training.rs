//! Cards, the message written together, and the end of a mission, from the desk to the phones and back.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::blocks;
use shared::change::Change;
use shared::id::{FeedId, derived_uuid};
use shared::protocol::{ChangeOutcome, Cursor, Reason};
use shared::record::{Kind, MissionState, Role};
use shared::value::Value;
use sync_server::service::prepare;
use uuid::Uuid;

use super::{Browser, signed_in, supervisor};
use crate::world::{Phone, World, new_id, outcomes, rows};

const TEXT: &str = "# Le chèque\n\nIl arrive **une fois** par an.\n\n- sans demande";

struct Story {
    world: Arc<World>,
    amina: Phone,
    nora: Browser,
    at: String,
}

impl Story {
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let amina = world.phone(0).await;
        let (_, nora) = supervisor(&world).await;
        let at = format!("/desk/missions/{}", world.mission_id());
        Self { world, amina, nora, at }
    }

    async fn post(&self, to: &str, fields: &[(&str, &str)]) -> super::Answer {
        self.nora.post("/desk/me", &format!("{}{to}", self.at), fields).await
    }

    async fn page(&self, of: &str) -> String {
        let answer = self.nora.get(&format!("{}{of}", self.at)).await;
        assert_eq!(answer.status, StatusCode::OK, "{of}");
        answer.text
    }

    /// A card with its question; the part of the address behind the mission.
    async fn card(&self) -> String {
        let made = self.post("/cards/new", &[("title", "Le chèque"), ("text", TEXT)]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let card = made.to.strip_prefix(&self.at).unwrap().split('?').next().unwrap().to_owned();
        let question = [
            ("question", "new"),
            ("ask", "Quand ?"),
            ("choices", "Une fois par an\nChaque mois"),
            ("correct", "1"),
        ];
        let kept = self.post(&format!("{card}/question"), &question).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        card
    }

    /// What a phone that knows nothing yet is told of a kind.
    async fn told(&self, feed: FeedId, kind: &str) -> Vec<shared::protocol::Row> {
        let cursor = Cursor { feed, epoch: self.world.epoch(), seq: 0, durable: None };
        let answer = self.world.try_sync(&self.amina, &[], &[cursor]).await.unwrap();
        rows(&answer, feed).into_iter().filter(|row| row.kind == kind).cloned().collect()
    }

    fn own(&mut self, kind: Kind, id: Uuid, fields: &[(&str, Value)]) -> Change {
        let author = ("author", Value::Text(self.amina.account.to_string()));
        let feed = self.world.mission();
        self.amina.change(feed, kind, id, None, &[&[author], fields].concat())
    }

    fn reading(&mut self, card: Uuid) -> Change {
        let id = derived_uuid("reading", &[self.amina.account.0, card]);
        let fields = [
            ("card", Value::Text(card.to_string())),
            ("seen", Value::Text(blocks::seen(TEXT))),
            ("done", Value::Bool(true)),
        ];
        self.own(Kind::Reading, id, &fields)
    }
}

#[tokio::test]
async fn a_card_is_previewed_refused_with_a_reason_and_reaches_the_phone() {
    let mut story = Story::new().await;
    let typed = [("title", "Le chèque"), ("text", TEXT), ("go", "preview")];
    let preview = story.post("/cards/new", &typed).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.text.contains("<h3>Le chèque</h3><p>Il arrive <strong>une fois</strong>"));
    assert!(preview.text.contains("<ul><li>sans demande</li></ul>"));
    assert!(story.told(story.world.mission(), "card").await.is_empty(), "nothing was kept");
    for (text, why) in [
        ("un\n<script>alert(1)</script>", "Ligne 2"),
        ("![photo](x.png)", "les images ne se montrent pas encore"),
        ("", "Remplissez ce champ."),
    ] {
        let refused = story.post("/cards/new", &[("title", "A"), ("text", text)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(refused.text.contains(why), "{text}: {}", refused.text);
        assert!(!refused.text.contains("<script>alert"), "{text}");
    }
    let card = story.card().await;
    let id = card.rsplit('/').next().unwrap().to_owned();
    let one = story.told(story.world.mission(), "card").await;
    assert_eq!((one.len(), one[0].id.to_string()), (1, id.clone()));
    let question = story.told(story.world.mission(), "quiz_question").await.remove(0);
    for (choices, correct, why) in [
        ("Seule", "1", "deux à cinq réponses"),
        ("Un\nDeux", "3", "Cette réponse n’existe pas"),
        ("Un\nDeux", "x", "de 1 à 5"),
    ] {
        let fields =
            [("question", "new"), ("ask", "Quoi ?"), ("choices", choices), ("correct", correct)];
        let refused = story.post(&format!("{card}/question"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{choices}");
        assert!(refused.text.contains(why), "{choices}: {}", refused.text);
        assert!(refused.text.contains("Il arrive **une fois**"), "the card stays in its form");
    }

    // The team reads; the desk sees who has, and how the question went, by nobody's name.
    assert!(story.page("/training").await.contains("0 / 1"));
    let reading = story.reading(one[0].id);
    let chosen = ("choice", Value::Int(2));
    let asked = ("question", Value::Text(question.id.to_string()));
    let answer = story.own(Kind::QuizAnswer, new_id(), &[asked, chosen]);
    let taken = story.world.sync(&story.amina, &[reading, answer]).await;
    assert!(outcomes(&taken).iter().all(|one| matches!(one, ChangeOutcome::Accepted { .. })));
    assert!(story.page("/training").await.contains("1 / 1"));
    // Another phone of hers reads the same card: one record, whoever was first.
    let mut second = story.world.phone(0).await;
    std::mem::swap(&mut second, &mut story.amina);
    let again = story.reading(one[0].id);
    story.world.sync(&story.amina, &[again]).await;
    assert_eq!(story.told(story.world.mission(), "reading").await.len(), 1);
    assert!(story.page(&card).await.contains("0 bonne réponse sur 1"));
    let removed = story.post(&format!("{card}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let gone = story.told(story.world.mission(), "quiz_question").await;
    assert_eq!(gone[0].fields["deleted"], Value::Bool(true), "its questions go with it");
    assert_eq!(story.nora.get(&format!("{}{card}", story.at)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_reads_answers_or_remarks_in_the_name_of_another() {
    let mut story = Story::new().await;
    let card = story.card().await;
    let card: Uuid = card.rsplit('/').next().unwrap().parse().unwrap();
    let other = Value::Text(story.world.made.neighbors[1].1.to_string());
    let mut borrowed = story.reading(card);
    borrowed.fields.insert("author".to_owned(), other.clone());
    let text = ("text", Value::from("Trop long."));
    let remark = ("sort", Value::from("comment"));
    let mut said = story.own(Kind::Remark, new_id(), &[remark, text]);
    said.fields.insert("author".to_owned(), other);
    let feed = story.world.mission();
    let desk_only = [
        (
            Kind::Card,
            vec![
                ("title", Value::from("A")),
                ("text", Value::from("B")),
                ("position", Value::Int(1)),
            ],
        ),
        (
            Kind::Clearance,
            vec![
                ("account", Value::Text(story.amina.account.to_string())),
                ("lifted_by", Value::Text(story.amina.account.to_string())),
            ],
        ),
        (Kind::MessageVersion, vec![("number", Value::Int(1)), ("text", Value::from("Bonjour"))]),
    ];
    let mut changes = vec![borrowed, said];
    for (kind, fields) in desk_only {
        changes.push(story.amina.change(feed, kind, new_id(), None, &fields));
    }
    let answer = story.world.sync(&story.amina, &changes).await;
    let reasons: Vec<_> = outcomes(&answer)
        .into_iter()
        .map(|one| match one {
            ChangeOutcome::Quarantined { reason } => reason,
            other => panic!("{other:?}"),
        })
        .collect();
    let (author, role) = (Reason::NotAuthor, Reason::NotAllowed);
    assert_eq!(reasons, [author, author, role, role, role]);
}

#[tokio::test]
async fn the_desk_lets_somebody_begin_and_takes_that_back() {
    let story = Story::new().await;
    story.card().await;
    let account = story.amina.account.to_string();
    for (wanted, deleted) in [("yes", false), ("no", true), ("yes", false)] {
        let done =
            story.post("/training/clear", &[("account", &account), ("wanted", wanted)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let told = story.told(story.world.mission(), "clearance").await;
        assert_eq!(told.len(), 1, "one for each person");
        assert_eq!(told[0].fields.get("deleted") == Some(&Value::Bool(true)), deleted);
        assert_eq!(story.page("/training").await.contains("ouverte par vous"), !deleted);
    }
    let nobody = Uuid::from_u128(3).to_string();
    let refused = story.post("/training/clear", &[("account", &nobody), ("wanted", "yes")]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_message_is_written_together_and_every_version_is_kept() {
    let mut story = Story::new().await;
    let feed = story.world.mission();
    let set = story.post("/message", &[("text", "Bonjour.\r\n\r\nNous passons.")]).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
    let fields =
        [("sort", Value::from("proposal")), ("text", Value::from("Bonjour.\n\nÀ mardi <b>."))];
    let proposal = story.own(Kind::Remark, new_id(), &fields);
    let id = proposal.id.to_string();
    story.world.sync(&story.amina, &[proposal]).await;
    let page = story.page("/message").await;
    assert!(page.contains("Amina") && page.contains("<ins>À mardi &lt;b&gt;.</ins>"), "{page}");
    let empty = story.post("/message/remark", &[("said", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    story.post("/message/remark", &[("said", "Bonne idée.")]).await;
    assert_eq!(story.told(feed, "remark").await.len(), 2);

    let taken = story.post("/message/take", &[("remark", &id)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let again = story.post("/message/take", &[("remark", &id)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "it is in force already");
    let mission = story.world.row(feed, Kind::Mission, story.world.mission_id().0);
    assert_eq!(mission["message"], Value::from("Bonjour.\n\nÀ mardi <b>."));
    let versions = story.told(feed, "message_version").await;
    let mut numbers: Vec<_> = versions
        .iter()
        .map(|row| (row.fields["number"].clone(), row.fields.get("remark")))
        .collect();
    numbers.sort_by_key(|(number, _)| format!("{number:?}"));
    let told = Value::Text(id);
    // What the demonstration began with, what was typed, what was taken.
    assert_eq!(
        numbers,
        [(Value::Int(1), None), (Value::Int(2), None), (Value::Int(3), Some(&told))]
    );
    assert!(story.page("/message").await.contains("proposée par l’équipe"));
    let strange = story.post("/message/take", &[("remark", &Uuid::from_u128(5).to_string())]).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);

    // The message on the first page is the same one.
    let held = sync_server::service::message::versions;
    let mission = story.world.mission_id();
    let count = move |read: &dyn sync_server::store::Read| held(read, mission).map(|all| all.len());
    assert_eq!(story.world.store.read_now(count).unwrap(), 3);
}

#[tokio::test]
async fn a_draft_reaches_the_phones_of_its_team_only_while_it_is_shared() {
    let story = Story::new().await;
    let feed = story.world.mission();
    let id = story.world.mission_id();
    story
        .world
        .desk(move |write, moment| prepare::set_state(write, id, MissionState::Draft, moment));
    let held = |answer: shared::protocol::SyncAnswer| {
        answer.dropped.iter().all(|dropped| dropped.feed != feed)
    };
    let cursor = Cursor { feed, epoch: story.world.epoch(), seq: 0, durable: None };
    let ask = || story.world.try_sync(&story.amina, &[], std::slice::from_ref(&cursor));
    assert!(!held(ask().await.unwrap()));
    let shared = story.post("/message/share", &[("wanted", "yes")]).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.text);
    assert!(held(ask().await.unwrap()));
    story.post("/message/share", &[("wanted", "no")]).await;
    assert!(!held(ask().await.unwrap()));
}

#[tokio::test]
async fn the_end_of_a_mission_is_told_to_the_desk_and_counted_for_each_alone() {
    let mut story = Story::new().await;
    let (feed, id) = (story.world.mission(), story.world.mission_id());
    let own = FeedId::Account(story.amina.account);
    let mut early = story.amina.clone();
    let visit = story.amina.visit(&story.world, story.world.door(0));
    let answers = [
        ("mission", Value::Text(id.to_string())),
        ("worked", Value::from("Venir le soir.")),
        ("hard", Value::from("Elle est malade.")),
    ];
    let debrief = early.change(own, Kind::Debrief, new_id(), None, &answers);
    let stint = early.change(own, Kind::Stint, new_id(), None, &answers);
    let taken = story.world.sync(&story.amina, &[visit, debrief, stint]).await;
    let last = outcomes(&taken).pop();
    assert_eq!(last, Some(ChangeOutcome::Quarantined { reason: Reason::NotAllowed }));
    let page = story.page("/debrief").await;
    assert!(page.contains("Venir le soir.") && page.contains("<mark>"), "{page}");

    let empty = story.post("/debrief", &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    story.post("/debrief", &[("text", "Le soir, on ouvre.")]).await;
    assert!(story.page("/debrief").await.contains("Le soir, on ouvre."));
    assert_eq!(story.told(feed, "synthesis").await.len(), 1);

    assert!(story.told(own, "stint").await.is_empty());
    story
        .world
        .desk(move |write, moment| prepare::set_state(write, id, MissionState::Closed, moment));
    let counted = story.told(own, "stint").await.remove(0).fields;
    assert_eq!((&counted["visits"], &counted["met"]), (&Value::Int(1), &Value::Int(1)));
    // What comes after the end counts, too; and nobody else has it.
    let late = story.amina.visit(&story.world, story.world.door(1));
    story.world.sync(&story.amina, &[late]).await;
    let counted = story.told(own, "stint").await.remove(0).fields;
    assert_eq!(counted["met"], Value::Int(2));
    let moussa = FeedId::Account(story.world.made.neighbors[1].1);
    let others = story.world.store.read_now(move |read| read.rows(moussa, Kind::Stint)).unwrap();
    assert!(others.is_empty());
}

#[tokio::test]
async fn a_partner_sees_none_of_it() {
    let story = Story::new().await;
    story.card().await;
    story.post("/message", &[("text", "Bonjour à tous.")]).await;
    story.post("/message/remark", &[("said", "Entre nous.")]).await;
    let scopes = [story.world.mission()];
    let (_, paul) = signed_in(&story.world, "Paul P.", Role::Partner, &scopes).await;
    for page in ["/message", "/training", "/cards/new", "/debrief"] {
        let answer = paul.get(&format!("{}{page}", story.at)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page}");
    }
    let report = paul.get(&format!("{}/report", story.at)).await.text;
    assert!(!report.contains("Entre nous.") && !report.contains("Le chèque"));
}
