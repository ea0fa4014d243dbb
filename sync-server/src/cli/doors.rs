//! `generate-doors`, and `door`: list, add, rename, remove, stop.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use shared::doors::{Numbering, Shape};
use shared::id::{DoorId, StairwellId};
use shared::record::{Door, FieldError, Floor, Line, Rank};

use super::Common;
use crate::service::ground::{self, Layout, Listed};

#[derive(Args)]
#[command(after_help = "Example: sync-server generate-doors --territory \"Les Tilleuls\" \
    --stairwell A --stairwell B --floors 4 --per-floor 3 --database central.db")]
pub(super) struct GenerateDoors {
    #[command(flatten)]
    common: Common,
    /// The name of the territory.
    #[arg(long)]
    territory: String,
    /// Only this building, by its id or the key of its address; else every building that has no
    /// stairwell yet.
    #[arg(long, value_name = "ID_OR_KEY")]
    building: Option<String>,
    /// The name of a stairwell; may be given several times.
    #[arg(long = "stairwell", default_value = "A")]
    stairwells: Vec<Line>,
    /// Floors above the ground floor.
    #[arg(long)]
    floors: i64,
    /// Doors on each floor.
    #[arg(long)]
    per_floor: i64,
    /// Doors on the ground floor, if not as many as on the others; 0 for none.
    #[arg(long, value_name = "DOORS")]
    on_ground: Option<i64>,
    /// How doors are numbered: sequential (1, 2, 3), by_floor (01, 11, 12), hundreds (001, 101,
    /// 102), by_side (1 gauche, 1 droite) or letters (A, B, C).
    #[arg(long, default_value = "by_floor")]
    numbering: Numbering,
    /// Tell what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl GenerateDoors {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let layout = Layout {
            stairwells: self.stairwells,
            shape: Shape {
                floors: self.floors,
                per_floor: self.per_floor,
                on_ground: self.on_ground,
            },
            numbering: self.numbering,
        };
        let (territory, building, dry_run) = (self.territory, self.building, self.dry_run);
        let (done, labels) = Common::write(&*store, move |write, moment| {
            let territory = ground::find(&*write, &territory)?;
            let only = building.map(|name| ground::find_building(&*write, territory, &name));
            let only = only.transpose()?.map(|building| [building]);
            let (done, doors) = ground::preview_doors(
                &*write,
                territory,
                only.as_ref().map(<[_; 1]>::as_slice),
                &layout,
            )?;
            if !dry_run {
                ground::generate_doors(
                    write,
                    territory,
                    only.as_ref().map(<[_; 1]>::as_slice),
                    &layout,
                    moment,
                )?;
            }
            let labels: Vec<_> = doors.iter().map(|door| door.label.to_string()).collect();
            Ok((done, labels))
        })?;
        let mut text = format!(
            "{} doors in {} buildings; {} buildings have doors already and were left alone",
            done.doors, done.buildings, done.skipped
        );
        if dry_run {
            text = format!(
                "this is a dry run, nothing was written; {text}\neach stairwell: {}",
                labels.join(", ")
            );
        }
        self.common.say(
            &json!({
                "buildings": done.buildings,
                "doors": done.doors,
                "skipped": done.skipped,
                "dry_run": dry_run,
                "labels": labels,
            }),
            &text,
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Subcommand)]
pub(super) enum DoorCommand {
    /// List the doors of a building, with their ids.
    List(List),
    /// Add a door to a stairwell.
    Add(Add),
    /// Give a door another label.
    Rename(Rename),
    /// Remove a door; its visits stay.
    Remove(Remove),
    /// Note that its residents asked not to be called on again (ne plus solliciter).
    Stop(Stop),
}

impl DoorCommand {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::List(command) => command.run(),
            Self::Add(command) => command.run(),
            Self::Rename(command) => command.run(),
            Self::Remove(command) => command.run(),
            Self::Stop(command) => command.run(),
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server door list --territory \"Les Tilleuls\" \
    --building 67482_0340_00043 --database central.db")]
pub(super) struct List {
    #[command(flatten)]
    common: Common,
    /// The name of the territory.
    #[arg(long)]
    territory: String,
    /// The building, by its id or the key of its address.
    #[arg(long, value_name = "ID_OR_KEY")]
    building: String,
}

impl List {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let listed = store.read_now(move |read| {
            let territory = ground::find(read, &self.territory)?;
            let building = ground::find_building(read, territory, &self.building)?;
            ground::list_doors(read, territory, building)
        })?;
        self.common.list(
            "doors",
            &listed,
            |one| {
                json!({
                    "id": one.id,
                    "stairwell": one.stairwell,
                    "stairwell_name": one.stairwell_name.as_str(),
                    "floor": one.door.floor.get(),
                    "rank": one.door.rank.get(),
                    "label": one.door.label.as_str(),
                    "do_not_contact": one.door.do_not_contact,
                })
            },
            |one| {
                let Listed { id, address, stairwell_name, door, .. } = one;
                let (floor, label) = (door.floor.get(), &door.label);
                let stop = if door.do_not_contact { "  do not contact" } else { "" };
                format!("{id}  {address}  {stairwell_name}  floor {floor}  {label}{stop}")
            },
            "no doors yet: make them with generate-doors",
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server door add --stairwell ID --floor 2 --rank 3 \
    --label \"23\" --database central.db")]
pub(super) struct Add {
    #[command(flatten)]
    common: Common,
    /// The id of the stairwell, as door list shows it with --json.
    #[arg(long)]
    stairwell: StairwellId,
    /// The floor, the ground floor being 0.
    #[arg(long, value_parser = floor, allow_negative_numbers = true)]
    floor: Floor,
    /// The place on the landing, from the left, beginning with 1.
    #[arg(long, value_parser = rank)]
    rank: Rank,
    /// What is written on it.
    #[arg(long)]
    label: Line,
}

impl Add {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let door = Door {
            stairwell: self.stairwell,
            floor: self.floor,
            rank: self.rank,
            label: self.label.clone(),
            do_not_contact: false,
            erased_at: None,
        };
        let id =
            Common::write(&*store, move |write, moment| ground::add_door(write, &door, moment))?;
        self.common.say(&json!({"door": id}), &format!("door {}: {id}", self.label));
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server door rename ID --label \"2 gauche\" \
    --database central.db")]
pub(super) struct Rename {
    #[command(flatten)]
    common: Common,
    /// The id of the door, as door list shows it.
    door: DoorId,
    /// What is written on it.
    #[arg(long)]
    label: Line,
}

impl Rename {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let (door, label) = (self.door, self.label.clone());
        Common::write(&*store, move |write, moment| {
            ground::rename_door(write, door, &label, moment)
        })?;
        let label = self.label.as_str();
        self.common.say(&json!({"door": door, "label": label}), &format!("door {door}: {label}"));
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Example: sync-server door remove ID --database central.db")]
pub(super) struct Remove {
    #[command(flatten)]
    common: Common,
    /// The id of the door, as door list shows it.
    door: DoorId,
}

impl Remove {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let door = self.door;
        Common::write(&*store, move |write, moment| ground::remove_door(write, door, moment))?;
        self.common.say(
            &json!({"door": door, "removed": true}),
            &format!("door {door} is removed; its visits stay in the central database"),
        );
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
#[command(after_help = "Examples:\n  \
    sync-server door stop ID --database central.db\n  \
    sync-server door stop ID --lift --database central.db")]
pub(super) struct Stop {
    #[command(flatten)]
    common: Common,
    /// The id of the door, as door list shows it.
    door: DoorId,
    /// The residents may be called on after all.
    #[arg(long)]
    lift: bool,
}

impl Stop {
    fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.common.open_existing()?;
        let (door, stop) = (self.door, !self.lift);
        Common::write(&*store, move |write, moment| ground::stop_door(write, door, stop, moment))?;
        let verb = if stop { "is not to be called on again" } else { "may be called on again" };
        self.common
            .say(&json!({"door": door, "do_not_contact": stop}), &format!("door {door} {verb}"));
        Ok(ExitCode::SUCCESS)
    }
}

fn floor(text: &str) -> Result<Floor, String> {
    number(text, Floor::new)
}

fn rank(text: &str) -> Result<Rank, String> {
    number(text, Rank::new)
}

fn number<T>(text: &str, new: fn(i64) -> Result<T, FieldError>) -> Result<T, String> {
    let number: i64 = text.parse().map_err(|_| "must be a whole number".to_owned())?;
    new(number).map_err(|error| error.to_string())
}
