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

/// What is wrong with the clock of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Right,
    /// It says 1970 all day, and is put right before the phone syncs.
    PutRight,
    /// It says 2040, and goes on saying so.
    In2040,
}

struct Role {
    neighbor: &'static str,
    clock: Clock,
    /// Which of the demonstration's missions, by its place in [`MISSIONS`].
    mission: usize,
    /// Where on the list of doors the walk begins; walks overlap.
    first_door: usize,
}

/// The first two are one neighbor's phones, and correct one visit on both sides. The last loses
/// its mission while it is away.
const ROLES: [Role; 4] = [
    Role { neighbor: "Amina", clock: Clock::Right, mission: 0, first_door: 0 },
    Role { neighbor: "Amina", clock: Clock::PutRight, mission: 0, first_door: 30 },
    Role { neighbor: "Moussa", clock: Clock::In2040, mission: 0, first_door: 10 },
    Role { neighbor: "Selvi", clock: Clock::Right, mission: 1, first_door: 0 },
];

/// A neighbor with a phone, and the day that lies ahead.
pub(super) struct Member {
    pub(super) number: usize,
    pub(super) neighbor: String,
    /// The id of the neighbor's account.
    pub(super) account: String,
    pub(super) device: Device,
    pub(super) clock: Clock,
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

    /// Seconds by which the clock is wrong at the doors.
    pub(super) fn shift_at_doors(&self) -> i64 {
        let wanted = match self.clock {
            Clock::Right => return 0,
            // The second day, so that no time zone makes it a year before 1970.
            Clock::PutRight => Millis(Millis::DAY),
            Clock::In2040 => YEAR_2040,
        };
        // A whole number of hours, so that it stays the same while the day lasts.
        wanted.since(now()) / 3_600_000 * 3_600
    }

    /// The phone as it is when it syncs.
    pub(super) fn at_sync(&self) -> Device {
        let shift = match self.clock {
            Clock::PutRight => 0,
            Clock::Right | Clock::In2040 => self.shift_at_doors(),
        };
        self.device.with_clock_shift(shift)
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
        clock: role.clock,
        mission: mission.id.clone(),
        services: demo.services,
        steps: plan::day(chance, &walk, demo.services),
        first_door: walk.first().cloned().unwrap_or_default(),
    })
}

/// The one who loses the mission while away: the last.
pub(super) fn who_loses_the_mission(crew: &[Member]) -> Result<&Member> {
    crew.last().context("nobody is there")
}
