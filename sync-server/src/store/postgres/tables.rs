//! The statements of each kind's table, as PostgreSQL wants them.

use std::sync::LazyLock;

use shared::record::Kind;

use crate::store::tables::{Dialect, Table, Tables};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new(&Dialect { mark: '$', by_key: "" }));

/// The table of `kind`.
pub(super) fn of(kind: Kind) -> &'static Table {
    TABLES.of(kind)
}
