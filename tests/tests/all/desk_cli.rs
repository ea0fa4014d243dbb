//! The desk's command line: every command shows how it is used, and refuses in a sentence.

use std::fs;

use tests::programs::Said;

use super::{programs, world};

fn desk(arguments: &[&str]) -> Said {
    let programs = programs();
    programs.run(&programs.sync_server(), arguments).unwrap()
}

fn phone(arguments: &[&str]) -> Said {
    let programs = programs();
    programs.run(&programs.phone(), arguments).unwrap()
}

/// The names of the commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_of_both_programs_shows_an_example() {
    for program in [desk, phone] {
        let help = program(&["--help"]).stdout;
        let names = commands(&help);
        assert!(names.len() > 8, "{help}");
        for name in &names {
            let help = program(&[name, "--help"]).stdout;
            let inner = commands(&help);
            let leaves = match inner.as_slice() {
                [] => vec![(vec![name.as_str(), "--help"], help)],
                some => some
                    .iter()
                    .map(|inner| {
                        let arguments = vec![name.as_str(), inner.as_str(), "--help"];
                        let help = program(&arguments).stdout;
                        (arguments, help)
                    })
                    .collect(),
            };
            for (arguments, help) in leaves {
                assert!(help.contains("Example"), "{arguments:?} shows no example:\n{help}");
            }
        }
    }
}

/// The desk refuses with this exit code, in a sentence on stderr with these words.
fn refuses(arguments: &[&str], exit: i32, words: &str) {
    let said = desk(arguments);
    assert_eq!(said.code, Some(exit), "{arguments:?}: {}", said.stderr);
    assert!(said.stderr.contains(words), "{arguments:?}: {}", said.stderr);
    assert_eq!(said.stdout, "", "{arguments:?}");
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence_and_changes_nothing() {
    let mut world = world(3);
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("central.db");
    let database = database.to_str().unwrap();
    refuses(&["check", "--database", database], 1, "there is no database at");
    assert!(!fs::exists(database).unwrap(), "a command that only looks made a database");
    fs::write(database, "this is a letter, and no database. ".repeat(100)).unwrap();
    let said = desk(&["check", "--database", database]);
    assert_eq!(said.code, Some(1));
    assert!(said.stdout.contains("not a database: restore the newest backup"), "{}", said.stdout);

    let live = world.database().to_owned();
    let live = live.to_str().unwrap();
    let before = desk(&["check", "--json", "--database", live]).stdout;
    let on = |arguments: &[&'static str]| [arguments, &["--database"]].concat();
    let cases: [(&[&'static str], i32, &str); 10] = [
        (&["device", "code", "--neighbor", "Nobody"], 1, "nobody is named Nobody; there is: "),
        (&["device", "code", "--neighbor", "Amina B.", "--hours", "0"], 2, "--hours"),
        (&["device", "revoke", "0193e8a2-0000-7000-8000-000000000000"], 1, "device list"),
        (&["assign", "--mission", "None", "--neighbor", "Amina B."], 1, "no mission is titled"),
        (&["account", "add", "--name", "Amina B."], 1, "there is an account named"),
        (&["account", "add", "--name", ""], 2, "is empty"),
        (&["demo-data"], 1, "holds the demonstration already"),
        (
            &["import-addresses", "none.csv", "--territory", "X"],
            1,
            "none.csv: the file cannot be read",
        ),
        (
            &["generate-doors", "--territory", "None", "--floors", "4", "--per-floor", "2"],
            1,
            "no territory is named None; there is: ",
        ),
        (
            &["quarantine", "release", "catalogue", "0193e8a2-0000-7000-8000-000000000000"],
            1,
            "aside",
        ),
    ];
    for (arguments, exit, words) in cases {
        let arguments: Vec<&str> = on(arguments).into_iter().chain([live]).collect();
        refuses(&arguments, exit, words);
    }
    let said = desk(&["import-addresses", "none.csv", "--territory", "X", "--database", live]);
    assert_eq!(said.stderr.matches("No such file").count(), 1, "{}", said.stderr);
    assert_eq!(desk(&["check", "--json", "--database", live]).stdout, before);
    assert!(world.server.stop().unwrap().success());
}

/// Names, notes, codes and tokens are in the database, and nowhere else.
#[test]
fn the_log_of_a_day_names_nobody() {
    let mut world = world(4);
    let amina = world.enrol("Amina").unwrap();
    let mission = world.demo.missions[0].id.clone();
    let door = amina.doors(&mission).unwrap()[0].id.clone();
    let note = "Le robinet de la cuisine fuit";
    let said = amina
        .say(&["visit", &door, "--mission", &mission, "--outcome", "met", "--note", note])
        .unwrap();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    amina.sync().unwrap();
    let wrong =
        amina.say(&["enrol", &format!("http://{}", world.server.address()), "babab-babab-babab"]);
    assert_ne!(wrong.unwrap().code, Some(0));
    assert!(world.server.stop().unwrap().success());
    let log = fs::read_to_string(world.database().with_extension("log")).unwrap();
    assert!(log.contains("took in 1 changes"), "{log}");
    assert!(log.contains("stopped"), "{log}");
    for word in ["Amina", "robinet", "babab", &door, &mission, "Bearer", "127.0.0.1"] {
        assert!(!log.contains(word), "the log says {word:?}:\n{log}");
    }
}
