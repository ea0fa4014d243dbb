//! The second reading of a file: its addresses go out in batches, and each row is told of.

use shared::address::{Address, Mend, Reading};

use super::file::{AddressFile, FileError, RowFault};
use super::survey::{Survey, Wanted};
use crate::service::ground::Step;

/// How many rows go out together: enough to share the cost of a commit, few enough to be held.
pub const BATCH: usize = 2_000;

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is a building now.
    Taken {
        /// What that changed.
        step: Step,
        /// The address.
        address: Address,
        /// What was mended.
        mends: Vec<Mend>,
    },
    /// It was refused.
    Refused(RowFault),
    /// It names an address that the row on that line names better.
    Repeats(u64),
    /// It is in a commune that was not asked for.
    Elsewhere,
}

/// Reads the file once more. `import` makes buildings of a batch of addresses and says what that
/// changed, one step for each; `watch` is told the line and the outcome of every row, in order.
///
/// # Errors
/// What `import` returned, or that the file cannot be read any more.
pub fn run<E: From<FileError>>(
    file: &AddressFile,
    survey: &Survey,
    wanted: &Wanted,
    mut import: impl FnMut(Vec<Address>) -> Result<Vec<Step>, E>,
    mut watch: impl FnMut(u64, Outcome),
) -> Result<(), E> {
    let mut batch = Vec::with_capacity(BATCH);
    for row in file.rows(&survey.communes)? {
        let row = row?;
        let judged = match (row.read, survey.better(row.line)) {
            (Err(fault), _) => Err(Outcome::Refused(fault)),
            (Ok(_), Some(better)) => Err(Outcome::Repeats(better)),
            (Ok(reading), None) if wanted.has(&reading.address) => Ok(reading),
            (Ok(_), None) => Err(Outcome::Elsewhere),
        };
        batch.push((row.line, judged));
        if batch.len() == BATCH {
            settle(&mut batch, &mut import, &mut watch)?;
        }
    }
    settle(&mut batch, &mut import, &mut watch)
}

type Batch = Vec<(u64, Result<Reading, Outcome>)>;

fn settle<E>(
    batch: &mut Batch,
    import: &mut impl FnMut(Vec<Address>) -> Result<Vec<Step>, E>,
    watch: &mut impl FnMut(u64, Outcome),
) -> Result<(), E> {
    let readings = batch.iter().filter_map(|(_, judged)| judged.as_ref().ok());
    let addresses: Vec<_> = readings.map(|reading| reading.address.clone()).collect();
    let steps = if addresses.is_empty() { Vec::new() } else { import(addresses)? };
    let mut steps = steps.into_iter();
    for (line, judged) in batch.drain(..) {
        let outcome = match judged {
            Ok(Reading { address, mends }) => {
                let step = steps.next().unwrap_or(Step::Unchanged);
                Outcome::Taken { step, address, mends }
            }
            Err(outcome) => outcome,
        };
        watch(line, outcome);
    }
    Ok(())
}
