//! The catalogue of a mission: which services its team advises.

use super::field::bounded;
use super::{Rules};
use crate::id::ServiceId;

record! {
    /// One service that the team of the mission advises.
    MissionService, MissionServiceId, MissionService {
        /// The service.
        service: ServiceId,
        /// Its place in the list.
        position: Position,
    }
}

bounded! {
    /// A place in a list.
    Position(0..=999),
}

impl Rules for MissionService {}
