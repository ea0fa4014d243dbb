//! A small part of Markdown, as blocks that desk and phone draw alike: headings, paragraphs, lists,
//! bold, emphasis, and links as text. Everything else is text, so HTML never passes through; what a
//! writer should not use at all, [`refused`] tells.
//!
//! What somebody has read is kept as short sums of its paragraphs ([`seen`]), so that a later version
//! can show what changed ([`Item::is_new_to`]) without the earlier words. Start at [`blocks`].

/// Six hexadecimal digits stand for a paragraph.
const SUM: usize = 6;
/// So many paragraphs of a text are told again at most: what is kept of a reading fits its field.
const MOST: usize = 600;

/// Something that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub sort: Sort,
    /// Its items: those of a list, and one for all else.
    pub items: Vec<Item>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list with dots.
    Bullets,
    /// A list with numbers.
    Numbers,
}

/// A paragraph, a heading or one item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its text, in pieces.
    pub spans: Vec<Span>,
}

/// A piece of text of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The letters.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Emphasis.
    pub emphasis: bool,
}

impl Item {
    /// All of its letters.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether it was not among what was read; without a reading, nothing is new.
    #[must_use]
    pub fn is_new_to(&self, seen: Option<&str>) -> bool {
        seen.is_some_and(|seen| !sums(seen).any(|sum| sum == self.sum().as_bytes()))
    }

    /// FNV-1a: the same on every machine, and small. It protects nothing.
    fn sum(&self) -> String {
        let mut sum = 0x811c_9dc5_u32;
        for span in &self.spans {
            for byte in span.text.bytes() {
                sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        format!("{:06x}", (sum ^ (sum >> 24)) & 0xff_ffff)
    }
}

/// What to keep of a text that was read.
#[must_use]
pub fn seen(text: &str) -> String {
    blocks(text).iter().flat_map(|block| &block.items).take(MOST).map(Item::sum).collect()
}

/// How many paragraphs that were read are not in the text any more.
#[must_use]
pub fn gone(text: &str, seen: &str) -> usize {
    let blocks = blocks(text);
    let held: Vec<String> = blocks.iter().flat_map(|block| &block.items).map(Item::sum).collect();
    sums(seen).filter(|sum| !held.iter().any(|held| held.as_bytes() == *sum)).count()
}

/// Whether a text is other than what was read of it.
#[must_use]
pub fn has_changed(text: &str, before: &str) -> bool {
    seen(text) != before
}

fn sums(seen: &str) -> impl Iterator<Item = &[u8]> {
    seen.as_bytes().chunks(SUM)
}

/// The blocks of a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<(Sort, Vec<String>)> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let (sort, rest) = sort_of(line);
        match blocks.last_mut() {
            // A line that begins nothing goes on with what stands above it.
            Some((above, items)) if sort == Sort::Paragraph && is_open => {
                if *above == Sort::Heading {
                    blocks.push((sort, vec![rest.to_owned()]));
                } else if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(rest);
                }
            }
            Some((above, items))
                if *above == sort && matches!(sort, Sort::Bullets | Sort::Numbers) =>
            {
                items.push(rest.to_owned());
            }
            _ => blocks.push((sort, vec![rest.to_owned()])),
        }
        is_open = true;
    }
    let drawn = |(sort, items): (Sort, Vec<String>)| Block {
        sort,
        items: items.iter().map(|item| Item { spans: spans(item) }).collect(),
    };
    blocks.into_iter().map(drawn).collect()
}

/// What a line begins, and what it says without its mark.
fn sort_of(line: &str) -> (Sort, &str) {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if let Some(rest) = line.get(hashes..).and_then(|rest| rest.strip_prefix(' '))
        && (1..=6).contains(&hashes)
    {
        return (Sort::Heading, rest.trim());
    }
    for mark in ["- ", "* ", "+ ", "• "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return (Sort::Bullets, rest.trim());
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=3).contains(&digits)
        && let Some(rest) = line.get(digits..)
        && let Some(rest) = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    {
        return (Sort::Numbers, rest.trim());
    }
    (Sort::Paragraph, line)
}

/// The pieces of one line of text.
fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut now = Span::default();
    let mut before = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let double = rest.get(..2).filter(|mark| ["**", "__"].contains(mark));
        let single = rest.get(..1).filter(|mark| ["*", "_"].contains(mark));
        if let Some(mark) = double.or(single) {
            let after = rest.get(mark.len()..).unwrap_or_default();
            let is_on = if mark.len() == 2 { now.strong } else { now.emphasis };
            if turns(mark, is_on, before, after) {
                let next = Span { text: String::new(), ..now };
                spans.push(std::mem::replace(&mut now, next));
                match mark.len() {
                    2 => now.strong = !is_on,
                    _ => now.emphasis = !is_on,
                }
                (before, rest) = (first, after);
                continue;
            }
        }
        if let Some((said, after)) = link(rest) {
            now.text += &said;
            (before, rest) = (')', after);
            continue;
        }
        let mut letters = rest.chars();
        letters.next();
        let escaped =
            letters.clone().next().filter(|next| first == '\\' && next.is_ascii_punctuation());
        if escaped.is_some() {
            letters.next();
        }
        before = escaped.unwrap_or(first);
        now.text.push(before);
        rest = letters.as_str();
    }
    spans.push(now);
    spans.retain(|span| !span.text.is_empty());
    spans
}

/// Whether a mark begins or ends something here; one that nothing answers is text.
fn turns(mark: &str, is_on: bool, before: char, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    let is_word = mark.starts_with('_');
    if is_on {
        return !(before.is_whitespace() || is_word && next.is_alphanumeric());
    }
    let closes = after.find(mark).is_some_and(|end| {
        end > 0 && !after.get(..end).is_some_and(|inside| inside.ends_with(char::is_whitespace))
    });
    closes && !next.is_whitespace() && !(is_word && before.is_alphanumeric())
}

/// A link as text, such as `la notice (https://exemple.fr)`.
fn link(rest: &str) -> Option<(String, &str)> {
    let (said, more) = rest.strip_prefix('[')?.split_once("](")?;
    let (address, after) = more.split_once(')')?;
    let is_plain = !said.contains(['[', ']']) && !address.contains([' ', '(']);
    let text = match said {
        "" => address.to_owned(),
        said => format!("{said} ({address})"),
    };
    is_plain.then_some((text, after))
}

/// What a card is not made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// HTML.
    Html,
    /// Program text.
    Code,
    /// A picture.
    Picture,
    /// A quotation.
    Quote,
    /// A table.
    Table,
    /// A line across the page.
    Rule,
    /// A list in a list.
    Nested,
    /// More paragraphs than one reads.
    TooLong,
}

impl Refused {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Code => "code",
            Self::Picture => "picture",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Rule => "rule",
            Self::Nested => "nested",
            Self::TooLong => "too-long",
        }
    }
}

/// The first line that is more than blocks can draw, and why; lines count from 1.
#[must_use]
pub fn refused(text: &str) -> Option<(usize, Refused)> {
    let lines = text.lines().zip(1..);
    let found = lines.filter_map(|(line, number)| Some((number, refused_line(line)?))).next();
    let items: usize = blocks(text).iter().map(|block| block.items.len()).sum();
    found.or_else(|| (items > MOST / 3).then(|| (text.lines().count(), Refused::TooLong)))
}

fn refused_line(line: &str) -> Option<Refused> {
    let bare = line.trim();
    let is_tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    let is_made_of = |mark: char| bare.len() > 2 && bare.chars().all(|c| c == mark || c == ' ');
    if line.split('<').skip(1).any(is_tag) {
        Some(Refused::Html)
    } else if line.contains('`') || bare.starts_with("~~~") {
        Some(Refused::Code)
    } else if line.contains("![") {
        Some(Refused::Picture)
    } else if bare.starts_with('>') {
        Some(Refused::Quote)
    } else if bare.starts_with('|') {
        Some(Refused::Table)
    } else if ['-', '*', '_', '='].into_iter().any(is_made_of) {
        Some(Refused::Rule)
    } else if line.starts_with([' ', '\t']) && sort_of(bare).0 != Sort::Paragraph {
        Some(Refused::Nested)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> Vec<(Sort, Vec<String>)> {
        let block = |block: Block| (block.sort, block.items.iter().map(Item::text).collect());
        blocks(text).into_iter().map(block).collect()
    }

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_card_is_headings_paragraphs_and_lists() {
        let text = "# Le chèque\nIl aide à payer\nl’énergie.\n\n- une fois par an\n- sans\n  demande\n\n\
                    1. ouvrir\n2) lire\n\nFin.";
        assert_eq!(
            said(text),
            [
                (Sort::Heading, words(&["Le chèque"])),
                (Sort::Paragraph, words(&["Il aide à payer l’énergie."])),
                (Sort::Bullets, words(&["une fois par an", "sans demande"])),
                (Sort::Numbers, words(&["ouvrir", "lire"])),
                (Sort::Paragraph, words(&["Fin."])),
            ]
        );
        assert_eq!(
            said("#hash\n12.5 euros\n-5 degrés"),
            [(Sort::Paragraph, words(&["#hash 12.5 euros -5 degrés"]))]
        );
    }

    #[test]
    fn bold_emphasis_and_links_are_pieces_of_text() {
        let drawn =
            blocks("Dites **toujours** *bonjour*, voir [la notice](https://a.fr/x) et a_b_c 2*3.");
        let spans = &drawn[0].items[0].spans;
        let marked: Vec<_> =
            spans.iter().map(|s| (s.text.as_str(), s.strong, s.emphasis)).collect();
        assert_eq!(
            marked,
            [
                ("Dites ", false, false),
                ("toujours", true, false),
                (" ", false, false),
                ("bonjour", false, true),
                (", voir la notice (https://a.fr/x) et a_b_c 2*3.", false, false),
            ]
        );
        assert_eq!(said(r"\*non\* et **ouvert")[0].1, ["*non* et **ouvert"]);
    }

    #[test]
    fn html_stays_text_and_the_writer_is_told() {
        let tag = "<b>gras</b>";
        assert_eq!(said(tag)[0].1, [tag]);
        for (text, why) in [
            (tag, Refused::Html),
            ("ok\n<!-- -->", Refused::Html),
            ("`code`", Refused::Code),
            ("![x](y.png)", Refused::Picture),
            ("> dit", Refused::Quote),
            ("| a | b |", Refused::Table),
            ("a\n---", Refused::Rule),
            ("- a\n  - b", Refused::Nested),
            (&"a\n\n".repeat(201), Refused::TooLong),
        ] {
            assert_eq!(refused(text).map(|(_, why)| why), Some(why), "{text}");
        }
        assert_eq!(refused("un\n\n> deux"), Some((3, Refused::Quote)));
        assert_eq!(refused("# Titre\n\n5 < 6, **a** et\n- b\n- [c](d)"), None);
    }

    #[test]
    fn what_changed_since_it_was_read_is_marked_and_nothing_else() {
        let before = "Bonjour.\n\n- un\n- deux\n\nFin.";
        let read = seen(before);
        let after = "Bonjour.\n\n- un\n- deux, depuis janvier\n\nFin.\n\nMerci.";
        let fresh: Vec<String> = blocks(after)
            .iter()
            .flat_map(|block| &block.items)
            .filter(|item| item.is_new_to(Some(&read)))
            .map(Item::text)
            .collect();
        assert_eq!(fresh, ["deux, depuis janvier", "Merci."]);
        assert_eq!((gone(after, &read), gone(before, &read)), (1, 0));
        assert!(has_changed(after, &read) && !has_changed(before, &read));
        assert!(!blocks(after)[0].items[0].is_new_to(None));
    }

    proptest! {
        /// Whatever is typed, blocks draw it, its letters stay in their order, and reading it twice
        /// changes nothing.
        #[test]
        fn any_text_is_drawn(text in "([-*_#>`<\\[\\]()! \n\\\\a-c1.é]|\\*\\*){0,60}") {
            let mut letters = text.chars().filter(|c| c.is_alphanumeric());
            for item in blocks(&text).iter().flat_map(|block| &block.items) {
                for letter in item.text().chars().filter(|c| c.is_alphabetic()) {
                    prop_assert!(letters.any(|there| there == letter));
                }
                prop_assert!(!item.is_new_to(Some(&seen(&text))));
            }
            prop_assert_eq!(gone(&text, &seen(&text)), 0);
        }
    }
}
