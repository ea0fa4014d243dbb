//! All that is kept about the people behind a door: to be read out to them, printed, taken along.
//!
//! What stands, what gave way to it, and what was kept aside, in every mission; so that nothing is
//! kept that its subject may not hear of.

use std::collections::BTreeSet;

use shared::change::{Change, DELETED};
use shared::id::{DoorId, FeedId, VisitId};
use shared::record::{Building, Kind, Mission, Record};
use shared::time::Millis;
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::ServiceError;
use super::erasure::{self, Subject};
use super::ground::{self, DoorPlace};
use crate::store::{Erasure, Read, StoreError};

/// Everything about a door.
#[derive(Debug)]
pub struct About {
    /// The door.
    pub id: DoorId,
    /// Where it is.
    pub place: DoorPlace,
    /// Its visits, the latest first.
    pub visits: Vec<AboutVisit>,
    /// What was told at the door and hangs on no visit of it, each with its mission.
    pub told: Vec<(FeedId, AboutRecord)>,
    /// Changes that are kept aside.
    pub aside: Vec<Change>,
    /// What was erased here.
    pub erasures: Vec<Erasure>,
}

/// One visit with all that hangs on it.
#[derive(Debug)]
pub struct AboutVisit {
    /// Its mission.
    pub feed: FeedId,
    /// The title of its mission.
    pub mission: String,
    /// The visit.
    pub id: VisitId,
    /// What is kept of it.
    pub record: AboutRecord,
    /// What hangs on it.
    pub parts: Vec<AboutRecord>,
}

impl AboutVisit {
    /// When it was, as far as can be believed.
    #[must_use]
    pub fn started(&self) -> Millis {
        let at = |name| match self.record.fields.get(name) {
            Some(Value::Int(at)) => Some(Millis(*at)),
            _ => None,
        };
        at("started_estimate").or_else(|| at("started")).unwrap_or(Millis(0))
    }
}

/// A record, as it stands and as it stood.
#[derive(Debug)]
pub struct AboutRecord {
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: Uuid,
    /// What it says.
    pub fields: Fields,
    /// Whether it was taken back.
    pub removed: bool,
    /// What it said before, or what somebody else wrote and what gave way: field and value.
    pub earlier: Vec<(String, Value)>,
}

/// Reads all that is kept about a door.
///
/// # Errors
/// When there is no such door.
pub fn about(read: &dyn Read, door: DoorId) -> Result<About, ServiceError> {
    let place = ground::find_door(read, door)?;
    let mut visits = Vec::new();
    for (feed, visit) in read.visits_at(door)? {
        visits.push(about_visit(read, feed, visit)?);
    }
    visits.sort_by_key(|visit| std::cmp::Reverse((visit.started(), visit.id)));
    let found = erasure::survey(read, &Subject::Door(door))?;
    let parts: BTreeSet<Uuid> =
        visits.iter().flat_map(|visit| visit.parts.iter().map(|part| part.id)).collect();
    let mut told = Vec::new();
    for (feed, id) in read.tellings_at(door)? {
        if !parts.contains(&id) {
            told.push((feed, about_record(read, feed, Kind::Telling, id)?));
        }
    }
    let kept = read.quarantined()?;
    let is_named = |change: &Change| {
        found.aside.iter().any(|one| one.record.id == change.id && one.n == change.n)
    };
    let aside = kept.into_iter().map(|one| one.change).filter(is_named).collect();
    Ok(About { id: door, place, visits, told, aside, erasures: read.erasures_of(door)? })
}

fn about_visit(read: &dyn Read, feed: FeedId, id: VisitId) -> Result<AboutVisit, StoreError> {
    let mut parts = Vec::new();
    for kind in Kind::of_feed(feed.kind()) {
        if kind.parents().any(|(_, parent)| parent == Kind::Visit) {
            for part in read.hanging(feed, kind, id)? {
                parts.push(about_record(read, feed, kind, part)?);
            }
        }
    }
    let mission = match feed {
        FeedId::Mission(mission) => read.row(feed, Kind::Mission, mission.0)?.fields(),
        _ => Fields::new(),
    };
    let mission = Mission::read(&mission).map(|one| one.title.to_string()).unwrap_or_default();
    let record = about_record(read, feed, Kind::Visit, id.0)?;
    Ok(AboutVisit { feed, mission, id, record, parts })
}

fn about_record(
    read: &dyn Read,
    feed: FeedId,
    kind: Kind,
    id: Uuid,
) -> Result<AboutRecord, StoreError> {
    let fields = shared::value::canonical(read.row(feed, kind, id)?.fields());
    let removed = fields.contains_key(DELETED) || fields.contains_key("withdrawn");
    let mut earlier = Vec::new();
    for (_, yielded) in read.yielded_of(feed, kind, id)? {
        let was = (yielded.field, yielded.lost.value);
        if !was.1.is_default() && fields.get(&was.0) != Some(&was.1) && !earlier.contains(&was) {
            earlier.push(was);
        }
    }
    Ok(AboutRecord { kind, id, fields, removed, earlier })
}

/// A building that somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBuilding {
    /// Its territory.
    pub territory: FeedId,
    /// The building.
    pub id: Uuid,
    /// Its number and street.
    pub address: String,
}

/// The buildings of some territories, or of all, whose address has all of these words, at most
/// `limit`, in the order of their addresses. Accents and capitals say nothing.
///
/// # Errors
/// When the store fails.
pub fn buildings(
    read: &dyn Read,
    territories: Option<&[FeedId]>,
    words: &str,
    limit: usize,
) -> Result<Vec<FoundBuilding>, StoreError> {
    let mut found = Vec::new();
    for (territory, id) in read.find_buildings(territories, words, limit)? {
        let row = read.row(territory, Kind::Building, id.0)?;
        let Ok(building) = Building::read(&row.fields()) else { continue };
        let address = ground::address(&building);
        found.push(FoundBuilding { territory, id: id.0, address });
    }
    found.sort_by(|one, other| (&one.address, one.id).cmp(&(&other.address, other.id)));
    Ok(found)
}
