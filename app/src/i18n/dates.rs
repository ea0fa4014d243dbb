//! Days and times in words.
//!
//! A [`Moment`] is local: whoever makes one has asked the machine for its offset. How a day is
//! said, and in which order its parts stand, is a message of each language.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};
use shared::time::{self, Millis};

use super::{MONTH, MONTH_SHORT, Texts, WEEKDAY, t};

/// A day, and a time where one is known, as the clock on the wall shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The time.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// An instant, seen from a place so many minutes east of Greenwich.
    #[must_use]
    pub fn of(at: Millis, offset_minutes: i32) -> Self {
        let local = at.0.saturating_add(i64::from(offset_minutes) * 60_000);
        let local = chrono::DateTime::from_timestamp_millis(local).unwrap_or_default().naive_utc();
        Self { day: local.date(), time: Some(local.time()) }
    }

    /// Reads `2026-12-03` or `2026-12-03T10:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else {
            return Some(Self { day: time::day(text)?, time: None });
        };
        Some(Self { day: time::day(day)?, time: Some(time::minute(time)?) })
    }

    /// As the records write it.
    #[must_use]
    pub fn text(self) -> String {
        let day = time::day_text(self.day);
        match self.time {
            Some(time) => format!("{day}T{:02}:{:02}", time.hour(), time.minute()),
            None => day,
        }
    }

    /// The same time so many days later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let day = self.day.checked_add_signed(TimeDelta::days(days)).unwrap_or(self.day);
        Self { day, ..self }
    }

    /// Monday being 1.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.day.weekday().number_from_monday()
    }
}

impl Texts {
    /// `mardi 24 novembre`.
    #[must_use]
    pub fn long_day(&self, moment: Moment) -> String {
        let weekday = self.of(WEEKDAY, &moment.weekday().to_string());
        let month = self.of(MONTH, &moment.day.month().to_string());
        t!(self, "date-long", weekday = weekday, day = moment.day.day(), month = month)
    }

    /// `24 novembre`.
    #[must_use]
    pub fn day(&self, moment: Moment) -> String {
        let month = self.of(MONTH, &moment.day.month().to_string());
        t!(self, "date-day", day = moment.day.day(), month = month)
    }

    /// `24 nov.`
    #[must_use]
    pub fn short_day(&self, moment: Moment) -> String {
        let month = self.of(MONTH_SHORT, &moment.day.month().to_string());
        t!(self, "date-day", day = moment.day.day(), month = month)
    }

    /// `14 h 05`; nothing where no time is known.
    #[must_use]
    pub fn time(&self, moment: Moment) -> String {
        moment.time.map_or_else(String::new, |time| {
            // As text: a minute keeps its zero.
            let minute = format!("{:02}", time.minute());
            t!(self, "date-time", hour = time.hour().to_string(), minute = minute)
        })
    }

    /// A day as one says it today: `aujourd’hui`, `demain`, `hier`, else `mardi 24 novembre`.
    #[must_use]
    pub fn near_day(&self, moment: Moment, today: Moment) -> String {
        match moment.day.signed_duration_since(today.day).num_days() {
            0 => t!(self, "date-today"),
            1 => t!(self, "date-tomorrow"),
            -1 => t!(self, "date-yesterday"),
            _ => self.long_day(moment),
        }
    }

    /// The same with the time, where one is known.
    #[must_use]
    pub fn near(&self, moment: Moment, today: Moment) -> String {
        let day = self.near_day(moment, today);
        match moment.time {
            Some(_) => t!(self, "date-and-time", day = day, time = self.time(moment)),
            None => day,
        }
    }
}
