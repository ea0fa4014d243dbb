//! What a day begins with: the missions with their progress, and what was promised.

use rusqlite::types::ToSql;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use shared::id::{AccountId, DoorId, FeedId, MissionId, VisitId};
use shared::time::Millis;

use super::super::column::Word;
use super::super::{Db, DbError};
use super::Place;
use super::place::place;
use super::walk::{Ground, Stage};

pub(in crate::db) const DUE: &str = include_str!("due.sql");
/// What was promised long ago and never kept fills no screen.
const MOST_DUE: u32 = 200;

/// A mission as the first screen shows it. Doors are those of the mission, a household each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissionCard {
    /// The mission.
    pub id: MissionId,
    /// As the team calls it.
    pub title: String,
    /// Its theme, as a code.
    pub theme: String,
    /// Who ordered it.
    pub partner: Option<String>,
    /// First day, such as `2026-11-24`.
    pub starts: String,
    /// Last day.
    pub ends: String,
    /// How far it is, as the server's word: `open`, `closed`.
    pub state: String,
    /// Why it is about to leave this phone, as the server's word.
    pub leaving: Option<String>,
    /// Doors that somebody has been at.
    pub seen: u64,
    /// All doors, those left alone not counted.
    pub doors: u64,
    /// The next door to see for this person.
    pub next: Option<Place>,
    /// How many cards are still to be read before the doors open.
    pub cards_left: u64,
}

impl MissionCard {
    /// Whether this person may go to its doors.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state != "draft" && self.cards_left == 0
    }
}

/// Of which sort a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueSort {
    /// The neighbor comes back.
    Revisit,
    /// The resident goes to a service, or is called by it.
    Referral,
}

impl DueSort {
    /// The word of the protocol; a word of a newer version is taken for a time to come back.
    pub(super) fn parse(word: &str) -> Self {
        if word == "referral" { Self::Referral } else { Self::Revisit }
    }
}

/// Something promised at a door that nobody has come back to since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Of which sort.
    pub sort: DueSort,
    /// When, in local time: `2026-12-03` or `2026-12-03T10:00`.
    pub due: String,
    /// In which mission.
    pub mission: MissionId,
    /// At which visit it was promised.
    pub visit: VisitId,
    /// The door.
    pub place: Place,
    /// The code of the service.
    pub service: Option<String>,
    /// As people say it.
    pub service_name: Option<String>,
}

impl Db {
    /// The missions, the one that began last first, each with the progress and the next door as
    /// `account` sees them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn mission_cards(&self, account: AccountId) -> Result<Vec<MissionCard>, DbError> {
        let mut cards = Vec::new();
        for (mut card, territory) in self.bare_cards()? {
            let mission = FeedId::Mission(card.id);
            let ground = Ground { mission, territory, account };
            let walk = self.walk(ground)?;
            self.complete_card(&mut card, ground, &walk)?;
            cards.push(card);
        }
        Ok(cards)
    }

    /// What `account` promised at doors and is still to be kept, the earliest first; a referral
    /// whose day is over for `now` is not.
    ///
    /// # Errors
    /// When the store fails.
    pub fn due(&self, account: AccountId, now: Millis) -> Result<Vec<Due>, DbError> {
        // There are fewer appointments than visits: the plus keeps the planner from those.
        let condition = "+visit.author = ?1";
        self.promised(condition, &[&Word(account), &over(now)])
    }

    /// The same for one door and for all of its team.
    ///
    /// # Errors
    /// When the store fails.
    pub fn due_at(&self, door: DoorId, now: Millis) -> Result<Vec<Due>, DbError> {
        self.promised("visit.door = ?1", &[&Word(door), &over(now)])
    }

    fn promised(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Due>, DbError> {
        let sql = format!("{DUE} AND {condition} ORDER BY due, visit, sort LIMIT {MOST_DUE}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let due = statement.query_map(values, due_of_row)?;
        Ok(due.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The missions without counts, each with its territory.
    pub(super) fn bare_cards(&self) -> Result<Vec<(MissionCard, FeedId)>, DbError> {
        let sql = "SELECT mission.id, coalesce(title, ''), coalesce(theme, ''), partner.name, \
                   coalesce(starts, ''), coalesce(ends, ''), coalesce(state, ''), territory, \
                   feed.dropped \
                   FROM mission JOIN feed ON feed.feed = mission.feed \
                   LEFT JOIN partner ON partner.id = mission.partner AND partner.deleted = 0 \
                   WHERE mission.deleted = 0 AND territory IS NOT NULL \
                   ORDER BY starts DESC, title, mission.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let cards = statement.query_map(params![], |row| {
            let dropped: String = row.get(8)?;
            let card = MissionCard {
                id: row.get::<_, Word<_>>(0)?.0,
                title: row.get(1)?,
                theme: row.get(2)?,
                partner: row.get(3)?,
                starts: row.get(4)?,
                ends: row.get(5)?,
                state: row.get(6)?,
                leaving: (!dropped.is_empty()).then_some(dropped),
                seen: 0,
                doors: 0,
                next: None,
                cards_left: 0,
            };
            Ok((card, FeedId::Territory(row.get::<_, Word<_>>(7)?.0)))
        })?;
        Ok(cards.collect::<Result<_, _>>()?)
    }

    pub(super) fn complete_card(
        &self,
        card: &mut MissionCard,
        ground: Ground,
        walk: &[Stage],
    ) -> Result<(), DbError> {
        card.doors = walk.iter().map(|stage| stage.doors).sum();
        card.seen = walk.iter().map(|stage| stage.seen).sum();
        card.next = self.next_door(ground, walk, None)?;
        card.cards_left = self.cards_left(card.id, ground.account)?;
        Ok(())
    }
}

/// Referrals before this day are over. Days are local and the clock here is not, so one more day is
/// shown rather than one less.
fn over(now: Millis) -> String {
    let day = now.plus(-Millis::DAY).date();
    day.map_or_else(String::new, |day| day.to_string())
}

fn due_of_row(row: &Row<'_>) -> rusqlite::Result<Option<Due>> {
    let Word(FeedId::Mission(mission)) = row.get("feed")? else {
        return Ok(None);
    };
    Ok(Some(Due {
        sort: DueSort::parse(row.get_ref("sort")?.as_str()?),
        due: row.get("due")?,
        mission,
        visit: row.get::<_, Word<_>>("visit")?.0,
        place: place(row)?,
        service: row.get("service")?,
        service_name: row.get("service_name")?,
    }))
}
