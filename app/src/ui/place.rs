//! Where a door is, in words.

use super::route::Route;
use crate::core::{Due, DueSort, Place};
use crate::i18n::{Moment, STATE_FULL, Texts, spoken, t};

/// `3ᵉ étage`.
pub(crate) fn floor(texts: &Texts, floor: i64) -> String {
    if floor < 0 {
        t!(texts, "floor-below", floor = -floor)
    } else {
        t!(texts, "floor", floor = floor)
    }
}

/// `3ᵉ`, at most three letters.
pub(crate) fn floor_short(texts: &Texts, floor: i64) -> String {
    if floor < 0 {
        t!(texts, "floor-below-short", floor = -floor)
    } else {
        t!(texts, "floor-short", floor = floor)
    }
}

/// `Cage B`; an entrance whose name already says what it is keeps it.
pub(crate) fn stairwell(texts: &Texts, name: &str) -> String {
    if is_bare(name) { t!(texts, "stairwell", name = name) } else { name.to_owned() }
}

/// `3ᵉ étage, cage B`, as the title of a door.
pub(crate) fn landing(texts: &Texts, place: &Place) -> String {
    let floor = capital(&floor(texts, place.floor));
    if is_bare(&place.stairwell_name) {
        t!(texts, "place-floor-stairwell", floor = floor, stairwell = place.stairwell_name.as_str())
    } else {
        floor
    }
}

/// `6 allée des Tilleuls, cage B, 3ᵉ étage`.
pub(crate) fn way(texts: &Texts, place: &Place) -> String {
    let building = place.building_name.as_str();
    let floor = floor(texts, place.floor);
    if is_bare(&place.stairwell_name) {
        let stairwell = place.stairwell_name.as_str();
        t!(
            texts,
            "place-building-stairwell-floor",
            building = building,
            stairwell = stairwell,
            floor = floor
        )
    } else {
        t!(texts, "place-building-floor", building = building, floor = floor)
    }
}

/// `6 allée des Tilleuls, porte 33`.
pub(crate) fn door_of_building(texts: &Texts, place: &Place) -> String {
    let (building, door) = (place.building_name.as_str(), place.label.as_str());
    t!(texts, "place-building-door", building = building, door = door)
}

/// `absent`, in full, as it stands in a sentence.
pub(crate) fn state_in_words(texts: &Texts, state: &str) -> String {
    spoken(&texts.of(STATE_FULL, state))
}

/// What was promised, and when.
pub(crate) fn promise(texts: &Texts, due: &Due, today: Moment) -> String {
    said_promise(texts, due.sort, Some(&due.due), today)
}

/// The same from its parts.
pub(crate) fn said_promise(
    texts: &Texts,
    sort: DueSort,
    due: Option<&str>,
    today: Moment,
) -> String {
    let Some(moment) = due.and_then(Moment::parse) else {
        return match sort {
            DueSort::Revisit => t!(texts, "due-revisit"),
            DueSort::Referral => t!(texts, "due-referral"),
        };
    };
    let is_today = moment.day == today.day;
    match (sort, moment.time, is_today) {
        (DueSort::Revisit, Some(_), true) => {
            t!(texts, "due-revisit-at", time = texts.time(moment))
        }
        (DueSort::Revisit, ..) => t!(texts, "due-revisit-on", day = texts.near(moment, today)),
        (DueSort::Referral, Some(_), true) => {
            t!(texts, "due-referral-at", time = texts.time(moment))
        }
        (DueSort::Referral, ..) => t!(texts, "due-referral-on", day = texts.near(moment, today)),
    }
}

/// Several facts on one line. Each stands by itself, so that a time or an address keeps its own
/// direction between words of another one.
pub(crate) fn dotted(facts: impl IntoIterator<Item = String>) -> String {
    let apart = facts.into_iter().map(|fact| format!("\u{2068}{fact}\u{2069}"));
    apart.collect::<Vec<_>>().join(" · ")
}

/// The way to a door.
pub(crate) fn route_of(mission: shared::id::MissionId, place: &Place) -> Route {
    Route::AtDoor { mission, door: place.door }
}

/// The one line on the state of sync that is always true.
pub(crate) fn last_contact(
    texts: &Texts,
    at: Option<shared::time::Millis>,
    today: Moment,
) -> String {
    let Some(at) = at else {
        return t!(texts, "sync-never");
    };
    let moment = super::session::local(at);
    if moment.day == today.day {
        t!(texts, "sync-last-at", time = texts.time(moment))
    } else {
        t!(texts, "sync-last", when = texts.near(moment, today))
    }
}

/// As it begins a line.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A short name, such as `A` or `12 bis`, that needs a word before it.
fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= 4
}
