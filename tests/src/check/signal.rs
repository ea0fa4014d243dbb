//! The signal comes back: badly at first, with the server killed in the middle, then for good.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::crew::Member;
use crate::device::Device;
use crate::world::World;

/// How long a phone goes on trying over the bad line.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many requests after the signal is back, the server is killed.
const REQUESTS_BEFORE_THE_KILL: u64 = 4;

/// Brings everybody's work home, and waits until nothing moves any more.
pub(super) fn bring_back(world: &mut World, crew: &[Member]) -> Result<()> {
    let phones: Vec<Device> = crew.iter().map(Member::at_sync).collect();
    let sent_before = world.line.tally().requests;
    world.line.worsen();
    thread::scope(|scope| {
        let phones: Vec<_> =
            phones.iter().map(|phone| scope.spawn(|| sync_until_done(phone))).collect();
        let kill_at = sent_before + REQUESTS_BEFORE_THE_KILL;
        if !world.line.wait_for_requests(kill_at, PATIENCE) {
            bail!("the phones hardly tried to sync once the signal was back");
        }
        world.crash_server()?;
        phones
            .into_iter()
            .try_for_each(|phone| phone.join().unwrap_or_else(|_| bail!("a sync panicked")))
    })?;
    world.line.heal();
    world.settle(&phones.iter().collect::<Vec<_>>())
}

fn sync_until_done(phone: &Device) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let synced = phone.try_sync()?;
        if synced.is_some_and(|synced| synced.clean && synced.waiting == 0) {
            return Ok(());
        }
    }
    bail!("work still waits after {} s of trying", PATIENCE.as_secs())
}
