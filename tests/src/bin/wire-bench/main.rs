//! `wire-bench`: what days of 1, 40 and 400 visits weigh in each packing; the table of
//! `docs/protocol.md`.
#![expect(clippy::print_stdout, reason = "a command line speaks on its terminal")]

mod weigh;

use anyhow::Result;
use tests::day::silence;

use crate::weigh::{Dictionaries, medians};

/// Days of each size, of which the median is told.
const DAYS: u64 = 25;

fn main() -> Result<()> {
    let dictionaries = Dictionaries::train()?;
    println!("| visits | records, JSON | JSON | JSON + dictionary | CBOR | CBOR + dictionary |");
    println!("|---|---|---|---|---|---|");
    for visits in [1, 40, 400] {
        let weights = medians(visits, DAYS, &dictionaries)?;
        let told = |bytes: usize| format!("{bytes} ({:.2})", bytes as f64 / weights.records as f64);
        println!(
            "| {visits} | {} | {} | {} | {} | {} |",
            weights.records,
            told(weights.json),
            told(weights.json_dictionary),
            told(weights.cbor),
            told(weights.cbor_dictionary)
        );
    }
    println!("\n| visits | level 1 | level 3 | level 9 | level 19 |");
    println!("|---|---|---|---|---|");
    for visits in [1, 40, 400] {
        let [one, three, nine, nineteen] = medians(visits, DAYS, &dictionaries)?.at_levels;
        println!("| {visits} | {one} | {three} | {nine} | {nineteen} |");
    }
    let silent = shared::wire::pack(&silence(1, 4))?.len();
    println!("A request with nothing to say, with four missions held: {silent} bytes.");
    Ok(())
}
