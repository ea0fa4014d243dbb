//! Which rows of a file name an address that another row names too.
//!
//! Two rows repeat each other if they have one key, or if they agree on commune, street, number,
//! suffix and position: some files name one address under two keys. The newest date counts, and
//! the first row among equals. A row costs 48 bytes until all is known, whatever stands in it.

use std::collections::HashMap;

use chrono::Datelike;
use shared::address::Address;

/// Gathers what each row names.
#[derive(Debug, Default)]
pub(super) struct Claims {
    keys: Vec<Claim>,
    places: Vec<Claim>,
}

/// Rows that repeat a better one, each with the line of that one.
pub(super) type Repeats = HashMap<u64, u64>;

/// A hash of what is named, and the rank of the row that names it. Sorted, the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    name: [u64; 2],
    rank: u64,
}

/// How many bits of a rank are the line; the rest is the date.
const LINE_BITS: u32 = 40;

impl Claims {
    pub(super) fn add(&mut self, line: u64, address: &Address) {
        let days = address.updated.map_or(0, |date| date.num_days_from_ce());
        let age = (1 << (64 - LINE_BITS)) - 1 - u64::try_from(days).unwrap_or(0);
        let rank = age << LINE_BITS | line;
        self.keys.push(Claim { name: hash(&address.key), rank });
        if let (Some(lat), Some(lon)) = (address.lat_e6, address.lon_e6) {
            let Address { commune_code, number, suffix, .. } = address;
            let street = address.street.to_lowercase();
            let place = format!("{commune_code}\n{street}\n{number}\n{suffix:?}\n{lat}\n{lon}");
            self.places.push(Claim { name: hash(&place), rank });
        }
    }

    pub(super) fn resolve(self) -> Repeats {
        let mut repeats = Repeats::new();
        settle(self.keys, &mut repeats);
        // A row that lost its key claims no place: the row that it would displace may be good.
        let mut places = self.places;
        places.retain(|claim| !repeats.contains_key(&claim.line()));
        settle(places, &mut repeats);
        repeats
    }
}

impl Claim {
    fn line(self) -> u64 {
        self.rank & ((1 << LINE_BITS) - 1)
    }
}

fn settle(mut claims: Vec<Claim>, repeats: &mut Repeats) {
    claims.sort_unstable();
    for group in claims.chunk_by(|one, other| one.name == other.name) {
        let Some((best, rest)) = group.split_first() else {
            continue;
        };
        repeats.extend(rest.iter().map(|claim| (claim.line(), best.line())));
    }
}

/// 128 bits, so that two addresses of one country never share a hash.
fn hash(text: &str) -> [u64; 2] {
    let hash = blake3::hash(text.as_bytes());
    let mut halves = hash
        .as_bytes()
        .chunks_exact(8)
        .map(|half| half.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
    [halves.next().unwrap_or(0), halves.next().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(key: &str, day: u32, place: Option<i64>) -> Address {
        Address {
            key: key.to_owned(),
            street: "Rue des Aunes".to_owned(),
            number: 12,
            suffix: None,
            commune: "Brévigny".to_owned(),
            commune_code: "91987".to_owned(),
            lat_e6: place,
            lon_e6: place,
            position: None,
            updated: chrono::NaiveDate::from_ymd_opt(2020, 1, day),
        }
    }

    fn resolve(rows: &[(&str, u32, Option<i64>)]) -> Vec<(u64, u64)> {
        let mut claims = Claims::default();
        for (index, (key, day, place)) in rows.iter().enumerate() {
            claims.add(index as u64, &address(key, *day, *place));
        }
        let mut repeats: Vec<_> = claims.resolve().into_iter().collect();
        repeats.sort_unstable();
        repeats
    }

    #[test]
    fn the_newest_row_of_a_key_counts_and_the_first_among_equals() {
        assert_eq!(resolve(&[("a", 1, None), ("b", 1, None)]), []);
        assert_eq!(resolve(&[("a", 1, None), ("a", 2, None), ("a", 2, None)]), [(0, 1), (2, 1)]);
        assert_eq!(resolve(&[("a", 0, None), ("a", 1, None)]), [(0, 1)], "any date beats none");
    }

    #[test]
    fn two_keys_of_one_place_are_one_address() {
        assert_eq!(resolve(&[("a", 1, Some(5)), ("b", 1, Some(5)), ("c", 1, Some(6))]), [(1, 0)]);
        assert_eq!(resolve(&[("a", 1, None), ("b", 1, None)]), [], "no place is no proof");
    }

    #[test]
    fn a_row_that_is_out_throws_out_no_other() {
        let rows = [("a", 1, Some(5)), ("a", 2, Some(6)), ("b", 1, Some(5))];
        assert_eq!(resolve(&rows), [(0, 1)]);
    }
}
