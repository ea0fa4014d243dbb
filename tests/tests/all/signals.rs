//! The story of a lift: heard at many doors, raised to the partner, answered, and told back at the
//! doors of exactly the building that the answer names.

use serde_json::Value;
use shared::record::Kind;
use tests::browser::Browser;
use tests::{Device, Ledger, Talk, World};

use super::stories::{mission, proven, visit};
use super::world;

/// The buildings of the doors of a mission, the one of `phone`'s neighbor first.
fn doors_of_first_building(phone: &Device, world: &World) -> (String, Vec<String>) {
    let central = world.central().unwrap();
    let building = |door: &str| {
        let door = &central[&(Kind::Door, door.to_owned())];
        central[&(Kind::Stairwell, door.text("stairwell").to_owned())].text("building").to_owned()
    };
    let doors = phone.doors(&mission(world)).unwrap();
    let first = building(&doors[0].id);
    let here = doors.into_iter().map(|door| door.id).filter(|door| building(door) == first);
    (first.clone(), here.collect())
}

fn answers(phone: &Device, world: &World) -> Vec<Value> {
    let said = phone.say(&["answers", &mission(world)]).unwrap();
    let list: Value = tests::device::read("answers", &said).unwrap();
    list["answers"].as_array().unwrap().clone()
}

#[test]
fn an_answer_reaches_the_phones_of_its_building_is_told_and_counted() {
    let world = &mut world(1);
    let (amina, moussa) = (world.enrol("Amina").unwrap(), world.enrol("Moussa").unwrap());
    let (building, doors) = doors_of_first_building(&amina, world);
    assert!(doors.len() > 30, "{}", doors.len());
    let mut ledger = Ledger::default();
    let talk = Talk::met().heard("ascenseur");
    let visits: Vec<String> = doors
        .iter()
        .take(14)
        .map(|door| visit(world, &mut ledger, ("Amina", &amina), door, &talk))
        .collect();
    world.settle(&[&amina, &moussa]).unwrap();
    assert!(answers(&amina, world).is_empty());

    let address = world.server.address();
    let territory = world.central().unwrap().into_iter().find_map(|((kind, _), row)| {
        (kind == Kind::Territory).then(|| row.text("name").to_owned())
    });
    let (territory, title) = (territory.unwrap(), world.demo.missions[0].title.clone());
    let nora = ["--name", "Nora T.", "--role", "supervisor", "--territory", &territory];
    let mut nora = Browser::sign_in(&world.desk, address, &nora).unwrap();
    let paul = ["--name", "Paul P.", "--role", "partner", "--mission", &title];
    let mut paul = Browser::sign_in(&world.desk, address, &paul).unwrap();
    let mission = mission(world);
    let keys: Vec<String> = visits.iter().map(|id| format!("{mission}.{id}.999")).collect();
    let fields: Vec<_> = keys.iter().map(|key| ("visit", key.as_str())).collect();
    assert_eq!(nora.send("/desk/me", "/desk/review/approve", &fields).unwrap().status, 303);

    let form = format!("/desk/missions/{mission}/signals/new?theme=ascenseur&building={building}");
    let raised = nora.send(&form, &form, &[("title", "L’ascenseur est en panne")]).unwrap();
    assert_eq!(raised.status, 303, "{}", raised.text);
    let at = raised.to.split('?').next().unwrap().to_owned();
    let fields =
        [("action", "La pièce est commandée."), ("due", "2096-01-05"), ("building", &building)];
    let answered = paul.send(&at, &format!("{at}/answer"), &fields).unwrap();
    assert_eq!(answered.status, 303, "{}", answered.text);

    // Both phones hold the territory; only that of who works in the building has it to tell.
    world.settle(&[&amina, &moussa]).unwrap();
    let told = answers(&amina, world);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["action"], "La pièce est commandée.");
    assert_eq!(told[0]["buildings"].as_array().unwrap().len(), 1);
    assert!(answers(&moussa, world).is_empty());
    let answer = told[0]["id"].as_str().unwrap().to_owned();
    let elsewhere = moussa.doors(&mission).unwrap()[0].id.clone();
    let refused = moussa.say(&["tell", &elsewhere, &answer, "--mission", &mission]).unwrap();
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("does not concern the building"), "{}", refused.stderr);

    // Told without a signal, once with its visit, and once by mistake.
    for (door, visit) in doors.iter().zip(&visits).take(11) {
        let words = ["tell", door, &answer, "--visit", visit, "--mission", &mission];
        assert_eq!(amina.say(&words).unwrap().code, Some(0));
    }
    let again = ["tell", &doors[0], &answer, "--mission", &mission];
    assert_eq!(amina.say(&again).unwrap().code, Some(0), "told twice is told once");
    let during = Talk::met();
    let new = [
        &["visit".to_owned(), doors[12].clone(), "--mission".to_owned(), mission.clone()],
        &during.arguments()[..],
        &["--told".to_owned(), answer.clone()],
    ]
    .concat();
    let before = tests::ledger::now();
    let said = amina.say(&new).unwrap();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let kept: Value = serde_json::from_str(&said.stdout).unwrap();
    let place = tests::ledger::Place {
        mission: mission.clone(),
        door: doors[12].clone(),
        author: world.neighbor("Amina").unwrap().account.clone(),
        span: (before, tests::ledger::now()),
        clock_shift: 0,
    };
    ledger.visited(1, kept["visit"].as_str().unwrap(), place, &during);
    for undo in [&[][..], &["--undo"]] {
        let wish = [&["tell", &doors[20], &answer, "--mission", &mission], undo].concat();
        assert_eq!(amina.say(&wish).unwrap().code, Some(0));
    }
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!(answers(&amina, world)[0]["told"], 12);
    let tellings = world.central().unwrap();
    assert_eq!(tellings.keys().filter(|(kind, _)| *kind == Kind::Telling).count(), 12);
    let report = nora.open(&format!("/desk/missions/{mission}/report")).unwrap().text;
    let (_, row) = report.split_once("L’ascenseur est en panne").unwrap();
    let row = row.split("</tr>").next().unwrap();
    assert_eq!(row.matches(">11<").count(), 2, "14 said so, and 12 were told: {row}");
    proven(world, &ledger, &[&amina, &moussa]);

    // Who lived behind the first door asks to be forgotten: what was told there goes, too.
    let erased = world.desk.erase_door(&doors[0]).unwrap();
    assert_eq!(erased.erased.records["telling"], 1);
    ledger.erased(&doors[0]);
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!(answers(&amina, world)[0]["told"], 11);
    proven(world, &ledger, &[&amina, &moussa]);

    // The mission ends, and the answer stays in the territory.
    for neighbor in ["Amina", "Moussa"] {
        world.desk.end_assignment(&mission, &world.neighbor(neighbor).unwrap().name).unwrap();
    }
    world.settle(&[&amina, &moussa]).unwrap();
    assert!(world.central().unwrap().contains_key(&(Kind::Answer, answer)));
}
