//! Words as they are searched: without case and accents, as the text index of the other store has
//! them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands before the feed among the words of a text; nothing that is typed holds it.
const FEED: char = '@';
/// Longer than any word; the database takes no longer ones.
const LONGEST: usize = 200;

/// The words of a text, in their order.
pub(super) fn of(text: &str) -> Vec<String> {
    // A mark above a letter is left out, and parts no word; every other sign parts words.
    let words = text.split(|c: char| !is_part(c) && !is_accent(c));
    let plain = |word: &str| {
        word.chars().filter(|c| !is_accent(*c)).map(folded).take(LONGEST).collect::<String>()
    };
    words.map(plain).filter(|word| !word.is_empty()).collect()
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// The marks that Latin letters are written with.
fn is_accent(c: char) -> bool {
    const FIRST: u32 = 0x300;
    const MARKS: u64 = 0x3_61F8_0802_9FDF;
    u32::from(c).checked_sub(FIRST).is_some_and(|at| at < 50 && MARKS >> at & 1 == 1)
}

/// A small letter, without accents where it is one of the Latin alphabet.
fn folded(c: char) -> char {
    // Over the capital, so that the forms of one letter are one; but an i without its dot is another.
    let capital = alone(c.to_uppercase()).filter(|_| c != 'ı');
    let small = capital.and_then(|capital| alone(capital.to_lowercase()));
    let small = small.or_else(|| alone(c.to_lowercase())).unwrap_or(c);
    let mut parts = small.nfd();
    match parts.next() {
        Some(letter) if letter.is_ascii_alphabetic() && parts.all(is_combining_mark) => {
            letter.to_ascii_lowercase()
        }
        _ => small,
    }
}

fn alone(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    first.filter(|_| chars.next().is_none())
}

/// A feed as one of the words of a text that belongs to it.
pub(super) fn of_feed(feed: &str) -> String {
    std::iter::once(FEED).chain(feed.chars().filter(char::is_ascii_alphanumeric)).collect()
}

/// What a person typed, as a `tsquery`: every word must be there, the last letters may be missing.
/// Of `feeds`, one must be there as well, if there are any. Nothing if nothing was typed.
pub(super) fn query(typed: &str, feeds: &[String]) -> Option<String> {
    let words: Vec<_> = of(typed).into_iter().map(|word| format!("'{word}':*")).collect();
    if words.is_empty() {
        return None;
    }
    let feeds: Vec<_> = feeds.iter().map(|feed| format!("'{}'", of_feed(feed))).collect();
    let words = words.join(" & ");
    Some(if feeds.is_empty() { words } else { format!("({words}) & ({})", feeds.join(" | ")) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rusqlite::Connection;

    use super::{is_accent, of};

    /// Letters that the other store reads by older tables than this one.
    const OTHERWISE: [char; 3] = ['Ǡ', 'ǡ', 'Ϳ'];

    #[test]
    fn words_are_those_of_the_other_store() {
        let connection = Connection::open_in_memory().unwrap();
        let sql = "CREATE VIRTUAL TABLE text USING fts5( \
                       words, tokenize = 'unicode61 remove_diacritics 2'); \
                   CREATE VIRTUAL TABLE word USING fts5vocab (text, 'instance'); BEGIN";
        connection.execute_batch(sql).unwrap();
        // Latin, Greek, Cyrillic, Hebrew, Arabic, what is written with two accents, Chinese, Korean.
        let all = [
            '\u{20}'..='\u{527}',
            '\u{5d0}'..='\u{6d3}',
            '\u{1e00}'..='\u{206f}',
            '\u{4e00}'..='\u{4fff}',
            '\u{ac00}'..='\u{adff}',
        ];
        let is_told = |c: &char| c.is_alphanumeric() || c.is_ascii() || is_accent(*c);
        let all: Vec<_> = all.into_iter().flatten().filter(is_told).collect();
        let mut sql =
            connection.prepare("INSERT INTO text (rowid, words) VALUES (?1, ?2)").unwrap();
        for c in &all {
            sql.execute((u32::from(*c), format!("a{c}b {c}"))).unwrap();
        }
        let sql = "SELECT doc, term FROM word ORDER BY doc, offset";
        let mut sql = connection.prepare(sql).unwrap();
        let rows = sql.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let mut words = BTreeMap::<u32, Vec<String>>::new();
        for (c, word) in rows.map(Result::unwrap) {
            words.entry(c).or_default().push(word);
        }
        for c in all.into_iter().filter(|c| !OTHERWISE.contains(c)) {
            let theirs = words.remove(&u32::from(c)).unwrap_or_default();
            assert_eq!(of(&format!("a{c}b {c}")), theirs, "{c:?} {:x}", u32::from(c));
        }
    }
}
