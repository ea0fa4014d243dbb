//! From Lambert-93 (EPSG:2154), the legal projection of metropolitan France, to degrees.
//!
//! The method and the constants are those that IGN, the national mapping agency, publishes (NTG 71,
//! ALG0002 and ALG0004). RGF93 and WGS 84 differ by less than a metre, which no door notices.

/// Eccentricity of the GRS 80 ellipsoid.
const E: f64 = 0.081_819_191_042_815_79;
/// Exponent of the projection.
const N: f64 = 0.725_607_765_053_267;
/// Constant of the projection, in metres.
const C: f64 = 11_754_255.426_096;
/// Where the cone's apex lies in the plane, in metres.
const APEX: (f64, f64) = (700_000.0, 12_655_612.049_876);
/// The meridian of origin, in degrees.
const MERIDIAN: f64 = 3.0;
/// Where a French address can be, in metres; beyond it the numbers are something else.
const X: std::ops::RangeInclusive<f64> = 0.0..=1_300_000.0;
const Y: std::ops::RangeInclusive<f64> = 6_000_000.0..=7_200_000.0;

/// Latitude and longitude in degrees of a Lambert-93 position in metres; none outside of
/// metropolitan France.
#[must_use]
pub fn to_degrees(x: f64, y: f64) -> Option<(f64, f64)> {
    if !X.contains(&x) || !Y.contains(&y) {
        return None;
    }
    let (east, south) = (x - APEX.0, APEX.1 - y);
    let longitude = MERIDIAN + (east.atan2(south) / N).to_degrees();
    let isometric = -(east.hypot(south) / C).ln() / N;
    Some((latitude(isometric).to_degrees(), longitude))
}

/// The latitude, in radians, of an isometric latitude.
fn latitude(isometric: f64) -> f64 {
    // Each round wins two digits; ten leave nothing that a 64-bit number could hold.
    let round = |latitude: f64| {
        let flattening = (E * latitude.sin()).atanh() * E;
        2.0 * (isometric + flattening).exp().atan() - std::f64::consts::FRAC_PI_2
    };
    (0..10).fold(round(0.0), |latitude, _| round(latitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_points_come_out_within_a_decimetre() {
        // The origin of the projection; then rows that were published with both positions.
        for (x, y, lat, lon) in [
            (700_000.0, 6_600_000.0, 46.5, 3.0),
            (1_049_409.0, 6_838_286.4, 48.550_45, 7.737_072),
            (1_052_800.8, 6_845_467.7, 48.613_092, 7.788_841),
            (
                363_406.065_895_971,
                6_791_854.242_553_02,
                48.140_180_336_425_2,
                -1.527_668_748_650_78,
            ),
            (156_513.07, 6_834_959.14, 48.387_066_456_883_5, -4.351_580_945_612_15),
        ] {
            let (found_lat, found_lon) = to_degrees(x, y).unwrap();
            assert!((found_lat - lat).abs() < 1e-6, "{found_lat} for {lat}");
            assert!((found_lon - lon).abs() < 1e-6, "{found_lon} for {lon}");
        }
    }

    #[test]
    fn what_is_not_in_france_has_no_degrees() {
        for (x, y) in
            [(7.7, 48.5), (0.0, 0.0), (f64::NAN, 6_600_000.0), (1e9, 6_600_000.0), (7e5, -6.6e6)]
        {
            assert_eq!(to_degrees(x, y), None);
        }
    }
}
