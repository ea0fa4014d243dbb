//! What must hold at a quiet point: the laws of sync, by a model that knows only what people did.
//!
//! Each thing that a neighbor saved has a text of its own. The model remembers the texts, what was
//! erased and who was revoked, and nothing of how either side works.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail, ensure};
use shared::id::{AccountId, DeviceId, DoorId, FeedId, PostId, VisitId};
use shared::record::{Kind, Record as _, Visit};
use shared::time::Millis;
use shared::value::Value;
use sync_server::service::ServiceError;
use sync_server::service::check::{check, check_erasures};
use sync_server::service::erasure::{Found, Lasting};
use sync_server::store::Read;
use uuid::Uuid;

mod team;

pub(crate) use team::Told;

use crate::ahead::MOOD;
use crate::phone::Phone;
use crate::template::BEGIN;
use crate::world::World;

/// A wrong clock that was believed may be off by this, and no more.
const BELIEVED: i64 = 5 * Millis::MINUTE;

/// A text that a phone said was saved.
#[derive(Clone, Debug)]
pub(crate) struct Saved {
    feed: FeedId,
    kind: Kind,
    id: Uuid,
    /// The visit that it is or hangs on.
    visit: Option<VisitId>,
    text: String,
}

impl Saved {
    pub(crate) fn new(
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        visit: Option<VisitId>,
        text: String,
    ) -> Self {
        Self { feed, kind, id, visit, text }
    }
}

/// A visit that was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) author: AccountId,
    pub(crate) feed: FeedId,
    pub(crate) visit: VisitId,
    pub(crate) door: DoorId,
    /// When it really was.
    pub(crate) at: Millis,
    /// Whether the phone's clock was right then.
    pub(crate) is_dated: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Oracle {
    pub(crate) visits: Vec<Made>,
    /// What neighbors told their teams, in the order in which they did.
    pub(crate) told: Vec<Told>,
    /// What was taken out of that, though it may stand again.
    pub(crate) taken_out: BTreeSet<PostId>,
    /// How much was told when a phone lost the right to read.
    revoked: BTreeMap<DeviceId, usize>,
    /// How much was told when somebody's place in a mission ended, which nobody gave back since.
    ended: BTreeMap<(AccountId, FeedId), usize>,
    saved: Vec<Saved>,
    gone: BTreeSet<Uuid>,
    /// The doors of which everything was erased, and when.
    emptied: Vec<(DoorId, Millis)>,
    lasting: Vec<Lasting>,
    turn: usize,
}

impl Oracle {
    pub(crate) fn save(&mut self, saved: Saved) {
        self.saved.push(saved);
    }

    pub(crate) fn revoked(&mut self, device: DeviceId) {
        self.revoked.entry(device).or_insert(self.told.len());
    }

    pub(crate) fn ended(&mut self, account: AccountId, feed: FeedId) {
        self.ended.entry((account, feed)).or_insert(self.told.len());
    }

    pub(crate) fn assigned(&mut self, account: AccountId, feed: FeedId) {
        self.ended.remove(&(account, feed));
    }

    /// A backup may be from before a place ended.
    pub(crate) fn restored(&mut self) {
        self.ended.clear();
    }

    pub(crate) fn erased(&mut self, found: &Found, lasting: Lasting) {
        self.gone.extend(found.records.iter().map(|record| record.id));
        self.gone.extend(found.aside.iter().map(|aside| aside.record.id));
        self.emptied.extend(lasting.door.map(|door| (door, lasting.at)));
        self.lasting.push(lasting);
    }

    fn is_gone(&self, saved: &Saved) -> bool {
        let visit = saved.visit.map(|visit| visit.0);
        self.gone.contains(&saved.id) || visit.is_some_and(|visit| self.gone.contains(&visit))
    }

    /// What was said at a door before everything about it was erased goes when it comes; where the
    /// clock was wrong nobody knows what was before.
    fn may_be_gone(&self, saved: &Saved) -> bool {
        let made = self.visits.iter().find(|made| Some(made.visit) == saved.visit);
        self.is_gone(saved)
            || made.is_some_and(|made| {
                self.emptied
                    .iter()
                    .any(|(door, at)| *door == made.door && (made.at <= *at || !made.is_dated))
            })
    }

    fn is_revoked(&self, phone: &Phone) -> bool {
        self.revoked.contains_key(&phone.device)
    }
}

/// Looks at everything.
pub(crate) fn judge(world: &mut World) -> Result<()> {
    server_is_whole(world)?;
    nothing_saved_is_lost(world)?;
    the_greatest_stamp_stands(world)?;
    nothing_unknown_is_lost(world)?;
    nothing_erased_stands_again(world)?;
    no_stamp_lies_in_the_future(world)?;
    team::pictures_are_whole_on_the_server(world)?;
    for (number, phone) in world.phones.iter().enumerate() {
        let waiting = phone.db()?.to_send()?;
        ensure!(waiting == 0, "law 10: {waiting} changes and pictures wait on a phone that synced");
        team::nothing_leaks(world, number)?;
        if !world.oracle.is_revoked(phone) {
            phone_holds_what_it_needs(world, phone)?;
            phone_shows_what_the_server_has(world, phone)?;
            team::phone_tells_what_the_server_has(world, phone)?;
        }
    }
    what_was_seen_is_overwritten(world)
}

fn server_is_whole(world: &World) -> Result<()> {
    let problems = world.server.look(|read| Ok(check(read)?.problems))?;
    ensure!(problems.is_empty(), "law 2, 3 or 4: {}", problems.join("; "));
    Ok(())
}

/// Laws 1, 5 and 6: each text is in the history, whether its value stands or gave way, or it is kept
/// aside.
fn nothing_saved_is_lost(world: &World) -> Result<()> {
    let wanted =
        world.oracle.saved.iter().filter(|saved| !world.oracle.may_be_gone(saved)).cloned();
    let wanted: Vec<Saved> = wanted.collect();
    let lost = world.server.look(move |read| {
        let aside = read.quarantined()?;
        let mut lost = Vec::new();
        for saved in wanted {
            let holds = |fields: &shared::value::Fields| {
                fields.values().any(|value| *value == Value::from(saved.text.as_str()))
            };
            let past = read.history_of(saved.feed, saved.kind, saved.id)?;
            let is_there = past.iter().any(|past| holds(&past.change.fields))
                || aside.iter().any(|one| one.change.id == saved.id && holds(&one.change.fields));
            if !is_there {
                lost.push(format!("{} of {} {}", saved.text, saved.kind, saved.id));
            }
        }
        Ok(lost)
    })?;
    ensure!(lost.is_empty(), "law 1: saved and nowhere: {}", lost.join(", "));
    Ok(())
}

/// Law 2, without the product's merge: of all values that came for a field, the one with the greatest
/// stamp stands.
fn the_greatest_stamp_stands(world: &World) -> Result<()> {
    let records = world.oracle.saved.iter().map(|saved| (saved.feed, saved.kind, saved.id));
    let records: BTreeSet<_> = records.collect();
    let problems = world.server.look(move |read| {
        let mut problems = Vec::new();
        for (feed, kind, id) in records {
            let row = read.row(feed, kind, id)?;
            if row.is_absent() || row.is_erased() {
                continue;
            }
            let mut greatest = BTreeMap::new();
            for past in read.history_of(feed, kind, id)?.into_iter().filter(|past| !past.erased) {
                let fields = past.change.fields.into_iter().chain(past.added);
                for (field, value) in fields {
                    let Some(stamp) = past.stamps.get(&field).copied() else {
                        problems.push(format!("{field} of {kind} {id} came without a stamp"));
                        continue;
                    };
                    let held = greatest.entry(field).or_insert_with(|| (stamp, value.clone()));
                    if stamp > held.0 {
                        *held = (stamp, value);
                    }
                }
            }
            for (field, (stamp, value)) in greatest {
                let stands = row.registers.get(&field).map(|register| &register.value);
                if stands != Some(&value) {
                    problems.push(format!(
                        "{field} of {kind} {id} is {stands:?}, and {value:?} has {stamp}"
                    ));
                }
            }
        }
        Ok(problems)
    })?;
    ensure!(problems.is_empty(), "law 2: {}", problems.join("; "));
    Ok(())
}

/// Law 9: records of a kind that this version does not know are kept aside whole.
fn nothing_unknown_is_lost(world: &World) -> Result<()> {
    let songs = world.ahead.songs.clone();
    let lost = world.server.look(move |read| {
        let aside = read.quarantined()?;
        let is_kept = |id: &Uuid, text: &str| {
            aside.iter().any(|one| {
                one.change.id == *id && one.change.fields.get("text") == Some(&Value::from(text))
            })
        };
        Ok(songs.iter().filter(|(id, text)| !is_kept(id, text)).count())
    })?;
    ensure!(lost == 0, "law 9: {lost} records of an unknown kind are nowhere");
    Ok(())
}

fn nothing_erased_stands_again(world: &World) -> Result<()> {
    let lasting = world.oracle.lasting.clone();
    let gone: Vec<Uuid> = world.oracle.gone.iter().copied().collect();
    let texts = world.oracle.saved.iter().filter(|saved| world.oracle.is_gone(saved)).cloned();
    let texts: Vec<Saved> = texts.collect();
    let problems = world.server.look(move |read| {
        let mut problems = check_erasures(read, &lasting)?;
        problems.extend(read.erasure_remains()?);
        for saved in texts {
            let row = read.row(saved.feed, saved.kind, saved.id)?;
            let shown = Value::from(saved.text.as_str());
            let stands = row.registers.values().any(|register| register.value == shown);
            let past = read.history_of(saved.feed, saved.kind, saved.id)?;
            if stands || past.iter().any(|past| past.change.fields.values().any(|v| *v == shown)) {
                problems.push(format!("{} was erased and is there", saved.text));
            }
        }
        let aside = read.quarantined()?;
        problems.extend(aside.iter().filter(|one| gone.contains(&one.change.id)).filter_map(
            |one| {
                let has_words =
                    one.change.fields.values().any(|value| matches!(value, Value::Text(_)));
                has_words.then(|| format!("{} was erased and is kept aside", one.change.id))
            },
        ));
        Ok(problems)
    })?;
    ensure!(problems.is_empty(), "the right to erasure: {}", problems.join("; "));
    Ok(())
}

/// Law 7: no clock puts a stamp past the server's present, and no visit stands at a date that
/// cannot be.
fn no_stamp_lies_in_the_future(world: &World) -> Result<()> {
    let now = world.now;
    let problems = world.server.look(move |read| {
        let mut problems = Vec::new();
        for feed in read.feeds()? {
            for kind in [Kind::Visit, Kind::Need, Kind::Telling, Kind::Door] {
                for (id, fields) in read.rows(feed, kind)? {
                    let row = read.row(feed, kind, id)?;
                    let newest = row.registers.values().map(|register| register.stamp.at).max();
                    if newest.is_some_and(|at| at > now) {
                        problems.push(format!("{kind} {id} is stamped {newest:?}, past {now:?}"));
                    }
                    if let (Kind::Visit, Ok(visit)) = (kind, Visit::read(&fields)) {
                        let at = visit.started_estimate.unwrap_or(visit.started);
                        if at > now.plus(BELIEVED) || at < BEGIN.plus(-BELIEVED) {
                            problems
                                .push(format!("visit {id} stands at {at:?}, and it is {now:?}"));
                        }
                    }
                }
            }
        }
        Ok(problems)
    })?;
    ensure!(problems.is_empty(), "law 7: {}", problems.join("; "));
    Ok(())
}

/// Laws 3 and 8: a phone holds the missions that it has a place in, at their head and proven equal,
/// and gives the others back.
fn phone_holds_what_it_needs(world: &World, phone: &Phone) -> Result<()> {
    let (account, missions, ground) = (phone.account, world.names.missions, world.names.ground());
    let (wanted, at_risk) = world.server.look(move |read| {
        let (mut wanted, mut at_risk) = (BTreeSet::new(), BTreeSet::new());
        for mission in missions {
            let feed = FeedId::Mission(mission);
            let held = read.assignments(feed, account)?;
            let is_open = |fields: &shared::value::Fields| {
                fields.get("ended").is_none_or(|ended| *ended != Value::Bool(true))
            };
            if held.iter().any(|(_, fields)| is_open(fields)) {
                wanted.insert(feed);
            } else if read.has_aside_at_risk(feed, account)? {
                at_risk.insert(feed);
            }
        }
        // Who has a place nowhere gives the ground back as well, and so it may be held as long.
        if wanted.is_empty() && read.has_aside_at_risk(ground, account)? {
            at_risk.insert(ground);
        }
        Ok((wanted, at_risk))
    })?;
    let views = phone.db()?.feed_views()?;
    for view in &views {
        let is_mission = matches!(view.feed, FeedId::Mission(_));
        // What is kept aside holds a feed until a backup has it, and nothing more of it is told.
        if view.leaving.is_none() && !at_risk.contains(&view.feed) {
            let (seq, head) = (view.seq, view.head);
            ensure!(seq == head, "law 3: {} is read up to {seq} of {head}", view.feed);
            ensure!(view.equal == Some(true), "law 3: {} is not equal", view.feed);
            ensure!(
                !is_mission || wanted.contains(&view.feed),
                "law 8: {} is held without a place in it",
                view.feed
            );
        }
    }
    for feed in wanted {
        let is_held = views.iter().any(|view| view.feed == feed && view.leaving.is_none());
        ensure!(is_held, "law 8: {feed} is missing on a phone that needs it");
    }
    Ok(())
}

/// Law 3 without digests: what a person reads on the phone is what the server's rows say.
fn phone_shows_what_the_server_has(world: &World, phone: &Phone) -> Result<()> {
    for view in phone.db()?.feed_views()? {
        let is_told = view.leaving.is_none() && view.equal == Some(true);
        if !is_told || !matches!(view.feed, FeedId::Mission(_)) {
            continue;
        }
        let (feed, device) = (view.feed, phone.device);
        let (rows, aside) = world.server.look(move |read| {
            let mut aside = read.quarantined()?;
            aside.retain(|one| one.device == device && one.change.feed == feed);
            Ok((read.rows(feed, Kind::Visit)?, aside))
        })?;
        for (id, fields) in rows {
            let shown = phone.db()?.visit(VisitId(id), phone.account)?;
            let shown = shown.with_context(|| format!("law 3: visit {id} is not on a phone"))?.view;
            // What is kept aside stays before its author's eyes.
            if aside.iter().any(|one| one.change.id == id) {
                continue;
            }
            let record = Visit::read(&fields)?;
            let note = record.note.as_ref().map(|note| note.as_str().to_owned());
            if shown.note != note || shown.withdrawn != record.withdrawn {
                bail!(
                    "law 3: visit {id} reads {:?} on a phone, {note:?} on the server",
                    shown.note
                );
            }
            ensure!(
                !world.ahead.visits.contains(&VisitId(id))
                    || fields.get(MOOD.0) == Some(&Value::from(MOOD.1)),
                "law 9: visit {id} lost a field that only a newer app knows"
            );
        }
    }
    Ok(())
}

/// Laws 2 and 7: who sees a value and writes another is believed, whatever any clock says.
fn what_was_seen_is_overwritten(world: &mut World) -> Result<()> {
    world.oracle.turn += 1;
    let turn = world.oracle.turn;
    let able = (0..world.phones.len()).map(|offset| (turn + offset) % world.phones.len());
    let able = able.filter(|phone| !world.oracle.is_revoked(&world.phones[*phone]));
    for phone in able.collect::<Vec<_>>() {
        let Some(label) = world.rename(phone, turn)? else {
            continue;
        };
        world.phones[phone].sync_wholly(&mut world.server, world.now)?;
        let (feed, door) = (world.names.ground(), door(world, turn));
        let stands = world.server.look(move |read| label_of(read, feed, door))?;
        ensure!(
            stands.as_deref() == Some(label.as_str()),
            "law 7: {label:?} was written in sight of what stood there, and {stands:?} stands"
        );
        return Ok(());
    }
    Ok(())
}

fn door(world: &World, which: usize) -> DoorId {
    world.names.doors[which % world.names.doors.len()]
}

fn label_of(read: &dyn Read, feed: FeedId, door: DoorId) -> Result<Option<String>, ServiceError> {
    let fields = read.row(feed, Kind::Door, door.0)?.fields();
    Ok(match fields.get("label") {
        Some(Value::Text(label)) => Some(label.clone()),
        _ => None,
    })
}
