//! One-time codes as words that can be read out over a bad line, in any language.
//!
//! Sixteen bits make one word of five letters, consonant and vowel in turn. The idea is that of
//! Daniel S. Wilkerson's proquints (2009).

use std::fmt;
use std::str::FromStr;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// A one-time code: 48 random bits, as three words such as `lusab-babad-gutih`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CodeWords(pub [u8; 6]);

/// The code that resets a forgotten PIN: 64 random bits as five words. The last word tells a
/// mistyped code from a wrong one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryWords(pub [u8; 8]);

impl RecoveryWords {
    const WORDS: usize = 5;

    fn check(self) -> [u8; 2] {
        let [one, two, ..] = *blake3::hash(&self.0).as_bytes();
        [one, two]
    }
}

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// There are more or fewer words.
    #[error("a code has {expected} words of five letters, such as lusab-babad; this has {found}")]
    Words {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The word cannot stand in a code.
    #[error("{0:?} is no word of a code: look at its letters again")]
    Word(String),
    /// The words are words, but not those that belong together.
    #[error("one of the words is mistyped: look at them again")]
    Check,
}

impl fmt::Display for CodeWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_words(f, &self.0)
    }
}

impl fmt::Display for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_words(f, &self.0)?;
        f.write_str("-")?;
        write_words(f, &self.check())
    }
}

/// Hidden, so that no log can carry a code.
impl fmt::Debug for CodeWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeWords(…)")
    }
}

/// Hidden, so that no log can carry a code.
impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords(…)")
    }
}

impl FromStr for CodeWords {
    type Err = CodeError;

    /// Capitals, blanks and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 6];
        read_words(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl FromStr for RecoveryWords {
    type Err = CodeError;

    /// Capitals, blanks and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 2 * Self::WORDS];
        read_words(text, &mut bytes)?;
        let [code @ .., one, two] = bytes;
        let words = Self(code);
        if words.check() == [one, two] { Ok(words) } else { Err(CodeError::Check) }
    }
}

fn write_words(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for (index, pair) in bytes.chunks_exact(2).enumerate() {
        if index > 0 {
            f.write_str("-")?;
        }
        let bits = pair.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for (letters, shift) in letters() {
            let letter = letters.get(bits >> shift & (letters.len() - 1));
            f.write_str(letter.map_or("", |letter| char_str(letter)))?;
        }
    }
    Ok(())
}

fn read_words(text: &str, bytes: &mut [u8]) -> Result<(), CodeError> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let expected = bytes.len() / 2;
    if words.len() != expected {
        return Err(CodeError::Words { expected, found: words.len() });
    }
    for (pair, word) in bytes.chunks_exact_mut(2).zip(&words) {
        let bits = word_bits(word).ok_or_else(|| CodeError::Word(word.clone()))?;
        pair.copy_from_slice(&bits.to_be_bytes());
    }
    Ok(())
}

fn word_bits(word: &str) -> Option<u16> {
    if word.len() != 5 {
        return None;
    }
    word.bytes().zip(letters()).try_fold(0, |bits, (byte, (letters, shift))| {
        let index = letters.iter().position(|letter| *letter == byte)?;
        Some(bits | u16::try_from(index).ok()? << shift)
    })
}

/// The alphabet of each letter of a word, and where its bits stand.
fn letters() -> [(&'static [u8], u32); 5] {
    [(CONSONANTS, 12), (VOWELS, 10), (CONSONANTS, 6), (VOWELS, 4), (CONSONANTS, 0)]
}

fn char_str(letter: &u8) -> &str {
    std::str::from_utf8(std::slice::from_ref(letter)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_in_any_dress() {
        for bytes in [[0; 6], [255; 6], [127, 0, 0, 1, 18, 52]] {
            let code = CodeWords(bytes);
            assert_eq!(code.to_string().parse(), Ok(code));
            assert_eq!(code.to_string().to_uppercase().replace('-', "  ").parse(), Ok(code));
        }
        // 127.0.0.1 is the example that the method's author gives.
        assert_eq!(CodeWords([127, 0, 0, 1, 0, 0]).to_string(), "lusab-babad-babab");
    }

    #[test]
    fn errors_name_the_word() {
        let short = CodeError::Words { expected: 3, found: 2 };
        assert_eq!("lusab babad".parse::<CodeWords>(), Err(short));
        let wrong = "lusab-babxd-babab".parse::<CodeWords>();
        assert_eq!(wrong, Err(CodeError::Word("babxd".to_owned())));
    }

    #[test]
    fn a_recovery_code_tells_when_a_word_is_mistyped() {
        let code = RecoveryWords([127, 0, 0, 1, 18, 52, 9, 200]);
        let text = code.to_string();
        assert_eq!(text.split('-').count(), 5);
        assert_eq!(text.to_uppercase().replace('-', " ").parse(), Ok(code));
        let wrong = text.replacen("lusab", "lusad", 1);
        assert_eq!(wrong.parse::<RecoveryWords>(), Err(CodeError::Check));
        assert!(text.replacen("lusab", "lusxb", 1).parse::<RecoveryWords>().is_err());
        assert!("lusab-babad-gutih".parse::<RecoveryWords>().is_err());
    }

    #[test]
    fn debug_hides_the_code() {
        assert!(!format!("{:?}", CodeWords([127, 0, 0, 1, 0, 0])).contains("lusab"));
        assert!(!format!("{:?}", RecoveryWords([127, 0, 0, 1, 0, 0, 0, 0])).contains("lusab"));
    }
}
