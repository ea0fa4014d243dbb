//! Who this store is for the server: a device, its token, and the person whose work it holds.
//!
//! A new identity is a *candidate* until the server took it. It is kept before it is sent, so that
//! a repeat after a lost answer sends the same and the server gives the same answer. Work that is
//! not yet accepted is numbered anew when a candidate becomes the identity.

use rusqlite::{Connection, params};
use shared::id::{AccountId, DeviceId};
use shared::protocol::{EnrolAnswer, Token};
use shared::time::Millis;

use super::column::Word;
use super::{Db, DbError, log, outbox, recovery};

/// A device and its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The device.
    pub device: DeviceId,
    /// Its secret.
    pub token: Token,
}

/// Whose phone this is, and where its work goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// How the team calls the person.
    pub name: String,
    /// The address of the server.
    pub server: String,
    /// The identity of the store.
    pub identity: Identity,
}

impl Db {
    /// Whose phone this is; none before it is enrolled.
    ///
    /// # Errors
    /// When the store fails.
    pub fn person(&self) -> Result<Option<Person>, DbError> {
        let Some(identity) = present(&self.connection)? else {
            return Ok(None);
        };
        let sql = "SELECT account, name, server FROM identity";
        let person = self.connection.query_row(sql, [], |row| {
            Ok(Person {
                account: row.get::<_, Word<_>>(0)?.0,
                name: row.get(1)?,
                server: row.get(2)?,
                identity,
            })
        })?;
        Ok(Some(person))
    }

    /// The identity that waits for the server to take it.
    pub(crate) fn candidate(&self) -> Result<Option<Identity>, DbError> {
        pair(&self.connection, "candidate_device, candidate_token")
    }

    /// Keeps an identity that is about to be sent.
    pub(crate) fn keep_candidate(&mut self, identity: Identity) -> Result<(), DbError> {
        let sql = "UPDATE identity SET candidate_device = ?1, candidate_token = ?2";
        let values = params![Word(identity.device), identity.token.reveal()];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    /// Forgets an identity that the server will not take.
    pub(crate) fn drop_candidate(&mut self) -> Result<(), DbError> {
        let sql = "UPDATE identity SET candidate_device = '', candidate_token = ''";
        self.connection.execute(sql, [])?;
        Ok(())
    }

    /// Takes `identity` as the store's, now that the server took it.
    pub(crate) fn enrolled(
        &mut self,
        identity: Identity,
        server: &str,
        answer: &EnrolAnswer,
        now: Millis,
    ) -> Result<(), DbError> {
        let tx = self.begin()?;
        adopt(&tx, identity, now)?;
        tx.execute(
            "UPDATE identity SET account = ?1, name = ?2, server = ?3, enrolled_at = ?4",
            params![Word(answer.account), answer.name, server, now.0],
        )?;
        Ok(tx.commit()?)
    }

    /// Takes the candidate as the store's identity, after a split.
    pub(crate) fn split(&mut self, identity: Identity, now: Millis) -> Result<(), DbError> {
        let tx = self.begin()?;
        adopt(&tx, identity, now)?;
        Ok(tx.commit()?)
    }

    /// Whether pending work cannot be sent under the present identity.
    pub(crate) fn needs_renewal(&self) -> Result<bool, DbError> {
        let Some(device) = device(&self.connection)? else {
            return Ok(false);
        };
        let asked =
            self.connection.query_row("SELECT renew FROM identity", [], |row| row.get(0))?;
        Ok(asked || outbox::has_foreign_numbers(&self.connection, device)?)
    }
}

/// The device of an enrolled store.
pub(super) fn device(tx: &Connection) -> Result<Option<DeviceId>, DbError> {
    Ok(present(tx)?.map(|identity| identity.device))
}

/// Asks for an identity of its own at the next sync.
pub(super) fn ask_renewal(tx: &Connection) -> Result<(), DbError> {
    tx.execute("UPDATE identity SET renew = 1", [])?;
    Ok(())
}

fn adopt(tx: &Connection, identity: Identity, now: Millis) -> Result<(), DbError> {
    let before = device(tx)?;
    tx.execute(
        "UPDATE identity SET device = ?1, token = ?2, candidate_device = '', \
         candidate_token = '', renew = 0",
        params![Word(identity.device), identity.token.reveal()],
    )?;
    if before.is_some_and(|before| before != identity.device) {
        outbox::renumber(tx, identity.device)?;
        // The code that the server holds is bound to the identity before.
        recovery::send_again(tx)?;
        let line = log::Line {
            at: now,
            what: log::What::Renumbered,
            feed: None,
            subject: "",
            reason: "new_identity",
            rows: usize::try_from(outbox::waiting(tx)?).map_err(DbError::damaged)?,
        };
        log::append(tx, &line)?;
    }
    Ok(())
}

fn present(tx: &Connection) -> Result<Option<Identity>, DbError> {
    pair(tx, "device, token")
}

fn pair(tx: &Connection, columns: &str) -> Result<Option<Identity>, DbError> {
    let sql = format!("SELECT {columns} FROM identity");
    let (device, token): (String, String) =
        tx.prepare_cached(&sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if device.is_empty() {
        return Ok(None);
    }
    Ok(Some(Identity {
        device: device.parse().map_err(DbError::damaged)?,
        token: Token::parse(&token).ok_or_else(|| DbError::damaged("a token that is none"))?,
    }))
}
