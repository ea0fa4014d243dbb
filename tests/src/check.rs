//! A day in the field, played with real phones over a bad line, and proven row by row.
//!
//! [`run`] tells the story in five steps: the `crew` is enrolled, cut off, and lets its day
//! happen (`day` after the `plan`); the `signal` comes back badly and the server is killed in
//! the middle, or even loses its machine and begins anew with a backup (`restore`); then `proof`
//! holds everything against the ledger, and the [`Report`] says how it
//! went.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::programs::Programs;
use crate::world::World;

mod crew;
mod day;
mod plan;
mod proof;
mod report;
mod restore;
mod signal;

pub use report::Report;

/// What a person may choose.
#[derive(Clone, Debug)]
pub struct Options {
    /// A file of addresses to take the buildings from.
    pub addresses: Option<PathBuf>,
    /// A folder to leave the databases in.
    pub keep: Option<PathBuf>,
    /// Restore an older backup in the middle of it.
    pub restore: bool,
    /// All chance comes from here.
    pub seed: u64,
}

/// Plays the day and proves it; `tell` hears how far it is.
///
/// # Errors
/// When a step cannot be played at all; what was played and is not as it should be is in the
/// report.
pub fn run(programs: &Programs, options: &Options, tell: &dyn Fn(&str)) -> Result<Report> {
    let began = Instant::now();
    if let Some(folder) = &options.keep {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut world = World::new(programs, options.seed, options.addresses.as_deref())?;

    tell(&format!("seed {}: the server is up, enrolling the phones", options.seed));
    let crew = crew::enrol(&mut world, options.seed)?;
    let (common, mut ledger) = day::begin(&crew)?;

    tell("cutting them off; everybody goes from door to door");
    world.line.cut();
    ledger.append(day::play(&crew, &common)?);
    let away = crew::who_loses_the_mission(&crew)?;
    world.desk.end_assignment(&away.mission, &away.neighbor)?;

    let mut lost = None;
    if options.restore {
        tell("bringing back a signal for some, and restoring a backup older than what came");
        lost = Some(restore::lose_the_machine(&mut world, &crew, &mut ledger)?);
    }
    tell("bringing back a bad signal, and killing the server in the middle");
    signal::bring_back(&mut world, &crew)?;
    let mut whole = Vec::new();
    if let Some((revoked, erased)) = &lost {
        whole.extend(restore::is_whole(&world, &crew, revoked, &mut ledger)?);
        whole.extend(restore::is_erased(&world, &crew, erased)?);
    }

    tell("comparing row by row");
    let story = proof::Story { ledger: &ledger, crew: &crew };
    let mut findings = proof::look(&world, &story)?;
    findings.differences.extend(whole);
    if let Some(folder) = &options.keep {
        proof::keep(&world, &crew, folder)
            .with_context(|| format!("cannot leave the databases in {}", folder.display()))?;
    }
    let erased = lost.map_or(0, |(_, erased)| erased.visits);
    Ok(Report::new(options, began.elapsed(), &world, &story, findings).with_erased(erased))
}
