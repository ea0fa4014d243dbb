//! The way to a core on a thread of this process.

use tokio::sync::broadcast;

use crate::core::{Command, Core, Event, Failure, Reply};

/// A way to the core; clones lead to the same one.
#[derive(Clone)]
pub struct Link(Core);

impl Link {
    /// A way to this core.
    #[must_use]
    pub fn new(core: Core) -> Self {
        Self(core)
    }

    /// Asks the core.
    ///
    /// # Errors
    /// What stands in the way, as a code and a sentence.
    pub async fn ask(&self, command: Command) -> Result<Reply, Failure> {
        self.0.ask(command).await
    }

    /// What changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.0.events()
    }
}
