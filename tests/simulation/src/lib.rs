//! Worlds in one thread: phones and a server with their real stores and their real sync, on a line
//! that loses, repeats and delays, with clocks that lie, apps that end and backups that come back.
//!
//! All that happens in a world is made from its seed, so a seed that fails fails again. [`acts`] says
//! what happens, [`play`] lets it happen, and [`shortest`] finds the fewest acts that still fail. What
//! must hold is in `oracle`.

#![expect(
    clippy::indexing_slicing,
    reason = "phones, doors and missions are numbered from 0 to their number, and a panic says where"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Context as _, Result, bail};

mod act;
mod ahead;
mod chance;
mod left;
mod oracle;
mod phone;
mod photograph;
#[cfg(test)]
mod pictures;
mod server;
mod shrink;
mod template;
mod world;

pub use act::{Act, Wrong, acts};
pub use shrink::shortest;
pub use template::Template;

use world::World;

/// Lets all of it happen in a world of that seed.
///
/// # Errors
/// Says which law was broken, after which act; a panic breaks them all.
pub fn play(template: &Template, seed: u64, acts: &[Act]) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| play_on(template, seed, acts)))
        .unwrap_or_else(|_| bail!("something panicked; what it said is above"))
}

fn play_on(template: &Template, seed: u64, acts: &[Act]) -> Result<()> {
    let mut world = World::new(template, seed)?;
    for (number, act) in (1..).zip(acts) {
        world.act(*act).with_context(|| format!("after act {number}, {act}"))?;
    }
    Ok(())
}

fn block_on<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: Option<tokio::runtime::Runtime> =
            tokio::runtime::Builder::new_current_thread().build().ok();
    }
    RUNTIME.with(|runtime| match runtime {
        Some(runtime) => runtime.block_on(future),
        None => unreachable!("a runtime without a driver needs nothing of the system"),
    })
}
