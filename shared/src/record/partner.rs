//! Partner (commanditaire): who orders a mission.

use super::{Code, Line, Rules};

record! {
    /// A landlord, a utility, a town hall, an insurer: it orders missions and reads their reports.
    Partner, PartnerId, Partner {
        /// Short and stable, for commands and spreadsheets.
        code: Code,
        /// As people say it.
        name: Line,
        /// What sort of institution it is, in a word or two.
        sort: Option<Line>,
    }
}

impl Rules for Partner {}
