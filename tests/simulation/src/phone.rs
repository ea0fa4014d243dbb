//! A phone of a world: the real store and the real sync, without a network, a clock or a screen.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use app::db::{Db, Edit, EditError, StoreKey};
use app::platform::Reading;
use app::sync::{Envelope, Session, Step, TransportError};
use shared::id::{AccountId, DeviceId};
use shared::protocol::{SYNC_PATH, SyncRequest};
use shared::time::Millis;
use shared::wire;

use crate::act::Wrong;
use crate::chance::Drawn;
use crate::left::Left;
use crate::server::Server;
use crate::template::BEGIN;

/// So many messages are enough for any sync of a world.
const MESSAGES: usize = 60;

pub(crate) struct Phone {
    folder: PathBuf,
    /// None only between an end and the next start.
    db: Option<Db>,
    pub(crate) account: AccountId,
    pub(crate) device: DeviceId,
    session: Option<Session>,
    /// The message whose answer is waited for.
    pub(crate) awaited: Option<u64>,
    /// What its clock is ahead of the time.
    error: i64,
    boots: u32,
    booted: Millis,
    chance: Drawn,
    /// Its app is older than any that the server still answers with news.
    pub(crate) is_old: bool,
}

pub(crate) fn open(folder: &Path) -> Result<Db> {
    Ok(Db::open(folder, || Ok(StoreKey([7; 32])))?)
}

impl Phone {
    pub(crate) fn new(folder: PathBuf, chance: Drawn) -> Result<Self> {
        let db = open(&folder)?;
        let person = db.person()?.context("the phones of the template are enrolled")?;
        Ok(Self {
            folder,
            db: Some(db),
            account: person.account,
            device: person.identity.device,
            session: None,
            awaited: None,
            error: 0,
            boots: 1,
            booted: BEGIN,
            chance,
            is_old: false,
        })
    }

    pub(crate) fn db(&self) -> Result<&Db> {
        self.db.as_ref().context("the app is not open")
    }

    fn db_mut(&mut self) -> Result<&mut Db> {
        self.db.as_mut().context("the app is not open")
    }

    pub(crate) fn draw(&mut self, bytes: &mut [u8]) {
        self.chance.draw(bytes);
    }

    pub(crate) fn reading(&self, now: Millis) -> Reading {
        Reading {
            wall: now.plus(self.error),
            boot: self.boots.to_string(),
            uptime: now.since(self.booted),
        }
    }

    pub(crate) fn has_right_clock(&self) -> bool {
        self.error == 0
    }

    pub(crate) fn set_clock(&mut self, to: Wrong, now: Millis) {
        const YEAR_2000: i64 = 946_684_800_000;
        const YEAR_2040: i64 = 2_208_988_800_000;
        self.error = match to {
            Wrong::Epoch => now.0.saturating_neg(),
            Wrong::Past => Millis(YEAR_2000).since(now),
            Wrong::Future => Millis(YEAR_2040).since(now),
            Wrong::FarEnd => i64::MAX,
            Wrong::Off(seconds) => seconds.saturating_mul(1_000),
            Wrong::Right => 0,
        };
    }

    /// The machine is started anew, and with it the app.
    pub(crate) fn reboot(&mut self, now: Millis) -> Result<()> {
        self.boots += 1;
        self.booted = now;
        self.crash()
    }

    /// The app ends wherever it is, and is opened again.
    pub(crate) fn crash(&mut self) -> Result<()> {
        self.forget();
        let before = self.db()?.waiting()?;
        let left = Left::of(&self.folder.join("phone.db"))?;
        self.db = None;
        left.put_back()?;
        self.db = Some(open(&self.folder)?);
        let after = self.db()?.waiting()?;
        if before != after {
            bail!("law 1: {before} changes waited before the app ended, {after} after it");
        }
        Ok(())
    }

    /// A sync that was under way is no more.
    pub(crate) fn forget(&mut self) {
        self.session = None;
        self.awaited = None;
    }

    pub(crate) fn edit(&mut self, now: Millis, edits: &[Edit]) -> Result<usize, EditError> {
        let reading = self.reading(now);
        let Some(db) = &mut self.db else {
            return Ok(0);
        };
        let moment = db.moment(&reading)?;
        db.edit(&moment, edits)
    }

    /// The same, and the bytes of a picture that one of the edits shows.
    pub(crate) fn show(
        &mut self,
        now: Millis,
        edits: &[Edit],
        picture: &[u8],
    ) -> Result<usize, EditError> {
        let reading = self.reading(now);
        let Some(db) = &mut self.db else {
            return Ok(0);
        };
        let moment = db.moment(&reading)?;
        db.edit_and_show(&moment, edits, picture, "")
    }

    /// The next message of a sync, which begins if none is under way; none at its end, and while an
    /// answer is waited for.
    pub(crate) fn next_message(&mut self, now: Millis) -> Result<Option<Envelope>> {
        if self.awaited.is_some() {
            return Ok(None);
        }
        let reading = self.reading(now);
        let session = self.session.get_or_insert_default();
        let db = self.db.as_mut().context("the app is not open")?;
        match session.next_step(db, &reading, &mut self.chance)? {
            Step::Post(envelope) => self.as_of_its_version(envelope).map(Some),
            Step::Done => {
                self.session = None;
                Ok(None)
            }
        }
    }

    pub(crate) fn take(
        &mut self,
        answer: Result<Vec<u8>, TransportError>,
        now: Millis,
    ) -> Result<()> {
        self.awaited = None;
        let wall = self.reading(now).wall;
        let mut session = self.session.take().context("somebody waits for the answer")?;
        let db = self.db_mut()?;
        match answer {
            Ok(bytes) => session.take_answer(db, &bytes, wall)?,
            Err(failure) => drop(session.take_failure(db, failure)?),
        }
        self.session = Some(session);
        Ok(())
    }

    /// Syncs over a line on which nothing goes wrong.
    pub(crate) fn sync_wholly(&mut self, server: &mut Server, now: Millis) -> Result<()> {
        self.forget();
        for _ in 0..MESSAGES {
            let Some(envelope) = self.next_message(now)? else {
                return Ok(());
            };
            self.take(server.answer(&envelope, now), now)?;
        }
        bail!("a sync over a good line did not end in {MESSAGES} messages")
    }

    /// What an app that is too old would have sent in the place of this message.
    fn as_of_its_version(&self, envelope: Envelope) -> Result<Envelope> {
        if envelope.path != SYNC_PATH || !self.is_old {
            return Ok(envelope);
        }
        let mut request: SyncRequest = wire::unpack(&envelope.body)?;
        request.protocol = 0;
        Ok(Envelope { body: wire::pack(&request)?, ..envelope })
    }
}
