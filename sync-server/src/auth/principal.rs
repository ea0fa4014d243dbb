//! The person at the desk, and how far that person sees.
//!
//! An admin sees everything; a supervisor the missions of their territories and the neighbors who
//! are or were in them; a partner the names of their missions, and nothing of a door. What is out
//! of sight is answered as if it were not there.

use shared::id::{AccountId, DeviceId, FeedId, MissionId, TerritoryId};
use shared::record::{Account, Kind, Record, Role};

use crate::store::{Login, Read, Session, StoreError};

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Principal {
    /// Who.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The territories or missions that the person sees; an admin sees all.
    pub scopes: Vec<FeedId>,
    /// How the person signs in and likes the desk.
    pub login: Login,
    /// This session.
    pub session: Session,
}

impl Principal {
    /// Who holds this session, as things stand now; none if the account left or has no place at
    /// the desk.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(read: &dyn Read, session: Session) -> Result<Option<Self>, StoreError> {
        let account = session.account;
        let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
        let Ok(person) = Account::read(&row.fields()) else {
            return Ok(None);
        };
        let Some(login) = read.login_of(account)? else {
            return Ok(None);
        };
        if person.closed || person.role == Role::Neighbor {
            return Ok(None);
        }
        let scopes = read.login_scopes(account)?;
        let (name, role) = (person.name.to_string(), person.role);
        Ok(Some(Self { account, name, role, scopes, login, session }))
    }

    /// The missions that this person sees; none for all.
    ///
    /// # Errors
    /// When the store fails.
    pub fn missions(&self, read: &dyn Read) -> Result<Option<Vec<FeedId>>, StoreError> {
        match self.role {
            Role::Admin => Ok(None),
            Role::Supervisor => {
                let mut missions = Vec::new();
                for territory in self.territories() {
                    missions.extend(read.missions_in(territory)?);
                }
                Ok(Some(missions))
            }
            Role::Partner => {
                let missions = self.scopes.iter().copied();
                Ok(Some(missions.filter(|feed| matches!(feed, FeedId::Mission(_))).collect()))
            }
            Role::Neighbor => Ok(Some(Vec::new())),
        }
    }

    /// Whether this person sees the records of a feed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sees(&self, read: &dyn Read, feed: FeedId) -> Result<bool, StoreError> {
        match (self.role, feed) {
            (Role::Admin, _) => Ok(read.feed(feed)?.is_some()),
            (Role::Supervisor, FeedId::Territory(_)) => Ok(self.scopes.contains(&feed)),
            (Role::Supervisor, FeedId::Mission(_)) => {
                let territory = crate::service::scope::territory_of(read, feed)?;
                Ok(territory.is_some_and(|territory| self.scopes.contains(&territory)))
            }
            (Role::Supervisor, FeedId::Account(account)) => self.sees_account(read, account),
            // The catalogue is for everybody who works with it.
            (Role::Supervisor, FeedId::Catalogue) => Ok(true),
            (Role::Partner | Role::Neighbor, _) => Ok(false),
        }
    }

    /// Whether this person sees a mission's records, and which feed they are in.
    ///
    /// # Errors
    /// When the store fails.
    pub fn mission(
        &self,
        read: &dyn Read,
        mission: MissionId,
    ) -> Result<Option<FeedId>, StoreError> {
        let feed = FeedId::Mission(mission);
        Ok(self.sees(read, feed)?.then_some(feed))
    }

    /// Whether this person reads a mission's report, and which feed it is made of: who sees its
    /// records, and its partner, who sees nothing else of it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reads_report(
        &self,
        read: &dyn Read,
        mission: MissionId,
    ) -> Result<Option<FeedId>, StoreError> {
        let feed = FeedId::Mission(mission);
        match self.role {
            Role::Partner => Ok(self.scopes.contains(&feed).then_some(feed)),
            _ => self.mission(read, mission),
        }
    }

    /// Whether this person sees a neighbor: somebody who is or was in one of their missions.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sees_account(&self, read: &dyn Read, account: AccountId) -> Result<bool, StoreError> {
        if self.role == Role::Admin {
            return Ok(true);
        }
        if self.role != Role::Supervisor {
            return Ok(false);
        }
        for mission in read.memberships(account)? {
            if self.sees(read, mission)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether this person sees a phone: that of a neighbor whom they see.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sees_device(&self, read: &dyn Read, device: DeviceId) -> Result<bool, StoreError> {
        match read.device(device)? {
            Some(secret) => self.sees_account(read, secret.account),
            None => Ok(false),
        }
    }

    fn territories(&self) -> impl Iterator<Item = TerritoryId> {
        self.scopes.iter().filter_map(|feed| match feed {
            FeedId::Territory(territory) => Some(*territory),
            _ => None,
        })
    }
}
