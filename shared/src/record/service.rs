//! Service (dispositif): something concrete that a neighbor can advise.

use super::{Code, Line, Prose, Rules};

record! {
    /// A concrete service with the details that a resident asks for at the door.
    Service, ServiceId, Service {
        /// Short and stable, as in `--advice cheque-energie`.
        code: Code,
        /// As people say it.
        name: Line,
        /// The theme it belongs to, such as `energy`.
        theme: Code,
        /// What it gives.
        what: Prose,
        /// Who may have it.
        who: Option<Prose>,
        /// Where and how to ask for it.
        place: Option<Prose>,
        /// Hours or season.
        hours: Option<Prose>,
        /// A telephone number, as one dials it.
        phone: Option<Line>,
        /// Papers to bring.
        papers: Option<Prose>,
    }
}

impl Rules for Service {}
