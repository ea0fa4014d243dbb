//! The local write: the row, its overlay and its outbox entries, in one transaction.
//!
//! **Law**: what [`Db::edit`] returned is durable and waits to be sent; what it refused left no
//! trace. Each field goes out with the version of the row that its writer had before the eyes: a
//! field that a change of this phone covers already keeps that change's base.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use shared::change::{Base, Change, ShapeError, check_shape};
use shared::id::{DeviceId, FeedId};
use shared::record::{Kind, Record, RecordError, check_known};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::column::Word;
use super::table::Key;
use super::{Db, DbError, Moment, draft, feed, identity, outbox, page, pictures, row, table};

/// Some fields of one record to be set, of a record that is there or one that is new.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The feed that the record belongs to.
    pub feed: FeedId,
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: Uuid,
    /// The fields to set.
    pub fields: Fields,
}

impl Edit {
    /// All of a new record.
    pub fn new<R: Record>(feed: FeedId, id: R::Id, record: &R) -> Self {
        Self { feed, kind: R::KIND, id: shared::id::Id::uuid(id), fields: record.fields() }
    }
}

/// Why an edit is refused.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A field holds what it must not.
    #[error("{kind}: {error}")]
    Record {
        /// The kind of record.
        kind: Kind,
        /// Which field, and why.
        error: RecordError,
    },
    /// The change has no acceptable shape.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// The phone does not hold the feed.
    #[error("this phone does not hold {0}; sync, and look at your missions again")]
    NotHeld(FeedId),
    /// The store belongs to nobody yet.
    #[error("this phone is not enrolled yet")]
    NotEnrolled,
    /// The store failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<rusqlite::Error> for EditError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Db(error.into())
    }
}

impl Db {
    /// Makes all `edits` or none, and says how many changes now wait for them. Fields that
    /// already hold their value are left out.
    ///
    /// # Errors
    /// Says which edit is refused, and why.
    pub fn edit(&mut self, moment: &Moment, edits: &[Edit]) -> Result<usize, EditError> {
        self.edit_and(moment, edits, &|_| Ok(()))
    }

    /// The same, and forgets the drafts of what is now saved: both or neither.
    ///
    /// # Errors
    /// As [`Db::edit`].
    pub fn edit_and_drop(
        &mut self,
        moment: &Moment,
        edits: &[Edit],
        drafts: &[String],
    ) -> Result<usize, EditError> {
        self.edit_and(moment, edits, &|tx| drafts.iter().try_for_each(|key| draft::drop(tx, key)))
    }

    /// The same, and keeps the bytes of a picture that an edit shows: all or nothing.
    ///
    /// # Errors
    /// As [`Db::edit`].
    pub fn edit_and_show(
        &mut self,
        moment: &Moment,
        edits: &[Edit],
        picture: &[u8],
        draft: &str,
    ) -> Result<usize, EditError> {
        self.edit_and(moment, edits, &|tx| {
            draft::drop(tx, draft)?;
            edits.first().map_or(Ok(()), |edit| pictures::keep(tx, edit.feed, picture))
        })
    }

    fn edit_and(
        &mut self,
        moment: &Moment,
        edits: &[Edit],
        also: &dyn Fn(&Connection) -> Result<(), DbError>,
    ) -> Result<usize, EditError> {
        let tx = self.begin()?;
        let device = identity::device(&tx)?.ok_or(EditError::NotEnrolled)?;
        let mut count = 0;
        for edit in edits {
            count += write(&tx, moment, device, edit)?;
        }
        also(&tx)?;
        tx.commit()?;
        self.changed.extend(edits.iter().map(|edit| edit.feed));
        Ok(count)
    }
}

fn write(
    tx: &Connection,
    moment: &Moment,
    device: DeviceId,
    edit: &Edit,
) -> Result<usize, EditError> {
    let Edit { feed, kind, id, .. } = *edit;
    let refused = |error| EditError::Record { kind, error };
    let held = feed::read(tx, feed)?.ok_or(EditError::NotHeld(feed))?;
    check_known(kind, &edit.fields).map_err(refused)?;

    let key = Key { feed, kind, id };
    let displayed = table::read(tx, key)?;
    let is_new_visit = kind == Kind::Visit && displayed.is_none();
    let displayed = displayed.unwrap_or_default();
    let mut fields = edit.fields.clone();
    fields.retain(|name, value| !same(displayed.fields.get(name), value));
    if fields.is_empty() {
        return Ok(0);
    }
    let held_before = displayed.fields.clone();
    let mut merged = displayed.fields;
    merged.extend(fields.clone());
    match kind.check(&merged) {
        Err(error) if !is_newer_than_this_version(&error, edit, &held_before) => {
            return Err(refused(error));
        }
        _ => {}
    }

    let epoch = page::void_epoch(tx, key)?.unwrap_or(held.epoch);
    let seq = displayed.seq;
    let shown = (seq > 0).then_some(Base { epoch, seq });
    let changes = split_by_base(fields, shown, &outbox::laid(tx, key)?);
    for (base, fields) in &changes {
        let change = Change {
            feed,
            // The outbox gives the number; any stands here while the shape is checked.
            n: 1,
            kind: kind.as_str().to_owned(),
            id,
            at: moment.wall,
            clock: moment.session,
            fields: fields.clone(),
            base: *base,
        };
        check_shape(&change)?;
        outbox::append(tx, device, &change)?;
    }
    row::lay_again(tx, key)?;
    if is_new_visit {
        let sql = "INSERT OR IGNORE INTO made (feed, id) VALUES (?1, ?2)";
        tx.prepare_cached(sql)?.execute(params![Word(feed), Word(id)])?;
    }
    Ok(changes.len())
}

fn same(held: Option<&Value>, value: &Value) -> bool {
    held.map_or(value.is_default(), |held| held == value)
}

/// A word that only a newer version knows stays as it is, and must not keep anybody from correcting
/// another field of the record.
fn is_newer_than_this_version(error: &RecordError, edit: &Edit, held: &Fields) -> bool {
    let is_refused =
        |value| edit.kind.field(&error.field).is_some_and(|f| (f.check)(value).is_err());
    !edit.fields.contains_key(&error.field) && held.get(&error.field).is_some_and(is_refused)
}

/// Groups fields by what their writer had seen: one change has one base.
fn split_by_base(
    fields: Fields,
    shown: Option<Base>,
    laid: &[Change],
) -> Vec<(Option<Base>, Fields)> {
    let covering = |name: &str| laid.iter().rev().find(|c| c.fields.contains_key(name));
    let mut groups = BTreeMap::<_, (Option<Base>, Fields)>::new();
    for (name, value) in fields {
        let base = covering(&name).map_or(shown, |change| change.base);
        let order = base.map(|base| (base.epoch, base.seq));
        let group = groups.entry(order).or_insert((base, Fields::new()));
        group.1.insert(name, value);
    }
    groups.into_values().collect()
}
