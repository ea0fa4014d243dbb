//! What functions do with words. Places are counted in letters, never in bytes.

use regex_lite::{Regex, RegexBuilder};

/// The most bytes that a pattern may take when it is ready for use.
const PATTERN_SIZE: usize = 256 * 1024;

/// A pattern that must fit a text from its first to its last letter.
pub(super) fn pattern(pattern: &str) -> Result<Regex, String> {
    let whole = format!("^(?:{pattern})$");
    let built = RegexBuilder::new(&whole).size_limit(PATTERN_SIZE).nest_limit(30).build();
    built.map_err(|error| error.to_string())
}

/// The names of the choices that are selected.
pub(super) fn selected(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// From letter `start`, counted from 0, up to but without `end`; negative ones count from the end.
pub(super) fn substr(text: &str, start: f64, end: Option<f64>) -> String {
    let length = text.chars().count();
    let place = |at: f64| -> usize {
        let at = if at < 0.0 { at + length as f64 } else { at };
        (at.max(0.0) as usize).min(length)
    };
    let (start, end) = (place(start), end.map_or(length, place));
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// The `substring` of XPath: counted from 1, with halves rounded up, and NaN meets no letter.
pub(super) fn substring(text: &str, start: f64, length: Option<f64>) -> String {
    let start = (start + 0.5).floor();
    let end = length.map_or(f64::INFINITY, |length| start + (length + 0.5).floor());
    let is_meant = |at: usize| (at as f64) >= start && (at as f64) < end;
    text.chars().zip(1..).filter(|(_, at)| is_meant(*at)).map(|(letter, _)| letter).collect()
}

/// Each letter of `from` becomes the one at the same place of `to`, or none.
pub(super) fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let becomes = |letter: char| match from.chars().position(|known| known == letter) {
        Some(at) => to.get(at).copied(),
        None => Some(letter),
    };
    text.chars().filter_map(becomes).collect()
}

/// One blank between words and none around them.
pub(super) fn normalize_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
