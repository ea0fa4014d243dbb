//! What a phone can be asked to do.

#[cfg(not(target_arch = "wasm32"))]
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use shared::id::{BuildingId, DoorId, MissionId, StairwellId, VisitId};
use shared::picture::PictureHash;

mod learn;
mod work;

pub use learn::*;
pub use work::*;

/// A wish to the core. Before the store is open, `Access`, `Enrol`, `Unlock`, `Recover` and `Lock`
/// are served, and all others are answered with the code `locked` or `not_enrolled`. What only a
/// command line wishes is no part of a browser's program, which every phone must load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Tell whether the store may be looked into.
    Access,
    /// Trade a one-time code for a place at the server.
    Enrol {
        /// The address of the server.
        server: String,
        /// The code, as three words.
        code: String,
        /// What the owner calls the phone.
        label: String,
        /// What the store opens with from then on, six digits or more; none for a store whose key
        /// lies beside it.
        pin: Option<String>,
    },
    /// Open the store.
    Unlock {
        /// The PIN.
        pin: String,
    },
    /// Close the store; a sync on its way ends.
    Lock,
    /// Open the store with the code that the supervisor reads out, and give it a new PIN.
    Recover {
        /// The code, as words.
        code: String,
        /// The new PIN.
        pin: String,
    },
    /// Give the store another PIN.
    ChangePin {
        /// The present one.
        old: String,
        /// The new one.
        new: String,
    },
    /// All of the first screen.
    Today,
    /// Where the sync stands, and nothing besides.
    Line,
    /// All of one mission.
    Mission {
        /// The mission.
        mission: MissionId,
    },
    /// A building with its doors.
    Building {
        /// The mission.
        mission: MissionId,
        /// The building.
        building: BuildingId,
    },
    /// A door with its history.
    Door {
        /// The mission.
        mission: MissionId,
        /// The door.
        door: DoorId,
    },
    /// This person's own visits.
    MyVisits(MyVisitsOf),
    /// The training cards of a mission.
    #[cfg(not(target_arch = "wasm32"))]
    Cards {
        /// The mission's id, or its title.
        mission: String,
    },
    /// A card, the message, a debrief or one's own year.
    Paper {
        /// The mission's id, or its title.
        mission: String,
        /// Which of them, as in [`Said::what`].
        what: String,
    },
    /// The bytes of a picture that is on this phone.
    Picture {
        /// Its name.
        hash: PictureHash,
    },
    /// Write a picture to a file.
    #[cfg(not(target_arch = "wasm32"))]
    SavePicture {
        /// Its name.
        hash: PictureHash,
        /// Where to.
        file: PathBuf,
    },
    /// Keep what was read, answered or said.
    Say(Said),
    /// What is where: on this phone, on its way, with the server.
    SyncState,
    /// This phone, and what is kept on it.
    About,
    /// What was removed from this phone or repaired on it.
    Log,
    /// List the missions.
    #[cfg(not(target_arch = "wasm32"))]
    Missions,
    /// List the doors of a mission.
    #[cfg(not(target_arch = "wasm32"))]
    Doors {
        /// The mission's id, or its title.
        mission: String,
        /// Only the doors that nobody has been at.
        todo: bool,
    },
    /// Keep a visit; a draft of a talk at its door is dropped with that.
    Visit(NewVisit),
    /// Keep one outcome at one door or several: all or none; drafts at them are dropped with that.
    Outcomes(NewOutcomes),
    /// Change some fields of a visit.
    Correct(Correction),
    /// Answer in words to what a supervisor asked.
    Answer {
        /// The visit.
        visit: VisitId,
        /// What there is to say.
        text: String,
    },
    /// Keep that an answer was told at a door, or take that back.
    Tell(Tell),
    /// List what was answered for the buildings where this person works in a mission.
    #[cfg(not(target_arch = "wasm32"))]
    Answers {
        /// The mission's id, or its title.
        mission: String,
    },
    /// Choose between what this phone wrote and what is kept.
    Settle(Settle),
    /// Take a visit back, or undo that.
    Withdraw {
        /// The visit.
        visit: VisitId,
        /// Let it count again.
        undo: bool,
    },
    /// Take several visits back, or undo that: all or none.
    WithdrawMany {
        /// The visits.
        visits: Vec<VisitId>,
        /// Let them count again.
        undo: bool,
    },
    /// Add a door that is missing; to undo, remove it.
    AddDoor {
        /// The stairwell.
        stairwell: StairwellId,
        /// The floor, the ground floor being 0.
        floor: i64,
        /// What is written on it.
        label: String,
    },
    /// Call a door otherwise; to undo, call it as before.
    RenameDoor {
        /// The door.
        door: DoorId,
        /// What is written on it.
        label: String,
    },
    /// Remove a door that is not there, or undo that. One with visits stays.
    RemoveDoor {
        /// The door.
        door: DoorId,
        /// Put it back.
        undo: bool,
    },
    /// Keep that the residents asked not to be called on again, or that they changed their mind.
    DoNotContact {
        /// The door.
        door: DoorId,
        /// Whether to leave them alone.
        stop: bool,
    },
    /// Send and read until nothing waits.
    Sync {
        /// How many failures in a row to bear.
        tries: u32,
    },
    /// Tell where this phone stands.
    #[cfg(not(target_arch = "wasm32"))]
    Status,
    /// Tell the visits at a door.
    #[cfg(not(target_arch = "wasm32"))]
    History {
        /// The door.
        door: DoorId,
    },
    /// Tell what needs attention.
    #[cfg(not(target_arch = "wasm32"))]
    Attention,
    /// Keep what is being typed.
    KeepDraft {
        /// What it is a draft of.
        key: String,
        /// What was typed so far.
        content: String,
    },
    /// Forget a draft.
    DropDraft {
        /// What it was a draft of.
        key: String,
    },
    /// List what was being typed.
    #[cfg(not(target_arch = "wasm32"))]
    Drafts,
    /// Write a plain copy of the store.
    #[cfg(not(target_arch = "wasm32"))]
    Export {
        /// Where to.
        file: PathBuf,
    },
    /// Write all unsent work, so that only the server can read it.
    #[cfg(not(target_arch = "wasm32"))]
    Rescue {
        /// Where to.
        file: PathBuf,
    },
    /// The same, as bytes, for a platform without files.
    RescueBytes,
    /// Keep that such bytes were handed over.
    KeepRescued {
        /// Up to which change they go.
        through: i64,
    },
    /// Tell what stands in the way of leaving this phone.
    Leaving,
    /// Empty this phone: store, key and identity. Refused while something would be lost by it.
    Leave,
}
