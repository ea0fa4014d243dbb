//! The single fields of a row: names, numbers, suffixes, dates.

use chrono::NaiveDate;

use super::communes::digits;
use super::{AddressFault, Mend};

const LONGEST_NAME: usize = 200;
/// The format's way to publish a street that has no numbers.
const NO_NUMBER: u32 = 99_999;

pub(super) fn read_name(text: &str, empty: AddressFault) -> Result<String, AddressFault> {
    if text.is_empty() {
        return Err(empty);
    }
    let unreadable = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
    if text.contains(unreadable) || text.chars().count() > LONGEST_NAME {
        return Err(AddressFault::NameUnfit(text.chars().take(LONGEST_NAME).collect()));
    }
    Ok(text.to_owned())
}

/// The number, and the suffix if it was written in the same field.
pub(super) fn read_number(
    text: &str,
    street: &str,
    mends: &mut Vec<Mend>,
) -> Result<(u32, Option<String>), AddressFault> {
    if text.is_empty() {
        return Err(AddressFault::NumberMissing);
    }
    let invalid = || AddressFault::NumberInvalid(text.to_owned());
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number = match digits(number).filter(|_| !number.is_empty()) {
        Some(number @ 0..=9999) => number,
        Some(NO_NUMBER) if rest.is_empty() => {
            return Err(AddressFault::StreetWithoutNumbers(street.to_owned()));
        }
        _ => return Err(invalid()),
    };
    if rest.is_empty() {
        return Ok((number, None));
    }
    // A spreadsheet's 163,0000000000; any other fraction is no number of a house.
    if let Some(fraction) = rest.strip_prefix([',', '.']) {
        if fraction.is_empty() || fraction.bytes().any(|byte| byte != b'0') {
            return Err(invalid());
        }
        mends.push(Mend::NumberForm(text.to_owned(), number));
        return Ok((number, None));
    }
    let suffix = read_suffix(rest.trim_start()).map_err(|_| invalid())?;
    mends.push(Mend::NumberWithSuffix(text.to_owned(), number, suffix.clone()));
    Ok((number, Some(suffix)))
}

/// A suffix of one to four letters and digits that begins with a letter, or one of the two longer
/// words that count on from `bis` and `ter`.
pub(super) fn read_suffix(text: &str) -> Result<String, AddressFault> {
    let suffix = text.to_ascii_lowercase();
    let short = suffix.len() <= 4
        && suffix.starts_with(|c: char| c.is_ascii_lowercase())
        && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if short || matches!(suffix.as_str(), "quater" | "quinquies") {
        Ok(suffix)
    } else {
        Err(AddressFault::SuffixInvalid(text.to_owned()))
    }
}

/// An unknown word is dropped: it says what the coordinates point at, and no building hangs on it.
pub(super) fn read_kind(text: &str, mends: &mut Vec<Mend>) -> Option<String> {
    const KNOWN: [&str; 8] = [
        "bâtiment",
        "cage d'escalier",
        "délivrance postale",
        "entrée",
        "logement",
        "parcelle",
        "segment",
        "service technique",
    ];
    if text.is_empty() {
        return None;
    }
    let kind = text.to_lowercase().replace('’', "'");
    let known = KNOWN.contains(&kind.as_str()).then_some(kind);
    if known.is_none() {
        mends.push(Mend::PositionKind(text.to_owned()));
    }
    known
}

/// A date decides between rows that repeat an address, and no building hangs on it.
pub(super) fn read_date(text: &str, mends: &mut Vec<Mend>) -> Option<NaiveDate> {
    const PROPER: &str = "%Y-%m-%d";
    const FORMS: [&str; 3] = [PROPER, "%Y.%m.%d", "%d/%m/%Y"];
    if text.is_empty() {
        return None;
    }
    // The parser is generous with signs and padding; a date counts if it is written back the same.
    let read = |form: &&'static str| {
        let date = NaiveDate::parse_from_str(text, form).ok()?;
        (date.format(form).to_string() == text).then_some((*form, date))
    };
    let Some((form, date)) = FORMS.iter().find_map(read) else {
        mends.push(Mend::DateDropped(text.to_owned()));
        return None;
    };
    if form != PROPER {
        mends.push(Mend::DateForm(text.to_owned(), date));
    }
    Some(date)
}
