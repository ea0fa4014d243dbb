//! Names of things: UUIDv7 newtypes, one for each noun, and the names of feeds and epochs.
//!
//! An id is made from random bytes and the time, both given by the caller. The type says what the
//! id names, so that a door cannot be passed where a visit is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::time::Millis;

/// A new UUIDv7 from the time and ten random bytes.
#[must_use]
pub fn new_uuid(now: Millis, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.0).unwrap_or(0) & 0xffff_ffff_ffff;
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// When a UUIDv7 was made, by the clock of who made it; none for another kind of UUID.
#[must_use]
pub fn made_at(uuid: Uuid) -> Option<Millis> {
    let millis = i64::try_from(uuid.as_u128() >> 80).ok()?;
    (uuid.get_version_num() == 7).then_some(Millis(millis))
}

/// The one name of something that there is once for each of `parts`, such as what one person answered
/// to one question: two phones of that person then write one record.
#[must_use]
pub fn derived_uuid(what: &str, parts: &[Uuid]) -> Uuid {
    let mut hasher = blake3::Hasher::new();
    hasher.update(what.as_bytes());
    for part in parts {
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What an id newtype can do, so that generic code may wrap and unwrap it.
pub trait Id: Copy + Ord + fmt::Display {
    /// Gives the bare UUID its meaning.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The bare UUID.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Names an [`Account`](crate::record::Account).
    AccountId,
    /// Names an [`Advice`](crate::record::Advice).
    AdviceId,
    /// Names an [`Answer`](crate::record::Answer).
    AnswerId,
    /// Names an [`AnswerBuilding`](crate::record::AnswerBuilding).
    AnswerBuildingId,
    /// Names an [`Appointment`](crate::record::Appointment).
    AppointmentId,
    /// Names an [`Assignment`](crate::record::Assignment).
    AssignmentId,
    /// Names an [`Attachment`](crate::record::Attachment).
    AttachmentId,
    /// Names a [`Building`](crate::record::Building).
    BuildingId,
    /// Names a [`Card`](crate::record::Card).
    CardId,
    /// Names a [`Clearance`](crate::record::Clearance).
    ClearanceId,
    /// Names a [`Comment`](crate::record::Comment).
    CommentId,
    /// Names a [`Debrief`](crate::record::Debrief).
    DebriefId,
    /// Names a [`Device`](crate::record::Device): one phone's store, or the desk.
    DeviceId,
    /// Names a [`Door`](crate::record::Door).
    DoorId,
    /// Names one life of a central database: a restored backup begins a new one.
    EpochId,
    /// Names a [`FollowUp`](crate::record::FollowUp).
    FollowUpId,
    /// Names a [`MessageVersion`](crate::record::MessageVersion).
    MessageVersionId,
    /// Names a [`Mission`](crate::record::Mission).
    MissionId,
    /// Names a [`MissionService`](crate::record::MissionService).
    MissionServiceId,
    /// Names a [`Need`](crate::record::Need).
    NeedId,
    /// Names a [`Partner`](crate::record::Partner).
    PartnerId,
    /// Names a [`Pin`](crate::record::Pin).
    PinId,
    /// Names a [`Post`](crate::record::Post).
    PostId,
    /// Names a [`QuizAnswer`](crate::record::QuizAnswer).
    QuizAnswerId,
    /// Names a [`QuizQuestion`](crate::record::QuizQuestion).
    QuizQuestionId,
    /// Names a [`Reading`](crate::record::Reading).
    ReadingId,
    /// Names a [`Remark`](crate::record::Remark).
    RemarkId,
    /// Names a [`Review`](crate::record::Review).
    ReviewId,
    /// Names a [`Service`](crate::record::Service).
    ServiceId,
    /// Names a [`Signal`](crate::record::Signal).
    SignalId,
    /// Names a [`Stairwell`](crate::record::Stairwell).
    StairwellId,
    /// Names a [`Stint`](crate::record::Stint).
    StintId,
    /// Names a [`Synthesis`](crate::record::Synthesis).
    SynthesisId,
    /// Names a [`Telling`](crate::record::Telling).
    TellingId,
    /// Names a [`Territory`](crate::record::Territory).
    TerritoryId,
    /// Names a [`Thanks`](crate::record::Thanks).
    ThanksId,
    /// Names a [`Visit`](crate::record::Visit).
    VisitId,
}

/// The four kinds of feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedKind {
    /// Partners and services, for everyone.
    Catalogue,
    /// Buildings, stairwells, doors and "do not contact" of one territory.
    Territory,
    /// Visits and all that hangs on them, assignments and message of one mission.
    Mission,
    /// What is only for one person.
    Account,
}

impl FeedKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Territory => "territory",
            Self::Mission => "mission",
            Self::Account => "account",
        }
    }
}

/// Names a feed: a sequence of changes with one counter. Every record belongs to one feed for
/// ever. As text: `catalogue`, or the kind and the id of what it is the feed of, as in
/// `mission/0193e8a2-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedId {
    /// The one catalogue.
    Catalogue,
    /// The feed of a territory.
    Territory(TerritoryId),
    /// The feed of a mission.
    Mission(MissionId),
    /// The feed of an account.
    Account(AccountId),
}

impl FeedId {
    /// Which of the four kinds this feed is.
    #[must_use]
    pub fn kind(self) -> FeedKind {
        match self {
            Self::Catalogue => FeedKind::Catalogue,
            Self::Territory(_) => FeedKind::Territory,
            Self::Mission(_) => FeedKind::Mission,
            Self::Account(_) => FeedKind::Account,
        }
    }

    /// The id of the record that the feed is named after; none for the catalogue.
    #[must_use]
    pub fn owner(self) -> Option<Uuid> {
        match self {
            Self::Catalogue => None,
            Self::Territory(id) => Some(id.0),
            Self::Mission(id) => Some(id.0),
            Self::Account(id) => Some(id.0),
        }
    }
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind().as_str())?;
        match self.owner() {
            Some(id) => write!(f, "/{id}"),
            None => Ok(()),
        }
    }
}

/// Why a text names no feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no feed: expected catalogue, territory/ID, mission/ID or account/ID")]
pub struct FeedIdError(String);

impl FromStr for FeedId {
    type Err = FeedIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || FeedIdError(text.chars().take(80).collect());
        if text == FeedKind::Catalogue.as_str() {
            return Ok(Self::Catalogue);
        }
        let (kind, id) = text.split_once('/').ok_or_else(fail)?;
        let id = Uuid::from_str(id).map_err(|_| fail())?;
        match kind {
            "territory" => Ok(Self::Territory(TerritoryId(id))),
            "mission" => Ok(Self::Mission(MissionId(id))),
            "account" => Ok(Self::Account(AccountId(id))),
            _ => Err(fail()),
        }
    }
}

impl Serialize for FeedId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FeedId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_read_back_what_they_write() {
        let id = new_uuid(Millis(1_764_000_000_000), [7; 10]);
        for feed in [
            FeedId::Catalogue,
            FeedId::Territory(TerritoryId(id)),
            FeedId::Mission(MissionId(id)),
            FeedId::Account(AccountId(id)),
        ] {
            assert_eq!(feed.to_string().parse(), Ok(feed));
        }
        assert!("mission/".parse::<FeedId>().is_err());
        assert!("town/0193e8a2-0000-7000-8000-000000000000".parse::<FeedId>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let early = new_uuid(Millis(1_000), [255; 10]);
        let late = new_uuid(Millis(2_000), [0; 10]);
        assert!(early < late);
        assert_eq!(late.get_version_num(), 7);
    }

    #[test]
    fn a_clock_before_1970_still_gives_an_id() {
        assert_eq!(new_uuid(Millis(i64::MIN), [1; 10]).get_version_num(), 7);
    }
}
