//! Reads a municipal address file, row by row: what is good, and what is wrong with the rest.

use std::io::Read;

use shared::address::{Address, AddressColumns};

/// A row that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line in the file, the header being line 1.
    pub line: u64,
    /// A stable word for the reason.
    pub code: &'static str,
    /// The reason, with the offending text.
    pub reason: String,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct AddressFile {
    /// The good rows.
    pub addresses: Vec<Address>,
    /// The others.
    pub faults: Vec<Fault>,
}

/// Why a file is no address file.
#[derive(Debug, thiserror::Error)]
pub enum AddressFileError {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(csv::Error),
    /// Its first line does not name the columns of an address file.
    #[error("this is no BAL address file: {0}")]
    Header(shared::address::HeaderError),
}

/// Reads a BAL file: columns separated by `;`, the first line naming them.
///
/// # Errors
/// When the file is no address file at all; faulty rows are named in the result.
pub fn read(file: impl Read) -> Result<AddressFile, AddressFileError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .has_headers(false)
        .from_reader(file);
    let mut records = reader.byte_records();
    let header = records.next().transpose().map_err(AddressFileError::Unreadable)?;
    let header = header.unwrap_or_default();
    let names: Vec<_> = header.iter().map(|name| String::from_utf8_lossy(name)).collect();
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let columns = AddressColumns::from_header(&names).map_err(AddressFileError::Header)?;
    let mut file = AddressFile::default();
    for record in records {
        let record = record.map_err(AddressFileError::Unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        let fields: Result<Vec<_>, _> = record.iter().map(std::str::from_utf8).collect();
        match fields {
            Ok(fields) => match columns.read(&fields) {
                Ok(address) => file.addresses.push(address),
                Err(fault) => {
                    let (code, reason) = (fault.code(), fault.to_string());
                    file.faults.push(Fault { line, code, reason });
                }
            },
            Err(_) => file.faults.push(Fault {
                line,
                code: "not-utf-8",
                reason: "the row is not written in UTF-8".to_owned(),
            }),
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "\u{feff}cle_interop;voie_nom;numero;suffixe;commune_nom;long;lat\n";

    #[test]
    fn good_rows_go_in_and_faulty_ones_are_named() {
        let text = format!(
            "{HEADER}91987_0010_00003;Rue des Aunes;3;;Brévigny;2.4;48.6\n\
             91987_0010_00005;;5;;Brévigny;;\n\
             91987_0010_00007_bis;Rue des Aunes;7;bis;Brévigny;;\n"
        );
        let file = read(text.as_bytes()).unwrap();
        assert_eq!(file.addresses.len(), 2);
        assert_eq!(file.addresses[0].lat_e6, Some(48_600_000));
        let faults: Vec<_> = file.faults.iter().map(|fault| (fault.line, fault.code)).collect();
        assert_eq!(faults, [(3, "street-empty")]);
    }

    #[test]
    fn a_file_that_is_no_address_file_gets_one_sentence() {
        for text in ["", "a;b;c\n1;2;3\n", "\u{1}\u{2}PNG\n"] {
            let error = read(text.as_bytes()).unwrap_err();
            assert!(error.to_string().starts_with("this is no BAL address file"), "{error}");
        }
    }
}
