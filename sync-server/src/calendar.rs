//! The calendar of the doors: days and hours as the residents of France have them.
//!
//! Instants are kept in UTC; a day of work begins and ends where it is worked. Nothing here asks
//! for the time.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::{Europe::Paris, Tz};
use shared::time::Millis;

/// The local time of an instant; none where the calendar ends.
#[must_use]
pub fn local(at: Millis) -> Option<DateTime<Tz>> {
    Some(DateTime::from_timestamp_millis(at.0)?.with_timezone(&Paris))
}

/// The local day of an instant, as a number that counts up by one a day; 0 where the calendar
/// ends.
#[must_use]
pub fn day_number(at: Millis) -> i64 {
    local(at).map_or(0, |at| i64::from(at.date_naive().num_days_from_ce()))
}

/// The day with that number.
#[must_use]
pub fn day(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

/// When a local day begins.
#[must_use]
pub fn begins(day: NaiveDate) -> Millis {
    at(day.and_time(chrono::NaiveTime::MIN))
}

/// When it is that local time; the first of two, where the clock is put back.
#[must_use]
pub fn at(local: NaiveDateTime) -> Millis {
    match Paris.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Millis(at.timestamp_millis()),
        LocalResult::None => Millis(local.and_utc().timestamp_millis()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_doors() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let begins_at = begins(day);
        assert_eq!(local(begins_at).unwrap().to_rfc3339(), "2026-11-24T00:00:00+01:00");
        assert_eq!(super::day(day_number(begins_at)), Some(day));
        assert_eq!(day_number(begins_at.plus(-1)), day_number(begins_at) - 1);
        assert_eq!(day_number(Millis(i64::MAX)), 0);
    }
}
