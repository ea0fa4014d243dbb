//! The loop of a mission with real phones: learn, word the message together, walk, say what was
//! learned, and keep what one did.

use serde_json::Value;
use shared::blocks;
use tests::ledger::Posted;
use tests::{Device, Ledger, Talk, World};

use super::stories::{doors, mission, proven, visit};
use super::world;

const REFUSED: i32 = 1;

fn asked(phone: &Device, arguments: &[&str]) -> Value {
    let said = phone.say(arguments).unwrap();
    assert_eq!(said.code, Some(0), "{arguments:?}: {}", said.stderr);
    serde_json::from_str(&said.stdout).unwrap()
}

fn refused(phone: &Device, arguments: &[&str]) -> String {
    let said = phone.say(arguments).unwrap();
    assert_eq!(said.code, Some(REFUSED), "{arguments:?}: {}", said.stdout);
    let answer: Value = serde_json::from_str(&said.stdout).unwrap();
    answer["error"]["code"].as_str().unwrap().to_owned()
}

/// The paragraphs of what was shown that are other than when it was read.
fn fresh(shown: &Value) -> Vec<String> {
    let blocks = blocks::blocks(shown["text"].as_str().unwrap());
    let items = blocks.iter().flat_map(|block| &block.items);
    items.filter(|item| item.is_new_to(shown["seen"].as_str())).map(blocks::Item::text).collect()
}

fn desk(world: &World, arguments: &[&str]) -> Value {
    let said = world.desk.say(arguments).unwrap();
    assert_eq!(said.code, Some(0), "{arguments:?}: {}", said.stderr);
    serde_json::from_str(&said.stdout).unwrap()
}

#[test]
fn a_mission_is_learned_worded_walked_and_told() {
    let mut world = world(2);
    let (amina, moussa) = (world.enrol("Amina").unwrap(), world.enrol("Moussa").unwrap());
    world.settle(&[&amina, &moussa]).unwrap();
    let mission = mission(&world);
    let put = |text: &str| {
        let arguments = ["mission", "card", "--mission", &mission, "--title", "Le chèque"];
        desk(&world, &[&arguments[..], &["--text", text]].concat());
    };
    put("Il arrive une fois par an.");
    let ask = ["--ask", "Quand ?", "--choice", "Une fois par an", "--choice", "Chaque mois"];
    let card = ["mission", "card", "--mission", &mission, "--title", "Les papiers"];
    let text = ["--text", "Un avis d’impôt.\n\nUne facture.", "--correct", "1"];
    desk(&world, &[&card[..], &text[..], &ask[..]].concat());
    let html = ["mission", "card", "--mission", &mission, "--title", "X", "--text", "<b>x</b>"];
    assert_ne!(world.desk.say(&html).unwrap().code, Some(0));
    world.settle(&[&amina, &moussa]).unwrap();

    // Nothing at the doors before the cards; all of the reading without a network.
    let door = doors(&amina, &mission, 1).remove(0);
    let early = ["visit", &door, "--mission", &mission, "--outcome", "met"];
    assert_eq!(refused(&amina, &early), "not_open");
    asked(&amina, &["card", "read", &mission, "Le chèque"]);
    assert_eq!(refused(&amina, &["card", "read", &mission, "Les papiers"]), "bad_value");
    assert_eq!(refused(&amina, &["card", "read", &mission, "Autre"]), "unknown_card");
    asked(&amina, &["card", "read", &mission, "Les papiers", "--answer", "2"]);
    let cards = asked(&amina, &["cards", &mission]);
    assert!(cards.as_array().unwrap().iter().all(|card| card["done"] == true), "{cards}");
    let mut ledger = Ledger::default();
    visit(&world, &mut ledger, ("Amina", &amina), &door, &Talk::met());

    // A card that is refreshed shows what changed, and closes nothing.
    amina.sync().unwrap();
    put("Il arrive une fois par an.\n\nSans demande.");
    amina.sync().unwrap();
    let shown = asked(&amina, &["card", "show", &mission, "Le chèque"]);
    assert_eq!(fresh(&shown), ["Sans demande."]);
    visit(&world, &mut ledger, ("Amina", &amina), &door, &Talk::met());

    // The message.
    let say = ["mission", "message", "--mission", &mission, "--text"];
    desk(&world, &[&say[..], &["Bonjour.\n\nNous passons."]].concat());
    amina.sync().unwrap();
    asked(&amina, &["message", &mission, "--read"]);
    asked(&amina, &["message", &mission, "--comment", "Trop court."]);
    asked(&amina, &["message", &mission, "--propose", "Bonjour.\n\nNous passons mardi."]);
    amina.sync().unwrap();
    desk(&world, &[&say[..], &["Bonjour.\n\nNous passons mardi."]].concat());
    world.settle(&[&amina, &moussa]).unwrap();
    let page = asked(&amina, &["message", &mission]);
    assert_eq!(page["remarks"].as_array().unwrap().len(), 2, "{page}");
    assert_eq!(fresh(&page), ["Nous passons mardi."]);
    // A colleague reads what was said, by name.
    let page = asked(&moussa, &["message", &mission]);
    assert!(page["remarks"][0]["author_name"].as_str().unwrap().starts_with("Amina"), "{page}");

    // What the team tells itself.
    asked(&amina, &["exchange", &mission, "--say", "Le soir, on ouvre."]);
    amina.sync().unwrap();
    moussa.sync().unwrap();
    let posts = |phone: &Device| asked(phone, &["exchange", &mission])["posts"].clone();
    let tip = posts(&moussa)[0]["id"].as_str().unwrap().to_owned();
    asked(&moussa, &["exchange", &mission, "--thank", &tip]);
    asked(&moussa, &["exchange", &mission, "--say", "Le samedi aussi.", "--to", &tip]);
    assert_eq!(refused(&moussa, &["exchange", &mission, "--take-out", &tip]), "bad_value");
    world.settle(&[&moussa, &amina]).unwrap();
    let told = posts(&amina);
    assert_eq!(
        (&told[0]["thanks"], &told[1]["parent"]),
        (&Value::from(1), &told[0]["id"]),
        "{told}"
    );
    asked(&amina, &["exchange", &mission, "--take-out", &tip]);
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!(posts(&moussa), Value::Array(Vec::new()), "the reply goes with it");
    asked(&amina, &["exchange", &mission, "--put-back", &tip]);
    world.settle(&[&amina, &moussa]).unwrap();
    assert_eq!(posts(&moussa).as_array().unwrap().len(), 2);
    pictures(&world, &mission, [&amina, &moussa]);
    for (name, text) in [
        ("Amina", "Le soir, on ouvre."),
        ("Moussa", "Le samedi aussi."),
        ("Amina", "L’affiche du hall."),
    ] {
        let author = world.neighbor(name).unwrap().account.clone();
        let feed = format!("mission/{mission}");
        ledger.posted(Posted { feed, author, text: text.to_owned() });
    }

    // The end: the debrief and the year are Amina's alone.
    asked(&amina, &["debrief", &mission, "--worked", "Venir le soir."]);
    amina.sync().unwrap();
    proven(&world, &ledger, &[&amina, &moussa]);
    desk(&world, &["mission", "end", "--mission", &mission]);
    world.settle(&[&amina, &moussa]).unwrap();
    let year = asked(&amina, &["year"]);
    let year = &year["stints"];
    assert_eq!((&year[0]["met"], &year[0]["cards"]), (&Value::from(1), &Value::from(2)), "{year}");
    assert_eq!(asked(&moussa, &["year"])["stints"], Value::Array(Vec::new()));
    let debriefs = |phone: &Device| {
        let rows = world.rows_of(phone).unwrap();
        rows.keys().filter(|(kind, _)| *kind == shared::record::Kind::Debrief).count()
    };
    assert_eq!((debriefs(&amina), debriefs(&moussa)), (1, 0));
}

/// A picture of one phone is on the other, and at the desk, to the last byte; and one of the desk on a card.
fn pictures(world: &World, mission: &str, [amina, moussa]: [&Device; 2]) {
    let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/screens/desk-sign-in-fr-light.png");
    let say = ["exchange", mission, "--say", "L’affiche du hall.", "--picture"];
    let wrong = amina.say(&[&say[..], &[file!()]].concat()).unwrap();
    assert_ne!(wrong.code, Some(0), "{}", wrong.stdout);
    asked(amina, &[&say[..], &[picture]].concat());
    let card = ["mission", "card", "--mission", mission, "--title", "Le chèque", "--text", "Deux."];
    desk(world, &[&card[..], &["--picture", picture, "--alt", "Une page"]].concat());
    world.settle(&[amina, moussa]).unwrap();
    let shown = asked(moussa, &["exchange", mission])["pictures"].clone();
    let hash = shown[0]["hash"].as_str().unwrap();
    assert_eq!(shown[0]["is_here"], true, "{shown}");
    let copies = [amina, moussa].map(|phone| {
        let file = phone.store().with_extension("jpg");
        asked(phone, &["picture", hash, file.to_str().unwrap()]);
        assert_eq!(
            refused(phone, &["picture", hash, file.to_str().unwrap()]),
            "bad_value",
            "twice"
        );
        std::fs::read(file).unwrap()
    });
    assert_eq!(copies[0], copies[1]);
    assert!(shared::picture::look(&copies[0]).is_ok());
    let card = asked(moussa, &["card", "show", mission, "Le chèque"]);
    assert_eq!(card["pictures"][0]["alt"], "Une page", "{card}");
    assert_eq!(
        card["pictures"][0]["hash"].as_str(),
        Some(hash),
        "the same bytes, made small alike"
    );
}
