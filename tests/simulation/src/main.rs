//! `simulate`: plays worlds, and tells the first that breaks a law by the fewest acts that do.
#![expect(clippy::print_stdout, reason = "a command line speaks on its terminal")]

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;
use simulation::{Act, Template, acts, play, shortest};

/// Plays worlds of phones and a server, each made of a seed, and checks the laws of sync in them.
#[derive(Parser)]
#[command(after_help = "Examples:\n  cargo xtask simulate --seeds 1000\n  \
                        cargo xtask simulate --from 4711 --seeds 1")]
struct Arguments {
    /// How many worlds.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many at once; as many as there are processors when not given.
    #[arg(long)]
    threads: Option<usize>,
    /// Tell a failure by all that happened, at once, and look for no shorter history.
    #[arg(long)]
    whole: bool,
}

/// How often the state of things is told.
const NEWS: Duration = Duration::from_secs(20);

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let template = Template::make()?;
    let threads = match arguments.threads {
        Some(threads) => threads.max(1),
        None => thread::available_parallelism().map_or(1, usize::from),
    };
    let (next, end) = (AtomicU64::new(arguments.from), arguments.from + arguments.seeds);
    let least_failing = AtomicU64::new(u64::MAX);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end || seed > least_failing.load(Ordering::Relaxed) {
                        break;
                    }
                    if play(&template, seed, &acts(seed)).is_err() {
                        least_failing.fetch_min(seed, Ordering::Relaxed);
                    }
                }
            });
        }
        let mut told = start;
        while next.load(Ordering::Relaxed) < end + threads as u64
            && least_failing.load(Ordering::Relaxed) == u64::MAX
        {
            thread::park_timeout(Duration::from_millis(50));
            if told.elapsed() > NEWS {
                told = Instant::now();
                let done = next.load(Ordering::Relaxed).min(end) - arguments.from;
                println!("{done} of {} worlds", arguments.seeds);
            }
        }
    });
    let seed = least_failing.into_inner();
    if seed == u64::MAX {
        let Arguments { seeds, from, .. } = arguments;
        let seconds = start.elapsed().as_secs_f64();
        println!("{seeds} worlds from seed {from} on: every law held ({seconds:.1} s)");
        return Ok(ExitCode::SUCCESS);
    }
    let whole = acts(seed);
    let fails = |history: &[Act]| play(&template, seed, history).is_err();
    // A world that fails by chance alone, as where two threads race, cannot be told shorter.
    let is_shortened = !arguments.whole && fails(&whole);
    let history = if is_shortened { shortest(&whole, fails) } else { whole };
    let which = if is_shortened { "shortest" } else { "whole" };
    println!("Seed {seed} breaks a law. The {which} history that does:");
    for (number, act) in (1..).zip(&history) {
        println!("{number:3}  {act}");
    }
    if let Err(error) = play(&template, seed, &history) {
        let broken: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
        println!("{error}\nBroken: {}", broken.join(": "));
    }
    println!("Again: cargo xtask simulate --from {seed} --seeds 1");
    Ok(ExitCode::FAILURE)
}
