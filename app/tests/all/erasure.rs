//! A person's right to erasure, on the phone: the one way in which unsent work loses its content.

use app::db::Draft;
use shared::change::stub_fields;
use shared::id::{DoorId, EpochId};
use shared::protocol::Reason;
use shared::record::Outcome;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use crate::server::NOW;
use crate::world::{DOORS, MISSION, MISSION_FEED, Phone, TERRITORY_FEED, fields_of, server};

const SAID: &str = "Le boîtier bleu zigouille ma cafetière.";

/// Whether the store says it anywhere.
fn says(phone: &Phone, text: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.db");
    phone.db.borrow_mut().export(&file).unwrap();
    let bytes = std::fs::read(file).unwrap();
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn draft_at(phone: &Phone, door: DoorId) -> String {
    draft_under(phone, format!("talk/{MISSION}/{door}"))
}

fn draft_under(phone: &Phone, key: String) -> String {
    let draft = Draft { key: key.clone(), content: SAID.to_owned(), updated: NOW };
    phone.db.borrow_mut().keep_draft(&draft).unwrap();
    key
}

#[test]
fn erased_work_goes_from_rows_outbox_and_drafts_and_its_author_is_told() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(0);
    let received = phone.visit(DOORS[0], Outcome::Met);
    phone.set(received, [("note", Value::from(SAID))]);
    phone.sync().unwrap();
    wire.server().quarantine.insert("visit".to_owned(), Reason::BadValue);
    let aside = phone.visit(DOORS[0], Outcome::Met);
    phone.set(aside, [("note", Value::from(SAID))]);
    phone.sync().unwrap();
    let stays = phone.visit(DOORS[1], Outcome::Refused);
    let (gone, kept) = (draft_at(&phone, DOORS[0]), draft_at(&phone, DOORS[2]));
    let typed = ["correct", "answer"].map(|what| draft_under(&phone, format!("{what}/{received}")));
    assert!(says(&phone, SAID));

    {
        let mut server = wire.server();
        server.quarantine.clear();
        for visit in [received, aside] {
            server.lose(MISSION_FEED, "visit", visit.0);
            server.set(MISSION_FEED, "visit", visit.0, stub_fields());
        }
        let erased = fields_of([("erased_at", Value::Int(NOW.0))]);
        server.set(TERRITORY_FEED, "door", DOORS[0].0, erased);
    }
    phone.sync().unwrap();

    for key in [gone].iter().chain(&typed) {
        assert_eq!(phone.db.borrow().draft(key).unwrap(), None);
    }
    assert!(phone.db.borrow().draft(&kept).unwrap().is_some());
    phone.db.borrow_mut().drop_draft(&kept).unwrap();
    assert!(!says(&phone, SAID));
    assert!(phone.history(DOORS[0]).is_empty());
    assert_eq!(phone.history(DOORS[1]).len(), 1);
    assert_eq!(phone.attention(), ["erased", "erased"]);
    assert_eq!(phone.db.borrow().visit_sum().unwrap().missing, 0);
    assert_eq!(phone.waiting(), 0);
    assert!(phone.is_equal());
    assert!(wire.server().row(MISSION, "visit", stays.0).is_some());
    // The line about it does not stay for ever.
    let later = NOW.plus(31 * Millis::DAY);
    let told = phone.db.borrow().attention(crate::world::AMINA, later).unwrap();
    assert!(told.is_empty());
}

#[test]
fn in_another_life_of_the_server_a_phone_sends_stubs_and_no_word() {
    let wire = server();
    let phone = Phone::of(&wire);
    wire.server().feeds.get_mut(&MISSION_FEED).unwrap().durable = Some(0);
    let visit = phone.visit(DOORS[0], Outcome::Met);
    phone.set(visit, [("note", Value::from(SAID))]);
    phone.sync().unwrap();
    {
        let mut server = wire.server();
        server.lose(MISSION_FEED, "visit", visit.0);
        server.set(MISSION_FEED, "visit", visit.0, stub_fields());
    }
    phone.sync().unwrap();
    let before = {
        let mut server = wire.server();
        server.epoch = EpochId(Uuid::from_u128(2));
        server.numbered.clear();
        server.requests.len()
    };
    phone.sync().unwrap();
    let server = wire.server();
    let sent: Vec<_> = server.requests[before..].iter().flat_map(|one| &one.changes).collect();
    assert!(!sent.is_empty());
    assert!(sent.iter().all(|change| change.fields == stub_fields()), "{sent:?}");
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn a_door_that_is_read_for_the_first_time_takes_no_draft_with_an_old_erasure() {
    let wire = server();
    let erased = fields_of([("erased_at", Value::Int(NOW.0))]);
    wire.server().set(TERRITORY_FEED, "door", DOORS[0].0, erased);
    let phone = Phone::of(&wire);
    let key = draft_at(&phone, DOORS[0]);
    let label = fields_of([("label", Value::from("gauche"))]);
    wire.server().set(TERRITORY_FEED, "door", DOORS[0].0, label);
    phone.sync().unwrap();
    assert!(phone.db.borrow().draft(&key).unwrap().is_some());
}
