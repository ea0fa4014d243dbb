//! A real file with real faults, row by row: what becomes of each, and why.

use std::path::Path;

use shared::record::Line;
use sync_server::addresses::{AddressFile, FileError, Outcome, Wanted, run, survey};
use sync_server::service::ground::{self, Step};
use sync_server::service::{ServiceError, desk::Moment};
use sync_server::store::{SqliteStore, Store};

use crate::world::{now, random};

/// It is not ours to copy, so it is looked for beside the project.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/bal-strasbourg.csv");

const EXPECTED: &str = r#"
line 2: added, 11 Rue du Verdon, Strasbourg (67482)
  mended: the commune code "A7482" is read as 67482, which the file says elsewhere
  mended: the date "2013.01.26" is read as 2013-01-26
line 3: added, 52 Rue de la Renaissance, Strasbourg (67482)
  mended: the commune code "00000" is read as 67482, which the file says elsewhere
line 4: added, 43 Rue de l'Aubépine, Strasbourg (67482)
line 5: added, 195 Route Oberhausbergen, Strasbourg (67482)
line 6: added, 45 Rue de l'Aubépine, Strasbourg (67482)
line 7: added, 16 Avenue François Mitterrand, Strasbourg (67482)
  mended: "ddfdf" says nothing about what the position points at, and is left out
line 8: added, 8 Rue du Rosslauf, Strasbourg (67482)
line 9: added, 8 bis Rue du Rosslauf, Strasbourg (67482)
  mended: the suffix bis stands in the key alone, and is taken from there
line 10: added, 3 Square Ella Maillart, Acigné (35001)
line 11: added, 5 Square Ella Maillart, Acigné (35001)
line 12: the same address as line 10
line 13: added, 5 bis Square Ella Maillart, Acigné (35001)
  mended: the suffix bis stands in the key alone, and is taken from there
line 14: the same address as line 13
line 15: refused: the suffix "3djsoi5" is not one to four letters and digits that begin with a letter
line 16: added, 163 rue Eric Tabarly, PLOUGASTEL-DAOULAS (29189)
  mended: the number "163,0000000000" is read as 163
"#;

#[test]
fn the_file_of_strasbourg_row_by_row() {
    let path = Path::new(FILE);
    if !path.is_file() {
        println!("skipped: bal-strasbourg.csv is not beside the project");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("central.db"), now(), [5; 20]).unwrap();
    assert_eq!(outcomes(&store, path), EXPECTED);
    let again = EXPECTED.replace(": added", ": unchanged");
    assert_eq!(outcomes(&store, path), again, "the same file again changes nothing");
}

fn outcomes(store: &dyn Store, path: &Path) -> String {
    let name = Line::parse("Strasbourg").unwrap();
    let territory = store.write_now(move |write| {
        let mut moment = Moment { now: now(), random: &mut random };
        ground::territory(write, &name, None, &mut moment)
    });
    let territory = territory.unwrap();
    let file = AddressFile::open(path).unwrap();
    let survey = survey(&file, &Wanted::default(), &mut |_| ()).unwrap();
    let mut told = "\n".to_owned();
    let import = |addresses: Vec<_>| {
        let steps = store.write_now(move |write| {
            let mut moment = Moment { now: now(), random: &mut random };
            ground::import(write, territory, &addresses, &mut moment)
        });
        Ok::<_, FileError>(steps.map_err(|error: ServiceError| error.to_string()).unwrap())
    };
    run(&file, &survey, &Wanted::default(), import, |line, outcome| match outcome {
        Outcome::Taken { step, address, mends } => {
            let step = match step {
                Step::Added => "added",
                Step::Unchanged => "unchanged",
                Step::Updated(_) | Step::Removed => "?",
            };
            told += &format!("line {line}: {step}, {address}\n");
            for mend in mends {
                told += &format!("  mended: {mend}\n");
            }
        }
        Outcome::Refused(fault) => told += &format!("line {line}: refused: {fault}\n"),
        Outcome::Repeats(better) => {
            told += &format!("line {line}: the same address as line {better}\n");
        }
        Outcome::Elsewhere => told += &format!("line {line}: elsewhere\n"),
    })
    .unwrap();
    told
}
