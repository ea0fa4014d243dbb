//! Addresses of a territory from a published file: looked at whole, shown, and then taken.
//!
//! The file waits on the disk between the look and the word that takes it, for an hour and for the
//! person who brought it. Taking it again changes nothing, so a page that was sent twice is harmless.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::id::{AccountId, TerritoryId};
use shared::time::Millis;

use super::*;
use crate::addresses::{AddressFile, FileError, Note, Report, Survey, Wanted, run, survey};
use crate::auth::Secret;
use crate::console::tongue::Part;
use crate::store::Store;

/// No file is read beyond this, unpacked.
const MOST: u64 = 512 * 1024 * 1024;
/// How long a file waits to be taken, and how many wait at once.
const WAITS: i64 = 60 * Millis::MINUTE;
const WAITING: usize = 16;
/// So many rows of each sort are shown.
const SHOWN: usize = 50;

/// Files that were looked at and not taken yet.
#[derive(Clone, Default)]
pub(in crate::console) struct Waiting(Arc<Mutex<VecDeque<Arc<Look>>>>);

/// A file with what was found in it.
struct Look {
    name: String,
    by: AccountId,
    mission: MissionId,
    at: Millis,
    upload: Arc<Upload>,
    wanted: Wanted,
    survey: Survey,
    report: Report,
}

impl Waiting {
    fn put(&self, look: Look) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = look.at;
        waiting.retain(|held| {
            let is_old = held.at.plus(WAITS).0 < now.0;
            !is_old && (held.by, held.mission) != (look.by, look.mission)
        });
        if waiting.len() == WAITING {
            waiting.pop_front();
        }
        waiting.push_back(Arc::new(look));
    }

    fn get(&self, name: &str, by: AccountId, mission: MissionId, now: Millis) -> Option<Arc<Look>> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = |look: &&Arc<Look>| {
            look.name == name
                && (look.by, look.mission) == (by, mission)
                && look.at.plus(WAITS).0 >= now.0
        };
        waiting.iter().find(mine).cloned()
    }
}

#[derive(Template)]
#[template(path = "prepare_addresses.html")]
struct AddressesPage {
    page: Page,
    frame: Frame,
    held: u64,
    form: Form,
    look: Option<Looked>,
    take_at: String,
}

/// What a person reads before saying yes.
struct Looked {
    name: String,
    sum: String,
    counts: Vec<(String, u64)>,
    takes: bool,
    refused: Vec<RowLine>,
    refused_more: u64,
    mended: Vec<RowLine>,
    mended_more: u64,
    repeated: Vec<RowLine>,
    repeated_more: u64,
}

struct RowLine {
    line: u64,
    why: String,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let id = mission.id()?;
    let by = seat.person()?.account;
    let look = console.waiting.get(&asked.file, by, id, seat.now);
    let mut form = Form::default();
    if look.is_none() && !asked.file.is_empty() {
        form.refuse("file", seat.tongue.say("file-gone"));
    }
    fill(&console, seat, id, form, look, asked).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    form: Form,
    look: Option<Arc<Look>>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Addresses, &asked)?;
            let look = look.map(|look| looked(t, &look));
            let (held, take_at) =
                (walk.progress.addresses, format!("{}/take", Stop::Addresses.at(id)));
            Ok(AddressesPage { page, frame: walk.frame, held, form, look, take_at })
        })
        .await
}

fn looked(t: Tongue, look: &Look) -> Looked {
    let Report { added, updated, unchanged, removed, elsewhere, mended, .. } = look.report;
    let Report { faults, mends, repeats, .. } = &look.report;
    let counts = [
        ("addresses-added", added),
        ("addresses-updated", updated),
        ("addresses-unchanged", unchanged),
        ("addresses-removed", removed),
        ("addresses-refused", faults.total),
        ("addresses-mended", mended),
        ("addresses-repeated", repeats.total),
        ("addresses-elsewhere", elsewhere),
    ];
    let always = |name: &str| matches!(name, "addresses-added" | "addresses-refused");
    let counts = counts.into_iter().filter(|(name, n)| *n > 0 || always(name));
    let lines = |notes: &[Note], family: &str| -> Vec<RowLine> {
        let line = |note: &Note| RowLine { line: note.line, why: why(t, family, note) };
        notes.iter().take(SHOWN).map(line).collect()
    };
    let more = |total: u64| total.saturating_sub(SHOWN as u64);
    let sum = [("rows", Part::Number(look.survey.rows)), ("taken", Part::Number(added + updated))];
    Looked {
        name: look.name.clone(),
        sum: words::strong(&t.with("addresses-sum", &sum)),
        counts: counts.map(|(name, n)| (t.say(name), n)).collect(),
        takes: added + updated > 0,
        refused: lines(&faults.first, "fault"),
        refused_more: more(faults.total),
        mended: lines(&mends.first, "mend"),
        mended_more: more(mends.total),
        repeated: lines(&repeats.first, "fault"),
        repeated_more: more(repeats.total),
    }
}

/// Why a row was refused or mended, with what stands there.
fn why(t: Tongue, family: &str, note: &Note) -> String {
    let written = note.reason.split('"').nth(1).unwrap_or_default();
    let other = note.reason.rsplit(' ').next().unwrap_or_default();
    let written = if note.code == "repeat" { other } else { written };
    match family {
        "mend" => t.about(&format!("mend-{}", note.code), written),
        _ => t.about(&format!("fault-{}", note.code), written),
    }
}

/// A file came: it is looked at, and shown, or sent back with what to do about it.
pub(in crate::console) async fn look(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
    Extension(upload): Extension<Option<Arc<Upload>>>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, t, now) = (mission.id()?, seat.tongue, seat.now);
    let mut form = Form::of(&posted);
    let territory = console
        .store
        .read(move |read| {
            let mission = super::super::missions::of(read, &principal, id)?;
            Ok::<_, Trouble>(mission.territory)
        })
        .await?;
    let is_large = upload.as_ref().is_some_and(|upload| upload.path().is_none());
    let Some(upload) = upload.filter(|_| !is_large) else {
        form.refuse("file", t.say(if is_large { "file-large" } else { "file-missing" }));
        return Ok(refused(fill(&console, seat, id, form, None, Asked::default()).await?));
    };
    let names = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let wanted =
        Wanted { communes: names(posted.get("commune")), streets: names(posted.get("streets")) };
    let (store, held, asked) = (Arc::clone(&console.store), Arc::clone(&upload), wanted.clone());
    let looked =
        tokio::task::spawn_blocking(move || read_through(&*store, territory, &held, &asked));
    let looked = looked.await.map_err(|_| Trouble::Unavailable)?;
    let (survey, report) = match looked {
        Ok(looked) => looked,
        Err(Unread::Store(error)) => return Err(error.into()),
        Err(Unread::File(error)) => {
            form.refuse("file", said(t, &error));
            return Ok(refused(fill(&console, seat, id, form, None, Asked::default()).await?));
        }
    };
    if !survey.unknown.is_empty() {
        let is_street = |name: &String| wanted.streets.contains(name);
        let field = if survey.unknown.iter().all(is_street) { "streets" } else { "commune" };
        form.refuse(field, t.about("file-unknown", &survey.unknown.join(", ")));
        return Ok(refused(fill(&console, seat, id, form, None, Asked::default()).await?));
    }
    let mut name = [0; 32];
    (console.random)(&mut name);
    let name = Secret(name).reveal();
    let at = Address::new(Stop::Addresses.at(id)).with("file", &name);
    let by = seat.person()?.account;
    console.waiting.put(Look { name, by, mission: id, at: now, upload, wanted, survey, report });
    Ok(see(&at.to_string()))
}

/// Why a file was not looked through.
enum Unread {
    File(FileError),
    Store(StoreError),
}

impl From<FileError> for Unread {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<ServiceError> for Unread {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => Self::Store(error),
            other => Self::Store(StoreError::Damaged(other.to_string())),
        }
    }
}

fn read_through(
    store: &dyn Store,
    territory: TerritoryId,
    upload: &Upload,
    wanted: &Wanted,
) -> Result<(Survey, Report), Unread> {
    let path = upload.path().ok_or(FileError::Empty)?;
    let file = AddressFile::open(path)?.with_bound(MOST);
    let survey = survey(&file, wanted, &mut |_| ())?;
    let mut report = Report::default();
    let preview = |addresses: Vec<_>| {
        let looked = store.read_now(move |read| ground::preview(read, Some(territory), &addresses));
        looked.map_err(Unread::from)
    };
    run(&file, &survey, wanted, preview, |line, outcome| report.add(line, &outcome))?;
    Ok((survey, report))
}

fn said(t: Tongue, error: &FileError) -> String {
    match error {
        FileError::Unreadable(_) | FileError::NotAFile => t.say("file-unreadable"),
        FileError::Empty => t.say("file-missing"),
        FileError::Zip => t.say("file-zip"),
        FileError::Utf16 => t.say("file-utf16"),
        FileError::NotText => t.say("file-no-text"),
        FileError::Header(header) => t.about("file-header", &header.missing.join(", ")),
        FileError::TooLarge(_) => t.say("file-unpacked-large"),
        FileError::LineTooLong(line) => t.count("file-line-long", *line),
    }
}

/// Takes what was shown, batch by batch; what another wrote meanwhile is seen.
pub(in crate::console) async fn take(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, now, random) = (mission.id()?, console.now, console.random);
    let name = posted.get("file").to_owned();
    let look = console.waiting.get(&name, principal.account, id, seat.now);
    let noted = act(&console, &principal, id, "mission-addresses", move |write, _| {
        let row = write.row(FeedId::Mission(id), Kind::Mission, id.0)?;
        let mission = Mission::read(&row.fields());
        mission.map_err(|error| ServiceError::refused(error.to_string()))
    });
    let territory = noted.await?.map_err(|_| Trouble::NotFound)?.territory;
    let Some(look) = look else {
        let asked = Asked { file: name, ..Asked::default() };
        let mut form = Form::default();
        form.refuse("file", seat.tongue.say("file-gone"));
        return Ok(refused(fill(&console, seat, id, form, None, asked).await?));
    };
    let store = Arc::clone(&console.store);
    let taken = tokio::task::spawn_blocking(move || {
        let path = look.upload.path().ok_or(FileError::Empty)?;
        let file = AddressFile::open(path)?.with_bound(MOST);
        let mut report = Report::default();
        let import = |addresses: Vec<_>| {
            let work = move |write: &mut dyn Write| {
                let mut fill = random;
                let mut moment = Moment { now: now(), random: &mut fill };
                ground::import(write, territory, &addresses, &mut moment)
            };
            store.write_now(work).map_err(Unread::from)
        };
        run(&file, &look.survey, &look.wanted, import, |line, outcome| report.add(line, &outcome))?;
        Ok::<_, Unread>(report.added + report.updated)
    });
    match taken.await.map_err(|_| Trouble::Unavailable)? {
        Ok(n) => Ok(see(&format!("{}?done=taken.{n}", Stop::Addresses.at(id)))),
        Err(Unread::Store(error)) => Err(error.into()),
        Err(Unread::File(_)) => Err(Trouble::Unavailable),
    }
}
