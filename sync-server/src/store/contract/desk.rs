//! The part of the contract that the desk relies on: logins, and what its pages read.

use shared::id::{AccountId, BuildingId, DoorId, FeedId, MissionId, TerritoryId, VisitId};
use shared::record::{Kind, Outcome};
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use super::super::{
    Audit, AuditFilter, Invitation, Login, ReviewCounts, ReviewState, Session, Store, VisitFilter,
    Write,
};
use super::{ACCOUNT, row, write};

pub(super) const TERRITORY: FeedId = FeedId::Territory(TerritoryId(Uuid::from_u128(50)));
pub(super) const MISSION: FeedId = FeedId::Mission(MissionId(Uuid::from_u128(60)));
pub(super) const BUILDING: Uuid = Uuid::from_u128(51);
pub(super) const STAIRWELL: Uuid = Uuid::from_u128(52);
pub(super) const NOON: i64 = 1_795_518_000_000;

pub(super) fn logins_and_their_scopes_read_back(store: &dyn Store) {
    let login = Login {
        account: ACCOUNT,
        login: "sonia".to_owned(),
        password: None,
        second_factor: Some(vec![1, 2]),
        second_step: 7,
        language: "fr".to_owned(),
        theme: "auto".to_owned(),
        shortcuts: true,
    };
    let changed = Login { password: Some("hash".to_owned()), shortcuts: false, ..login.clone() };
    let expected = changed.clone();
    write(store, move |write| {
        write.create_feed(TERRITORY)?;
        write.create_feed(MISSION)?;
        write.put_login(&login)?;
        write.put_login(&changed)?;
        write.set_login_scopes(ACCOUNT, &[TERRITORY])?;
        write.set_login_scopes(ACCOUNT, &[MISSION, MISSION])
    });
    let (by_name, by_account, scopes, nobody) = store
        .read_now(|read| {
            Ok::<_, super::StoreError>((
                read.login("sonia")?,
                read.login_of(ACCOUNT)?,
                read.login_scopes(ACCOUNT)?,
                read.login("idir")?,
            ))
        })
        .unwrap();
    assert_eq!((by_name.as_ref(), by_account.as_ref()), (Some(&expected), Some(&expected)));
    assert_eq!((scopes, nobody), (vec![MISSION], None));
}

pub(super) fn invitations_and_sessions_end(store: &dyn Store) {
    let invitation = Invitation { account: ACCOUNT, expires: Millis(9), used: None };
    let session = |secret: u8, seen: i64| Session {
        secret: [secret; 32],
        account: ACCOUNT,
        made: Millis(1),
        seen: Millis(seen),
        browser: "a browser".to_owned(),
        full: secret == 1,
    };
    let (one, two, three) = (session(1, 50), session(2, 10), session(3, 50));
    let expected = one.clone();
    write(store, move |write| {
        write.put_invitation(&[1; 32], &invitation)?;
        write.put_invitation(&[2; 32], &Invitation { used: Some(Millis(5)), ..invitation })?;
        write.end_invitations(ACCOUNT)?;
        for session in [&one, &two, &three] {
            write.put_session(session)?;
        }
        write.end_session(&[3; 32])?;
        write.end_old_sessions(Millis(20), Millis(0))
    });
    let (first, second, sessions) = store
        .read_now(|read| {
            let invitations = (read.invitation(&[1; 32])?, read.invitation(&[2; 32])?);
            Ok::<_, super::StoreError>((invitations.0, invitations.1, read.sessions(ACCOUNT)?))
        })
        .unwrap();
    assert_eq!(first, None);
    assert_eq!(second.unwrap().used, Some(Millis(5)));
    assert_eq!(sessions, [expected]);
}

pub(super) fn the_audit_trail_is_read_backwards_page_by_page(store: &dyn Store) {
    let line = |at: i64| Audit {
        at: Millis(at),
        account: ACCOUNT,
        verb: "approve".to_owned(),
        feed: (at > 1).then_some(MISSION),
        record: Some(Uuid::from_u128(9)),
    };
    write(store, move |write| (1..=3).try_for_each(|at| write.add_audit(&line(at))));
    let first = store.read_now(|read| read.audit(&AuditFilter::default(), None, 2)).unwrap();
    assert_eq!(first.iter().map(|(_, one)| one.at.0).collect::<Vec<_>>(), [3, 2]);
    let last = first.last().map(|(id, _)| *id);
    let rest = store.read_now(move |read| read.audit(&AuditFilter::default(), last, 2)).unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].1, line(1));
}

/// A territory with one building of four doors, and a mission in it.
pub(super) fn ground(write: &mut dyn Write) -> Result<(), super::StoreError> {
    for feed in [TERRITORY, MISSION, FeedId::Account(ACCOUNT)] {
        write.create_feed(feed)?;
    }
    let text = |id: Uuid| Value::Text(id.to_string());
    let building = row(1, &[("street", Value::from("Rue des Aunes")), ("number", Value::Int(4))]);
    write.put_row(TERRITORY, Kind::Building, BUILDING, &building)?;
    let stairwell = row(2, &[("building", text(BUILDING)), ("name", Value::from("A"))]);
    write.put_row(TERRITORY, Kind::Stairwell, STAIRWELL, &stairwell)?;
    for number in 0..4 {
        let door = row(
            3,
            &[
                ("stairwell", text(STAIRWELL)),
                ("floor", Value::Int(i64::from(number))),
                ("rank", Value::Int(1)),
                ("label", Value::from(format!("{number}").as_str())),
            ],
        );
        write.put_row(TERRITORY, Kind::Door, door_id(number), &door)?;
    }
    let mission = row(
        1,
        &[
            ("territory", text(Uuid::from_u128(50))),
            ("partner", text(Uuid::from_u128(70))),
            ("title", Value::from("L’eau")),
            ("theme", Value::from("water")),
            ("starts", Value::from("2026-11-01")),
            ("ends", Value::from("2026-12-01")),
            ("state", Value::from("open")),
        ],
    );
    write.put_row(MISSION, Kind::Mission, Uuid::from_u128(60), &mission)?;
    let account = row(1, &[("name", Value::from("Lucinda F.")), ("role", Value::from("neighbor"))]);
    write.put_row(FeedId::Account(ACCOUNT), Kind::Account, ACCOUNT.0, &account)
}

pub(super) fn door_id(number: u32) -> Uuid {
    Uuid::from_u128(100 + u128::from(number))
}

pub(super) fn visit_id(number: u32) -> VisitId {
    VisitId(Uuid::from_u128(200 + u128::from(number)))
}

/// The visit with that number, an hour after the one before, at the door with that number.
pub(super) fn visit(
    write: &mut dyn Write,
    number: u32,
    door: u32,
    seq: u64,
    outcome: &str,
    more: &[(&str, Value)],
) -> Result<(), super::StoreError> {
    let mut fields = vec![
        ("door", Value::Text(door_id(door).to_string())),
        ("author", Value::Text(ACCOUNT.to_string())),
        ("outcome", Value::from(outcome)),
        ("started", Value::Int(NOON + i64::from(number) * 3_600_000)),
    ];
    fields.extend_from_slice(more);
    write.put_row(MISSION, Kind::Visit, visit_id(number).0, &row(seq, &fields))
}

fn shown(store: &dyn Store, filter: VisitFilter) -> Vec<VisitId> {
    let lines = store.read_now(move |read| read.visits(&filter, None, 10)).unwrap();
    lines.into_iter().map(|line| line.visit).collect()
}

pub(super) fn visits_come_flagged_first_then_the_latest_page_by_page(store: &dyn Store) {
    write(store, |write| {
        ground(write)?;
        visit(write, 0, 0, 10, "met", &[("note", Value::from("La dame est malade."))])?;
        visit(write, 1, 1, 11, "absent", &[])?;
        visit(write, 2, 2, 12, "met", &[("note", Value::from("Radiateur froid."))])
    });
    let order = [visit_id(0), visit_id(2), visit_id(1)];
    assert_eq!(shown(store, VisitFilter::default()), order);
    for missions in [vec![MISSION], vec![MISSION, TERRITORY]] {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let filter = VisitFilter { missions: Some(missions.clone()), ..Default::default() };
            let lines = store.read_now(move |read| read.visits(&filter, after, 1)).unwrap();
            let Some(line) = lines.first() else { break };
            after = Some(line.turn);
            seen.push(line.visit);
        }
        assert_eq!(seen, order);
    }
    let line = store.read_now(|read| read.visit_line(MISSION, visit_id(0))).unwrap().unwrap();
    assert_eq!((line.label.as_str(), line.street.as_str()), ("0", "Rue des Aunes"));
    assert_eq!((line.number.as_str(), line.name.as_str()), ("4", "Lucinda F."));
    assert_eq!((line.flagged, line.newest, line.state), (true, 10, ReviewState::Received));
    assert_eq!((line.building, line.door), (BuildingId(BUILDING), DoorId(door_id(0))));
    let nobody = VisitFilter { missions: Some(Vec::new()), ..Default::default() };
    assert_eq!(shown(store, nobody), []);
    let noon = VisitFilter { until: Some(Millis(NOON + 1)), ..Default::default() };
    assert_eq!(shown(store, noon), [visit_id(0)]);
    let later = VisitFilter { from: Some(Millis(NOON + 1)), ..Default::default() };
    assert_eq!(shown(store, later), [visit_id(2), visit_id(1)]);
}

pub(super) fn the_counters_follow_every_visit(store: &dyn Store) {
    let counts = || {
        store
            .read_now(|read| {
                let (reviews, doors) = (read.review_counts(MISSION)?, read.door_counts(MISSION)?);
                Ok::<_, super::StoreError>((reviews, doors, read.all_review_counts()?))
            })
            .unwrap()
    };
    write(store, |write| {
        ground(write)?;
        visit(write, 0, 0, 10, "absent", &[])?;
        visit(write, 1, 0, 11, "met", &[])?;
        visit(write, 2, 1, 12, "come_back", &[])
    });
    let (reviews, doors, all) = counts();
    assert_eq!(reviews, ReviewCounts { received: 3, ..Default::default() });
    assert_eq!(reviews, all);
    assert_eq!((doors.seen(), doors.of(Outcome::Met), doors.of(Outcome::Absent)), (2, 1, 0));
    write(store, |write| {
        let review = row(
            13,
            &[
                ("visit", Value::Text(visit_id(1).to_string())),
                ("reviewed_seq", Value::Int(11)),
                ("verdict", Value::from("approved")),
                ("reviewer", Value::Text(ACCOUNT.to_string())),
            ],
        );
        write.put_row(MISSION, Kind::Review, Uuid::from_u128(300), &review)?;
        // The latest visit of the door is taken back: the one before stands.
        visit(write, 2, 1, 14, "come_back", &[("withdrawn", Value::Bool(true))])
    });
    let (reviews, doors, all) = counts();
    assert_eq!(reviews, ReviewCounts { received: 1, returned: 0, approved: 1 });
    assert_eq!(reviews, all);
    assert_eq!((doors.seen(), doors.of(Outcome::Met)), (1, 1));
    let approved = store.read_now(|read| read.approved_doors(MISSION, Outcome::Met)).unwrap();
    assert_eq!(approved, 1);
    let need =
        row(15, &[("visit", Value::Text(visit_id(1).to_string())), ("theme", Value::from("eau"))]);
    write(store, move |write| write.put_row(MISSION, Kind::Need, Uuid::from_u128(301), &need));
    assert_eq!(counts().0.received, 2);
    let wet = VisitFilter { theme: Some("eau".to_owned()), ..Default::default() };
    assert_eq!(shown(store, wet), [visit_id(1)]);
}

pub(super) fn buildings_doors_and_days_are_as_the_visits_left_them(store: &dyn Store) {
    write(store, |write| {
        ground(write)?;
        visit(write, 0, 0, 10, "absent", &[])?;
        visit(write, 1, 0, 11, "met", &[])?;
        visit(write, 30, 2, 12, "refused", &[])
    });
    let buildings = store.read_now(|read| read.buildings_of(MISSION)).unwrap();
    assert_eq!(buildings.len(), 1);
    assert_eq!((buildings[0].doors, buildings[0].counts.seen()), (4, 2));
    let ids = [BuildingId(BUILDING)];
    let doors = store.read_now(move |read| read.doors_of(MISSION, &ids)).unwrap();
    let stand: Vec<_> = doors.iter().map(|door| (door.floor, door.outcome)).collect();
    let (met, refused) = (Some(Outcome::Met), Some(Outcome::Refused));
    assert_eq!(stand, [(0, met), (1, None), (2, refused), (3, None)]);
    let days = store.read_now(|read| read.days_of(MISSION, 7)).unwrap();
    let days: Vec<_> = days.iter().map(|day| (day.day.to_string(), day.counts.seen())).collect();
    assert_eq!(days, [("2026-11-24".to_owned(), 1), ("2026-11-25".to_owned(), 1)]);
    let last = store.read_now(|read| read.days_of(MISSION, 1)).unwrap();
    assert_eq!(last.len(), 1);
}

pub(super) fn words_are_found_without_accents_and_gone_when_they_are_erased(store: &dyn Store) {
    let find = |words: &str| {
        shown(store, VisitFilter { text: Some(words.to_owned()), ..Default::default() })
    };
    write(store, |write| {
        ground(write)?;
        visit(write, 0, 0, 10, "met", &[("note", Value::from("Régulièrement trempé."))])?;
        let need = row(
            11,
            &[
                ("visit", Value::Text(visit_id(0).to_string())),
                ("theme", Value::from("eau")),
                ("words", Value::from("On paie sans comprendre")),
            ],
        );
        write.put_row(MISSION, Kind::Need, Uuid::from_u128(301), &need)
    });
    for words in ["regulierement", "TREMPÉ", "regul", "paie", "comprendre regul"] {
        assert_eq!(find(words), [visit_id(0)], "{words}");
    }
    for words in ["absent", "paie absent", "\" OR 1", "*"] {
        assert_eq!(find(words), [], "{words}");
    }
    write(store, |write| visit(write, 0, 0, 12, "met", &[("note", Value::Null)]));
    assert_eq!(find("trempe"), []);
    assert_eq!(find("paie"), [visit_id(0)]);
    write(store, |write| visit(write, 0, 0, 13, "met", &[("withdrawn", Value::Bool(true))]));
    assert_eq!(find("paie"), []);
    let gone = store.read_now(|read| read.visit_line(MISSION, visit_id(0))).unwrap();
    assert_eq!(gone, None);
}

pub(super) fn people_come_by_name_and_role(store: &dyn Store) {
    let people = [("Zoé", "neighbor"), ("Amina", "neighbor"), ("Sonia", "supervisor")];
    write(store, move |write| {
        for (number, (name, role)) in (1_u128..).zip(people) {
            let account = AccountId(Uuid::from_u128(number));
            let fields = [("name", Value::from(name)), ("role", Value::from(role))];
            write.create_feed(FeedId::Account(account))?;
            write.put_row(FeedId::Account(account), Kind::Account, account.0, &row(1, &fields))?;
        }
        Ok(())
    });
    let role = shared::record::Role::Neighbor;
    let first = store.read_now(move |read| read.people(role, None, 1)).unwrap();
    assert_eq!(first[0].1, "Amina");
    let (id, name) = first[0].clone();
    let next = store.read_now(move |read| read.people(role, Some((&name, id)), 9)).unwrap();
    assert_eq!(next.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Zoé"]);
}
