//! What every store keeps of an erasure, and what it does not.

use std::collections::BTreeSet;

use shared::change::{Change, stub_fields};
use shared::digest::change_hash;
use shared::id::{DoorId, VisitId};
use shared::merge::{Register, RowState};
use shared::protocol::{LetIn, Reason};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use super::{DEVICE, FEED, change, row, stamp, write};
use crate::store::{
    AsideName, Cause, Erasure, Named, Quarantined, Receipt, Store, Stub, VisitFilter,
};

const VISIT: Uuid = Uuid::from_u128(10);

fn visit(door: u128) -> RowState {
    let fields = [
        ("door", Value::Text(Uuid::from_u128(door).to_string())),
        ("author", Value::Text(Uuid::from_u128(2).to_string())),
        ("outcome", Value::from("met")),
        ("started", Value::Int(5)),
        ("note", Value::from("Radiateur froid.")),
    ];
    row(4, &fields)
}

fn named(kind: &str, id: Uuid) -> Named {
    Named { feed: FEED, kind: kind.to_owned(), id }
}

/// A stub takes the place of the row, travels, and is on no page; and it outlives a sweep.
pub(super) fn a_stub_takes_the_place_of_a_row(store: &dyn Store) {
    let door = DoorId(Uuid::from_u128(7));
    write(store, move |write| {
        write.create_feed(FEED)?;
        write.put_row(FEED, Kind::Visit, VISIT, &visit(7))?;
        let need = [("visit", Value::Text(VISIT.to_string())), ("theme", Value::from("eau"))];
        write.put_row(FEED, Kind::Need, Uuid::from_u128(11), &row(5, &need))
    });
    let found = store.read_now(move |read| read.visits_at(door)).unwrap();
    assert_eq!(found, [(FEED, VisitId(VISIT))]);
    let hanging = store.read_now(|read| read.hanging(FEED, Kind::Need, VisitId(VISIT))).unwrap();
    assert_eq!(hanging, [Uuid::from_u128(11)]);
    let stub = |seq: u64| {
        let fields = stub_fields().into_iter();
        let at = stamp(seq.cast_signed());
        let register = |(name, value)| (name, Register { value, stamp: at, seq });
        RowState { registers: fields.map(register).collect() }
    };
    write(store, move |write| {
        write.put_row(FEED, Kind::Need, Uuid::from_u128(11), &stub(8))?;
        write.put_row(FEED, Kind::Visit, VISIT, &stub(9))
    });
    let held = store.read_now(|read| read.row(FEED, Kind::Visit, VISIT)).unwrap();
    assert_eq!(held, stub(9));
    assert!(store.read_now(|read| read.rows(FEED, Kind::Visit)).unwrap().is_empty());
    let told = store.read_now(|read| read.rows_after(FEED, 8, 9)).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].seq, &told[0].fields), (9, &stub_fields()));
    assert!(store.read_now(|read| read.is_erased(FEED, VISIT)).unwrap());
    let text = VisitFilter { text: Some("radiateur".to_owned()), ..VisitFilter::default() };
    assert!(store.read_now(move |read| read.visits(&text, None, 9)).unwrap().is_empty());
    assert_eq!(store.read_now(|read| read.review_counts(FEED)).unwrap().received, 0);
    write(store, |write| write.sweep(FEED, 99).map(drop));
    assert!(store.read_now(|read| read.is_erased(FEED, VISIT)).unwrap());
    assert_eq!(store.read_now(|read| read.erasure_remains()).unwrap(), Vec::<String>::new());
}

/// What was answered is answered again, by the record, since the content's hash is gone.
pub(super) fn what_is_stripped_keeps_its_number_and_nothing_else(store: &dyn Store) {
    let aside = Change { n: 2, ..change(2) };
    let kept = Quarantined {
        device: DEVICE,
        hash: change_hash(&aside),
        change: aside,
        reason: Reason::BadValue,
        received: Millis(6),
    };
    let stub = Stub {
        record: named("visit", VISIT),
        device: DEVICE,
        n: 1,
        seq: 1,
        received: Millis(6),
        makes: None,
    };
    write(store, move |write| {
        write.create_feed(FEED)?;
        write.add_stub(&stub)?;
        write.add_quarantine(&kept)?;
        write.put_stub(&named("visit", VISIT), 1, None)
    });
    let about = store.read_now(|read| read.aside_about(&BTreeSet::from([VISIT]))).unwrap();
    let name = AsideName { record: named("visit", VISIT), device: DEVICE, n: 2 };
    assert_eq!(about, [name.clone()]);
    assert_eq!(store.read_now(|read| read.erasure_remains()).unwrap().len(), 1);
    write(store, move |write| write.strip_aside(&name));
    assert!(store.read_now(|read| read.quarantined()).unwrap().is_empty());
    assert_eq!(store.read_now(|read| read.erasure_remains()).unwrap(), Vec::<String>::new());
    let receipt = |n| store.read_now(move |read| read.receipt(FEED, DEVICE, n)).unwrap().unwrap();
    let Receipt { outcome, erased, .. } = receipt(1);
    assert_eq!((outcome, erased), (Ok(1), Some(VISIT)));
    let Receipt { outcome, erased, .. } = receipt(2);
    assert_eq!((outcome, erased), (Err(Reason::BadValue), Some(VISIT)));
    let let_in = store.read_now(|read| read.let_in(FEED, super::ACCOUNT, 0, 9)).unwrap();
    assert_eq!(let_in, Vec::<LetIn>::new());
}

pub(super) fn erasures_are_found_by_receipt_and_by_door(store: &dyn Store) {
    let door = DoorId(Uuid::from_u128(7));
    let erasure = |receipt: &str, at| Erasure {
        receipt: receipt.to_owned(),
        at: Millis(at),
        cause: Cause::Door,
        door: Some(door),
        account: None,
        records: 3,
    };
    let (one, two) = (erasure("AAAA-0001", 5), erasure("AAAA-0002", 9));
    let both = (one.clone(), two.clone());
    write(store, move |write| {
        write.add_erasure(&both.0)?;
        write.add_erasure(&both.1)
    });
    let found = store.read_now(|read| read.erasure("AAAA-0001")).unwrap();
    assert_eq!(found, Some(one.clone()));
    assert_eq!(store.read_now(|read| read.erasure("AAAA-0003")).unwrap(), None);
    let listed = store.read_now(move |read| read.erasures_of(door)).unwrap();
    assert_eq!(listed, [two, one]);
    let last = store.read_now(move |read| read.door_erased(door.0)).unwrap();
    assert_eq!(last, Some(Millis(9)));
}
