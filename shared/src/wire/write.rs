//! Writes CBOR: objects with numbered keys, ids once, times and numbers as differences.
//!
//! An id is sixteen bytes of which ten are chance. Chance cannot be packed and spoils the packing
//! of what stands beside it, so these ten bytes are gathered in one string before the body. What
//! is left of an id in its place is its time, as a difference from where such a time is likely.

use std::collections::BTreeMap;
use std::convert::Infallible;

use minicbor::data::Tag;
use minicbor::encode::Error;
use uuid::Uuid;

use super::names::{self, FIELDS, KINDS, WORDS};
use crate::id::{EpochId, FeedId, FeedKind, Id};
use crate::time::Millis;
use crate::value::{Fields, Value};

/// Tag of a number of milliseconds after the moment that the object is about.
pub(super) const AFTER: u64 = 8;
/// Tag of an id that was not met in this message before: its time as a difference.
pub(super) const NEW_ID: u64 = 9;
/// Tag of an id that was met before: its place, or counted back from the newest one.
pub(super) const SEEN_ID: u64 = 10;

/// Simple values 20 to 31 are taken by CBOR itself.
const FIRST_SIMPLES: u64 = 20;
const LATER_SIMPLES: u64 = 32;

/// Writing to memory cannot fail.
pub(super) type Done = Result<(), Error<Infallible>>;

/// A message under way.
pub struct Writer {
    body: minicbor::Encoder<Vec<u8>>,
    chance: Vec<u8>,
    ids: BTreeMap<Uuid, u64>,
    /// For each place where ids stand, the time of the last new one.
    times: BTreeMap<String, i64>,
    feeds: BTreeMap<FeedId, u64>,
    /// Writes as a later version would: with one more member in each object.
    #[cfg(test)]
    pub(super) is_ahead: bool,
}

/// The bytes of a message: two parts that are packed apart, one after the other.
pub(super) struct Written {
    pub(super) chance: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            body: minicbor::Encoder::new(Vec::new()),
            chance: Vec::new(),
            ids: BTreeMap::new(),
            times: BTreeMap::new(),
            feeds: BTreeMap::new(),
            #[cfg(test)]
            is_ahead: false,
        }
    }

    /// The whole message: a list of the gathered chance and the body.
    pub(super) fn finish(self) -> Result<Written, Error<Infallible>> {
        let mut chance = minicbor::Encoder::new(Vec::new());
        chance.array(2)?.bytes(&self.chance)?;
        Ok(Written { chance: chance.into_writer(), body: self.body.into_writer() })
    }

    /// Begins an object; each member is announced by [`key`](Self::key), in the order of numbers.
    pub(super) fn begin(&mut self) -> Result<Object, Error<Infallible>> {
        let at = self.body.writer().len();
        self.body.map(0)?;
        Ok(Object { at, members: 0 })
    }

    /// Announces a member, whose value follows.
    pub(super) fn key(
        &mut self,
        object: &mut Object,
        key: u64,
    ) -> Result<&mut Self, Error<Infallible>> {
        object.members += 1;
        self.body.u64(key)?;
        Ok(self)
    }

    /// Ends an object: now the number of its members is known, and fits its first byte.
    pub(super) fn end(&mut self, object: &mut Object) -> Done {
        #[cfg(test)]
        if self.is_ahead {
            self.key(object, 23)?.body.array(2)?.str("of a later version")?.bytes(&[7; 16])?;
        }
        debug_assert!(object.members < 24, "the head of a larger map is longer");
        if let Some(head) = self.body.writer_mut().get_mut(object.at) {
            *head |= object.members;
        }
        Ok(())
    }

    pub(super) fn list<T>(
        &mut self,
        items: &[T],
        mut each: impl FnMut(&mut Self, &T) -> Done,
    ) -> Done {
        self.body.array(items.len() as u64)?;
        items.iter().try_for_each(|item| each(self, item))
    }

    pub(super) fn u64(&mut self, number: u64) -> Done {
        self.body.u64(number)?.ok()
    }

    pub(super) fn i64(&mut self, number: i64) -> Done {
        self.body.i64(number)?.ok()
    }

    pub(super) fn bool(&mut self, truth: bool) -> Done {
        self.body.bool(truth)?.ok()
    }

    pub(super) fn text(&mut self, text: &str) -> Done {
        self.body.str(text)?.ok()
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Done {
        self.body.bytes(bytes)?.ok()
    }

    /// An id whose time is likely to be near `near`.
    pub(super) fn id(&mut self, id: Uuid, near: i64) -> Done {
        let (time, chance) = split(id);
        if let Some(place) = self.ids.get(&id) {
            let newest = (self.ids.len() as u64).saturating_sub(1);
            return self.body.tag(Tag::new(SEEN_ID))?.i64(distance(*place, newest))?.ok();
        }
        self.ids.insert(id, self.ids.len() as u64);
        self.chance.extend_from_slice(&chance);
        self.body.tag(Tag::new(NEW_ID))?.i64(time.wrapping_sub(near))?.ok()
    }

    /// An id in a place where ids of one sort stand: its time is likely to be that of the last one.
    pub(super) fn id_at(&mut self, place: &str, id: Uuid, near: i64) -> Done {
        let near = self.times.get(place).copied().unwrap_or(near);
        if !self.ids.contains_key(&id) {
            self.times.insert(place.to_owned(), split(id).0);
        }
        self.id(id, near)
    }

    pub(super) fn epoch(&mut self, epoch: EpochId) -> Done {
        self.id_at(EPOCH, epoch.uuid(), 0)
    }

    /// A feed: what it is, the first time; then its place among those met.
    pub(super) fn feed(&mut self, feed: FeedId) -> Done {
        if let Some(place) = self.feeds.get(&feed) {
            return self.u64(*place);
        }
        self.feeds.insert(feed, self.feeds.len() as u64);
        match feed.owner() {
            None => self.body.array(1)?.u64(feed_number(feed.kind()))?.ok(),
            Some(owner) => {
                self.body.array(2)?.u64(feed_number(feed.kind()))?;
                self.id_at(FEED, owner, 0)
            }
        }
    }

    pub(super) fn kind(&mut self, kind: &str) -> Done {
        self.name(KINDS, kind)
    }

    /// `moment` is when the record was made or changed: times inside are likely to be near.
    pub(super) fn fields(&mut self, fields: &Fields, moment: Millis) -> Done {
        self.body.map(fields.len() as u64)?;
        for (name, value) in fields {
            self.name(FIELDS, name)?;
            self.value(name, value, moment)?;
        }
        Ok(())
    }

    fn name(&mut self, table: &[&str], name: &str) -> Done {
        match names::number(table, &name) {
            Some(number) => self.u64(number),
            None => self.text(name),
        }
    }

    fn value(&mut self, place: &str, value: &Value, moment: Millis) -> Done {
        match value {
            Value::Null => self.body.null()?.ok(),
            Value::Bool(truth) => self.bool(*truth),
            Value::Int(number) => self.int(*number, moment),
            Value::Float(number) => self.body.f64(*number)?.ok(),
            Value::Text(text) => match (names::number(WORDS, &text.as_str()), id_of(text)) {
                (Some(word), _) => self.body.simple(simple(word))?.ok(),
                (None, Some(id)) => self.id_at(place, id, moment.0),
                (None, None) => self.text(text),
            },
            Value::List(items) => self.list(items, |out, item| out.value(place, item, moment)),
            Value::Map(fields) => {
                self.body.map(fields.len() as u64)?;
                fields.iter().try_for_each(|(name, value)| {
                    self.text(name)?;
                    self.value(place, value, moment)
                })
            }
        }
    }

    fn int(&mut self, number: i64, moment: Millis) -> Done {
        let after = number.wrapping_sub(moment.0);
        if length(after) + 1 < length(number) {
            self.body.tag(Tag::new(AFTER))?;
            return self.i64(after);
        }
        self.i64(number)
    }
}

/// An object under way.
pub(super) struct Object {
    at: usize,
    members: u8,
}

/// The place of epochs, and of the ids that feeds are named after; no field is called so.
pub(super) const EPOCH: &str = "+epoch";
pub(super) const FEED: &str = "+feed";

/// The time of an id, and its chance with the bits that say what sort of id it is.
fn split(id: Uuid) -> (i64, [u8; 10]) {
    let [a, b, c, d, e, f, chance @ ..] = *id.as_bytes();
    (i64::from_be_bytes([0, 0, a, b, c, d, e, f]), chance)
}

/// The time that an id carries.
pub(super) fn time_of(id: Uuid) -> Millis {
    Millis(split(id).0)
}

/// Only the one spelling that ids have: any other text must come back as it was.
fn id_of(text: &str) -> Option<Uuid> {
    let id = (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten()?;
    let mut spelt = Uuid::encode_buffer();
    (*id.hyphenated().encode_lower(&mut spelt) == *text).then_some(id)
}

/// Few and early ids keep their place, so that equal records have equal bytes; what hangs on a
/// record that was just written is counted back.
fn distance(place: u64, newest: u64) -> i64 {
    let back = newest.saturating_sub(place);
    let (place, back) = (i64::try_from(place), i64::try_from(back));
    match (place, back) {
        (Ok(place), Ok(back)) if back < 8 && place >= 8 => -1 - back,
        (Ok(place), _) => place,
        // No message has room for so many ids.
        (Err(_), _) => 0,
    }
}

/// How many bytes a whole number takes.
fn length(number: i64) -> usize {
    match number.unsigned_abs() - u64::from(number < 0) {
        0..=23 => 1,
        24..=0xff => 2,
        0x100..=0xffff => 3,
        0x1_0000..=0xffff_ffff => 5,
        _ => 9,
    }
}

pub(super) fn simple(word: u64) -> u8 {
    let value = if word < FIRST_SIMPLES { word } else { word - FIRST_SIMPLES + LATER_SIMPLES };
    u8::try_from(value).unwrap_or(u8::MAX)
}

pub(super) fn word(simple: u8) -> u64 {
    let value = u64::from(simple);
    if value < FIRST_SIMPLES {
        return value;
    }
    // Between the two stand values that are no words.
    value.checked_sub(LATER_SIMPLES).map_or(u64::MAX, |later| later + FIRST_SIMPLES)
}

fn feed_number(kind: FeedKind) -> u64 {
    match kind {
        FeedKind::Catalogue => 0,
        FeedKind::Territory => 1,
        FeedKind::Mission => 2,
        FeedKind::Account => 3,
    }
}
