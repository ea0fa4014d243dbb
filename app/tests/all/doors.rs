//! Doors as they really are, put right in the field.

use app::core::*;
use shared::id::StairwellId;
use shared::value::Value;
use uuid::Uuid;

use crate::story::Story;
use crate::world::{STAIRWELL, TERRITORY_FEED};

#[test]
fn doors_are_added_renamed_and_removed_with_a_way_back() {
    let story = Story::enrolled();
    let add =
        |label: &str| Command::AddDoor { stairwell: STAIRWELL, floor: 0, label: label.to_owned() };
    let Reply::DoorEdited(added) = story.ask(add(" 04 ")) else { panic!("not added") };
    let label = |story: &Story, door| story.door(door).place.label;
    assert_eq!(label(&story, added.door), "04");
    let ground = story.grid().stairwells[0].floors[0].doors.clone();
    assert_eq!(ground.iter().map(|door| door.rank).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(story.refused(add("  ")), FailureCode::BadValue);
    let nowhere = StairwellId(Uuid::from_u128(9));
    let asked = Command::AddDoor { stairwell: nowhere, floor: 0, label: "1".to_owned() };
    assert_eq!(story.refused(asked), FailureCode::UnknownStairwell);

    story.ask(Command::RenameDoor { door: added.door, label: "gardien".to_owned() });
    assert_eq!(label(&story, added.door), "gardien");
    story.sync();

    story.ask(Command::RemoveDoor { door: added.door, undo: false });
    assert_eq!(story.states().len(), 3);
    story.sync();
    story.ask(Command::RemoveDoor { door: added.door, undo: true });
    assert_eq!(story.states().len(), 4);
    story.sync();
    let held = story.wire.server().feeds[&TERRITORY_FEED].rows[&("door".to_owned(), added.door.0)]
        .1
        .clone();
    assert_eq!(held.get("label"), Some(&Value::from("gardien")));
    assert_ne!(held.get("deleted"), Some(&Value::Bool(true)));

    story.outcome("absent", &[added.door]);
    let remove = Command::RemoveDoor { door: added.door, undo: false };
    assert_eq!(story.refused(remove), FailureCode::DoorHasVisits);
    assert_eq!(story.states().len(), 4);
}
