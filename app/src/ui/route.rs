//! Where one is in the app. Each screen has an address, so that back, reload and a restart find it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use dioxus::router::Navigator;
use shared::id::{BuildingId, DoorId, MissionId, VisitId};

use super::components::{ToastView, icon};
use super::screen;
use super::session::{Session, use_session, use_texts};
use super::views::*;
use crate::i18n::t;

/// A screen, once the store is open.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub(crate) enum Route {
    #[layout(Frame)]
        #[layout(WithTabs)]
            #[route("/")]
            TodayScreen {},
            #[route("/missions")]
            MissionsScreen {},
            #[route("/missions/:mission")]
            MissionScreen { mission: MissionId },
            #[route("/visits")]
            VisitsScreen {},
        #[end_layout]
        #[route("/missions/:mission/buildings/:building")]
        DoorsScreen { mission: MissionId, building: BuildingId },
        #[route("/read/:mission/:what")]
        PaperScreen { mission: String, what: String },
        #[route("/missions/:mission/doors/:door")]
        AtDoor { mission: MissionId, door: DoorId },
        #[route("/missions/:mission/doors/:door/talk")]
        TalkScreen { mission: MissionId, door: DoorId },
        #[route("/missions/:mission/doors/:door/history")]
        HistoryScreen { mission: MissionId, door: DoorId },
        #[route("/missions/:mission/doors/:door/visits/:visit")]
        CorrectScreen { mission: MissionId, door: DoorId, visit: VisitId },
        #[route("/sync")]
        SyncScreen {},
        #[route("/settings")]
        SettingsScreen {},
        #[route("/settings/pin")]
        ChangePinScreen {},
        #[route("/settings/device")]
        DeviceScreen {},
        #[route("/settings/data")]
        DataScreen {},
        #[route("/settings/leave")]
        LeaveScreen {},
        #[route("/:..rest")]
        Lost { rest: Vec<String> },
}

/// The screens that were visited since the store was opened, the present one last. What was asked of
/// the core goes on when its screen is left, so the trail outlives every screen.
#[derive(Clone, Copy)]
pub(crate) struct Trail {
    visited: Signal<Vec<Route>>,
    navigator: Navigator,
    session: Session,
}

impl Trail {
    /// Where back leads: to the screen before, or up where there is none.
    pub(crate) fn back(self, up: Route) {
        if !self.session.is_open() {
            return;
        }
        if self.visited.peek().len() > 1 {
            self.navigator.go_back();
        } else {
            self.navigator.replace(up);
        }
    }

    /// To the grid after something was kept at a door: back to it where one came from there, so
    /// that the way back does not lead to a door that is done. That it was kept is drawn first, and
    /// the grid then. Who went elsewhere meanwhile stays there.
    pub(crate) fn to_grid(self, grid: Route) {
        let here = self.visited.peek().last().cloned();
        spawn_forever(async move {
            screen::painted().await;
            if !self.session.is_open() || self.visited.peek().last() != here.as_ref() {
                return;
            }
            let steps = self.visited.peek().iter().rev().skip(1).position(|before| *before == grid);
            match steps {
                Some(0) => self.navigator.go_back(),
                _ => {
                    self.navigator.replace(grid);
                }
            }
        });
    }

    fn walk(mut self, route: Route) {
        let mut trail = self.visited.write();
        let before = trail.len().checked_sub(2).and_then(|index| trail.get(index));
        if before == Some(&route) {
            trail.pop();
        } else if trail.last() != Some(&route) {
            trail.push(route);
        }
    }
}

/// What every screen has around it: the trail of those before.
#[component]
fn Frame() -> Element {
    let navigator = use_navigator();
    let session = use_session();
    let trail = use_context_provider(|| Trail { visited: session.visited, navigator, session });
    let route = use_route::<Route>();
    use_effect(use_reactive!(|route| trail.walk(route)));
    rsx! {
        Outlet::<Route> {}
    }
}

/// The trail of the present screen.
pub(crate) fn use_trail() -> Trail {
    use_context()
}

/// The toast, where a screen has room for it: right above its dado.
#[component]
pub(crate) fn ToastPlace() -> Element {
    let session = use_session();
    let texts = use_texts();
    rsx! {
        if let Some(toast) = session.shown_toast() {
            ToastView {
                texts,
                can_undo: toast.undo.is_some(),
                text: toast.text,
                onundo: move |()| session.undo(),
                onhold: move |held| session.hold_toast(held),
            }
        }
    }
}

/// The four places of the app, on the dado.
#[component]
fn WithTabs() -> Element {
    let texts = use_texts();
    let route = use_route::<Route>();
    let tabs = [
        (Route::TodayScreen {}, "home", t!(texts, "nav-today")),
        (Route::MissionsScreen {}, "door", t!(texts, "nav-doors")),
        (Route::VisitsScreen {}, "list", t!(texts, "nav-visits")),
        (Route::SyncScreen {}, "up", t!(texts, "nav-sync")),
    ];
    let is_here = move |tab: &Route| match (&route, tab) {
        (Route::MissionScreen { .. }, Route::MissionsScreen {}) => true,
        (here, tab) => here == tab,
    };
    rsx! {
        Outlet::<Route> {}
        ToastPlace {}
        nav { class: "dado tabs", "aria-label": t!(texts, "nav-main"),
            for (to , picture , label) in tabs {
                Link {
                    key: "{picture}",
                    "aria-current": is_here(&to).then_some("page"),
                    to,
                    {icon(picture)}
                    span { "{label}" }
                }
            }
        }
    }
}
