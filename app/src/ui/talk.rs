//! A talk while it is written: what the form holds, how it is kept as a draft, and what becomes of
//! it. Nothing here draws.

use serde::{Deserialize, Serialize};
use shared::guard::check;
use shared::id::{DoorId, MissionId};
use shared::time::Millis;

use crate::core::VisitSheet;
use crate::core::{Agreed, Correction, Heard, NewVisit};

/// What was typed and tapped so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Talk {
    /// When it began, by the phone's clock.
    pub(crate) started: i64,
    /// Minutes that were put right by hand; else they count by themselves.
    pub(crate) minutes: Option<i64>,
    /// The codes of the services advised.
    pub(crate) advice: Vec<String>,
    /// The needs heard: theme and the resident's own words.
    pub(crate) needs: Vec<(String, String)>,
    /// The language spoken.
    pub(crate) language: Option<String>,
    /// What follows.
    pub(crate) follow: Follow,
    /// The day of the appointment, `2026-12-03`.
    pub(crate) day: String,
    /// Its time, `10:00`.
    pub(crate) time: String,
    /// The codes of the services that the resident is referred to.
    pub(crate) referred: Vec<String>,
    /// The resident agreed to what follows.
    pub(crate) consent: bool,
    /// What there is to tell.
    pub(crate) note: String,
    /// The resident agreed that a word the law protects is kept.
    pub(crate) agreed: bool,
    /// The resident was told what is kept.
    pub(crate) informed: bool,
}

/// A correction while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Correcting {
    /// What happened.
    pub(crate) outcome: String,
    /// How long it took, as it was typed.
    pub(crate) minutes: String,
    /// Everything else.
    pub(crate) talk: Talk,
}

impl Correcting {
    /// A visit as it was kept.
    pub(crate) fn of(sheet: &VisitSheet) -> Self {
        let minutes = sheet.visit.minutes.map(|minutes| minutes.to_string());
        Self {
            outcome: sheet.visit.outcome.clone(),
            minutes: minutes.unwrap_or_default(),
            talk: Talk::of(sheet),
        }
    }

    /// As it is kept; empty where nothing was typed that differs from the visit.
    pub(crate) fn text(&self, sheet: &VisitSheet) -> String {
        if *self == Self::of(sheet) {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What follows a talk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Follow {
    /// Nothing, or nothing yet.
    #[default]
    Nothing,
    /// The neighbor comes back.
    Visit,
    /// The resident goes to a service.
    Service,
}

/// What is missing before it can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The day of the appointment.
    Day,
    /// The service of the referral.
    Service,
    /// The consent to what follows.
    Consent,
}

impl Talk {
    /// One that begins now.
    pub(crate) fn begin(now: Millis) -> Self {
        Self { started: now.0, ..Self::default() }
    }

    /// As it was kept; nothing where that cannot be read.
    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As it is kept.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As a visit was kept, to be corrected.
    pub(crate) fn of(sheet: &VisitSheet) -> Self {
        let visit = &sheet.visit;
        Self {
            started: visit.started,
            minutes: visit.minutes,
            advice: sheet.advice.iter().map(|advice| advice.code.clone()).collect(),
            needs: sheet
                .needs
                .iter()
                .map(|need| (need.theme.clone(), need.words.clone().unwrap_or_default()))
                .collect(),
            language: visit.language.clone(),
            note: visit.note.clone().unwrap_or_default(),
            agreed: visit.consent,
            informed: visit.informed,
            ..Self::default()
        }
    }

    /// How long it has been, in whole minutes, at least one.
    pub(crate) fn length(&self, now: Millis) -> i64 {
        let counted = (now.0 - self.started).max(0) / 60_000 + 1;
        self.minutes.unwrap_or_else(|| counted.min(600))
    }

    pub(crate) fn toggle_advice(&mut self, code: &str) {
        toggle(&mut self.advice, code);
    }

    pub(crate) fn toggle_referred(&mut self, code: &str) {
        toggle(&mut self.referred, code);
    }

    pub(crate) fn toggle_need(&mut self, theme: &str) {
        if self.hears(theme) {
            self.needs.retain(|(heard, _)| heard != theme);
        } else {
            self.needs.push((theme.to_owned(), String::new()));
        }
    }

    pub(crate) fn hears(&self, theme: &str) -> bool {
        self.needs.iter().any(|(heard, _)| heard == theme)
    }

    pub(crate) fn set_words(&mut self, theme: &str, words: String) {
        if let Some((_, said)) = self.needs.iter_mut().find(|(heard, _)| heard == theme) {
            *said = words;
        }
    }

    /// Begins a line of the note with a heading, or takes a heading away that has nothing after it.
    pub(crate) fn toggle_heading(&mut self, heading: &str) {
        let opening = opening(heading);
        if let Some(bare) = self.note.strip_suffix(&opening) {
            self.note = bare.trim_end_matches('\n').to_owned();
        } else if !self.has_heading(heading) {
            if !self.note.is_empty() {
                self.note.push('\n');
            }
            self.note.push_str(&opening);
        }
    }

    pub(crate) fn has_heading(&self, heading: &str) -> bool {
        let opening = opening(heading);
        self.note.lines().any(|line| line.starts_with(opening.trim_end()))
    }

    /// What is missing before it can be kept.
    pub(crate) fn missing(&self) -> Option<Missing> {
        match self.follow {
            Follow::Visit if self.day.is_empty() => Some(Missing::Day),
            Follow::Service if self.referred.is_empty() => Some(Missing::Service),
            Follow::Visit | Follow::Service if !self.consent => Some(Missing::Consent),
            _ => None,
        }
    }

    /// As a new visit.
    pub(crate) fn into_visit(self, mission: MissionId, door: DoorId, now: Millis) -> NewVisit {
        NewVisit {
            door,
            mission: Some(mission.to_string()),
            outcome: "met".to_owned(),
            started: Some(Millis(self.started)),
            minutes: Some(self.length(now)),
            agreed: self.agreed_on(),
            needs: self.needs.iter().map(heard).collect(),
            consent_to_words: self.has_consent_to_words(),
            told: Vec::new(),
            language: self.language,
            note: some(&self.note),
            informed: self.informed,
            advice: self.advice,
            consent: self.consent,
        }
    }

    /// What to change of a visit, so that it says what is typed now.
    pub(crate) fn into_correction(self, outcome: &str, sheet: &VisitSheet) -> Correction {
        let before = Self::of(sheet);
        let lacks = |theme: &(String, String)| !self.needs.contains(theme);
        let fresh = |theme: &&(String, String)| !before.needs.contains(theme);
        Correction {
            visit: sheet.visit.id,
            outcome: (outcome != sheet.visit.outcome).then(|| outcome.to_owned()),
            minutes: self.minutes.filter(|_| self.minutes != before.minutes),
            language: self.language.clone().filter(|_| self.language != before.language),
            note: (self.note.trim() != before.note.trim()).then(|| self.note.trim().to_owned()),
            informed: (self.informed != before.informed).then_some(self.informed),
            consent_to_words: (self.has_consent_to_words() != before.agreed)
                .then_some(self.has_consent_to_words()),
            add_advice: missing_from(&before.advice, &self.advice),
            drop_advice: missing_from(&self.advice, &before.advice),
            drop_needs: before
                .needs
                .iter()
                .filter(|need| lacks(need) && !self.hears(&need.0))
                .map(|(theme, _)| theme.clone())
                .collect(),
            add_needs: self.needs.iter().filter(fresh).map(heard).collect(),
            add_agreed: self.agreed_on(),
            consent: self.consent,
            drop_agreed: Vec::new(),
        }
    }

    /// Chooses what follows. Who agreed to one thing has not agreed to another.
    pub(crate) fn choose(&mut self, follow: Follow) {
        if self.follow != follow {
            self.follow = follow;
            self.consent = false;
        }
    }

    /// The resident agreed that words are kept which the law protects, and there are such words.
    fn has_consent_to_words(&self) -> bool {
        let words = self.needs.iter().map(|(_, words)| words).chain([&self.note]);
        self.agreed && words.into_iter().any(|text| !check(text).is_empty())
    }

    fn agreed_on(&self) -> Vec<Agreed> {
        let due = (!self.day.is_empty()).then(|| match self.time.as_str() {
            "" => self.day.clone(),
            time => format!("{}T{time}", self.day),
        });
        match self.follow {
            Follow::Nothing => Vec::new(),
            Follow::Visit => vec![Agreed { due, service: None }],
            Follow::Service => self
                .referred
                .iter()
                .map(|code| Agreed { due: due.clone(), service: Some(code.clone()) })
                .collect(),
        }
    }
}

fn opening(heading: &str) -> String {
    format!("{heading}\u{202f}: ")
}

fn heard((theme, words): &(String, String)) -> Heard {
    Heard { theme: theme.clone(), words: some(words) }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn toggle(list: &mut Vec<String>, code: &str) {
    if list.iter().any(|listed| listed == code) {
        list.retain(|listed| listed != code);
    } else {
        list.push(code.to_owned());
    }
}

fn missing_from(list: &[String], wanted: &[String]) -> Vec<String> {
    wanted.iter().filter(|code| !list.contains(code)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk() -> Talk {
        Talk::begin(Millis(1_000_000))
    }

    #[test]
    fn a_talk_comes_back_as_it_was_kept() {
        let mut talk = talk();
        talk.toggle_need("eau");
        talk.set_words("eau", "La fuite dure".to_owned());
        talk.toggle_advice("mediateur-eau");
        talk.toggle_heading("Demande");
        assert_eq!(Talk::read(&talk.text()), Some(talk));
        assert_eq!(Talk::read("{\"started\":7,\"later\":true}").map(|talk| talk.started), Some(7));
        assert_eq!(Talk::read("no draft"), None);
    }

    #[test]
    fn minutes_count_by_themselves_until_somebody_says_otherwise() {
        let mut talk = talk();
        assert_eq!(talk.length(Millis(1_000_000)), 1);
        assert_eq!(talk.length(Millis(1_000_000 + 240_000)), 5);
        // A clock that was put back, or a talk that was left open over night.
        assert_eq!(talk.length(Millis(0)), 1);
        assert_eq!(talk.length(Millis(i64::from(u32::MAX) * 1000)), 600);
        talk.minutes = Some(12);
        assert_eq!(talk.length(Millis(1_000_000)), 12);
    }

    #[test]
    fn a_promise_needs_its_day_and_the_consent_to_just_that() {
        let mut talk = talk();
        assert_eq!(talk.missing(), None);
        talk.choose(Follow::Visit);
        assert_eq!(talk.missing(), Some(Missing::Day));
        talk.day = "2026-12-03".to_owned();
        assert_eq!(talk.missing(), Some(Missing::Consent));
        talk.consent = true;
        assert_eq!(talk.missing(), None);
        talk.choose(Follow::Visit);
        assert_eq!(talk.missing(), None);
        talk.choose(Follow::Service);
        assert_eq!(talk.missing(), Some(Missing::Service));
        talk.toggle_referred("mediateur-eau");
        assert_eq!(talk.missing(), Some(Missing::Consent));
        talk.consent = true;
        talk.time = "10:30".to_owned();
        assert_eq!(talk.missing(), None);
        let due = Some("2026-12-03T10:30".to_owned());
        assert_eq!(talk.agreed_on(), [Agreed { due, service: Some("mediateur-eau".to_owned()) }]);
    }

    #[test]
    fn a_consent_to_words_is_told_only_of_words_that_need_it() {
        let (mission, door) = (MissionId(uuid::Uuid::nil()), DoorId(uuid::Uuid::nil()));
        let mut talk = talk();
        talk.agreed = true;
        talk.note = "Radiateur froid".to_owned();
        assert!(!talk.clone().into_visit(mission, door, Millis(0)).consent_to_words);
        talk.note = "Elle est diabétique".to_owned();
        let visit = talk.into_visit(mission, door, Millis(0));
        assert!(visit.consent_to_words && !visit.informed && !visit.consent);
    }

    #[test]
    fn a_heading_begins_a_line_and_goes_again_while_nothing_follows() {
        let mut talk = talk();
        talk.toggle_heading("Demande");
        assert!(talk.has_heading("Demande"));
        talk.toggle_heading("Demande");
        assert_eq!(talk.note, "");
        talk.note = "Vu au hall".to_owned();
        talk.toggle_heading("Demande");
        talk.note.push_str("rappeler");
        talk.toggle_heading("Demande");
        assert_eq!(talk.note, "Vu au hall\nDemande\u{202f}: rappeler");
    }
}
