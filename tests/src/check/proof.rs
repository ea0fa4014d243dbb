//! The proof: everything that the story left behind, held against the ledger.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Result, bail};
use rusqlite::Connection;
use shared::protocol::DropReason;
use shared::record::Kind;
use shared::value::Value;

use super::crew::{Member, who_loses_the_mission};
use crate::compare::{self, CENTRAL, Difference};
use crate::ledger::Ledger;
use crate::rows::{self, Rows};
use crate::world::World;

/// What happened.
pub(super) struct Story<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) crew: &'a [Member],
}

/// What was found.
pub(super) struct Findings {
    /// Visits of the ledger that the central database holds.
    pub(super) merged: usize,
    /// Corrections that met another one unseen.
    pub(super) conflicts: i64,
    pub(super) quarantined: usize,
    pub(super) differences: Vec<Difference>,
}

/// Looks at the central database, at every phone, and at what they say of each other.
pub(super) fn look(world: &World, story: &Story<'_>) -> Result<Findings> {
    let central = world.central()?;
    let mut differences = compare::with_central(story.ledger, &central);
    let connection = rows::open(&world.database())?;
    differences.extend(conflicts_are_kept(&connection, &central, story.ledger)?);
    differences.extend(server_is_in_order(world)?);
    differences.extend(phones_keep_their_identity(world, story.crew)?);
    let quarantine = world.desk.quarantine()?;
    for aside in &quarantine {
        let row = format!("{} {}", aside.kind, aside.id);
        let words = format!("is kept aside: {}", aside.reason);
        differences.push(Difference::fault(CENTRAL, &row, &words));
    }
    differences.extend(phones_agree(world, story, &central)?);
    differences.extend(loss_of_the_mission_is_told(story)?);
    let expected = story.ledger.expected();
    let is_there = |visit: &&String| central.contains_key(&(Kind::Visit, (*visit).clone()));
    Ok(Findings {
        merged: expected.keys().filter(is_there).count(),
        conflicts: count_conflicts(&connection)?,
        quarantined: quarantine.len(),
        differences,
    })
}

fn count_conflicts(connection: &Connection) -> Result<i64> {
    let sql = "SELECT count(*) FROM yielded WHERE relation = 'conflict'";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Where two phones corrected one field unseen, the value that gave way is in the history.
fn conflicts_are_kept(
    connection: &Connection,
    central: &Rows,
    ledger: &Ledger,
) -> Result<Vec<Difference>> {
    let sql = "SELECT count(*) FROM yielded JOIN history USING (feed, seq)
               WHERE yielded.relation = 'conflict'
               AND kind = 'visit' AND id = ?1 AND field = ?2 AND value = ?3";
    let mut statement = connection.prepare(sql)?;
    let mut differences = Vec::new();
    for (visit, expected) in ledger.expected() {
        let Some(row) = central.get(&(Kind::Visit, visit.clone())) else {
            continue;
        };
        for (field, claim) in &expected.fields {
            let stands = row.fields.get(*field).unwrap_or(&Value::Null);
            let rivals = claim.rivals(stands);
            for rival in rivals {
                let rival = serde_json::to_string(rival)?;
                let kept: i64 = statement.query_row((&visit, field, &rival), |row| row.get(0))?;
                if kept == 0 {
                    let row = format!("history of visit {visit}");
                    let words = format!("{field} = {rival} gave way and was not kept");
                    differences.push(Difference::fault(CENTRAL, &row, &words));
                }
            }
        }
    }
    Ok(differences)
}

fn server_is_in_order(world: &World) -> Result<Vec<Difference>> {
    let checked = world.desk.check()?;
    let problems = checked.problems.iter().map(ToString::to_string);
    let mut problems: Vec<String> = problems.collect();
    if !checked.ok && problems.is_empty() {
        problems.push("not in order, and no reason given".to_owned());
    }
    let name = |problem: &String| Difference::fault(CENTRAL, "`sync-server check`", problem);
    Ok(problems.iter().map(name).collect())
}

/// A repeat is the same phone again, not the copy of its store.
fn phones_keep_their_identity(world: &World, crew: &[Member]) -> Result<Option<Difference>> {
    // A phone that was revoked on the way is no phone of the crew any more.
    let known = world.desk.devices()?.iter().filter(|device| !device.revoked).count();
    let words = format!("{known} are known, {} were enrolled", crew.len());
    let differ = known != crew.len();
    Ok(differ.then(|| Difference::fault(CENTRAL, "phones", &words)))
}

fn phones_agree(world: &World, story: &Story<'_>, central: &Rows) -> Result<Vec<Difference>> {
    let looks: Vec<Result<Vec<Difference>>> = thread::scope(|scope| {
        let looks: Vec<_> = story
            .crew
            .iter()
            .map(|member| scope.spawn(move || look_at_phone(world, story.ledger, member, central)))
            .collect();
        looks
            .into_iter()
            .map(|look| look.join().unwrap_or_else(|_| bail!("a comparison panicked")))
            .collect()
    });
    let looks = looks.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(looks.into_iter().flatten().collect())
}

fn look_at_phone(
    world: &World,
    ledger: &Ledger,
    member: &Member,
    central: &Rows,
) -> Result<Vec<Difference>> {
    let name = member.name();
    let phone = member.at_sync();
    let status = phone.status()?;
    let mut differences = Vec::new();
    if status.waiting > 0 {
        let words = format!("{} changes still wait to be sent", status.waiting);
        differences.push(Difference::fault(&name, "outbox", &words));
    }
    for feed in &status.feeds {
        if feed.equal != Some(true) || feed.seq != feed.head {
            let words = "count and digest are not proven equal to the server's";
            differences.push(Difference::fault(&name, &feed.feed, words));
        }
    }
    let feeds: BTreeSet<String> = status.feeds.into_iter().map(|feed| feed.feed).collect();
    let rows = world.rows_of(&phone)?;
    differences.extend(compare::replicas(&name, &feeds, &rows, central));
    let visits = ledger.expected().into_values();
    let doors: BTreeSet<String> = visits.map(|visit| visit.place.door).collect();
    for door in doors {
        // A phone knows the doors of its missions, and says so of any other.
        if rows.contains_key(&(Kind::Door, door.clone())) {
            let shown = phone.history(&door)?;
            differences.extend(compare::with_history(&name, &feeds, &door, &shown, central));
        }
    }
    Ok(differences)
}

/// The phone that lost its mission has given it back, and says why.
fn loss_of_the_mission_is_told(story: &Story<'_>) -> Result<Vec<Difference>> {
    let member = who_loses_the_mission(story.crew)?;
    let phone = member.at_sync();
    let name = member.name();
    let row = format!("mission {}", member.mission);
    let mut differences = Vec::new();
    let held = phone.missions()?;
    if held.iter().any(|mission| mission.id == member.mission) {
        let words = "is still there after the assignment ended";
        differences.push(Difference::fault(&name, &row, words));
    }
    let told = phone.attention()?.to_string();
    if !told.contains(DropReason::AssignmentEnded.as_str()) {
        let words = "`phone attention` does not say that the assignment ended";
        differences.push(Difference::fault(&name, &row, words));
    }
    Ok(differences)
}

/// Leaves plain copies of all databases in a folder.
pub(super) fn keep(world: &World, crew: &[Member], folder: &Path) -> Result<()> {
    let fresh = |name: &str| -> Result<_> {
        let file = folder.join(name);
        if file.exists() {
            fs::remove_file(&file)?;
        }
        Ok(file)
    };
    let central = fresh("central.db")?;
    // A copy of the file alone would miss what still stands in the write-ahead log.
    rows::open(&world.database())?.execute("VACUUM INTO ?1", [central.to_string_lossy()])?;
    for member in crew {
        member.at_sync().export(&fresh(&format!("phone-{}.db", member.number))?)?;
    }
    Ok(())
}
