//! What the phones reported as saved: the truth that every database is held against.
//!
//! An entry is made only once a phone has said that something is saved. [`Ledger::expected`]
//! folds the entries into what must be found. Where two phones corrected one field unseen by each
//! other, either value may stand, and the other must be kept.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use shared::time::Millis;
use shared::value::Value;

use crate::talk::{Appointment, Correction, Talk};

/// Everything that was reported as saved.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    posts: BTreeSet<Posted>,
}

/// What somebody told the team.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posted {
    /// The feed of the mission.
    pub feed: String,
    /// The id of the account of who wrote it.
    pub author: String,
    /// The words.
    pub text: String,
}

#[derive(Clone, Debug)]
struct Entry {
    phone: usize,
    visit: String,
    saved: Saved,
}

#[derive(Clone, Debug)]
enum Saved {
    Visit(Place, Talk),
    Correction(Correction),
    Withdrawal,
}

/// Where, by whom and when a visit was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the mission.
    pub mission: String,
    /// The id of the door.
    pub door: String,
    /// The id of the account of who knocked.
    pub author: String,
    /// Between which true times.
    pub span: (Millis, Millis),
    /// Seconds by which the phone's clock was wrong.
    pub clock_shift: i64,
}

/// What must be found of one visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The number of the phone that recorded it.
    pub phone: usize,
    /// Where, by whom and when.
    pub place: Place,
    /// Its fields, by name.
    pub fields: BTreeMap<&'static str, Claim>,
    /// Codes of the services advised.
    pub advice: BTreeSet<String>,
    /// Themes of the needs heard.
    pub needs: BTreeSet<String>,
    /// What was agreed.
    pub appointments: BTreeSet<Appointment>,
}

/// What one field must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    first: Value,
    /// The last word of each phone that corrected it.
    corrections: BTreeMap<usize, Value>,
}

impl Claim {
    fn new(first: Value) -> Self {
        Self { first, corrections: BTreeMap::new() }
    }

    /// The values of which one must stand: more than one only where phones disagree.
    #[must_use]
    pub fn acceptable(&self) -> Vec<&Value> {
        let mut values: Vec<&Value> = self.corrections.values().collect();
        values.dedup();
        if values.is_empty() {
            values.push(&self.first);
        }
        values
    }

    /// The values that phones wrote unseen by each other and that gave way to `stands`.
    #[must_use]
    pub fn rivals(&self, stands: &Value) -> Vec<&Value> {
        let mut values = self.acceptable();
        // One value alone is no conflict, even where it did not come through.
        if values.len() < 2 {
            values.clear();
        }
        values.retain(|value| *value != stands);
        values
    }
}

impl Ledger {
    /// A phone said that a visit is saved.
    pub fn visited(&mut self, phone: usize, visit: &str, place: Place, talk: &Talk) {
        self.enter(phone, visit, Saved::Visit(place, talk.clone()));
    }

    /// A phone said that a correction is saved.
    pub fn corrected(&mut self, phone: usize, visit: &str, correction: &Correction) {
        self.enter(phone, visit, Saved::Correction(correction.clone()));
    }

    /// A phone said that a visit is taken back.
    pub fn withdrawn(&mut self, phone: usize, visit: &str) {
        self.enter(phone, visit, Saved::Withdrawal);
    }

    /// A phone said that words to the team are saved.
    pub fn posted(&mut self, posted: Posted) {
        self.posts.insert(posted);
    }

    /// What the team must find.
    #[must_use]
    pub fn posts(&self) -> &BTreeSet<Posted> {
        &self.posts
    }

    /// All that was recorded at a door is erased. Says how many visits that were.
    pub fn erased(&mut self, door: &str) -> usize {
        let visits: BTreeSet<String> = self
            .expected()
            .into_iter()
            .filter(|(_, expected)| expected.place.door == door)
            .map(|(visit, _)| visit)
            .collect();
        self.entries.retain(|entry| !visits.contains(&entry.visit));
        visits.len()
    }

    /// Takes over what another ledger holds.
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.posts.append(&mut other.posts);
    }

    /// What must be found, by the id of the visit.
    #[must_use]
    pub fn expected(&self) -> BTreeMap<String, Expected> {
        let mut visits = BTreeMap::new();
        for Entry { phone, visit, saved } in &self.entries {
            if let Saved::Visit(place, talk) = saved {
                visits.insert(visit.clone(), Expected::new(*phone, place, talk));
            }
        }
        // Afterwards, since the phone that corrects need not be the one that recorded.
        for Entry { phone, visit, saved } in &self.entries {
            if let Some(expected) = visits.get_mut(visit) {
                expected.learn(*phone, saved);
            }
        }
        visits
    }

    /// How many corrections a phone said are saved, visits taken back among them.
    #[must_use]
    pub fn corrections_by(&self, phone: usize) -> usize {
        let by_phone = self.entries.iter().filter(|entry| entry.phone == phone);
        by_phone.filter(|entry| !matches!(entry.saved, Saved::Visit(..))).count()
    }

    fn enter(&mut self, phone: usize, visit: &str, saved: Saved) {
        self.entries.push(Entry { phone, visit: visit.to_owned(), saved });
    }
}

impl Expected {
    fn new(phone: usize, place: &Place, talk: &Talk) -> Self {
        let fields = [
            ("door", Value::from(place.door.as_str())),
            ("author", Value::from(place.author.as_str())),
            ("outcome", Value::from(talk.outcome.as_str())),
            ("minutes", value_of(talk.minutes)),
            ("language", value_of(talk.language.as_deref())),
            ("note", value_of(talk.note.as_deref())),
            ("informed", Value::from(talk.informed)),
            ("withdrawn", Value::from(false)),
        ];
        Self {
            phone,
            place: place.clone(),
            fields: fields.map(|(name, value)| (name, Claim::new(value))).into(),
            advice: talk.advice.iter().cloned().collect(),
            needs: talk.needs.iter().cloned().collect(),
            appointments: talk.appointment.iter().cloned().collect(),
        }
    }

    fn learn(&mut self, phone: usize, saved: &Saved) {
        match saved {
            Saved::Visit(..) => {}
            Saved::Withdrawal => self.correct(phone, "withdrawn", Some(true)),
            Saved::Correction(correction) => {
                self.correct(phone, "outcome", correction.outcome.as_deref());
                self.correct(phone, "minutes", correction.minutes);
                self.correct(phone, "language", correction.language.as_deref());
                self.correct(phone, "note", correction.note.as_deref());
                self.correct(phone, "informed", correction.informed);
                self.advice.extend(correction.add_advice.iter().cloned());
                self.needs.extend(correction.add_needs.iter().cloned());
                self.advice.retain(|code| !correction.drop_advice.contains(code));
                self.needs.retain(|theme| !correction.drop_needs.contains(theme));
            }
        }
    }

    fn correct(&mut self, phone: usize, field: &str, value: Option<impl Into<Value>>) {
        if let (Some(claim), Some(value)) = (self.fields.get_mut(field), value) {
            claim.corrections.insert(phone, value.into());
        }
    }
}

fn value_of(value: Option<impl Into<Value>>) -> Value {
    value.map_or(Value::Null, Into::into)
}

/// The true time.
#[must_use]
pub fn now() -> Millis {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since_1970.map_or(0, |time| time.as_millis());
    Millis(i64::try_from(millis).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            mission: "m".to_owned(),
            door: "d".to_owned(),
            author: "a".to_owned(),
            span: (Millis(1), Millis(2)),
            clock_shift: 0,
        }
    }

    #[test]
    fn corrections_are_laid_over_what_was_recorded() {
        let mut ledger = Ledger::default();
        let correction = Correction {
            minutes: Some(9),
            add_advice: vec!["pmi".to_owned()],
            drop_needs: vec!["eau".to_owned()],
            ..Correction::note("Deux.")
        };
        // In an order in which another phone's thread may hand its part over.
        ledger.corrected(2, "v", &correction);
        ledger.visited(1, "v", place(), &Talk::met().note("Un.").heard("eau"));
        let expected = &ledger.expected()["v"];
        assert_eq!(expected.fields["note"].acceptable(), [&Value::from("Deux.")]);
        assert_eq!(expected.fields["minutes"].acceptable(), [&Value::from(9)]);
        assert_eq!(expected.fields["outcome"].acceptable(), [&Value::from("met")]);
        assert!(expected.advice.contains("pmi") && expected.needs.is_empty());
    }

    #[test]
    fn where_phones_disagree_either_value_may_stand() {
        let mut ledger = Ledger::default();
        ledger.visited(1, "v", place(), &Talk::met().note("Un."));
        ledger.corrected(1, "v", &Correction::note("Un, corrigé."));
        ledger.corrected(1, "v", &Correction::note("Un, bien corrigé."));
        ledger.corrected(2, "v", &Correction::note("Deux."));
        let expected = ledger.expected();
        let acceptable = expected["v"].fields["note"].acceptable();
        let (one, two) = (Value::from("Un, bien corrigé."), Value::from("Deux."));
        assert_eq!(acceptable, [&one, &two]);
        assert_eq!(expected["v"].fields["note"].rivals(&one), [&two]);
        assert!(expected["v"].fields["outcome"].rivals(&one).is_empty());
    }
}
