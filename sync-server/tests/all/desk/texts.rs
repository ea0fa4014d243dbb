//! The texts of the desk: each is there in both languages, with the same parts, and is used. And
//! its icons: each that a page shows is in the sprite.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use assets::console::{ENGLISH, FRENCH, ICONS};

/// Each text by its name, with the names of its parts.
fn texts(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((before, _)) = line.split_once(" = ")
            && !line.starts_with([' ', '}'])
        {
            name = before.to_owned();
            assert!(texts.insert(name.clone(), BTreeSet::new()).is_none(), "{name} stands twice");
        }
        for part in line.split("{ $").skip(1) {
            let part: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
            texts.get_mut(&name).unwrap().insert(part);
        }
    }
    texts
}

/// The sources that speak: the pages and their templates.
fn sources() -> String {
    fn read(path: &Path, all: &mut String) {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).unwrap() {
                read(&entry.unwrap().path(), all);
            }
        } else {
            *all += &std::fs::read_to_string(path).unwrap();
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    for path in ["src/console", "src/console.rs", "templates"] {
        read(&root.join(path), &mut all);
    }
    all
}

#[test]
fn both_languages_say_the_same() {
    let (french, english) = (texts(FRENCH), texts(ENGLISH));
    assert!(french.len() > 200);
    for (name, parts) in &french {
        assert_eq!(english.get(name), Some(parts), "{name}");
    }
    assert_eq!(french.len(), english.len());
}

#[test]
fn every_text_that_is_asked_for_is_there_and_every_text_is_asked_for() {
    let (french, sources) = (texts(FRENCH), sources());
    for ask in [".say(\"", ".count(\"", ".about(\"", ".with(\""] {
        for rest in sources.split(ask).skip(1) {
            let name = rest.split('"').next().unwrap();
            // Addresses are built with the same word.
            let is_text = ask != ".with(\"" || name.contains('-');
            assert!(!is_text || french.contains_key(name), "{name} is asked for and not there");
        }
    }
    // A name that is made of a word of the data begins with a fixed part.
    let made: BTreeSet<&str> = sources
        .split("format!(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.split_once('{'))
        .map(|(fixed, _)| fixed)
        .filter(|fixed| fixed.ends_with('-'))
        .collect();
    for name in french.keys() {
        let quoted = sources.contains(&format!("\"{name}\""));
        let is_made = made.iter().any(|fixed| name.starts_with(fixed));
        assert!(quoted || is_made, "nobody asks for {name}");
    }
}

#[test]
fn words_of_the_records_are_there() {
    let french = texts(FRENCH);
    for kind in shared::record::Kind::ALL {
        assert!(french.contains_key(&format!("kind-{kind}")), "{kind}");
    }
    for reason in shared::protocol::Reason::ALL {
        assert!(french.contains_key(&format!("reason-{}", reason.as_str())), "{reason:?}");
    }
    for topic in shared::guard::Topic::ALL {
        assert!(french.contains_key(&format!("guard-{}", topic.as_str())), "{topic:?}");
    }
    for need in assets::demo::NEEDS {
        assert!(french.contains_key(&format!("need-{}", need.code)), "{}", need.code);
    }
}

#[test]
fn every_icon_that_a_page_shows_is_in_the_sprite() {
    let sources = sources();
    let shown: BTreeSet<&str> = sources
        .split("href=\"#i-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| !name.contains('{'))
        .collect();
    assert!(shown.len() > 15);
    for name in shown {
        assert!(ICONS.contains(&format!("id=\"i-{name}\"")), "{name} is shown and not there");
    }
}
