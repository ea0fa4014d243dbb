//! The first reading of a file: is it sound to its end, and what do its rows say together?

use shared::address::{Address, AddressFault, CommuneCodes};

use super::file::{AddressFile, FileError, RowFault};
use super::repeats::{Claims, Repeats};

/// What of a file is wanted: some communes, by INSEE code or name, and in them some streets, by name.
/// Without any, all are.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The communes.
    pub communes: Vec<String>,
    /// The streets.
    pub streets: Vec<String>,
}

impl Wanted {
    /// Whether the address is in one of them.
    #[must_use]
    pub fn has(&self, address: &Address) -> bool {
        let among = |names: &[String], is: fn(&str, &Address) -> bool| {
            names.is_empty() || names.iter().any(|name| is(name, address))
        };
        among(&self.communes, is_commune) && among(&self.streets, is_street)
    }
}

fn is_street(name: &str, address: &Address) -> bool {
    name.to_lowercase() == address.street.to_lowercase()
}

fn is_commune(name: &str, address: &Address) -> bool {
    name.to_lowercase() == address.commune.to_lowercase()
        || name.eq_ignore_ascii_case(&address.commune_code)
}

/// What the rows of a file say together.
#[derive(Debug, Default)]
pub struct Survey {
    /// How many rows there are.
    pub rows: u64,
    /// How many are not UTF-8 and were read as Windows-1252.
    pub latin_rows: u64,
    /// How many wanted addresses the file names, each once.
    pub addresses: u64,
    /// The commune, if all wanted addresses are in one.
    pub commune: Option<String>,
    /// Those of the wanted communes and streets that no row names.
    pub unknown: Vec<String>,
    /// The codes of the communes, for the rows that have a wrong one.
    pub communes: CommuneCodes,
    repeats: Repeats,
}

impl Survey {
    /// The line of the row that counts in place of this one, if this one repeats another.
    #[must_use]
    pub fn better(&self, line: u64) -> Option<u64> {
        self.repeats.get(&line).copied()
    }
}

/// Reads the file to its end; `progress` is told now and then how many rows were read.
///
/// # Errors
/// When the file is no address file, somewhere.
pub fn survey(
    file: &AddressFile,
    wanted: &Wanted,
    progress: &mut dyn FnMut(u64),
) -> Result<Survey, FileError> {
    let unlearned = CommuneCodes::default();
    let (survey, learned, lacked) = read(file, wanted, &unlearned, progress)?;
    if !lacked {
        return Ok(Survey { communes: learned, ..survey });
    }
    // Rows with a wrong commune code have no key until all the others were read.
    let (survey, ..) = read(file, wanted, &learned, progress)?;
    Ok(Survey { communes: learned, ..survey })
}

fn read(
    file: &AddressFile,
    wanted: &Wanted,
    known: &CommuneCodes,
    progress: &mut dyn FnMut(u64),
) -> Result<(Survey, CommuneCodes, bool), FileError> {
    let unknown = wanted.communes.iter().chain(&wanted.streets).cloned().collect();
    let mut survey = Survey { unknown, ..Survey::default() };
    let (mut claims, mut learned, mut lacked) = (Claims::default(), CommuneCodes::default(), false);
    let mut several = false;
    for row in file.rows(known)? {
        let row = row?;
        survey.rows += 1;
        survey.latin_rows += u64::from(row.is_latin);
        progress(survey.rows);
        let address = match &row.read {
            Ok(reading) => &reading.address,
            Err(RowFault::Address(AddressFault::CommuneCodeInvalid { .. })) => {
                lacked = true;
                continue;
            }
            Err(_) => continue,
        };
        learned.note(&address.commune, &address.commune_code);
        if !wanted.has(address) {
            continue;
        }
        survey.unknown.retain(|name| !is_commune(name, address) && !is_street(name, address));
        several |= survey.commune.as_ref().is_some_and(|one| *one != address.commune);
        survey.commune.get_or_insert_with(|| address.commune.clone());
        survey.addresses += 1;
        claims.add(row.line, address);
    }
    if several {
        survey.commune = None;
    }
    survey.repeats = claims.resolve();
    survey.addresses -= survey.repeats.len() as u64;
    Ok((survey, learned, lacked))
}
