//! Weighs a day in each packing that was considered, against its records as JSON without envelope.

use anyhow::{Context, Result};
use shared::wire;

use tests::day::{Day, Notes, day};

/// What one day weighs, in bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    /// Its records as JSON under zstd, without envelope.
    pub(crate) records: usize,
    /// The request as JSON under zstd.
    pub(crate) json: usize,
    /// The same with a dictionary.
    pub(crate) json_dictionary: usize,
    /// The request as it travels: CBOR with numbered keys under zstd.
    pub(crate) cbor: usize,
    /// The same with a dictionary.
    pub(crate) cbor_dictionary: usize,
    /// The same without a dictionary, at each of [`LEVELS`].
    pub(crate) at_levels: [usize; 4],
}

/// Levels of effort that are compared.
pub(crate) const LEVELS: [i32; 4] = [1, 3, 9, 19];

/// The level of all packings that were considered.
const LEVEL: i32 = 19;
/// How large a trained dictionary may be.
const DICTIONARY: usize = 16 << 10;

/// Dictionaries for JSON and for CBOR, trained on days whose notes are not those of any day that
/// is weighed.
pub(crate) struct Dictionaries {
    json: Vec<u8>,
    cbor: Vec<u8>,
}

impl Dictionaries {
    /// Trains both.
    pub(crate) fn train() -> Result<Self> {
        let sizes = [1, 1, 2, 3, 5, 8, 13, 40];
        let days = (10_000..10_400_u64).zip(sizes.into_iter().cycle());
        let days: Vec<Day> = days.map(|(seed, size)| day(seed, size, Notes::Whole)).collect();
        let json = days.iter().map(|day| serde_json::to_vec(&day.request));
        let json = json.collect::<Result<Vec<_>, _>>()?;
        let cbor = days.iter().map(|day| Ok(parts(day)?.1)).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            json: zstd::dict::from_samples(&json, DICTIONARY)?,
            cbor: zstd::dict::from_samples(&cbor, DICTIONARY)?,
        })
    }
}

/// Weighs one day.
pub(crate) fn weigh(day: &Day, dictionaries: &Dictionaries) -> Result<Weights> {
    let json = serde_json::to_vec(&day.request)?;
    let (chance, body) = parts(day)?;
    Ok(Weights {
        records: day.records_weigh()?,
        json: compress(&[&json], LEVEL, &[])?,
        json_dictionary: compress(&[&json], LEVEL, &dictionaries.json)?,
        cbor: wire::pack(&day.request)?.len(),
        cbor_dictionary: compress(&[&chance, &body], LEVEL, &dictionaries.cbor)?,
        at_levels: at_levels(&[&chance, &body])?,
    })
}

fn at_levels(parts: &[&[u8]]) -> Result<[usize; 4]> {
    let mut weights = [0; 4];
    for (weight, level) in weights.iter_mut().zip(LEVELS) {
        *weight = compress(parts, level, &[])?;
    }
    Ok(weights)
}

/// The median of `weigh` over days of so many visits.
pub(crate) fn medians(visits: usize, days: u64, dictionaries: &Dictionaries) -> Result<Weights> {
    let drawn = (1..=days).map(|seed| weigh(&day(seed, visits, Notes::Composed), dictionaries));
    let drawn = drawn.collect::<Result<Vec<_>>>()?;
    let median = |of: fn(&Weights) -> usize| {
        let mut sorted: Vec<usize> = drawn.iter().map(of).collect();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    };
    Ok(Weights {
        records: median(|weights| weights.records),
        json: median(|weights| weights.json),
        json_dictionary: median(|weights| weights.json_dictionary),
        cbor: median(|weights| weights.cbor),
        cbor_dictionary: median(|weights| weights.cbor_dictionary),
        at_levels: [
            median(|weights| weights.at_levels[0]),
            median(|weights| weights.at_levels[1]),
            median(|weights| weights.at_levels[2]),
            median(|weights| weights.at_levels[3]),
        ],
    })
}

/// The two parts of an unpacked message: gathered chance, and body.
fn parts(day: &Day) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut chance = zstd::decode_all(&*wire::pack(&day.request)?)?;
    // A list of two, and a string of bytes with its length in one to five bytes.
    let head = chance.get(1..6).context("a message without a head")?;
    let length = match *head {
        [short @ 0x40..0x58, ..] => 2 + usize::from(short - 0x40),
        [0x58, length, ..] => 3 + usize::from(length),
        [0x59, a, b, ..] => 4 + usize::from(u16::from_be_bytes([a, b])),
        [0x5a, a, b, c, d] => 6 + u32::from_be_bytes([a, b, c, d]) as usize,
        _ => anyhow::bail!("a message that does not begin with its chance"),
    };
    let body = chance.split_off(length);
    Ok((chance, body))
}

fn compress(parts: &[&[u8]], level: i32, dictionary: &[u8]) -> Result<usize> {
    use std::io::Write;
    let mut encoder = zstd::stream::Encoder::with_dictionary(Vec::new(), level, dictionary)?;
    encoder.include_checksum(true)?;
    let length = parts.iter().map(|part| part.len() as u64).sum();
    encoder.set_pledged_src_size(Some(length))?;
    for part in parts {
        encoder.write_all(part)?;
        encoder.flush()?;
    }
    Ok(encoder.finish()?.len())
}
