//! Who a store is for the server: codes, copies, revocations.

use app::sync::SyncError;
use shared::protocol::ProblemCode;
use shared::record::Outcome;

use crate::line::Fault;
use crate::world::{DOORS, MISSION, MOUSSA, Phone, server};

#[test]
fn a_repeat_after_a_lost_answer_sends_the_same_identity() {
    let wire = server();
    let phone = Phone::new(&wire, tempfile::tempdir().unwrap(), 1);
    wire.server().faults.push_back(Fault::AnswerLost);
    assert!(matches!(phone.enrol(), Err(SyncError::Unreachable(_))));
    let phone = phone.reopen();
    let person = phone.enrol().unwrap();
    let server = wire.server();
    assert_eq!(server.enrolments[0], server.enrolments[1]);
    assert_eq!(server.enrolments[1].device, person.identity.device);
}

#[test]
fn an_identity_that_is_taken_is_replaced_once() {
    let wire = server();
    let phone = Phone::new(&wire, tempfile::tempdir().unwrap(), 1);
    wire.server().faults.push_back(Fault::Problem(ProblemCode::DeviceTaken));
    phone.enrol().unwrap();
    phone.sync().unwrap();
    assert!(phone.is_equal());
}

#[test]
fn a_store_of_another_person_is_refused_and_keeps_its_work() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    phone.wire.server().account = MOUSSA;
    let refused = phone.enrol();
    assert!(matches!(
        refused,
        Err(SyncError::Refused(problem)) if problem.code == ProblemCode::OtherAccount
    ));
    assert_eq!(phone.waiting(), 1);
    phone.sync().unwrap();
}

#[test]
fn a_revoked_phone_enrols_anew_and_its_work_is_numbered_anew() {
    let phone = Phone::of(&server());
    phone.visit(DOORS[0], Outcome::Met);
    phone.sync().unwrap();
    let before = phone.db.borrow().person().unwrap().unwrap().identity;
    phone.visit(DOORS[1], Outcome::Met);
    let revoked = Fault::Problem(ProblemCode::DeviceRevoked);
    phone.wire.server().faults.push_back(revoked);
    let after = phone.enrol().unwrap().identity;
    assert_ne!(before.device, after.device);
    phone.sync().unwrap();
    let server = phone.wire.server();
    assert_eq!(server.requests.last().unwrap().changes[0].n, 1);
    assert_eq!(server.count(MISSION, "visit"), 2);
    drop(server);
    assert!(phone.is_equal());
}

#[test]
fn the_copy_of_a_store_gets_an_identity_of_its_own_and_nothing_is_lost() {
    let wire = server();
    let amina = Phone::of(&wire);
    amina.visit(DOORS[0], Outcome::Absent);
    let copy = amina.copy(2);
    amina.visit(DOORS[1], Outcome::Met);
    copy.visit(DOORS[2], Outcome::Refused);
    amina.sync().unwrap();
    copy.sync().unwrap();
    amina.sync().unwrap();
    let identity = |phone: &Phone| phone.db.borrow().person().unwrap().unwrap().identity;
    assert_ne!(identity(&amina).device, identity(&copy).device);
    for phone in [&amina, &copy] {
        assert_eq!(phone.states(), ["absent", "met", "refused"]);
        assert_eq!(phone.waiting(), 0);
        assert!(phone.is_equal());
    }
    assert_eq!(wire.server().count(MISSION, "visit"), 3);
}

#[test]
fn a_split_whose_answer_is_lost_is_asked_for_again_with_the_same_identity() {
    let wire = server();
    let amina = Phone::of(&wire);
    let copy = amina.copy(2);
    amina.visit(DOORS[1], Outcome::Met);
    copy.visit(DOORS[2], Outcome::Refused);
    amina.sync().unwrap();
    let mut server = wire.server();
    // The first message finds the clone; the answer to the second, the split, is lost.
    server.faults.extend([Fault::Unreachable]);
    server.lose_splits = 1;
    drop(server);
    copy.sync().unwrap();
    assert_eq!(wire.server().devices.len(), 2);
    assert_eq!(copy.states(), ["to_see", "met", "refused"]);
    assert!(copy.is_equal());
}
