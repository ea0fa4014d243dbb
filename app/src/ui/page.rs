//! What a screen shows: one command, asked again whenever something changed.

use std::rc::Rc;

use dioxus::prelude::*;
use tokio::sync::broadcast::error::RecvError;

use super::session::{Session, use_session};
use crate::core::{Command, Failure, FailureCode, Reply};
use crate::state::use_link;

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
pub(crate) fn use_page<T: PartialEq>(command: Command, take: fn(Reply) -> Option<T>) -> Page<T> {
    let session = use_session();
    let link = use_link();
    let mut answer = use_signal(|| None);
    use_hook(|| {
        let mut events = link.events();
        spawn(async move {
            loop {
                let new = match link.ask(command.clone()).await {
                    Ok(reply) => take(reply).map(|shown| Ok(Rc::new(shown))),
                    Err(failure) => {
                        look_again(session, &failure);
                        Some(Err(failure))
                    }
                };
                if new.is_some() && *answer.peek() != new {
                    answer.set(new);
                }
                if let Err(RecvError::Closed) = events.recv().await {
                    break;
                }
                while events.try_recv().is_ok() {}
            }
        });
    });
    Page(answer)
}

/// A store that was locked meanwhile shows the lock.
fn look_again(session: Session, failure: &Failure) {
    if matches!(failure.code, FailureCode::Locked | FailureCode::NotEnrolled) {
        session.ask_access();
    }
}
