//! Who goes out with which phone, and what is wrong with it.

use anyhow::{Context, Result, ensure};
use assets::demo::MISSIONS;
use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::time::Millis;

use super::plan::{self, Step};
use crate::device::Device;
use crate::ledger::now;
use crate::world::World;

/// How many doors each phone is taken to.
const DOORS: usize = 40;
/// 2040-06-01T00:00:00Z.
const YEAR_2040: Millis = Millis(2_222_121_600_000);

/// What goes wrong with a phone that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Nothing,
    /// Its clock says 1970 all day, and is put right before it syncs.
    ClockPutRight,
    /// Its clock says 2040, and goes on saying so.
    ClockIn2040,
    /// Its neighbor's part in the mission ends while it is away.
    AssignmentEnded,
}

impl Trouble {
    /// As the table tells it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::ClockPutRight => "clock in 1970, put right before the sync",
            Self::ClockIn2040 => "clock in 2040",
            Self::AssignmentEnded => "assignment ended while away",
        }
    }

    /// Seconds by which the clock is wrong at the doors.
    fn clock_shift(self) -> i64 {
        let wanted = match self {
            Self::Nothing | Self::AssignmentEnded => return 0,
            Self::ClockPutRight => Millis(Millis::DAY),
            Self::ClockIn2040 => YEAR_2040,
        };
        wanted.since(now()) / 1_000
    }
}

struct Role {
    neighbor: &'static str,
    trouble: Trouble,
    /// Which of the demonstration's missions, by its place in [`MISSIONS`].
    mission: usize,
    /// Where on the list of doors the walk begins; walks overlap.
    first_door: usize,
}

/// The first two are one neighbor's phones, and correct one visit on both sides.
const ROLES: [Role; 4] = [
    Role { neighbor: "Amina", trouble: Trouble::Nothing, mission: 0, first_door: 0 },
    Role { neighbor: "Amina", trouble: Trouble::ClockPutRight, mission: 0, first_door: 30 },
    Role { neighbor: "Moussa", trouble: Trouble::ClockIn2040, mission: 0, first_door: 10 },
    Role { neighbor: "Selvi", trouble: Trouble::AssignmentEnded, mission: 1, first_door: 0 },
];

/// A neighbor with a phone, and the day that lies ahead.
pub(super) struct Member {
    pub(super) number: usize,
    pub(super) neighbor: String,
    /// The id of the neighbor's account.
    pub(super) account: String,
    /// The phone with its clock right, as it was enrolled.
    pub(super) device: Device,
    pub(super) trouble: Trouble,
    /// Seconds by which the clock is wrong at the doors.
    pub(super) clock_shift: i64,
    /// The id of the mission.
    pub(super) mission: String,
    pub(super) services: &'static [&'static str],
    pub(super) steps: Vec<Step>,
    /// The door of a visit that is recorded before the day begins.
    pub(super) first_door: String,
}

impl Member {
    /// As a difference and a table name it.
    pub(super) fn name(&self) -> String {
        format!("phone {} ({})", self.number, self.neighbor)
    }

    /// The phone as it is at the doors.
    pub(super) fn at_the_doors(&self) -> Device {
        self.device.with_clock_shift(self.clock_shift)
    }

    /// The phone as it is when it syncs, and after that.
    pub(super) fn at_sync(&self) -> Device {
        match self.trouble {
            Trouble::ClockPutRight => self.device.clone(),
            _ => self.at_the_doors(),
        }
    }
}

/// Enrols everybody over a clean line, and draws everybody's day.
pub(super) fn enrol(world: &mut World, seed: u64) -> Result<Vec<Member>> {
    let mut chance = StdRng::seed_from_u64(seed);
    let numbered = (1..).zip(&ROLES);
    numbered.map(|(number, role)| member(world, number, role, &mut chance)).collect()
}

fn member(world: &mut World, number: usize, role: &Role, chance: &mut StdRng) -> Result<Member> {
    let demo = MISSIONS.get(role.mission).context("no such mission")?;
    let device = world.enrol(role.neighbor)?;
    let neighbor = world.neighbor(role.neighbor)?;
    let missions = device.missions()?;
    let mission = missions.iter().find(|mission| mission.title == demo.title);
    let mission = mission.with_context(|| format!("phone {number} lacks « {} »", demo.title))?;
    let doors = device.doors(&mission.id)?.into_iter();
    let doors: Vec<String> =
        doors.filter(|door| !door.do_not_contact).map(|door| door.id).collect();
    ensure!(!doors.is_empty(), "phone {number} has no doors to go to");
    let walk = doors.iter().cycle().skip(role.first_door).take(DOORS);
    let walk: Vec<String> = walk.cloned().collect();
    Ok(Member {
        number,
        neighbor: neighbor.name.clone(),
        account: neighbor.account.clone(),
        device,
        trouble: role.trouble,
        clock_shift: role.trouble.clock_shift(),
        mission: mission.id.clone(),
        services: demo.services,
        steps: plan::day(chance, &walk, demo.services),
        first_door: walk.first().cloned().unwrap_or_default(),
    })
}

/// Whose part in the mission ends.
pub(super) fn who_loses_the_mission(crew: &[Member]) -> Result<&Member> {
    let found = crew.iter().find(|member| member.trouble == Trouble::AssignmentEnded);
    found.context("nobody loses the mission")
}
