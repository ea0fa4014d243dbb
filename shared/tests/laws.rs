//! The laws of sync that are pure: 2 (the merge), 5 (nothing overwritten is forgotten) and 7
//! (no clock wins or loses for ever). Few devices, fields, values and times, so that they collide.

use std::collections::BTreeMap;

use proptest::prelude::*;
use shared::allot::{ClockVerdict, Writer, allot, stamp_fields};
use shared::change::{Base, Change, DELETED, ERASED, stub_fields};
use shared::id::{DeviceId, EpochId, FeedId};
use shared::merge::{Relation, RowState, StampedChange, has_seen, merge};
use shared::stamp::Stamp;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use uuid::Uuid;

const EPOCH: EpochId = EpochId(Uuid::from_u128(1));
const NOW: Millis = Millis(1_764_000_000_000);
const ENROLLED: Millis = Millis(NOW.0 - 30 * Millis::DAY);

fn device(number: u8) -> DeviceId {
    DeviceId(Uuid::from_u128(u128::from(number)))
}

fn field() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["deleted", "minutes", "note"]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), Just(Value::Int(1)), Just(Value::Int(2))]
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (0..3_i64, 0..2_u32, 0..2_u8).prop_map(|(at, counter, number)| Stamp {
        at: Millis(at),
        counter,
        device: device(number),
    })
}

fn base() -> impl Strategy<Value = Option<Base>> {
    prop::option::of((0..6_u64).prop_map(|seq| Base { epoch: EPOCH, seq }))
}

/// Changes as they come out of the allotment: numbered in the order of acceptance.
fn stamped() -> impl Strategy<Value = Vec<StampedChange>> {
    let fields = prop::collection::btree_map(field(), (value(), stamp()), 1..3);
    let one = (fields, base(), 0..2_u8);
    prop::collection::vec(one, 1..6).prop_map(|changes| {
        let numbered = changes.into_iter().zip(1..);
        numbered
            .map(|((fields, base, number), seq)| StampedChange {
                fields,
                base,
                device: device(number),
                seq,
            })
            .collect()
    })
}

fn merged(changes: &[StampedChange]) -> RowState {
    let mut row = RowState::default();
    for change in changes {
        merge(&mut row, change, EPOCH);
    }
    row
}

proptest! {
    /// Law 2: any order, any repeats, same state.
    #[test]
    fn any_order_and_any_repeats_give_the_same_row(
        (ordered, shuffled) in stamped().prop_flat_map(|changes| {
            let twice = [changes.clone(), changes.clone()].concat();
            (Just(changes), Just(twice).prop_shuffle())
        })
    ) {
        let row = merged(&ordered);
        let again = merged(&shuffled);
        prop_assert_eq!(&row, &again);
        prop_assert_eq!(row.seq(), again.seq());
    }

    /// Law 2: merging what two replicas merged apart equals merging it all in one place.
    #[test]
    fn replicas_that_merged_apart_meet(changes in stamped(), cut in 0..6_usize) {
        let cut = cut.min(changes.len());
        let (here, there) = changes.split_at(cut);
        let one = merged(&[here, there].concat());
        let other = merged(&[there, here].concat());
        prop_assert_eq!(one, other);
    }

    /// Law 5: a value that is not in the row any more, or never came to be, is in the report,
    /// named by what its writer had seen.
    #[test]
    fn what_gives_way_is_reported_and_rightly_named(changes in stamped()) {
        let mut row = RowState::default();
        for change in &changes {
            let before = row.clone();
            let report = merge(&mut row, change, EPOCH);
            for (name, (value, _)) in &change.fields {
                let yielded = report.yielded.iter().find(|one| one.field == *name);
                let held = before.registers.get(name);
                let differs = held.is_some_and(|held| held.value != *value);
                prop_assert_eq!(yielded.is_some(), differs);
                let (Some(yielded), Some(held)) = (yielded, held) else { continue };
                let seen = has_seen(held, change.base, change.device, EPOCH);
                let named = if seen { Relation::Sequential } else { Relation::Conflict };
                prop_assert_eq!(yielded.relation, named);
                let stands = &row.registers[name].value;
                if yielded.won {
                    prop_assert_eq!(&yielded.lost, held);
                    prop_assert_eq!(stands, value);
                } else {
                    prop_assert_eq!(&yielded.lost.value, value);
                    prop_assert_eq!(stands, &held.value);
                }
            }
            let untouched = |name: &String| !change.fields.contains_key(name);
            for (name, held) in before.registers.iter().filter(|(name, _)| untouched(name)) {
                prop_assert_eq!(&row.registers[name], held);
            }
            let conflict = report.yielded.iter().any(|one| one.relation == Relation::Conflict);
            prop_assert_eq!(conflict, report.relation == Relation::Conflict);
            prop_assert_eq!(before.is_absent(), report.relation == Relation::New);
            prop_assert_eq!(report.altered, before != row);
        }
    }
}

/// Changes among which some are erasures, at least one.
fn erased() -> impl Strategy<Value = Vec<StampedChange>> {
    (stamped(), prop::collection::vec((any::<prop::sample::Index>(), stamp()), 1..3)).prop_map(
        |(mut changes, erasures)| {
            for (place, stamp) in erasures {
                let change = place.get_mut(&mut changes);
                let stub = stub_fields().into_iter().map(|(name, value)| (name, (value, stamp)));
                change.fields = stub.collect();
            }
            changes
        },
    )
}

proptest! {
    /// Laws 1 and 2: an erasure wins over every other change, whichever comes first and however
    /// often, and leaves nothing of any of them.
    #[test]
    fn an_erasure_wins_in_any_order_and_nothing_is_left(
        (ordered, shuffled) in erased().prop_flat_map(|changes| {
            let twice = [changes.clone(), changes.clone()].concat();
            (Just(changes), Just(twice).prop_shuffle())
        })
    ) {
        let row = merged(&ordered);
        prop_assert_eq!(&row, &merged(&shuffled));
        prop_assert!(row.is_erased());
        prop_assert_eq!(row.fields(), stub_fields());
    }

    /// Law 5 has one exception: what an erasure overwrote, and what came after it, is told nowhere.
    #[test]
    fn what_gives_way_to_an_erasure_is_not_reported(changes in erased()) {
        let mut row = RowState::default();
        for change in &changes {
            let before = row.clone();
            let report = merge(&mut row, change, EPOCH);
            if row.is_erased() {
                prop_assert!(report.yielded.is_empty());
                prop_assert_eq!(report.altered, before != row);
            }
        }
    }

    /// Law 2: replicas that merged apart, one of which was told of an erasure, meet in the stub.
    #[test]
    fn replicas_of_which_one_erased_meet_in_the_stub(changes in erased(), cut in 0..6_usize) {
        let cut = cut.min(changes.len());
        let (here, there) = changes.split_at(cut);
        let one = merged(&[here, there].concat());
        prop_assert_eq!(&one, &merged(&[there, here].concat()));
        prop_assert_eq!(one.registers.len(), [DELETED, ERASED].len());
    }
}

/// What a phone's clock may say.
fn clock() -> impl Strategy<Value = Millis> {
    let years = |years: i64| Millis(years * 365 * Millis::DAY);
    prop::sample::select(vec![
        Millis(i64::MIN),
        Millis(0),
        years(30),
        NOW.plus(-Millis::MINUTE),
        NOW,
        years(70),
        Millis(i64::MAX),
    ])
}

/// One edit by one of few devices, with whatever its clock says, and whether it saw the row.
#[derive(Clone, Debug)]
struct Edit {
    device: u8,
    at: Millis,
    sent_at: Millis,
    clock_since: Millis,
    live: bool,
    saw: bool,
    value: i64,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = (0..3_u8, clock(), clock(), clock(), any::<bool>(), any::<bool>());
    prop::collection::vec(one, 1..8).prop_map(|edits| {
        let numbered = edits.into_iter().zip(0..);
        numbered
            .map(|((device, at, sent_at, clock_since, live, saw), value)| Edit {
                device,
                at,
                sent_at,
                clock_since,
                live,
                saw,
                value,
            })
            .collect()
    })
}

/// Accepts edits one after the other, as the server does, a minute apart.
fn accept(edits: &[Edit], mut check: impl FnMut(&Edit, &RowState, &Stamp, ClockVerdict, Millis)) {
    let mut row = RowState::default();
    let mut previous = BTreeMap::new();
    for (edit, seq) in edits.iter().zip(1_u64..) {
        let now = NOW.plus(seq.cast_signed() * Millis::MINUTE);
        let change = Change {
            feed: FeedId::Catalogue,
            n: seq,
            kind: "visit".to_owned(),
            id: Uuid::from_u128(1),
            at: edit.at,
            clock: ClockSession(u64::from(edit.live)),
            fields: Fields::from([("minutes".to_owned(), Value::Int(edit.value))]),
            base: edit.saw.then_some(Base { epoch: EPOCH, seq: seq - 1 }),
        };
        let writer = Writer {
            device: device(edit.device),
            sent_at: edit.sent_at,
            clock: ClockSession(1),
            clock_since: edit.clock_since,
            previous: previous.get(&edit.device).copied(),
            enrolled: ENROLLED,
        };
        let allotted = allot(&change, &writer, now);
        let before = writer.previous;
        assert!(before.is_none_or(|before| before < allotted.stamp), "a device keeps its order");
        previous.insert(edit.device, allotted.stamp);
        let stamped = stamp_fields(&change, &allotted, &row, EPOCH, seq);
        merge(&mut row, &stamped, EPOCH);
        check(edit, &row, &allotted.stamp, allotted.verdict, now);
    }
}

proptest! {
    /// Law 7: a writer who had seen the value wins, whatever the clocks say, and no clock carries
    /// a stamp out of the time in which its device can have written.
    #[test]
    fn who_has_seen_wins_and_no_clock_leaves_the_possible(edits in edits()) {
        accept(&edits, |edit, row, stamp, _, now| {
            if edit.saw {
                assert_eq!(row.registers["minutes"].value, Value::Int(edit.value));
            }
            assert!(stamp.at >= ENROLLED && stamp.at <= now);
        });
    }

    /// Law 7: a date that cannot be true is not taken unseen.
    #[test]
    fn an_impossible_date_is_always_noticed(edits in edits()) {
        accept(&edits, |edit, _, _, verdict, now| {
            let believable = edit.at >= ENROLLED.plus(-10 * Millis::MINUTE)
                && edit.at <= now.plus(10 * Millis::MINUTE);
            if !believable {
                assert_eq!(verdict, ClockVerdict::Corrected);
            }
        });
    }

    /// Law 7: where nobody had seen the other's value, a true clock decides by true time.
    #[test]
    fn between_true_clocks_the_later_edit_wins(first in 0..100_i64, second in 0..100_i64) {
        prop_assume!(first != second);
        let edit = |device, minute: i64, value| Edit {
            device,
            at: NOW.plus(-minute * Millis::MINUTE),
            sent_at: NOW,
            clock_since: NOW.plus(-Millis::DAY),
            live: true,
            saw: false,
            value,
        };
        let mut last = None;
        accept(&[edit(0, first, 0), edit(1, second, 1)], |_, row, _, _, _| {
            last = Some(row.registers["minutes"].value.clone());
        });
        prop_assert_eq!(last, Some(Value::Int(i64::from(second < first))));
    }
}
