//! What all screens share: whether the store is open, the look, the toast, and how things are
//! asked of the core.

use std::time::Duration;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use serde_json::Value;
use shared::time::Millis;

use super::look::Look;
use super::route::Route;
use super::screen;
use crate::core::{Access, Command, Failure, FailureCode, Reply};
use crate::i18n::{FAILURE, Moment, Texts, t};
use crate::platform::{Clock, MachineClock, texts, zone};
use crate::state::Link;

/// How long a toast stays.
const TOAST: Duration = Duration::from_secs(8);
/// How often idleness is looked at.
const IDLE_STEP: Duration = Duration::from_secs(10);
/// How long after something was kept it is sent: by then it can no more be taken back by a touch.
const SEND_AFTER: Duration = Duration::from_secs(9);
/// How long after the store was opened the app sends, and asks what can wait.
const OPENING: Duration = Duration::from_secs(1);
/// How often the app tries to send while something waits.
const SEND_STEP: Duration = Duration::from_secs(60);

/// What all screens share; copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// Whether the store may be looked into; nothing before the core has told.
    pub(crate) access: Signal<Option<Result<Access, Failure>>>,
    /// The first minute after an enrolment, with the name of the person.
    pub(crate) welcoming: Signal<bool>,
    /// Grows whenever something was done that screens may show.
    pub(crate) done: Signal<u64>,
    /// How the app looks.
    pub(crate) look: Signal<Look>,
    /// The screens that were visited since the store was opened, the present one last.
    pub(crate) visited: Signal<Vec<Route>>,
    texts: Memo<Texts>,
    toast: Signal<Option<Toast>>,
    link: CopyValue<Link>,
    last_touch: CopyValue<i64>,
    /// Counts what was kept, so that a burst is sent once.
    kept: CopyValue<u64>,
    is_held: CopyValue<bool>,
}

/// What was just kept.
#[derive(Clone, PartialEq)]
pub(crate) struct Toast {
    /// One sentence.
    pub(crate) text: String,
    /// What takes it back.
    pub(crate) undo: Option<Command>,
    number: u32,
}

/// What all screens share.
pub(crate) fn use_session() -> Session {
    use_context()
}

/// The words of the present language.
pub(crate) fn use_texts() -> Texts {
    use_session().texts()
}

/// The stable word of a failure's code.
pub(crate) fn code_of(failure: &Failure) -> String {
    match serde_json::to_value(failure.code) {
        Ok(Value::String(word)) => word,
        // A code with details is written as an object with one key.
        Ok(Value::Object(object)) => object.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// What a failure asks the person to wait, in milliseconds.
pub(crate) fn wait_of(failure: &Failure) -> u64 {
    match failure.code {
        FailureCode::WrongPin { retry_in_ms } | FailureCode::TryLater { retry_in_ms } => {
            retry_in_ms
        }
        _ => 0,
    }
}

/// The time by the phone's clock.
pub(crate) fn now() -> Millis {
    MachineClock::default().read().wall
}

/// An instant as the clock on the wall shows it.
pub(crate) fn local(at: Millis) -> Moment {
    Moment::of(at, zone::offset_minutes(at))
}

impl Session {
    /// At the start of the app.
    pub(crate) fn begin(link: Link) -> Self {
        let look = Signal::new(Look::load());
        Self {
            access: Signal::new(None),
            welcoming: Signal::new(false),
            done: Signal::new(0),
            look,
            visited: Signal::new(Vec::new()),
            texts: Memo::new(move || Texts::new(look.read().language)),
            toast: Signal::new(None),
            link: CopyValue::new(link),
            last_touch: CopyValue::new(now().0),
            kept: CopyValue::new(0),
            is_held: CopyValue::new(false),
        }
    }

    /// Dresses the page and asks whether the store may be looked into.
    pub(crate) fn use_watch(self) {
        use_effect(move || screen::dress(*self.look.read()));
        use_hook(|| {
            self.ask_access();
            screen::on_return(move || self.returned());
        });
    }

    /// While the store is open: sends by itself, and locks after idleness.
    pub(crate) fn use_open(self) {
        use_hook(|| {
            let mut visited = self.visited;
            visited.set(Vec::new());
            self.touched();
            spawn(async move {
                // The first screen is drawn before the line is asked for anything.
                MachineClock::default().pause(OPENING).await;
                self.send_soon();
                loop {
                    MachineClock::default().pause(SEND_STEP).await;
                    self.send_soon();
                }
            });
            spawn(async move {
                // Nor before the core has read the first screen's rows.
                MachineClock::default().pause(OPENING).await;
                let Ok(Reply::About(about)) = self.link().ask(Command::About).await else {
                    return;
                };
                let most = i64::from(about.autolock_minutes) * 60_000;
                if !about.has_pin || most == 0 {
                    return;
                }
                loop {
                    MachineClock::default().pause(IDLE_STEP).await;
                    if now().0 - *self.last_touch.peek() >= most {
                        self.lock();
                    }
                }
            });
        });
    }

    /// Somebody is there.
    pub(crate) fn touched(mut self) {
        self.last_touch.set(now().0);
    }

    /// The store is open, and its screens are there.
    pub(crate) fn is_open(self) -> bool {
        matches!(*self.access.peek(), Some(Ok(Access::Open)))
    }

    fn returned(self) {
        if self.is_open() {
            self.send_soon();
        }
    }

    /// The words of the present language.
    pub(crate) fn texts(self) -> Texts {
        self.texts.cloned()
    }

    /// The way to the core.
    pub(crate) fn link(self) -> Link {
        self.link.cloned()
    }

    /// Changes how the app looks, and keeps that.
    pub(crate) fn set_look(mut self, look: Look) {
        look.keep();
        spawn_forever(async move {
            // Without any texts it stays as it is until the next start.
            if texts::bring(look.language.code()).await {
                self.look.set(look);
            }
        });
    }

    /// Asks the core, and goes on with its answer even if the screen has been left meanwhile.
    pub(crate) fn ask(
        mut self,
        command: Command,
        then: impl FnOnce(Result<Reply, Failure>) + 'static,
    ) {
        let link = self.link();
        spawn_forever(async move {
            then(link.ask(command).await);
            self.done += 1;
        });
    }

    /// Asks the core, and tells in a toast what stands in the way.
    pub(crate) fn act(self, command: Command, then: impl FnOnce(Reply) + 'static) {
        self.ask(command, move |answer| match answer {
            Ok(reply) => then(reply),
            Err(failure) => self.tell(&failure),
        });
    }

    /// Tells what stands in the way.
    pub(crate) fn tell(self, failure: &Failure) {
        if matches!(failure.code, FailureCode::Locked | FailureCode::NotEnrolled) {
            self.ask_access();
        }
        let text = self.texts.peek().of(FAILURE, &code_of(failure));
        self.toast(text, None);
    }

    /// Says what was kept, and for eight seconds how to take it back.
    pub(crate) fn toast(mut self, text: String, undo: Option<Command>) {
        let number = self.toast.peek().as_ref().map_or(0, |toast| toast.number).wrapping_add(1);
        self.is_held.set(false);
        self.toast.set(Some(Toast { text, undo, number }));
        spawn_forever(async move {
            loop {
                MachineClock::default().pause(TOAST).await;
                if !*self.is_held.peek() {
                    break;
                }
            }
            let is_mine = self.toast.peek().as_ref().is_some_and(|toast| toast.number == number);
            if is_mine {
                self.toast.set(None);
            }
        });
    }

    /// The toast to show.
    pub(crate) fn shown_toast(self) -> Option<Toast> {
        self.toast.read().clone()
    }

    /// A toast that is touched or focused stays.
    pub(crate) fn hold_toast(mut self, held: bool) {
        self.is_held.set(held);
    }

    /// Takes back what the toast tells.
    pub(crate) fn undo(mut self) {
        let Some(command) = self.toast.peek().as_ref().and_then(|toast| toast.undo.clone()) else {
            return;
        };
        self.toast.set(None);
        self.act(command, move |_| {
            let text = t!(self.texts.peek(), "undone");
            self.toast(text, None);
        });
    }

    /// Asks whether the store may be looked into.
    pub(crate) fn ask_access(mut self) {
        self.ask(Command::Access, move |answer| {
            let answer = answer.map(|reply| match reply {
                Reply::Access(access) => access,
                _ => Access::New,
            });
            self.access.set(Some(answer));
        });
    }

    /// Takes an answer that tells the access.
    pub(crate) fn take_access(mut self, reply: &Reply) {
        if let Reply::Access(access) = reply {
            self.access.set(Some(Ok(*access)));
        }
    }

    /// Shows alone, with a way on, that the store is gone; says whether it is.
    pub(crate) fn take_loss(mut self, failure: &Failure) -> bool {
        let is_gone = failure.code == FailureCode::StoreGone;
        if is_gone {
            self.access.set(Some(Err(failure.clone())));
        }
        is_gone
    }

    /// Closes the store. Whatever was typed has been kept field by field.
    pub(crate) fn lock(mut self) {
        self.toast.set(None);
        self.act(Command::Lock, move |reply| self.take_access(&reply));
    }

    /// Sends what waits, without a word: where it stands is told on each screen.
    pub(crate) fn send_soon(self) {
        self.ask(Command::Sync { tries: 1 }, |_| ());
    }

    /// The same, a few seconds after the last of several things was kept.
    pub(crate) fn send_shortly(mut self) {
        self.kept += 1;
        let mine = *self.kept.peek();
        spawn_forever(async move {
            MachineClock::default().pause(SEND_AFTER).await;
            if *self.kept.peek() == mine {
                self.returned();
            }
        });
    }
}
