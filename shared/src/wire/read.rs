//! Reads CBOR that anybody may have written: bounded in depth and number, never trusting a length.
//!
//! Members of objects stand in the order of their numbers; a number that is not known is skipped
//! with all that it holds. So a later version adds members, and this one still reads the rest.

use std::collections::BTreeMap;

use minicbor::Decoder;
use minicbor::data::Type;
use uuid::Uuid;

use super::names::{self, FIELDS, KINDS, WORDS};
use super::write::{AFTER, EPOCH, FEED, NEW_ID, SEEN_ID, word};
use crate::id::{AccountId, EpochId, FeedId, MissionId, TerritoryId};
use crate::time::Millis;
use crate::value::{Fields, Value};

/// How deep lists and maps may stand in each other.
pub(super) const MAX_DEPTH: usize = 32;
/// The most values in one message: each takes far more memory than bytes on the wire.
pub const MAX_VALUES: usize = 1 << 20;

/// Why unpacked bytes are no message.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// They are no CBOR, or of another shape than expected.
    #[error("{0}")]
    Cbor(#[from] minicbor::decode::Error),
    /// A member is missing that the message cannot do without.
    #[error("member {0} of the {1} is missing")]
    Missing(u64, &'static str),
    /// A part has a wrong shape.
    #[error("expected {0}")]
    Expected(&'static str),
    /// Lists and maps stand too deep in each other.
    #[error("lists and maps stand more than {MAX_DEPTH} deep")]
    TooDeep,
    /// There are too many values.
    #[error("the message holds more than {MAX_VALUES} values")]
    TooMany,
    /// Bytes follow the message.
    #[error("something follows the message")]
    Trailing,
}

pub(super) type Read<T> = Result<T, ContentError>;

/// A message being read.
pub struct Reader<'a> {
    body: Decoder<'a>,
    chance: std::slice::Chunks<'a, u8>,
    ids: Vec<Uuid>,
    times: BTreeMap<String, i64>,
    feeds: Vec<FeedId>,
    room: usize,
}

impl<'a> Reader<'a> {
    /// Begins a message, and reads what was gathered before its body.
    pub(super) fn new(bytes: &'a [u8]) -> Read<Self> {
        let mut body = Decoder::new(bytes);
        if body.array()? != Some(2) {
            return Err(ContentError::Expected("a list of chance and body"));
        }
        let chance = body.bytes()?;
        Ok(Self {
            body,
            chance: chance.chunks(10),
            ids: Vec::new(),
            times: BTreeMap::new(),
            feeds: Vec::new(),
            room: MAX_VALUES,
        })
    }

    /// After the body, nothing may follow.
    pub(super) fn finish(self) -> Read<()> {
        if self.body.position() == self.body.input().len() {
            Ok(())
        } else {
            Err(ContentError::Trailing)
        }
    }

    /// Reads the members of an object, in the order of their numbers. `take` answers whether it
    /// knows the number and has read the value.
    pub(super) fn object(
        &mut self,
        mut take: impl FnMut(&mut Self, u64) -> Read<bool>,
    ) -> Read<()> {
        let mut least = 0;
        for _ in 0..self.length_of_map()? {
            self.count()?;
            if matches!(self.body.datatype()?, Type::String) {
                self.body.str()?;
                self.skip(MAX_DEPTH)?;
                continue;
            }
            let key = self.body.u64()?;
            if key < least {
                return Err(ContentError::Expected("members in the order of their numbers"));
            }
            least = key.saturating_add(1);
            if !take(self, key)? {
                self.skip(MAX_DEPTH)?;
            }
        }
        Ok(())
    }

    pub(super) fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        // The announced length is not believed: no memory is taken before an item is there.
        let mut items = Vec::new();
        for _ in 0..self.length_of_list()? {
            self.count()?;
            items.push(each(self)?);
        }
        Ok(items)
    }

    pub(super) fn u64(&mut self) -> Read<u64> {
        Ok(self.body.u64()?)
    }

    pub(super) fn u32(&mut self) -> Read<u32> {
        Ok(self.body.u32()?)
    }

    pub(super) fn i64(&mut self) -> Read<i64> {
        Ok(self.body.i64()?)
    }

    pub(super) fn bool(&mut self) -> Read<bool> {
        Ok(self.body.bool()?)
    }

    pub(super) fn text(&mut self) -> Read<String> {
        Ok(self.body.str()?.to_owned())
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> Read<[u8; N]> {
        let bytes = self.body.bytes()?;
        bytes.try_into().map_err(|_| ContentError::Expected("another number of bytes"))
    }

    /// As many bytes as there are.
    pub(super) fn blob(&mut self) -> Read<Vec<u8>> {
        Ok(self.body.bytes()?.to_vec())
    }

    /// See [`Writer::id`](super::write::Writer::id).
    pub(super) fn id(&mut self, near: i64) -> Read<Uuid> {
        if matches!(self.body.datatype()?, Type::Bytes) {
            return self.bytes().map(Uuid::from_bytes);
        }
        match self.body.tag()?.as_u64() {
            NEW_ID => {
                let time = self.body.i64()?.wrapping_add(near);
                let chance = self.chance.next().and_then(|chunk| chunk.first_chunk::<10>());
                let chance = chance.ok_or(ContentError::Expected("ten bytes for each id"))?;
                let [0, 0, a, b, c, d, e, f] = time.to_be_bytes() else {
                    return Err(ContentError::Expected("a time of 48 bits in an id"));
                };
                let [g, h, i, j, k, l, m, n, o, p] = *chance;
                let id = Uuid::from_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]);
                self.ids.push(id);
                Ok(id)
            }
            SEEN_ID => {
                let place = self.body.i64()?;
                let place = match usize::try_from(place) {
                    Ok(place) => Some(place),
                    // -1 is the newest.
                    Err(_) => usize::try_from(place.unsigned_abs())
                        .ok()
                        .and_then(|back| self.ids.len().checked_sub(back)),
                };
                let id = place.and_then(|place| self.ids.get(place)).copied();
                id.ok_or(ContentError::Expected("an id that was met before"))
            }
            _ => Err(ContentError::Expected("an id")),
        }
    }

    /// See [`Writer::id_at`](super::write::Writer::id_at).
    pub(super) fn id_at(&mut self, place: &str, near: i64) -> Read<Uuid> {
        let near = self.times.get(place).copied().unwrap_or(near);
        let met = self.ids.len();
        let id = self.id(near)?;
        if self.ids.len() > met {
            let time = super::write::time_of(id).0;
            match self.times.get_mut(place) {
                Some(last) => *last = time,
                None => drop(self.times.insert(place.to_owned(), time)),
            }
        }
        Ok(id)
    }

    pub(super) fn epoch(&mut self) -> Read<EpochId> {
        self.id_at(EPOCH, 0).map(EpochId)
    }

    pub(super) fn feed(&mut self) -> Read<FeedId> {
        if !matches!(self.body.datatype()?, Type::Array) {
            let place = usize::try_from(self.body.u64()?).unwrap_or(usize::MAX);
            let feed = self.feeds.get(place).copied();
            return feed.ok_or(ContentError::Expected("a feed that was met before"));
        }
        let length = self.length_of_list()?;
        let unknown = || ContentError::Expected("a feed");
        let kind = if length > 0 { self.body.u64()? } else { return Err(unknown()) };
        let feed = match (kind, length) {
            (0, 1) => FeedId::Catalogue,
            (1, 2) => FeedId::Territory(TerritoryId(self.id_at(FEED, 0)?)),
            (2, 2) => FeedId::Mission(MissionId(self.id_at(FEED, 0)?)),
            (3, 2) => FeedId::Account(AccountId(self.id_at(FEED, 0)?)),
            _ => return Err(unknown()),
        };
        self.feeds.push(feed);
        Ok(feed)
    }

    pub(super) fn kind(&mut self) -> Read<String> {
        self.name(KINDS)
    }

    /// See [`Writer::fields`](super::write::Writer::fields).
    pub(super) fn fields(&mut self, moment: Millis) -> Read<Fields> {
        let mut fields = Fields::new();
        for _ in 0..self.length_of_map()? {
            self.count()?;
            let name = self.name(FIELDS)?;
            let value = self.value(&name, moment, MAX_DEPTH)?;
            insert(&mut fields, name, value)?;
        }
        Ok(fields)
    }

    fn name(&mut self, table: &[&str]) -> Read<String> {
        if matches!(self.body.datatype()?, Type::String) {
            return self.text();
        }
        let name = names::at(table, self.body.u64()?);
        name.map(str::to_owned).ok_or(ContentError::Expected("a name of this version, or a text"))
    }

    fn value(&mut self, place: &str, moment: Millis, depth: usize) -> Read<Value> {
        self.count()?;
        let deeper = || depth.checked_sub(1).ok_or(ContentError::TooDeep);
        Ok(match self.body.datatype()? {
            Type::Null => {
                self.body.null()?;
                Value::Null
            }
            Type::Bool => Value::Bool(self.body.bool()?),
            Type::F32 => Value::Float(finite(f64::from(self.body.f32()?))?),
            Type::F64 => Value::Float(finite(self.body.f64()?)?),
            Type::String => Value::Text(self.text()?),
            Type::Simple => {
                let word = names::at(WORDS, word(self.body.simple()?));
                Value::from(word.ok_or(ContentError::Expected("a word of this version"))?)
            }
            Type::Tag if self.next_tag()? == AFTER => {
                self.body.tag()?;
                Value::Int(moment.0.wrapping_add(self.body.i64()?))
            }
            Type::Tag | Type::Bytes => Value::Text(self.id_at(place, moment.0)?.to_string()),
            Type::Array => {
                let depth = deeper()?;
                Value::List(self.list(|body| body.value(place, moment, depth))?)
            }
            Type::Map => {
                let depth = deeper()?;
                let mut fields = Fields::new();
                for _ in 0..self.length_of_map()? {
                    let name = self.text()?;
                    let value = self.value(place, moment, depth)?;
                    insert(&mut fields, name, value)?;
                }
                Value::Map(fields)
            }
            _ => Value::Int(self.body.i64()?),
        })
    }

    fn next_tag(&self) -> Read<u64> {
        Ok(self.body.clone().tag()?.as_u64())
    }

    /// Steps over one value of any shape. Ids in there are not met: members that later versions
    /// add carry them as sixteen plain bytes.
    fn skip(&mut self, depth: usize) -> Read<()> {
        self.count()?;
        let deeper = || depth.checked_sub(1).ok_or(ContentError::TooDeep);
        match self.body.datatype()? {
            Type::Array => {
                let depth = deeper()?;
                (0..self.length_of_list()?).try_for_each(|_| self.skip(depth))
            }
            Type::Map => {
                let depth = deeper()?;
                (0..self.length_of_map()?).try_for_each(|_| {
                    self.skip(depth)?;
                    self.skip(depth)
                })
            }
            Type::Tag => {
                let depth = deeper()?;
                self.body.tag()?;
                self.skip(depth)
            }
            Type::ArrayIndef | Type::MapIndef | Type::BytesIndef | Type::StringIndef => {
                Err(ContentError::Expected("a length before each list, map and text"))
            }
            _ => Ok(self.body.skip()?),
        }
    }

    fn length_of_list(&mut self) -> Read<u64> {
        self.body.array()?.ok_or(ContentError::Expected("a length before each list"))
    }

    fn length_of_map(&mut self) -> Read<u64> {
        self.body.map()?.ok_or(ContentError::Expected("a length before each map"))
    }

    fn count(&mut self) -> Read<()> {
        self.room = self.room.checked_sub(1).ok_or(ContentError::TooMany)?;
        Ok(())
    }
}

fn insert(fields: &mut Fields, name: String, value: Value) -> Read<()> {
    match fields.insert(name, value) {
        None => Ok(()),
        Some(_) => Err(ContentError::Expected("each field once")),
    }
}

/// Databases keep unknown fields as JSON, which has no infinity.
fn finite(number: f64) -> Read<f64> {
    if number.is_finite() { Ok(number) } else { Err(ContentError::Expected("a finite number")) }
}
