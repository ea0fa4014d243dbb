//! What the column `type` asks for, and which types of other programs are not taken, with the
//! reason.

use shared::questionnaire::{Pick, Sort};

/// What a type asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A question of this sort.
    Plain(Sort),
    /// Choices of a list of the sheet `choices`.
    Select {
        pick: Pick,
        list: String,
        or_other: bool,
    },
    /// Choices of a file.
    FromFile {
        pick: Pick,
        file: String,
    },
    Open(Block),
    Close(Block),
    /// Something that other programs have.
    Refused(&'static str),
    /// A select without its list.
    NoList,
    Unknown,
}

/// What is opened and closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Group,
    Repeat,
    /// A loop of an older time, which is refused with all in it.
    Loop,
}

impl Block {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        }
    }
}

const TRACKING: &str = "Palier asks for no positions, so that nobody can be tracked";
const PRIVACY: &str = "it would tell something of the phone or its owner that no visit needs";
const SOUND: &str = "only photographs are taken at a door: no sound and no film of residents";
const NO_FILE: &str = "only photographs can be attached to a visit";

/// Reads a type.
pub(super) fn kind(text: &str) -> Kind {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = text.to_lowercase().replace('_', " ");
    let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(kind) = block(&lower).or_else(|| select(&words)) {
        return kind;
    }
    match lower.as_str() {
        "text" | "string" => Kind::Plain(Sort::Text),
        "integer" | "int" => Kind::Plain(Sort::Integer),
        "decimal" => Kind::Plain(Sort::Decimal),
        "date" => Kind::Plain(Sort::Date),
        "time" => Kind::Plain(Sort::Time),
        "datetime" | "date time" => Kind::Plain(Sort::DateTime),
        "note" => Kind::Plain(Sort::Note),
        "range" => Kind::Plain(Sort::Range { start: 1.0, end: 10.0, step: 1.0 }),
        "acknowledge" | "trigger" => Kind::Plain(Sort::Acknowledge),
        "calculate" => Kind::Plain(Sort::Calculate),
        "hidden" => Kind::Plain(Sort::Hidden),
        "image" | "photo" => Kind::Plain(Sort::Image),
        "barcode" => Kind::Plain(Sort::Barcode),
        "start" => Kind::Plain(Sort::Start),
        "end" => Kind::Plain(Sort::End),
        "today" => Kind::Plain(Sort::Today),
        "username" | "uri:username" => Kind::Plain(Sort::Username),
        "geopoint"
        | "geotrace"
        | "geoshape"
        | "gps"
        | "location"
        | "osm"
        | "start-geopoint"
        | "background-geopoint" => Kind::Refused(TRACKING),
        "audit" => Kind::Refused("a log of each tap would watch the neighbor at work"),
        "deviceid" | "device id" | "imei" | "subscriberid" | "simserial" | "sim id"
        | "phonenumber" | "phone number" | "email" | "uri:deviceid" | "uri:subscriberid"
        | "uri:simserial" | "uri:phonenumber" | "uri:email" => Kind::Refused(PRIVACY),
        "audio" | "video" | "background-audio" => Kind::Refused(SOUND),
        "file" => Kind::Refused(NO_FILE),
        "csv-external" | "xml-external" => {
            Kind::Refused("put the file in a list with select_one_from_file")
        }
        "percentage" => Kind::Refused("write integer, with a constraint"),
        _ => Kind::Unknown,
    }
}

fn block(lower: &str) -> Option<Kind> {
    let (verb, what) = lower.split_once(' ')?;
    let block = match what {
        "group" => Block::Group,
        "repeat" => Block::Repeat,
        _ if what == "loop" || what.starts_with("loop over") => Block::Loop,
        _ => return None,
    };
    match verb {
        "begin" => Some(Kind::Open(block)),
        "end" => Some(Kind::Close(block)),
        _ => None,
    }
}

fn select(words: &[&str]) -> Option<Kind> {
    let first = words.first()?.to_lowercase();
    let (head, rest) = match (first.as_str(), words.get(1)) {
        // `select one list` in two words.
        ("select", Some(second)) => (format!("select_{}", second.to_lowercase()), words.get(2..)?),
        _ => (first, words.get(1..)?),
    };
    let (rest, or_other) = match rest {
        [rest @ .., last] if matches!(last.to_lowercase().as_str(), "or_other" | "or_specify") => {
            (rest, true)
        }
        [rest @ .., or, other]
            if or.eq_ignore_ascii_case("or") && other.eq_ignore_ascii_case("other") =>
        {
            (rest, true)
        }
        rest => (rest, false),
    };
    let (pick, is_file) = match head.as_str() {
        "select_one" | "select1" => (Pick::One, false),
        "select_multiple" => (Pick::Several, false),
        "rank" => (Pick::Rank, false),
        "select_one_from_file" => (Pick::One, true),
        "select_multiple_from_file" => (Pick::Several, true),
        "select_one_external" => {
            return Some(Kind::Refused("write select_one_from_file and a file of choices"));
        }
        _ => return None,
    };
    Some(match rest {
        [list] if is_file => Kind::FromFile { pick, file: (*list).to_owned() },
        [list] if list.starts_with("${") => {
            Kind::Refused("choices come from a list, not from the answers of a repeat")
        }
        [list] => Kind::Select { pick, list: (*list).to_owned(), or_other },
        [] => Kind::NoList,
        _ => Kind::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_in_their_spellings() {
        let yes_no = |or_other| Kind::Select { pick: Pick::One, list: "yes_no".into(), or_other };
        assert_eq!(kind("select_one yes_no"), yes_no(false));
        assert_eq!(kind("select one  yes_no"), yes_no(false));
        assert_eq!(kind("Select_One yes_no or_other"), yes_no(true));
        assert_eq!(kind("select_one yes_no or other"), yes_no(true));
        assert_eq!(kind("select_one"), Kind::NoList);
        assert_eq!(kind("select_one a b"), Kind::Unknown);
        assert_eq!(kind("begin_group"), Kind::Open(Block::Group));
        assert_eq!(kind("end  repeat"), Kind::Close(Block::Repeat));
        assert_eq!(kind("end"), Kind::Plain(Sort::End));
        assert_eq!(kind("dateTime"), Kind::Plain(Sort::DateTime));
        assert_eq!(kind("geopoint"), Kind::Refused(TRACKING));
        assert_eq!(kind("telepathy"), Kind::Unknown);
    }
}
