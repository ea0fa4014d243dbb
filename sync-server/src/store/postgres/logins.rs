//! Logins, invitations, sessions, and the audit trail.

use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use tokio_postgres::Row;

use super::PgTx;
use super::query::{Bind, at, bind, count, damaged, flag, hash, parse, parse_opt};
use crate::store::{
    Audit, AuditFilter, Invitation, Login, ReadLogins, SecretHash, Session, StoreError, WriteLogins,
};

const SESSION: &str = "SELECT secret_hash, account, made, seen, browser, \"full\" FROM session";

impl ReadLogins for PgTx<'_> {
    fn login(&self, login: &str) -> Result<Option<Login>, StoreError> {
        self.one_login("login", login)
    }

    fn login_of(&self, account: AccountId) -> Result<Option<Login>, StoreError> {
        self.one_login("account", &account.to_string())
    }

    fn login_scopes(&self, account: AccountId) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT feed FROM login_scope WHERE account = $1 ORDER BY feed";
        self.tx.listed(sql, bind![account.to_string()], |row| parse(row, 0))
    }

    /// An invitation is good once: who is about to use it keeps others from it.
    fn invitation(&self, secret: &SecretHash) -> Result<Option<Invitation>, StoreError> {
        let sql = "SELECT account, expires, used FROM invitation WHERE secret_hash = $1";
        let sql = format!("{sql}{}", self.locking());
        let Some(row) = self.tx.one(&sql, bind![secret.as_slice()])? else {
            return Ok(None);
        };
        Ok(Some(Invitation {
            account: parse(&row, 0)?,
            expires: Millis(at(&row, 1)?),
            used: at::<Option<i64>>(&row, 2)?.map(Millis),
        }))
    }

    fn session(&self, secret: &SecretHash) -> Result<Option<Session>, StoreError> {
        let sql = format!("{SESSION} WHERE secret_hash = $1");
        let found = self.tx.one(&sql, bind![secret.as_slice()])?;
        found.map(|row| read_session(&row)).transpose()
    }

    fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{SESSION} WHERE account = $1 ORDER BY made DESC, secret_hash");
        self.tx.listed(&sql, bind![account.to_string()], read_session)
    }

    fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<(i64, Audit)>, StoreError> {
        let last = match filter.until {
            Some(until) => self.audit_at("at >= $1 ORDER BY at, id", until)?,
            None => None,
        };
        let first = match filter.from {
            Some(from) => self.audit_at("at < $1 ORDER BY at DESC, id DESC", from)?,
            None => None,
        };
        let mut conditions = String::from("id < $1 AND id > $2");
        let mut values = vec![
            Bind::from(before.unwrap_or(i64::MAX).min(last.unwrap_or(i64::MAX))),
            Bind::from(first.unwrap_or(0)),
        ];
        let wanted = [
            ("account", filter.account.map(|account| account.to_string())),
            ("feed", filter.feed.map(|feed| feed.to_string())),
            ("verb", filter.verb.clone()),
        ];
        for (column, value) in wanted {
            if let Some(value) = value {
                values.push(Bind::from(value));
                conditions += &format!(" AND {column} = ${}", values.len());
            }
        }
        let sql = format!(
            "SELECT at, account, verb, feed, record, id FROM audit WHERE {conditions} \
             ORDER BY id DESC LIMIT {limit}"
        );
        self.tx.listed(&sql, &values, |row| Ok((at(row, 5)?, read_audit(row)?)))
    }

    fn audit_verbs(&self) -> Result<Vec<String>, StoreError> {
        self.audit_steps("verb")
    }

    fn audit_people(&self) -> Result<Vec<AccountId>, StoreError> {
        let people = self.audit_steps("account")?;
        people.iter().map(|one| one.parse().map_err(damaged)).collect()
    }

    fn audit_of(&self, account: AccountId, limit: usize) -> Result<Vec<Audit>, StoreError> {
        let sql = "SELECT at, account, verb, feed, record FROM audit \
                   WHERE account = $1 ORDER BY id DESC LIMIT $2";
        self.tx.listed(sql, bind![account.to_string(), limit], read_audit)
    }
}

impl WriteLogins for PgTx<'_> {
    fn put_login(&mut self, login: &Login) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO login (account, login, password, second_factor, second_step, language, \
             theme, shortcuts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (account) DO UPDATE SET login = excluded.login, \
             password = excluded.password, second_factor = excluded.second_factor, \
             second_step = excluded.second_step, language = excluded.language, \
             theme = excluded.theme, shortcuts = excluded.shortcuts",
            bind![
                login.account.to_string(),
                &login.login,
                &login.password,
                login.second_factor.as_deref(),
                login.second_step,
                &login.language,
                &login.theme,
                login.shortcuts,
            ],
        )?;
        Ok(())
    }

    fn set_login_scopes(&mut self, account: AccountId, feeds: &[FeedId]) -> Result<(), StoreError> {
        let account = account.to_string();
        self.tx.run("DELETE FROM login_scope WHERE account = $1", bind![&account])?;
        let sql = "INSERT INTO login_scope (account, feed) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        for feed in feeds {
            self.tx.run(sql, bind![&account, feed.to_string()])?;
        }
        Ok(())
    }

    fn put_invitation(
        &mut self,
        secret: &SecretHash,
        invitation: &Invitation,
    ) -> Result<(), StoreError> {
        let Invitation { account, expires, used } = invitation;
        self.tx.run(
            "INSERT INTO invitation (secret_hash, account, expires, used) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (secret_hash) DO UPDATE SET \
             account = excluded.account, expires = excluded.expires, used = excluded.used",
            bind![secret.as_slice(), account.to_string(), expires.0, used.map(|used| used.0)],
        )?;
        Ok(())
    }

    fn end_invitations(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "DELETE FROM invitation WHERE account = $1 AND used IS NULL";
        self.tx.run(sql, bind![account.to_string()])?;
        Ok(())
    }

    fn put_session(&mut self, session: &Session) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO session (secret_hash, account, made, seen, browser, \"full\") \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (secret_hash) DO UPDATE SET \
             seen = excluded.seen, \"full\" = excluded.\"full\"",
            bind![
                session.secret.as_slice(),
                session.account.to_string(),
                session.made.0,
                session.seen.0,
                &session.browser,
                session.full,
            ],
        )?;
        Ok(())
    }

    fn end_session(&mut self, secret: &SecretHash) -> Result<(), StoreError> {
        self.tx.run("DELETE FROM session WHERE secret_hash = $1", bind![secret.as_slice()])?;
        Ok(())
    }

    fn end_old_sessions(&mut self, seen: Millis, made: Millis) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE seen < $1 OR made < $2";
        self.tx.run(sql, bind![seen.0, made.0])?;
        Ok(())
    }

    fn add_audit(&mut self, audit: &Audit) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO audit (at, account, verb, feed, record) VALUES ($1, $2, $3, $4, $5)",
            bind![
                audit.at.0,
                audit.account.to_string(),
                &audit.verb,
                audit.feed.map(|feed| feed.to_string()),
                audit.record.map(|record| record.to_string()),
            ],
        )?;
        Ok(())
    }
}

impl PgTx<'_> {
    /// The line next to an instant; lines are numbered as they are written.
    fn audit_at(&self, condition: &'static str, when: Millis) -> Result<Option<i64>, StoreError> {
        let sql = format!("SELECT id FROM audit WHERE {condition} LIMIT 1");
        self.tx.one(&sql, bind![when.0])?.map(|row| at(&row, 0)).transpose()
    }

    /// The different values of a column, each one step further in its index; `column` is a word of
    /// this file.
    fn audit_steps(&self, column: &'static str) -> Result<Vec<String>, StoreError> {
        let sql = format!("SELECT min({column}) FROM audit WHERE {column} > $1");
        let mut found: Vec<String> = Vec::new();
        loop {
            let last = found.last().cloned().unwrap_or_default();
            let row = self.tx.one(&sql, bind![last])?;
            match row.map_or(Ok(None), |row| at(&row, 0))? {
                Some(next) => found.push(next),
                None => return Ok(found),
            }
        }
    }

    /// `column` is one of this crate's own words, never input. Who is about to write it keeps others
    /// from it: a code of a second factor is good once.
    fn one_login(&self, column: &'static str, key: &str) -> Result<Option<Login>, StoreError> {
        let sql = format!(
            "SELECT account, login, password, second_factor, second_step, language, theme, \
             shortcuts FROM login WHERE {column} = $1{}",
            self.locking()
        );
        self.tx.one(&sql, bind![key])?.map(|row| read_login(&row)).transpose()
    }
}

fn read_login(row: &Row) -> Result<Login, StoreError> {
    Ok(Login {
        account: parse(row, 0)?,
        login: at(row, 1)?,
        password: at(row, 2)?,
        second_factor: at(row, 3)?,
        second_step: count(row, 4)?,
        language: at(row, 5)?,
        theme: at(row, 6)?,
        shortcuts: flag(row, 7)?,
    })
}

fn read_session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        secret: hash(row, 0)?,
        account: parse(row, 1)?,
        made: Millis(at(row, 2)?),
        seen: Millis(at(row, 3)?),
        browser: at(row, 4)?,
        full: flag(row, 5)?,
    })
}

/// A line of a statement that lists `at, account, verb, feed, record`.
fn read_audit(row: &Row) -> Result<Audit, StoreError> {
    Ok(Audit {
        at: Millis(at(row, 0)?),
        account: parse(row, 1)?,
        verb: at(row, 2)?,
        feed: parse_opt(row, 3)?,
        record: parse_opt(row, 4)?,
    })
}
