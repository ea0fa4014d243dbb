//! Households counted from approved visits, in whichever order a database lists them by time.

use std::collections::{BTreeMap, HashMap};

use super::BuildingLine;
use crate::report::{Block, Count, Counts, MET};

/// A household as its approved visits leave it: met if it ever was, else as the latest left it.
struct House {
    building: String,
    latest: (i64, String),
    spoke: Option<(i64, String)>,
}

/// An approved visit, as far as the count needs it.
pub(super) struct Approved {
    pub(super) door: String,
    pub(super) building: String,
    pub(super) started: i64,
    pub(super) outcome: String,
    pub(super) language: String,
}

/// The households of a mission. Of two visits that began at once, the one that is added second counts
/// as the later.
#[derive(Default)]
pub(super) struct Households(HashMap<String, House>);

impl Households {
    pub(super) fn add(&mut self, visit: Approved) {
        let Approved { door, building, started, outcome, language } = visit;
        let spoke = (outcome == MET).then_some((started, language));
        let house = self.0.entry(door).or_insert_with(|| House {
            building: building.clone(),
            latest: (started, outcome.clone()),
            spoke: None,
        });
        if started >= house.latest.0 {
            house.latest = (started, outcome);
            house.building = building;
        }
        if let Some(spoke) = spoke
            && house.spoke.as_ref().is_none_or(|before| before.0 <= spoke.0)
        {
            house.spoke = Some(spoke);
        }
    }

    /// The counts of households, with the buildings of the mission beside them.
    pub(super) fn counts(self, buildings: Vec<BuildingLine>) -> Counts {
        let mut counts = Counts { seen: self.0.len() as u64, ..Counts::default() };
        let (mut outcomes, mut languages, mut met) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::<String, u64>::new());
        for house in self.0.into_values() {
            let outcome = if house.spoke.is_some() { MET.to_owned() } else { house.latest.1 };
            *outcomes.entry(outcome).or_insert(0) += 1;
            if let Some((_, language)) = house.spoke {
                *languages.entry(language).or_insert(0) += 1;
                *met.entry(house.building).or_insert(0) += 1;
            }
        }
        let listed = |counts: BTreeMap<String, u64>| {
            counts.into_iter().map(|(key, n)| Count { key, n }).collect::<Vec<_>>()
        };
        counts.outcomes = listed(outcomes);
        counts.languages = listed(languages);
        for line in buildings {
            let key = line.building.to_string();
            let met = met.remove(&key).unwrap_or(0);
            counts.doors += line.doors;
            counts.buildings.push(Block { key, doors: line.doors.max(met), met });
        }
        // What is in no building of the mission any more was met all the same.
        for (key, met) in met {
            counts.buildings.push(Block { key, doors: met, met });
        }
        counts.doors = counts.doors.max(counts.seen);
        counts
    }
}
