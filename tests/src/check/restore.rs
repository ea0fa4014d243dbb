//! The server's machine is lost in the middle of the signal, and a backup goes on in its place.
//!
//! What came before the backup is in it, what came after is not: the phones were told so, kept it,
//! and send it again. A phone that was revoked after the backup is revoked all the same.

use anyhow::{Context, Result, bail};

use super::crew::Member;
use crate::compare::{CENTRAL, Difference};
use crate::device::Device;
use crate::ledger::{Ledger, Place, now};
use crate::talk::Talk;
use crate::world::World;

/// A phone that was revoked between the backup and the loss.
pub(super) struct Revoked {
    phone: Device,
    id: String,
    visit: String,
    place: Place,
}

/// Lets some work arrive, makes a backup, lets more arrive, and puts the backup in the place of the
/// database.
pub(super) fn lose_the_machine(world: &mut World, crew: &[Member]) -> Result<Revoked> {
    let [first, second, third, ..] = crew else {
        bail!("it takes three phones to lose a machine between them");
    };
    // Enrolled for this part alone, so that the others' day goes on without it.
    world.line.heal();
    let known: Vec<String> = world.desk.devices()?.into_iter().map(|one| one.id).collect();
    let lost = world.enrol(first_name(&third.neighbor))?;
    let listed = world.desk.devices()?.into_iter();
    let id = listed.map(|one| one.id).find(|id| !known.contains(id));
    let id = id.context("the new phone is not listed")?;
    first.at_sync().sync()?;
    let backup = world.desk.back_up(&world.backups()?)?;
    second.at_sync().sync()?;
    first.at_sync().sync()?;
    let before = now();
    let door = &third.first_door;
    let visit = lost.visit(&third.mission, door, &Talk::of("absent"))?.visit;
    let place = Place {
        mission: third.mission.clone(),
        door: door.clone(),
        author: third.account.clone(),
        span: (before, now()),
        clock_shift: 0,
    };
    world.desk.revoke(&id)?;
    let sent = lost.sync()?;
    if sent.quarantined == 0 {
        bail!("a revoked phone's work was not kept aside");
    }
    let restored = world.restore(&backup)?;
    if restored.revoked != Some(1) {
        bail!("the ledger revoked {:?} phones again, not one", restored.revoked);
    }
    Ok(Revoked { phone: lost, id, visit, place })
}

/// The revoked phone is revoked, what it sent was sent again and is kept aside, and once a
/// supervisor has seen to it the rest is as if nothing had happened.
pub(super) fn is_whole(
    world: &World,
    crew: &[Member],
    revoked: &Revoked,
    ledger: &mut Ledger,
) -> Result<Vec<Difference>> {
    let mut differences = Vec::new();
    let mut fault =
        |row: &str, words: &str| differences.push(Difference::fault(CENTRAL, row, words));
    revoked.phone.sync()?;
    let listed = world.desk.devices()?;
    if !listed.iter().any(|one| one.id == revoked.id && one.revoked) {
        fault(&revoked.id, "was revoked, and may read again");
    }
    let aside = world.desk.quarantine()?;
    let kept = aside.iter().find(|one| one.id == revoked.visit && one.reason == "device_revoked");
    match kept {
        Some(kept) => {
            world.desk.release(&kept.feed, &kept.id)?;
            let number = crew.len() + 1;
            let place = revoked.place.clone();
            ledger.visited(number, &revoked.visit, place, &Talk::of("absent"));
        }
        None => fault(&revoked.visit, "was kept aside before the restore, and is not any more"),
    }
    // A second backup, and all phones may let go of what they kept.
    world.desk.back_up(&world.backups()?)?;
    let phones: Vec<Device> = crew.iter().map(Member::at_sync).collect();
    world.settle(&phones.iter().collect::<Vec<_>>())?;
    Ok(differences)
}

fn first_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
