//! The statements of each kind's table, composed once from the kind's fields, for both databases: they
//! number the values of a statement with another mark, and only one of them is told an index.

use shared::record::{FieldSpec, Kind};

/// The statements of one kind's table.
pub(super) struct Table {
    /// The fields, in the order in which the statements list their columns.
    pub(super) fields: &'static [FieldSpec],
    /// By feed and id: `stamps, extra, deleted`, then the fields.
    pub(super) select: String,
    /// By feed and id.
    pub(super) delete: String,
    /// Parameters: `feed, id, seq, deleted, stamps, extra`, then the fields.
    pub(super) upsert: String,
    /// By feed, above a number, at most so many: `id, seq, extra, deleted`, then the fields.
    pub(super) select_after: String,
    /// By feed, not deleted: `id, seq, extra, deleted`, then the fields.
    pub(super) select_all: String,
    /// By feed and `source_key`, which only buildings have: `id, seq, extra, deleted`, then the
    /// fields; what is not deleted comes first.
    pub(super) select_by_key: String,
    /// By feed, tombstones up to a number that nothing hangs on; gives their numbers.
    pub(super) sweep: String,
}

/// How a database wants its statements.
pub(super) struct Dialect {
    /// What stands before the number of a value.
    pub(super) mark: char,
    /// Says by which index a building is found by its key, where the planner has to be told.
    pub(super) by_key: &'static str,
}

/// The tables of all kinds.
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// Composes the statements of every kind.
    pub(super) fn new(dialect: &Dialect) -> Self {
        Self(Kind::ALL.iter().map(|kind| Table::new(*kind, dialect)).collect())
    }

    /// The table of `kind`.
    pub(super) fn of(&self, kind: Kind) -> &Table {
        let found = Kind::ALL.iter().zip(&self.0).find(|(other, _)| **other == kind);
        let Some((_, table)) = found else { unreachable!("Kind::ALL lists every kind") };
        table
    }
}

impl Table {
    fn new(kind: Kind, &Dialect { mark, by_key }: &Dialect) -> Self {
        let fields = kind.fields();
        let columns = fields.iter().fold(String::new(), |all, field| all + ", " + field.name);
        let marks: Vec<_> = (1..=6 + fields.len()).map(|index| format!("{mark}{index}")).collect();
        let marks = marks.join(", ");
        let updates: Vec<_> = ["seq", "deleted", "stamps", "extra"]
            .into_iter()
            .chain(fields.iter().map(|field| field.name))
            .map(|column| format!("{column} = excluded.{column}"))
            .collect();
        let updates = updates.join(", ");
        Self {
            fields,
            select: format!(
                "SELECT stamps, extra, deleted{columns} FROM {kind} \
                 WHERE feed = {mark}1 AND id = {mark}2"
            ),
            delete: format!("DELETE FROM {kind} WHERE feed = {mark}1 AND id = {mark}2"),
            upsert: format!(
                "INSERT INTO {kind} (feed, id, seq, deleted, stamps, extra{columns}) \
                 VALUES ({marks}) ON CONFLICT (feed, id) DO UPDATE SET {updates}"
            ),
            select_after: format!(
                "SELECT id, seq, extra, deleted{columns} FROM {kind} \
                 WHERE feed = {mark}1 AND seq > {mark}2 ORDER BY seq LIMIT {mark}3"
            ),
            select_all: format!(
                "SELECT id, seq, extra, deleted{columns} FROM {kind} \
                 WHERE feed = {mark}1 AND deleted = 0 ORDER BY id"
            ),
            select_by_key: format!(
                "SELECT id, seq, extra, deleted{columns} FROM {kind} \
                 {by_key} \
                 WHERE feed = {mark}1 AND source_key = {mark}2 ORDER BY deleted, id LIMIT 1"
            ),
            sweep: format!(
                "DELETE FROM {kind} WHERE feed = {mark}1 AND seq <= {mark}2 AND deleted = 1{} RETURNING seq",
                no_children(kind)
            ),
        }
    }
}

/// The condition that no row of the same feed names this one.
fn no_children(kind: Kind) -> String {
    let mut condition = String::new();
    for child in Kind::of_feed(kind.feed()) {
        for (field, _) in child.parents().filter(|(_, to)| *to == kind) {
            let field = field.name;
            condition += &format!(
                " AND NOT EXISTS (SELECT 1 FROM {child} AS child \
                 WHERE child.feed = {kind}.feed AND child.{field} = {kind}.id)"
            );
        }
    }
    condition
}
