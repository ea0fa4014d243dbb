//! The texts are whole: every language has what French has, with the same values in it; every
//! message has a user, and every user its message.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use super::*;

/// The messages of a language: the values that each names, and its selections.
type Messages = BTreeMap<String, Message>;

#[derive(Default, Debug)]
struct Message {
    values: BTreeSet<String>,
    /// The keys of each selection.
    selections: Vec<BTreeSet<String>>,
}

#[test]
fn every_language_says_what_french_says() {
    let french = messages(Language::French);
    let mut complaint = String::new();
    for language in Language::ALL {
        let others = messages(language);
        for id in french.keys().filter(|id| !others.contains_key(*id)) {
            complaint += &format!("{}: {id} is missing\n", language.code());
        }
        for (id, message) in &others {
            match french.get(id) {
                None => complaint += &format!("{}: {id} is not in French\n", language.code()),
                Some(source) if source.values != message.values => {
                    complaint += &format!(
                        "{}: {id} names {:?}, French {:?}\n",
                        language.code(),
                        message.values,
                        source.values
                    );
                }
                Some(_) => {}
            }
        }
    }
    assert!(complaint.is_empty(), "\n{complaint}");
}

#[test]
fn every_message_has_a_user_and_every_user_its_values() {
    let french = messages(Language::French);
    let mut used: BTreeMap<String, Vec<BTreeSet<String>>> = BTreeMap::new();
    for (id, values) in uses() {
        used.entry(id).or_default().push(values);
    }
    for family in family::ALL {
        for member in family.members {
            used.entry(family.id(member)).or_default().push(BTreeSet::new());
        }
        assert!(family.members.contains(&family.other), "{family:?}");
    }
    let mut complaint = String::new();
    for (id, message) in &french {
        match used.get(id) {
            None => complaint += &format!("{id} has no user\n"),
            Some(uses) => {
                for given in uses.iter().filter(|given| **given != message.values) {
                    complaint += &format!("{id} is given {given:?}, names {:?}\n", message.values);
                }
            }
        }
    }
    for id in used.keys().filter(|id| !french.contains_key(*id)) {
        complaint += &format!("{id} is used, and is no message\n");
    }
    assert!(complaint.is_empty(), "\n{complaint}");
}

#[test]
fn counts_have_the_forms_that_their_language_asks_for() {
    let forms: [(Language, &[&str]); 5] = [
        (Language::French, &["one", "other"]),
        (Language::English, &["one", "other"]),
        (Language::Arabic, &["zero", "one", "two", "few", "many", "other"]),
        (Language::Turkish, &["one", "other"]),
        (Language::Portuguese, &["one", "other"]),
    ];
    let french = messages(Language::French);
    let is_count = |keys: &BTreeSet<String>| keys.contains("one");
    for (language, forms) in forms {
        for (id, message) in messages(language) {
            let counts = french.get(&id).is_some_and(|one| one.selections.iter().any(is_count));
            if !counts {
                continue;
            }
            assert!(!message.selections.is_empty(), "{}: {id} has one form only", language.code());
            for keys in message.selections.iter().filter(|keys| is_count(keys)) {
                let wanted = forms.iter().filter(|form| **form != "zero" || !keys.contains("0"));
                let lacking: Vec<_> = wanted.filter(|form| !keys.contains(**form)).collect();
                assert!(lacking.is_empty(), "{}: {id} lacks {lacking:?}", language.code());
            }
        }
    }
}

#[test]
fn french_is_set_as_it_should_be() {
    let source = Language::French.source();
    for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let number = number + 1;
        assert!(!line.contains('\''), "line {number} has a straight apostrophe: {line}");
        let Some((_, text)) = line.split_once(" = ") else {
            continue;
        };
        for mark in ['?', '!', ';', '»'] {
            let loose = format!(" {mark}");
            assert!(!text.contains(&loose), "line {number} can break before {mark}: {line}");
        }
        assert!(!text.contains('!'), "line {number} shouts: {line}");
        // The data page is read aloud as a text; all else is said at a glance.
        if !line.starts_with("data-") {
            for sentence in text.split(['.', '?', ':']) {
                let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
                let words = sentence.split([' ', '\u{a0}']).filter(is_word).count();
                assert!(words < 12, "line {number} has a sentence of {words} words: {line}");
            }
        }
    }
}

#[test]
fn texts_are_said_with_their_numbers_and_days() {
    let french = Texts::new(Language::French);
    assert_eq!(t!(french, "today-waiting", count = 1), "1 visite à envoyer");
    assert_eq!(t!(french, "today-waiting", count = 12), "12 visites à envoyer");
    let arabic = Texts::new(Language::Arabic);
    let forms: BTreeSet<String> = [0, 1, 2, 5, 11, 100]
        .iter()
        .map(|count| {
            let text = t!(arabic, "today-waiting", count = *count);
            text.chars().filter(|char| !char.is_ascii_digit()).collect()
        })
        .collect();
    assert_eq!(forms.len(), 6, "{forms:?}");

    let moment = Moment::parse("2026-12-01T14:05").unwrap();
    assert_eq!(moment.text(), "2026-12-01T14:05");
    assert_eq!(french.long_day(moment), "mardi 1ᵉʳ\u{a0}décembre");
    assert_eq!(spoken(&french.day(moment)), "1er\u{a0}décembre");
    assert_eq!(french.time(moment), "14\u{a0}h\u{a0}05");
    assert_eq!(french.near_day(moment, moment.plus_days(1)), "hier");
    assert_eq!(french.of(STATE, "come_back"), "Repasser");
    assert_eq!(french.of(STATE, "a word of a later server"), "À voir");
    // A day stands within another sentence, which does not see into what stands apart in it.
    for day in [arabic.day(moment), arabic.long_day(moment)] {
        assert!(day.starts_with('\u{200f}'), "{day:?}");
    }
    assert_eq!(Language::of_tag("pt-BR"), Some(Language::Portuguese));
    assert_eq!(Language::of_tag("de"), None);
}

fn messages(language: Language) -> Messages {
    let source = language.source();
    let resource = parser::parse(source.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.code()));
    let mut messages = Messages::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut found = Message::default();
        if let Some(pattern) = &message.value {
            read(pattern, &mut found);
        }
        let id = message.id.name.to_owned();
        assert!(messages.insert(id, found).is_none(), "{} twice", message.id.name);
    }
    messages
}

fn read(pattern: &Pattern<&str>, found: &mut Message) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => read_inline(inline, found),
            Expression::Select { selector, variants } => {
                read_inline(selector, found);
                let key = |key: &VariantKey<&str>| match key {
                    VariantKey::Identifier { name } => (*name).to_owned(),
                    VariantKey::NumberLiteral { value } => (*value).to_owned(),
                };
                found.selections.push(variants.iter().map(|variant| key(&variant.key)).collect());
                for variant in variants {
                    read(&variant.value, found);
                }
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, found: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.values.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. }, ..
        } => {
            for inline in positional {
                read_inline(inline, found);
            }
        }
        _ => {}
    }
}

/// Each `t!(texts, "id", value = …)` of the sources, with the names of its values.
fn uses() -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for folder in ["src/ui", "src/i18n"] {
        read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui.rs");
    found.extend(uses_in(&fs::read_to_string(app).unwrap()));
    assert!(found.len() > 100, "the sources were not read");
    found
}

fn read_folder(folder: &Path, found: &mut Vec<(String, BTreeSet<String>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, found);
        } else if !path.ends_with("tests.rs") {
            found.extend(uses_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

fn uses_in(source: &str) -> impl Iterator<Item = (String, BTreeSet<String>)> {
    source.split("t!(").skip(1).filter_map(one_use)
}

/// What stands between the brackets: the texts, the id as a literal, then values by name.
fn one_use(rest: &str) -> Option<(String, BTreeSet<String>)> {
    let mut depth = 1;
    let mut in_text = false;
    let mut parts = vec![String::new()];
    for char in rest.chars() {
        match char {
            '"' => in_text = !in_text,
            '(' | '[' | '{' if !in_text => depth += 1,
            ')' | ']' | '}' if !in_text => depth -= 1,
            ',' if !in_text && depth == 1 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        parts.last_mut()?.push(char);
    }
    let mut parts = parts.into_iter().skip(1).map(|part| part.trim().to_owned());
    let id = parts.next()?;
    let id = id.strip_prefix('"')?.strip_suffix('"')?.to_owned();
    let values = parts.filter_map(|part| Some(part.split_once(" = ")?.0.to_owned()));
    Some((id, values.collect()))
}
