//! Texts in several languages, with answers in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One text in the languages that its author gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, String>);

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words as they stand.
    Words(&'t str),
    /// `${name}`: the answer to a question.
    Answer(&'t str),
}

impl Texts {
    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets the text of a language; an empty one is none.
    pub fn set(&mut self, language: &str, text: &str) {
        if !text.is_empty() {
            self.0.insert(language.to_owned(), text.to_owned());
        }
    }

    /// The text in a language or, where it has none, in the first of these that has one.
    #[must_use]
    pub fn get(&self, language: &str, others: &[String]) -> Option<&str> {
        let own = self.0.get(language);
        own.or_else(|| others.iter().find_map(|other| self.0.get(other)))
            .or_else(|| self.0.values().next())
            .map(String::as_str)
    }

    /// Languages and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }
}

/// The pieces of a text. What only looks like `${name}` stays words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|ahead| ahead.find("${")) {
        let at = from + at;
        let name = rest.get(at + 2..).and_then(|ahead| ahead.split_once('}'));
        let name = name.filter(|(name, _)| is_name(name));
        let Some((name, after)) = name else {
            from = at + 2;
            continue;
        };
        if let Some(words) = rest.get(..at).filter(|words| !words.is_empty()) {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Answer(name));
        (rest, from) = (after, 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_to_a_language_that_has_one() {
        let mut texts = Texts::default();
        texts.set("Français (fr)", "Bonjour");
        texts.set("English (en)", "Hello");
        texts.set("Türkçe (tr)", "");
        let order = ["English (en)".to_owned(), "Français (fr)".to_owned()];
        assert_eq!(texts.get("Français (fr)", &order), Some("Bonjour"));
        assert_eq!(texts.get("Türkçe (tr)", &order), Some("Hello"));
        assert_eq!(texts.get("", &[]), Some("Hello"));
        assert_eq!(Texts::default().get("", &order), None);
    }

    #[test]
    fn answers_stand_in_texts() {
        use Piece::{Answer, Words};
        assert_eq!(pieces("Bonjour ${name} !"), [Words("Bonjour "), Answer("name"), Words(" !")]);
        assert_eq!(pieces("${a}${b}"), [Answer("a"), Answer("b")]);
        assert_eq!(pieces("5 $ ${ a } ${c}"), [Words("5 $ ${ a } "), Answer("c")]);
        assert_eq!(pieces("${"), [Words("${")]);
        assert_eq!(pieces(""), []);
    }
}
