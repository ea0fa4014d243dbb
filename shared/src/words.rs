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

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// There are more or fewer than three words.
    #[error("a code has three words of five letters, such as lusab-babad-gutih; this has {0}")]
    Words(usize),
    /// The word cannot stand in a code.
    #[error("{0:?} is no word of a code: look at its letters again")]
    Word(String),
}

impl fmt::Display for CodeWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, pair) in self.0.chunks_exact(2).enumerate() {
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
}

/// Hidden, so that no log can carry a code.
impl fmt::Debug for CodeWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeWords(…)")
    }
}

impl FromStr for CodeWords {
    type Err = CodeError;

    /// Capitals, blanks and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if words.len() != 3 {
            return Err(CodeError::Words(words.len()));
        }
        let mut bytes = [0; 6];
        for (pair, word) in bytes.chunks_exact_mut(2).zip(&words) {
            let bits = word_bits(word).ok_or_else(|| CodeError::Word(word.clone()))?;
            pair.copy_from_slice(&bits.to_be_bytes());
        }
        Ok(Self(bytes))
    }
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
        assert_eq!("lusab babad".parse::<CodeWords>(), Err(CodeError::Words(2)));
        let wrong = "lusab-babxd-babab".parse::<CodeWords>();
        assert_eq!(wrong, Err(CodeError::Word("babxd".to_owned())));
    }

    #[test]
    fn debug_hides_the_code() {
        assert!(!format!("{:?}", CodeWords([127, 0, 0, 1, 0, 0])).contains("lusab"));
    }
}
