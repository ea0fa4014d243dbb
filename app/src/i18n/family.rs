//! Messages whose id ends with a word that comes from data.
//!
//! Each family names its members, so that a test can hold every language to have them all, and
//! says what stands for a word that it does not know: a newer server may know more of them.

/// Messages `prefix-member`.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    pub(super) prefix: &'static str,
    pub(super) members: &'static [&'static str],
    /// The member that stands for what is not known.
    pub(super) other: &'static str,
}

impl Family {
    /// The id of a member's message.
    #[must_use]
    pub fn id(self, member: &str) -> String {
        let known =
            self.members.iter().find(|known| known.replace('_', "-") == member.replace('_', "-"));
        let member = known.unwrap_or(&self.other).replace('_', "-");
        format!("{}-{member}", self.prefix)
    }

    /// Whether this version has a message for the member.
    #[must_use]
    pub fn knows(self, member: &str) -> bool {
        self.members.contains(&member)
    }

    /// Its members, in the order in which they are offered.
    #[must_use]
    pub fn members(self) -> &'static [&'static str] {
        self.members
    }
}

/// The word in a door's cell.
pub const STATE: Family = Family {
    prefix: "state",
    members: &[
        "to_see",
        "met",
        "absent",
        "come_back",
        "refused",
        "inaccessible",
        "vacant",
        "do_not_contact",
    ],
    other: "to_see",
};

/// The full sense of a door's state, for a name that is read out.
pub const STATE_FULL: Family = Family { prefix: "state-full", ..STATE };

/// The themes of needs.
pub const NEED: Family = Family {
    prefix: "need",
    members: &[
        "eau",
        "charges",
        "chauffage",
        "ascenseur",
        "demarches-en-ligne",
        "emploi",
        "ecole",
        "humidite",
        "bruit",
        "proprete",
        "dechets",
        "nuisibles",
        "sante",
        "securite",
        "isolement",
        "mutation",
        "autre",
    ],
    other: "autre",
};

/// Languages spoken with residents.
pub const SPOKEN: Family = Family {
    prefix: "spoken",
    members: &[
        "fr", "ar", "tr", "pt", "en", "ber", "kab", "es", "it", "ro", "bg", "pl", "ru", "uk", "sq",
        "sr", "hy", "ka", "ku", "fa", "ps", "ur", "hi", "bn", "ta", "zh", "vi", "bm", "snk", "ff",
        "wo", "ln", "so", "ti", "am", "swb", "mg", "ht", "rom", "lsf", "other",
    ],
    other: "other",
};

/// Why the core did not do what it was asked, and what to do.
pub const FAILURE: Family = Family {
    prefix: "failure",
    members: &[
        "not_enrolled",
        "locked",
        "wrong_pin",
        "wrong_recovery_code",
        "try_later",
        "bad_recovery_code",
        "pin_too_short",
        "pin_too_plain",
        "no_pin",
        "vault_damaged",
        "other_device",
        "store_elsewhere",
        "store_gone",
        "store_newer",
        "store_damaged",
        "storage_full",
        "storage_refused",
        "store_closed",
        "store_failed",
        "unreachable",
        "refused",
        "stuck",
        "bad_address",
        "bad_code",
        "other_account",
        "unknown_mission",
        "which_mission",
        "unknown_door",
        "unknown_building",
        "unknown_stairwell",
        "door_has_visits",
        "landing_full",
        "do_not_contact",
        "unknown_service",
        "unknown_answer",
        "unknown_visit",
        "not_author",
        "not_open",
        "unknown_card",
        "nothing_to_change",
        "bad_value",
        "file_exists",
        "no_seal_key",
        "unsent_work",
        "open_drafts",
        "machine",
    ],
    other: "machine",
};

/// How far an answer to what residents said has come, as a heading.
pub const ANSWER: Family = Family {
    prefix: "answer",
    members: &["promised", "late", "done", "partly", "not_done"],
    other: "promised",
};

/// Why the server could not be asked, as a heading.
pub const TROUBLE: Family = Family {
    prefix: "trouble",
    members: &["unreachable", "timed_out", "device_revoked", "unknown_device", "stuck", "other"],
    other: "other",
};

/// What to do about it.
pub const TROUBLE_HELP: Family = Family { prefix: "trouble-help", ..TROUBLE };

/// What there is to look at, in words.
pub const ATTENTION: Family = Family {
    prefix: "attention",
    members: &["quarantined", "returned", "wrong_clock", "purged", "erased", "standing", "update"],
    other: "update",
};

/// What the note guard calls a topic.
pub const TOPIC: Family = Family {
    prefix: "topic",
    members: &["health", "origin", "religion", "politics", "offence"],
    other: "health",
};

/// The headings of a note.
pub const HEADING: Family =
    Family { prefix: "heading", members: &["home", "request", "keep"], other: "keep" };

/// The fields of a record, for a conflict.
pub const FIELD: Family = Family {
    prefix: "field",
    members: &[
        "outcome",
        "minutes",
        "language",
        "note",
        "informed",
        "consent",
        "withdrawn",
        "words",
        "due",
        "label",
        "do_not_contact",
        "other",
    ],
    other: "other",
};

/// Months, from 1.
pub const MONTH: Family = Family {
    prefix: "month",
    members: &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    other: "1",
};

/// Months where there is little room.
pub const MONTH_SHORT: Family = Family { prefix: "month-short", ..MONTH };

/// Days of the week, Monday being 1.
pub const WEEKDAY: Family =
    Family { prefix: "weekday", members: &["1", "2", "3", "4", "5", "6", "7"], other: "1" };

/// All of them, for the tests.
#[cfg(test)]
pub(super) const ALL: &[Family] = &[
    STATE,
    STATE_FULL,
    NEED,
    SPOKEN,
    ANSWER,
    FAILURE,
    TROUBLE,
    TROUBLE_HELP,
    ATTENTION,
    TOPIC,
    HEADING,
    FIELD,
    MONTH,
    MONTH_SHORT,
    WEEKDAY,
];
