//! The screens. Each asks one command and draws its answer; what needs deciding is in a hook.

use std::rc::Rc;

use dioxus::prelude::*;

use super::components::Problem;
use super::page::Page;
use super::session::code_of;
use crate::i18n::{FAILURE, Texts};

mod answers;
mod at_door;
mod copy;
mod correct;
mod doors;
mod enrol;
mod history;
mod lost;
mod mission;
mod paper;
mod progress;
mod service;
mod settings;
mod sync;
mod talk;
mod today;
mod unlock;
mod visits;

pub(crate) use at_door::AtDoor;
pub(crate) use correct::CorrectScreen;
pub(crate) use doors::DoorsScreen;
pub(crate) use enrol::{Enrol, Welcome};
pub(crate) use history::HistoryScreen;
pub(crate) use lost::Lost;
pub(crate) use mission::{MissionScreen, MissionsScreen};
pub(crate) use paper::PaperScreen;
pub(crate) use settings::{ChangePinScreen, DataScreen, DeviceScreen, LeaveScreen, SettingsScreen};
pub(crate) use sync::SyncScreen;
pub(crate) use talk::TalkScreen;
pub(crate) use today::TodayScreen;
pub(crate) use unlock::Unlock;
pub(crate) use visits::VisitsScreen;

/// What a page shows, or what to draw while it cannot: an empty wall for the blink of an eye, or
/// what stands in the way.
fn shown<T>(texts: &Texts, page: Page<T>) -> Result<Rc<T>, Element> {
    match page.get() {
        Some(Ok(shown)) => Ok(shown),
        None => Err(rsx! {
            main { class: "scroll", id: "wall", "aria-busy": "true" }
        }),
        Some(Err(failure)) => Err(rsx! {
            main { class: "scroll", id: "wall",
                Problem { text: texts.of(FAILURE, &code_of(&failure)) }
            }
        }),
    }
}
