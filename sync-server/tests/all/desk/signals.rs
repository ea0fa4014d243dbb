//! Signals: what several households said, raised to the partner, answered, late, done, told back;
//! and nothing of it that names a small group or a door.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::change::Change;
use shared::id::{AnswerId, DoorId, FeedId, MissionId};
use shared::protocol::ChangeOutcome;
use shared::record::{Kind, Role};
use shared::value::Value;
use sync_server::service::desk::Desk;
use sync_server::service::erasure::{self, Order, Subject};
use sync_server::store::Cause;
use uuid::Uuid;

use super::{Browser, signed_in, supervisor};
use crate::world::{Phone, World, new_id, outcomes};

const SAID: &str = "Ma mère ne descend plus.";
const THEME: &str = "ascenseur";

struct Story {
    world: Arc<World>,
    amina: Phone,
    nora: Browser,
    paul: Browser,
    /// The doors of one large building, and of another one.
    here: (Uuid, Vec<Uuid>),
    there: (Uuid, Vec<Uuid>),
    visits: Vec<Uuid>,
}

impl Story {
    /// Amina met 25 households of one building; the first `n` of them spoke of the lift.
    async fn of(n: usize) -> Self {
        let world = Arc::new(World::new().await);
        let mut amina = world.phone(0).await;
        let mut buildings = buildings(&world);
        buildings.sort_by_key(|(_, doors)| std::cmp::Reverse(doors.len()));
        let (here, there) = (buildings[0].clone(), buildings[1].clone());
        assert!(here.1.len() > 40);
        let mut changes = Vec::new();
        let mut visits = Vec::new();
        for (index, door) in here.1.iter().take(25).enumerate() {
            let visit = amina.visit(&world, *door);
            visits.push(visit.id);
            let fields = [
                ("visit", Value::Text(visit.id.to_string())),
                ("theme", Value::from(THEME)),
                ("words", Value::from(if index == 0 { SAID } else { "En panne." })),
            ];
            changes.push(visit);
            if index < n {
                changes.push(amina.change(world.mission(), Kind::Need, new_id(), None, &fields));
            }
        }
        world.sync(&amina, &changes).await;
        let (_, nora) = supervisor(&world).await;
        let (_, paul) = signed_in(&world, "Paul P.", Role::Partner, &[world.mission()]).await;
        let story = Self { world, amina, nora, paul, here, there, visits };
        let mission = story.world.mission_id();
        let keys: Vec<_> = story.visits.iter().map(|id| format!("{mission}.{id}.999")).collect();
        let fields: Vec<_> = keys.iter().map(|key| ("visit", key.as_str())).collect();
        story.nora.post("/desk/me", "/desk/review/approve", &fields).await;
        story
    }

    fn groups_at(&self) -> String {
        format!("/desk/missions/{}/signals/new", self.world.mission_id())
    }

    fn form_at(&self) -> String {
        format!("{}?theme={THEME}&building={}", self.groups_at(), self.here.0)
    }

    /// Raises the lift of the building, with the words of the first household.
    async fn raise(&self) -> String {
        let form = self.nora.get(&self.form_at()).await;
        assert_eq!(form.status, StatusCode::OK);
        let (before, _) = form.text.split_once(SAID).expect("the words can be chosen");
        let (_, after) = before.rsplit_once("name=\"need\" value=\"").unwrap();
        let need = after.split_once('"').unwrap().0;
        let fields = [("title", "L’ascenseur est en panne"), ("need", need)];
        let done = self.nora.post(&self.form_at(), &self.form_at(), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        done.to.split_once('?').unwrap().0.to_owned()
    }

    /// The partner promises something, for this building alone.
    async fn answer(&self, at: &str) -> AnswerId {
        let building = self.here.0.to_string();
        let fields = [
            ("action", "La pièce est commandée."),
            ("due", "2096-01-05"),
            ("building", building.as_str()),
        ];
        let done = self.paul.post(at, &format!("{at}/answer"), &fields).await;
        assert!(done.to.ends_with("done=answered"), "{} {}", done.status, done.text);
        let territory = FeedId::Territory(self.world.territory());
        let answers = self.world.store.read_now(move |read| read.rows(territory, Kind::Answer));
        AnswerId(answers.unwrap()[0].0)
    }

    fn telling(&mut self, answer: AnswerId, door: Uuid, visit: Option<Uuid>) -> Change {
        let author = self.amina.account.to_string();
        let mut fields = vec![
            ("answer", Value::Text(answer.to_string())),
            ("door", Value::Text(door.to_string())),
            ("author", Value::Text(author)),
        ];
        fields.extend(visit.map(|visit| ("visit", Value::Text(visit.to_string()))));
        let feed = self.world.mission();
        self.amina.change(feed, Kind::Telling, new_id(), None, &fields)
    }

    fn tellings(&self) -> usize {
        let feed = self.world.mission();
        self.world.store.read_now(move |read| read.rows(feed, Kind::Telling)).unwrap().len()
    }
}

/// The buildings of the mission with their doors.
fn buildings(world: &World) -> Vec<(Uuid, Vec<Uuid>)> {
    let (mission, territory) = (world.mission(), FeedId::Territory(world.territory()));
    let found = world.store.read_now(move |read| {
        let mut found = Vec::new();
        for line in read.buildings_of(mission)? {
            let mut doors = Vec::new();
            for (stairwell, _) in read.within(territory, Kind::Stairwell, line.building.0)? {
                let there = read.within(territory, Kind::Door, stairwell)?;
                doors.extend(there.into_iter().map(|(door, _)| door));
            }
            found.push((line.building.0, doors));
        }
        Ok::<_, sync_server::store::StoreError>(found)
    });
    found.unwrap()
}

#[tokio::test]
async fn a_need_of_many_is_raised_answered_late_done_and_told_back() {
    let mut story = Story::of(23).await;
    let groups = story.nora.get(&story.groups_at()).await.text;
    assert!(groups.contains("Ascenseur") && groups.contains(">22<"), "23 said so: {groups}");
    assert!(!groups.contains(">23<"), "{groups}");
    let at = story.raise().await;

    let read = story.paul.get("/desk/signals").await.text;
    assert!(read.contains("L’ascenseur est en panne") && read.contains("22 foyers"), "{read}");
    let one = story.paul.get(&at).await.text;
    assert!(one.contains(SAID) && one.contains("22 foyers"), "{one}");
    for hidden in ["En panne.<", "23 foyers", "Amina", "Nora", "Porte "] {
        assert!(!one.contains(hidden), "a partner reads {hidden}: {one}");
    }
    let noted = story.paul.post(&at, &format!("{at}/read"), &[]).await;
    assert!(noted.to.ends_with("done=read"));
    assert!(story.nora.get(&at).await.text.contains("Lu par le commanditaire"));

    // An answer without a day, or for yesterday, or for nowhere, says what is missing.
    let wrong = [("action", "On s’en occupe."), ("due", "2020-01-01")];
    let refused = story.paul.post(&at, &format!("{at}/answer"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["Ce jour est passé", "au moins un immeuble", "On s’en occupe."] {
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    let answer = story.answer(&at).await;
    let due = story.nora.get("/desk/signals?state=due").await.text;
    assert!(due.contains("5 janvier"), "{due}");

    // The day passes, and everybody sees it.
    let territory = FeedId::Territory(story.world.territory());
    story.world.desk(move |write, moment| {
        let mut desk = Desk::open(write, moment.now, &[territory])?;
        let early = [("answered", "2026-01-01"), ("due", "2026-01-05")];
        let early = early.map(|(name, day)| (name.to_owned(), Value::from(day))).into();
        desk.set(territory, Kind::Answer, answer.0, early)?;
        Ok(desk.close()?)
    });
    for who in [&story.nora, &story.paul] {
        let late = who.get("/desk/signals").await.text;
        assert!(late.contains("En retard de"), "{late}");
        assert!(who.get(&at).await.text.contains("En retard de"));
    }
    let done = [("result", "done"), ("result_words", "La pièce a été changée.")];
    let settled = story.nora.post(&at, &format!("{at}/result"), &done).await;
    assert!(settled.to.ends_with("done=settled"), "{}", settled.text);
    assert!(!story.paul.get("/desk/signals").await.text.contains("En retard de"));
    let one = story.paul.get(&at).await.text;
    for said in ["Fait", "La pièce a été changée.", "Réponse : La pièce est commandée."] {
        assert!(one.contains(said), "{said}: {one}");
    }

    // Told back at twelve doors: the association counts, the partner is told about eleven.
    let doors: Vec<_> = story.here.1.iter().take(12).copied().collect();
    let mut told = Vec::new();
    for (index, door) in doors.iter().enumerate() {
        told.push(story.telling(answer, *door, Some(story.visits[index])));
    }
    story.world.sync(&story.amina, &told).await;
    assert!(story.nora.get(&at).await.text.contains("12 portes sur"));
    let one = story.paul.get(&at).await.text;
    assert!(one.contains("environ 11 portes sur") && !one.contains("12 portes sur"), "{one}");
    let report = format!("/desk/missions/{}/report", story.world.mission_id());
    let draft = story.nora.get(&report).await.text;
    let (_, row) = draft.split_once("L’ascenseur est en panne").expect("the report tells of it");
    let row = row.split_once("</tr>").unwrap().0;
    assert!(row.contains(">22<") && row.contains(">11<"), "{row}");
}

#[tokio::test]
async fn a_group_of_few_is_neither_shown_nor_raised() {
    let story = Story::of(10).await;
    let groups = story.nora.get(&story.groups_at()).await.text;
    assert!(groups.contains("Aucun besoin"), "{groups}");
    let form = story.nora.get(&story.form_at()).await.text;
    assert!(form.contains("Trop peu de foyers") && !form.contains(SAID), "{form}");
    let fields = [("title", "L’ascenseur est en panne")];
    let refused = story.nora.post(&story.form_at(), &story.form_at(), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("L’ascenseur est en panne"), "what was typed stays");
    assert!(story.nora.get("/desk/signals").await.text.contains("Aucune remontée"));
}

#[tokio::test]
async fn a_partner_sees_the_signals_of_own_missions_alone() {
    let story = Story::of(23).await;
    let at = story.raise().await;
    let other = FeedId::Mission(story.world.made.missions[1].0);
    let (_, rita) = signed_in(&story.world, "Rita R.", Role::Partner, &[other]).await;
    let (_, omar) = signed_in(&story.world, "Omar E.", Role::Supervisor, &[]).await;
    for stranger in [&rita, &omar] {
        assert_eq!(stranger.get(&at).await.status, StatusCode::NOT_FOUND);
        let list = stranger.get("/desk/signals").await.text;
        assert!(!list.contains("L’ascenseur est en panne"), "{list}");
        let building = story.here.0.to_string();
        let said = [("action", "Non."), ("due", "2096-01-05"), ("building", building.as_str())];
        let answer = stranger.post("/desk/me", &format!("{at}/answer"), &said).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let done = [("result", "done"), ("result_words", "Fait.")];
        let settled = stranger.post("/desk/me", &format!("{at}/result"), &done).await;
        assert_eq!(settled.status, StatusCode::NOT_FOUND);
    }
    let read = rita.post("/desk/me", &format!("{at}/read"), &[]).await;
    assert_eq!(read.status, StatusCode::NOT_FOUND);
    let filtered = format!("/desk/signals?mission={}", story.world.mission_id());
    assert_eq!(rita.get(&filtered).await.status, StatusCode::NOT_FOUND);
    let forbidden = story.paul.get(&story.groups_at()).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    // An answer names buildings of its mission, and no others.
    let far = MissionId(Uuid::from_u128(9)).to_string();
    let said = [("action", "Oui."), ("due", "2096-01-05"), ("building", far.as_str())];
    let refused = story.paul.post("/desk/me", &format!("{at}/answer"), &said).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
}

#[tokio::test]
async fn an_erasure_takes_what_was_told_and_leaves_words_that_lead_to_nobody() {
    let mut story = Story::of(23).await;
    let at = story.raise().await;
    let answer = story.answer(&at).await;
    let (first, second) = (story.here.1[0], story.here.1[1]);
    let (visit, other) = (story.visits[0], story.visits[1]);
    let told = [
        story.telling(answer, first, Some(visit)),
        story.telling(answer, first, None),
        story.telling(answer, second, Some(other)),
    ];
    let sent = story.world.sync(&story.amina, &told).await;
    let accepted = |one: &ChangeOutcome| matches!(one, ChangeOutcome::Accepted { .. });
    assert!(outcomes(&sent).iter().all(accepted), "{:?}", outcomes(&sent));
    assert_eq!(story.tellings(), 3);
    let page = story.nora.get(&format!("/desk/doors/{first}")).await.text;
    assert!(page.contains("Réponses redites ici") && page.contains("La pièce est commandée."));

    let erase = |subject: Subject| {
        story.world.desk(move |write, moment| {
            let order = Order::new(Cause::Door, None, moment);
            erasure::erase(write, &subject, &order, moment)
        })
    };
    erase(Subject::Door(DoorId(first)));
    assert_eq!(story.tellings(), 1);
    let feed = story.world.mission();
    erase(Subject::Visits(feed, vec![shared::id::VisitId(other)]));
    assert_eq!(story.tellings(), 0);
    let remains = story.world.store.read_now(|read| read.erasure_remains()).unwrap();
    assert_eq!(remains, [] as [String; 0]);
    // What was quoted stays as the supervisor chose it, and names no need and no visit.
    let signal = Uuid::parse_str(at.rsplit_once('/').unwrap().1).unwrap();
    let fields = story.world.row(feed, Kind::Signal, signal);
    assert_eq!(fields["words"], Value::from(SAID));
    let ids: Vec<_> = fields
        .iter()
        .filter(|(_, value)| matches!(value, Value::Text(text) if Uuid::parse_str(text).is_ok()))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(ids, ["answer", "building"]);
    // What comes late for the door is taken, and kept nowhere.
    let late = story.telling(answer, first, Some(visit));
    let sent = story.world.sync(&story.amina, &[late]).await;
    assert!(outcomes(&sent).iter().all(accepted), "{:?}", outcomes(&sent));
    assert_eq!(story.tellings(), 0);
}

#[tokio::test]
async fn the_impact_page_counts_what_was_done_and_keeps_small_groups_back() {
    let story = Story::of(23).await;
    let at = story.raise().await;
    story.answer(&at).await;
    let page = story.nora.get("/desk/impact").await.text;
    let (_, quarters) = page.split_once("Par trimestre").unwrap();
    let (quarters, _) = quarters.split_once("</table>").unwrap();
    let row = quarters.split("</tr>").find(|row| row.contains(">22<")).expect("25 were met");
    let cells: Vec<_> = row.split("class=\"r num\">").skip(1).collect();
    assert!(cells[2].contains("masqué"), "nobody was advised: {row}");
    for (cell, n) in [(1, "22<"), (4, "1<"), (5, "1<"), (6, "0<")] {
        assert!(cells[cell].starts_with(n), "{cell}: {row}");
    }
    let (_, omar) = signed_in(&story.world, "Omar E.", Role::Supervisor, &[]).await;
    assert!(omar.get("/desk/impact").await.text.contains("Rien n’a encore été fait"));
    let filtered = format!("/desk/impact?territory={}", story.world.territory());
    assert_eq!(omar.get(&filtered).await.status, StatusCode::NOT_FOUND);
    assert_eq!(story.nora.get(&filtered).await.status, StatusCode::OK);
    assert_eq!(story.paul.get("/desk/impact").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn no_phone_writes_a_signal_or_an_answer_and_none_tells_in_anothers_name() {
    let mut story = Story::of(23).await;
    let at = story.raise().await;
    let answer = story.answer(&at).await;
    let territory = FeedId::Territory(story.world.territory());
    let there = story.there.0.to_string();
    let building = story.amina.change(
        territory,
        Kind::AnswerBuilding,
        new_id(),
        None,
        &[("answer", Value::Text(answer.to_string())), ("building", Value::Text(there))],
    );
    let building = Change { n: 1, ..building };
    let mut foreign = story.telling(answer, story.here.1[3], None);
    foreign.n -= 1;
    let moussa = story.world.made.neighbors[1].1.to_string();
    foreign.fields.insert("author".to_owned(), Value::Text(moussa));
    let sent = story.world.sync(&story.amina, &[building, foreign]).await;
    let kept: Vec<_> = outcomes(&sent)
        .into_iter()
        .map(|one| match one {
            ChangeOutcome::Quarantined { reason } => reason.as_str().to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(kept, ["not_allowed", "not_author"]);
}
