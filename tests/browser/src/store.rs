//! The store: SQLCipher on the origin's own files. One connection, no write-ahead log, and each
//! commit is on the disk before it returns.

use rusqlite::{Connection, OptionalExtension, params};
use shared::change::Change;
use shared::protocol::{ChangeOutcome, Cursor, SyncAnswer, Token};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfg, install};
use wasm_bindgen::prelude::*;

use crate::line::told;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS person (token TEXT NOT NULL, account TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS cursor (feed TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS row (
        feed TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, fields TEXT NOT NULL,
        PRIMARY KEY (feed, kind, id)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS outbox (
        n INTEGER PRIMARY KEY, json TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0
    ) STRICT;
";

pub(crate) struct Store(Connection);

type Done<T> = Result<T, JsValue>;

impl Store {
    /// Opens the store under a raw key of 64 hexadecimal digits.
    pub(crate) async fn open(key: &str) -> Done<Self> {
        install::<WasmOsCallback>(&OpfsSAHPoolCfg::default(), true).await.map_err(told)?;
        let connection = Connection::open("phone.db").map_err(told)?;
        connection.pragma_update(None, "key", format!("x'{key}'")).map_err(told)?;
        let cipher: String =
            connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)).map_err(told)?;
        if cipher.is_empty() {
            return Err(told("this SQLite does not encrypt"));
        }
        let mode = "PRAGMA journal_mode = TRUNCATE";
        connection.query_row(mode, [], |_| Ok(())).map_err(told)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(told)?;
        connection.execute_batch(SCHEMA).map_err(told)?;
        Ok(Self(connection))
    }

    pub(crate) fn keep_person(&self, token: Token, account: &str) -> Done<()> {
        let sql = "INSERT INTO person (token, account) VALUES (?1, ?2)";
        self.0.execute(sql, params![token.reveal(), account]).map_err(told)?;
        Ok(())
    }

    pub(crate) fn person(&self) -> Done<(Token, String)> {
        let sql = "SELECT token, account FROM person";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
        let (token, account) = self.0.query_row(sql, [], read).map_err(told)?;
        Ok((Token::parse(&token).ok_or_else(|| told("a token is damaged"))?, account))
    }

    pub(crate) fn cursors(&self) -> Done<Vec<Cursor>> {
        self.all("SELECT json FROM cursor ORDER BY feed")
    }

    pub(crate) fn waiting(&self) -> Done<Vec<Change>> {
        self.all("SELECT json FROM outbox WHERE done = 0 ORDER BY n")
    }

    fn all<T: serde::de::DeserializeOwned>(&self, sql: &str) -> Done<Vec<T>> {
        let mut statement = self.0.prepare(sql).map_err(told)?;
        let texts = statement.query_map([], |row| row.get::<_, String>(0)).map_err(told)?;
        texts.map(|text| serde_json::from_str(&text.map_err(told)?).map_err(told)).collect()
    }

    pub(crate) fn next_number(&self) -> Done<i64> {
        let sql = "SELECT ifnull(max(n), 0) + 1 FROM outbox";
        self.0.query_row(sql, [], |row| row.get(0)).map_err(told)
    }

    /// The row and its change, both or none, durable when this returns.
    pub(crate) fn write(&mut self, change: &Change) -> Done<()> {
        let tx = self.0.transaction().map_err(told)?;
        put(&tx, &change.feed.to_string(), &change.kind, &change.id.to_string(), &change.fields)?;
        let json = serde_json::to_string(change).map_err(told)?;
        let sql = "INSERT INTO outbox (n, json) VALUES (?1, ?2)";
        tx.execute(sql, params![change.n.cast_signed(), json]).map_err(told)?;
        tx.commit().map_err(told)
    }

    /// The whole answer in one transaction; says how many changes were accepted.
    pub(crate) fn apply(&mut self, answer: &SyncAnswer) -> Done<usize> {
        let tx = self.0.transaction().map_err(told)?;
        let mut accepted = 0;
        for result in &answer.results {
            if matches!(result.outcome, ChangeOutcome::Accepted { .. }) {
                let sql = "UPDATE outbox SET done = 1 WHERE n = ?1";
                accepted += tx.execute(sql, [result.n.cast_signed()]).map_err(told)?;
            }
        }
        for page in &answer.feeds {
            let feed = page.feed.to_string();
            for row in &page.rows {
                put(&tx, &feed, &row.kind, &row.id.to_string(), &row.fields)?;
            }
            let cursor = Cursor { feed: page.feed, epoch: page.epoch, seq: page.seq };
            let json = serde_json::to_string(&cursor).map_err(told)?;
            let sql = "INSERT OR REPLACE INTO cursor (feed, json) VALUES (?1, ?2)";
            tx.execute(sql, params![feed, json]).map_err(told)?;
        }
        tx.commit().map_err(told)?;
        Ok(accepted)
    }

    pub(crate) fn rows(&self, kind: &str) -> Done<u32> {
        let sql = "SELECT count(*) FROM row WHERE kind = ?1";
        self.0.query_row(sql, [kind], |row| row.get(0)).map_err(told)
    }

    pub(crate) fn one(&self, kind: &str) -> Done<(String, String)> {
        let sql = "SELECT feed, id FROM row WHERE kind = ?1 ORDER BY id LIMIT 1";
        self.0.query_row(sql, [kind], |row| Ok((row.get(0)?, row.get(1)?))).map_err(told)
    }

    pub(crate) fn fields(&self, kind: &str, id: &str) -> Done<Option<String>> {
        let sql = "SELECT fields FROM row WHERE kind = ?1 AND id = ?2";
        let read = self.0.query_row(sql, [kind, id], |row| row.get(0));
        read.optional().map_err(told)
    }
}

fn put(
    tx: &Connection,
    feed: &str,
    kind: &str,
    id: &str,
    fields: &shared::value::Fields,
) -> Done<()> {
    let json = serde_json::to_string(fields).map_err(told)?;
    let sql = "INSERT OR REPLACE INTO row (feed, kind, id, fields) VALUES (?1, ?2, ?3, ?4)";
    tx.execute(sql, params![feed, kind, id, json]).map_err(told)?;
    Ok(())
}
