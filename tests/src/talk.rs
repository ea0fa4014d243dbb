//! What a neighbor says to the phone after a door: a talk, or a correction of one.
//!
//! Both are plain data: a story writes them down, the plan of the day draws them, the ledger
//! remembers them, and [`arguments`](Talk::arguments) says them to the command line.

/// What happened at one door.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    /// The word of an outcome, such as `met`.
    pub outcome: String,
    /// How long it took.
    pub minutes: Option<i64>,
    /// The language spoken.
    pub language: Option<String>,
    /// What there is to tell.
    pub note: Option<String>,
    /// The resident was told what is kept.
    pub informed: bool,
    /// Codes of the services advised.
    pub advice: Vec<String>,
    /// Themes of the needs heard.
    pub needs: Vec<String>,
    /// When to come back, or when to go where.
    pub appointment: Option<Appointment>,
}

/// A time to come back or, with a service, a way to go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Appointment {
    /// Such as `2026-12-03` or `2026-12-03T10:00`.
    pub due: String,
    /// The code of the service that the resident agreed to be referred to.
    pub service: Option<String>,
}

impl Talk {
    /// Somebody opened.
    #[must_use]
    pub fn met() -> Self {
        Self::of("met")
    }

    /// Nothing but an outcome.
    #[must_use]
    pub fn of(outcome: &str) -> Self {
        Self { outcome: outcome.to_owned(), ..Self::default() }
    }

    /// With a note.
    #[must_use]
    pub fn note(self, note: &str) -> Self {
        Self { note: Some(note.to_owned()), ..self }
    }

    /// With a service advised.
    #[must_use]
    pub fn advised(mut self, service: &str) -> Self {
        self.advice.push(service.to_owned());
        self
    }

    /// With a need heard.
    #[must_use]
    pub fn heard(mut self, theme: &str) -> Self {
        self.needs.push(theme.to_owned());
        self
    }

    /// As `phone visit` takes it, after the door.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        let mut said = Arguments::default();
        said.option("--outcome", Some(&self.outcome));
        said.option("--minutes", self.minutes.as_ref());
        said.option("--language", self.language.as_ref());
        said.option("--note", self.note.as_ref());
        said.flag("--informed", self.informed);
        said.each("--advice", &self.advice);
        said.each("--need", &self.needs);
        if let Some(Appointment { due, service }) = &self.appointment {
            let service = service.as_ref().map(|service| format!("={service}"));
            let when = format!("{due}{}", service.as_deref().unwrap_or_default());
            said.option("--appointment", Some(&when));
            said.flag("--consent", service.is_some());
        }
        said.0
    }
}

/// What the author of a visit puts right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Another outcome.
    pub outcome: Option<String>,
    /// Another length.
    pub minutes: Option<i64>,
    /// Another language.
    pub language: Option<String>,
    /// Another note.
    pub note: Option<String>,
    /// Whether the resident was told what is kept.
    pub informed: Option<bool>,
    /// Services advised after all.
    pub add_advice: Vec<String>,
    /// Services not advised after all.
    pub drop_advice: Vec<String>,
    /// Needs heard after all.
    pub add_needs: Vec<String>,
    /// Needs not heard after all.
    pub drop_needs: Vec<String>,
}

impl Correction {
    /// Of the note alone.
    #[must_use]
    pub fn note(note: &str) -> Self {
        Self { note: Some(note.to_owned()), ..Self::default() }
    }

    /// As `phone correct` takes it, after the visit.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        let mut said = Arguments::default();
        said.option("--outcome", self.outcome.as_ref());
        said.option("--minutes", self.minutes.as_ref());
        said.option("--language", self.language.as_ref());
        said.option("--note", self.note.as_ref());
        let informed = self.informed.map(|yes| if yes { "yes" } else { "no" });
        said.option("--informed", informed.as_ref());
        said.each("--add-advice", &self.add_advice);
        said.each("--drop-advice", &self.drop_advice);
        said.each("--add-need", &self.add_needs);
        said.each("--drop-need", &self.drop_needs);
        said.0
    }
}

#[derive(Default)]
struct Arguments(Vec<String>);

impl Arguments {
    /// One word with `=`, so that a value may begin with a hyphen.
    fn option(&mut self, name: &str, value: Option<&impl ToString>) {
        let said = value.map(|value| format!("{name}={}", value.to_string()));
        self.0.extend(said);
    }

    fn flag(&mut self, name: &str, set: bool) {
        self.0.extend(set.then(|| name.to_owned()));
    }

    fn each(&mut self, name: &str, values: &[String]) {
        for value in values {
            self.option(name, Some(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_happened_is_said() {
        assert_eq!(Talk::of("absent").arguments(), ["--outcome=absent"]);
        let mut talk = Talk::met().note("-1 °C ce matin.").advised("pmi");
        talk.appointment =
            Some(Appointment { due: "2026-12-03".to_owned(), service: Some("pmi".to_owned()) });
        let expected = [
            "--outcome=met",
            "--note=-1 °C ce matin.",
            "--advice=pmi",
            "--appointment=2026-12-03=pmi",
            "--consent",
        ];
        assert_eq!(talk.arguments(), expected);
        assert!(Correction::default().arguments().is_empty());
    }
}
