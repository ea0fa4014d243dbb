//! A plain copy of the whole store, for people who must look into it. It is not encrypted, and it
//! carries no secret with which anybody could act as this phone.

use std::path::Path;

use super::{Db, DbError, open};

impl Db {
    /// Writes a copy that any SQLite opens to `file`, which must not exist, and says
    /// how many rows it has.
    ///
    /// # Errors
    /// [`DbError::ExportExists`] if it does; else what stands in the way.
    pub fn export(&mut self, file: &Path) -> Result<u64, DbError> {
        open::private_file(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => DbError::ExportExists(file.to_owned()),
            _ => DbError::Unusable { path: file.to_owned(), error },
        })?;
        let name = file.to_str().ok_or_else(|| DbError::Unusable {
            path: file.to_owned(),
            error: std::io::Error::other("the name is no UTF-8"),
        })?;
        self.connection.execute("ATTACH DATABASE ?1 AS plain KEY ''", [name])?;
        let copied = self.copy();
        self.connection.execute_batch("DETACH DATABASE plain")?;
        copied
    }

    fn copy(&self) -> Result<u64, DbError> {
        self.connection.execute_batch("PRAGMA plain.secure_delete = ON")?;
        self.connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))?;
        self.connection
            .execute("UPDATE plain.identity SET token = '', candidate_token = ''", [])?;
        let sql = "SELECT name FROM plain.sqlite_schema \
                   WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
        let mut statement = self.connection.prepare(sql)?;
        let tables = statement.query_map([], |row| row.get(0))?;
        let mut rows = 0;
        for table in tables.collect::<Result<Vec<String>, _>>()? {
            let sql = format!("SELECT count(*) FROM plain.{table}");
            let count: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
            rows += u64::try_from(count).map_err(DbError::damaged)?;
        }
        Ok(rows)
    }
}
