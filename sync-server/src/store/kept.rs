//! What a store keeps, as it is handed over: counters, marks, changes with their fate, devices.

use shared::change::{Change, ChangeHash};
use shared::digest::FeedSum;
use shared::id::{AccountId, DeviceId};
use shared::merge::{Relation, StampedChange, Yielded};
use shared::protocol::Reason;
use shared::stamp::Stamp;
use shared::time::Millis;
use uuid::Uuid;

/// A feed's counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// The sequence number of the newest change.
    pub seq: u64,
    /// Cursors below this one read anew: tombstones were swept.
    pub floor: u64,
    /// Count and digest of the rows.
    pub sum: FeedSum,
}

/// How far one device's changes to one feed have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The number of the last change taken; 0 before the first.
    pub n: u64,
    /// The stamp that the last accepted change was allotted.
    pub stamp: Option<Stamp>,
}

/// What was answered to a change that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The content that the number stood for.
    pub hash: ChangeHash,
    /// The sequence number it got, or why it is kept aside.
    pub outcome: Result<u64, Reason>,
    /// Where the content was erased: the record that it was about, since the hash is gone too.
    pub erased: Option<Uuid>,
}

/// An accepted change, as the history keeps it.
#[derive(Debug)]
pub struct Accepted<'a> {
    /// The change as it came.
    pub change: &'a Change,
    /// Its content hash.
    pub hash: ChangeHash,
    /// What was allotted to it.
    pub stamped: &'a StampedChange,
    /// How it stood to the row.
    pub relation: Relation,
    /// The values that gave way.
    pub yielded: &'a [Yielded],
    /// When it came.
    pub received: Millis,
}

/// A change that is kept aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// Who sent it.
    pub device: DeviceId,
    /// The change as it came.
    pub change: Change,
    /// Its content hash.
    pub hash: ChangeHash,
    /// Why it is kept aside.
    pub reason: Reason,
    /// When it came.
    pub received: Millis,
}

/// What the server alone knows of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceSecret {
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub account: AccountId,
    /// The hash of its token.
    pub token_hash: [u8; 32],
    /// When it was enrolled.
    pub enrolled: Millis,
    /// The device whose store it is a copy of.
    pub copied_from: Option<DeviceId>,
}

/// What a device declared at its last contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// When it was.
    pub at: Millis,
    /// Milliseconds by which the device's clock was behind.
    pub clock_error: i64,
    /// The version of its app.
    pub app: String,
    /// Changes that waited to be sent.
    pub waiting: u64,
    /// Things that needed the neighbor's attention.
    pub attention: u64,
}

/// A one-time code, known by its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// Whom it lets in.
    pub account: AccountId,
    /// Until when.
    pub expires: Millis,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
}
