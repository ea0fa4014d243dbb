//! The right to erasure: all that was kept about the people behind a door, or one visit, goes.
//!
//! Stubs without content stay, in the rows and in the history, so that sequences have no gap and
//! every replica can prove itself; phones learn of them as of every other row. The door stays, and
//! so does "do not contact": that protects who lives there. [`survey`] says beforehand what would
//! go; the ledger entry of [`erase`] must be on the disk before its transaction commits.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DoorId, FeedId, VisitId};
use shared::record::Kind;
use shared::time::Millis;
use shared::value::Value;
use uuid::Uuid;

use super::ServiceError;
use super::accept::{Acceptance, Clock};
use super::desk::{Desk, Moment};
use super::ground;
use super::scope::Actor;
use crate::store::{AsideName, Audit, Cause, Erasure, Named, Read, StoreError, Write};

/// What is to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All that was said at a door, in every mission.
    Door(DoorId),
    /// Some visits of one mission, with all that hangs on them.
    Visits(FeedId, Vec<VisitId>),
    /// What is kept of one mission beside its visits: what was told at doors without one, and what is
    /// kept aside.
    Aside(FeedId),
}

/// What an erasure would take, or took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The records, what hangs on a visit before the visit.
    pub records: Vec<Named>,
    /// The changes that are kept aside.
    pub aside: Vec<AsideName>,
    /// How many changes of these records the history holds.
    pub changes: u64,
}

impl Found {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.aside.is_empty()
    }

    /// How many records of each kind, by its word.
    #[must_use]
    pub fn by_kind(&self) -> BTreeMap<&str, usize> {
        let mut kinds = BTreeMap::new();
        for record in &self.records {
            *kinds.entry(record.kind.as_str()).or_default() += 1;
        }
        kinds
    }
}

/// An erasure as the ledger keeps it: ids and a time, so that no backup brings anything back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasting {
    /// The number of the receipt.
    pub receipt: String,
    /// When.
    pub at: Millis,
    /// Why.
    pub cause: Cause,
    /// The door of which everything went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<DoorId>,
    /// The records that went, by feed and kind.
    pub records: BTreeMap<FeedId, BTreeMap<String, BTreeSet<Uuid>>>,
}

/// Why, by whom, under which number.
#[derive(Clone, Debug)]
pub struct Order {
    /// The number that the resident is given.
    pub receipt: String,
    /// Why.
    pub cause: Cause,
    /// Who does it at the desk.
    pub account: Option<AccountId>,
}

impl Order {
    /// An order under a new number: eight signs that nobody confuses on paper.
    pub fn new(cause: Cause, account: Option<AccountId>, moment: &mut Moment<'_>) -> Self {
        const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let bytes = moment.bytes::<8>();
        let sign = |byte: &u8| SIGNS.get(usize::from(*byte % 32)).copied().map_or('0', char::from);
        let mut receipt: String = bytes.iter().map(sign).collect();
        receipt.insert(4, '-');
        Self { receipt, cause, account }
    }
}

/// The visit with that id, in whichever mission.
///
/// # Errors
/// When there is none.
pub fn find_visit(read: &dyn Read, visit: VisitId) -> Result<FeedId, ServiceError> {
    for feed in read.feeds()? {
        if matches!(feed, FeedId::Mission(_)) {
            let row = read.row(feed, Kind::Visit, visit.0)?;
            if row.is_erased() {
                return Err(ServiceError::refused(format!("visit {visit} was erased already")));
            }
            if !row.is_absent() {
                return Ok(feed);
            }
        }
    }
    Err(ServiceError::refused(format!(
        "there is no visit {visit}: person show --door lists the visits of a door"
    )))
}

/// What is kept about the subject.
///
/// # Errors
/// When the store fails.
pub fn survey(read: &dyn Read, subject: &Subject) -> Result<Found, StoreError> {
    let visits = match subject {
        Subject::Door(door) => read.visits_at(*door)?,
        Subject::Visits(feed, visits) => visits.iter().map(|visit| (*feed, *visit)).collect(),
        Subject::Aside(_) => Vec::new(),
    };
    let mut ids: BTreeSet<Uuid> = visits.iter().map(|(_, visit)| visit.0).collect();
    match subject {
        Subject::Door(door) => drop(ids.insert(door.0)),
        Subject::Visits(..) => {}
        Subject::Aside(feed) => {
            let kept = read.quarantined()?.into_iter().map(|kept| kept.change);
            ids.extend(kept.filter(|change| change.feed == *feed).map(|change| change.id));
        }
    }
    let mut found = Found::default();
    for (feed, visit) in visits {
        for kind in Kind::of_feed(feed.kind()) {
            if kind.parents().any(|(_, parent)| parent == Kind::Visit) {
                for id in read.hanging(feed, kind, visit)? {
                    found.records.push(Named { feed, kind: kind.as_str().to_owned(), id });
                }
            }
        }
        let kind = Kind::Visit.as_str().to_owned();
        found.records.push(Named { feed, kind, id: visit.0 });
    }
    // What was told, and hangs on no visit of these.
    let told = match subject {
        Subject::Door(door) => read.tellings_at(*door)?,
        Subject::Visits(..) => Vec::new(),
        Subject::Aside(feed) => {
            read.tellings_in(*feed)?.into_iter().map(|telling| (*feed, telling)).collect()
        }
    };
    for (feed, id) in told {
        let record = Named { feed, kind: Kind::Telling.as_str().to_owned(), id };
        if !found.records.contains(&record) {
            found.records.push(record);
        }
    }
    found.aside = read.aside_about(&ids)?;
    // A door that somebody wanted to change is no word of who lives there.
    let is_ground = |kind: &str| Kind::parse(kind).is_some_and(|kind| kind == Kind::Door);
    found.aside.retain(|aside| !is_ground(&aside.record.kind));
    for record in &found.records {
        found.changes += read.changes_of(record)?;
    }
    Ok(found)
}

/// Erases the subject. What it gives back must be in the ledger, on the disk, before the caller
/// commits.
///
/// # Errors
/// When there is nothing to erase, or the store fails.
pub fn erase(
    write: &mut dyn Write,
    subject: &Subject,
    order: &Order,
    moment: &Moment<'_>,
) -> Result<(Found, Lasting), ServiceError> {
    let door = match subject {
        Subject::Door(door) => Some(*door),
        Subject::Visits(..) | Subject::Aside(_) => None,
    };
    let place = door.map(|door| ground::find_door(&*write, door)).transpose()?;
    let found = survey(&*write, subject)?;
    if found.is_empty() && door.is_none() {
        return Err(ServiceError::refused("there is nothing to erase here any more"));
    }
    let lasting = lasting(&*write, &found, door, order, moment.now)?;
    carry_out(write, &found, &lasting, order.account, moment)?;
    if let (Some(door), Some(place)) = (door, place) {
        mark_door(write, place.territory, door, moment)?;
    }
    Ok((found, lasting))
}

/// Erases again what a restored database brought back, unless it knows of it. Says whether it did
/// not.
///
/// # Errors
/// When the store fails.
pub fn again(
    write: &mut dyn Write,
    lasting: &Lasting,
    moment: &Moment<'_>,
) -> Result<bool, ServiceError> {
    if write.erasure(&lasting.receipt)?.is_some() {
        return Ok(false);
    }
    let mut found = Found::default();
    if let Some(door) = lasting.door {
        found = survey(&*write, &Subject::Door(door))?;
    }
    let mut known: BTreeSet<Named> = found.records.iter().cloned().collect();
    let mut ids = BTreeSet::new();
    for (feed, kinds) in &lasting.records {
        // What hangs on a visit comes before it.
        for is_visit in [false, true] {
            for (kind, records) in kinds {
                if (kind == Kind::Visit.as_str()) != is_visit {
                    continue;
                }
                for id in records {
                    if is_visit {
                        let here = Subject::Visits(*feed, vec![VisitId(*id)]);
                        let hanging = survey(&*write, &here)?.records;
                        let new = hanging.into_iter().filter(|one| known.insert(one.clone()));
                        found.records.extend(new.collect::<Vec<_>>());
                    }
                    ids.insert(*id);
                    let record = Named { feed: *feed, kind: kind.clone(), id: *id };
                    if known.insert(record.clone()) {
                        found.records.push(record);
                    }
                }
            }
        }
    }
    let about = write.aside_about(&ids)?;
    let new = about.into_iter().filter(|one| !found.aside.contains(one)).collect::<Vec<_>>();
    found.aside.extend(new);
    carry_out(write, &found, lasting, None, moment)?;
    if let Some(door) = lasting.door
        && let Ok(place) = ground::find_door(&*write, door)
    {
        mark_door(write, place.territory, door, moment)?;
    }
    Ok(true)
}

fn lasting(
    read: &dyn Read,
    found: &Found,
    door: Option<DoorId>,
    order: &Order,
    at: Millis,
) -> Result<Lasting, StoreError> {
    let mut records = BTreeMap::<_, BTreeMap<_, BTreeSet<_>>>::new();
    let mut name = |Named { feed, kind, id }: &Named| {
        records.entry(*feed).or_default().entry(kind.clone()).or_default().insert(*id);
    };
    found.records.iter().for_each(&mut name);
    for aside in &found.aside {
        if !read.stands(&aside.record)? {
            name(&aside.record);
        }
    }
    Ok(Lasting { receipt: order.receipt.clone(), at, cause: order.cause, door, records })
}

fn carry_out(
    write: &mut dyn Write,
    found: &Found,
    lasting: &Lasting,
    account: Option<AccountId>,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let mut all = found.records.clone();
    for aside in &found.aside {
        write.strip_aside(aside)?;
        // A record that stands elsewhere stays; only what somebody wanted to change of it goes.
        if !all.contains(&aside.record) && !write.stands(&aside.record)? {
            all.insert(0, aside.record.clone());
        }
    }
    let mut here = Vec::new();
    for record in all {
        if write.feed(record.feed)?.is_some() {
            here.push(record);
        } else {
            write.put_stub(&record, 0, None)?;
        }
    }
    let actor = Actor::desk(&*write)?;
    let clock =
        Clock { sent_at: moment.now, session: shared::time::ClockSession(0), since: moment.now };
    let feeds = here.iter().map(|record| record.feed).collect::<BTreeSet<_>>();
    let mut acceptance = Acceptance::begin(write, actor, clock, moment.now, feeds)?;
    for record in &here {
        acceptance.erase(record)?;
    }
    acceptance.finish()?;
    write.add_erasure(&Erasure {
        receipt: lasting.receipt.clone(),
        at: lasting.at,
        cause: lasting.cause,
        door: lasting.door,
        account,
        records: here.len() as u64,
    })?;
    if lasting.cause != Cause::Retention {
        write.scrub()?;
    }
    // What the server does by itself, or on the command line, is its own.
    let server = AccountId(write.desk()?.0);
    let mut feeds = lasting.records.keys();
    write.add_audit(&Audit {
        at: moment.now,
        account: account.unwrap_or(server),
        verb: format!("erase-{}", lasting.cause.as_str()),
        feed: feeds.next().filter(|_| feeds.next().is_none()).copied(),
        record: lasting.door.map(|door| door.0),
    })?;
    Ok(())
}

/// The door tells every phone that holds it: forget what was being typed here.
fn mark_door(
    write: &mut dyn Write,
    territory: shared::id::TerritoryId,
    door: DoorId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    let feed = FeedId::Territory(territory);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Door, door.0, "erased_at", Value::Int(moment.now.0))?;
    Ok(desk.close()?)
}
