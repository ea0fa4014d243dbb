//! Instants as the protocol carries them.
//!
//! A phone's clock may say anything from the far past to the far end of 64 bits, so arithmetic
//! saturates and nothing here ever panics.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, possibly from a clock that is wrong.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// One minute, in milliseconds.
    pub const MINUTE: i64 = 60_000;
    /// One day, in milliseconds.
    pub const DAY: i64 = 86_400_000;

    /// This instant moved by `delta` milliseconds, held at the ends of 64 bits.
    #[must_use]
    pub fn plus(self, delta: i64) -> Self {
        Self(self.0.saturating_add(delta))
    }

    /// Milliseconds from `earlier` to `self`, held at the ends of 64 bits.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day this instant falls on in UTC, or `None` where the calendar ends.
    #[must_use]
    pub fn date(self) -> Option<chrono::NaiveDate> {
        chrono::DateTime::from_timestamp_millis(self.0).map(|at| at.date_naive())
    }
}

/// One run of a phone's clock without a jump: a new number at each start of the phone and each
/// time its clock is put right. Two changes of one session are in the right order and the right
/// distance, even if the date is wrong.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ClockSession(pub u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_holds_at_the_far_ends() {
        assert_eq!(Millis(i64::MAX).plus(1), Millis(i64::MAX));
        assert_eq!(Millis(i64::MIN).since(Millis(i64::MAX)), i64::MIN);
        assert_eq!(Millis(i64::MAX).date(), None);
    }
}
