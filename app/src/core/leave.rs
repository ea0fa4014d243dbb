//! Leaving: this phone is emptied, once nothing can be lost by it.
//!
//! **Law**: the store goes first and its vault after it, so that an end in between leaves a vault
//! without a store, after which the phone is as new. Nothing is begun while something is at stake.

use super::*;
use crate::db::Db;
use crate::platform::{Chance, Clock, Safe};
use crate::sync::Transport;

/// How far this phone is from leaving.
pub(super) fn leaving(db: &Db) -> Result<Leaving, Failure> {
    find::person(db)?;
    Ok(Leaving {
        waiting: db.to_send()?,
        at_stake: db.at_stake()?,
        drafts: db.drafts()?.len() as u64,
        has_copy: db.has_rescued()?,
        standing: db.sync_state()?.standing,
        missions: db.bare_missions()?.len() as u64,
    })
}

impl<T, C, R, S> Served<T, C, R, S>
where
    T: Transport + 'static,
    C: Clock + 'static,
    R: Chance + 'static,
    S: Safe + 'static,
{
    pub(super) async fn leave(&self) -> Result<Access, Failure> {
        let _gate = self.gate.lock().await;
        may_leave(&self.db()?.borrow())?;
        let store = self.store.take();
        self.stop.notify_waiters();
        // Whoever was talking to the server has let go of the store now.
        let _turn = self.online.lock().await;
        drop(store);
        self.home.erase().await.map_err(Failure::of_opening)?;
        self.vault().remove().await?;
        self.has_vault.set(false);
        self.access().await
    }
}

fn may_leave(db: &Db) -> Result<(), Failure> {
    let Leaving { at_stake, drafts, .. } = leaving(db)?;
    if at_stake > 0 {
        return Err(Failure::new(
            FailureCode::UnsentWork,
            format_args!(
                "{at_stake} changes on this phone are not safe with the server; sync, or write a \
                 copy with `phone rescue FILE` and bring it to your supervisor"
            ),
        ));
    }
    if drafts > 0 {
        return Err(Failure::new(
            FailureCode::OpenDrafts,
            format_args!("{drafts} talks are not finished; save them or drop them first"),
        ));
    }
    Ok(())
}
