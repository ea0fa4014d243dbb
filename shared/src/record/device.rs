//! Device (appareil): a phone's store that was enrolled, or the desk of the server itself.

use super::{Line, Rules};

record! {
    /// One enrolled store. It lives in the feed of the account that it belongs to.
    Device, DeviceId, Device {
        /// What its owner calls it.
        label: Line,
        /// It may not read any more; what it still sends is kept aside.
        revoked: bool,
    }
}

impl Rules for Device {}
