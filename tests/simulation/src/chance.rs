//! Chance that is the same in each run: hashes of a counter.

use std::cell::Cell;

use app::platform::{Chance, ChanceError};

thread_local! {
    /// The chance of a restore, which asks a plain function for it.
    static OF_RESTORE: Cell<u64> = const { Cell::new(0) };
}

/// A source of its own for each phone and for the server.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    source: u64,
    drawn: u64,
}

impl Drawn {
    pub(crate) fn new(source: u64) -> Self {
        Self { source, drawn: 0 }
    }

    pub(crate) fn draw(&mut self, bytes: &mut [u8]) {
        self.drawn += 1;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.source.to_le_bytes()).update(&self.drawn.to_le_bytes());
        hasher.finalize_xof().fill(bytes);
    }
}

impl Chance for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ChanceError> {
        self.draw(bytes);
        Ok(())
    }
}

/// From now on restores of this thread draw from that source.
pub(crate) fn seed_restores(source: u64) {
    OF_RESTORE.set(source);
}

pub(crate) fn of_restore(bytes: &mut [u8]) {
    let source = OF_RESTORE.get();
    OF_RESTORE.set(source.wrapping_add(1));
    Drawn::new(source).draw(bytes);
}
