//! The stamp: a hybrid logical clock that only the server runs.
//!
//! Stamps order the values of one field. They are allotted once, when the server accepts a change
//! ([`crate::allot`]), so no phone's clock can win or lose for ever.

use std::fmt;
use std::str::FromStr;

use crate::id::DeviceId;
use crate::time::Millis;

/// When a value was written, as the server sees it. Ordered by time, then counter, then device.
/// As text: `MILLISECONDS.COUNTER.DEVICE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Server time, or the phone's time put right.
    pub at: Millis,
    /// Counts within one millisecond; it may also carry a stamp past the server's present.
    pub counter: u32,
    /// Who wrote.
    pub device: DeviceId,
}

impl Stamp {
    /// The least stamp of `device` that is greater than `self`.
    #[must_use]
    pub fn just_above(self, device: DeviceId) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self { counter, device, ..self },
            None => Self { at: self.at.plus(1), counter: 0, device },
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at.0, self.counter, self.device)
    }
}

/// Why a text is no stamp; only damage to a database can cause it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no stamp")]
pub struct StampError(pub String);

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || StampError(text.to_owned());
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or_else(fail);
        Ok(Self {
            at: Millis(part()?.parse().map_err(|_| fail())?),
            counter: part()?.parse().map_err(|_| fail())?,
            device: part()?.parse().map_err(|_| fail())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn just_above_is_above_whatever_the_device() {
        let low = DeviceId(Uuid::from_u128(1));
        let high = DeviceId(Uuid::from_u128(2));
        let stamp = Stamp { at: Millis(5), counter: 0, device: high };
        assert!(stamp.just_above(low) > stamp);
        let full = Stamp { counter: u32::MAX, ..stamp };
        assert!(full.just_above(low) > full);
    }

    #[test]
    fn text_reads_back() {
        let stamp = Stamp { at: Millis(-5), counter: 3, device: DeviceId(Uuid::from_u128(9)) };
        assert_eq!(stamp.to_string().parse(), Ok(stamp));
        assert!("5.3".parse::<Stamp>().is_err());
    }
}
