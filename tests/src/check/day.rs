//! The day itself: every phone plays its steps, all at once, and the ledger is kept.

use std::thread;

use anyhow::{Context, Result, bail, ensure};
use shared::time::Millis;

use super::crew::Member;
use super::plan::Step;
use crate::device::Device;
use crate::ledger::{Ledger, Place, Posted, now};
use crate::talk::{Correction, Talk};

/// A visit that two phones of one neighbor both hold before the signal is gone.
pub(super) struct Common {
    visit: String,
}

/// Records the visit that will be corrected on both sides, and lets it reach the second phone.
pub(super) fn begin(crew: &[Member]) -> Result<(Common, Ledger)> {
    let [first, second, ..] = crew else {
        bail!("it takes two phones to correct on both sides");
    };
    let talk = Talk {
        minutes: Some(7),
        language: Some("fr".to_owned()),
        ..Talk::met().note("Avant la panne de réseau.").heard("bruit")
    };
    let mut ledger = Ledger::default();
    let before = now();
    let visited = first.device.visit(&first.mission, &first.first_door, &talk)?;
    // Before anything goes wrong with it.
    let place = Place { clock_shift: 0, ..place(first, &visited.door, before) };
    ledger.visited(first.number, &visited.visit, place, &talk);
    first.device.sync()?;
    second.device.sync()?;
    let visit = visited.visit;
    Ok((Common { visit }, ledger))
}

/// Lets everybody's day happen, side by side, without a signal.
pub(super) fn play(crew: &[Member], common: &Common) -> Result<Ledger> {
    let days: Vec<Result<Ledger>> = thread::scope(|scope| {
        let days: Vec<_> =
            crew.iter().map(|member| scope.spawn(|| day_of(member, common))).collect();
        days.into_iter().map(|day| day.join().unwrap_or_else(|_| bail!("a day panicked"))).collect()
    });
    let mut ledger = Ledger::default();
    for (day, member) in days.into_iter().zip(crew) {
        ledger.append(day.with_context(|| format!("on {}", member.name()))?);
    }
    Ok(ledger)
}

fn day_of(member: &Member, common: &Common) -> Result<Ledger> {
    let device = member.at_the_doors();
    let mut ledger = Ledger::default();
    let mut latest = String::new();
    for step in &member.steps {
        latest = take(member, &device, step, latest, &mut ledger)?;
    }
    if let Some(correction) = correction_of_common(member) {
        device.correct(&common.visit, &correction)?;
        ledger.corrected(member.number, &common.visit, &correction);
    }
    let text = format!("{} : on ouvre mieux après 18 h.", member.name());
    device.post(&member.mission, &text)?;
    let feed = format!("mission/{}", member.mission);
    ledger.posted(Posted { feed, author: member.account.clone(), text });
    ensure_nothing_is_lost_by_trying(&device)?;
    Ok(ledger)
}

/// Takes one step, and gives back the latest visit.
fn take(
    member: &Member,
    device: &Device,
    step: &Step,
    latest: String,
    ledger: &mut Ledger,
) -> Result<String> {
    let before = now();
    match step {
        Step::Absent(doors) => {
            let absences = device.absent(&member.mission, doors)?;
            ensure!(
                absences.visits.len() == doors.len(),
                "{} doors gave {} visits",
                doors.len(),
                absences.visits.len()
            );
            for (visit, door) in absences.visits.iter().zip(doors) {
                let place = place(member, door, before);
                ledger.visited(member.number, visit, place, &Talk::of("absent"));
            }
        }
        Step::Visit(door, talk) => {
            let visited = device.visit(&member.mission, door, talk)?;
            let place = place(member, door, before);
            ledger.visited(member.number, &visited.visit, place, talk);
            return Ok(visited.visit);
        }
        Step::Correct(correction) => {
            device.correct(&latest, correction)?;
            ledger.corrected(member.number, &latest, correction);
        }
        Step::Withdraw => {
            device.withdraw(&latest)?;
            ledger.withdrawn(member.number, &latest);
        }
    }
    Ok(latest)
}

/// The first two phones correct the same note, and other fields of the same visit.
fn correction_of_common(member: &Member) -> Option<Correction> {
    match member.number {
        1 => Some(Correction {
            minutes: Some(12),
            add_needs: vec!["humidite".to_owned()],
            ..Correction::note("Corrigé sur le premier téléphone.")
        }),
        2 => Some(Correction {
            language: Some("ar".to_owned()),
            add_advice: Vec::from_iter(member.services.first().map(|code| (*code).to_owned())),
            ..Correction::note("Corrigé sur le second téléphone.")
        }),
        _ => None,
    }
}

/// Without a signal a sync says so, and all work goes on waiting.
fn ensure_nothing_is_lost_by_trying(device: &Device) -> Result<()> {
    let before = device.status()?.waiting;
    ensure!(device.try_sync()?.is_none(), "a cut line let a sync through");
    let after = device.status()?.waiting;
    ensure!(before == after, "{before} changes waited, then {after}");
    Ok(())
}

fn place(member: &Member, door: &str, before: Millis) -> Place {
    Place {
        mission: member.mission.clone(),
        door: door.to_owned(),
        author: member.account.clone(),
        span: (before, now()),
        clock_shift: member.clock_shift,
    }
}
