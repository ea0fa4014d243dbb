//! What needs attention, as sentences in English that say what to do.

use shared::protocol::{DropReason, Reason};
use shared::time::Millis;

use super::AttentionItem;
use crate::db::view::{Attention, AttentionKind};

pub(super) fn item(attention: Attention) -> AttentionItem {
    AttentionItem {
        message: message(&attention),
        kind: attention.kind,
        record: attention.record,
        feed: attention.feed,
        reason: attention.reason,
    }
}

fn message(attention: &Attention) -> String {
    let detail = attention.detail.as_deref().unwrap_or_default();
    match attention.kind {
        AttentionKind::Quarantined => format!(
            "The server keeps this {} aside: {}. Nothing is lost; talk to your supervisor.",
            attention.record_kind,
            quarantine(Reason::parse(&attention.reason))
        ),
        AttentionKind::Returned => {
            format!("Your supervisor asks: {detail} Correct the visit to answer.")
        }
        AttentionKind::WrongClock => format!(
            "This phone's clock was wrong at this visit; the server takes it for {}. Tell your \
             supervisor if that is not the day.",
            day(detail)
        ),
        AttentionKind::Purged => format!(
            "The mission “{detail}” has left this phone: {}. All your work in it is with the \
             server.",
            purge(&attention.reason)
        ),
        AttentionKind::Erased => format!(
            "Residents asked that what is kept about them be erased, or it was kept as long as it \
             may be. This {} is erased everywhere, here too, sent or not; you did nothing wrong.",
            attention.record_kind
        ),
        AttentionKind::Standing if attention.reason == "account_closed" => {
            "Your account was closed. What you send is kept aside, and nothing new comes; talk to \
             your supervisor."
                .to_owned()
        }
        AttentionKind::Standing => {
            "This phone was revoked. What you send is kept aside, and nothing new comes; ask your \
             supervisor for a new code and enrol again."
                .to_owned()
        }
        AttentionKind::Update => {
            "This app is old. Your work still arrives; update it when you can.".to_owned()
        }
    }
}

fn quarantine(reason: Reason) -> &'static str {
    match reason {
        Reason::DeviceRevoked => "this phone was revoked",
        Reason::AccountClosed => "your account was closed",
        Reason::NotAssigned => "you were not assigned to the mission",
        Reason::UnknownFeed => "the server has no such mission",
        Reason::UnknownKind => "the server does not know this sort of record yet",
        Reason::WrongFeed => "it does not belong where it was written",
        Reason::NotAllowed => "your role may not write it",
        Reason::NotAuthor => "another person wrote the record",
        Reason::Malformed => "it was damaged",
        Reason::BadValue => "a field is missing or holds what it must not",
        Reason::MissingReference => "a record that it names is not there",
        Reason::ParentQuarantined => "the visit that it belongs to is kept aside",
        Reason::Other => "for a reason that this app is too old to know",
    }
}

fn purge(reason: &str) -> &'static str {
    if reason == DropReason::AssignmentEnded.as_str() {
        "your assignment ended"
    } else if reason == DropReason::MissionClosed.as_str() {
        "it is closed"
    } else {
        "it is not needed here any more"
    }
}

fn day(millis: &str) -> String {
    let date = millis.parse().ok().and_then(|at| Millis(at).date());
    date.map_or_else(|| millis.to_owned(), |date| date.to_string())
}
