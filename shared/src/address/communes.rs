//! What the rows of one file say of their communes, so that a wrong code can be put right.

use std::collections::BTreeMap;

/// France has some 35,000 communes; a file that names more is made up, and teaches nothing.
const MOST: usize = 40_000;
/// One row alone could be as wrong as the row that it is to mend.
const ENOUGH: u32 = 2;

/// The code of each commune that the sound rows of a file agree on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommuneCodes {
    codes: BTreeMap<String, Agreed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Agreed {
    On(String, u32),
    OnNothing,
}

impl CommuneCodes {
    /// Notes that a sound row gives this commune that code.
    pub fn note(&mut self, commune: &str, code: &str) {
        let name = commune.to_lowercase();
        let full = self.codes.len() >= MOST;
        match self.codes.get_mut(&name) {
            Some(Agreed::On(held, rows)) if held == code => *rows = rows.saturating_add(1),
            Some(other) => *other = Agreed::OnNothing,
            None if full => {}
            None => {
                self.codes.insert(name, Agreed::On(code.to_owned(), 1));
            }
        }
    }

    /// The code of a commune, if the file is of one mind about it.
    #[must_use]
    pub fn code_of(&self, commune: &str) -> Option<&str> {
        match self.codes.get(&commune.to_lowercase())? {
            Agreed::On(code, rows) if *rows >= ENOUGH => Some(code),
            _ => None,
        }
    }
}

/// Whether `code` is formed like a commune's INSEE code: a department from 01 to 95 (Corsica is
/// 2A and 2B) or overseas (97, 98), then a commune. A commune is never 000, which also catches a
/// postcode such as 67000 that stands in for the code.
pub(super) fn is_insee_code(code: &str) -> bool {
    let Some((department, commune)) = code.split_at_checked(2) else {
        return false;
    };
    let known = match department {
        "2A" | "2B" | "2a" | "2b" | "97" | "98" => true,
        _ => digits(department).is_some_and(|n| matches!(n, 1..=19 | 21..=95)),
    };
    known && commune.len() == 3 && digits(commune).is_some_and(|n| n > 0)
}

/// The number that `text` spells in ASCII digits alone, which `parse` would also allow a sign.
pub(super) fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_once_two_rows_agree_and_none_differs() {
        let mut codes = CommuneCodes::default();
        codes.note("Strasbourg", "67482");
        assert_eq!(codes.code_of("Strasbourg"), None);
        codes.note("STRASBOURG", "67482");
        assert_eq!(codes.code_of("strasbourg"), Some("67482"));
        codes.note("Strasbourg", "67483");
        codes.note("Strasbourg", "67482");
        assert_eq!(codes.code_of("Strasbourg"), None);
        assert_eq!(codes.code_of("Acigné"), None);
    }

    #[test]
    fn a_made_up_file_does_not_fill_the_memory() {
        let mut codes = CommuneCodes::default();
        for number in 0..MOST + 10 {
            codes.note(&number.to_string(), "67482");
        }
        assert_eq!(codes.codes.len(), MOST);
    }
}
