//! A clock that is wrong neither wins for ever nor loses for ever, and never stops a sync.

use tests::ledger::now;
use tests::{Correction, Talk};

use super::{doors, mission, world};

const FIVE_MINUTES: i64 = 300_000;
const DAY: i64 = 86_400;
/// Seconds from 1970.
const YEAR_2000: i64 = 946_684_800;
const YEAR_2040: i64 = 2_208_988_800;

/// By how many seconds a clock is wrong that says `wanted`.
fn shift_to(wanted: i64) -> i64 {
    wanted - now().0 / 1_000
}

#[test]
fn a_visit_by_a_wrong_clock_gets_the_right_day_on_every_phone() {
    let mut world = world(1);
    let moussa = world.enrol("Moussa").unwrap();
    let mission = mission(&world);
    let doors = doors(&moussa, &mission, 6);
    let far = [i64::MAX, i64::MIN];
    let shifts = [shift_to(DAY), shift_to(YEAR_2000), shift_to(YEAR_2040), 3 * DAY];
    let before = now().0;
    for (door, shift) in doors.iter().zip(shifts.into_iter().chain(far)) {
        // A phone of its own for each clock, enrolled while the clock was right.
        let right = world.enrol("Amina").unwrap();
        let wrong = right.with_clock_shift(shift);
        wrong.visit(&mission, door, &Talk::met()).unwrap();
        let synced = wrong.sync().unwrap();
        assert_eq!((synced.accepted, synced.waiting), (1, 0), "{shift}");
    }
    world.settle(&[&moussa]).unwrap();
    for door in doors {
        let shown = moussa.history(&door).unwrap();
        let estimate = shown[0].started_estimate.unwrap();
        let is_near = (before - FIVE_MINUTES..now().0 + FIVE_MINUTES).contains(&estimate);
        assert!(is_near, "{:?}", shown[0]);
    }
}

#[test]
fn a_clock_that_is_put_right_before_the_sync_gets_the_right_day_too() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = mission(&world);
    let doors = doors(&amina, &mission, 2);
    let before = now().0;
    for (door, wanted) in doors.iter().zip([DAY, YEAR_2040]) {
        let wrong = amina.with_clock_shift(shift_to(wanted));
        wrong.visit(&mission, door, &Talk::met()).unwrap();
        assert_eq!(amina.sync().unwrap().accepted, 1);
        let shown = amina.history(door).unwrap();
        let estimate = shown[0].started_estimate.unwrap();
        let is_near = (before - FIVE_MINUTES..now().0 + FIVE_MINUTES).contains(&estimate);
        assert!(is_near, "{:?}", shown[0]);
        assert!(amina.status().unwrap().attention > 0, "a wrong day is shown with a mark");
    }
}

#[test]
fn a_right_clock_gets_no_estimate() {
    let mut world = world(1);
    let amina = world.enrol("Amina").unwrap();
    let mission = mission(&world);
    let door = &doors(&amina, &mission, 1)[0];
    amina.visit(&mission, door, &Talk::met()).unwrap();
    amina.sync().unwrap();
    assert_eq!(amina.history(door).unwrap()[0].started_estimate, None);
}

#[test]
fn what_was_written_in_2040_can_be_corrected_today() {
    let mut world = world(1);
    let first = world.enrol("Amina").unwrap();
    let second = world.enrol("Amina").unwrap();
    let late = first.with_clock_shift(shift_to(YEAR_2040));
    let mission = mission(&world);
    let door = &doors(&first, &mission, 1)[0];
    let visit = late.visit(&mission, door, &Talk::met().note("De 2040.")).unwrap().visit;
    world.settle(&[&late, &second]).unwrap();
    second.correct(&visit, &Correction::note("D'aujourd'hui.")).unwrap();
    world.settle(&[&second, &late]).unwrap();
    let note = late.history(door).unwrap()[0].note.clone();
    assert_eq!(note.as_deref(), Some("D'aujourd'hui."));
}
