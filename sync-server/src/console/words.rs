//! Words for what the records say: outcomes, themes, languages, doors.

use shared::record::Outcome;

use super::tongue::{Part, Tongue};
use crate::store::{BuildingLine, VisitLine};

/// The outcomes in the order in which they are told.
pub(super) const OUTCOMES: [Outcome; 6] = [
    Outcome::Met,
    Outcome::Absent,
    Outcome::ComeBack,
    Outcome::Refused,
    Outcome::Inaccessible,
    Outcome::Vacant,
];

/// The themes of needs, as the phones offer them.
pub(super) const THEMES: [&str; 17] = [
    "chauffage",
    "humidite",
    "ascenseur",
    "charges",
    "eau",
    "demarches-en-ligne",
    "bruit",
    "proprete",
    "dechets",
    "nuisibles",
    "sante",
    "emploi",
    "ecole",
    "securite",
    "isolement",
    "mutation",
    "autre",
];

/// The languages that neighbors most often speak at the doors.
pub(super) const LANGUAGES: [&str; 12] =
    ["fr", "ar", "tr", "pt", "en", "es", "bm", "wo", "ta", "ro", "zh", "ur"];

/// The name of the style and the drawing of a state.
pub(super) fn state(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Absent => "absent",
        Outcome::ComeBack => "comeback",
        Outcome::Refused => "refused",
        Outcome::Inaccessible => "blocked",
        Outcome::Vacant => "vacant",
    }
}

/// The drawing of a state.
pub(super) fn icon(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "check",
        Outcome::Absent => "dash",
        Outcome::ComeBack => "again",
        Outcome::Refused => "x",
        Outcome::Inaccessible => "lock",
        Outcome::Vacant => "dots",
    }
}

impl Tongue {
    pub(super) fn outcome(self, outcome: Outcome) -> String {
        self.say(&format!("outcome-{}", state(outcome)))
    }

    pub(super) fn theme(self, code: &str) -> String {
        self.word(&format!("need-{code}"), code)
    }

    pub(super) fn language(self, code: &str) -> String {
        self.word(&format!("language-{code}"), code)
    }

    /// A street with its number: 12 rue des Lilas.
    pub(super) fn street(self, number: &str, street: &str) -> String {
        if number.is_empty() { street.to_owned() } else { format!("{number} {street}") }
    }

    pub(super) fn building(self, line: &BuildingLine) -> String {
        self.street(&line.number, &line.street)
    }

    /// Porte 42, 12 rue des Lilas.
    pub(super) fn door(self, line: &VisitLine) -> String {
        let street = self.street(&line.number, &line.street);
        self.with("door", &[("label", Part::Text(&line.label)), ("street", Part::Text(&street))])
    }
}

/// A text whose `*strong*` parts are strong, safe to stand in a page.
pub(super) fn strong(text: &str) -> String {
    let mut html = String::new();
    for (index, part) in text.split('*').enumerate() {
        let part = escaped(part);
        if index % 2 == 1 {
            html += &format!("<b>{part}</b>");
        } else {
            html += &part;
        }
    }
    html
}

/// A text safe to stand in a page.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

/// A note with the words that the guard found marked, safe to stand in a page.
pub(super) fn marked(note: &str) -> String {
    let mut html = String::new();
    let mut at = 0;
    for found in shared::guard::check(note) {
        let before = note.get(at..found.range.start).unwrap_or_default();
        html += &escaped(before);
        html += &format!("<mark>{}</mark>", escaped(found.words(note)));
        at = found.range.end.max(at);
    }
    html + &escaped(note.get(at..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(strong("*1* < 2 & '3'"), "<b>1</b> &lt; 2 &amp; &#39;3&#39;");
        assert_eq!(marked("<b>fuite</b>"), "&lt;b&gt;fuite&lt;/b&gt;");
        assert!(marked("Elle est malade.").contains("<mark>"));
    }
}
