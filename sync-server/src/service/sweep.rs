//! Tombstones do not stay for ever: the floor of a feed rises over those that are old.

use shared::time::Millis;

use super::{ServiceError, pictures};
use crate::store::Write;

/// Removes the tombstones of changes that came before `before`, in every feed, and says how many
/// there were; and the bytes of pictures that are shown nowhere any more. Cursors below the new floors read anew.
///
/// # Errors
/// When the store fails.
pub fn sweep(write: &mut dyn Write, before: Millis, now: Millis) -> Result<u64, ServiceError> {
    let feeds = write.feeds()?;
    write.lock(&feeds)?;
    let mut swept = 0;
    for feed in feeds {
        pictures::forget_shown_nowhere(write, feed, now)?;
        let Some(seq) = write.last_before(feed, before)? else {
            continue;
        };
        swept += write.sweep(feed, seq)?;
    }
    Ok(swept)
}
