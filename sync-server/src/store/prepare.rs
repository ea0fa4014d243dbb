//! What is read and written while a mission is prepared: the buildings that it will be in, and those
//! of its territory to choose from.
//!
//! Which buildings were chosen is the desk's own plan: phones learn where they work from their
//! assignments. Start at [`ReadPrepare::ground`].

use shared::id::{BuildingId, FeedId};
use shared::record::Kind;
use shared::value::Fields;
use uuid::Uuid;

use super::StoreError;

/// A building of a territory, as it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundLine {
    /// The building.
    pub building: BuildingId,
    /// Its street.
    pub street: String,
    /// Its number with what follows it.
    pub number: String,
    /// How many doors it has.
    pub doors: u64,
}

/// The verbs of preparing that only look.
pub trait ReadPrepare {
    /// The buildings of a territory in the order of their addresses: those whose address holds
    /// `words`, at most `limit` after the first `skip`.
    fn ground(
        &self,
        territory: FeedId,
        words: &str,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<GroundLine>, StoreError>;
    /// The buildings that were chosen for a mission, in the order of their addresses.
    fn chosen(&self, mission: FeedId) -> Result<Vec<GroundLine>, StoreError>;
    /// The stairwells of a building or the doors of a stairwell that are not deleted, by id.
    fn within(
        &self,
        feed: FeedId,
        kind: Kind,
        parent: Uuid,
    ) -> Result<Vec<(Uuid, Fields)>, StoreError>;
}

/// The verbs of preparing that write.
pub trait WritePrepare: ReadPrepare {
    /// Chooses a building for a mission, or not any more.
    fn choose(
        &mut self,
        mission: FeedId,
        building: BuildingId,
        is_chosen: bool,
    ) -> Result<(), StoreError>;
}
