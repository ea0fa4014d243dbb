//! The contract of every store: one suite that each implementation runs.

use std::collections::BTreeMap;
use std::thread;

use shared::change::{Change, DELETED};
use shared::digest::change_hash;
use shared::id::{AccountId, DeviceId, FeedId, MissionId};
use shared::merge::{Register, Relation, RowState, StampedChange, Yielded};
use shared::record::Kind;
use shared::stamp::Stamp;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::{
    Accepted, Contact, DeviceSecret, EnrolmentCode, FeedState, Mark, Numbers, Receipt, Store,
    StoreError, Write,
};

mod desk;
mod erasures;
mod kept;
mod plan;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(1));
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(2));
const FEED: FeedId = FeedId::Mission(MissionId(Uuid::from_u128(3)));

/// Runs the suite; `open` gives a fresh, empty store, and a guard that cleans up after it.
pub(crate) fn every_store<G>(open: impl Fn() -> (Box<dyn Store>, G)) {
    let suite: [fn(&dyn Store); 29] = [
        a_failed_job_leaves_nothing,
        a_job_that_panics_harms_nobody,
        rows_read_back_with_what_is_unknown,
        rows_after_a_number_come_in_order,
        buildings_are_found_by_the_key_of_their_address,
        history_answers_repeats,
        history_reads_back_record_by_record,
        kept::backups_are_noted_and_never_take_back_what_is_safe,
        kept::what_is_kept_aside_is_at_risk_until_a_backup_holds_it,
        kept::what_is_kept_aside_is_found_and_released,
        kept::a_conflict_is_decided_once,
        marks_and_memberships_read_back,
        devices_and_codes_read_back,
        sweeping_spares_what_something_hangs_on,
        numbers_follow_the_order_of_commits,
        erasures::a_stub_takes_the_place_of_a_row,
        erasures::what_is_stripped_keeps_its_number_and_nothing_else,
        erasures::erasures_are_found_by_receipt_and_by_door,
        desk::logins_and_their_scopes_read_back,
        desk::invitations_and_sessions_end,
        desk::the_audit_trail_is_read_backwards_page_by_page,
        desk::visits_come_flagged_first_then_the_latest_page_by_page,
        desk::the_counters_follow_every_visit,
        desk::buildings_doors_and_days_are_as_the_visits_left_them,
        desk::words_are_found_without_accents_and_gone_when_they_are_erased,
        desk::people_come_by_name_and_role,
        plan::buildings_are_found_and_chosen,
        plan::promises_follow_the_rows,
        plan::a_calendar_has_one_address,
    ];
    for test in suite {
        let (store, _guard) = open();
        test(&*store);
    }
}

fn write<T: Send + 'static>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Write) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.write_now(work).unwrap()
}

fn stamp(at: i64) -> Stamp {
    Stamp { at: Millis(at), counter: 0, device: DEVICE }
}

fn row(seq: u64, fields: &[(&str, Value)]) -> RowState {
    let at = seq.cast_signed();
    let register = |value: &Value| Register { value: value.clone(), stamp: stamp(at), seq };
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), register(value)));
    RowState { registers: fields.collect() }
}

fn stairwell(seq: u64, building: Uuid) -> RowState {
    row(seq, &[("building", Value::Text(building.to_string())), ("name", Value::from("A"))])
}

fn change(n: u64) -> Change {
    Change {
        feed: FEED,
        n,
        kind: "visit".to_owned(),
        id: Uuid::from_u128(10),
        at: Millis(5),
        clock: ClockSession(u64::MAX),
        fields: Fields::from([("note".to_owned(), Value::from("bonjour"))]),
        base: None,
    }
}

fn a_failed_job_leaves_nothing(store: &dyn Store) {
    let failed: Result<(), StoreError> = store.write_now(|write| {
        write.create_feed(FEED)?;
        Err(StoreError::Damaged("on purpose".to_owned()))
    });
    assert!(failed.is_err());
    assert_eq!(store.read_now(|read| read.feed(FEED)).unwrap(), None);
    write(store, |write| write.create_feed(FEED));
    assert_eq!(store.read_now(|read| read.feed(FEED)).unwrap(), Some(FeedState::default()));
}

fn a_job_that_panics_harms_nobody(store: &dyn Store) {
    let failed: Result<(), StoreError> = store.write_now(|write| {
        write.create_feed(FEED)?;
        panic!("on purpose");
    });
    assert!(matches!(failed, Err(StoreError::Unavailable(_))));
    assert_eq!(store.read_now(|read| read.feed(FEED)).unwrap(), None);
    let failed: Result<(), StoreError> = store.read_now(|_| panic!("on purpose"));
    assert!(failed.is_err());
    write(store, |write| write.create_feed(FEED));
}

fn rows_read_back_with_what_is_unknown(store: &dyn Store) {
    let id = Uuid::from_u128(9);
    let feed = FeedId::Catalogue;
    let newer = Value::List(vec![Value::Float(0.1), Value::Map(Fields::new())]);
    let mut kept = row(4, &[("code", Value::from("ccas")), ("name", Value::from("CCAS"))]);
    kept.registers.extend(row(7, &[("colour", newer), ("sort", Value::Null)]).registers);
    let expected = kept.clone();
    write(store, move |write| {
        write.create_feed(feed)?;
        write.put_row(feed, Kind::Partner, id, &kept)
    });
    let found = store.read_now(move |read| read.row(feed, Kind::Partner, id)).unwrap();
    assert_eq!(found, expected);
    assert_eq!(found.seq(), 7);
    let listed = store.read_now(move |read| read.rows(feed, Kind::Partner)).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].1.contains_key("colour"));
}

fn rows_after_a_number_come_in_order(store: &dyn Store) {
    let feed = FeedId::Territory(shared::id::TerritoryId(Uuid::from_u128(4)));
    let street = |seq| row(seq, &[("street", Value::from("Rue des Aunes"))]);
    write(store, move |write| {
        write.create_feed(feed)?;
        write.put_row(feed, Kind::Building, Uuid::from_u128(1), &street(5))?;
        write.put_row(
            feed,
            Kind::Stairwell,
            Uuid::from_u128(2),
            &stairwell(2, Uuid::from_u128(1)),
        )?;
        write.put_row(feed, Kind::Building, Uuid::from_u128(3), &street(3))
    });
    let seqs = |after, limit| {
        let rows = store.read_now(move |read| read.rows_after(feed, after, limit)).unwrap();
        rows.iter().map(|row| row.seq).collect::<Vec<_>>()
    };
    assert_eq!(seqs(0, 10), [2, 3, 5]);
    assert_eq!(seqs(2, 1), [3]);
    assert_eq!(seqs(5, 10), [] as [u64; 0]);
}

fn buildings_are_found_by_the_key_of_their_address(store: &dyn Store) {
    let territory = |id| FeedId::Territory(shared::id::TerritoryId(Uuid::from_u128(id)));
    let (feed, elsewhere) = (territory(4), territory(5));
    let building = |seq, key: &str, deleted: bool| {
        let street = ("street", Value::from("Rue des Aunes"));
        row(seq, &[street, ("source_key", Value::from(key)), (DELETED, Value::Bool(deleted))])
    };
    write(store, move |write| {
        write.create_feed(feed)?;
        write.create_feed(elsewhere)?;
        for (id, seq, key, deleted) in
            [(1, 1, "a", true), (2, 2, "a", false), (3, 3, "b", true), (4, 4, "a", false)]
        {
            let row = building(seq, key, deleted);
            write.put_row(feed, Kind::Building, Uuid::from_u128(id), &row)?;
        }
        Ok(())
    });
    let find = |feed, key: &'static str| {
        store.read_now(move |read| read.building_by_key(feed, key)).unwrap()
    };
    let (id, fields) = find(feed, "a").unwrap();
    assert_eq!((id, fields.get(DELETED)), (Uuid::from_u128(2), None));
    let (id, fields) = find(feed, "b").unwrap();
    assert_eq!((id, fields.get(DELETED)), (Uuid::from_u128(3), Some(&Value::Bool(true))));
    assert_eq!((find(feed, "A"), find(elsewhere, "a")), (None, None));
    let count = |feed| store.read_now(move |read| read.count(feed, Kind::Building)).unwrap();
    assert_eq!((count(feed), count(elsewhere)), (2, 0));
}

fn gave_way() -> Yielded {
    let lost = Register { value: Value::from("salut"), stamp: stamp(4), seq: 1 };
    Yielded { field: "note".to_owned(), relation: Relation::Conflict, won: true, lost }
}

fn accept(write: &mut dyn Write, n: u64, seq: u64) -> Result<(), StoreError> {
    let change = change(n);
    let fields = BTreeMap::from([("note".to_owned(), (Value::from("bonjour"), stamp(5)))]);
    let stamped = StampedChange { fields, base: None, device: DEVICE, seq };
    let relation = Relation::Conflict;
    write.add_history(&Accepted {
        change: &change,
        hash: change_hash(&change),
        stamped: &stamped,
        relation,
        yielded: &[gave_way()],
        received: Millis(6),
    })
}

fn history_answers_repeats(store: &dyn Store) {
    write(store, |write| {
        write.create_feed(FEED)?;
        accept(write, 1, 1)?;
        accept(write, 2, 2)
    });
    let receipt = store.read_now(|read| read.receipt(FEED, DEVICE, 2)).unwrap();
    assert_eq!(
        receipt,
        Some(Receipt { hash: change_hash(&change(2)), outcome: Ok(2), erased: None })
    );
    assert_eq!(store.read_now(|read| read.receipt(FEED, DEVICE, 3)).unwrap(), None);
    assert_eq!(store.read_now(|read| read.history_extent(FEED)).unwrap(), (2, 2));
    assert_eq!(store.read_now(|read| read.last_before(FEED, Millis(7))).unwrap(), Some(2));
    assert_eq!(store.read_now(|read| read.last_before(FEED, Millis(6))).unwrap(), None);
    let again = store.write_now(|write| accept(write, 2, 3));
    assert!(again.is_err(), "a number stands for one change for ever");
}

fn history_reads_back_record_by_record(store: &dyn Store) {
    write(store, |write| {
        write.create_feed(FEED)?;
        accept(write, 1, 1)?;
        accept(write, 2, 2)?;
        write.set_mark(FEED, DEVICE, Mark { n: 5, stamp: None })
    });
    let id = change(1).id;
    let past = store.read_now(move |read| read.history_of(FEED, Kind::Visit, id)).unwrap();
    assert_eq!(past.iter().map(|one| one.seq).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((&past[1].change, past[1].hash), (&change(2), change_hash(&change(2))));
    assert_eq!((past[1].stamps["note"], past[1].added.len()), (stamp(5), 0));
    assert_eq!(past[1].relation, "conflict");
    let yielded = store.read_now(move |read| read.yielded_of(FEED, Kind::Visit, id)).unwrap();
    assert_eq!(yielded.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(yielded[1].1, gave_way());
    let records = |after| {
        store.read_now(move |read| read.history_records(FEED, Kind::Visit, after, 9)).unwrap()
    };
    assert_eq!((records(None), records(Some(id))), (vec![id], Vec::new()));
    let numbers = store.read_now(|read| read.numbers(FEED)).unwrap();
    assert_eq!(numbers, [Numbers { device: DEVICE, mark: 5, count: 2, greatest: 2 }]);
}

fn marks_and_memberships_read_back(store: &dyn Store) {
    assert_eq!(store.read_now(|read| read.mark(FEED, DEVICE)).unwrap(), Mark::default());
    let mark = Mark { n: 3, stamp: Some(stamp(9)) };
    write(store, move |write| {
        write.create_feed(FEED)?;
        write.set_mark(FEED, DEVICE, Mark { n: 1, stamp: None })?;
        write.set_mark(FEED, DEVICE, mark)?;
        write.add_membership(ACCOUNT, FEED)?;
        write.add_membership(ACCOUNT, FEED)
    });
    assert_eq!(store.read_now(|read| read.mark(FEED, DEVICE)).unwrap(), mark);
    assert_eq!(store.read_now(|read| read.memberships(ACCOUNT)).unwrap(), [FEED]);
    assert_eq!(store.read_now(|read| read.members(FEED)).unwrap(), [ACCOUNT]);
    assert_eq!(store.read_now(|read| read.members(FeedId::Catalogue)).unwrap(), []);
}

fn secret() -> DeviceSecret {
    DeviceSecret {
        device: DEVICE,
        account: ACCOUNT,
        token_hash: [8; 32],
        enrolled: Millis(5),
        copied_from: None,
    }
}

fn devices_and_codes_read_back(store: &dyn Store) {
    let secret = DeviceSecret { copied_from: Some(DeviceId(Uuid::from_u128(6))), ..secret() };
    let contact = Contact {
        at: Millis(7),
        clock_error: -3,
        app: "0.1.0".to_owned(),
        waiting: 2,
        attention: 1,
    };
    let code = EnrolmentCode { account: ACCOUNT, expires: Millis(9), used_by: None };
    let used = EnrolmentCode { used_by: Some(DEVICE), ..code };
    let said = contact.clone();
    write(store, move |write| {
        write.add_device(&secret)?;
        write.set_contact(DEVICE, &said)?;
        write.set_code(&[1; 32], &code)?;
        write.set_code(&[1; 32], &used)
    });
    assert_eq!(store.read_now(|read| read.device(DEVICE)).unwrap(), Some(secret));
    assert_eq!(store.read_now(|read| read.device_by_token(&[8; 32])).unwrap(), Some(secret));
    assert_eq!(store.read_now(|read| read.device_by_token(&[9; 32])).unwrap(), None);
    assert_eq!(store.read_now(|read| read.devices()).unwrap(), [(secret, Some(contact))]);
    assert_eq!(store.read_now(|read| read.code(&[1; 32])).unwrap(), Some(used));
    assert_eq!(store.read_now(|read| read.code(&[2; 32])).unwrap(), None);
}

fn sweeping_spares_what_something_hangs_on(store: &dyn Store) {
    let feed = FeedId::Territory(shared::id::TerritoryId(Uuid::from_u128(4)));
    let deleted =
        |seq| row(seq, &[("street", Value::from("Rue des Aunes")), (DELETED, Value::Bool(true))]);
    let (bare, held, living) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let swept = write(store, move |write| {
        write.create_feed(feed)?;
        write.set_feed(feed, FeedState { seq: 9, ..FeedState::default() })?;
        write.put_row(feed, Kind::Building, bare, &deleted(3))?;
        write.put_row(feed, Kind::Building, held, &deleted(4))?;
        write.put_row(feed, Kind::Stairwell, living, &stairwell(5, held))?;
        write.sweep(feed, 9)
    });
    assert_eq!(swept, 1);
    let left = store.read_now(move |read| read.rows_after(feed, 0, 10)).unwrap();
    assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [held, living]);
    let state = store.read_now(move |read| read.feed(feed)).unwrap().unwrap();
    assert_eq!((state.seq, state.floor), (9, 3));
}

/// Law 4: whoever reads up to the head of a feed has seen every number below it.
fn numbers_follow_the_order_of_commits(store: &dyn Store) {
    const WRITERS: u64 = 8;
    const EACH: u64 = 25;
    write(store, |write| write.create_feed(FEED));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || {
                for n in 1..=EACH {
                    write(store, move |write| {
                        write.lock(&[FEED])?;
                        let state = write.feed(FEED)?.unwrap();
                        let seq = state.seq + 1;
                        let note = row(
                            seq,
                            &[
                                ("door", Value::Text(DEVICE.to_string())),
                                ("author", Value::Text(ACCOUNT.to_string())),
                                ("outcome", Value::from("absent")),
                                ("started", Value::Int(0)),
                            ],
                        );
                        let id = Uuid::from_u128(u128::from(writer * 1000 + n));
                        write.put_row(FEED, Kind::Visit, id, &note)?;
                        write.set_feed(FEED, FeedState { seq, ..state })
                    });
                }
            });
        }
        let mut cursor = 0;
        while cursor < WRITERS * EACH {
            let (head, rows) = store
                .read_now(move |read| {
                    let head = read.feed(FEED)?.map_or(0, |state| state.seq);
                    Ok::<_, StoreError>((head, read.rows_after(FEED, cursor, 1000)?))
                })
                .unwrap();
            let seqs: Vec<_> = rows.iter().map(|row| row.seq).collect();
            assert_eq!(seqs, (cursor + 1..=head).collect::<Vec<_>>());
            cursor = head;
        }
    });
}
