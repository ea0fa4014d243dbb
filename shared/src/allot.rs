//! The allotment of stamps, on the server, once, when a change is accepted.
//!
//! The phone's word about time is taken where it can be true, put right where its error was
//! measured, and fitted between what is known where it cannot be true. A writer who had seen a
//! value gets a stamp above it, whatever the clocks say; so clocks decide only true conflicts.

use std::collections::BTreeMap;

use crate::change::Change;
use crate::id::{DeviceId, EpochId};
use crate::merge::{RowState, StampedChange, has_seen};
use crate::stamp::Stamp;
use crate::time::{ClockSession, Millis};

/// A clock that is off by no more than this is taken at its word, in milliseconds.
pub const TOLERANCE: i64 = 5 * Millis::MINUTE;

/// What the server knows of a writer's clock when its changes arrive.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The writing device.
    pub device: DeviceId,
    /// What the writer's clock said when it sent.
    pub sent_at: Millis,
    /// In which run of its clock it sent.
    pub clock: ClockSession,
    /// When that run began, by the same clock: what an earlier run wrote is older.
    pub clock_since: Millis,
    /// The stamp last allotted to this device in this feed.
    pub previous: Option<Stamp>,
    /// No change of this device can be older: when it was enrolled.
    pub enrolled: Millis,
}

/// Whether the time in a change could be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockVerdict {
    /// It was taken as it came.
    Trusted,
    /// It was moved: put right by a measured error, or fitted between what is known.
    Corrected,
}

/// A change's time, and whether it is the phone's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allotted {
    /// The stamp of the change, before it is raised above values its writer had seen.
    pub stamp: Stamp,
    /// Whether the phone's time could be believed.
    pub verdict: ClockVerdict,
    /// Milliseconds by which the phone's times of this session are to be moved.
    pub shift: i64,
}

/// Allots the stamp of one change that reaches the server at `now`.
///
/// A change of the live clock session is moved by the clock's measured error, if that is over
/// [`TOLERANCE`]. A change of an earlier session, whose error nobody can measure, is fitted
/// between what the device wrote before and the beginning of the live session.
#[must_use]
pub fn allot(change: &Change, writer: &Writer, now: Millis) -> Allotted {
    let error = now.since(writer.sent_at);
    let error = if error.saturating_abs() > TOLERANCE { error } else { 0 };
    let live = change.clock == writer.clock;
    let (believed, latest) = if live {
        (change.at.plus(error), now)
    } else {
        (change.at, writer.clock_since.plus(error).min(now))
    };
    let previous = writer.previous.map_or(writer.enrolled, |stamp| stamp.at);
    let at = believed.min(latest).max(previous).min(now);
    let stamp = Stamp { at, counter: 0, device: writer.device };
    let stamp = match writer.previous {
        Some(previous) if stamp <= previous => previous.just_above(writer.device),
        _ => stamp,
    };
    let possible =
        believed.since(writer.enrolled) >= -TOLERANCE && believed.since(latest) <= TOLERANCE;
    let shift = if !possible {
        at.since(change.at)
    } else if live {
        error
    } else {
        0
    };
    let verdict = if shift == 0 { ClockVerdict::Trusted } else { ClockVerdict::Corrected };
    Allotted { stamp, verdict, shift }
}

/// Gives each field of `change` its stamp: that of `allotted`, raised just above the value in
/// `row` where the writer had seen it. `seq` is the change's place in its feed.
#[must_use]
pub fn stamp_fields(
    change: &Change,
    allotted: &Allotted,
    row: &RowState,
    epoch: EpochId,
    seq: u64,
) -> StampedChange {
    let device = allotted.stamp.device;
    let mut fields = BTreeMap::new();
    for (name, value) in &change.fields {
        let stamp = match row.registers.get(name) {
            Some(held) if has_seen(held, change.base, device, epoch) => {
                allotted.stamp.max(held.stamp.just_above(device))
            }
            _ => allotted.stamp,
        };
        fields.insert(name.clone(), (value.clone(), stamp));
    }
    StampedChange { fields, base: change.base, device, seq }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::FeedId;
    use crate::value::{Fields, Value};

    const NOW: Millis = Millis(1_764_000_000_000);
    const HOUR: i64 = 3_600_000;

    fn change(at: Millis, clock: u64) -> Change {
        Change {
            feed: FeedId::Catalogue,
            n: 1,
            kind: "visit".to_owned(),
            id: Uuid::from_u128(1),
            at,
            clock: ClockSession(clock),
            fields: Fields::from([("note".to_owned(), Value::from("x"))]),
            base: None,
        }
    }

    fn writer(sent_at: Millis) -> Writer {
        Writer {
            device: DeviceId(Uuid::from_u128(7)),
            sent_at,
            clock: ClockSession(2),
            clock_since: sent_at.plus(-2 * HOUR),
            previous: None,
            enrolled: NOW.plus(-30 * Millis::DAY),
        }
    }

    fn allotted(change: &Change, writer: &Writer) -> (i64, ClockVerdict) {
        let allotted = allot(change, writer, NOW);
        (allotted.stamp.at.since(NOW), allotted.verdict)
    }

    #[test]
    fn a_good_clock_is_taken_at_its_word() {
        let made = change(NOW.plus(-HOUR), 2);
        assert_eq!(allotted(&made, &writer(NOW)), (-HOUR, ClockVerdict::Trusted));
        let four_minutes_fast = writer(NOW.plus(4 * Millis::MINUTE));
        assert_eq!(allotted(&made, &four_minutes_fast), (-HOUR, ClockVerdict::Trusted));
    }

    #[test]
    fn a_live_wrong_clock_is_put_right_wherever_it_stands() {
        let years = [1970, 2000, 2040].map(|year| Millis((year - 1970) * 365 * Millis::DAY));
        for there in years {
            let made = change(there.plus(-HOUR), 2);
            assert_eq!(allotted(&made, &writer(there)), (-HOUR, ClockVerdict::Corrected));
        }
    }

    #[test]
    fn the_far_ends_of_64_bits_neither_panic_nor_win() {
        for end in [i64::MIN, i64::MAX] {
            for sent in [Millis(end), NOW] {
                let allotted = allot(&change(Millis(end), 2), &writer(sent), NOW);
                assert!(allotted.stamp.at <= NOW && allotted.stamp.at >= writer(NOW).enrolled);
            }
        }
    }

    #[test]
    fn a_clock_put_right_before_the_sync_is_fitted_before_the_live_session() {
        let year_2040 = change(Millis(2_208_988_800_000), 1);
        assert_eq!(allotted(&year_2040, &writer(NOW)), (-2 * HOUR, ClockVerdict::Corrected));
        let year_1970 = change(Millis(0), 1);
        assert_eq!(
            allotted(&year_1970, &writer(NOW)),
            (-30 * Millis::DAY, ClockVerdict::Corrected)
        );
        let honest = change(NOW.plus(-5 * HOUR), 1);
        assert_eq!(allotted(&honest, &writer(NOW)), (-5 * HOUR, ClockVerdict::Trusted));
    }

    #[test]
    fn one_device_keeps_its_own_order() {
        let device = DeviceId(Uuid::from_u128(7));
        let previous = Stamp { at: NOW.plus(-HOUR), counter: 0, device };
        let writer = Writer { previous: Some(previous), ..writer(NOW) };
        let earlier = allot(&change(NOW.plus(-2 * HOUR), 2), &writer, NOW);
        assert_eq!(earlier.stamp, previous.just_above(device));
    }
}
