//! Histories that broke a law once, each by the fewest acts that did, and what a seed promises.

#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be made has failed, and a panic says where"
)]

use simulation::{Act, Template, acts, play, shortest};

fn holds(seed: u64, history: &[Act]) {
    play(&Template::make().unwrap(), seed, history).unwrap();
}

/// The work of another phone of Moussa is kept aside and in no backup yet, so his phone must not give
/// the mission back; it was told to read on for ever instead, and its sync came to no end.
#[test]
fn a_phone_that_must_keep_a_mission_for_what_is_aside_ends_its_sync() {
    let history = [
        Act::Backup,
        Act::End { neighbor: 1, mission: 1 },
        Act::Ahead { mission: 1, door: 0 },
        Act::Quiet,
        Act::Backup,
        Act::Quiet,
    ];
    holds(13, &history);
}

/// A reader of the database remembers the layout of the text index, and a check took what somebody
/// else wrote since for damage.
#[test]
fn a_check_beside_a_writer_finds_no_damage() {
    let visit = Act::Visit { phone: 0, mission: 0, door: 2 };
    let history: Vec<_> = [visit, Act::Quiet].into_iter().cycle().take(16).collect();
    holds(1, &history);
}

#[test]
fn what_was_said_at_a_door_before_it_was_emptied_does_not_come_late() {
    let history = [
        Act::Visit { phone: 3, mission: 0, door: 0 },
        Act::EraseDoor { door: 0 },
        Act::Quiet,
        Act::Visit { phone: 3, mission: 0, door: 0 },
        Act::Quiet,
    ];
    holds(5, &history);
}

/// A restored database lacked a visit whose door was then emptied. Its correction came first, from
/// another phone, and was kept aside since nobody knew of the visit; and so it stayed, with its words.
#[test]
fn a_correction_that_is_faster_than_its_erased_visit_leaves_no_word() {
    let history = [
        Act::Backup,
        Act::Visit { phone: 1, mission: 1, door: 4 },
        Act::Quiet,
        Act::Restore,
        Act::EraseDoor { door: 4 },
        Act::Correct { phone: 0, which: 61 },
        Act::Quiet,
    ];
    holds(801, &history);
}

/// A phone had been told that its mission was over; then it was revoked, so that its post was kept
/// aside, and it gave the mission back all the same before any backup held the post.
#[test]
fn a_revoked_phone_keeps_what_is_aside_in_a_mission_that_was_over_before() {
    let post = Act::Post { phone: 3, mission: 0, which: 0 };
    let deliver = Act::Deliver { which: 0 };
    let history = [
        Act::Sync { phone: 3 },
        Act::End { neighbor: 2, mission: 0 },
        deliver,
        deliver,
        post,
        deliver,
        deliver,
        Act::Backup,
        Act::Revoke { phone: 3 },
        deliver,
        deliver,
        Act::Restore,
        Act::Quiet,
    ];
    holds(86, &history);
}

/// The desk took a post out, and the server forgot its picture; then its author put it back, whose phone
/// had sent the picture once and did not send it again.
#[test]
fn a_picture_comes_again_with_the_post_that_is_put_back() {
    let history = [
        Act::Post { phone: 1, mission: 0, which: 31 },
        Act::Quiet,
        Act::DeskTakesOut { which: 59 },
        Act::Quiet,
        Act::TakeOut { phone: 0, which: 33 },
        Act::Quiet,
    ];
    holds(339, &history);
}

#[test]
fn a_seed_makes_the_same_acts_again() {
    assert_eq!(acts(7), acts(7));
    assert_ne!(acts(7), acts(8));
}

#[test]
fn a_history_that_fails_is_told_by_its_shortest_part() {
    let fails = |history: &[Act]| {
        let backup = history.iter().position(|act| *act == Act::Backup);
        backup.is_some_and(|at| history[at..].contains(&Act::Restore))
    };
    let history = [Act::Quiet, Act::Backup, Act::Restart, Act::Quiet, Act::Restore, Act::Sweep];
    assert_eq!(shortest(&history, fails), [Act::Backup, Act::Restore]);
}
