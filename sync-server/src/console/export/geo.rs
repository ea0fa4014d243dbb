//! Visits for maps, as GeoJSON (RFC 7946): each at its building, or nowhere if that is not known.
//!
//! The place is that of the house, never of a phone.

use serde_json::{Map, Number, Value, json};

use super::columns::{COLUMNS, Cell};
use crate::store::WholeVisit;

pub(super) const KIND: &str = "application/geo+json";
pub(super) const HEAD: &str = "{\"type\":\"FeatureCollection\",\"features\":[";
pub(super) const TAIL: &str = "\n]}\n";

/// Some features; a comma parts them from those before.
pub(super) fn features(visits: &[WholeVisit], first: bool) -> String {
    let mut text = String::new();
    for (index, visit) in visits.iter().enumerate() {
        if index > 0 || !first {
            text.push(',');
        }
        text.push('\n');
        text += &feature(visit).to_string();
    }
    text
}

fn feature(visit: &WholeVisit) -> Value {
    let mut properties = Map::new();
    for column in &COLUMNS {
        let value = match (column.cell)(visit) {
            Cell::Text(text) => Value::from(text),
            Cell::Made(text) => Value::from(text),
            Cell::Number(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
            Cell::Truth(truth) => Value::from(truth),
            Cell::Nothing => Value::Null,
        };
        properties.insert(column.name.to_owned(), value);
    }
    #[expect(clippy::cast_precision_loss, reason = "millionths of a degree")]
    let point = |(latitude, longitude): (i64, i64)| {
        let coordinates = [longitude as f64 / 1e6, latitude as f64 / 1e6];
        json!({ "type": "Point", "coordinates": coordinates })
    };
    let geometry = visit.place.map_or(Value::Null, point);
    json!({ "type": "Feature", "id": visit.visit, "geometry": geometry, "properties": properties })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_make_one_document() {
        let here = WholeVisit { place: Some((48_900_000, 2_400_000)), ..WholeVisit::default() };
        let nowhere = WholeVisit { note: "=1".to_owned(), ..WholeVisit::default() };
        let text = [HEAD, &features(&[here], true), &features(&[nowhere], false), TAIL].concat();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["features"][0]["geometry"]["coordinates"], json!([2.4, 48.9]));
        assert_eq!(read["features"][1]["geometry"], Value::Null);
        assert_eq!(read["features"][1]["properties"]["note"], "=1");
        let empty: Value = serde_json::from_str(&[HEAD, TAIL].concat()).unwrap();
        assert_eq!(empty["features"], json!([]));
    }
}
