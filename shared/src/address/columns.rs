//! Where the columns of one file stand, and the reading of one row.

use super::communes::{CommuneCodes, is_insee_code};
use super::fields::{read_date, read_kind, read_name, read_number, read_suffix};
use super::key::{InteropKey, Street};
use super::place::{self, Written};
use super::{Address, AddressFault, Mend, Reading};

/// Which of the published formats a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A municipal file without the national identifiers: BAL up to 1.3.
    Bal,
    /// A municipal file with the columns of the national identifiers: BAL 1.4 or 1.5.
    BalWithIds,
    /// An extract of the national base.
    Ban,
}

impl Format {
    /// The name that people know.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bal => "BAL 1.3",
            Self::BalWithIds => "BAL 1.4",
            Self::Ban => "BAN",
        }
    }
}

/// Where each column stands in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressColumns {
    format: Format,
    width: usize,
    key: usize,
    street: usize,
    number: usize,
    commune: usize,
    suffix: Option<usize>,
    place: Option<usize>,
    commune_code: Option<usize>,
    kind: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    x: Option<usize>,
    y: Option<usize>,
    updated: Option<usize>,
}

/// The file is not a list of addresses, or not in this format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the header lacks {}", .missing.join(", "))]
pub struct HeaderError {
    /// The required columns that are not there, by the names the format gives them.
    pub missing: Vec<&'static str>,
}

impl AddressColumns {
    /// Finds the columns in the header, whatever their order and case, with or without a
    /// byte-order mark in front. Columns that this module does not know are passed over.
    ///
    /// # Errors
    /// Names the required columns that are missing, in the format that the header is nearer to.
    pub fn from_header(header: &[&str]) -> Result<Self, HeaderError> {
        const BAL: [&str; 4] = ["cle_interop", "voie_nom", "numero", "commune_nom"];
        const BAN: [&str; 4] = ["id", "nom_voie", "numero", "nom_commune"];
        let find = |name: &str| header.iter().position(|field| is_named(field, name));
        let first_of = |names: [&str; 2]| names.into_iter().find_map(find);
        let there = |names: &[&str; 4]| names.iter().filter(|name| find(name).is_some()).count();
        let is_ban = there(&BAN) > there(&BAL);
        let required = if is_ban { BAN } else { BAL };
        let [Some(key), Some(street), Some(number), Some(commune)] = required.map(find) else {
            let missing = required.into_iter().filter(|name| find(name).is_none());
            return Err(HeaderError { missing: missing.collect() });
        };
        let format = match (is_ban, find("id_ban_adresse")) {
            (true, _) => Format::Ban,
            (false, Some(_)) => Format::BalWithIds,
            (false, None) => Format::Bal,
        };
        Ok(Self {
            format,
            width: header.len(),
            key,
            street,
            number,
            commune,
            suffix: first_of(["suffixe", "rep"]),
            place: first_of(["lieudit_complement_nom", "nom_ld"]),
            commune_code: first_of(["commune_insee", "code_insee"]),
            kind: first_of(["position", "type_position"]),
            lat: find("lat"),
            lon: first_of(["long", "lon"]),
            x: find("x"),
            y: find("y"),
            updated: find("date_der_maj"),
        })
    }

    /// Which format the header is of.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many columns the header has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Reads one row. A field that a short row lacks counts as empty. `communes` is what the rest
    /// of the file says of its communes; without it, a row with a wrong code is refused.
    ///
    /// # Errors
    /// The first fault of the row.
    pub fn read(&self, row: &[&str], communes: &CommuneCodes) -> Result<Reading, AddressFault> {
        let at = |column: usize| row.get(column).map_or("", |field| field.trim());
        let maybe = |column: Option<usize>| column.map_or("", at);
        let mut mends = Vec::new();

        let street = match (at(self.street), maybe(self.place)) {
            ("", place) if !place.is_empty() => {
                mends.push(Mend::StreetFromPlace(place.to_owned()));
                place
            }
            (street, _) => street,
        };
        let street = read_name(street, AddressFault::StreetEmpty)?;
        let commune = read_name(at(self.commune), AddressFault::CommuneEmpty)?;
        let (number, glued) = read_number(at(self.number), &street, &mut mends)?;
        let key = self.read_key(at(self.key), number, maybe(self.commune_code), &mut mends)?;
        let commune_code =
            commune_code(&key, maybe(self.commune_code), &commune, communes, &mut mends)?;
        let suffix = match (maybe(self.suffix), glued, key.suffix) {
            ("", None, Some(suffix)) => {
                let suffix = read_suffix(suffix)?;
                mends.push(Mend::SuffixFromKey(suffix.clone()));
                Some(suffix)
            }
            ("", glued, _) => glued,
            (column, _, _) => Some(read_suffix(column)?),
        };
        let written = Written {
            lat: maybe(self.lat),
            lon: maybe(self.lon),
            x: maybe(self.x),
            y: maybe(self.y),
        };
        let place = place::read(&written, &commune_code, &mut mends);
        Ok(Reading {
            address: Address {
                key: key.normalized(&commune_code, &street, number, suffix.as_deref()),
                number,
                suffix,
                lat_e6: place.map(|(lat, _)| lat),
                lon_e6: place.map(|(_, lon)| lon),
                position: read_kind(maybe(self.kind), &mut mends),
                updated: read_date(maybe(self.updated), &mut mends),
                street,
                commune,
                commune_code,
            },
            mends,
        })
    }

    /// Without a sound key, the commune's own column, the street and the number name the address
    /// just as well; a contradiction between key and row is left to a person.
    fn read_key<'a>(
        &self,
        text: &'a str,
        number: u32,
        column: &str,
        mends: &mut Vec<Mend>,
    ) -> Result<InteropKey<'a>, AddressFault> {
        match InteropKey::read(text, number) {
            Err(AddressFault::KeyMalformed(_)) if is_insee_code(column) => {
                mends.push(Mend::KeyBuilt(text.to_owned()));
                Ok(InteropKey { commune: "", street: Street::Unnamed, suffix: None })
            }
            read => read,
        }
    }
}

/// The column knows best, then the key, then the other rows of the file.
fn commune_code(
    key: &InteropKey<'_>,
    column: &str,
    commune: &str,
    communes: &CommuneCodes,
    mends: &mut Vec<Mend>,
) -> Result<String, AddressFault> {
    let in_key = is_insee_code(key.commune);
    let (code, wrong) = match (is_insee_code(column), in_key) {
        (true, _) => (Some(column), (!in_key && !key.commune.is_empty()).then_some(key.commune)),
        (false, true) => (Some(key.commune), (!column.is_empty()).then_some(column)),
        (false, false) => (communes.code_of(commune), Some(key.commune)),
    };
    let written = wrong.unwrap_or_default().to_owned();
    let Some(code) = code.map(str::to_ascii_uppercase) else {
        return Err(AddressFault::CommuneCodeInvalid { written, commune: commune.to_owned() });
    };
    if wrong.is_some() {
        mends.push(Mend::CommuneCode { written, read: code.clone() });
    }
    Ok(code)
}

fn is_named(field: &str, name: &str) -> bool {
    field.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name)
}
