//! A mission prepared at the desk, page by page, from a file to the phones.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::id::{FeedId, MissionId};
use shared::record::{Kind, MissionState, Role};
use shared::value::Value;
use sync_server::store::AuditFilter;

use super::{Answer, Browser, signed_in, supervisor};
use crate::world::World;

const FILE: &str = "cle_interop;voie_nom;numero;suffixe;commune_nom;long;lat\n\
    91987_0810_00001;Rue du Verger;1;;Brévigny;2.4;48.6\n\
    91987_0810_00003;Rue du Verger;3;;Brévigny;2.4001;48.6001\n\
    91987_0810_00000;Rue du Verger;x;;Brévigny;2.4;48.6\n\
    91987_0820_00002;Allée du Pré;2;;Brévigny;2.4002;48.6002\n";

/// Sends a form that brings a file.
pub(super) async fn bring(
    browser: &Browser,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
) -> Answer {
    let proof = browser.get("/desk/me").await.field("proof");
    let mut body = Vec::new();
    let all = std::iter::once(("proof", proof.as_str())).chain(fields.iter().copied());
    for (name, value) in all {
        let part = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    let head = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bal.csv\"\r\n\
        Content-Type: text/csv\r\n\r\n";
    body.extend(head.bytes());
    body.extend(file);
    body.extend(b"\r\n--limit--\r\n");
    let request = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
        .post(browser.world.url(path))
        .header("content-type", "multipart/form-data; boundary=limit")
        .body(body);
    browser.send(request).await
}

struct Story {
    world: Arc<World>,
    nora: Browser,
    at: String,
    mission: MissionId,
}

impl Story {
    /// Nora makes a draft.
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let (_, nora) = supervisor(&world).await;
        let territory = world.territory().to_string();
        let fields = [
            ("title", "Les vergers"),
            ("territory", &territory),
            ("partner", "new"),
            ("partner_name", "Régie des Aunes"),
            ("theme", "water"),
            ("starts", "2026-12-01"),
            ("ends", "2026-12-20"),
            ("message", "Bonjour,\r\nnous passons."),
        ];
        let made = nora.post("/desk/missions/new", "/desk/missions/new", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let at = made.to.strip_suffix("/services").unwrap().to_owned();
        let mission = at.rsplit('/').next().unwrap().parse().unwrap();
        Self { world, nora, at, mission }
    }

    fn at(&self, stop: &str) -> String {
        format!("{}/{stop}", self.at)
    }

    async fn post(&self, stop: &str, fields: &[(&str, &str)]) -> Answer {
        self.nora.post("/desk/me", &self.at(stop), fields).await
    }

    fn buildings(&self) -> usize {
        let feed = FeedId::Territory(self.world.territory());
        self.world.store.read_now(move |read| read.rows(feed, Kind::Building)).unwrap().len()
    }

    /// Takes the file, and gives the ids of the buildings in the Rue du Verger.
    async fn take(&self) -> Vec<String> {
        let looked = bring(&self.nora, &self.at("addresses"), &[], FILE.as_bytes()).await;
        assert_eq!(looked.status, StatusCode::SEE_OTHER, "{}", looked.text);
        let file = looked.to.rsplit('=').next().unwrap().to_owned();
        let taken = self.post("addresses/take", &[("file", &file)]).await;
        assert!(taken.to.contains("done=taken."), "{taken:?}");
        let page = self.nora.get(&self.at("buildings?q=verger")).await;
        let ids = page.text.split("name=\"building\" value=\"").skip(1);
        ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_form_that_is_refused_keeps_what_was_typed_and_says_why() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let here = world.territory().to_string();
    let typed = [
        ("title", "  "),
        ("territory", here.as_str()),
        ("partner", ""),
        ("theme", "water"),
        ("starts", "2026-12-20"),
        ("ends", "2026-12-01"),
        ("message", "Bonjour à tous."),
    ];
    let refused = nora.post("/desk/missions/new", "/desk/missions/new", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Bonjour à tous.",
        "Remplissez ce champ.",
        "Choisissez un commanditaire.",
        "Une mission ne finit pas avant de commencer",
        "value=\"2026-12-20\"",
        "aria-describedby=\"title-wrong\"",
    ] {
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    // A supervisor prepares nothing where they are not, and founds no territory.
    for territory in ["new", &uuid::Uuid::from_u128(7).to_string()] {
        let mut fields = typed.to_vec();
        fields[0].1 = "Ailleurs";
        fields[1].1 = territory;
        fields[2] = ("partner", "new");
        fields[5].1 = "2026-12-30";
        fields.extend([("partner_name", "Régie"), ("territory_name", "Ici")]);
        let refused = nora.post("/desk/me", "/desk/missions/new", &fields).await;
        assert!(refused.status.is_client_error(), "{refused:?}");
    }
    let (_, ada) = signed_in(&world, "Ada A.", Role::Admin, &[]).await;
    let mut fields = typed.to_vec();
    fields[0].1 = "La ville neuve";
    fields[1].1 = "new";
    fields[2] = ("partner", "new");
    fields[5].1 = "2026-12-30";
    fields.extend([("partner_name", "Régie"), ("territory_name", "Ville Neuve")]);
    let made = ada.post("/desk/me", "/desk/missions/new", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
}

#[tokio::test]
async fn a_file_is_looked_at_then_taken_and_the_same_file_changes_nothing() {
    let story = Story::new().await;
    let before = story.buildings();
    let looked = bring(&story.nora, &story.at("addresses"), &[], FILE.as_bytes()).await;
    assert_eq!(looked.status, StatusCode::SEE_OTHER, "{}", looked.text);
    let page = story.nora.get(&looked.to).await;
    for said in ["4 lignes lues", "<b>3 immeubles à prendre.</b>", "Le numéro « x » n’est pas"]
    {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert_eq!(story.buildings(), before, "a look writes nothing");
    let file = page.field("file");
    let taken = story.post("addresses/take", &[("file", &file)]).await;
    assert!(taken.to.ends_with("done=taken.3"), "{taken:?}");
    assert_eq!(story.buildings(), before + 3);
    let state = story.world.state();
    let again = story.post("addresses/take", &[("file", &file)]).await;
    assert!(again.to.ends_with("done=taken.0"), "{again:?}");
    let looked = bring(&story.nora, &story.at("addresses"), &[], FILE.as_bytes()).await;
    assert!(story.nora.get(&looked.to).await.text.contains("tout est déjà là"));
    assert_eq!(story.world.state(), state);

    // Only one street of it; a street that is not in it; what is no address file; no file.
    let street = [("streets", "allée du pré")];
    let looked = bring(&story.nora, &story.at("addresses"), &street, FILE.as_bytes()).await;
    assert!(story.nora.get(&looked.to).await.text.contains("Ailleurs"));
    let refusals = [
        (&[("streets", "Rue Verte")][..], FILE.as_bytes(), "Aucune ligne du fichier n’est à"),
        (&[("commune", "Brévigny")], b"nom;prenom\nA;B\n", "il manque cle_interop"),
        (&[], b"PK\x03\x04", "archive ZIP"),
        (&[], b"", "Choisissez un fichier"),
    ];
    for (fields, bytes, said) in refusals {
        let refused = bring(&story.nora, &story.at("addresses"), fields, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
        for (_, typed) in fields {
            assert!(refused.text.contains(typed), "{typed} is kept");
        }
    }
    // Who is elsewhere is told that there is nothing, and a file without a proof is not kept.
    let (_, omar) = signed_in(&story.world, "Omar E.", Role::Supervisor, &[]).await;
    let hidden = bring(&omar, &story.at("addresses"), &[], FILE.as_bytes()).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let body = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\
        \r\n--limit--\r\n";
    let request = reqwest::Client::new()
        .post(story.world.url(&story.at("addresses")))
        .header("content-type", "multipart/form-data; boundary=limit")
        .body(body);
    assert_eq!(story.nora.send(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_said_beside_its_field() {
    let story = Story::new().await;
    let large = vec![b'a'; 33 * 1024 * 1024];
    let at = story.at("addresses");
    let refused = bring(&story.nora, &at, &[("streets", "Rue Verte")], &large).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("dépasse 32 Mio") && refused.text.contains("Rue Verte"));
}

#[tokio::test]
async fn a_mission_is_prepared_and_reaches_the_phones_when_it_starts() {
    let story = Story::new().await;
    let amina = story.world.phone(0).await;
    let buildings = story.take().await;
    assert_eq!(buildings.len(), 2);
    let (one, two) = (buildings[0].as_str(), buildings[1].as_str());
    let services = story.nora.get(&story.at("services")).await;
    let service = services.field("service");
    story.post("services", &[("service", &service)]).await;
    let shown = [("shown", one), ("shown", two), ("building", one), ("building", two)];
    let next = story.post("buildings", &[&shown[..], &[("go", "next")]].concat()).await;
    assert_eq!(next.to, story.at("doors"));

    let layout = [
        ("building", one),
        ("building", two),
        ("stairwells", "A, B"),
        ("floors", "1"),
        ("per_floor", "2"),
        ("on_ground", "1"),
        ("numbering", "by_floor"),
    ];
    let looked = story.post("doors", &[&layout[..], &[("go", "look")]].concat()).await;
    assert!(looked.text.contains("<b>12 portes</b> dans 2 immeubles"), "{}", looked.text);
    let wrong = [("building", one), ("stairwells", "A, A"), ("floors", "cent"), ("per_floor", "2")];
    let refused = story.post("doors", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["Deux cages ont le même nom", "de 0 à 99", "value=\"cent\""] {
        assert!(refused.text.contains(said), "{said}");
    }
    let made = story.post("doors", &layout).await;
    assert!(made.to.ends_with("done=made.12"), "{made:?}");
    let again = story.post("doors", &layout).await;
    assert!(again.to.ends_with("done=made.0"), "{again:?}");

    let neighbor = story.world.made.neighbors[0].1.to_string();
    let added = story.post("team/add", &[("account", &neighbor)]).await;
    assert_eq!(added.to, story.at("team?done=saved"));
    let taken = story.post("team/add", &[("name", "Amina B.")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("Une personne porte déjà ce nom"));
    let (only, both) = (format!("{neighbor}.{one}"), format!("{neighbor}.{two}"));
    let places = [("member", &*neighbor), ("shown", one), ("shown", two), ("place", &only)];
    story.post("team", &places).await;
    let team = story.nora.get(&story.at("team")).await.text;
    let ticked = |value: &str| team.contains(&format!("value=\"{value}\" checked"));
    assert!(ticked(&only) && !ticked(&both));

    // No phone sees a draft.
    let feed = FeedId::Mission(story.mission);
    let told =
        |answer: &shared::protocol::SyncAnswer| answer.feeds.iter().any(|page| page.feed == feed);
    assert!(!told(&story.world.sync(&amina, &[]).await));
    let started = story.post("start", &[("state", "open")]).await;
    assert!(started.to.ends_with("done=started"));
    assert!(told(&story.world.sync(&amina, &[]).await));
    let codes = story.post("codes", &[("account", &neighbor)]).await;
    assert!(codes.text.contains("<svg") && codes.text.contains("Un téléphone pour Amina B."));
    let mission = story.world.row(feed, Kind::Mission, story.mission.0);
    assert_eq!(mission["state"], Value::from(MissionState::Open.as_str()));
    assert_eq!(mission["message"], Value::from("Bonjour,\nnous passons."));
    let board = story.nora.get(&story.at).await.text;
    assert!(board.contains("1 Rue du Verger") && board.contains("3 Rue du Verger"));
    assert!(!board.contains("Allée du Pré"), "it was not chosen");
    // Who did what is told without a name, a street or a door.
    let trail =
        story.world.store.read_now(|read| read.audit(&AuditFilter::default(), None, 100)).unwrap();
    let verbs: Vec<_> = trail.iter().map(|(_, one)| one.verb.as_str()).collect();
    for verb in
        ["mission-add", "mission-addresses", "mission-doors", "mission-team", "mission-start"]
    {
        assert!(verbs.contains(&verb), "{verb}");
    }
}

#[tokio::test]
async fn doors_are_put_right_in_their_picture() {
    let story = Story::new().await;
    let buildings = story.take().await;
    let one = buildings[0].as_str();
    story.post("buildings", &[("shown", one), ("building", one)]).await;
    let layout = [
        ("building", one),
        ("stairwells", "A"),
        ("floors", "0"),
        ("per_floor", "2"),
        ("numbering", "sequential"),
    ];
    story.post("doors", &layout).await;
    let grid = format!("doors/{one}");
    let labels = |page: &str| -> Vec<(String, String)> {
        let inputs = page.split("name=\"label.").skip(1);
        let read = |rest: &str| {
            let (id, rest) = rest.split_once("\" value=\"").unwrap();
            (format!("label.{id}"), rest.split('"').next().unwrap().to_owned())
        };
        inputs.map(read).collect()
    };
    let page = story.nora.get(&story.at(&grid)).await;
    let stairwell = page.field("stairwell");
    let doors = labels(&page.text);
    assert_eq!(doors.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    let (first, second) = (doors[0].0.as_str(), doors[1].0.as_str());
    let form = |one: &'static str, two: &'static str, act: &'static str| {
        [("stairwell", &*stairwell), ("name", "Hall"), (first, one), (second, two), ("act", act)]
    };
    let twice = story.post(&grid, &form("9", "9", "save")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text.contains("Déjà pris dans cette cage") && twice.text.contains("value=\"9\""));
    story.post(&grid, &form("Gauche", "2", "add:1")).await;
    let page = story.nora.get(&story.at(&grid)).await;
    let now = labels(&page.text);
    let now: Vec<_> = now.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(now, ["11", "Gauche", "2"], "the new floor stands on top");
    assert!(page.text.contains("value=\"Hall\""));
    let door = second.strip_prefix("label.").unwrap();
    let remove = format!("remove:{door}");
    let mut fields = vec![("stairwell", &*stairwell), ("name", "Hall"), ("act", &*remove)];
    let typed = labels(&page.text);
    fields.extend(typed.iter().map(|(name, label)| (name.as_str(), label.as_str())));
    let removed = story.post(&grid, &fields).await;
    assert!(removed.to.contains("done=removed"), "{removed:?}");
    let page = story.nora.get(&removed.to).await;
    assert_eq!(labels(&page.text).len(), 2);
    assert!(page.text.contains("Remettre la porte"));
    story.post(&grid, &[("act", "restore"), ("door", door)]).await;
    assert_eq!(labels(&story.nora.get(&story.at(&grid)).await.text).len(), 3);
    let taken = [("act", "new"), ("stairwells", "Hall"), ("floors", "1"), ("per_floor", "1")];
    let taken = story.post(&grid, &[&taken[..], &[("numbering", "letters")]].concat()).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("Une autre cage de cet immeuble a ce nom"));
}

#[tokio::test]
async fn a_service_is_added_with_what_a_resident_asks_for_and_put_right() {
    let story = Story::new().await;
    let mission = story.mission.to_string();
    let add = "/desk/services/new";
    let empty = [("name", "Relais eau"), ("theme", "water"), ("mission", &*mission)];
    let refused = story.nora.post("/desk/me", add, &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"Relais eau\"") && refused.text.contains("what-wrong"));
    let whole = [
        &empty[..],
        &[("what", "Un avis."), ("papers", "Une facture."), ("phone", "0 800 00 00 00")],
    ];
    let added = story.nora.post("/desk/me", add, &whole.concat()).await;
    assert_eq!(added.to, story.at("services?done=saved"));
    let page = story.nora.get(&added.to).await.text;
    let (_, rest) = page.split_once("name=\"service\" value=\"").unwrap();
    let (id, rest) = rest.split_once('"').unwrap();
    assert!(
        rest.starts_with(" checked") && rest.contains("Relais eau"),
        "it is meant for this one"
    );
    let twice = story.nora.post("/desk/me", add, &whole.concat()).await;
    assert!(twice.text.contains("Un dispositif porte déjà ce nom"));
    let at = format!("/desk/services/{id}");
    assert!(story.nora.get(&at).await.text.contains("Une facture."));
    let mut new = whole.concat();
    new[3].1 = "Un avis, chez vous.";
    story.nora.post("/desk/me", &at, &new).await;
    assert!(story.nora.get(&at).await.text.contains("Un avis, chez vous."));
}
