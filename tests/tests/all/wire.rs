//! The bounds that the wire format was chosen for.

use shared::protocol::{Standing, SyncAnswer, VERSION};
use shared::time::Millis;
use shared::wire;
use tests::day::{Notes, day, silence};

#[test]
fn a_day_of_forty_visits_weighs_less_than_its_records_in_json() {
    for seed in 1..=40 {
        let day = day(seed, 40, Notes::Composed);
        let (sent, records) =
            (wire::pack(&day.request).unwrap().len(), day.records_weigh().unwrap());
        let part = sent as f64 / records as f64;
        assert!(part <= 0.85, "seed {seed}: {sent} of {records} bytes, {part:.3}");
    }
}

#[test]
fn a_sync_with_nothing_to_say_weighs_150_bytes_at_most() {
    for seed in 1..=40 {
        let request = silence(seed, 4);
        let sent = wire::pack(&request).unwrap().len();
        assert!(sent <= 150, "seed {seed}: {sent} bytes");
        let answer = SyncAnswer {
            protocol: VERSION,
            now: Millis(1_764_000_000_000),
            standing: Standing::Active,
            please_update: false,
            results: Vec::new(),
            feeds: Vec::new(),
            dropped: Vec::new(),
            seal_key: None,
            tell_cursors: false,
            recovery_kept: false,
            recovery_told: false,
        };
        let answered = wire::pack(&answer).unwrap().len();
        assert!(answered <= 150, "seed {seed}: {answered} bytes");
    }
}
