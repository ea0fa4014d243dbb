//! Opening and closing the store: enrolment, PIN, recovery code, lock.
//!
//! **Law**: what the store opened with before opens it until the new way is durable, and no way in
//! here deletes work. Before the store is open nothing of it is told.

use shared::words::CodeWords;

use super::serve::Shared;
use super::*;
use crate::db::{Db, DbError, StoreKey};
use crate::platform::{Chance, ChanceError, Clock, Safe};
use crate::sync::{self, Machine, SyncError, Transport, check_address};
use crate::vault::{Vault, VaultState, check_pin};

/// A store that is open.
pub(super) struct OpenStore {
    pub(super) db: Shared<Db>,
    /// Kept to wrap it anew; it goes when the store is closed.
    key: StoreKey,
}

impl<T, C, R, S> Served<T, C, R, S>
where
    T: Transport + 'static,
    C: Clock + 'static,
    R: Chance + 'static,
    S: Safe + 'static,
{
    /// Opens what opens by itself: a store whose key lies beside it, or one in which nobody is
    /// enrolled yet.
    pub(super) async fn start(
        home: Home,
        safe: S,
        machine: Machine<T, C, R>,
        events: broadcast::Sender<Event>,
    ) -> Result<Self, Failure> {
        let served = Self::new(home, safe, machine, events);
        match served.vault().state().await? {
            VaultState::Closed => {
                served.home.forget_plain_key().map_err(Failure::of_opening)?;
                served.has_vault.set(true);
            }
            VaultState::Fresh => {
                let key = served.vault().open_fresh().await?;
                let db = served.home.open(&key).await.map_err(Failure::of_opening)?;
                if db.person()?.is_some() {
                    // The app ended between the server's answer and this.
                    served.close_vault().await?;
                } else {
                    served.put(db, key);
                }
            }
            VaultState::Absent if served.home.has_plain_store() => {
                let (db, key) = served.home.open_plain(no_new_key).map_err(Failure::of_opening)?;
                served.put(db, key);
            }
            VaultState::Absent => {}
        }
        Ok(served)
    }

    pub(super) fn vault(&self) -> Vault<'_, S> {
        Vault::new(&self.safe)
    }

    fn put(&self, db: Db, key: StoreKey) {
        let db = Rc::new(RefCell::new(db));
        self.store.replace(Some(OpenStore { db, key }));
    }

    pub(super) async fn access(&self) -> Result<Access, Failure> {
        if let Some(store) = &*self.store.borrow() {
            let is_enrolled = store.db.borrow().person()?.is_some();
            return Ok(if is_enrolled { Access::Open } else { Access::New });
        }
        if self.has_vault.get() {
            let retry_in_ms = self.vault().wait(&self.machine.clock.read()).await?;
            return Ok(Access::Locked { retry_in_ms });
        }
        Ok(Access::New)
    }

    pub(super) async fn enrol(
        &self,
        server: &str,
        code: &str,
        label: &str,
        pin: Option<&str>,
    ) -> Result<Enrolled, Failure> {
        let _gate = self.gate.lock().await;
        let address = check_address(server);
        let server = address.map_err(|why| Failure::new(FailureCode::BadAddress, why))?;
        let words: Result<CodeWords, _> = code.parse();
        let code = words.map_err(|error| Failure::new(FailureCode::BadCode, error))?.to_string();
        pin.map(check_pin).transpose()?;
        self.prepare(pin).await?;
        let db = self.db()?;
        let _turn = self.online.lock().await;
        let asked = sync::enrol(&db, &self.machine, &server, &code, label);
        let person = self.unless_locked(asked).await?.map_err(|error| self.of_sync(error))?;
        if let Err(failure) = self.close_vault().await {
            // Nothing may be written into a store that still opens by itself.
            self.store.take();
            return Err(failure);
        }
        db.borrow_mut().keep_label(label)?;
        Ok(Enrolled {
            account: person.account,
            name: person.name,
            device: person.identity.device,
            server: person.server,
        })
    }

    /// Makes the store that is about to be enrolled, or gives it a PIN.
    async fn prepare(&self, pin: Option<&str>) -> Result<(), Failure> {
        let is_open = self.store.borrow().is_some();
        if self.has_vault.get() {
            // A new place at the server for a store that has its PIN.
            return if is_open { Ok(()) } else { Err(Failure::locked()) };
        }
        let Some(pin) = pin else {
            if !is_open {
                let new_key = || self.new_key();
                let opened = self.home.open_plain(new_key).map_err(Failure::of_opening)?;
                self.put(opened.0, opened.1);
            }
            return Ok(());
        };
        let held = self.store.borrow().as_ref().map(|store| store.key.clone());
        let key = match held {
            Some(key) => key,
            None => self.new_key()?,
        };
        let mut chance = self.stretched()?;
        let words = self.vault().make(&key, pin, &mut chance).await?;
        if !is_open {
            let db = self.home.open(&key).await.map_err(Failure::of_opening)?;
            self.put(db, key);
        }
        self.db()?.borrow_mut().keep_recovery(&words)?;
        Ok(())
    }

    fn new_key(&self) -> Result<StoreKey, ChanceError> {
        let mut key = [0; 32];
        self.machine.chance.borrow_mut().fill(&mut key)?;
        Ok(StoreKey(key))
    }

    /// Chance for work that waits, while others may need theirs.
    fn stretched(&self) -> Result<Stretched, ChanceError> {
        let mut seed = [0; 32];
        self.machine.chance.borrow_mut().fill(&mut seed)?;
        Ok(Stretched(blake3::Hasher::new_keyed(&seed).finalize_xof()))
    }

    /// From now on the store needs its PIN, if it has a vault.
    async fn close_vault(&self) -> Result<(), Failure> {
        if self.vault().state().await? == VaultState::Absent {
            return Ok(());
        }
        self.vault().close().await?;
        self.home.forget_plain_key().map_err(Failure::of_opening)?;
        self.has_vault.set(true);
        Ok(())
    }

    pub(super) async fn unlock(&self, pin: &str) -> Result<Access, Failure> {
        let _gate = self.gate.lock().await;
        if !self.has_vault.get() {
            return Err(Failure::no_pin());
        }
        let key = self.vault().unlock(pin, &self.machine.clock.read()).await?;
        self.open(key).await
    }

    pub(super) async fn recover(&self, code: &str, pin: &str) -> Result<Access, Failure> {
        let _gate = self.gate.lock().await;
        if !self.has_vault.get() {
            return Err(Failure::no_pin());
        }
        let mut chance = self.stretched()?;
        let opened = self.vault().recover(code, pin, &mut chance).await?;
        let access = self.open(opened.key).await?;
        if let Some(words) = opened.recovery {
            self.db()?.borrow_mut().keep_recovery(&words)?;
        }
        Ok(access)
    }

    /// Opens the store, unless it is open. Where its files are gone, the vault guards nothing any
    /// more: that is said once, and then the phone is as new.
    async fn open(&self, key: StoreKey) -> Result<Access, Failure> {
        if self.store.borrow().is_none() {
            if !self.home.holds_store().await.map_err(Failure::of_opening)? {
                self.has_vault.set(false);
                return Err(Failure::of_opening(DbError::Gone));
            }
            let db = self.home.open(&key).await.map_err(Failure::of_opening)?;
            self.put(db, key);
        }
        self.care_for_recovery().await?;
        self.access().await
    }

    pub(super) async fn change_pin(&self, old: &str, new: &str) -> Result<Access, Failure> {
        let _gate = self.gate.lock().await;
        if !self.has_vault.get() {
            return Err(Failure::no_pin());
        }
        let now = self.machine.clock.read();
        let mut chance = self.stretched()?;
        self.vault().change_pin(old, new, &now, &mut chance).await?;
        self.access().await
    }

    pub(super) async fn lock(&self) -> Result<Access, Failure> {
        let _gate = self.gate.lock().await;
        if !self.has_vault.get() {
            return Err(Failure::no_pin());
        }
        let store = self.store.take();
        self.stop.notify_waiters();
        // Whoever was talking to the server has let go of the store now.
        let _turn = self.online.lock().await;
        drop(store);
        self.access().await
    }

    /// Sees to it that the store knows a recovery code that opens the vault, and that a code which
    /// was read out is followed by another one.
    pub(super) async fn care_for_recovery(&self) -> Result<(), Failure> {
        let open = self.store.borrow().as_ref().map(|one| (Rc::clone(&one.db), one.key.clone()));
        let Some((db, key)) = open else {
            return Ok(());
        };
        if !self.has_vault.get() {
            return Ok(());
        }
        let (known, told) = {
            let db = db.borrow();
            (db.recovery()?, db.is_recovery_told()?)
        };
        if let Some((words, kept)) = known
            && !told
            && self.vault().has_recovery(&key, &words, kept).await?
        {
            return Ok(());
        }
        let mut chance = self.stretched()?;
        let words = self.vault().add_recovery(&key, &mut chance).await?;
        db.borrow_mut().keep_recovery(&words)?;
        Ok(())
    }

    /// Waits for the network, unless the store is locked meanwhile.
    pub(super) async fn unless_locked<A>(
        &self,
        asked: impl Future<Output = A>,
    ) -> Result<A, Failure> {
        tokio::select! {
            biased;
            () = self.stop.notified() => Err(Failure::locked()),
            answer = asked => Ok(answer),
        }
    }

    pub(super) fn of_sync(&self, error: SyncError) -> Failure {
        let waiting = self.db().ok().and_then(|db| db.borrow().waiting().ok());
        Failure::of_sync(error, waiting.unwrap_or_default())
    }
}

/// 32 random bytes as an endless stream.
struct Stretched(blake3::OutputReader);

impl Chance for Stretched {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        self.0.fill(bytes);
        Ok(())
    }
}

/// A store that is there has its key.
fn no_new_key() -> Result<StoreKey, ChanceError> {
    Err(ChanceError("the store is there already".to_owned()))
}
