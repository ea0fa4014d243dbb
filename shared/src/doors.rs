//! The doors of a stairwell, generated from how many floors it has and how many doors a floor.
//!
//! Address files know streets and numbers, and no doors. What is generated here is a first draft
//! that the team corrects in the field.

use crate::record::{FieldError, Floor, Line, Rank, choice};

choice! {
    /// How the doors of a stairwell are numbered.
    Numbering {
        /// 1, 2, 3 … from the ground floor up.
        Sequential = "sequential",
        /// The floor, then the place on the landing: 01, 02, 11, 12, 21 …; 101 beyond nine doors.
        ByFloor = "by_floor",
        /// By the side of the landing: 1 gauche, 1 droite; letters beyond three doors.
        BySide = "by_side",
    }
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

/// The doors of `floors` floors above the ground floor, which has doors too, with `per_floor`
/// doors each, from the ground up.
///
/// # Errors
/// When a floor or a rank is outside its bounds.
pub fn plan(
    floors: i64,
    per_floor: i64,
    numbering: Numbering,
) -> Result<Vec<DoorPlan>, FieldError> {
    let highest = Floor::new(floors)?;
    if highest.get() < 0 {
        return Err(FieldError::OutOfRange(0, 99));
    }
    Rank::new(per_floor)?;
    let places = (0..=floors).flat_map(|floor| (1..=per_floor).map(move |rank| (floor, rank)));
    places
        .map(|(floor, rank)| {
            let label = match numbering {
                Numbering::Sequential => (floor * per_floor + rank).to_string(),
                Numbering::ByFloor if per_floor < 10 => format!("{floor}{rank}"),
                Numbering::ByFloor => format!("{floor}{rank:02}"),
                Numbering::BySide => side(floor, rank, per_floor),
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
        (_, rank) => {
            let letter = u8::try_from(rank - 1).ok().filter(|index| *index < 26);
            match letter {
                Some(index) => format!("{floor} {}", char::from(b'A' + index)),
                None => format!("{floor} n°{rank}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(floors: i64, per_floor: i64, numbering: Numbering) -> Vec<String> {
        let plan = plan(floors, per_floor, numbering).unwrap();
        plan.iter().map(|door| door.label.to_string()).collect()
    }

    #[test]
    fn each_numbering_reads_as_on_the_doors() {
        assert_eq!(labels(1, 2, Numbering::Sequential), ["1", "2", "3", "4"]);
        assert_eq!(labels(1, 2, Numbering::ByFloor), ["01", "02", "11", "12"]);
        assert_eq!(labels(0, 3, Numbering::BySide), ["RDC gauche", "RDC face", "RDC droite"]);
        assert_eq!(labels(1, 4, Numbering::BySide)[4..], ["1 A", "1 B", "1 C", "1 D"]);
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
        assert!(plan(100, 4, Numbering::Sequential).is_err());
        assert!(plan(4, 0, Numbering::Sequential).is_err());
        assert!(plan(-1, 4, Numbering::Sequential).is_err());
    }
}
