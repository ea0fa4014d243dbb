//! How words are compared: without case, accents, vowel signs and joined articles.
//!
//! A table of the letters that the five languages use. Whole Unicode normalisation would cost the
//! phone more bytes than all of its texts.

/// Whether a character belongs to a word; hyphens and apostrophes part words.
pub(super) fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || is_mark(char)
}

/// In lower case, with plain letters.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for char in word.chars().flat_map(char::to_lowercase).filter(|char| !is_mark(*char)) {
        match char {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'æ' => folded.push_str("ae"),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => folded.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
            'ğ' => folded.push('g'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'œ' => folded.push_str("oe"),
            'ş' | 'š' | 'ś' | 'ș' => folded.push('s'),
            'ß' => folded.push_str("ss"),
            'ţ' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            plain => folded.push(plain),
        }
    }
    folded
}

/// Arabic writes `and`, `in`, `for` and `the` together with the word.
pub(super) fn without_article(word: &str) -> &str {
    let joined = ["وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"];
    let bare = joined.iter().find_map(|article| word.strip_prefix(article));
    bare.filter(|bare| bare.chars().count() >= 3).unwrap_or(word)
}

/// Accents that stand alone, the vowel signs of Arabic, and its lengthening stroke.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')
}
