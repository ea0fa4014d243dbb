//! The interoperability key (`cle_interop`, in the national base `id`) of an address.

use super::AddressFault;
use super::communes::digits;

/// The parts of a key, as the file spells them; whether the commune is one is for others to say.
pub(super) struct InteropKey<'a> {
    pub(super) commune: &'a str,
    pub(super) street: Street<'a>,
    pub(super) suffix: Option<&'a str>,
}

/// What the key says of the street.
pub(super) enum Street<'a> {
    /// Its code: four signs, or six for a street that the national base has named for the time
    /// being.
    Code(&'a str),
    /// `xxxx` or `0000`: the code was unknown, and all such streets of a commune share it.
    Unnamed,
}

/// Enough of a street's name to tell it from the others, within the bounds of a key.
const LONGEST_NAME: usize = 150;

impl<'a> InteropKey<'a> {
    /// Takes `text` apart and holds it against the number that its row gives.
    pub(super) fn read(text: &'a str, number: u32) -> Result<Self, AddressFault> {
        let malformed = || AddressFault::KeyMalformed(text.to_owned());
        let mut parts = text.split('_');
        let (Some(commune), Some(street), Some(number_in_key), suffix, None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(malformed());
        };
        let alphanumeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits = |part: &str| (1..=9).contains(&part.len()) && alphanumeric(part);
        let street_fits = matches!(street.len(), 4 | 6) && alphanumeric(street);
        if !street_fits || number_in_key.is_empty() || !suffix.is_none_or(fits) {
            return Err(malformed());
        }
        if digits(number_in_key).ok_or_else(malformed)? != number {
            return Err(AddressFault::KeyNumberDiffers(text.to_owned()));
        }
        let unnamed = street.eq_ignore_ascii_case("xxxx") || street == "0000";
        let street = if unnamed { Street::Unnamed } else { Street::Code(street) };
        Ok(Self { commune, street, suffix })
    }

    /// The key in the one spelling that is stored.
    pub(super) fn normalized(
        &self,
        commune_code: &str,
        street_name: &str,
        number: u32,
        suffix: Option<&str>,
    ) -> String {
        let commune = if self.commune.is_empty() || !super::communes::is_insee_code(self.commune) {
            commune_code
        } else {
            self.commune
        };
        let street = match self.street {
            Street::Code(code) => code.to_owned(),
            Street::Unnamed => format!("xxxx-{}", slug(street_name)),
        };
        let tail = suffix.map_or_else(String::new, |suffix| format!("_{suffix}"));
        format!("{commune}_{street}_{number:05}{tail}").to_lowercase()
    }
}

/// The letters and digits of a name, the rest of it as hyphens.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(LONGEST_NAME).collect()
}
