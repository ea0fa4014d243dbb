//! What proves a database: its history read back, and what the backups of it hold.

use std::collections::BTreeMap;

use shared::change::{Change, ChangeHash};
use shared::id::{DeviceId, FeedId};
use shared::stamp::Stamp;
use shared::time::Millis;
use shared::value::Fields;

/// An accepted change, as the history gives it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its place in the feed.
    pub seq: u64,
    /// Who sent it.
    pub device: DeviceId,
    /// When it came.
    pub received: Millis,
    /// The change as it came.
    pub change: Change,
    /// Its content hash.
    pub hash: ChangeHash,
    /// What was allotted to its fields, and to those that the server added.
    pub stamps: BTreeMap<String, Stamp>,
    /// The fields that the server added.
    pub added: Fields,
    /// How it stood to the row that it met, as a word.
    pub relation: String,
    /// Nothing is left of it but its number; or, with the fields of a stub, that it made one.
    pub erased: bool,
}

/// The numbers of one device in one feed, as they are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The device.
    pub device: DeviceId,
    /// How far its changes are said to have come.
    pub mark: u64,
    /// How many of its changes were accepted or kept aside.
    pub count: u64,
    /// The greatest number of these.
    pub greatest: u64,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupNote {
    /// When its snapshot was taken.
    pub made: Millis,
    /// The name of its file.
    pub file: String,
    /// How large that file is, in bytes.
    pub size: u64,
    /// BLAKE3 of that file, in hexadecimal digits.
    pub hash: String,
}

/// What a backup holds: the counters of its feeds, and how far each device had come in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// The newest number of each feed.
    pub feeds: Vec<(FeedId, u64)>,
    /// The newest change of each device in each feed.
    pub marks: Vec<(FeedId, DeviceId, u64)>,
}
