//! Answers that are ready for a supervisor's question: what it offers itself, spans of time where it
//! asks since when, else yes and no. Whoever wants to say something else types it.

use super::place::capital;
use crate::i18n::{Texts, t};

/// More words, or more letters, are no answer that one taps.
const WORDS: usize = 5;
const LETTERS: usize = 32;
/// What asks for a time, in the languages that a desk writes.
const WHEN: [&str; 5] = ["quand", "combien de temps", "how long", "since when", "when"];
/// What stands between two offers.
const OR: [&str; 2] = [" ou ", " or "];

/// The answers to offer for a question, each as it is sent.
pub(crate) fn ready(texts: &Texts, question: &str) -> Vec<String> {
    let mut answers = offers(question).map(Vec::from).unwrap_or_else(|| {
        if is_when(question) {
            vec![
                t!(texts, "visits-answer-days"),
                t!(texts, "visits-answer-weeks"),
                t!(texts, "visits-answer-months"),
            ]
        } else {
            vec![t!(texts, "visits-answer-yes"), t!(texts, "visits-answer-no")]
        }
    });
    answers.push(t!(texts, "visits-answer-unknown"));
    answers.push(t!(texts, "visits-answer-ask"));
    answers
}

fn is_when(question: &str) -> bool {
    let question = question.to_lowercase();
    WHEN.iter().any(|word| question.contains(word))
}

/// The two things between which a question chooses: `dans la cuisine` and `dans la salle de bains`.
/// The first begins where it says the same as the second; nothing where that cannot be told.
fn offers(question: &str) -> Option<[String; 2]> {
    let end = question.rfind('?')?;
    let asked = question.get(..end)?;
    let begin = asked.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    let asked = asked.get(begin..)?.trim();
    let (first, second) = OR.iter().find_map(|or| asked.split_once(or))?;
    if asked.contains([',', ';', ':']) || OR.iter().any(|or| second.contains(or)) {
        return None;
    }
    let first: Vec<&str> = first.split_whitespace().collect();
    let second: Vec<&str> = second.split_whitespace().collect();
    let opening = second.first()?.to_lowercase();
    let same = first.iter().rposition(|word| word.to_lowercase() == opening);
    let from = match same {
        Some(from) => from,
        None if second.len() == 1 => first.len().checked_sub(1)?,
        None => return None,
    };
    let offers = [first.get(from..)?, &second].map(|words| capital(&words.join(" ")));
    let is_short = |offer: &String| {
        offer.split_whitespace().count() <= WORDS && offer.chars().count() <= LETTERS
    };
    offers.iter().all(is_short).then_some(offers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn offered(question: &str) -> Vec<String> {
        let answers = ready(&Texts::new(Language::French), question);
        answers.into_iter().rev().skip(2).rev().collect()
    }

    #[test]
    fn a_question_that_offers_two_things_is_answered_with_them() {
        let question =
            "Vous avez noté « fuite ». C’est dans la cuisine ou dans la salle de bains\u{202f}?";
        assert_eq!(offered(question), ["Dans la cuisine", "Dans la salle de bains"]);
        assert_eq!(offered("Le matin ou le soir ?"), ["Le matin", "Le soir"]);
        assert_eq!(offered("Fuite ou humidité ?"), ["Fuite", "Humidité"]);
    }

    #[test]
    fn what_cannot_be_told_apart_is_answered_with_yes_and_no() {
        for question in [
            "A-t-elle appelé le gardien\u{202f}?",
            "Cuisine, salle de bains ou toilettes ?",
            "Pouvez-vous repasser, ou appeler ?",
            "Ou est-ce fini",
            "",
        ] {
            assert_eq!(offered(question), ["Oui", "Non"], "{question}");
        }
    }

    #[test]
    fn a_question_about_time_is_answered_with_spans() {
        assert_eq!(offered("Depuis quand ?").len(), 3);
        assert_eq!(offered("Depuis combien de temps le chauffage est-il coupé ?").len(), 3);
    }
}
