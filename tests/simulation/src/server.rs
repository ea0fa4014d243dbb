//! The server of a world: the real store and the real use cases, without HTTP.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use app::sync::{Envelope, TransportError};
use shared::id::DeviceId;
use shared::protocol::{
    ENROL_PATH, EnrolRequest, PIECES_PATH, Problem, ProblemCode, SPLIT_PATH, SYNC_PATH, Token,
    VERSION,
};
use shared::time::Millis;
use shared::wire;
use sync_server::backup::{self, Restore};
use sync_server::ledger::{Entry, Ledger};
use sync_server::service::desk::Moment;
use sync_server::service::erasure::{self, Found, Lasting, Order, Subject};
use sync_server::service::{ServiceError, accounts, enrol, pictures, sweep, sync};
use sync_server::store::{Cause, Read, SqliteStore, Store, Write};

use crate::ahead::Ahead;
use crate::chance::{Drawn, of_restore};
use crate::left::Left;
use crate::template::BEGIN;

pub(crate) struct Server {
    /// None only between an end and the next start.
    store: Option<SqliteStore>,
    database: PathBuf,
    backups: PathBuf,
    chance: Drawn,
}

impl Server {
    pub(crate) fn open(folder: &Path, chance: Drawn) -> Result<Self> {
        let (database, backups) = (folder.join("central.db"), folder.join("backups"));
        fs::create_dir_all(&backups)?;
        let mut server = Self { store: None, database, backups, chance };
        server.start()?;
        Ok(server)
    }

    fn start(&mut self) -> Result<()> {
        let mut random = [0; 20];
        self.chance.draw(&mut random);
        // One thing happens after the other, so one reader is enough.
        self.store = Some(SqliteStore::open_for(&self.database, BEGIN, random, 1)?);
        Ok(())
    }

    /// The machine loses its power between two messages and starts again: what is in the files now is
    /// all that is left, whatever an orderly end would still write.
    pub(crate) fn restart(&mut self) -> Result<()> {
        let left = Left::of(&self.database)?;
        self.store = None;
        left.put_back()?;
        self.start()
    }

    fn store(&self) -> Result<&dyn Store> {
        Ok(self.store.as_ref().context("the server is not running")?)
    }

    /// Answers a message as the verbs over HTTP do.
    pub(crate) fn answer(
        &mut self,
        envelope: &Envelope,
        now: Millis,
    ) -> Result<Vec<u8>, TransportError> {
        let answered = match envelope.path {
            SYNC_PATH => self.sync(envelope, now),
            ENROL_PATH => self.enrol(envelope, now),
            SPLIT_PATH => self.split(envelope, now),
            PIECES_PATH => self.piece(envelope, now),
            path => Err(anyhow::anyhow!("nothing answers at {path}")),
        };
        answered.map_err(|error| match error.downcast::<ServiceError>() {
            Ok(ServiceError::Problem(problem)) => TransportError::Problem(problem),
            Ok(error) => TransportError::Foreign(error.to_string()),
            Err(error) => TransportError::Foreign(format!("{error:#}")),
        })
    }

    fn sync(&self, envelope: &Envelope, now: Millis) -> Result<Vec<u8>> {
        let request = wire::unpack(&envelope.body)?;
        let answer = sync::sync(self.store()?, token(envelope)?, request, now);
        Ok(wire::pack(&crate::block_on(answer)?)?)
    }

    fn enrol(&self, envelope: &Envelope, now: Millis) -> Result<Vec<u8>> {
        let request = wire::unpack(&envelope.body)?;
        let answer = self.store()?.write_now(move |write| enrol::enrol(write, &request, now))?;
        Ok(wire::pack(&answer)?)
    }

    /// Lets in the phone that is a version ahead.
    pub(crate) fn enrol_ahead(&self, code: &str) -> Result<()> {
        let request = EnrolRequest {
            protocol: VERSION,
            code: code.to_owned(),
            device: Ahead::DEVICE,
            token: Ahead::TOKEN,
            label: "ahead".to_owned(),
            account: None,
        };
        let enrol = move |write: &mut dyn Write| enrol::enrol(write, &request, BEGIN);
        self.store()?.write_now(enrol)?;
        Ok(())
    }

    fn split(&self, envelope: &Envelope, now: Millis) -> Result<Vec<u8>> {
        let (token, request) = (token(envelope)?, wire::unpack(&envelope.body)?);
        let split = move |write: &mut dyn Write| enrol::split(write, token, &request, now);
        Ok(wire::pack(&self.store()?.write_now(split)?)?)
    }

    fn piece(&self, envelope: &Envelope, now: Millis) -> Result<Vec<u8>> {
        let request = wire::unpack(&envelope.body)?;
        let answer = pictures::piece(self.store()?, token(envelope)?, request, now);
        Ok(wire::pack(&crate::block_on(answer)?)?)
    }

    /// Somebody at the desk writes.
    pub(crate) fn desk<T: Send + 'static>(
        &mut self,
        now: Millis,
        work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let mut chance = self.chance.clone();
        let store = self.store().map_err(|error| ServiceError::Refused(error.to_string()))?;
        let (done, chance) = store.write_now(move |write| {
            let done = {
                let mut random = |bytes: &mut [u8]| chance.draw(bytes);
                work(write, &mut Moment { now, random: &mut random })?
            };
            Ok::<_, ServiceError>((done, chance))
        })?;
        self.chance = chance;
        Ok(done)
    }

    /// Looks at one snapshot.
    pub(crate) fn look<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Read) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T> {
        Ok(self.store()?.read_now(work)?)
    }

    /// Takes a phone's right to read, in the ledger first.
    pub(crate) fn revoke(&mut self, device: DeviceId, now: Millis) -> Result<(), ServiceError> {
        let ledger = self.ledger();
        self.desk(now, move |write, moment| {
            accounts::revoke(write, device, moment)?;
            append(&ledger, &Entry::RevokeDevice { device, at: now })
        })
    }

    /// Erases, in the ledger first.
    pub(crate) fn erase(
        &mut self,
        subject: Subject,
        cause: Cause,
        now: Millis,
    ) -> Result<(Found, Lasting), ServiceError> {
        let ledger = self.ledger();
        self.desk(now, move |write, moment| {
            let order = Order::new(cause, None, moment);
            let (found, lasting) = erasure::erase(write, &subject, &order, moment)?;
            append(&ledger, &Entry::Erase(lasting.clone()))?;
            Ok((found, lasting))
        })
    }

    pub(crate) fn sweep(&mut self, now: Millis) -> Result<(), ServiceError> {
        self.desk(now, move |write, _| sweep::sweep(write, now, now).map(drop))
    }

    pub(crate) fn back_up(&mut self, now: Millis) -> Result<()> {
        backup::make(self.store()?, &self.database, &self.backups, None, now)?;
        Ok(())
    }

    /// Restores the newest backup, if there is one.
    pub(crate) fn restore(&mut self, now: Millis) -> Result<()> {
        if fs::read_dir(&self.backups)?.next().is_none() {
            return Ok(());
        }
        self.store = None;
        let wanted = Restore {
            from: self.backups.clone(),
            database: self.database.clone(),
            replace: true,
            older: false,
            ledger: self.ledger(),
            ledger_required: false,
        };
        backup::restore(&wanted, now, of_restore)?;
        self.start()
    }

    fn ledger(&self) -> Ledger {
        Ledger::beside(&self.database)
    }
}

fn append(ledger: &Ledger, entry: &Entry) -> Result<(), ServiceError> {
    ledger.append(entry).map_err(|error| ServiceError::Refused(error.to_string()))
}

fn token(envelope: &Envelope) -> Result<Token, ServiceError> {
    let code = ProblemCode::UnknownDevice;
    let detail = "the request carries no device token".to_owned();
    envelope.token.ok_or(ServiceError::Problem(Problem { code, detail }))
}
