//! Building (immeuble): one address of a territory.

use super::field::bounded;
use super::{FieldError, Line, RecordError, Rule, Rules};

record! {
    /// A building at an address. Positions are whole micro-degrees, so that equal buildings have
    /// equal bytes on every database.
    Building, BuildingId, Building {
        /// The street.
        street: Line,
        /// The number in the street.
        number: Option<StreetNumber>,
        /// What follows the number: `bis`, `a`.
        suffix: Option<Line>,
        /// The town.
        commune: Option<Line>,
        /// The town's INSEE code.
        commune_code: Option<Line>,
        /// The key of the address in the file it came from.
        source_key: Option<Line>,
        /// Latitude in WGS-84, in millionths of a degree.
        lat_e6: Option<MicroDegrees>,
        /// Longitude in WGS-84, in millionths of a degree.
        lon_e6: Option<MicroDegrees>,
    }
}

bounded! {
    /// A number in a street.
    StreetNumber(0..=9999),
    /// An angle in millionths of a degree.
    MicroDegrees(-180_000_000..=180_000_000),
}

impl Rules for Building {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Building {
    fn check(&self) -> Result<(), RecordError> {
        match (self.lat_e6, self.lon_e6) {
            (Some(lat), _) if lat.get().abs() > 90_000_000 => {
                Err(RecordError::new("lat_e6", FieldError::OutOfRange(-90_000_000, 90_000_000)))
            }
            (Some(_), None) | (None, Some(_)) => Err(RecordError::new(
                "lon_e6",
                FieldError::AtOdds("a position needs both latitude and longitude"),
            )),
            _ => Ok(()),
        }
    }
}
