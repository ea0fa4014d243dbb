//! Prints an extract of the national address base with as many rows as asked for, to try an
//! import of any size: `cargo run --example ban-rows -- 500000 > ban.csv`.

use std::io::{BufWriter, Write};

#[path = "../tests/all/ban.rs"]
mod ban;

fn main() -> anyhow::Result<()> {
    let rows = std::env::args().nth(1).unwrap_or_default();
    let rows: u64 =
        rows.parse().map_err(|_| anyhow::anyhow!("say how many rows: ban-rows 1000"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", ban::HEADER)?;
    for index in 0..rows {
        writeln!(out, "{}", ban::row(index))?;
    }
    Ok(out.flush()?)
}
