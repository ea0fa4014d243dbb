//! Logins, invitations, sessions, and the audit trail.

use rusqlite::types::{ToSql, Value};
use rusqlite::{OptionalExtension, Row};
use shared::id::{AccountId, FeedId};
use shared::time::Millis;

use super::Session as Connected;
use super::codec::{Count, count, damaged, hash, parse, parse_opt};
use crate::store::{
    Audit, AuditFilter, Invitation, Login, ReadLogins, SecretHash, Session, StoreError, WriteLogins,
};

impl ReadLogins for Connected<'_> {
    fn login(&self, login: &str) -> Result<Option<Login>, StoreError> {
        self.one_login("login", &login)
    }

    fn login_of(&self, account: AccountId) -> Result<Option<Login>, StoreError> {
        self.one_login("account", &account.to_string())
    }

    fn login_scopes(&self, account: AccountId) -> Result<Vec<FeedId>, StoreError> {
        let sql = "SELECT feed FROM login_scope WHERE account = ?1 ORDER BY feed";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([account.to_string()])?;
        let mut feeds = Vec::new();
        while let Some(row) = rows.next()? {
            feeds.push(parse(row, 0)?);
        }
        Ok(feeds)
    }

    fn invitation(&self, secret: &SecretHash) -> Result<Option<Invitation>, StoreError> {
        let sql = "SELECT account, expires, used FROM invitation WHERE secret_hash = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([secret.as_slice()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(Invitation {
            account: parse(row, 0)?,
            expires: Millis(row.get(1)?),
            used: row.get::<_, Option<i64>>(2)?.map(Millis),
        }))
    }

    fn session(&self, secret: &SecretHash) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT secret_hash, account, made, seen, browser, full FROM session \
                   WHERE secret_hash = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([secret.as_slice()])?;
        rows.next()?.map(read_session).transpose()
    }

    fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT secret_hash, account, made, seen, browser, full FROM session \
                   WHERE account = ?1 ORDER BY made DESC, secret_hash";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([account.to_string()])?;
        let mut sessions = Vec::new();
        while let Some(row) = rows.next()? {
            sessions.push(read_session(row)?);
        }
        Ok(sessions)
    }

    fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<(i64, Audit)>, StoreError> {
        let last = match filter.until {
            Some(until) => self.audit_at("at >= ?1 ORDER BY at, id", until)?,
            None => None,
        };
        let first = match filter.from {
            Some(from) => self.audit_at("at < ?1 ORDER BY at DESC, id DESC", from)?,
            None => None,
        };
        let index = match filter {
            AuditFilter { account: Some(_), .. } => "INDEXED BY audit_account",
            AuditFilter { feed: Some(_), .. } => "INDEXED BY audit_feed",
            AuditFilter { verb: Some(_), .. } => "INDEXED BY audit_verb",
            _ => "NOT INDEXED",
        };
        let mut conditions = String::from("id < ?1 AND id > ?2");
        let mut parameters = vec![
            Value::Integer(before.unwrap_or(i64::MAX).min(last.unwrap_or(i64::MAX))),
            Value::Integer(first.unwrap_or(0)),
        ];
        let wanted = [
            ("account", filter.account.map(|account| account.to_string())),
            ("feed", filter.feed.map(|feed| feed.to_string())),
            ("verb", filter.verb.clone()),
        ];
        for (column, value) in wanted {
            if let Some(value) = value {
                parameters.push(Value::Text(value));
                conditions += &format!(" AND {column} = ?{}", parameters.len());
            }
        }
        let sql = format!(
            "SELECT id, at, account, verb, feed, record FROM audit {index} WHERE {conditions} \
             ORDER BY id DESC LIMIT {limit}"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let audit = Audit {
                at: Millis(row.get(1)?),
                account: parse(row, 2)?,
                verb: row.get(3)?,
                feed: parse_opt(row, 4)?,
                record: parse_opt(row, 5)?,
            };
            lines.push((row.get(0)?, audit));
        }
        Ok(lines)
    }

    fn audit_verbs(&self) -> Result<Vec<String>, StoreError> {
        self.audit_steps("verb")
    }

    fn audit_people(&self) -> Result<Vec<AccountId>, StoreError> {
        let people = self.audit_steps("account")?;
        people.iter().map(|one| one.parse().map_err(damaged)).collect()
    }

    fn audit_of(&self, account: AccountId, limit: usize) -> Result<Vec<Audit>, StoreError> {
        let sql = "SELECT at, account, verb, feed, record FROM audit INDEXED BY audit_account \
                   WHERE account = ?1 ORDER BY id DESC LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query((account.to_string(), Count(limit as u64)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(Audit {
                at: Millis(row.get(0)?),
                account: parse(row, 1)?,
                verb: row.get(2)?,
                feed: parse_opt(row, 3)?,
                record: parse_opt(row, 4)?,
            });
        }
        Ok(lines)
    }
}

impl WriteLogins for Connected<'_> {
    fn put_login(&mut self, login: &Login) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO login (account, login, password, second_factor, second_step, language, \
             theme, shortcuts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
             ON CONFLICT (account) DO UPDATE SET login = excluded.login, \
             password = excluded.password, second_factor = excluded.second_factor, \
             second_step = excluded.second_step, language = excluded.language, \
             theme = excluded.theme, shortcuts = excluded.shortcuts",
        )?;
        statement.execute((
            login.account.to_string(),
            &login.login,
            &login.password,
            &login.second_factor,
            Count(login.second_step),
            &login.language,
            &login.theme,
            login.shortcuts,
        ))?;
        Ok(())
    }

    fn set_login_scopes(&mut self, account: AccountId, feeds: &[FeedId]) -> Result<(), StoreError> {
        let account = account.to_string();
        self.0.prepare_cached("DELETE FROM login_scope WHERE account = ?1")?.execute([&account])?;
        let sql = "INSERT OR IGNORE INTO login_scope (account, feed) VALUES (?1, ?2)";
        let mut statement = self.0.prepare_cached(sql)?;
        for feed in feeds {
            statement.execute((&account, feed.to_string()))?;
        }
        Ok(())
    }

    fn put_invitation(
        &mut self,
        secret: &SecretHash,
        invitation: &Invitation,
    ) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO invitation (secret_hash, account, expires, used) \
             VALUES (?1, ?2, ?3, ?4) ON CONFLICT (secret_hash) DO UPDATE SET \
             account = excluded.account, expires = excluded.expires, used = excluded.used",
        )?;
        let Invitation { account, expires, used } = invitation;
        let used = used.map(|used| used.0);
        statement.execute((secret.as_slice(), account.to_string(), expires.0, used))?;
        Ok(())
    }

    fn end_invitations(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "DELETE FROM invitation WHERE account = ?1 AND used IS NULL";
        self.0.prepare_cached(sql)?.execute([account.to_string()])?;
        Ok(())
    }

    fn put_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO session (secret_hash, account, made, seen, browser, full) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (secret_hash) DO UPDATE SET \
             seen = excluded.seen, full = excluded.full",
        )?;
        statement.execute((
            session.secret.as_slice(),
            session.account.to_string(),
            session.made.0,
            session.seen.0,
            &session.browser,
            session.full,
        ))?;
        Ok(())
    }

    fn end_session(&mut self, secret: &SecretHash) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE secret_hash = ?1";
        self.0.prepare_cached(sql)?.execute([secret.as_slice()])?;
        Ok(())
    }

    fn end_old_sessions(&mut self, seen: Millis, made: Millis) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE seen < ?1 OR made < ?2";
        self.0.prepare_cached(sql)?.execute((seen.0, made.0))?;
        Ok(())
    }

    fn add_audit(&mut self, audit: &Audit) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO audit (at, account, verb, feed, record) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        statement.execute((
            audit.at.0,
            audit.account.to_string(),
            &audit.verb,
            audit.feed.map(|feed| feed.to_string()),
            audit.record.map(|record| record.to_string()),
        ))?;
        Ok(())
    }
}

impl Connected<'_> {
    /// The line next to an instant; lines are numbered as they are written.
    fn audit_at(&self, condition: &'static str, at: Millis) -> Result<Option<i64>, StoreError> {
        let sql = format!("SELECT id FROM audit INDEXED BY audit_at WHERE {condition} LIMIT 1");
        Ok(self.0.prepare_cached(&sql)?.query_row([at.0], |row| row.get(0)).optional()?)
    }

    /// The different values of a column, each one step further in its index; `column` is a word of
    /// this file.
    fn audit_steps(&self, column: &'static str) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "SELECT min({column}) FROM audit INDEXED BY audit_{column} WHERE {column} > ?1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut found: Vec<String> = Vec::new();
        loop {
            let last = found.last().cloned().unwrap_or_default();
            match statement.query_row([last], |row| row.get(0))? {
                Some(next) => found.push(next),
                None => return Ok(found),
            }
        }
    }

    /// `column` is one of this crate's own words, never input.
    fn one_login(
        &self,
        column: &'static str,
        key: &dyn ToSql,
    ) -> Result<Option<Login>, StoreError> {
        let sql = format!(
            "SELECT account, login, password, second_factor, second_step, language, theme, \
             shortcuts FROM login WHERE {column} = ?1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let found = statement.query_row([key], |row| Ok(read_login(row))).optional()?;
        found.transpose()
    }
}

fn read_login(row: &Row<'_>) -> Result<Login, StoreError> {
    Ok(Login {
        account: parse(row, 0)?,
        login: row.get(1)?,
        password: row.get(2)?,
        second_factor: row.get(3)?,
        second_step: count(row, 4)?,
        language: row.get(5)?,
        theme: row.get(6)?,
        shortcuts: row.get(7)?,
    })
}

fn read_session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        secret: hash(row, 0)?,
        account: parse(row, 1)?,
        made: Millis(row.get(2)?),
        seen: Millis(row.get(3)?),
        browser: row.get(4)?,
        full: row.get(5)?,
    })
}
