//! Fills a database in bulk, past the protocol: rows of the typed tables as acceptance would leave
//! them, without their history. What the pages read is made by the first start, as after an update.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use shared::id::{AccountId, DeviceId, FeedId, new_uuid};
use shared::merge::Stamps;
use shared::record::{Kind, Line, Role};
use shared::stamp::Stamp;
use shared::time::Millis;
use sync_server::auth::sign_in;
use sync_server::service::desk::Moment;
use sync_server::service::{ServiceError, accounts};
use sync_server::store::{SqliteStore, Store};
use uuid::Uuid;

/// A mission as they are: so many visits at so many doors of so many houses.
const VISITS: u64 = 2500;
const DOORS: u64 = 1500;
const BUILDINGS: u64 = 50;
const NEIGHBORS: u64 = 8;
/// Missions of one territory, and territories of one supervisor.
const MISSIONS: u64 = 4;
const TERRITORIES: u64 = 10;
/// The first visit.
const FIRST: i64 = 1_780_000_000_000;

const NOTES: [&str; 8] = [
    "Radiateur froid dans la chambre, depuis trois semaines.",
    "Fuite sous l\u{2019}évier, déjà signalée au gardien.",
    "La voisine demande un rendez-vous avec l\u{2019}assistante sociale.",
    "Facture d\u{2019}eau très haute, ne comprend pas le détail.",
    "Ascenseur en panne, porte ses courses au troisième à pied.",
    "Madame est malade et ne sort plus.",
    "Préfère qu\u{2019}on revienne un samedi matin.",
    "Bruit la nuit dans le hall, dort mal.",
];
/// So many of a role stand on the page of people at most.
const PEOPLE: usize = 200;
const THEMES: [&str; 6] = ["chauffage", "eau", "ascenseur", "charges", "bruit", "humidite"];
const LANGUAGES: [&str; 5] = ["fr", "ar", "pt", "tr", "bm"];

/// What is asked about.
pub(super) struct Filled {
    pub(super) admin: AccountId,
    pub(super) supervisor: AccountId,
    pub(super) mission: String,
    pub(super) building: String,
    pub(super) neighbor: String,
    pub(super) door: String,
}

struct Bulk<'c> {
    connection: &'c Connection,
    drawn: u64,
    seq: u64,
}

/// Makes a database with so many visits at `path`.
pub(super) fn fill(path: &Path, visits: u64) -> Result<()> {
    let store: Box<dyn Store> = Box::new(SqliteStore::open(path, Millis(FIRST), [5; 20])?);
    let territories = visits.div_ceil(VISITS * MISSIONS).max(1);
    let feeds: Vec<FeedId> =
        (0..territories).map(|n| FeedId::Territory(shared::id::TerritoryId(id(n, 1)))).collect();
    let made = feeds.clone();
    let people = store.write_now(move |write| {
        for feed in &made {
            write.create_feed(*feed)?;
        }
        let mut fill = super::random;
        let mut moment = Moment { now: Millis(FIRST), random: &mut fill };
        let mut people = Vec::new();
        let own: Vec<_> = made.iter().copied().take(TERRITORIES as usize).collect();
        for (name, role, scopes) in
            [("Claire D.", Role::Admin, Vec::new()), ("Sonia M.", Role::Supervisor, own)]
        {
            let name =
                Line::parse(name).map_err(|error| ServiceError::Refused(error.to_string()))?;
            let account = accounts::add(write, name, role, &mut moment)?;
            sign_in::invite(write, account, None, Some(&scopes), &mut moment)?;
            people.push(account);
        }
        // A page of people is full, however many visits there are.
        for n in 0..PEOPLE {
            let name = Line::parse(&format!("Ancienne {n}"))
                .map_err(|error| ServiceError::Refused(error.to_string()))?;
            accounts::add(write, name, Role::Neighbor, &mut moment)?;
        }
        Ok::<_, ServiceError>(people)
    });
    let people = people.map_err(|error| anyhow::anyhow!("{error}"))?;
    drop(store);
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -400_000)?;
    let transaction = connection.transaction()?;
    let mut bulk = Bulk { connection: &transaction, drawn: 10, seq: 0 };
    bulk.catalogue()?;
    let mut left = visits;
    for feed in &feeds {
        left = bulk.territory(*feed, left, &people)?;
    }
    // The first start reads all of it.
    transaction.execute("UPDATE pages SET made = 0", [])?;
    transaction.commit()?;
    Ok(())
}

/// What there is to ask about.
pub(super) fn look(path: &Path) -> Result<Filled> {
    let connection = Connection::open(path)?;
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    let person = |role: &str| -> Result<AccountId> {
        let found = one(&format!("SELECT id FROM account WHERE role = '{role}'"))?;
        found.parse().map_err(|_| anyhow::anyhow!("{found} is no account"))
    };
    let (territory, _) = (id(0, 1), ());
    let mission = one(&format!("SELECT id FROM mission WHERE territory = '{territory}' LIMIT 1"))
        .context("there is a mission")?;
    let feed = format!("mission/{mission}");
    Ok(Filled {
        admin: person("admin")?,
        supervisor: person("supervisor")?,
        building: one(&format!(
            "SELECT id FROM building WHERE feed = 'territory/{territory}' LIMIT 1"
        ))?,
        neighbor: one(&format!("SELECT account FROM assignment WHERE feed = '{feed}' LIMIT 1"))?,
        door: one(&format!("SELECT door FROM visit WHERE feed = '{feed}' LIMIT 1"))?,
        mission,
    })
}

/// An id that is as it were of this second.
fn id(n: u64, kind: u64) -> Uuid {
    let hash = blake3::hash(&[n.to_le_bytes(), kind.to_le_bytes()].concat());
    let mut random = [0; 10];
    for (byte, drawn) in random.iter_mut().zip(hash.as_bytes()) {
        *byte = *drawn;
    }
    new_uuid(Millis(FIRST).plus(i64::try_from(n).unwrap_or(0)), random)
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

impl Bulk<'_> {
    fn id(&mut self) -> Uuid {
        self.drawn += 1;
        id(self.drawn, 2)
    }

    /// A number below `most` that differs from call to call, and is the same at each run.
    fn draw(&mut self, most: u64) -> u64 {
        self.drawn += 1;
        let hash = blake3::hash(&self.drawn.to_le_bytes());
        let bytes = hash.as_bytes().first_chunk().copied().unwrap_or_default();
        u64::from_le_bytes(bytes) % most
    }

    fn put(&mut self, feed: FeedId, kind: Kind, id: Uuid, fields: &[(&str, Value)]) -> Result<()> {
        self.seq += 1;
        let stamp = Stamp { at: Millis(FIRST), counter: 0, device: DeviceId(Uuid::nil()) };
        let stamps = fields.iter().map(|(name, _)| ((*name).to_owned(), (stamp, self.seq)));
        let stamps = Stamps(stamps.collect()).to_string();
        let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
        let marks: Vec<_> = (5..5 + names.len()).map(|n| format!("?{n}")).collect();
        let sql = format!(
            "INSERT INTO {kind} (feed, id, seq, stamps, {}) VALUES (?1, ?2, ?3, ?4, {})",
            names.join(", "),
            marks.join(", ")
        );
        let seq = i64::try_from(self.seq)?;
        let head = [text(feed), text(id), Value::Integer(seq), Value::Text(stamps)];
        let values = head.into_iter().chain(fields.iter().map(|(_, value)| value.clone()));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn feed(&self, feed: FeedId) -> Result<()> {
        let sql = "INSERT INTO feed (feed, seq) VALUES (?1, 1000000000) \
                   ON CONFLICT (feed) DO UPDATE SET seq = excluded.seq";
        self.connection.prepare_cached(sql)?.execute([feed.to_string()])?;
        Ok(())
    }

    fn catalogue(&mut self) -> Result<()> {
        let feed = FeedId::Catalogue;
        self.feed(feed)?;
        let partner = [("code", text("eaux")), ("name", text("Eaux de la Vallée"))];
        self.put(feed, Kind::Partner, id(0, 3), &partner)?;
        for n in 0..6 {
            let service = [
                ("code", text(format!("service-{n}"))),
                ("name", text(format!("Service {n}"))),
                ("theme", text("eau")),
                ("what", text("Une aide.")),
            ];
            self.put(feed, Kind::Service, id(n, 4), &service)?;
        }
        Ok(())
    }

    /// A territory with its houses and missions; says how many visits are left to make.
    fn territory(&mut self, feed: FeedId, mut left: u64, people: &[AccountId]) -> Result<u64> {
        self.feed(feed)?;
        let own = feed.owner().unwrap_or_default();
        self.put(feed, Kind::Territory, own, &[("name", text(format!("Quartier {}", self.seq)))])?;
        let (mut buildings, mut doors) = (Vec::new(), Vec::new());
        for number in 0..BUILDINGS {
            let building = self.id();
            let fields = [
                ("street", text("rue des Essais")),
                ("number", Value::Integer(i64::try_from(number)? + 1)),
                ("lat_e6", Value::Integer(48_600_000 + i64::try_from(number)? * 300)),
                ("lon_e6", Value::Integer(2_400_000)),
            ];
            self.put(feed, Kind::Building, building, &fields)?;
            let stairwell = self.id();
            let fields = [("building", text(building)), ("name", text("A"))];
            self.put(feed, Kind::Stairwell, stairwell, &fields)?;
            for n in 0..DOORS / BUILDINGS {
                let door = self.id();
                let fields = [
                    ("stairwell", text(stairwell)),
                    ("floor", Value::Integer(i64::try_from(n / 4)?)),
                    ("rank", Value::Integer(i64::try_from(n % 4)? + 1)),
                    ("label", text(n + 1)),
                ];
                self.put(feed, Kind::Door, door, &fields)?;
                doors.push(door);
            }
            buildings.push(building);
        }
        let mut team = Vec::new();
        for n in 0..NEIGHBORS {
            let account = self.id();
            let own = FeedId::Account(AccountId(account));
            self.feed(own)?;
            let name = format!("Voisin {} {n}", self.seq);
            let fields = [("name", text(&name)), ("role", text("neighbor"))];
            self.put(own, Kind::Account, account, &fields)?;
            team.push((account, name));
        }
        for _ in 0..MISSIONS {
            let visits = left.min(VISITS);
            left -= visits;
            self.mission(own, visits, &team, &buildings, &doors, people)?;
        }
        Ok(left)
    }

    fn mission(
        &mut self,
        territory: Uuid,
        visits: u64,
        team: &[(Uuid, String)],
        buildings: &[Uuid],
        doors: &[Uuid],
        people: &[AccountId],
    ) -> Result<()> {
        let mission = self.id();
        let feed = FeedId::Mission(shared::id::MissionId(mission));
        self.feed(feed)?;
        let fields = [
            ("territory", text(territory)),
            ("partner", text(id(0, 3))),
            ("title", text(format!("Mission {}", self.seq))),
            ("theme", text("eau")),
            ("starts", text("2026-09-01")),
            ("ends", text("2026-11-30")),
            ("state", text("open")),
        ];
        self.put(feed, Kind::Mission, mission, &fields)?;
        for n in 0..6 {
            let fields =
                [("service", text(id(n, 4))), ("position", Value::Integer(i64::try_from(n)?))];
            let own = self.id();
            self.put(feed, Kind::MissionService, own, &fields)?;
        }
        for (n, building) in buildings.iter().enumerate() {
            let Some((account, name)) = team.get(n % team.len()) else { continue };
            let fields =
                [("account", text(account)), ("name", text(name)), ("building", text(building))];
            let own = self.id();
            self.put(feed, Kind::Assignment, own, &fields)?;
            let sql = "INSERT OR IGNORE INTO membership (account, feed) VALUES (?1, ?2)";
            let key = [account.to_string(), feed.to_string()];
            self.connection.prepare_cached(sql)?.execute(key)?;
        }
        for n in 0..visits {
            self.visit(feed, n, team, doors, people)?;
        }
        Ok(())
    }

    fn visit(
        &mut self,
        feed: FeedId,
        n: u64,
        team: &[(Uuid, String)],
        doors: &[Uuid],
        people: &[AccountId],
    ) -> Result<()> {
        let visit = self.id();
        let one = |draw: u64, most: usize| usize::try_from(draw).unwrap_or(0) % most.max(1);
        let door = doors.get(one(n * 7, doors.len())).copied().unwrap_or_default();
        let author = team.get(one(n, team.len())).map(|(account, _)| *account).unwrap_or_default();
        let outcome = match self.draw(100) {
            0..52 => "absent",
            52..82 => "met",
            82..91 => "refused",
            91..97 => "come_back",
            97..99 => "vacant",
            _ => "inaccessible",
        };
        let met = outcome == "met";
        let started = FIRST + i64::try_from(n)? * 3 * Millis::MINUTE;
        let mut fields = vec![
            ("door", text(door)),
            ("author", text(author)),
            ("outcome", text(outcome)),
            ("started", Value::Integer(started)),
        ];
        if met {
            let note = NOTES.get(one(self.draw(8), 8)).copied().unwrap_or_default();
            let language = LANGUAGES.get(one(self.draw(9), 5)).copied().unwrap_or_default();
            fields.push(("note", text(note)));
            fields.push(("language", text(language)));
        }
        self.put(feed, Kind::Visit, visit, &fields)?;
        if outcome == "come_back" {
            let due = format!("20{}-{:02}-15", 26 + n % 2, 1 + n % 12);
            let fields = [("visit", text(visit)), ("sort", text("revisit")), ("due", text(due))];
            let own = self.id();
            self.put(feed, Kind::Appointment, own, &fields)?;
        }
        if met {
            let theme = THEMES.get(one(self.draw(6), 6)).copied().unwrap_or_default();
            let mut need = vec![("visit", text(visit)), ("theme", text(theme))];
            if n.is_multiple_of(5) {
                need.push(("words", text("On l\u{2019}a dit trois fois.")));
            }
            let own = self.id();
            self.put(feed, Kind::Need, own, &need)?;
            let advice = [("visit", text(visit)), ("service", text(id(self.draw(6), 4)))];
            let own = self.id();
            self.put(feed, Kind::Advice, own, &advice)?;
        }
        if self.draw(100) < 90
            && let Some(reviewer) = people.last()
        {
            let review = [
                ("visit", text(visit)),
                ("reviewed_seq", Value::Integer(i64::try_from(self.seq)?)),
                ("verdict", text("approved")),
                ("reviewer", text(reviewer)),
            ];
            let own = self.id();
            self.put(feed, Kind::Review, own, &review)?;
            let sql = "INSERT INTO audit (at, account, verb, feed, record) \
                       VALUES (?1, ?2, 'approve', ?3, ?4)";
            let line = (started, reviewer.to_string(), feed.to_string(), visit.to_string());
            self.connection.prepare_cached(sql)?.execute(line)?;
        }
        Ok(())
    }
}
