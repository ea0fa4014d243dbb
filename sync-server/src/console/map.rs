//! The map of a mission: its buildings, each as it stands, beside a table of the same.
//!
//! The program that draws (MapLibre GL) is given out from a folder of its own, under the desk's own
//! address; without it the page says so and shows the table. No tile is asked of anybody unless the
//! association names where: then this page alone may speak to that one place.

use std::path::Path as FilePath;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::record::{Kind, Mission, Outcome, Record};

use super::answer::{Policy, Trouble};
use super::board::MissionPath;
use super::gate::Seat;
use super::query::Address;
use super::{Console, Page, Place};
use crate::store::BuildingLine;

/// What a browser loads of the map, and as what.
const FILES: [(&str, &str); 3] = [
    ("maplibre-gl.mjs", "text/javascript; charset=utf-8"),
    ("maplibre-gl-worker.mjs", "text/javascript; charset=utf-8"),
    ("maplibre-gl.css", "text/css; charset=utf-8"),
];
/// So many buildings are drawn; all of them stand in the table.
const DRAWN: usize = 300;

/// The program that draws maps, as it is given out; nothing where it was not built.
#[derive(Clone, Default)]
pub struct MapFiles(Option<Arc<Program>>);

struct Program {
    /// The hash of all of it, so that browsers may keep it for ever.
    version: String,
    contents: Vec<Vec<u8>>,
}

impl MapFiles {
    /// The program in `folder`; nothing where it is not whole.
    #[must_use]
    pub fn in_folder(folder: &FilePath) -> Option<Self> {
        let read = |(name, _): &(&str, &str)| std::fs::read(folder.join(name));
        let contents: Vec<Vec<u8>> = FILES.iter().map(read).collect::<Result<_, _>>().ok()?;
        let hash = blake3::hash(&contents.concat()).to_hex();
        let version = hash.get(..12).unwrap_or_default().to_owned();
        Some(Self(Some(Arc::new(Program { version, contents }))))
    }

    /// The program that lies beside this one, or beside its folder, as in `target`.
    #[must_use]
    pub fn beside_the_program() -> Self {
        let program = std::env::current_exe().unwrap_or_default();
        let folders = program.ancestors().skip(1).take(2);
        folders
            .map(|folder| folder.join("map"))
            .find_map(|map| Self::in_folder(&map))
            .unwrap_or_default()
    }

    fn at(&self, name: &str) -> Option<String> {
        let program = self.0.as_ref()?;
        Some(format!("/desk/map/{}/{name}", program.version))
    }
}

/// Where tiles come from, if from anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    address: String,
    origin: String,
    credit: String,
}

impl Tiles {
    /// Tiles at an address with `{z}`, `{x}` and `{y}` in it; `credit` is said on the map.
    ///
    /// # Errors
    /// Says what such an address looks like.
    pub fn parse(address: &str, credit: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "{address} is no address of tiles: it looks like \
                 https://tiles.example/{{z}}/{{x}}/{{y}}.png"
            )
        };
        let has_parts = ["{z}", "{x}", "{y}"].iter().all(|part| address.contains(part));
        let plain =
            address.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"';,".contains(&byte));
        let (scheme, rest) = address.split_once("://").ok_or_else(wrong)?;
        let (host, _) = rest.split_once('/').ok_or_else(wrong)?;
        let is_host = !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
        if !(has_parts && plain && is_host && ["https", "http"].contains(&scheme)) {
            return Err(wrong());
        }
        let origin = format!("{scheme}://{host}");
        Ok(Self { address: address.to_owned(), origin, credit: credit.to_owned() })
    }
}

/// What this page may load: the worker is its own, tiles come from one place or none.
fn policy(tiles: Option<&Tiles>) -> Option<HeaderValue> {
    let origin = tiles.map(|tiles| format!(" {}", tiles.origin)).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; \
         img-src 'self' data: blob:{origin}; connect-src 'self'{origin}; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}

/// The part of an address that names a file of the program.
#[derive(Deserialize)]
pub(super) struct FilePathPart {
    version: String,
    file: String,
}

/// A file of the program.
pub(super) async fn file(
    State(console): State<Console>,
    Path(part): Path<FilePathPart>,
) -> Result<Response, Trouble> {
    let program = console.map.0.filter(|program| program.version == part.version);
    let index = FILES.iter().position(|(name, _)| *name == part.file);
    let found = program.zip(index).and_then(|(program, index)| {
        Some((FILES.get(index)?.1, program.contents.get(index)?.clone()))
    });
    let (sort, content) = found.ok_or(Trouble::NotFound)?;
    let mut response = ([(header::CONTENT_TYPE, sort)], content).into_response();
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, for_ever);
    Ok(response)
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    page: Page,
    title: String,
    board: String,
    table: String,
    drawing: Option<Drawing>,
    script: &'static str,
    rows: Vec<Row>,
    /// How many have no position, and how many are beyond what is drawn.
    nowhere: u64,
    beyond: u64,
}

/// What the script needs to draw.
struct Drawing {
    program: String,
    worker: String,
    style: String,
    tiles: String,
    credit: String,
}

struct Row {
    name: String,
    address: String,
    state: &'static str,
    word: String,
    seen: u64,
    doors: u64,
    met: u64,
    /// Longitude and latitude in degrees, where they are known and drawn.
    at: Option<(String, String)>,
}

pub(super) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let (map, tiles) = (console.map.clone(), console.tiles.clone());
    let policy = policy(tiles.as_ref());
    let mut response = console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let feed = principal.mission(read, id)?.ok_or(Trouble::NotFound)?;
            let row = read.row(feed, Kind::Mission, id.0)?;
            let mission = Mission::read(&row.fields()).map_err(|_| Trouble::NotFound)?;
            let lines = read.buildings_of(feed)?;
            let mut drawn = 0;
            let rows: Vec<Row> = lines
                .iter()
                .map(|line| {
                    let state = state(line);
                    let at = line.place.filter(|_| drawn < DRAWN).map(degrees);
                    drawn += usize::from(at.is_some());
                    let address = Address::new("/desk/review").with("mission", id);
                    Row {
                        name: t.building(line),
                        address: address.with("building", line.building).to_string(),
                        state,
                        word: t.say(&format!("map-state-{state}")),
                        seen: line.counts.seen(),
                        doors: line.doors,
                        met: line.counts.of(Outcome::Met),
                        at,
                    }
                })
                .collect();
            let placed = lines.iter().filter(|line| line.place.is_some()).count();
            let board = format!("/desk/missions/{id}");
            let drawing = map.at("maplibre-gl.mjs").zip(map.at("maplibre-gl-worker.mjs"));
            let drawing = drawing.zip(map.at("maplibre-gl.css"));
            Ok(MapPage {
                title: mission.title.to_string(),
                table: format!("{board}?view=table"),
                drawing: drawing.map(|((program, worker), style)| Drawing {
                    program,
                    worker,
                    style,
                    tiles: tiles.as_ref().map(|one| one.address.clone()).unwrap_or_default(),
                    credit: tiles.as_ref().map(|one| one.credit.clone()).unwrap_or_default(),
                }),
                script: &super::statics::MAP_JS.address,
                nowhere: (lines.len() - placed) as u64,
                beyond: placed.saturating_sub(DRAWN) as u64,
                board,
                rows,
                page,
            })
        })
        .await?;
    if let Some(policy) = policy {
        response.extensions_mut().insert(Policy(policy));
    }
    Ok(response)
}

/// How far a building is.
fn state(line: &BuildingLine) -> &'static str {
    match line.counts.seen() {
        0 => "todo",
        seen if seen >= line.doors => "done",
        _ => "begun",
    }
}

/// Millionths of a degree as degrees: longitude, then latitude.
fn degrees((lat, lon): (i64, i64)) -> (String, String) {
    let spelled = |e6: i64| {
        let sign = if e6 < 0 { "-" } else { "" };
        format!("{sign}{}.{:06}", e6.abs() / 1_000_000, e6.abs() % 1_000_000)
    };
    (spelled(lon), spelled(lat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_come_from_one_place_that_is_named() {
        let tiles = Tiles::parse("https://tiles.example:8443/a/{z}/{x}/{y}.png", "© x").unwrap();
        assert_eq!(tiles.origin, "https://tiles.example:8443");
        let said = policy(Some(&tiles)).unwrap();
        let said = said.to_str().unwrap();
        assert!(said.contains("connect-src 'self' https://tiles.example:8443;"), "{said}");
        assert!(policy(None).unwrap().to_str().unwrap().contains("connect-src 'self';"));
        for wrong in [
            "tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example/{z}/{x}.png",
            "ftp://tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example; script-src */{z}/{x}/{y}",
            "https:///{z}/{x}/{y}",
        ] {
            assert!(Tiles::parse(wrong, "").unwrap_err().contains("looks like"), "{wrong}");
        }
    }

    #[test]
    fn degrees_are_spelled_with_their_sign() {
        assert_eq!(degrees((48_600_001, -400_000)), ("-0.400000".into(), "48.600001".into()));
    }
}
