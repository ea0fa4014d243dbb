//! The part of the contract that preparing and following up rely on.

use shared::change::DELETED;
use shared::id::{BuildingId, FeedId, MissionId};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use super::super::{FollowFilter, FollowTurn, Store, Write, handling};
use super::desk::{
    BUILDING, MISSION, NOON, STAIRWELL, TERRITORY, door_id, ground, visit, visit_id,
};
use super::{ACCOUNT, row, write};

pub(super) fn buildings_are_found_and_chosen(store: &dyn Store) {
    let second = Uuid::from_u128(53);
    write(store, move |write| {
        ground(write)?;
        let street = [("street", Value::from("Allée du Pré")), ("number", Value::Int(12))];
        write.put_row(TERRITORY, Kind::Building, second, &row(9, &street))?;
        write.choose(MISSION, BuildingId(second), true)?;
        write.choose(MISSION, BuildingId(BUILDING), true)?;
        write.choose(MISSION, BuildingId(second), true)
    });
    let found = |words: &'static str| {
        let lines = store.read_now(move |read| read.ground(TERRITORY, words, 0, 10)).unwrap();
        lines.into_iter().map(|line| line.building.0).collect::<Vec<_>>()
    };
    assert_eq!(found(""), [second, BUILDING], "in the order of their addresses");
    assert_eq!(found("12 all"), [second]);
    assert_eq!(found("AUNES"), [BUILDING]);
    assert!(found("100%").is_empty());
    let page = store.read_now(|read| read.ground(TERRITORY, "", 1, 10)).unwrap();
    assert_eq!((page.len(), page[0].doors, page[0].number.as_str()), (1, 4, "4"));
    let chosen = store.read_now(|read| read.chosen(MISSION)).unwrap();
    assert_eq!(chosen.iter().map(|line| line.doors).collect::<Vec<_>>(), [0, 4]);
    let board = || store.read_now(|read| read.buildings_of(MISSION)).unwrap().len();
    assert_eq!(board(), 1, "one without doors is on no board");
    write(store, |write| write.choose(MISSION, BuildingId(BUILDING), false));
    assert_eq!(board(), 0, "only what was chosen");
    write(store, move |write| write.choose(MISSION, BuildingId(second), false));
    assert_eq!(board(), 1, "where nothing is chosen, the whole territory");
    let within = store.read_now(|read| read.within(TERRITORY, Kind::Door, STAIRWELL)).unwrap();
    assert_eq!(within.len(), 4);
    let within = store.read_now(|read| read.within(TERRITORY, Kind::Stairwell, BUILDING)).unwrap();
    assert_eq!(within[0].0, STAIRWELL);
}

fn appointment(
    write: &mut dyn Write,
    number: u128,
    of: u32,
    seq: u64,
    due: &str,
) -> Result<(), super::StoreError> {
    let fields = [
        ("visit", Value::Text(visit_id(of).to_string())),
        ("sort", Value::from("revisit")),
        ("due", Value::from(due)),
    ];
    write.put_row(MISSION, Kind::Appointment, Uuid::from_u128(number), &row(seq, &fields))
}

pub(super) fn promises_follow_the_rows(store: &dyn Store) {
    let ids = |filter: FollowFilter, after: Option<FollowTurn>| {
        let lines = store.read_now(move |read| read.promises(&filter, after, 10)).unwrap();
        lines.into_iter().map(|line| line.id.as_u128()).collect::<Vec<_>>()
    };
    let open = FollowFilter::default;
    let done = || FollowFilter { done: true, ..open() };
    write(store, |write| {
        ground(write)?;
        visit(write, 0, 0, 10, "met", &[])?;
        visit(write, 1, 1, 11, "met", &[])?;
        appointment(write, 501, 0, 12, "2027-03-02")?;
        appointment(write, 502, 1, 13, "2027-03-01T10:00")?;
        let lone = [
            ("visit", Value::Text(visit_id(1).to_string())),
            ("what", Value::from("Apporter la fiche.")),
        ];
        write.put_row(MISSION, Kind::FollowUp, Uuid::from_u128(503), &row(14, &lone))
    });
    assert_eq!(ids(open(), None), [502, 501, 503], "by their days, without a day at last");
    let first = store.read_now(|read| read.promises(&FollowFilter::default(), None, 1)).unwrap();
    assert_eq!(ids(open(), Some(first[0].turn)), [501, 503]);
    let here = FollowFilter { missions: Some(vec![MISSION]), ..open() };
    assert_eq!(ids(here, None), [502, 501, 503]);
    let elsewhere = FeedId::Mission(MissionId(Uuid::from_u128(61)));
    assert_eq!(ids(FollowFilter { missions: Some(vec![elsewhere]), ..open() }, None), []);

    // The desk deals with an appointment beside it; the line follows.
    let beside = handling(Uuid::from_u128(501));
    let held = |is_done| {
        [
            ("visit", Value::Text(visit_id(0).to_string())),
            ("what", Value::from("Repasser")),
            ("account", Value::Text(ACCOUNT.to_string())),
            ("done", Value::Bool(is_done)),
        ]
    };
    write(store, move |write| {
        write.put_row(MISSION, Kind::FollowUp, beside, &row(15, &held(false)))
    });
    assert_eq!(ids(FollowFilter { account: Some(Some(ACCOUNT)), ..open() }, None), [501]);
    assert_eq!(ids(FollowFilter { account: Some(None), ..open() }, None), [502, 503]);
    write(store, move |write| {
        write.put_row(MISSION, Kind::FollowUp, beside, &row(16, &held(true)))
    });
    assert_eq!((ids(open(), None), ids(done(), None)), (vec![502, 503], vec![501]));

    // Somebody is at the second door on its day; then the visit of the first is taken back.
    let later = Millis::DAY * 200 + NOON;
    write(store, move |write| {
        let fields = [
            ("door", Value::Text(door_id(1).to_string())),
            ("author", Value::Text(ACCOUNT.to_string())),
            ("outcome", Value::from("absent")),
            ("started", Value::Int(later)),
        ];
        write.put_row(MISSION, Kind::Visit, visit_id(7).0, &row(17, &fields))
    });
    let line = store.read_now(|read| read.promise(MISSION, Uuid::from_u128(502))).unwrap().unwrap();
    assert!(line.done && line.by_visit);
    assert_eq!((line.street.as_str(), line.label.as_str()), ("Rue des Aunes", "1"));
    write(store, |write| {
        visit(write, 0, 0, 18, "met", &[("withdrawn", Value::Bool(true))])?;
        let gone = [
            ("visit", Value::Text(visit_id(1).to_string())),
            ("what", Value::from("Apporter la fiche.")),
            (DELETED, Value::Bool(true)),
        ];
        write.put_row(MISSION, Kind::FollowUp, Uuid::from_u128(503), &row(19, &gone))
    });
    assert_eq!((ids(open(), None), ids(done(), None)), (vec![], vec![502]));
    // It counts again, with what was promised at it.
    write(store, |write| visit(write, 0, 0, 20, "met", &[]));
    assert_eq!(ids(done(), None).len(), 2);
}

pub(super) fn a_calendar_has_one_address(store: &dyn Store) {
    let whose = |secret: u8| store.read_now(move |read| read.calendar(&[secret; 32])).unwrap();
    write(store, |write| write.set_calendar(ACCOUNT, Some(&[1; 32]), Millis(5)));
    assert_eq!((whose(1), whose(2)), (Some(ACCOUNT), None));
    write(store, |write| write.set_calendar(ACCOUNT, Some(&[2; 32]), Millis(6)));
    assert_eq!((whose(1), whose(2)), (None, Some(ACCOUNT)));
    let since = store.read_now(|read| read.calendar_of(ACCOUNT)).unwrap();
    assert_eq!(since, Some(Millis(6)));
    write(store, |write| write.set_calendar(ACCOUNT, None, Millis(7)));
    assert_eq!(whose(2), None);
}
