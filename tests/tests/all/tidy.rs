//! The arrows of ARCHITECTURE.md, and other rules that no compiler knows, as a test.
//!
//! A rule is one entry in [`RULES`]: a function over the [`Tree`] of files, the reason that a
//! person reads when it fails, and plants that it must find, so that no rule falls asleep. How
//! files become code, names and strings is in [`source`].

mod source;

use std::path::Path;

use source::{Breach, Tree};

struct Rule {
    why: &'static str,
    check: fn(&Tree) -> Vec<Breach>,
    /// Files, each of which alone breaks the rule once.
    plants: &'static [(&'static str, &'static str)],
}

const RULES: &[Rule] = &[
    Rule {
        why: "the crates keep to the arrows: `shared` decides and touches nothing, `assets` stands \
              alone, `app` and `sync-server` meet only in `tests`, which nothing imports",
        check: crates_keep_to_the_arrows,
        plants: &[
            ("shared/Cargo.toml", "[dependencies]\ntokio.workspace = true"),
            ("assets/Cargo.toml", "[dependencies]\nserde.workspace = true"),
            ("app/Cargo.toml", "[dev-dependencies]\nsync-server = { workspace = true }"),
            ("sync-server/Cargo.toml", "[target.'cfg(unix)'.dependencies]\napp.workspace = true"),
            ("xtask/Cargo.toml", "[dependencies]\ntests = { path = \"../tests\" }"),
        ],
    },
    Rule {
        why: "versions stand in one place, [workspace.dependencies]; a member says \
              `name.workspace = true`",
        check: versions_stand_in_one_place,
        plants: &[
            ("app/Cargo.toml", "[dependencies]\nserde = \"1\""),
            ("app/Cargo.toml", "[dependencies.serde]\nworkspace = true"),
        ],
    },
    Rule {
        why: "`shared` takes time and chance as arguments and does no I/O: the same code must give \
              the same bytes on a phone, in a browser, on the server and in the simulation",
        check: |tree| tree.naming(&["shared/src"], IMPURE),
        plants: &[
            ("shared/src/visit.rs", "use std::{collections::BTreeMap, fs};"),
            ("shared/src/visit.rs", "use std::time::{Duration, SystemTime};"),
            ("shared/src/merge/law.rs", "let now = chrono::Utc::now();"),
        ],
    },
    Rule {
        why: "views draw and hooks decide: `ui` reaches data through `state` alone",
        check: |tree| tree.naming(&["app/src/ui"], BELOW_STATE),
        plants: &[
            ("app/src/ui/doors.rs", "use crate::{\n    db::Store,\n};"),
            ("app/src/ui.rs", "fn row(row: &rusqlite::Row) {}"),
        ],
    },
    Rule {
        why: "`db` and `sync` serve the window, the browser and the command line alike",
        check: |tree| tree.naming(&["app/src/db", "app/src/sync"], &["dioxus"]),
        plants: &[("app/src/sync/engine.rs", "use dioxus::prelude::*;")],
    },
    Rule {
        why: "handlers and pages are thin: SQL lives in `store`, where one suite runs it on every \
              backend",
        check: handlers_hold_no_sql,
        plants: &[
            ("sync-server/src/api/sync.rs", "let q = \"SELECT id FROM visit\";"),
            ("sync-server/src/console.rs", "let q = r#\"\n    DELETE FROM visit\"#;"),
            ("sync-server/src/api/health.rs", "fn ok(c: &rusqlite::Connection) {}"),
        ],
    },
    Rule {
        why: "a use case knows neither HTTP nor a driver, so that a test can call it directly",
        check: |tree| tree.naming(&["sync-server/src/service"], OUTSIDE_SERVICE),
        plants: &[("sync-server/src/service/sync.rs", "use axum::Json;")],
    },
    Rule {
        why: "a test file that main.rs does not declare is never run",
        check: no_test_file_is_forgotten,
        plants: &[("tests/tests/all/story.rs", "#[test] fn amina_syncs() {}")],
    },
    Rule {
        why: "a silenced lint says why; `#[expect(…, reason = \"…\")]` also says when it is over",
        check: silenced_lints_have_a_reason,
        plants: &[
            ("app/src/lib.rs", "#![allow(dead_code)]"),
            ("app/src/lib.rs", "#[expect(\n    dead_code\n)]\nfn f() { reason = 1; }"),
        ],
    },
    Rule {
        why: "the top folder is the frame that design and newcomers share; put it into a folder \
              of the frame, or change the frame here",
        check: the_frame_is_kept,
        plants: &[("scripts/deploy.sh", ""), ("NOTES.md", "")],
    },
];

const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
];
const BELOW_STATE: &[&str] = &["crate::db", "crate::sync", "app::db", "app::sync", "rusqlite"];
const OUTSIDE_SERVICE: &[&str] = &["axum", "rusqlite", "tokio_postgres", "tower", "tower_http"];
const OUTSIDE_SHARED: &[&str] =
    &["axum", "dioxus", "getrandom", "rand", "reqwest", "rusqlite", "tokio", "tokio-postgres"];
const SQL: &[&str] = &[
    "ALTER", "BEGIN", "CREATE", "DELETE", "DROP", "INSERT", "PRAGMA", "REPLACE", "SELECT",
    "UPDATE", "WITH",
];
#[rustfmt::skip] // One name a line would hide the rest of the file.
const FRAME: &[&str] = &[
    "app", "assets", "deploy", "docs", "shared", "sync-server", "tests", "xtask",
    "Cargo.toml", "Cargo.lock", "clippy.toml", "deny.toml", "rust-toolchain.toml", "rustfmt.toml",
    "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md",
    "LICENSE-APACHE", "LICENSE-MIT",
    ".cargo", ".ci", ".config", ".editorconfig", ".gitattributes", ".github", ".gitignore",
];

#[test]
fn the_workspace_is_tidy() {
    let tree = Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    // Every rule holds for no files at all.
    assert!(tree.within(&["shared/src"]).next().is_some());
    let mut complaint = String::new();
    for rule in RULES {
        for breach in (rule.check)(&tree) {
            complaint += &format!("{breach}\n    because {}\n", rule.why);
        }
    }
    assert!(complaint.is_empty(), "\n{complaint}");
}

#[test]
fn each_rule_can_fail() {
    for rule in RULES {
        assert!(!rule.plants.is_empty(), "no plant: {}", rule.why);
        for plant in rule.plants {
            let breaches = (rule.check)(&Tree::planted(&[*plant]));
            assert_eq!(breaches.len(), 1, "{plant:?}: {}", rule.why);
            assert_eq!(breaches[0].path, plant.0);
        }
    }
}

#[test]
fn what_is_right_trips_no_rule() {
    let tree = Tree::planted(&[
        ("shared/Cargo.toml", "# tokio = \"1\"\n[dev-dependencies]\nrand.workspace = true"),
        ("shared/src/lib.rs", "//! Never std::fs.\n/* use std::net; */\nuse std::time::Duration;"),
        ("app/src/ui/doors.rs", "use std::sync::Arc;\nlet text = \"crate::db::Store\";"),
        ("sync-server/src/api/sync.rs", "let q = '\"'; // \"SELECT 1\n let s = \"Select a door\";"),
        ("sync-server/src/store/sqlite.rs", "let q = \"SELECT 1\";"),
        ("app/src/lib.rs", "#[expect(dead_code, reason = \"for the next issue\")]"),
        ("tests/tests/all/main.rs", "mod story;"),
        ("tests/tests/all/story.rs", ""),
    ]);
    for rule in RULES {
        let breaches: Vec<String> = (rule.check)(&tree).iter().map(Breach::to_string).collect();
        assert!(breaches.is_empty(), "{breaches:?}: {}", rule.why);
    }
}

fn crates_keep_to_the_arrows(tree: &Tree) -> Vec<Breach> {
    tree.dependencies(|member, dependency| {
        let name = dependency.name.as_str();
        let forbidden = match member {
            "assets" => true,
            "shared" => !dependency.is_dev && OUTSIDE_SHARED.contains(&name),
            "app" => name == "sync-server",
            "sync-server" => name == "app",
            _ => false,
        };
        (forbidden || ["tests", "simulation"].contains(&name))
            .then(|| format!("{member} depends on {name}"))
    })
}

fn versions_stand_in_one_place(tree: &Tree) -> Vec<Breach> {
    tree.dependencies(|_, dependency| {
        let origin = &dependency.origin;
        let is_shared = origin.contains("workspace = true") || origin.contains("path =");
        (!is_shared).then(|| format!("{} does not come from the workspace", dependency.name))
    })
}

fn handlers_hold_no_sql(tree: &Tree) -> Vec<Breach> {
    let thin = ["sync-server/src/api", "sync-server/src/console"];
    let mut breaches = tree.naming(&thin, &["rusqlite"]);
    for file in tree.within(&thin) {
        for (line, text) in &file.strings {
            let first = text.split_whitespace().next().unwrap_or_default();
            if SQL.contains(&first) {
                breaches.push(file.breach(*line, format!("{first} in a string")));
            }
        }
    }
    breaches
}

fn no_test_file_is_forgotten(tree: &Tree) -> Vec<Breach> {
    let all = "tests/tests/all/";
    let main = tree.files.iter().find(|f| f.path == format!("{all}main.rs"));
    let mut breaches = Vec::new();
    for file in tree.within(&["tests/tests/all"]) {
        let name = file.path.trim_start_matches(all).trim_end_matches(".rs");
        let declaration = format!("mod {name};");
        let is_declared = main.is_some_and(|main| main.code.contains(&declaration));
        // A file further down belongs to the module of its folder.
        if name != "main" && !name.contains('/') && !is_declared {
            breaches.push(file.breach(1, format!("main.rs has no `{declaration}`")));
        }
    }
    breaches
}

fn silenced_lints_have_a_reason(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in &tree.files {
        for opening in ["[allow(", "[expect("] {
            for (at, _) in file.code.match_indices(opening) {
                let (before, from) = file.code.split_at(at);
                let attribute = from.split(")]").next().unwrap_or(from);
                if !attribute.contains("reason =") {
                    let line = before.matches('\n').count() + 1;
                    breaches.push(file.breach(line, format!("#{opening}…)] without a reason")));
                }
            }
        }
    }
    breaches
}

fn the_frame_is_kept(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in &tree.files {
        let top = file.path.split('/').next().unwrap_or_default();
        if !FRAME.contains(&top) {
            breaches.push(file.breach(1, format!("{top} is not in the frame")));
        }
    }
    // One complaint a folder, not one for each file in it.
    breaches.dedup_by(|one, other| one.what == other.what);
    breaches
}
