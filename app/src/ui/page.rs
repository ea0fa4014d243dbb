//! What a screen shows: one command, asked again whenever something changed.

use std::rc::Rc;

use dioxus::prelude::*;

use super::screen;
use super::session::{Session, use_session};
use crate::core::{Command, Failure, FailureCode, Reply, SyncLine};
use crate::state::use_events;

/// The answer to a screen's command, as it stands.
pub(crate) struct Page<T: 'static>(Signal<Option<Result<Rc<T>, Failure>>>);

impl<T> Clone for Page<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Page<T> {}

impl<T> Page<T> {
    /// The answer; nothing before it has come.
    pub(crate) fn get(self) -> Option<Result<Rc<T>, Failure>> {
        self.0.read().clone()
    }

    /// What it shows, where it has come.
    pub(crate) fn shown(self) -> Option<Rc<T>> {
        self.0.read().as_ref().and_then(|answer| answer.as_ref().ok().cloned())
    }
}

/// Asks `command` now and after each change, and takes out of the reply what the screen shows.
/// Changes that come while it is asked are answered once, not one by one.
pub(crate) fn use_page<T: PartialEq + 'static>(
    command: Command,
    take: fn(Reply) -> Option<T>,
) -> Page<T> {
    let session = use_session();
    let answer = use_signal(|| None);
    let asking =
        use_hook(|| Asking { is_busy: CopyValue::new(false), is_stale: CopyValue::new(false) });
    let refresh = use_callback(move |()| {
        let command = command.clone();
        asking.ask(session, command, take, answer);
    });
    use_effect(move || {
        // What this page did, such as a sync that brought nothing, changes what is shown, too.
        session.done.read();
        refresh.call(());
    });
    use_events(move |_| refresh.call(()));
    Page(answer)
}

/// Where the sync stands, for the head of a screen.
pub(crate) fn use_line() -> Page<SyncLine> {
    use_page(Command::Line, |reply| match reply {
        Reply::Line(line) => Some(line),
        _ => None,
    })
}

#[derive(Clone, Copy)]
struct Asking {
    is_busy: CopyValue<bool>,
    is_stale: CopyValue<bool>,
}

impl Asking {
    fn ask<T: PartialEq + 'static>(
        mut self,
        session: Session,
        command: Command,
        take: fn(Reply) -> Option<T>,
        mut answer: Signal<Option<Result<Rc<T>, Failure>>>,
    ) {
        if *self.is_busy.peek() {
            self.is_stale.set(true);
            return;
        }
        self.is_busy.set(true);
        spawn(async move {
            // What is shown anew comes after what the person waits for.
            if answer.peek().is_some() {
                screen::painted().await;
            }
            loop {
                self.is_stale.set(false);
                let new = match session.link().ask(command.clone()).await {
                    Ok(reply) => take(reply).map(|shown| Ok(Rc::new(shown))),
                    Err(failure) => {
                        look_again(session, &failure);
                        Some(Err(failure))
                    }
                };
                if new.is_some() && *answer.peek() != new {
                    answer.set(new);
                }
                if !*self.is_stale.peek() {
                    break;
                }
            }
            self.is_busy.set(false);
        });
    }
}

/// A store that was locked meanwhile shows the lock.
fn look_again(session: Session, failure: &Failure) {
    if matches!(failure.code, FailureCode::Locked | FailureCode::NotEnrolled) {
        session.ask_access();
    }
}
