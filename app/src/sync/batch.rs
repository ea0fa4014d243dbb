//! How much goes into one request: bounded by its compressed bytes, never below one change.
//!
//! A stairwell's signal carries little: batches begin small, double when they get through, and
//! halve when they do not.

use shared::protocol::{MAX_CHANGES, SyncRequest};
use shared::wire::{self, MAX_PACKED, WireError};

/// The largest batch, in compressed bytes.
pub(super) const LARGEST: u32 = 256 << 10;
/// The smallest: below this the size is not what is wrong.
const SMALLEST: u32 = 1 << 10;
/// No changes compress better than this; more JSON than that is not worth reading.
const BEST_RATIO: u32 = 24;

pub(super) fn doubled(bytes: u32) -> u32 {
    bytes.saturating_mul(2).min(LARGEST)
}

pub(super) fn halved(bytes: u32) -> u32 {
    (bytes / 2).max(SMALLEST)
}

/// How many changes may be read for a batch, and how much JSON.
pub(super) fn reading_bounds(bytes: u32) -> (usize, u32) {
    let unpacked = u32::try_from(wire::MAX_UNPACKED / 2).unwrap_or(u32::MAX);
    (MAX_CHANGES, bytes.saturating_mul(BEST_RATIO).min(unpacked))
}

/// Packs a request with as many of its changes, from the front, as fit.
pub(super) fn pack(request: &mut SyncRequest, bytes: u32) -> Result<Vec<u8>, WireError> {
    let bound = usize::try_from(bytes).unwrap_or(MAX_PACKED).min(MAX_PACKED);
    loop {
        let packed = wire::pack(request)?;
        let count = request.changes.len();
        if packed.len() <= bound || count <= 1 {
            return Ok(packed);
        }
        // A little under the proportion, since fewer changes compress less well.
        let fitting = count.saturating_mul(bound) / packed.len();
        request.changes.truncate((fitting * 9 / 10).clamp(1, count - 1));
    }
}

#[cfg(test)]
mod tests {
    use shared::change::Change;
    use shared::id::{FeedId, MissionId, new_uuid};
    use shared::time::{ClockSession, Millis};
    use shared::value::{Fields, Value};
    use uuid::Uuid;

    use super::*;

    fn request(changes: u64) -> SyncRequest {
        let change = |n: u64| Change {
            feed: FeedId::Mission(MissionId(Uuid::nil())),
            n,
            kind: "visit".to_owned(),
            id: new_uuid(
                Millis(0),
                *blake3::hash(&n.to_le_bytes()).as_bytes().first_chunk().unwrap(),
            ),
            at: Millis(0),
            clock: ClockSession(1),
            fields: Fields::from([("note".to_owned(), Value::Text("é".repeat(400)))]),
            base: None,
        };
        SyncRequest {
            protocol: 1,
            app: String::new(),
            sent_at: Millis(0),
            clock: ClockSession(1),
            clock_since: Millis(0),
            waiting: changes,
            attention: 0,
            changes: (1..=changes).map(change).collect(),
            feeds: Vec::new(),
            wants_seal_key: false,
            recovery: None,
            as_told: None,
        }
    }

    #[test]
    fn what_is_sent_fits_and_is_not_much_less_than_fits() {
        let mut sent = request(2_000);
        let packed = pack(&mut sent, 16 << 10).unwrap();
        assert!((8 << 10..=16 << 10).contains(&packed.len()), "{}", packed.len());
        assert!(sent.changes.len() > 100);
    }

    #[test]
    fn one_change_goes_however_small_the_batch_is() {
        let mut sent = request(3);
        pack(&mut sent, 1).unwrap();
        assert_eq!(sent.changes.len(), 1);
    }

    #[test]
    fn sizes_stay_within_their_bounds() {
        assert_eq!(doubled(LARGEST), LARGEST);
        assert_eq!(halved(0), SMALLEST);
        assert_eq!(doubled(16 << 10), 32 << 10);
    }
}
