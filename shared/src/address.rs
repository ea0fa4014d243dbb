//! The reading model of French address files: municipal ones (*Base Adresse Locale*, BAL) and the
//! national base (*Base Adresse Nationale*, BAN).
//!
//! One row becomes a [`Reading`]: an [`Address`] that is fit to become a building, with a
//! [`Mend`] for each thing that was put right on the way; or it becomes one [`AddressFault`]. Only
//! what is certain is mended. The caller splits the file into fields, and decides what a repeated
//! address means. Start at [`AddressColumns::from_header`], then [`AddressColumns::read`].

use chrono::NaiveDate;

mod columns;
mod communes;
mod fault;
mod fields;
mod key;
pub mod lambert;
mod place;

pub use columns::{AddressColumns, Format, HeaderError};
pub use communes::CommuneCodes;
pub use fault::{AddressFault, Mend};

/// One published address, fit to become a building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The `cle_interop` (BAN: `id`), built anew from what was read: lowercase, the number padded
    /// to five digits, the suffix at the end. Two spellings of one address have one key.
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

impl std::fmt::Display for Address {
    /// As it is written on a letter.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let suffix = self.suffix.as_deref().map_or_else(String::new, |suffix| format!(" {suffix}"));
        let Self { number, street, commune, commune_code, .. } = self;
        write!(f, "{number}{suffix} {street}, {commune} ({commune_code})")
    }
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The address.
    pub address: Address,
    /// What was put right, in the order in which it was found.
    pub mends: Vec<Mend>,
}

#[cfg(test)]
mod tests;
