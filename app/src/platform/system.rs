//! The machine as an operating system: its clocks, and tasks on the thread that asks.

use std::fs;
use std::future::Future;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use shared::time::Millis;

use super::{Clock, Reading};

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineClock {
    /// Moves the wall clock, to rehearse a wrong one, in milliseconds.
    pub shift: i64,
}

impl Clock for MachineClock {
    fn read(&self) -> Reading {
        let (boot, uptime) = boot_and_uptime();
        Reading { wall: wall().plus(self.shift), boot, uptime }
    }

    async fn pause(&self, wait: Duration) {
        tokio::time::sleep(wait).await;
    }
}

/// Begins a task beside the one that runs, on the same thread.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    tokio::task::spawn_local(task);
}

fn wall() -> Millis {
    let whole = |millis: u128| i64::try_from(millis).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => Millis(whole(after.as_millis())),
        Err(before) => Millis(-whole(before.duration().as_millis())),
    }
}

/// From the kernel where it tells, else from this process: then each start counts as a boot.
fn boot_and_uptime() -> (String, i64) {
    kernel_boot_and_uptime().unwrap_or_else(|| {
        static START: OnceLock<(Instant, Millis)> = OnceLock::new();
        let (start, at) = START.get_or_init(|| (Instant::now(), wall()));
        let uptime = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
        (format!("{}-{}", std::process::id(), at.0), uptime)
    })
}

fn kernel_boot_and_uptime() -> Option<(String, i64)> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let seconds = uptime.split_whitespace().next()?.parse::<f64>().ok()?;
    let uptime = i64::try_from(Duration::try_from_secs_f64(seconds).ok()?.as_millis()).ok()?;
    Some((boot.trim().to_owned(), uptime))
}

#[cfg(test)]
mod tests {
    use super::super::{Chance, MachineChance};
    use super::*;

    #[test]
    fn two_readings_tell_one_boot_and_the_shift_moves_only_the_wall() {
        let (here, there) =
            (MachineClock::default().read(), MachineClock { shift: -3_600_000 }.read());
        assert_eq!(here.boot, there.boot);
        assert!(there.uptime >= here.uptime);
        assert!((here.wall.since(there.wall) - 3_600_000).abs() < 1_000);
    }

    #[test]
    fn chance_differs() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        MachineChance.fill(&mut one).unwrap();
        MachineChance.fill(&mut two).unwrap();
        assert_ne!(one, two);
    }
}
