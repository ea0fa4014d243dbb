//! What is being typed, kept after each field, so that a killed app loses nothing of it.

use dioxus::core::{ScopeId, spawn_forever};
use dioxus::prelude::*;

use crate::core::Command;
use crate::ui::session::{Session, use_session};

/// A draft under its key. It outlives the screen that types it: what is on its way is kept.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    session: Session,
    key: CopyValue<String>,
    /// What is to be kept next; one write is on its way at a time, so that none overtakes another.
    pending: CopyValue<Option<String>>,
    is_writing: CopyValue<bool>,
    is_closed: CopyValue<bool>,
}

/// The draft of that key.
pub(crate) fn use_draft(key: &str) -> Draft {
    let session = use_session();
    use_hook(|| Draft {
        session,
        key: CopyValue::new_in_scope(key.to_owned(), ScopeId::ROOT),
        pending: CopyValue::new_in_scope(None, ScopeId::ROOT),
        is_writing: CopyValue::new_in_scope(false, ScopeId::ROOT),
        is_closed: CopyValue::new_in_scope(false, ScopeId::ROOT),
    })
}

impl Draft {
    /// Says under which key it is kept, where a screen learns that only from what it shows.
    pub(crate) fn is_of(mut self, key: &str) {
        if *self.key.peek() != key {
            self.key.set(key.to_owned());
        }
    }

    /// Keeps what is there now; an empty text is no draft.
    pub(crate) fn keep(mut self, content: String) {
        if *self.is_closed.peek() {
            return;
        }
        self.pending.set(Some(content));
        if *self.is_writing.peek() {
            return;
        }
        self.is_writing.set(true);
        let link = self.session.link();
        spawn_forever(async move {
            loop {
                let next = self.pending.write().take();
                let Some(content) = next.filter(|_| !*self.is_closed.peek()) else {
                    break;
                };
                let key = self.key.peek().clone();
                let wish = match content.is_empty() {
                    true => Command::DropDraft { key },
                    false => Command::KeepDraft { key, content },
                };
                if let Err(failure) = link.ask(wish).await {
                    self.session.tell(&failure);
                }
            }
            self.is_writing.set(false);
        });
    }

    /// What has not been kept yet need not be: all of it is about to be saved. Kept after that, it would
    /// stand there again as if nobody had finished it.
    pub(crate) fn rest(mut self) {
        self.pending.set(None);
    }

    /// Nothing more is kept: it is saved or given up.
    pub(crate) fn close(mut self) {
        self.is_closed.set(true);
    }
}
