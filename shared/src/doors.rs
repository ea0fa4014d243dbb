//! The doors of a stairwell, generated from how many floors it has and how many doors a floor.
//!
//! Address files know streets and numbers, and no doors. What is generated here is a first draft
//! that the team corrects in the field.

use crate::record::{FieldError, Floor, Line, Rank, choice};

choice! {
    /// How the doors of a stairwell are numbered: the ways in use in France.
    Numbering {
        /// 1, 2, 3 … from the ground floor up.
        Sequential = "sequential",
        /// The floor, then the place on the landing: 01, 02, 11, 12, 21 …; 101 beyond nine doors.
        ByFloor = "by_floor",
        /// The floor, then the place in two digits: 001, 002, 101, 102, 201 …
        Hundreds = "hundreds",
        /// By the side of the landing: 1 gauche, 1 droite; letters beyond three doors.
        BySide = "by_side",
        /// A, B, C … from the ground floor up; AA after Z.
        Letters = "letters",
    }
}

/// How many doors a stairwell has, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Floors above the ground floor.
    pub floors: i64,
    /// Doors on each of them.
    pub per_floor: i64,
    /// Doors on the ground floor, which often has shops or cellars instead; without a number, as
    /// many as on the others.
    pub on_ground: Option<i64>,
}

/// Where one door stands, and what is written on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorPlan {
    /// The floor.
    pub floor: Floor,
    /// The place on the landing.
    pub rank: Rank,
    /// The label.
    pub label: Line,
}

/// The doors of a stairwell, from the ground up.
///
/// # Errors
/// When a floor or a rank is outside its bounds.
pub fn plan(shape: &Shape, numbering: Numbering) -> Result<Vec<DoorPlan>, FieldError> {
    let Shape { floors, per_floor, on_ground } = *shape;
    if Floor::new(floors)?.get() < 0 {
        return Err(FieldError::OutOfRange(0, 99));
    }
    Rank::new(per_floor)?;
    let on_ground = on_ground.unwrap_or(per_floor);
    if on_ground != 0 {
        Rank::new(on_ground)?;
    }
    let on = |floor| if floor == 0 { on_ground } else { per_floor };
    let places = (0..=floors).flat_map(|floor| (1..=on(floor)).map(move |rank| (floor, rank)));
    places
        .zip(1..)
        .map(|((floor, rank), count)| {
            let label = match numbering {
                Numbering::Sequential => count.to_string(),
                Numbering::ByFloor if per_floor.max(on_ground) < 10 => format!("{floor}{rank}"),
                Numbering::ByFloor | Numbering::Hundreds => format!("{floor}{rank:02}"),
                Numbering::BySide => side(floor, rank, on(floor)),
                Numbering::Letters => letters(count),
            };
            Ok(DoorPlan {
                floor: Floor::new(floor)?,
                rank: Rank::new(rank)?,
                label: Line::parse(&label)?,
            })
        })
        .collect()
}

fn side(floor: i64, rank: i64, per_floor: i64) -> String {
    let floor = if floor == 0 { "RDC".to_owned() } else { floor.to_string() };
    match (per_floor, rank) {
        (1, _) => floor,
        (2 | 3, 1) => format!("{floor} gauche"),
        (3, 2) => format!("{floor} face"),
        (2 | 3, _) => format!("{floor} droite"),
        (_, rank) => format!("{floor} {}", letters(rank)),
    }
}

/// A for 1, Z for 26, AA for 27, as the columns of a spreadsheet.
fn letters(mut count: i64) -> String {
    let mut letters = Vec::new();
    while count > 0 {
        count -= 1;
        letters.push(char::from(b'A' + u8::try_from(count % 26).unwrap_or(0)));
        count /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(floors: i64, per_floor: i64, numbering: Numbering) -> Vec<String> {
        labels_of(Shape { floors, per_floor, on_ground: None }, numbering)
    }

    fn labels_of(shape: Shape, numbering: Numbering) -> Vec<String> {
        let plan = plan(&shape, numbering).unwrap();
        plan.iter().map(|door| door.label.to_string()).collect()
    }

    #[test]
    fn each_numbering_reads_as_on_the_doors() {
        assert_eq!(labels(1, 2, Numbering::Sequential), ["1", "2", "3", "4"]);
        assert_eq!(labels(1, 2, Numbering::ByFloor), ["01", "02", "11", "12"]);
        assert_eq!(labels(0, 3, Numbering::BySide), ["RDC gauche", "RDC face", "RDC droite"]);
        assert_eq!(labels(1, 4, Numbering::BySide)[4..], ["1 A", "1 B", "1 C", "1 D"]);
        assert_eq!(labels(1, 1, Numbering::BySide), ["RDC", "1"]);
        assert_eq!(labels(1, 2, Numbering::Hundreds), ["001", "002", "101", "102"]);
        assert_eq!(labels(12, 2, Numbering::Hundreds)[24..], ["1201", "1202"]);
        assert_eq!(labels(1, 2, Numbering::Letters), ["A", "B", "C", "D"]);
        assert_eq!(labels(26, 1, Numbering::Letters)[25..], ["Z", "AA"]);
    }

    #[test]
    fn the_ground_floor_may_have_other_doors_or_none() {
        let shape = |on_ground| Shape { floors: 1, per_floor: 2, on_ground: Some(on_ground) };
        assert_eq!(labels_of(shape(0), Numbering::Sequential), ["1", "2"]);
        assert_eq!(labels_of(shape(0), Numbering::ByFloor), ["11", "12"]);
        assert_eq!(labels_of(shape(1), Numbering::BySide), ["RDC", "1 gauche", "1 droite"]);
        assert_eq!(labels_of(shape(1), Numbering::Letters), ["A", "B", "C"]);
    }

    #[test]
    fn labels_of_one_stairwell_differ() {
        for numbering in Numbering::ALL {
            for per_floor in [1, 2, 3, 9, 10, 30, 99] {
                let mut all = labels(12, per_floor, *numbering);
                let count = all.len();
                all.sort();
                all.dedup();
                assert_eq!(all.len(), count, "{numbering} {per_floor}");
            }
        }
    }

    #[test]
    fn senseless_sizes_are_refused() {
        for (floors, per_floor, on_ground) in [
            (100, 4, None),
            (4, 0, None),
            (4, 100, None),
            (-1, 4, None),
            (4, 4, Some(-1)),
            (4, 4, Some(100)),
            (i64::MAX, i64::MAX, Some(i64::MAX)),
        ] {
            let shape = Shape { floors, per_floor, on_ground };
            assert!(plan(&shape, Numbering::Sequential).is_err(), "{shape:?}");
        }
    }
}
