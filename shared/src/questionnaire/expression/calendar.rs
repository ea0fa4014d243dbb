//! Days and times in expressions: read, counted and written, always as the clock on the wall of the
//! door shows them.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::time::{self, Millis};

const DAY: f64 = Millis::DAY as f64;

/// How far the clock on the wall is ahead of UTC, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Offset(pub i32);

/// The names that a language gives to days and months, for `format-date`.
#[derive(Clone, Copy, Debug)]
pub struct DayNames<'n> {
    /// January first.
    pub months: &'n [&'n str; 12],
    /// Sunday first.
    pub days: &'n [&'n str; 7],
}

/// A day and how much of it is over, from 0 to below 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moment {
    day: NaiveDate,
    over: f64,
}

/// Days since 1970-01-01 of a day or a moment, or the part of a day that a time is.
pub(super) fn days(text: &str, offset: Offset) -> Option<f64> {
    moment(text, offset)
        .map(|moment| since_1970(moment.day) + moment.over)
        .or_else(|| clock(text, offset))
}

/// The part of a day that is over at a moment or a time.
pub(super) fn part_of_day(text: &str, offset: Offset) -> Option<f64> {
    moment(text, offset).map(|moment| moment.over).or_else(|| clock(text, offset))
}

/// The day of so many days since 1970-01-01.
pub(super) fn day_text(days: f64) -> Option<String> {
    day_of(days).map(time::day_text)
}

/// The moment of so many days since 1970-01-01, with the offset of the wall.
pub(super) fn moment_text(days: f64, offset: Offset) -> Option<String> {
    let day = day_text(days)?;
    let millis = ((days - days.floor()) * DAY).round().min(DAY - 1.0) as u32;
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let sign = if offset.0 < 0 { '-' } else { '+' };
    let (ahead, minutes) = (offset.0.abs() / 60, offset.0.abs() % 60);
    Some(format!(
        "{day}T{hour:02}:{minute:02}:{second:02}.{millis:03}{sign}{ahead:02}:{minutes:02}"
    ))
}

/// Days since 1970-01-01 of an instant, on the wall.
pub(super) fn wall(now: Millis, offset: Offset) -> f64 {
    now.plus(i64::from(offset.0) * Millis::MINUTE).0 as f64 / DAY
}

/// Writes a day or a moment by a pattern of `%` and letters; what is no day is written empty.
pub(super) fn format(text: &str, pattern: &str, offset: Offset, names: DayNames<'_>) -> String {
    let Some(moment) = moment(text, offset) else {
        return String::new();
    };
    let millis = (moment.over * DAY).round().min(DAY - 1.0) as u32;
    let (seconds, millis) = (millis / 1000, millis % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let (day, month, year) = (moment.day.day(), moment.day.month(), moment.day.year());
    let mut written = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            written.push(letter);
            continue;
        }
        written += &match letters.next() {
            Some('Y') => format!("{year:04}"),
            Some('y') => format!("{:02}", year.rem_euclid(100)),
            Some('m') => format!("{month:02}"),
            Some('n') => month.to_string(),
            Some('b') => name(names.months, moment.day.month0()),
            Some('d') => format!("{day:02}"),
            Some('e') => day.to_string(),
            Some('a') => name(names.days, moment.day.weekday().num_days_from_sunday()),
            Some('W') => format!("{:02}", moment.day.iso_week().week()),
            Some('H') => format!("{hour:02}"),
            Some('h') => hour.to_string(),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('3') => format!("{millis:03}"),
            Some('%') => "%".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        };
    }
    written
}

fn name(names: &[&str], number: u32) -> String {
    names.get(number as usize).copied().unwrap_or_default().to_owned()
}

fn since_1970(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce() - 719_163)
}

fn day_of(days: f64) -> Option<NaiveDate> {
    // Beyond a million days no calendar of a form goes.
    (days.abs() < 1e6)
        .then(|| NaiveDate::from_num_days_from_ce_opt(days.floor() as i32 + 719_163))?
}

fn moment(text: &str, offset: Offset) -> Option<Moment> {
    let Some((day, clock)) = text.split_once('T') else {
        return time::day(text).map(|day| Moment { day, over: 0.0 });
    };
    let day = time::day(day)?;
    let (over, zone) = clock_and_zone(clock)?;
    let days = since_1970(day) + over + shift(zone, offset);
    Some(Moment { day: day_of(days)?, over: days - days.floor() })
}

fn clock(text: &str, offset: Offset) -> Option<f64> {
    let (over, zone) = clock_and_zone(text)?;
    Some((over + shift(zone, offset)).rem_euclid(1.0))
}

/// From the zone that is written to that of the wall, in days.
fn shift(zone: Option<i32>, offset: Offset) -> f64 {
    zone.map_or(0.0, |zone| f64::from(offset.0.saturating_sub(zone)) / 1440.0)
}

/// `09:05`, `09:05:10` or `09:05:10.500`, then nothing, `Z` or `+02:00`.
fn clock_and_zone(text: &str) -> Option<(f64, Option<i32>)> {
    let (clock, zone) = match text.rfind(['Z', '+', '-']) {
        Some(at) => (text.get(..at)?, Some(zone(text.get(at..)?)?)),
        None => (text, None),
    };
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, digits)) => (clock, fraction(digits)?),
        None => (clock, 0.0),
    };
    let clock = match clock.len() {
        5 => time::minute(clock)?,
        8 => {
            let second = two(clock.get(6..)?)?;
            (clock.as_bytes().get(5) == Some(&b':') && second < 60).then_some(())?;
            let minute = time::minute(clock.get(..5)?)?;
            NaiveTime::from_hms_opt(minute.hour(), minute.minute(), second)?
        }
        _ => return None,
    };
    let seconds = f64::from(clock.num_seconds_from_midnight()) + fraction;
    Some((seconds / 86_400.0, zone))
}

fn fraction(digits: &str) -> Option<f64> {
    let are_digits = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    are_digits.then(|| format!("0.{digits}").parse().ok())?
}

/// The zone in minutes.
fn zone(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = (two(text.get(1..3)?)?, text.get(3..)?);
    let minutes = if minutes.is_empty() { 0 } else { two(minutes.trim_start_matches(':'))? };
    (hours <= 14 && minutes < 60).then(|| sign * i32::try_from(hours * 60 + minutes).unwrap_or(0))
}

fn two(text: &str) -> Option<u32> {
    let are_digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().ok())?
}
