//! Instants as the protocol carries them.
//!
//! A phone's clock may say anything from the far past to the far end of 64 bits, so arithmetic
//! saturates and nothing here ever panics.

use chrono::{Datelike, NaiveDate, NaiveTime};
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
    pub fn date(self) -> Option<NaiveDate> {
        chrono::DateTime::from_timestamp_millis(self.0).map(|at| at.date_naive())
    }
}

/// Reads a day in the one spelling that records have, such as `2026-12-03`.
///
/// By hand, since a phone loads what a library brings to read every other spelling.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Writes a day as [`day`] reads it.
#[must_use]
pub fn day_text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Reads a time of the day in the one spelling that records have, such as `09:05`.
#[must_use]
pub fn minute(text: &str) -> Option<NaiveTime> {
    let [hour, minute] = numbers(text, ':', [2, 2])?;
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The numbers between the separators, each of as many digits as it must have.
fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
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
    #[test]
    fn days_and_times_have_one_spelling() {
        let leap = day("2028-02-29").unwrap();
        assert_eq!(day_text(leap), "2028-02-29");
        assert_eq!(day("0999-01-01").map(day_text).as_deref(), Some("0999-01-01"));
        for wrong in [
            "",
            "2026",
            "2026-12-3",
            "26-12-03",
            "2026-13-03",
            "2027-02-29",
            "+026-12-03",
            "2026-12-03-01",
            "２０２６-12-03",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert_eq!(minute("09:05"), NaiveTime::from_hms_opt(9, 5, 0));
        for wrong in ["", "9:05", "24:00", "09:60", "09:05:00", "-9:05", "0905"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }
}
