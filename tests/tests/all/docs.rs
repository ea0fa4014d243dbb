//! The pages are held to the code: what they list is what there is.

use std::path::{Path, PathBuf};

use shared::id::FeedKind;
use shared::protocol::{ProblemCode, Reason};
use shared::record::Kind;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_data_model_lists_every_kind_with_its_fields() {
    let page = page("docs/data-model.md");
    for kind in Kind::ALL {
        let row = format!("| `{kind}` |");
        let line = page.lines().find(|line| line.starts_with(&row));
        let line = line.unwrap_or_else(|| panic!("docs/data-model.md has no line for {kind}"));
        let feed = match kind.feed() {
            FeedKind::Catalogue => "catalogue",
            FeedKind::Territory => "territory",
            FeedKind::Mission => "mission",
            FeedKind::Account => "account",
        };
        assert!(line.starts_with(&format!("{row} {feed} |")), "{line}");
        let listed: Vec<_> = quoted(line).skip(1).collect();
        let fields: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
        assert_eq!(listed, fields, "docs/data-model.md, {kind}");
    }
}

#[test]
fn the_protocol_names_every_problem_and_every_reason() {
    let page = page("docs/protocol.md");
    let names: Vec<_> = quoted(&page).collect();
    for reason in Reason::ALL {
        assert!(names.contains(&reason.as_str()), "docs/protocol.md does not name {reason:?}");
    }
    let problems = [
        ProblemCode::Malformed,
        ProblemCode::TooLarge,
        ProblemCode::TimedOut,
        ProblemCode::UnknownDevice,
        ProblemCode::UnknownCode,
        ProblemCode::DeviceTaken,
        ProblemCode::DeviceRevoked,
        ProblemCode::OtherAccount,
        ProblemCode::TooManyTries,
        ProblemCode::NotFound,
        ProblemCode::Unavailable,
    ];
    for problem in problems {
        assert!(names.contains(&problem.to_string().as_str()), "docs/protocol.md: {problem}");
    }
    assert!(page.contains("1 MiB packed and 8 MiB unpacked"));
    assert_eq!((shared::wire::MAX_PACKED, shared::wire::MAX_UNPACKED), (1 << 20, 8 << 20));
}

#[test]
fn the_page_of_questionnaires_names_every_function() {
    let page = page("docs/questionnaires.md");
    let (_, functions) = page.split_once("## Expressions").unwrap();
    let names: Vec<_> = quoted(functions).collect();
    for name in shared::questionnaire::expression::supported() {
        assert!(names.contains(&name), "docs/questionnaires.md does not name {name}()");
    }
}

/// A page that sends its reader to a file sends them to one that is there.
#[test]
fn the_paths_that_pages_name_exist() {
    let pages = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/deploy.md",
        "docs/operate.md",
        "docs/protocol.md",
        "docs/data-model.md",
        "docs/questionnaires.md",
        "docs/trust.md",
        "docs/security.md",
    ];
    let roots =
        ["shared/", "app/", "sync-server/", "tests/", "assets/", "xtask/", "docs/", "deploy/"];
    for name in pages {
        let page = page(name);
        for path in quoted(&page).filter(|text| roots.iter().any(|root| text.starts_with(root))) {
            assert!(root().join(path).exists(), "{name} names {path}, which is not there");
        }
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with('#')) {
            let folder = root().join(name);
            let there = folder.parent().unwrap().join(link).exists();
            assert!(link.starts_with("http") || there, "{name} links to {link}");
        }
    }
}

/// All of the code, which holds the tests.
fn code() -> String {
    let mut code = String::new();
    for folder in ["shared", "app", "sync-server", "tests"] {
        read_code(&root().join(folder), &mut code);
    }
    code
}

/// The table of laws would be worth nothing if it named tests that are gone.
#[test]
fn the_tests_that_hold_the_laws_exist() {
    let code = code();
    let page = page("ARCHITECTURE.md");
    let (_, table) = page.split_once("## The laws of sync").unwrap();
    let laws: Vec<_> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert_eq!(laws.len(), 10);
    for test in laws.into_iter().flat_map(quoted) {
        let name = format!("fn {test}(");
        assert!(code.contains(&name), "ARCHITECTURE.md names the test {test}, which is not there");
    }
}

/// A promise of defence is worth the test that fails when it is broken.
#[test]
fn the_tests_that_show_what_is_defended_exist() {
    let (code, page) = (code(), page("docs/security.md"));
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let shown = rows.filter_map(|row| row.trim_end_matches(['|', ' ']).rsplit(" | ").next());
    let is_name = |text: &&str| text.contains('_') && !text.contains(['/', ' ', '.']);
    let mut named = 0;
    for test in shown.flat_map(quoted).filter(is_name) {
        named += 1;
        let is_there = code.contains(&format!("fn {test}("));
        assert!(is_there, "docs/security.md names the test {test}, which is not there");
    }
    assert!(named >= 40, "{named} tests are named");
}

fn read_code(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_code(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            *code += &std::fs::read_to_string(path).unwrap();
        }
    }
}
