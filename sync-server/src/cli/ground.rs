//! `import-addresses` and `generate-doors`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;
use shared::doors::Numbering;
use shared::id::BuildingId;
use shared::record::Line;

use super::{Common, open_file};
use crate::addresses::{self, AddressFile};
use crate::service::ground::{self, Layout};

#[derive(Args)]
#[command(
    after_help = "Example: sync-server import-addresses bal.csv --territory \"Les Tilleuls\" \
    --database central.db"
)]
pub(super) struct ImportAddresses {
    #[command(flatten)]
    common: Common,
    /// The address file.
    file: PathBuf,
    /// The name of the territory; a new one is made.
    #[arg(long)]
    territory: Line,
}

impl ImportAddresses {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let AddressFile { addresses, faults } = addresses::read(open_file(&self.file)?)?;
        let store = self.common.open()?;
        let name = self.territory;
        let taken = addresses.len();
        let (territory, done) = Common::write(&*store, move |write, moment| {
            let commune = addresses.first().and_then(|one| Line::parse(&one.commune).ok());
            let territory = ground::territory(write, &name, commune, moment)?;
            Ok((territory, ground::import(write, territory, &addresses, moment)?))
        })?;
        let mut text = format!(
            "{taken} good rows: {} buildings added, {} updated, {} unchanged, {} repeated; \
             {} rows refused",
            done.added,
            done.updated,
            done.unchanged,
            done.repeated,
            faults.len()
        );
        for fault in &faults {
            text += &format!("\n- line {}: {}", fault.line, fault.reason);
        }
        let named = |fault: &addresses::Fault| json!({"line": fault.line, "code": fault.code, "reason": fault.reason});
        self.common.say(
            &json!({
                "territory": territory,
                "taken": taken,
                "added": done.added,
                "updated": done.updated,
                "unchanged": done.unchanged,
                "repeated": done.repeated,
                "refused": faults.len(),
                "faults": faults.iter().map(named).collect::<Vec<_>>(),
            }),
            &text,
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server generate-doors --territory \"Les Tilleuls\" \
    --stairwell A --stairwell B --floors 4 --per-floor 3 --database central.db")]
pub(super) struct GenerateDoors {
    #[command(flatten)]
    common: Common,
    /// The name of the territory.
    #[arg(long)]
    territory: String,
    /// Only this building, by its id; else every building that has no stairwell yet.
    #[arg(long)]
    building: Option<BuildingId>,
    /// The name of a stairwell; may be given several times.
    #[arg(long = "stairwell", default_value = "A")]
    stairwells: Vec<Line>,
    /// Floors above the ground floor.
    #[arg(long)]
    floors: i64,
    /// Doors on each floor, the ground floor included.
    #[arg(long)]
    per_floor: i64,
    /// How doors are numbered: sequential, by_floor or by_side.
    #[arg(long, default_value = "by_floor")]
    numbering: Numbering,
}

impl GenerateDoors {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let layout = Layout {
            stairwells: self.stairwells,
            floors: self.floors,
            per_floor: self.per_floor,
            numbering: self.numbering,
        };
        let (territory, building) = (self.territory, self.building);
        let done = Common::write(&*store, move |write, moment| {
            let territory = ground::find(&*write, &territory)?;
            ground::generate_doors(write, territory, building, &layout, moment)
        })?;
        self.common.say(
            &json!({"buildings": done.buildings, "doors": done.doors, "skipped": done.skipped}),
            &format!(
                "{} doors in {} buildings; {} buildings have doors already and were left alone",
                done.doors, done.buildings, done.skipped
            ),
        );
        Ok(ExitCode::SUCCESS)
    }
}
