//! The language of a page: texts by their names, numbers, days and hours.
//!
//! French is the source; a text that is missing elsewhere is a failed test, and until then its
//! French. Texts come from Fluent files in `assets`.

use std::fmt::Write;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Timelike};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use shared::time::Millis;
use unic_langid::LanguageIdentifier;

use crate::calendar;

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> =
    LazyLock::new(|| bundle("fr", assets::console::FRENCH, "\u{202f}"));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", assets::console::ENGLISH, ","));

/// A language that the desk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

/// What is put into a text.
pub enum Part<'a> {
    /// A number; it also chooses between one and many.
    Number(u64),
    /// A text as it is.
    Text(&'a str),
}

impl Tongue {
    /// The language with that code.
    pub fn of(code: &str) -> Self {
        if code == "en" { Self::English } else { Self::French }
    }

    /// The language that a browser asks for.
    pub fn of_browser(accepted: &str) -> Self {
        let first = accepted
            .split(',')
            .map(|one| one.trim().get(..2).unwrap_or_default().to_ascii_lowercase())
            .find(|code| code == "fr" || code == "en");
        Self::of(first.as_deref().unwrap_or("fr"))
    }

    /// The code of the language.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// A text.
    pub fn say(self, name: &str) -> String {
        self.with(name, &[])
    }

    /// A text about a number, `n` in the file.
    pub fn count(self, name: &str, n: u64) -> String {
        self.with(name, &[("n", Part::Number(n))])
    }

    /// A text with `x` in it.
    pub fn about(self, name: &str, x: &str) -> String {
        self.with(name, &[("x", Part::Text(x))])
    }

    /// A text with named parts.
    pub fn with(self, name: &str, parts: &[(&str, Part<'_>)]) -> String {
        self.find(name, parts).unwrap_or_else(|| name.to_owned())
    }

    /// A text, or `instead` where there is none of that name: for words that come from data.
    pub fn word(self, name: &str, instead: &str) -> String {
        self.find(name, &[]).unwrap_or_else(|| instead.to_owned())
    }

    /// A number as people read it.
    pub fn number(self, n: u64) -> String {
        group(n, if self == Self::French { "\u{202f}" } else { "," })
    }

    fn find(self, name: &str, parts: &[(&str, Part<'_>)]) -> Option<String> {
        let bundle = match self {
            Self::French => &*FRENCH,
            Self::English => &*ENGLISH,
        };
        let pattern = bundle.get_message(name)?.value()?;
        let mut args = FluentArgs::new();
        for (name, part) in parts {
            let value = match part {
                #[expect(clippy::cast_precision_loss, reason = "no count comes near to 2^53")]
                Part::Number(n) => FluentValue::from(*n as f64),
                Part::Text(text) => FluentValue::from(*text),
            };
            args.set(*name, value);
        }
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }

    /// A day with its year: 24 novembre 2026.
    pub fn date(self, day: NaiveDate) -> String {
        let month = self.say(&format!("month-{}", day.month()));
        format!("{} {month} {}", self.ordinal(day), day.year())
    }

    /// A day without its year: 24 novembre.
    pub fn day(self, day: NaiveDate) -> String {
        format!("{} {}", self.ordinal(day), self.say(&format!("month-{}", day.month())))
    }

    /// A day in the least room: lun. 16.
    pub fn short_day(self, day: NaiveDate) -> String {
        let weekday = self.say(&format!("weekday-{}-short", day.weekday().number_from_monday()));
        format!("{weekday} {}", day.day())
    }

    /// An instant in a list: the hour today, else the day as well.
    pub fn when(self, at: Millis, now: Millis) -> String {
        let (Some(at), Some(now)) = (calendar::local(at), calendar::local(now)) else {
            return String::new();
        };
        let hour = self.hour(&at);
        let days = now.date_naive().signed_duration_since(at.date_naive()).num_days();
        match days {
            0 => hour,
            1 => self.about("yesterday-at", &hour),
            2..=6 => format!("{}, {hour}", self.short_day(at.date_naive())),
            _ if at.year() == now.year() => {
                format!("{}, {hour}", self.day(at.date_naive()))
            }
            _ => self.date(at.date_naive()),
        }
    }

    /// An instant in full: mardi 24 novembre 2026, 13 h 40.
    pub fn long_when(self, at: Millis) -> String {
        let Some(at) = calendar::local(at) else { return String::new() };
        let weekday = self.say(&format!("weekday-{}", at.weekday().number_from_monday()));
        format!("{weekday} {}, {}", self.date(at.date_naive()), self.hour(&at))
    }

    fn hour(self, at: &impl Timelike) -> String {
        match self {
            Self::French => format!("{}\u{a0}h\u{a0}{:02}", at.hour(), at.minute()),
            Self::English => format!("{:02}:{:02}", at.hour(), at.minute()),
        }
    }

    fn ordinal(self, day: NaiveDate) -> String {
        match (self, day.day()) {
            (Self::French, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }
}

#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
fn bundle(language: &str, texts: &str, separator: &'static str) -> Bundle {
    let language: LanguageIdentifier = language.parse().expect("a language's code");
    let resource = FluentResource::try_new(texts.to_owned())
        .map_err(|(_, errors)| errors)
        .expect("the texts of the desk can be read");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if separator == "," { commas } else { spaces }));
    bundle.add_resource(resource).expect("every text of the desk stands once");
    bundle
}

fn spaces(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    whole(value).map(|n| group(n, "\u{202f}"))
}

fn commas(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    whole(value).map(|n| group(n, ","))
}

type Memoizer = intl_memoizer::concurrent::IntlLangMemoizer;

fn whole(value: &FluentValue<'_>) -> Option<u64> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it was a count before it came here"
        )]
        FluentValue::Number(FluentNumber { value, .. }) if *value >= 0.0 => Some(*value as u64),
        _ => None,
    }
}

/// Digits in groups of three.
fn group(n: u64, separator: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        let _ = write!(grouped, "{digit}");
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_days_and_hours_are_those_of_the_language() {
        let (fr, en) = (Tongue::French, Tongue::English);
        assert_eq!(fr.number(1_204_000), "1\u{202f}204\u{202f}000");
        assert_eq!(en.number(1_204), "1,204");
        let at = Millis(1_795_524_000_000);
        assert_eq!(fr.long_when(at), "mardi 24 novembre 2026, 13\u{a0}h\u{a0}40");
        assert_eq!(en.long_when(at), "Tuesday 24 November 2026, 13:40");
        assert_eq!(fr.when(at, at.plus(1)), "13\u{a0}h\u{a0}40");
        assert_eq!(fr.when(at, at.plus(Millis::DAY)), "hier, 13\u{a0}h\u{a0}40");
        assert_eq!(fr.when(Millis(i64::MAX), at), "");
        let first = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(fr.date(first), "1er décembre 2026");
    }

    #[test]
    fn the_browser_is_answered_in_a_language_that_it_knows() {
        assert_eq!(Tongue::of_browser("de-DE,de;q=0.9,en;q=0.8"), Tongue::English);
        assert_eq!(Tongue::of_browser("fr-FR,en"), Tongue::French);
        assert_eq!(Tongue::of_browser(""), Tongue::French);
        assert_eq!(Tongue::of_browser("é"), Tongue::French);
    }
}
