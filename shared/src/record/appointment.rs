//! Appointment and referral (rendez-vous, orientation) agreed during a visit.

use super::{FieldError, Line, RecordError, Rule, Rules, choice};
use crate::id::{ServiceId, VisitId};

record! {
    /// A time to come back, or a way to a service, agreed at the door.
    Appointment, AppointmentId, Appointment {
        /// During which visit.
        visit: VisitId,
        /// Of which sort.
        sort: AppointmentSort,
        /// The service that the resident is referred to.
        service: Option<ServiceId>,
        /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
        due: Option<Line>,
        /// The resident agreed to be referred.
        consent: bool,
    }
}

choice! {
    /// Of which sort an appointment is.
    AppointmentSort {
        /// The neighbor comes back.
        Revisit = "revisit",
        /// The resident goes to a service, or is called by it.
        Referral = "referral",
    }
}

impl Rules for Appointment {
    const RULE: Option<Rule<Self>> = Some(Self::check);
}

impl Appointment {
    fn check(&self) -> Result<(), RecordError> {
        let at_odds = |field, why| Err(RecordError::new(field, FieldError::AtOdds(why)));
        match self.sort {
            AppointmentSort::Revisit if self.due.is_none() => {
                return at_odds("due", "a revisit needs a day");
            }
            AppointmentSort::Referral if self.service.is_none() => {
                return at_odds("service", "a referral needs a service");
            }
            AppointmentSort::Referral if !self.consent => {
                return at_odds("consent", "a referral needs the resident's consent");
            }
            AppointmentSort::Revisit | AppointmentSort::Referral => {}
        }
        match &self.due {
            Some(due) if !is_local_time(due.as_str()) => at_odds(
                "due",
                "must be a day such as 2026-12-03 or a time such as 2026-12-03T10:00",
            ),
            _ => Ok(()),
        }
    }
}

fn is_local_time(text: &str) -> bool {
    let (date, time) = text.split_once('T').map_or((text, None), |(d, t)| (d, Some(t)));
    crate::time::day(date).is_some() && time.is_none_or(|time| crate::time::minute(time).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_have_one_spelling() {
        assert!(is_local_time("2026-12-03"));
        assert!(is_local_time("2026-12-03T10:00"));
        for wrong in ["2026-12-3", "2026-13-03", "2026-12-03T10", "2026-12-03T25:00", "demain"] {
            assert!(!is_local_time(wrong), "{wrong}");
        }
    }
}
