//! The search for what an erasure must take, and for what one left where nothing should be.

use std::collections::BTreeSet;

use shared::change::Change;
use shared::record::Kind;
use uuid::Uuid;

use super::super::PgTx;
use super::super::query::{at, bind, damaged, parse};
use crate::store::erasures::{NO_HASH, about};
use crate::store::{AsideName, ReadErasures, StoreError};

impl PgTx<'_> {
    /// See [`ReadErasures::aside_about`](crate::store::ReadErasures::aside_about).
    pub(super) fn find_aside(&self, ids: &BTreeSet<Uuid>) -> Result<Vec<AsideName>, StoreError> {
        let sql = "SELECT device, change FROM quarantine WHERE length(hash) = 32 AND hash <> $1 \
                   ORDER BY received, feed, device, n";
        let mut kept = Vec::new();
        for row in self.tx.all(sql, bind![NO_HASH.as_slice()])? {
            let change: Change = serde_json::from_str(at(&row, 1)?).map_err(damaged)?;
            kept.push((parse(&row, 0)?, change));
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
            found.append(&mut self.sentences(&sql)?);
            for (field, _) in kind.parents() {
                let field = field.name;
                let sql = format!(
                    "SELECT '{kind} ' || {kind}.id || ' hangs on what was erased' \
                     FROM erased JOIN {kind} ON {kind}.feed = erased.feed \
                     AND {kind}.{field} = erased.id ORDER BY {kind}.id"
                );
                found.append(&mut self.sentences(&sql)?);
            }
        }
        let stub = serde_json::to_string(&shared::change::stub_fields()).map_err(damaged)?;
        for sql in [
            format!(
                "SELECT 'number ' || history.seq || ' of the history of ' || history.feed || \
                 ' still says what was erased' FROM erased JOIN history \
                 USING (feed, kind, id) WHERE history.fields NOT IN ('{{}}', '{stub}') \
                 OR history.added IS NOT NULL ORDER BY history.feed, history.seq"
            ),
            "SELECT 'what gave way at number ' || history.seq || ' of ' || history.feed || \
             ' was erased and is still there' FROM erased \
             JOIN history USING (feed, kind, id) \
             JOIN yielded ON yielded.feed = history.feed AND yielded.seq = history.seq \
             ORDER BY history.feed, history.seq"
                .to_owned(),
            "SELECT 'change ' || quarantine.n || ' of ' || device || ', kept aside, still says what \
             was erased' FROM erased JOIN quarantine USING (feed, id) \
             WHERE (change::JSON ->> 'fields') <> '{}' ORDER BY device, quarantine.n"
                .to_owned(),
            "SELECT 'the pages of the desk still show ' || erased.kind || ' ' || erased.id || \
             ', which was erased' FROM erased JOIN visit_page USING (feed, id) ORDER BY erased.id"
                .to_owned(),
            "SELECT 'a text without a visit is still searched by the desk' FROM text_page \
             WHERE place NOT IN (SELECT place FROM visit_page) LIMIT 1"
                .to_owned(),
        ] {
            found.append(&mut self.sentences(&sql)?);
        }
        Ok(found)
    }

    /// What a statement finds wrong, in words.
    pub(in crate::store::postgres) fn sentences(
        &self,
        sql: &str,
    ) -> Result<Vec<String>, StoreError> {
        self.tx.listed(sql, &[], |row| at(row, 0))
    }
}
