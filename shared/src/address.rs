//! The reading model of a municipality's address file (*Base Adresse Locale*, BAL 1.3 and later).
//!
//! One row becomes one [`Address`], fit to become a building, or one [`AddressFault`] that says
//! what a person has to put right. Nothing is mended and nothing is guessed: where a row says less
//! than a building needs, it is refused. The caller splits the file into fields and decides what a
//! repeated key means. Start at [`AddressColumns::from_header`], then [`AddressColumns::read`].

use chrono::NaiveDate;

/// One address that a municipality published, fit to become a building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The `cle_interop`, built anew from what was read: lowercase, the number padded to five
    /// digits, the suffix at the end. Two spellings of one address have one key.
    pub key: String,
    /// The name of the street.
    pub street: String,
    /// The number in the street.
    pub number: u32,
    /// What follows the number, in lowercase: `bis`, `a`.
    pub suffix: Option<String>,
    /// The name of the commune.
    pub commune: String,
    /// The INSEE code of the commune, in uppercase.
    pub commune_code: String,
    /// Latitude (WGS 84) in millionths of a degree; there with the longitude or not at all.
    pub lat_e6: Option<i64>,
    /// Longitude (WGS 84) in millionths of a degree; there with the latitude or not at all.
    pub lon_e6: Option<i64>,
    /// What the coordinates point at, in lowercase, if it is one of the format's own words.
    pub position: Option<String>,
    /// When the municipality last touched the row.
    pub updated: Option<NaiveDate>,
}

/// Where each column stands in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressColumns {
    key: usize,
    street: usize,
    number: usize,
    commune: usize,
    suffix: Option<usize>,
    position: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    updated: Option<usize>,
}

/// The file is not a list of addresses, or not in this format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the header lacks {}", .missing.join(", "))]
pub struct HeaderError {
    /// The required columns that are not there, by the names the format gives them.
    pub missing: Vec<&'static str>,
}

/// Why a row cannot become a building; the first fault found, with the text that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// There is no street name.
    #[error("the street has no name")]
    StreetEmpty,
    /// There is no commune name.
    #[error("the commune has no name")]
    CommuneEmpty,
    /// A name holds control characters or marks of a lost encoding, or is over 200 characters.
    #[error("the name {0:?} is not one readable line of at most 200 characters")]
    NameUnfit(String),
    /// There is no number.
    #[error("the number is missing")]
    NumberMissing,
    /// The number is not a whole number from 0 to 9999.
    #[error("the number {0:?} is not a whole number from 0 to 9999")]
    NumberInvalid(String),
    /// The number is 99999, the format's way to publish a street that has no numbers.
    #[error("the street {0:?} is published without numbers")]
    StreetWithoutNumbers(String),
    /// The interoperability key has not the form `commune_street_number[_suffix]`.
    #[error("the key {0:?} is not of the form commune_street_number[_suffix]")]
    KeyMalformed(String),
    /// The interoperability key names another number than the row.
    #[error("the key {0:?} names another number than its row")]
    KeyNumberDiffers(String),
    /// The interoperability key begins with something that cannot be an INSEE code.
    #[error("the commune code {0:?} is not an INSEE code")]
    CommuneCodeInvalid(String),
    /// What follows the number is not a suffix.
    #[error("the suffix {0:?} is not one to four letters and digits that begin with a letter")]
    SuffixInvalid(String),
    /// The coordinates are not two numbers of degrees on the globe.
    #[error("the coordinates {0:?} are not a latitude and a longitude")]
    CoordinatesInvalid(String),
    /// The date is in no form that this version reads.
    #[error("the date {0:?} is not a day of the calendar, written as 2013-01-26")]
    DateInvalid(String),
}

impl AddressFault {
    /// The stable code of this fault, by which a person's text is chosen.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::StreetEmpty => "street-empty",
            Self::CommuneEmpty => "commune-empty",
            Self::NameUnfit(_) => "name-unfit",
            Self::NumberMissing => "number-missing",
            Self::NumberInvalid(_) => "number-invalid",
            Self::StreetWithoutNumbers(_) => "street-without-numbers",
            Self::KeyMalformed(_) => "key-malformed",
            Self::KeyNumberDiffers(_) => "key-number-differs",
            Self::CommuneCodeInvalid(_) => "commune-code-invalid",
            Self::SuffixInvalid(_) => "suffix-invalid",
            Self::CoordinatesInvalid(_) => "coordinates-invalid",
            Self::DateInvalid(_) => "date-invalid",
        }
    }
}

impl AddressColumns {
    /// Finds the columns in the header, whatever their order and case, with or without a
    /// byte-order mark in front. Columns that this module does not know are passed over.
    ///
    /// # Errors
    /// Names the required columns that are missing.
    pub fn from_header(fields: &[&str]) -> Result<Self, HeaderError> {
        const REQUIRED: [&str; 4] = ["cle_interop", "voie_nom", "numero", "commune_nom"];
        let find = |name: &str| {
            fields.iter().position(|field| {
                let field = field.trim_start_matches('\u{feff}').trim();
                field.eq_ignore_ascii_case(name)
            })
        };
        let [Some(key), Some(street), Some(number), Some(commune)] = REQUIRED.map(find) else {
            let missing = REQUIRED.into_iter().filter(|name| find(name).is_none());
            return Err(HeaderError { missing: missing.collect() });
        };
        Ok(Self {
            key,
            street,
            number,
            commune,
            suffix: find("suffixe"),
            position: find("position"),
            lat: find("lat"),
            lon: find("long"),
            updated: find("date_der_maj"),
        })
    }

    /// Reads one row. A field that a short row lacks counts as empty.
    ///
    /// # Errors
    /// The first fault of the row.
    pub fn read(&self, fields: &[&str]) -> Result<Address, AddressFault> {
        let at = |column: usize| fields.get(column).map_or("", |field| field.trim());
        let maybe = |column: Option<usize>| column.map_or("", at);

        let street = read_name(at(self.street), AddressFault::StreetEmpty)?;
        let commune = read_name(at(self.commune), AddressFault::CommuneEmpty)?;
        let number = read_number(at(self.number), &street)?;
        let key = InteropKey::read(at(self.key), number)?;
        let suffix = match maybe(self.suffix) {
            "" => key.suffix,
            column => Some(column),
        };
        let suffix = suffix.map(read_suffix).transpose()?;
        let (lat_e6, lon_e6) = read_coordinates(maybe(self.lat), maybe(self.lon))?;
        Ok(Address {
            key: key.normalized(number, suffix.as_deref()),
            street,
            number,
            suffix,
            commune,
            commune_code: key.commune.to_ascii_uppercase(),
            lat_e6,
            lon_e6,
            position: read_position(maybe(self.position)),
            updated: read_date(maybe(self.updated))?,
        })
    }
}

/// The parts of a `cle_interop`, as the file spells them.
struct InteropKey<'a> {
    commune: &'a str,
    street: &'a str,
    suffix: Option<&'a str>,
}

impl<'a> InteropKey<'a> {
    /// Takes `text` apart and holds it against the number that its row gives.
    fn read(text: &'a str, number: u32) -> Result<Self, AddressFault> {
        let malformed = || AddressFault::KeyMalformed(text.to_owned());
        let parts: Vec<&str> = text.split('_').collect();
        let (commune, street, digits, suffix) = match parts[..] {
            [commune, street, digits] => (commune, street, digits, None),
            [commune, street, digits, suffix] => (commune, street, digits, Some(suffix)),
            _ => return Err(malformed()),
        };
        let alphanumeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits = |part: &str| (1..=9).contains(&part.len()) && alphanumeric(part);
        if street.len() != 4 || !alphanumeric(street) || !suffix.is_none_or(fits) {
            return Err(malformed());
        }
        if !is_insee_code(commune) {
            return Err(AddressFault::CommuneCodeInvalid(commune.to_owned()));
        }
        if whole_number(digits).ok_or_else(malformed)? != number {
            return Err(AddressFault::KeyNumberDiffers(text.to_owned()));
        }
        Ok(Self { commune, street, suffix })
    }

    fn normalized(&self, number: u32, suffix: Option<&str>) -> String {
        let tail = suffix.map_or_else(String::new, |suffix| format!("_{suffix}"));
        format!("{}_{}_{number:05}{tail}", self.commune, self.street).to_ascii_lowercase()
    }
}

/// Whether `code` is formed like a commune's INSEE code: a department from 01 to 95 (Corsica is
/// 2A and 2B) or overseas (97, 98), then a commune. A commune is never 000, which also catches a
/// postcode such as 67000 that stands in for the code.
fn is_insee_code(code: &str) -> bool {
    let Some((department, commune)) = code.split_at_checked(2) else {
        return false;
    };
    let known = match department {
        "2A" | "2B" | "2a" | "2b" | "97" | "98" => true,
        _ => whole_number(department).is_some_and(|n| matches!(n, 1..=19 | 21..=95)),
    };
    known && commune.len() == 3 && whole_number(commune).is_some_and(|n| n > 0)
}

fn read_name(text: &str, empty: AddressFault) -> Result<String, AddressFault> {
    if text.is_empty() {
        return Err(empty);
    }
    let unreadable = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
    if text.contains(unreadable) || text.chars().count() > 200 {
        return Err(AddressFault::NameUnfit(text.to_owned()));
    }
    Ok(text.to_owned())
}

fn read_number(text: &str, street: &str) -> Result<u32, AddressFault> {
    if text.is_empty() {
        return Err(AddressFault::NumberMissing);
    }
    match whole_number(text) {
        Some(number @ 0..=9999) => Ok(number),
        Some(99_999) => Err(AddressFault::StreetWithoutNumbers(street.to_owned())),
        _ => Err(AddressFault::NumberInvalid(text.to_owned())),
    }
}

/// A suffix of one to four letters and digits that begins with a letter, or one of the two longer
/// words that count on from `bis` and `ter`.
fn read_suffix(text: &str) -> Result<String, AddressFault> {
    let suffix = text.to_ascii_lowercase();
    let short = suffix.len() <= 4
        && suffix.starts_with(|c: char| c.is_ascii_lowercase())
        && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if short || matches!(suffix.as_str(), "quater" | "quinquies") {
        Ok(suffix)
    } else {
        Err(AddressFault::SuffixInvalid(text.to_owned()))
    }
}

/// Latitude and longitude in millionths of a degree. One without the other is no place.
fn read_coordinates(lat: &str, lon: &str) -> Result<(Option<i64>, Option<i64>), AddressFault> {
    if lat.is_empty() && lon.is_empty() {
        return Ok((None, None));
    }
    match (micro_degrees(lat, 90.0), micro_degrees(lon, 180.0)) {
        (Some(lat), Some(lon)) => Ok((Some(lat), Some(lon))),
        _ => Err(AddressFault::CoordinatesInvalid(format!("{lat} {lon}"))),
    }
}

fn micro_degrees(text: &str, limit: f64) -> Option<i64> {
    let degrees: f64 = text.parse().ok()?;
    // Not-a-number and the infinities parse too; they are in no range.
    let on_globe = (-limit..=limit).contains(&degrees);
    on_globe.then(|| (degrees * 1e6).round() as i64)
}

/// An unknown position is dropped: it says what the coordinates point at, and no building hangs
/// on it.
fn read_position(text: &str) -> Option<String> {
    const KNOWN: [&str; 8] = [
        "bâtiment",
        "cage d'escalier",
        "délivrance postale",
        "entrée",
        "logement",
        "parcelle",
        "segment",
        "service technique",
    ];
    let position = text.to_lowercase().replace('’', "'");
    KNOWN.contains(&position.as_str()).then_some(position)
}

fn read_date(text: &str) -> Result<Option<NaiveDate>, AddressFault> {
    const FORMS: [&str; 3] = ["%Y-%m-%d", "%Y.%m.%d", "%d/%m/%Y"];
    if text.is_empty() {
        return Ok(None);
    }
    // The parser is generous with signs and padding; a date counts if it is written back the same.
    let read = |form: &&str| {
        let date = NaiveDate::parse_from_str(text, form).ok()?;
        (date.format(form).to_string() == text).then_some(date)
    };
    match FORMS.iter().find_map(read) {
        Some(date) => Ok(Some(date)),
        None => Err(AddressFault::DateInvalid(text.to_owned())),
    }
}

/// The number that `text` spells in ASCII digits alone, which `parse` would also allow a sign.
fn whole_number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "cle_interop;uid_adresse;voie_nom;numero;suffixe;commune_nom;position;\
                          x;y;long;lat;source;date_der_maj";
    const SOUND: &str = "35987_0a10_00012;;Rue des Aunes;12;;Brévigny;entrée;\
                         1;2;-1.5276685;48.1401805;Ville;2013-01-26";

    #[test]
    fn a_sound_row_becomes_an_address() {
        let address = read(SOUND).unwrap();
        assert_eq!(
            address,
            Address {
                key: "35987_0a10_00012".to_owned(),
                street: "Rue des Aunes".to_owned(),
                number: 12,
                suffix: None,
                commune: "Brévigny".to_owned(),
                commune_code: "35987".to_owned(),
                lat_e6: Some(48_140_181),
                lon_e6: Some(-1_527_669),
                position: Some("entrée".to_owned()),
                updated: NaiveDate::from_ymd_opt(2013, 1, 26),
            }
        );
    }

    #[test]
    fn columns_may_stand_in_any_order_and_case_behind_a_byte_order_mark() {
        let header = ["\u{feff}NUMERO", "Commune_Nom", "autre", "voie_nom ", "cle_interop"];
        let columns = AddressColumns::from_header(&header).unwrap();
        let row = ["7", " Brévigny ", "?", "Rue", "2a004_B123_7"];
        let address = columns.read(&row).unwrap();
        assert_eq!(address.key, "2a004_b123_00007");
        assert_eq!(address.commune_code, "2A004");
        assert_eq!(address.commune, "Brévigny");
        assert_eq!((address.lat_e6, address.updated), (None, None));
    }

    #[test]
    fn a_header_names_every_column_it_lacks() {
        let error = AddressColumns::from_header(&["voie_nom", "lat", "numero"]).unwrap_err();
        assert_eq!(error.missing, ["cle_interop", "commune_nom"]);
        assert_eq!(error.to_string(), "the header lacks cle_interop, commune_nom");
    }

    #[test]
    fn each_fault_is_told_apart() {
        for (sound, broken, code) in [
            ("Rue des Aunes", "", "street-empty"),
            ("Brévigny", "  ", "commune-empty"),
            ("Rue des Aunes", "Rue\0", "name-unfit"),
            ("Brévigny", "Br\u{fffd}vigny", "name-unfit"),
            (";12;", ";;", "number-missing"),
            (";12;", ";163,0000000000;", "number-invalid"),
            (";12;", ";-12;", "number-invalid"),
            (";12;", ";10000;", "number-invalid"),
            (";12;", ";99999999999;", "number-invalid"),
            (";12;", ";99999;", "street-without-numbers"),
            ("35987_0a10_00012", "", "key-malformed"),
            ("_0a10_", "_0a10", "key-malformed"),
            ("_0a10_", "_XX0a10_", "key-malformed"),
            ("_0a10_", "_0é1_", "key-malformed"),
            ("_00012", "_+12", "key-malformed"),
            ("_00012", "_", "key-malformed"),
            ("_00012", "_12_", "key-malformed"),
            ("_00012", "_12_bis_a", "key-malformed"),
            ("_00012", "_12_abcdefghij", "key-malformed"),
            ("_00012", "_00013", "key-number-differs"),
            ("35987_", "00000_", "commune-code-invalid"),
            ("35987_", "A7482_", "commune-code-invalid"),
            ("35987_", "67000_", "commune-code-invalid"),
            ("35987_", "20987_", "commune-code-invalid"),
            ("35987_", "2C987_", "commune-code-invalid"),
            ("35987_", "9874_", "commune-code-invalid"),
            ("35987_", "é598_", "commune-code-invalid"),
            ("_00012", "_00012_3djsoi5", "suffix-invalid"),
            (";12;;", ";12;batiment;", "suffix-invalid"),
            (";12;;", ";12;2;", "suffix-invalid"),
            ("48.1401805", "90.1", "coordinates-invalid"),
            ("48.1401805", "NaN", "coordinates-invalid"),
            ("48.1401805", "48,14", "coordinates-invalid"),
            ("48.1401805", "", "coordinates-invalid"),
            ("-1.5276685", "-180.5", "coordinates-invalid"),
            ("2013-01-26", "2013-02-30", "date-invalid"),
            ("2013-01-26", "26/01/13", "date-invalid"),
            ("2013-01-26", "hier", "date-invalid"),
        ] {
            assert!(SOUND.contains(sound), "{sound:?} is not in the sound row");
            let row = SOUND.replacen(sound, broken, 1);
            let fault = read(&row).expect_err(&row);
            assert_eq!(fault.code(), code, "{row}");
            assert!(!fault.to_string().is_empty());
        }
    }

    #[test]
    fn two_spellings_of_one_address_have_one_key() {
        let spellings = [("_00012", "_12_BIS"), (";12;;", ";0012;Bis;")];
        for (sound, other) in spellings {
            let address = read(&SOUND.replacen(sound, other, 1)).unwrap();
            assert_eq!(address.key, "35987_0a10_00012_bis");
            assert_eq!(address.suffix.as_deref(), Some("bis"));
        }
        let row = SOUND.replacen("_00012;;", "_12_b;;", 1);
        let address = read(&row.replacen(";12;;", ";12;quater;", 1)).unwrap();
        assert_eq!(address.key, "35987_0a10_00012_quater");
    }

    #[test]
    fn what_a_building_can_do_without_may_be_absent() {
        let address = read("35987_0a10_0;;Rue;0;;Brévigny").unwrap();
        assert_eq!((address.number, address.lat_e6), (0, None));
        let unknown = read(&SOUND.replacen("entrée", "ddfdf", 1)).unwrap();
        assert_eq!(unknown.position, None);
        for (written, read_as) in [("", None), ("2013.01.26", Some(26)), ("26/01/2013", Some(26))] {
            let updated = read(&SOUND.replacen("2013-01-26", written, 1)).unwrap().updated;
            let day = read_as.and_then(|day| NaiveDate::from_ymd_opt(2013, 1, day));
            assert_eq!(updated, day, "{written}");
        }
    }

    fn read(row: &str) -> Result<Address, AddressFault> {
        let header: Vec<&str> = HEADER.split(';').collect();
        let fields: Vec<&str> = row.split(';').collect();
        AddressColumns::from_header(&header).unwrap().read(&fields)
    }
}
