//! The server's machine is lost in the middle of the signal, and a backup goes on in its place.
//!
//! What came before the backup is in it, what came after is not: the phones were told so, kept it,
//! and send it again. A phone that was revoked after the backup is revoked all the same, and a door
//! that was erased after it stays erased, though phones hold unsent work of it.

use anyhow::{Context, Result, bail};
use rusqlite::Connection;

use super::crew::Member;
use super::plan::Step;
use crate::compare::{CENTRAL, Difference};
use crate::device::Device;
use crate::ledger::{Ledger, Place, now};
use crate::rows;
use crate::talk::Talk;
use crate::world::World;

/// A phone that was revoked between the backup and the loss.
pub(super) struct Revoked {
    phone: Device,
    id: String,
    visit: String,
    place: Place,
}

/// A door of which everything was erased between the backup and the loss.
pub(super) struct ErasedDoor {
    door: String,
    /// How many visits phones had reported as saved there.
    pub(super) visits: usize,
}

/// Lets some work arrive, makes a backup, lets more arrive, and puts the backup in the place of the
/// database.
pub(super) fn lose_the_machine(
    world: &mut World,
    crew: &[Member],
    ledger: &mut Ledger,
) -> Result<(Revoked, ErasedDoor)> {
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
    let wiped = told_at_a_door(first, crew)?;
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
    let erased = world.desk.erase_door(&wiped)?;
    if !erased.erased.records.contains_key("visit") {
        bail!("nothing was erased at a door at which a visit had arrived");
    }
    let visits = ledger.erased(&wiped);
    let restored = world.restore(&backup)?;
    if restored.erased != Some(1) {
        bail!("the ledger erased {:?} doors again, not one", restored.erased);
    }
    if restored.revoked != Some(1) {
        bail!("the ledger revoked {:?} phones again, not one", restored.revoked);
    }
    Ok((Revoked { phone: lost, id, visit, place }, ErasedDoor { door: wiped, visits }))
}

/// A door at which this neighbor talked to somebody, and at which no day began.
fn told_at_a_door(member: &Member, crew: &[Member]) -> Result<String> {
    let doors = member.steps.iter().rev().filter_map(|step| match step {
        Step::Visit(door, talk) if talk.outcome == "met" => Some(door),
        _ => None,
    });
    let mut doors = doors.filter(|door| crew.iter().all(|other| other.first_door != **door));
    Ok(doors.next().context("nobody was met that day")?.clone())
}

/// Nothing of the door is left in the central file or in the store of any phone, whatever they had
/// when it was erased.
pub(super) fn is_erased(
    world: &World,
    crew: &[Member],
    erased: &ErasedDoor,
) -> Result<Vec<Difference>> {
    let mut differences = Vec::new();
    let mut look = |place: &str, connection: &Connection, tables: &[(&str, &str)]| -> Result<()> {
        for (table, column) in tables {
            let sql = format!("SELECT count(*) FROM {table} WHERE instr({column}, ?1) > 0");
            let left: i64 = connection.query_row(&sql, [&erased.door], |row| row.get(0))?;
            if left > 0 {
                let words = format!("{left} rows of {table} still speak of an erased door");
                differences.push(Difference::fault(place, &erased.door, &words));
            }
        }
        Ok(())
    };
    let central = [
        ("visit", "door"),
        ("visit_page", "door"),
        ("door_page", "door"),
        ("history", "fields"),
        ("quarantine", "change"),
    ];
    look(CENTRAL, &rows::open(&world.database())?, &central)?;
    for member in crew {
        let copy = world.plain_copy(&member.at_sync())?;
        let tables = [("visit", "door"), ("outbox", "fields"), ("shadow", "fields")];
        look(&member.name(), &rows::open(&copy)?, &tables)?;
    }
    Ok(differences)
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
