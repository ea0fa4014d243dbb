//! Buildings of addresses. The key of an address finds its building again, so that a file can be
//! imported twice, and a newer one over an older one; no building is ever removed by a file.

use std::collections::BTreeSet;

use shared::address::Address;
use shared::change::DELETED;
use shared::id::{BuildingId, FeedId, TerritoryId};
use shared::record::{Building, FieldError, Kind, Line, MicroDegrees, Record, StreetNumber};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::super::ServiceError;
use super::super::desk::{Desk, Moment};
use crate::store::{Read, StoreError, Write};

/// What an address changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is a new building.
    Added,
    /// These fields of its building are others now.
    Updated(Vec<&'static str>),
    /// Its building was there, just so.
    Unchanged,
    /// Somebody removed its building, and knows better than the file.
    Removed,
}

/// What many addresses changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Buildings that were not there.
    pub added: usize,
    /// Buildings whose name or position is another now.
    pub updated: usize,
    /// Buildings that were there already, just so, and those that were removed.
    pub left: usize,
}

impl FromIterator<Step> for Imported {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        steps.into_iter().fold(Self::default(), |mut all, step| {
            match step {
                Step::Added => all.added += 1,
                Step::Updated(_) => all.updated += 1,
                Step::Unchanged | Step::Removed => all.left += 1,
            }
            all
        })
    }
}

/// Makes a building of each address, or updates the one that has its key, and says what that
/// changed, one step for each address.
///
/// # Errors
/// When two addresses have one key, or a building cannot be accepted.
pub fn import(
    write: &mut dyn Write,
    territory: TerritoryId,
    addresses: &[Address],
    moment: &mut Moment<'_>,
) -> Result<Vec<Step>, ServiceError> {
    let feed = FeedId::Territory(territory);
    let plans = plan(&*write, feed, addresses)?;
    if plans.iter().all(|plan| plan.fields.is_empty()) {
        return Ok(plans.into_iter().map(|plan| plan.step).collect());
    }
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    let mut steps = Vec::with_capacity(plans.len());
    for Plan { step, id, fields } in plans {
        if !fields.is_empty() {
            let id = id.unwrap_or_else(|| moment.id::<BuildingId>().0);
            desk.set(feed, Kind::Building, id, fields)?;
        }
        steps.push(step);
    }
    desk.close()?;
    Ok(steps)
}

/// What [`import`] would change. A territory that is not there yet has no buildings.
///
/// # Errors
/// When two addresses have one key, or one is no building.
pub fn preview(
    read: &dyn Read,
    territory: Option<TerritoryId>,
    addresses: &[Address],
) -> Result<Vec<Step>, ServiceError> {
    let Some(territory) = territory else {
        return Ok(addresses.iter().map(|_| Step::Added).collect());
    };
    let plans = plan(read, FeedId::Territory(territory), addresses)?;
    Ok(plans.into_iter().map(|plan| plan.step).collect())
}

/// How many buildings a territory has.
///
/// # Errors
/// When the store fails.
pub fn count(read: &dyn Read, territory: TerritoryId) -> Result<u64, StoreError> {
    read.count(FeedId::Territory(territory), Kind::Building)
}

struct Plan {
    step: Step,
    id: Option<Uuid>,
    /// What is to be written; nothing where nothing differs.
    fields: Fields,
}

fn plan(read: &dyn Read, feed: FeedId, addresses: &[Address]) -> Result<Vec<Plan>, ServiceError> {
    let mut seen = BTreeSet::new();
    let plans = addresses.iter().map(|address| {
        if !seen.insert(&address.key) {
            let sentence = format!("the address {} comes twice: leave one out", address.key);
            return Err(ServiceError::refused(sentence));
        }
        let building = building(address)
            .map_err(|error| ServiceError::refused(format!("address {}: {error}", address.key)))?;
        let wanted = building.fields();
        let Some((id, held)) = read.building_by_key(feed, &address.key)? else {
            return Ok(Plan { step: Step::Added, id: None, fields: wanted });
        };
        if held.get(DELETED) == Some(&Value::Bool(true)) {
            return Ok(Plan { step: Step::Removed, id: None, fields: Fields::new() });
        }
        let (names, fields) = differences(&held, wanted);
        let step = if names.is_empty() { Step::Unchanged } else { Step::Updated(names) };
        Ok(Plan { step, id: Some(id), fields })
    });
    plans.collect()
}

/// The fields in which the building differs from what the file says; what the file does not say
/// any more is cleared.
fn differences(held: &Fields, mut wanted: Fields) -> (Vec<&'static str>, Fields) {
    let mut names = Vec::new();
    let mut fields = Fields::new();
    for field in Building::FIELDS {
        let value = wanted.remove(field.name).unwrap_or(Value::Null);
        if held.get(field.name).unwrap_or(&Value::Null) != &value {
            names.push(field.name);
            fields.insert(field.name.to_owned(), value);
        }
    }
    (names, fields)
}

fn building(address: &Address) -> Result<Building, FieldError> {
    let line = |text: &str| Line::parse(text);
    let position = |degrees: Option<i64>| degrees.map(MicroDegrees::new).transpose();
    Ok(Building {
        street: line(&address.street)?,
        number: Some(StreetNumber::new(i64::from(address.number))?),
        suffix: address.suffix.as_deref().map(line).transpose()?,
        commune: Some(line(&address.commune)?),
        commune_code: Some(line(&address.commune_code)?),
        source_key: Some(line(&address.key)?),
        lat_e6: position(address.lat_e6)?,
        lon_e6: position(address.lon_e6)?,
    })
}
