//! Reads published address files, of any size, in bounded memory.
//!
//! A file is read twice. The [`survey`] finds out whether it is an address file to its last line,
//! what its communes are called, and which rows repeat each other; so nothing is written of a
//! file that turns out to be broken. The [`run`] then hands the addresses over in batches and
//! tells of each row what became of it. What a row means is said in [`shared::address`]; what an
//! address becomes, in [`service::ground`](crate::service::ground).

mod file;
mod lines;
mod repeats;
mod report;
mod run;
mod survey;

pub use file::{AddressFile, FileError, Row, RowFault, Rows};
pub use report::{Note, Notes, Report};
pub use run::{BATCH, Outcome, run};
pub use survey::{Survey, Wanted, survey};
