//! What happens in a world, one thing after the other. A list of acts is made from a seed before
//! anything happens, and each act means something in every world; so any part of a list is a list,
//! and a failure can be told by the fewest acts that lead to it.

use std::fmt;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::template::{DOORS, NEIGHBORS, OWNERS, PHONES};

/// One thing that happens. A number that names one of several is taken by its remainder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A neighbor keeps a visit, with a need in the resident's words.
    Visit { phone: usize, mission: usize, door: usize },
    /// A phone whose app is a version ahead keeps a visit and sends it.
    Ahead { mission: usize, door: usize },
    /// A neighbor writes another note on one of the own visits.
    Correct { phone: usize, which: usize },
    /// A neighbor takes one of the own visits back, or undoes that.
    Withdraw { phone: usize, which: usize },
    /// A neighbor calls a door otherwise.
    Rename { phone: usize, door: usize },
    /// A neighbor keeps that a door wants no visits, or wants them again.
    Stop { phone: usize, door: usize },
    /// A neighbor tells the team something: a reply by one time in four, beside a photograph by one in
    /// two.
    Post { phone: usize, mission: usize, which: usize },
    /// A neighbor thanks for what a colleague told, or does so no more.
    Thank { phone: usize, mission: usize, which: usize },
    /// A neighbor takes out what that person told, or puts it back.
    TakeOut { phone: usize, which: usize },
    /// A neighbor says how the message could be worded.
    Propose { phone: usize, mission: usize },
    /// A neighbor has read the message, or a card.
    Read { phone: usize, mission: usize },
    /// A neighbor says what worked in a mission.
    Debrief { phone: usize, mission: usize },
    /// A phone begins to sync, or goes on after a failure.
    Sync { phone: usize },
    /// A message arrives where it goes to.
    Deliver { which: usize },
    /// A message is lost, and the phone that waits is told so at last.
    Lose { which: usize },
    /// A phone gives a message up that arrives later all the same.
    Delay { which: usize },
    /// A message to the server arrives twice.
    Repeat { which: usize },
    /// A phone's app ends without a word, and is opened again.
    Crash { phone: usize },
    /// A phone is started anew, which begins another run of its clock.
    Reboot { phone: usize },
    /// Somebody sets a phone's clock.
    Clock { phone: usize, to: Wrong },
    /// The app of a phone is one of which the server says that it is too old, or is updated.
    Age { phone: usize, old: bool },
    /// The server's machine loses its power between two messages, and starts again.
    Restart,
    /// Time passes, in seconds.
    Wait { seconds: i64 },
    /// The desk revokes a phone.
    Revoke { phone: usize },
    /// A neighbor's place in a mission ends.
    End { neighbor: usize, mission: usize },
    /// A neighbor is given a place in a mission, perhaps once more.
    Assign { neighbor: usize, mission: usize },
    /// The desk asks about a visit, or approves it.
    Review { which: usize, approve: bool },
    /// The desk calls a door otherwise.
    DeskRename { door: usize },
    /// The desk lets in what is kept aside of a record.
    Release { which: usize },
    /// A visit is erased.
    Erase { which: usize },
    /// Everything about a door is erased.
    EraseDoor { door: usize },
    /// The desk takes out what somebody told the team.
    DeskTakesOut { which: usize },
    /// A backup is made.
    Backup,
    /// The server is restored from the newest backup, if there is one.
    Restore,
    /// Old tombstones are swept.
    Sweep,
    /// The line is good for a while and every phone syncs; then all that must hold is looked at.
    Quiet,
}

/// What a wrong clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The first of January 1970: a phone whose battery was out.
    Epoch,
    /// The year 2000.
    Past,
    /// The year 2040.
    Future,
    /// The far end of 64 bits.
    FarEnd,
    /// So many seconds late or early.
    Off(i64),
    /// The right time.
    Right,
}

/// How many acts lie between two quiet points.
const STRETCH: usize = 34;
/// How many quiet points a world has.
const QUIETS: usize = 3;

/// How often all of a stretch happens to one phone, in one mission.
const ALONE: f64 = 0.4;

/// What happens in the world of that seed.
#[must_use]
pub fn acts(seed: u64) -> Vec<Act> {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut acts = Vec::new();
    for _ in 0..QUIETS {
        // Some things go wrong only where much happens to one phone before the next quiet point.
        let alone = chance.random_bool(ALONE).then(|| {
            let phone = chance.random_range(0..PHONES);
            (phone, OWNERS[phone], chance.random_range(0..2))
        });
        acts.extend((0..STRETCH).map(|_| act(&mut chance, alone)));
        acts.push(Act::Quiet);
    }
    acts
}

fn act(chance: &mut StdRng, alone: Option<(usize, usize, usize)>) -> Act {
    let which = chance.random_range(0..64);
    let phone = chance.random_range(0..PHONES);
    let neighbor = chance.random_range(0..NEIGHBORS.len());
    let mission = chance.random_range(0..2);
    let (phone, neighbor, mission) = alone.unwrap_or((phone, neighbor, mission));
    let door = chance.random_range(0..DOORS);
    match chance.random_range(0..114) {
        0..12 => Act::Visit { phone, mission, door },
        12 => Act::Ahead { mission, door },
        13..20 => Act::Correct { phone, which },
        20..22 => Act::Withdraw { phone, which },
        22..26 => Act::Rename { phone, door },
        26..28 => Act::Stop { phone, door },
        28..41 => Act::Sync { phone },
        41..66 => Act::Deliver { which },
        66..70 => Act::Lose { which },
        70..73 => Act::Delay { which },
        73..76 => Act::Repeat { which },
        76..79 => Act::Crash { phone },
        79 => Act::Reboot { phone },
        80..83 => Act::Clock { phone, to: wrong(chance) },
        83 => Act::Age { phone, old: chance.random() },
        84 => Act::Restart,
        85..87 => Act::Wait { seconds: chance.random_range(1..100_000) },
        87 => Act::Revoke { phone },
        88 => Act::End { neighbor, mission },
        89 => Act::Assign { neighbor, mission },
        90..92 => Act::Review { which, approve: chance.random() },
        92 => Act::DeskRename { door },
        93 => Act::Release { which },
        94 => Act::Erase { which },
        95 => Act::EraseDoor { door },
        96..98 => Act::Backup,
        98 => Act::Restore,
        99 => Act::Sweep,
        100..105 => Act::Post { phone, mission, which },
        105..107 => Act::Thank { phone, mission, which },
        107..109 => Act::TakeOut { phone, which },
        109 => Act::Propose { phone, mission },
        110..112 => Act::Read { phone, mission },
        112 => Act::Debrief { phone, mission },
        _ => Act::DeskTakesOut { which },
    }
}

fn wrong(chance: &mut StdRng) -> Wrong {
    match chance.random_range(0..6) {
        0 => Wrong::Epoch,
        1 => Wrong::Past,
        2 => Wrong::Future,
        3 => Wrong::FarEnd,
        4 => Wrong::Off(chance.random_range(-90_000..90_000)),
        _ => Wrong::Right,
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
