//! The search for what an erasure must take, and for what one left where nothing should be.

use std::collections::BTreeSet;

use shared::change::Change;
use shared::record::Kind;
use uuid::Uuid;

use super::super::Session;
use super::super::codec::{damaged, parse};
use crate::store::erasures::{NO_HASH, about};
use crate::store::{AsideName, ReadErasures, StoreError};

impl Session<'_> {
    /// See [`ReadErasures::aside_about`](crate::store::ReadErasures::aside_about).
    pub(super) fn find_aside(&self, ids: &BTreeSet<Uuid>) -> Result<Vec<AsideName>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT device, change FROM quarantine WHERE length(hash) = 32 AND hash <> ?1 \
             ORDER BY received, feed, device, n",
        )?;
        let mut rows = statement.query([NO_HASH.as_slice()])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let change = row.get_ref(1)?.as_str().map_err(damaged)?;
            let change: Change = serde_json::from_str(change).map_err(damaged)?;
            kept.push((parse(row, 0)?, change));
        }
        about(kept, ids, |record| self.stands(record))
    }

    /// See [`ReadErasures::erasure_remains`](crate::store::ReadErasures::erasure_remains).
    pub(super) fn find_remains(&self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            let sql = format!(
                "SELECT '{kind} ' || id || ' was erased and stands again' \
                 FROM erased JOIN {kind} USING (feed, id) WHERE erased.kind = '{kind}' ORDER BY id"
            );
            self.sentences(&sql, &mut found)?;
            for (field, _) in kind.parents() {
                let field = field.name;
                let sql = format!(
                    "SELECT '{kind} ' || {kind}.id || ' hangs on what was erased' \
                     FROM erased JOIN {kind} ON {kind}.feed = erased.feed \
                     AND {kind}.{field} = erased.id ORDER BY {kind}.id"
                );
                self.sentences(&sql, &mut found)?;
            }
        }
        let stub = serde_json::to_string(&shared::change::stub_fields()).map_err(damaged)?;
        for sql in [
            format!(
                "SELECT 'number ' || history.seq || ' of the history of ' || history.feed || \
                 ' still says what was erased' FROM erased JOIN history INDEXED BY history_record \
                 USING (feed, kind, id) WHERE history.fields NOT IN ('{{}}', '{stub}') \
                 OR history.added IS NOT NULL ORDER BY history.feed, history.seq"
            ),
            "SELECT 'what gave way at number ' || history.seq || ' of ' || history.feed || \
             ' was erased and is still there' FROM erased \
             JOIN history INDEXED BY history_record USING (feed, kind, id) \
             JOIN yielded ON yielded.feed = history.feed AND yielded.seq = history.seq \
             ORDER BY history.feed, history.seq"
                .to_owned(),
            "SELECT 'change ' || quarantine.n || ' of ' || device || ', kept aside, still says what \
             was erased' FROM erased JOIN quarantine INDEXED BY quarantine_record USING (feed, id) \
             WHERE json_extract(change, '$.fields') <> '{}' ORDER BY device, quarantine.n"
                .to_owned(),
            "SELECT 'the pages of the desk still show ' || erased.kind || ' ' || erased.id || \
             ', which was erased' FROM erased JOIN visit_page USING (feed, id) ORDER BY erased.id"
                .to_owned(),
            "SELECT 'a text without a visit is still searched by the desk' FROM text_page \
             WHERE rowid NOT IN (SELECT place FROM visit_page) LIMIT 1"
                .to_owned(),
        ] {
            self.sentences(&sql, &mut found)?;
        }
        Ok(found)
    }

    fn sentences(&self, sql: &str, found: &mut Vec<String>) -> Result<(), StoreError> {
        let mut statement = self.0.prepare(sql)?;
        for sentence in statement.query_map([], |row| row.get(0))? {
            found.push(sentence?);
        }
        Ok(())
    }
}
