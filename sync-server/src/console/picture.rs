//! The picture of a building: its stairwells side by side, its floors from the top down, each door
//! as it stands.

use std::collections::BTreeMap;
use std::fmt::Write;

use shared::record::Outcome;

use super::words;
use crate::store::DoorLine;

const DOOR: i64 = 15;
const FLOOR: i64 = 17;
/// Between two stairwells.
const GAP: i64 = 3;
/// A drawing is shown this much larger than it is measured.
const SCALE: (i64, i64) = (5, 4);

/// Draws the doors of one building, which come by stairwell, floor and rank.
pub(super) fn drawn(doors: &[&DoorLine], label: &str) -> String {
    let floors: Vec<i64> = {
        let mut floors: Vec<_> = doors.iter().map(|door| door.floor).collect();
        floors.sort_unstable_by(|one, other| other.cmp(one));
        floors.dedup();
        floors
    };
    let rows: BTreeMap<i64, i64> = floors.iter().copied().zip(0..).collect();
    let mut inside = String::new();
    let mut left = 0;
    let mut rest = doors;
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|door| door.stairwell != first.stairwell);
        let (stairwell, others) = rest.split_at(end.unwrap_or(rest.len()));
        rest = others;
        left += drawn_stairwell(&mut inside, stairwell, &rows, left) + GAP;
    }
    let (width, height) = ((left - GAP).max(DOOR), (rows.len() as i64).max(1) * FLOOR);
    let shown = |size: i64| size * SCALE.0 / SCALE.1;
    format!(
        "<svg role=\"img\" aria-label=\"{}\" viewBox=\"-1 -1 {} {}\" width=\"{}\" \
         height=\"{}\">{inside}</svg>",
        words::escaped(label),
        width + 2,
        height + 2,
        shown(width + 2),
        shown(height + 2),
    )
}

/// Gives the width that the stairwell takes.
fn drawn_stairwell(
    svg: &mut String,
    doors: &[&DoorLine],
    rows: &BTreeMap<i64, i64>,
    left: i64,
) -> i64 {
    let mut taken: BTreeMap<i64, i64> = BTreeMap::new();
    for door in doors {
        let column = taken.entry(door.floor).or_default();
        let (x, y) = (left + *column * DOOR, rows.get(&door.floor).map_or(0, |row| row * FLOOR));
        *column += 1;
        let _ = write!(svg, "<use href=\"#d-{}\" x=\"{x}\" y=\"{y}\"/>", standing(door));
    }
    let width = taken.values().max().copied().unwrap_or(1) * DOOR;
    for floor in taken.keys() {
        let y = rows.get(floor).map_or(0, |row| row * FLOOR) + DOOR;
        let _ = write!(svg, "<path class=\"slab\" d=\"M{left} {y}h{}\"/>", width - 3);
    }
    width
}

/// The state of a door, as a word of the styles.
pub(super) fn standing(door: &DoorLine) -> &'static str {
    match (door.do_not_contact, door.outcome) {
        (true, _) => "nocontact",
        (false, None) => "todo",
        (false, Some(outcome)) => words::state(outcome),
    }
}

/// The states of the legend, with their drawings.
pub(super) fn legend() -> impl Iterator<Item = (Option<Outcome>, &'static str, &'static str)> {
    let visited = words::OUTCOMES
        .into_iter()
        .map(|outcome| (Some(outcome), words::state(outcome), words::icon(outcome)));
    visited.chain([(None, "todo", "")])
}

#[cfg(test)]
mod tests {
    use shared::id::{BuildingId, DoorId, StairwellId};
    use uuid::Uuid;

    use super::*;

    fn door(stairwell: u128, floor: i64, outcome: Option<Outcome>) -> DoorLine {
        DoorLine {
            door: DoorId(Uuid::from_u128(1)),
            building: BuildingId(Uuid::from_u128(1)),
            stairwell: StairwellId(Uuid::from_u128(stairwell)),
            stairwell_name: "A".to_owned(),
            floor,
            label: "1".to_owned(),
            do_not_contact: false,
            outcome,
        }
    }

    #[test]
    fn every_door_stands_on_its_floor_the_highest_on_top() {
        let doors =
            [door(1, 0, None), door(1, 0, Some(Outcome::Met)), door(1, 4, None), door(2, 4, None)];
        let svg = drawn(&doors.iter().collect::<Vec<_>>(), "12 rue <A>");
        assert!(svg.contains("aria-label=\"12 rue &lt;A&gt;\""), "{svg}");
        assert!(svg.contains("href=\"#d-met\" x=\"15\" y=\"17\""), "{svg}");
        assert!(svg.contains("href=\"#d-todo\" x=\"33\" y=\"0\""), "{svg}");
        assert_eq!(svg.matches("class=\"slab\"").count(), 3);
    }
}
