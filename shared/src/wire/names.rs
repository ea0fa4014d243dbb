//! The numbers of names that version 1 knows.
//!
//! **Law**: these tables are part of version 1 and never change. A name that a later version adds
//! travels as text, so that a reader of version 1 can keep and relay it by its name; only a new
//! version of the protocol may number it.

use crate::protocol::{DropReason, Reason, Standing};

/// Kinds of record; the number of a kind is its place.
pub(super) const KINDS: &[&str] = &[
    "visit",
    "advice",
    "need",
    "appointment",
    "follow_up",
    "review",
    "building",
    "stairwell",
    "door",
    "mission",
    "mission_service",
    "assignment",
    "partner",
    "service",
    "territory",
    "account",
    "device",
];

/// Names of fields, whatever the kind; the first 24 take one byte.
pub(super) const FIELDS: &[&str] = &[
    "door",
    "author",
    "outcome",
    "started",
    "minutes",
    "language",
    "note",
    "informed",
    "visit",
    "service",
    "theme",
    "words",
    "sort",
    "due",
    "consent",
    "what",
    "done",
    "account",
    "withdrawn",
    "stairwell",
    "floor",
    "rank",
    "label",
    "started_estimate",
    "deleted",
    "do_not_contact",
    "building",
    "name",
    "street",
    "number",
    "suffix",
    "commune",
    "commune_code",
    "source_key",
    "lat_e6",
    "lon_e6",
    "territory",
    "partner",
    "title",
    "message",
    "starts",
    "ends",
    "state",
    "position",
    "ended",
    "ended_at",
    "code",
    "who",
    "place",
    "hours",
    "phone",
    "papers",
    "role",
    "closed",
    "revoked",
    "reviewed_seq",
    "verdict",
    "question",
    "reviewer",
];

/// Words that a field holds as one of a few; they travel as simple values of CBOR.
pub(super) const WORDS: &[&str] = &[
    "met",
    "absent",
    "come_back",
    "refused",
    "inaccessible",
    "vacant",
    "revisit",
    "referral",
    "returned",
    "approved",
    "draft",
    "open",
    "closed",
    "neighbor",
    "supervisor",
    "admin",
    "partner",
];

/// Reasons why a change is kept aside; 0 is one that the sender has no number for.
pub(super) const REASONS: &[Reason] = &[
    Reason::Other,
    Reason::DeviceRevoked,
    Reason::AccountClosed,
    Reason::NotAssigned,
    Reason::UnknownFeed,
    Reason::UnknownKind,
    Reason::WrongFeed,
    Reason::NotAllowed,
    Reason::NotAuthor,
    Reason::Malformed,
    Reason::BadValue,
    Reason::MissingReference,
    Reason::ParentQuarantined,
];

/// Reasons why a feed is given back; 0 is one that the sender has no number for.
pub(super) const DROP_REASONS: &[DropReason] = &[
    DropReason::Other,
    DropReason::AssignmentEnded,
    DropReason::MissionClosed,
    DropReason::NotNeeded,
];

/// Standings; a reader cannot do without knowing which.
pub(super) const STANDINGS: &[Standing] =
    &[Standing::Active, Standing::Revoked, Standing::AccountClosed];

/// The place of `item` in a table.
pub(super) fn number<T: PartialEq>(table: &[T], item: &T) -> Option<u64> {
    table.iter().position(|known| known == item).map(|place| place as u64)
}

/// What stands at that place of a table.
pub(super) fn at<T: Copy>(table: &[T], number: u64) -> Option<T> {
    table.get(usize::try_from(number).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::DELETED;
    use crate::record::Kind;

    /// What came after version 1 was frozen: it travels as text.
    const LATER: &[&str] = &["text", "erased_at"];
    /// The same, of training, message, debrief and one's own year.
    const OF_TRAINING: &[&str] = &[
        "with_team",
        "card",
        "ask",
        "choices",
        "correct",
        "why",
        "seen",
        "choice",
        "lifted_by",
        "remark",
        "mission",
        "worked",
        "hard",
        "heard",
        "change",
        "visits",
        "met",
        "advice",
        "cards",
        "languages",
    ];
    /// The same, of signals, answers and tellings.
    const OF_SIGNALS: &[&str] = &[
        "signal",
        "answer",
        "households",
        "raised",
        "acknowledged",
        "said",
        "action",
        "answered",
        "result",
        "result_words",
        "settled",
    ];
    /// The same, of what a team tells itself.
    const OF_EXCHANGE: &[&str] = &["parent", "post", "pinned_by"];
    /// The same, of pictures.
    const OF_PICTURES: &[&str] = &["hash", "size", "width", "height", "alt", "whole"];
    /// The kinds among them.
    const LATER_KINDS: &[&str] = &[
        "comment",
        "card",
        "quiz_question",
        "reading",
        "quiz_answer",
        "clearance",
        "remark",
        "message_version",
        "synthesis",
        "debrief",
        "stint",
        "signal",
        "answer",
        "answer_building",
        "telling",
        "post",
        "thanks",
        "pin",
        "attachment",
    ];

    /// When this fails for a new name: the name travels as text; list it in [`LATER`].
    #[test]
    fn every_name_of_version_1_has_a_number() {
        assert!(FIELDS.contains(&DELETED));
        let later = [LATER, OF_TRAINING, OF_SIGNALS, OF_EXCHANGE, OF_PICTURES].concat();
        for kind in Kind::ALL {
            let name = kind.as_str();
            assert!(KINDS.contains(&name) != LATER_KINDS.contains(&name), "{kind}");
            for field in kind.fields() {
                let is_known = FIELDS.contains(&field.name) != later.contains(&field.name);
                assert!(is_known, "{kind}.{}", field.name);
            }
        }
        assert!(Reason::ALL.iter().all(|reason| REASONS.contains(reason)));
    }

    #[test]
    fn no_name_has_two_numbers() {
        for table in [KINDS, FIELDS, WORDS] {
            for (place, name) in table.iter().enumerate() {
                assert_eq!(number(table, name), Some(place as u64), "{name}");
            }
        }
    }
}
