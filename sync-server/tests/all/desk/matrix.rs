//! Role by verb: every route of the desk and of the API, and who may.

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::StatusCode;
use shared::id::{AttachmentId, DoorId, FeedId, PostId};
use shared::picture::PictureHash;
use shared::protocol::{ENROL_PATH, PIECES_PATH, SPLIT_PATH, SYNC_PATH};
use shared::record::{Households, Kind, Line, Role, Signal};
use sync_server::auth::{Verb, Who};
use sync_server::service::desk::Desk;
use sync_server::service::erasure::{self, Order, Subject};
use sync_server::service::exchange;
use sync_server::service::ground;
use sync_server::service::{pictures, training};
use sync_server::store::Cause;

use super::{Browser, signed_in};
use crate::pictures::jpeg;
use crate::world::World;

/// A word of a resident, as it stands in a note.
const SAID: &str = "chauffage ne marche plus";

struct Mission {
    world: Arc<World>,
    visit: uuid::Uuid,
    receipt: String,
    signal: uuid::Uuid,
    post: PostId,
    picture: AttachmentId,
    people: BTreeMap<&'static str, Browser>,
}

impl Mission {
    /// A mission with a visit; an admin, its supervisor, one of another territory, its partner, and
    /// somebody who is not signed in.
    async fn new() -> Self {
        let world = Arc::new(World::new().await);
        let mut phone = world.phone(0).await;
        let visit = phone.visit(&world, world.door(0));
        world.sync(&phone, std::slice::from_ref(&visit)).await;
        let visit = visit.id;
        let erased = Subject::Door(DoorId(world.door(9)));
        let receipt = world.desk(move |write, moment| {
            let order = Order::new(Cause::Door, None, moment);
            erasure::erase(write, &erased, &order, moment).map(|(_, lasting)| lasting.receipt)
        });
        let signal = signal(&world);
        let (mission, author) = (world.mission_id(), world.made.neighbors[0].1);
        let post = world.desk(move |write, moment| {
            let words = "Venir à 18 h.".parse().unwrap();
            exchange::post(write, mission, author, None, words, moment)
        });
        let picture = world.desk(move |write, moment| {
            let (title, text) = ("Le chèque".parse().unwrap(), "Un avis.".parse().unwrap());
            let card = training::put_card(write, mission, None, title, text, moment)?;
            let (alt, bytes) = ("L’enveloppe".parse().unwrap(), jpeg(9, 9));
            pictures::put_on_card(write, (mission, card), None, &bytes, alt, moment)
        });
        let name: Line = "Ailleurs".parse().unwrap();
        let other = world.desk(move |write, moment| ground::territory(write, &name, None, moment));
        let (here, other) = (FeedId::Territory(world.territory()), FeedId::Territory(other));
        let mut people = BTreeMap::new();
        for (who, name, role, scopes) in [
            ("admin", "Ada A.", Role::Admin, vec![]),
            ("supervisor", "Nora S.", Role::Supervisor, vec![here]),
            ("elsewhere", "Omar E.", Role::Supervisor, vec![other]),
            ("partner", "Paul P.", Role::Partner, vec![world.mission()]),
        ] {
            people.insert(who, signed_in(&world, name, role, &scopes).await.1);
        }
        people.insert("nobody", Browser::new(&world));
        Self { world, visit, receipt, signal, post, picture, people }
    }

    fn path(&self, verb: Verb) -> String {
        let mission = self.world.mission_id().to_string();
        let path = verb.rule().path.replace("{mission}", &mission);
        let path = path.replace("{building}", &self.building()).replace("{service}", "new");
        let path = path.replace("{card}", "new");
        let path = path.replace("{hash}", &PictureHash::of(&jpeg(9, 9)).to_string());
        let path = path.replace("{receipt}", &self.receipt);
        let path = path.replace("{signal}", &self.signal.to_string());
        let path = path.replace("{door}", &self.world.door(0).to_string());
        path.replace("{secret}", &"0".repeat(64)).replace("{file}", "none.css")
    }

    fn building(&self) -> String {
        let feed = FeedId::Territory(self.world.territory());
        let buildings = self.world.store.read_now(move |read| read.rows(feed, Kind::Building));
        buildings.unwrap()[0].0.to_string()
    }

    /// The fields that name something of the mission, whichever verb takes them.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let feed = self.world.mission();
        let visit = self.visit;
        let devices = self.world.store.read_now(|read| read.devices()).unwrap();
        vec![
            ("visit", format!("{}.{visit}.999", self.world.mission_id())),
            ("door", self.world.door(0).to_string()),
            ("stop", "yes".to_owned()),
            ("state", "open".to_owned()),
            ("confirm", "yes".to_owned()),
            ("question", "Où ?".to_owned()),
            ("text", "Merci.".to_owned()),
            ("account", self.world.made.neighbors[0].1.to_string()),
            ("device", devices[0].0.device.to_string()),
            ("feed", feed.to_string()),
            ("record", visit.to_string()),
            ("why", "un essai".to_owned()),
            ("seq", "1".to_owned()),
            ("field", "note".to_owned()),
            ("need", visit.to_string()),
            ("wanted", "yes".to_owned()),
            ("title", "L’ascenseur".to_owned()),
            ("theme", "ascenseur".to_owned()),
            ("action", "On répare.".to_owned()),
            ("due", "2096-01-05".to_owned()),
            ("building", self.building()),
            ("result", "done".to_owned()),
            ("result_words", "Réparé.".to_owned()),
            ("post", self.post.to_string()),
            ("picture", self.picture.to_string()),
        ]
    }

    async fn ask(&self, who: &str, verb: Verb) -> super::Answer {
        let browser = &self.people[who];
        let path = self.path(verb);
        if verb.rule().method == "GET" {
            return browser.get(&path).await;
        }
        let fields = self.fields();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let from = if who == "nobody" { "/desk/sign-in" } else { "/desk/me" };
        browser.post(from, &path, &fields).await
    }

    /// What could be told or changed: rows, what is kept aside, phones, codes, logins.
    fn state(&self) -> String {
        let devices = self.world.store.read_now(|read| read.devices()).unwrap();
        let feed = self.world.mission();
        let editions = self.world.store.read_now(move |read| read.editions(feed)).unwrap();
        format!("{}{devices:?}{editions:?}", self.world.state())
    }
}

/// A signal of the mission that waits for its answer.
fn signal(world: &World) -> uuid::Uuid {
    let feed = world.mission();
    world.desk(move |write, moment| {
        let id: shared::id::SignalId = moment.id();
        let signal = Signal {
            theme: "ascenseur".parse().unwrap(),
            building: None,
            stairwell: None,
            title: "L’ascenseur est en panne".parse().unwrap(),
            text: None,
            words: None,
            households: Households::new(22).unwrap(),
            raised: "2026-11-10".parse().unwrap(),
            acknowledged: None,
            answer: None,
        };
        let mut desk = Desk::open(write, moment.now, &[feed])?;
        desk.put(feed, id, &signal)?;
        desk.close()?;
        Ok(id.0)
    })
}

fn role(who: &str) -> Role {
    match who {
        "admin" => Role::Admin,
        "partner" => Role::Partner,
        _ => Role::Supervisor,
    }
}

/// Verbs that are about who asks, about all that this person sees, or about what everybody shares;
/// and three that have tests of their own: one that tells for as long as it is listened to, and two
/// that take a file.
const NAMES_NOTHING: [Verb; 35] = [
    Verb::Signals,
    Verb::Impact,
    Verb::Me,
    Verb::SetPreferences,
    Verb::SetPassword,
    Verb::EndSession,
    Verb::SecondOn,
    Verb::SecondOff,
    Verb::Missions,
    Verb::Exports,
    Verb::ExportCsv,
    Verb::ExportSheet,
    Verb::ExportMap,
    Verb::ExportColumns,
    Verb::MissionNew,
    Verb::MissionMake,
    Verb::ServiceForm,
    Verb::ServiceSave,
    Verb::Review,
    Verb::Approve,
    Verb::ApproveUndo,
    Verb::Return,
    Verb::FollowUps,
    Verb::CalendarForm,
    Verb::CalendarSet,
    Verb::FindDoors,
    Verb::Phones,
    Verb::Aside,
    Verb::People,
    Verb::AddPerson,
    Verb::InvitePerson,
    Verb::ClosePerson,
    Verb::BoardLive,
    Verb::AddressesLook,
    Verb::CardPicture,
];

/// Verbs by which a partner changes something: the answer to a signal of an own mission.
const OF_THE_PARTNER: [Verb; 3] = [Verb::SignalRead, Verb::SignalAnswer, Verb::SignalResult];

/// Verbs that end the session or the account with which they are asked.
const LAST: [Verb; 1] = [Verb::SignOut];

#[tokio::test]
async fn every_verb_is_answered_to_those_who_may_and_to_nobody_else() {
    let desk = Mission::new().await;
    let mut asked = 0;
    for verb in Verb::ALL.iter().copied().filter(|verb| !LAST.contains(verb)) {
        let rule = verb.rule();
        for who in ["nobody", "partner", "elsewhere"] {
            let before = desk.state();
            let answer = match verb {
                // It tells for as long as it is listened to; the others ask it below.
                Verb::BoardLive if who != "nobody" && who != "partner" => {
                    let answer = desk.people[who].get(&desk.path(verb)).await;
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who} {verb:?}");
                    continue;
                }
                _ => desk.ask(who, verb).await,
            };
            asked += 1;
            match (rule.who, who) {
                (Who::Anyone, _) => assert!(!answer.status.is_server_error(), "{verb:?}"),
                (Who::Known | Who::Roles(_), "nobody") => {
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{verb:?}");
                    assert!(answer.to.starts_with("/desk/sign-in"), "{verb:?} {}", answer.to);
                }
                (Who::Known, _) => assert!(!answer.status.is_server_error(), "{verb:?}"),
                (Who::Roles(roles), _) if !roles.contains(&role(who)) => {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who} {verb:?}");
                }
                (Who::Roles(_), _) => assert!(!answer.status.is_server_error(), "{who} {verb:?}"),
            }
            assert!(!answer.text.contains(SAID), "{who} reads a note by {verb:?}");
            assert!(!answer.text.contains("Amina"), "{who} reads a name by {verb:?}");
            // What the partner of the mission may do with its signals has tests of its own.
            let is_theirs = who == "partner" && OF_THE_PARTNER.contains(&verb);
            if rule.who != Who::Anyone && who != "admin" && !is_theirs {
                assert_eq!(desk.state(), before, "{who} changes something by {verb:?}");
            }
        }
    }
    assert!(asked > 90, "{asked}");
}

#[tokio::test]
async fn who_may_is_let_through() {
    let desk = Mission::new().await;
    for who in ["supervisor", "admin"] {
        for verb in Verb::ALL.iter().copied() {
            let looks = verb.rule().method == "GET" && verb != Verb::BoardLive;
            if !looks || !verb.rule().who.includes(role(who)) || verb.rule().who == Who::Anyone {
                continue;
            }
            let answer = desk.ask(who, verb).await;
            let expected =
                if verb == Verb::SecondForm { StatusCode::SEE_OTHER } else { StatusCode::OK };
            assert_eq!(answer.status, expected, "{who} {verb:?}");
        }
        let board = desk.ask(who, Verb::Board).await;
        assert!(board.text.contains("Amina"), "{who} sees the team");
        let review = desk.ask(who, Verb::Review).await;
        assert!(review.text.contains(SAID) == (who == "supervisor"), "the note waits once");
        desk.ask(who, Verb::Approve).await;
    }
}

#[tokio::test]
async fn what_is_out_of_sight_is_answered_as_if_it_were_not_there() {
    let desk = Mission::new().await;
    let elsewhere = &desk.people["elsewhere"];
    let nowhere = uuid::Uuid::from_u128(7);
    let unknown = elsewhere.get(&format!("/desk/missions/{nowhere}")).await;
    let hidden = elsewhere.get(&desk.path(Verb::Board)).await;
    assert_eq!((hidden.status, &hidden.text), (unknown.status, &unknown.text));
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let filtered = format!("/desk/review?mission={}", desk.world.mission_id());
    assert_eq!(elsewhere.get(&filtered).await.status, StatusCode::NOT_FOUND);
    // What names something of a mission, in its address or in its form, names nothing there.
    let named = Verb::ALL
        .iter()
        .filter(|verb| verb.rule().who.includes(Role::Supervisor) && !NAMES_NOTHING.contains(verb));
    let (mut asked, mut seen) = (0, Vec::new());
    for verb in named.filter(|verb| matches!(verb.rule().who, Who::Roles(_))) {
        asked += 1;
        let status = desk.ask("elsewhere", *verb).await.status;
        if status != StatusCode::NOT_FOUND {
            seen.push((verb, status));
        }
    }
    assert_eq!(seen, []);
    assert!(asked > 35, "{asked}");
    let fields = desk.fields();
    let picked = fields.iter().find(|(name, _)| *name == "visit").unwrap();
    let (mission_and_visit, _) = picked.1.rsplit_once('.').unwrap();
    let named = elsewhere.get(&format!("/desk/review?visit={mission_and_visit}")).await;
    assert!(!named.text.contains(SAID));
    // A partner sees the names of the missions that are theirs, and no figure.
    let missions = desk.people["partner"].get("/desk/missions").await;
    assert!(missions.text.contains(&desk.world.made.missions[0].1));
    assert!(!missions.text.contains(&desk.world.made.missions[1].1));
    assert!(!missions.text.contains("<dt>"));
    // A partner reads the report of their own missions and of no other.
    let other = desk.world.made.missions[1].0;
    for kind in ["report", "report.xlsx"] {
        let answer = desk.people["partner"].get(&format!("/desk/missions/{other}/{kind}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{kind}");
    }
}

#[tokio::test]
async fn a_cookie_is_no_token_and_a_token_no_cookie() {
    let desk = Mission::new().await;
    let admin = &desk.people["admin"];
    for path in [SYNC_PATH, ENROL_PATH, SPLIT_PATH, PIECES_PATH] {
        let request = reqwest::Client::new().post(desk.world.url(path)).body("");
        let answer = admin.send(request).await;
        assert!(answer.status.is_client_error(), "{path} {}", answer.status);
    }
    let phone = desk.world.phone(1).await;
    for verb in Verb::ALL {
        if matches!(verb.rule().who, Who::Anyone) || verb.rule().method != "GET" {
            continue;
        }
        let request = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap()
            .get(desk.world.url(&desk.path(*verb)))
            .bearer_auth(phone.token.reveal());
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{verb:?}");
    }
}

#[tokio::test]
async fn no_form_does_anything_without_the_proof_of_its_page() {
    let desk = Mission::new().await;
    let fields = desk.fields();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for verb in Verb::ALL.iter().filter(|verb| verb.rule().method == "POST") {
        let before = desk.state();
        let answer = desk.people["admin"].post_raw(&desk.path(*verb), &fields).await;
        let refused = [StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST];
        assert!(refused.contains(&answer.status), "{verb:?} {}", answer.status);
        assert_eq!(desk.state(), before, "{verb:?}");
    }
}

#[tokio::test]
async fn no_page_holds_a_script_or_a_style_of_its_own() {
    let desk = Mission::new().await;
    let mut pages = 0;
    for verb in Verb::ALL.iter().copied() {
        if verb.rule().method != "GET" || verb == Verb::BoardLive {
            continue;
        }
        let answer = desk.ask("admin", verb).await;
        assert!(answer.headers.contains_key("content-security-policy"), "{verb:?}");
        let kind = answer.headers.get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        if kind.is_none_or(|kind| !kind.starts_with("text/html")) {
            continue;
        }
        pages += 1;
        for inline in [" style=", "<style", " onclick", "javascript:"] {
            assert!(!answer.text.contains(inline), "{inline} in {verb:?}");
        }
        for script in answer.text.split("<script").skip(1) {
            assert!(
                script.trim_start().starts_with("src=")
                    || script.starts_with(" type=\"module\" src="),
                "{verb:?}"
            );
        }
    }
    assert!(pages > 25, "{pages}");
}
