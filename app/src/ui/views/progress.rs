//! How far a mission is, and the next door of it: the same on the day's screen, in the list and on the
//! mission's own.

use dioxus::prelude::*;

use crate::core::MissionCard;
use crate::i18n::{Moment, Texts, t};
use crate::ui::components::{Progress, flipping_icon, raised, small_icon};
use crate::ui::place;

/// The doors that were seen, as a bar and in words.
#[component]
pub(super) fn HowFar(texts: Texts, part: u64, whole: u64) -> Element {
    rsx! {
        Progress { part, whole, name: t!(texts, "of-total-spoken", part = part, whole = whole) }
        p { class: "note",
            b { {t!(texts, "doors-seen", seen = part)} }
            " "
            {t!(texts, "doors-seen-of", total = whole)}
        }
    }
}

/// The next door, lit where it is the one to go to; that there is none; or what comes before them.
#[component]
pub(super) fn NextDoor(texts: Texts, card: MissionCard, is_lit: bool) -> Element {
    rsx! {
        if !card.is_open() {
            p { class: "okline",
                {small_icon("lock")}
                span {
                    if card.state == "draft" {
                        {t!(texts, "mission-draft")}
                    } else {
                        {t!(texts, "mission-cards-first", count = card.cards_left)}
                    }
                }
            }
        } else if let Some(next) = &card.next {
            Link {
                class: if is_lit { "btn lamp wide" } else { "btn wide" },
                to: place::route_of(card.id, next),
                span {
                    b { {t!(texts, "door", label = next.label.as_str())} }
                    small { {raised(&place::way(&texts, next))} }
                }
                {flipping_icon("arrow")}
            }
        } else if card.doors > 0 {
            p { class: "okline",
                {small_icon("check")}
                span { {t!(texts, "today-all-seen")} }
            }
        }
    }
}

/// `Eaux de la Vallée · jusqu’au 5 décembre`.
pub(super) fn until(texts: &Texts, card: &MissionCard, today: Moment) -> String {
    let Some(ends) = Moment::parse(&card.ends) else {
        return card.partner.clone().unwrap_or_default();
    };
    let day = texts.day(ends);
    match (&card.partner, ends.day < today.day) {
        (Some(partner), false) => {
            t!(texts, "today-partner-until", partner = partner.as_str(), day = day)
        }
        (None, false) => t!(texts, "today-until", day = day),
        (Some(partner), true) => {
            t!(texts, "today-partner-over", partner = partner.as_str(), day = day)
        }
        (None, true) => t!(texts, "today-over", day = day),
    }
}
