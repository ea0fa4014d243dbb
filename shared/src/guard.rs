//! The note guard: which words of a note speak of what the law protects most.
//!
//! Health, origin, religion, politics and offences may only be written down with the resident's
//! express consent. The phone warns while a note is typed and says why; the desk shows notes with
//! such words first. Nothing is forbidden here and nothing is changed: [`check`] only tells where
//! the words stand. Case and accents do not matter, words count whole, and plural and feminine
//! follow from the listed form. The lists are in `words`.

use std::ops::Range;

mod fold;
mod index;
mod words;

use fold::{fold, without_article};
use index::INDEX;

/// What a word speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Illness, disability, pregnancy, treatment.
    Health,
    /// Nationality, ethnic origin, the right to stay.
    Origin,
    /// Belief and its practice.
    Religion,
    /// Opinions, parties, unions.
    Politics,
    /// Offences, convictions, prison.
    Offence,
}

impl Topic {
    /// All of them, in the order of the law.
    pub const ALL: [Self; 5] =
        [Self::Health, Self::Origin, Self::Religion, Self::Politics, Self::Offence];

    /// A stable word, for a message key or a column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Origin => "origin",
            Self::Religion => "religion",
            Self::Politics => "politics",
            Self::Offence => "offence",
        }
    }
}

/// One place in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes of the note that it covers: whole words, as they were typed.
    pub range: Range<usize>,
    /// What they speak of.
    pub topic: Topic,
}

impl Found {
    /// The words as they were typed.
    #[must_use]
    pub fn words<'a>(&self, note: &'a str) -> &'a str {
        note.get(self.range.clone()).unwrap_or_default()
    }
}

/// The words of `note` that speak of something protected, in the order in which they stand.
#[must_use]
pub fn check(note: &str) -> Vec<Found> {
    let words = split(note);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(rest) = words.get(index..).filter(|rest| !rest.is_empty()) {
        let before = words.get(index.saturating_sub(4)..index).unwrap_or_default();
        match longest(rest, before) {
            Some((length, topic)) => {
                let last = rest.get(length - 1).or(rest.first());
                let start = rest.first().map_or(0, |word| word.range.start);
                let end = last.map_or(start, |word| word.range.end);
                found.push(Found { range: start..end, topic });
                index += length;
            }
            None => index += 1,
        }
    }
    found
}

/// `note` without what one finding covers, and without the blank that would be left double.
#[must_use]
pub fn without(note: &str, found: &Found) -> String {
    let before = note.get(..found.range.start).unwrap_or_default();
    let after = note.get(found.range.end..).unwrap_or_default();
    if before.is_empty() || before.ends_with(char::is_whitespace) {
        format!("{before}{}", after.trim_start_matches(' '))
    } else {
        format!("{before}{after}")
    }
}

/// A word of a note, folded.
struct Word {
    folded: String,
    range: Range<usize>,
}

fn split(note: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = note.char_indices().chain([(note.len(), ' ')]);
    for (at, char) in ends {
        match (fold::is_of_word(char), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let folded = fold(note.get(from..at).unwrap_or_default());
                words.push(Word { folded, range: from..at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The longest entry that `rest` begins with: how many words, and what of. Of equal ones it is the
/// first of the lists.
fn longest(rest: &[Word], before: &[Word]) -> Option<(usize, Topic)> {
    let mut best = None;
    for entry in INDEX.beginning_like(&rest.first()?.folded) {
        let length = entry.forms.len();
        if best.is_none_or(|(longest, _)| length > longest)
            && rest.len() >= length
            && entry.forms.iter().zip(rest).all(|(form, word)| matches(form, &word.folded))
            && !names_a_language(entry.whole, before)
        {
            best = Some((length, entry.topic));
        }
    }
    best
}

/// Whether a listed form is the word: `form*` for any ending, else plural and feminine only.
fn matches(form: &str, word: &str) -> bool {
    let bare = without_article(word);
    match form.strip_suffix('*') {
        Some(stem) => word.starts_with(stem) || bare.starts_with(stem),
        None => stem(word) == stem(form) || bare == form,
    }
}

/// Without the `s`, `x` or `e` of a plural or a feminine; short words keep theirs, so that `rom`
/// is not `Rome`.
fn stem(word: &str) -> &str {
    let word = match word.len() {
        4.. => word.strip_suffix(['s', 'x']).unwrap_or(word),
        _ => word,
    };
    if word.len() >= 6 { word.strip_suffix('e').unwrap_or(word) } else { word }
}

/// `parle turc` tells the language of a talk, which may be kept, and not where somebody comes from.
fn names_a_language(entry: &str, before: &[Word]) -> bool {
    words::LANGUAGES.contains(&entry)
        && before.iter().any(|word| words::SPEAKING.contains(&word.folded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(note: &str) -> Vec<(&str, Topic)> {
        check(note).iter().map(|found| (found.words(note), found.topic)).collect()
    }

    #[test]
    fn a_word_is_found_where_it_stands() {
        let note = "La dame est diabétique. Elle demande un rendez-vous rapide.";
        assert_eq!(topics(note), [("diabétique", Topic::Health)]);
        assert_eq!(
            without(note, &check(note)[0]),
            "La dame est . Elle demande un rendez-vous rapide."
        );
        assert_eq!(without("Diabétique, seule", &check("Diabétique, seule")[0]), ", seule");
    }

    #[test]
    fn case_accents_number_and_gender_do_not_matter() {
        for health in
            ["DIABETIQUES", "diabe\u{301}tique", "Handicapée", "handicapés", "Cœur malade"]
        {
            assert_eq!(check(health).len(), 1, "{health}");
        }
        assert_eq!(topics("des voisines musulmanes"), [("musulmanes", Topic::Religion)]);
        assert_eq!(topics("l’islam"), [("islam", Topic::Religion)]);
    }

    #[test]
    fn words_count_whole() {
        for harmless in [
            "Elle part à Rome en mai.",
            "Le volet est cassé, la voisine est voilà.",
            "Demande un médiateur pour la facture d’eau.",
            "Le radiateur est froid, l’ascenseur est en panne.",
            "Tableau noir dans le hall.",
            "Le cancre du quartier a râpé du fromage.",
        ] {
            assert_eq!(topics(harmless), [], "{harmless}");
        }
    }

    #[test]
    fn several_words_make_one_finding() {
        assert_eq!(topics("Il est sans-papiers."), [("sans-papiers", Topic::Origin)]);
        assert_eq!(topics("en garde à vue"), [("garde à vue", Topic::Offence)]);
        assert_eq!(topics("Témoins de Jéhovah"), [("Témoins de Jéhovah", Topic::Religion)]);
    }

    #[test]
    fn a_language_spoken_is_no_origin() {
        assert_eq!(topics("Parle turc et aussi arabe."), []);
        assert_eq!(topics("Elle parle arabe."), []);
        assert_eq!(topics("On a parlé en portugais."), []);
        assert_eq!(topics("Une famille turque"), [("turque", Topic::Origin)]);
    }

    #[test]
    fn the_other_languages_are_heard_too() {
        assert_eq!(topics("She is pregnant"), [("pregnant", Topic::Health)]);
        assert_eq!(topics("Ele é católico"), [("católico", Topic::Religion)]);
        assert_eq!(topics("Şeker hastası"), [("Şeker hastası", Topic::Health)]);
        assert_eq!(topics("السيدة حامل"), [("حامل", Topic::Health)]);
        assert_eq!(topics("جار مُسْلِم"), [("مُسْلِم", Topic::Religion)]);
        assert_eq!(topics("في السجن"), [("السجن", Topic::Offence)]);
    }

    #[test]
    fn each_topic_has_words_and_each_word_is_folded() {
        for topic in Topic::ALL {
            assert!(words::of(topic).clone().count() > 20, "{topic:?}");
            for entry in words::of(topic) {
                let bare = entry.replace('*', "");
                assert_eq!(
                    fold(&bare),
                    bare,
                    "{topic:?}: {entry} is not written as it is compared"
                );
                assert_eq!(check(&bare).first().map(|found| found.range.len()), Some(bare.len()));
            }
        }
    }

    /// The index leaves out nothing that reading all lists would find.
    #[test]
    fn the_index_finds_what_the_lists_hold() {
        let forms: Vec<&str> = Topic::ALL
            .into_iter()
            .flat_map(|topic| words::of(topic).flat_map(|entry| entry.split(' ')))
            .collect();
        let ends = ["", "es", "que"];
        let begins = ["", "وال"];
        for form in &forms {
            let bare = form.trim_end_matches('*');
            for (begin, end) in begins.iter().flat_map(|begin| ends.map(|end| (begin, end))) {
                let word = format!("{begin}{bare}{end}");
                let found: Vec<_> =
                    INDEX.beginning_like(&word).map(|entry| (entry.topic, entry.whole)).collect();
                let all = Topic::ALL.into_iter().flat_map(|topic| {
                    words::of(topic)
                        .filter(|entry| matches(entry.split(' ').next().unwrap(), &word))
                        .map(move |entry| (topic, entry))
                });
                assert_eq!(found, all.collect::<Vec<_>>(), "{word}");
            }
        }
    }

    #[test]
    fn any_text_is_borne() {
        for text in ["", " ", "é", "\u{301}", "😀 diabète 😀", "ا", "و", "الال"] {
            for found in check(text) {
                assert!(!found.words(text).is_empty());
            }
        }
    }
}
