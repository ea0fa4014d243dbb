//! Where an address lies: degrees if they are good, the Lambert-93 columns if they are not.

use super::{Mend, lambert};

/// The four columns, as the file has them.
pub(super) struct Written<'a> {
    pub(super) lat: &'a str,
    pub(super) lon: &'a str,
    pub(super) x: &'a str,
    pub(super) y: &'a str,
}

/// Latitude and longitude in millionths of a degree. A building without a position is of use, a
/// building at a wrong one sends people astray.
pub(super) fn read(
    written: &Written<'_>,
    commune_code: &str,
    mends: &mut Vec<Mend>,
) -> Option<(i64, i64)> {
    let degrees = pair(written.lat, written.lon).filter(|place| is_there(*place, commune_code));
    let projected = || {
        let (x, y) = pair(written.x, written.y)?;
        lambert::to_degrees(x, y).filter(|_| is_metropolitan(commune_code))
    };
    let text = [written.lat, written.lon].join(" ");
    let text = text.trim();
    let place = match degrees {
        Some(place) => {
            if text.contains(',') {
                mends.push(Mend::PositionComma(text.to_owned()));
            }
            Some(place)
        }
        // Some files have Lambert-93 alone, and that is nothing to mend.
        None if text.is_empty() => {
            let place = projected();
            let text = [written.x, written.y].join(" ");
            let text = text.trim();
            if place.is_none() && !text.is_empty() && is_metropolitan(commune_code) {
                mends.push(Mend::PositionDropped(text.to_owned()));
            }
            place
        }
        None => {
            let place = projected();
            let mend =
                if place.is_some() { Mend::PositionFromLambert } else { Mend::PositionDropped };
            mends.push(mend(text.to_owned()));
            place
        }
    };
    place.map(|(lat, lon)| (micro(lat), micro(lon)))
}

fn pair(first: &str, second: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    Some((number(first)?, number(second)?))
}

/// Whether the place can be in the commune's part of the Republic. Not-a-number and the
/// infinities parse too; they are nowhere.
fn is_there((lat, lon): (f64, f64), commune_code: &str) -> bool {
    if is_metropolitan(commune_code) {
        (41.0..=51.5).contains(&lat) && (-5.5..=10.0).contains(&lon)
    } else {
        // From Wallis in the west to New Caledonia in the east, and both hemispheres.
        (-60.0..=50.0).contains(&lat) && (-180.0..=180.0).contains(&lon) && (lat, lon) != (0.0, 0.0)
    }
}

fn is_metropolitan(commune_code: &str) -> bool {
    !commune_code.starts_with("97") && !commune_code.starts_with("98")
}

fn micro(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}
