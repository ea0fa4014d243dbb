//! How it went: a table for people, one line for programs.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::Options;
use super::crew::Member;
use super::proof::{Findings, Story};
use crate::compare::{CENTRAL, Difference, What};
use crate::line::Tally;
use crate::world::World;

/// So many differences are shown: one cause often makes hundreds.
const SHOWN: usize = 40;

/// How it went.
pub struct Report {
    seed: u64,
    restored: bool,
    took: Duration,
    buildings: u64,
    doors: u64,
    refused: u64,
    phones: Vec<Phone>,
    counts: Counts,
    tally: Tally,
    differences: Vec<Difference>,
}

/// What one phone did.
struct Phone {
    number: usize,
    neighbor: String,
    trouble: &'static str,
    visits: usize,
    advice: usize,
    needs: usize,
    corrections: usize,
}

/// The one line for programs.
#[derive(Serialize)]
struct Counts {
    phones: usize,
    visits_recorded: usize,
    visits_merged: usize,
    duplicates: usize,
    lost: usize,
    conflicts: i64,
    quarantined: usize,
    /// Visits of a door that was erased, with a backup older than that put in place.
    erased: usize,
    requests: u64,
    bytes_up: u64,
    bytes_down: u64,
}

impl Report {
    /// The same, with the number of visits that were erased on the way.
    pub(super) fn with_erased(mut self, visits: usize) -> Self {
        self.counts.erased = visits;
        self
    }

    pub(super) fn new(
        options: &Options,
        took: Duration,
        world: &World,
        story: &Story<'_>,
        findings: Findings,
    ) -> Self {
        let tally = world.line.tally();
        let in_central = |what: &What| {
            let of_central = findings.differences.iter();
            of_central.filter(|one| one.place == CENTRAL && one.what == *what).count()
        };
        let counts = Counts {
            phones: story.crew.len(),
            visits_recorded: story.ledger.expected().len(),
            visits_merged: findings.merged,
            duplicates: in_central(&What::Extra),
            lost: in_central(&What::Lost),
            conflicts: findings.conflicts,
            quarantined: findings.quarantined,
            erased: 0,
            requests: tally.requests,
            bytes_up: tally.bytes_up,
            bytes_down: tally.bytes_down,
        };
        Self {
            seed: options.seed,
            restored: options.restore,
            took,
            buildings: world.demo.buildings,
            doors: world.demo.doors,
            refused: world.demo.refused,
            phones: story.crew.iter().map(|member| Phone::new(member, story)).collect(),
            counts,
            tally,
            differences: findings.differences,
        }
    }

    /// Whether nothing is lost, doubled or different anywhere.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty()
    }

    /// The one line for programs.
    ///
    /// # Errors
    /// Never: numbers can be written.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(&self.counts)
    }
}

impl Phone {
    fn new(member: &Member, story: &Story<'_>) -> Self {
        let expected = story.ledger.expected();
        let own = expected.values().filter(|visit| visit.phone == member.number);
        let count = |of: fn(&crate::ledger::Expected) -> usize| own.clone().map(of).sum();
        Self {
            number: member.number,
            neighbor: member.neighbor.clone(),
            trouble: member.trouble.as_str(),
            visits: own.clone().count(),
            advice: count(|visit| visit.advice.len()),
            needs: count(|visit| visit.needs.len()),
            corrections: story.ledger.corrections_by(member.number),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            visits_recorded,
            visits_merged,
            duplicates,
            lost,
            conflicts,
            quarantined,
            erased,
            requests,
            bytes_up,
            bytes_down,
            ..
        } = self.counts;
        writeln!(
            f,
            "A day in the field, seed {}: {} buildings, {} doors, {} addresses refused.\n",
            self.seed, self.buildings, self.doors, self.refused
        )?;
        writeln!(f, "phone  neighbor  visits  advice  needs  corrections")?;
        for phone in &self.phones {
            let line = format!(
                "{:<7}{:<11}{:>5}{:>8}{:>7}{:>13}  {}",
                phone.number,
                phone.neighbor,
                phone.visits,
                phone.advice,
                phone.needs,
                phone.corrections,
                phone.trouble
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        writeln!(
            f,
            "\nline     {requests} requests, {bytes_up} bytes up, {bytes_down} bytes down; \
             server killed {}",
            if self.restored { "twice, and once restored from a backup" } else { "once" }
        )?;
        let faults = self.tally.faults.iter();
        let faults: Vec<String> =
            faults.map(|(fault, times)| format!("{times} {}", fault.as_str())).collect();
        writeln!(f, "faults   {}, {} unanswered", faults.join(", "), self.tally.unanswered)?;
        writeln!(
            f,
            "central  {visits_merged} of {visits_recorded} visits merged; rows lost {lost}, rows \
             doubled {duplicates}, conflicts kept {conflicts}, changes kept aside {quarantined}\n"
        )?;
        if self.restored {
            writeln!(
                f,
                "erased   1 door with {erased} visits after the backup; sought in the central file \
                 and on every phone\n"
            )?;
        }
        for difference in self.differences.iter().take(SHOWN) {
            writeln!(f, "{difference}")?;
        }
        let seconds = self.took.as_secs_f32();
        match self.differences.len() {
            0 => write!(f, "No difference in any row of any database ({seconds:.1} s)."),
            1 => write!(f, "1 difference ({seconds:.1} s)."),
            some if some > SHOWN => {
                write!(f, "{some} differences, the first {SHOWN} above ({seconds:.1} s).")
            }
            some => write!(f, "{some} differences ({seconds:.1} s)."),
        }
    }
}
