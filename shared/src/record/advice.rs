//! Advice (conseil donné): which service was advised during a visit.

use super::Rules;
use crate::id::{ServiceId, VisitId};

record! {
    /// A service that the neighbor advised.
    Advice, AdviceId, Advice {
        /// During which visit.
        visit: VisitId,
        /// Which service.
        service: ServiceId,
    }
}

impl Rules for Advice {}
