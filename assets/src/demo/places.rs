//! The invented neighborhood: where it lies and what its buildings look like inside.

/// A neighborhood where neighbors work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Territory {
    pub name: &'static str,
    pub commune: &'static str,
    /// Formed like an INSEE code, in a range that no commune has.
    pub commune_code: &'static str,
    /// Latitude in millionths of a degree.
    pub lat_e6: i64,
    /// Longitude in millionths of a degree.
    pub lon_e6: i64,
}

/// A building and the doors behind its entrance, every stairwell alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Building {
    pub key: &'static str,
    pub street: &'static str,
    pub number: u32,
    pub suffix: Option<&'static str>,
    pub stairwells: &'static [&'static str],
    /// Floors above the ground floor, which has doors too.
    pub floors: u32,
    pub doors_per_floor: u32,
    /// Latitude in millionths of a degree.
    pub lat_e6: i64,
    /// Longitude in millionths of a degree.
    pub lon_e6: i64,
}

impl Building {
    /// How many doors this building has.
    #[must_use]
    pub fn door_count(&self) -> usize {
        self.stairwells.len() * (self.floors as usize + 1) * self.doors_per_floor as usize
    }
}

/// How many doors all [`BUILDINGS`] have together.
#[must_use]
pub fn door_count() -> usize {
    BUILDINGS.iter().map(Building::door_count).sum()
}

/// The neighborhood; its coordinates are those of open fields.
pub const TERRITORY: Territory = Territory {
    name: "Les Hautes-Aunes",
    commune: "Brévigny-sur-Orlesse",
    commune_code: "91987",
    lat_e6: 48_389_400,
    lon_e6: 2_061_200,
};

/// Twelve buildings, from two long blocks to a tower.
pub const BUILDINGS: &[Building] = &[
    Building {
        key: "aunes-2",
        street: "rue des Aunes",
        number: 2,
        suffix: None,
        stairwells: &["A", "B", "C"],
        floors: 4,
        doors_per_floor: 4,
        lat_e6: 48_389_120,
        lon_e6: 2_060_310,
    },
    Building {
        key: "aunes-4",
        street: "rue des Aunes",
        number: 4,
        suffix: None,
        stairwells: &["A", "B", "C", "D"],
        floors: 4,
        doors_per_floor: 4,
        lat_e6: 48_389_260,
        lon_e6: 2_060_730,
    },
    Building {
        key: "aunes-4-bis",
        street: "rue des Aunes",
        number: 4,
        suffix: Some("bis"),
        stairwells: &["A"],
        floors: 3,
        doors_per_floor: 2,
        lat_e6: 48_389_330,
        lon_e6: 2_060_940,
    },
    Building {
        key: "aunes-7",
        street: "rue des Aunes",
        number: 7,
        suffix: None,
        stairwells: &["A", "B"],
        floors: 5,
        doors_per_floor: 3,
        lat_e6: 48_389_050,
        lon_e6: 2_061_150,
    },
    Building {
        key: "lavoir-1",
        street: "allée du Lavoir",
        number: 1,
        suffix: None,
        stairwells: &["A", "B", "C"],
        floors: 4,
        doors_per_floor: 3,
        lat_e6: 48_389_610,
        lon_e6: 2_060_480,
    },
    Building {
        key: "lavoir-3",
        street: "allée du Lavoir",
        number: 3,
        suffix: None,
        stairwells: &["A", "B", "C"],
        floors: 4,
        doors_per_floor: 3,
        lat_e6: 48_389_740,
        lon_e6: 2_060_850,
    },
    Building {
        key: "lavoir-5",
        street: "allée du Lavoir",
        number: 5,
        suffix: None,
        stairwells: &["A", "B"],
        floors: 4,
        doors_per_floor: 4,
        lat_e6: 48_389_870,
        lon_e6: 2_061_230,
    },
    Building {
        key: "grand-pre-10",
        street: "place du Grand-Pré",
        number: 10,
        suffix: None,
        stairwells: &["A"],
        floors: 11,
        doors_per_floor: 6,
        lat_e6: 48_389_480,
        lon_e6: 2_061_620,
    },
    Building {
        key: "grand-pre-12",
        street: "place du Grand-Pré",
        number: 12,
        suffix: None,
        stairwells: &["A", "B"],
        floors: 8,
        doors_per_floor: 4,
        lat_e6: 48_389_590,
        lon_e6: 2_061_980,
    },
    Building {
        key: "tisserands-15",
        street: "rue des Tisserands",
        number: 15,
        suffix: None,
        stairwells: &["A", "B"],
        floors: 3,
        doors_per_floor: 4,
        lat_e6: 48_388_760,
        lon_e6: 2_061_410,
    },
    Building {
        key: "tisserands-17",
        street: "rue des Tisserands",
        number: 17,
        suffix: None,
        stairwells: &["Nord", "Sud"],
        floors: 4,
        doors_per_floor: 5,
        lat_e6: 48_388_840,
        lon_e6: 2_061_790,
    },
    Building {
        key: "tisserands-19",
        street: "rue des Tisserands",
        number: 19,
        suffix: None,
        stairwells: &["A", "B", "C"],
        floors: 4,
        doors_per_floor: 4,
        lat_e6: 48_388_930,
        lon_e6: 2_062_160,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_neighborhood_has_about_six_hundred_doors() {
        assert_eq!(BUILDINGS.len(), 12);
        assert!((580..=620).contains(&door_count()), "{} doors", door_count());
        assert!(BUILDINGS.iter().all(|building| building.door_count() > 0));
    }

    #[test]
    fn no_two_buildings_share_an_address_or_a_place() {
        for (at, one) in BUILDINGS.iter().enumerate() {
            for other in &BUILDINGS[at + 1..] {
                assert_ne!(
                    (one.street, one.number, one.suffix),
                    (other.street, other.number, other.suffix)
                );
                assert_ne!((one.lat_e6, one.lon_e6), (other.lat_e6, other.lon_e6));
            }
        }
    }

    #[test]
    fn buildings_stand_within_a_walk_of_the_neighborhood() {
        // Three thousandths of a degree are some three hundred meters.
        for building in BUILDINGS {
            assert!((building.lat_e6 - TERRITORY.lat_e6).abs() < 3_000);
            assert!((building.lon_e6 - TERRITORY.lon_e6).abs() < 3_000);
        }
    }
}
