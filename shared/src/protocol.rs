//! What travels between phone and server.
//!
//! One round trip carries the outbox, the cursors and the counts; its answer carries the results
//! of the changes and the news of each feed. `docs/protocol.md` tells the whole story. A message
//! that cannot be taken at all is answered by a [`Problem`]; a change that cannot be accepted is
//! answered as data, so that it never blocks another.

mod reason;
mod token;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change::Change;
use crate::digest::{CursorsHash, FeedSum};
use crate::id::{AccountId, DeviceId, EpochId, FeedId};
use crate::picture::PictureHash;
use crate::recovery::SealedRecovery;
use crate::seal::SealKey;
use crate::time::{ClockSession, Millis};
use crate::value::Fields;

pub use reason::{DropReason, Problem, ProblemCode, Reason};
pub use token::Token;

/// The version that this code speaks.
pub const VERSION: u32 = 1;
/// The oldest version whose phones are still given news; older ones may only send.
pub const OLDEST: u32 = 1;

/// Where a phone sends its work and asks for news.
pub const SYNC_PATH: &str = "/api/v1/sync";
/// Where a phone trades a one-time code for its place.
pub const ENROL_PATH: &str = "/api/v1/enrol";
/// Where the copy of a phone's store asks for an identity of its own.
pub const SPLIT_PATH: &str = "/api/v1/split";

/// Where a phone sends pictures piece by piece, and asks for them.
pub const PIECES_PATH: &str = "/api/v1/pieces";

/// The most changes in one request.
pub const MAX_CHANGES: usize = 5_000;
/// The most cursors in one request.
pub const MAX_CURSORS: usize = 200;

/// What a phone sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The version that the phone speaks.
    pub protocol: u32,
    /// The version of the app, for the supervisor's list of phones.
    pub app: String,
    /// What the phone's clock says now.
    pub sent_at: Millis,
    /// The run of the clock that says so.
    pub clock: ClockSession,
    /// When that run began, by the same clock.
    pub clock_since: Millis,
    /// How many changes wait to be sent, those of this request among them.
    pub waiting: u64,
    /// How many things need the neighbor's attention.
    pub attention: u64,
    /// Changes in the order in which they were made.
    pub changes: Vec<Change>,
    /// How far the phone has read each feed that it holds.
    pub feeds: Vec<Cursor>,
    /// The phone lacks the key to which it would seal its work; see [`rescue`](crate::rescue).
    #[serde(default, skip_serializing_if = "is_false")]
    pub wants_seal_key: bool,
    /// In place of `feeds`, from a phone that has nothing to send: the hash of its cursors. A
    /// server that finds the same has nothing to say; else it asks for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_told: Option<CursorsHash>,
    /// The code that resets this phone's PIN, where it is new: the server keeps it until the next
    /// one, for the day on which the PIN is forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<SealedRecovery>,
}

/// How far a feed has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The feed.
    pub feed: FeedId,
    /// The life of the central database in which `seq` counts.
    pub epoch: EpochId,
    /// All changes up to this one are applied.
    pub seq: u64,
    /// What the phone knows of [`FeedPage::durable`]: at the head, news of it alone is a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub durable: Option<u64>,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// The version that the server speaks.
    pub protocol: u32,
    /// The server's time.
    pub now: Millis,
    /// Whether the device may read.
    pub standing: Standing,
    /// The app should be updated; its work is taken all the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub please_update: bool,
    /// One result for each change of the request, in its order.
    pub results: Vec<ChangeResult>,
    /// News, for feeds in the device's scope that have any; and for each feed that the phone
    /// does not hold yet.
    pub feeds: Vec<FeedPage>,
    /// Feeds that the phone holds and should give back, once its work in them is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
    /// The key to which the phone seals work that it cannot send; where it asked, and in a new life
    /// of the central database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal_key: Option<SealKey>,
    /// There is news, or may be: the phone should ask again and name its cursors.
    #[serde(default, skip_serializing_if = "is_false")]
    pub tell_cursors: bool,
    /// The server keeps the code that came with the request.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recovery_kept: bool,
    /// The code that the server keeps was read out to somebody: the phone should send another.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recovery_told: bool,
}

impl SyncAnswer {
    /// Whether the server tells this device what is new. If not, it still tells what became of its
    /// work, and of another life of the database, in which that must be sent again.
    #[must_use]
    pub fn tells_news(&self) -> bool {
        self.standing == Standing::Active && !self.please_update
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Whether a device may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It may.
    Active,
    /// The device was revoked: what it sends is kept aside, and it gets no news.
    Revoked,
    /// The account was closed: the same.
    AccountClosed,
}

/// What became of one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeResult {
    /// Its feed.
    pub feed: FeedId,
    /// Its number.
    pub n: u64,
    /// What became of it.
    pub outcome: ChangeOutcome,
}

/// What became of a change. The first two are final, and a repeat gets the same again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOutcome {
    /// It is merged, at this sequence number of its feed.
    Accepted {
        /// The sequence number.
        seq: u64,
    },
    /// It is kept on the server, aside, for a supervisor to decide.
    Quarantined {
        /// Why.
        reason: Reason,
    },
    /// The number leaves a gap: send from this one on.
    Expected {
        /// The next number that the server takes.
        n: u64,
    },
    /// The number was used by another change of this device: the store was copied, and this copy
    /// needs an identity of its own.
    Cloned,
}

/// News of one feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedPage {
    /// The feed.
    pub feed: FeedId,
    /// The life of the central database.
    pub epoch: EpochId,
    /// What the phone holds of this feed is void, unsent work excepted: this page begins anew.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reset: bool,
    /// Rows in the order of their sequence numbers, newest state each, tombstones included.
    pub rows: Vec<Row>,
    /// Sequence numbers of rows that are left out, since they are just what the phone sent in
    /// this request: it lays its own change over its own row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<u64>,
    /// Changes of this phone's account that were kept aside, and that a supervisor let in since the
    /// cursor. Their rows need not tell it: what lost against newer values alters none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub let_in: Vec<LetIn>,
    /// How far the feed is read after this page.
    pub seq: u64,
    /// The newest sequence number of the feed.
    pub head: u64,
    /// Up to which sequence number a loss of the server's machine would lose nothing.
    pub durable: u64,
    /// What the phone should count once it has read to the head; only where `seq` is the head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<FeedSum>,
}

/// A change that was kept aside and is merged after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// Which device numbered it.
    pub device: DeviceId,
    /// Its number.
    pub n: u64,
    /// The sequence number that it got.
    pub seq: u64,
}

/// The newest state of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The kind; a text, since an old phone keeps kinds that it does not know.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The sequence number of the change that last altered it.
    pub seq: u64,
    /// All fields that are not default.
    pub fields: Fields,
}

/// A feed that the phone should give back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// The feed.
    pub feed: FeedId,
    /// Why.
    pub reason: DropReason,
}

/// What a phone sends to be enrolled. Sent again, it gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The version that the phone speaks.
    pub protocol: u32,
    /// The one-time code.
    pub code: String,
    /// The identity that the phone gave itself.
    pub device: DeviceId,
    /// The secret that the phone gave itself; the server keeps a hash.
    pub token: Token,
    /// What its owner calls the phone.
    pub label: String,
    /// The account whose work the store holds already, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
}

/// What an enrolled phone learns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// Whose phone it is.
    pub account: AccountId,
    /// How the team calls that person.
    pub name: String,
    /// The server's time.
    pub now: Millis,
}

/// What a copied store sends, under the token that it shares with its original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitRequest {
    /// The identity that the copy gave itself.
    pub device: DeviceId,
    /// The secret that the copy gave itself.
    pub token: Token,
}

/// A piece of a picture, or the wish for one. It goes after all rows, since the server takes and gives
/// only what an [`Attachment`](crate::record::Attachment) names that the asker may write or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRequest {
    /// The feed whose row tells of the picture.
    pub feed: FeedId,
    /// The name of the picture.
    pub hash: PictureHash,
    /// Where the piece begins, in bytes.
    pub start: u64,
    /// The piece; nothing, to ask for one.
    pub bytes: Vec<u8>,
}

/// What the server says of that picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceAnswer {
    /// How many bytes of it the server holds, from the first one on; none if it has no such picture for
    /// the asker, or takes none.
    pub held: Option<u64>,
    /// The piece that was asked for.
    pub bytes: Vec<u8>,
    /// Once the server holds all of what was sent to it: the number of the feed that must be durable
    /// before the bytes are.
    pub seq: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_from_a_newer_version_is_read_all_the_same() {
        let answer =
            r#"{"protocol":9,"now":1,"standing":"active","results":[],"feeds":[],"new":{}}"#;
        assert_eq!(serde_json::from_str::<SyncAnswer>(answer).unwrap().protocol, 9);
    }
}
