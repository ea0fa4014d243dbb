//! What the association brought about, by territory and quarter; counts of approved visits, signals and
//! answers. They stay with the association until `report` says what of them may be told.

use shared::id::TerritoryId;

use super::StoreError;

/// A territory in a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// The households that were met.
    pub met: u64,
    /// Those that were advised.
    pub advised: u64,
    /// Those that agreed to go where they were advised to.
    pub taken_up: u64,
    /// The missions that began.
    pub missions: u64,
    /// The signals that were raised.
    pub raised: u64,
    /// Those of them that were answered.
    pub answered: u64,
    /// Those of them of which the partner said that all or some was done.
    pub done: u64,
}

/// Which territory, and which quarter: the year, and 1 to 4.
pub type ImpactKey = (TerritoryId, i64, i64);

/// The verb that the impact page reads with.
pub trait ReadImpact {
    /// All territories and quarters in which something was done, in order.
    fn impact(&self) -> Result<Vec<(ImpactKey, Impact)>, StoreError>;
    /// For how many partners missions of a territory began, over all the time.
    fn partners_of(&self, territory: TerritoryId) -> Result<u64, StoreError>;
}
