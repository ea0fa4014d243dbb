//! What the pages of the desk cost in a large database and in a small one: `cargo xtask bench
//! console` builds this and runs it.
//!
//! Fills a database with a million visits and one with ten thousand, serves both on loopback, asks
//! each page of each in turn, and prints the median, the 99th percentile and how many times longer
//! the large one takes. On a machine that does other things the figures are only a hint.
#![expect(clippy::print_stdout, reason = "a command line speaks on its terminal")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use shared::id::AccountId;
use shared::time::Millis;
use sync_server::api::{Api, launch};
use sync_server::auth::sign_in;
use sync_server::console::Console;
use sync_server::ledger::Ledger;
use sync_server::service::ServiceError;
use sync_server::service::desk::Moment;
use sync_server::store::{SqliteStore, Store};
use tokio::net::TcpListener;

mod fill;

use fill::Filled;

#[derive(Parser)]
struct Options {
    /// How many visits the large database has.
    #[arg(long, default_value_t = 1_000_000)]
    large: u64,
    /// How many visits the small database has.
    #[arg(long, default_value_t = 10_000)]
    small: u64,
    /// How often each page is asked for.
    #[arg(long, default_value_t = 60)]
    rounds: usize,
    /// Where the databases are kept, to be asked again; else they are made anew and thrown away.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// What a page of this database must not take longer than.
const MEDIAN: Duration = Duration::from_millis(100);
const PERCENTILE: Duration = Duration::from_millis(300);
const RATIO: f64 = 3.0;

fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn random(bytes: &mut [u8]) {
    static DRAWN: AtomicU64 = AtomicU64::new(1);
    let hash = blake3::hash(&DRAWN.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    for (byte, random) in bytes.iter_mut().zip(hash.as_bytes()) {
        *byte = *random;
    }
}

/// A database that is served, and the people who are signed in.
struct Served {
    origin: String,
    filled: Filled,
    admin: String,
    supervisor: String,
    store: Arc<dyn Store>,
}

impl Served {
    async fn new(folder: &Path, visits: u64) -> Result<Self> {
        let path = folder.join(format!("{visits}.db"));
        if !path.exists() {
            let began = Instant::now();
            fill::fill(&path, visits)?;
            println!("{visits} visits filled in in {:.1} s", began.elapsed().as_secs_f64());
        }
        let filled = fill::look(&path)?;
        let began = Instant::now();
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&path, now(), [5; 20])?);
        println!("{visits} visits opened in {:.1} s", began.elapsed().as_secs_f64());
        let ledger = Ledger::beside(&path);
        let console = Console::new(Arc::clone(&store), ledger, now, random);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let api = Api::new(Arc::clone(&store), now).with_console(console);
        tokio::spawn(launch(api, listener, std::future::pending()));
        let admin = seat(&*store, filled.admin)?;
        let supervisor = seat(&*store, filled.supervisor)?;
        Ok(Self { origin, filled, admin, supervisor, store })
    }

    /// How long an answer takes to the last byte.
    async fn ask(&self, http: &reqwest::Client, page: &Page) -> Result<Duration> {
        let cookie = if page.admin { &self.admin } else { &self.supervisor };
        let address = format!("{}{}", self.origin, (page.at)(&self.filled));
        let began = Instant::now();
        let answer = http.get(&address).header("cookie", cookie).send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        let took = began.elapsed();
        ensure!(status.is_success(), "{address} answered {status}: {text}");
        Ok(took)
    }
}

/// A session of this person, as a cookie.
fn seat(store: &dyn Store, account: AccountId) -> Result<String> {
    let secret = store.write_now(move |write| {
        let login = write.login_of(account)?;
        let login = login.ok_or_else(|| ServiceError::Refused("nobody signs in so".to_owned()))?;
        let mut fill = random;
        sign_in::begin(write, &login, "bench", &mut Moment { now: now(), random: &mut fill })
            .map_err(ServiceError::from)
    });
    let secret = secret.map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(format!("palier={}", secret.reveal()))
}

/// A page of the desk.
struct Page {
    name: &'static str,
    admin: bool,
    at: fn(&Filled) -> String,
}

const fn page(name: &'static str, at: fn(&Filled) -> String) -> Page {
    Page { name, admin: false, at }
}

const fn all(name: &'static str, at: fn(&Filled) -> String) -> Page {
    Page { name, admin: true, at }
}

const PAGES: &[Page] = &[
    page("missions", |_| "/desk/missions".to_owned()),
    page("board", |to| format!("/desk/missions/{}", to.mission)),
    page("board, table", |to| format!("/desk/missions/{}?view=table", to.mission)),
    page("report, draft", |to| format!("/desk/missions/{}/report", to.mission)),
    page("report, words", |to| format!("/desk/missions/{}/report/words", to.mission)),
    page("review, own missions", |_| "/desk/review".to_owned()),
    page("review, approved", |_| "/desk/review?state=approved".to_owned()),
    page("review, mission", |to| format!("/desk/review?mission={}", to.mission)),
    page("review, building", |to| format!("/desk/review?building={}", to.building)),
    page("review, neighbor", |to| format!("/desk/review?author={}", to.neighbor)),
    page("review, outcome", |_| "/desk/review?outcome=met".to_owned()),
    page("review, theme", |_| "/desk/review?theme=eau".to_owned()),
    page("review, language", |_| "/desk/review?language=pt".to_owned()),
    // Those of which both databases have a page full.
    page("review, words", |_| "/desk/review?q=radiateur&state=approved".to_owned()),
    page("map", |to| format!("/desk/missions/{}/map", to.mission)),
    page("prepare, services", |to| format!("/desk/missions/{}/services", to.mission)),
    page("prepare, buildings", |to| format!("/desk/missions/{}/buildings?q=essais", to.mission)),
    page("prepare, doors", |to| format!("/desk/missions/{}/doors", to.mission)),
    page("prepare, doors of one", |to| {
        format!("/desk/missions/{}/doors/{}", to.mission, to.building)
    }),
    page("prepare, team", |to| format!("/desk/missions/{}/team", to.mission)),
    page("prepare, start", |to| format!("/desk/missions/{}/start", to.mission)),
    page("follow-ups, late", |_| "/desk/follow-ups".to_owned()),
    page("follow-ups, mission", |to| format!("/desk/follow-ups?state=due&mission={}", to.mission)),
    page("follow-ups, nobody's", |_| "/desk/follow-ups?who=none".to_owned()),
    all("follow-ups, all", |_| "/desk/follow-ups".to_owned()),
    all("follow-ups, all, done", |_| "/desk/follow-ups?state=done".to_owned()),
    page("doors, found", |_| "/desk/doors?q=12+essais".to_owned()),
    page("doors, street", |_| "/desk/doors?q=rue".to_owned()),
    page("door", |to| format!("/desk/doors/{}", to.door)),
    page("door, erase", |to| format!("/desk/doors/{}/erase", to.door)),
    page("calendar", |_| "/desk/me/calendar".to_owned()),
    page("mission, new", |_| "/desk/missions/new".to_owned()),
    page("prepare", |to| format!("/desk/missions/{}/prepare", to.mission)),
    page("prepare, addresses", |to| format!("/desk/missions/{}/addresses", to.mission)),
    page("exports", |_| "/desk/exports".to_owned()),
    page("phones", |_| "/desk/phones".to_owned()),
    page("to decide", |_| "/desk/aside".to_owned()),
    page("my account", |_| "/desk/me".to_owned()),
    all("missions, all", |_| "/desk/missions".to_owned()),
    all("review, all", |_| "/desk/review".to_owned()),
    all("review, all, theme", |_| "/desk/review?theme=bruit".to_owned()),
    all("review, all, words", |_| "/desk/review?q=voisine".to_owned()),
    all("doors, all, street", |_| "/desk/doors?q=essais".to_owned()),
    all("people", |_| "/desk/people".to_owned()),
    all("journal", |_| "/desk/audit".to_owned()),
    all("journal, filtered", |to| format!("/desk/audit?what=approve&who={}", to.supervisor)),
];

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    drop(rustls::crypto::ring::default_provider().install_default());
    let thrown_away = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(thrown_away.path());
    std::fs::create_dir_all(folder)?;
    let small = Served::new(folder, options.small).await?;
    let large = Served::new(folder, options.large).await?;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    println!("\n| page | {} | p99 | {} | p99 | ratio | |", options.small, options.large);
    println!("|---|---|---|---|---|---|---|");
    for page in PAGES {
        let (mut few, mut many) = (Vec::new(), Vec::new());
        for round in 0..options.rounds + 3 {
            let (one, other) = (small.ask(&http, page).await?, large.ask(&http, page).await?);
            // The first ones warm the caches up.
            if round >= 3 {
                few.push(one);
                many.push(other);
            }
        }
        let (few, many) = (Spread::of(few)?, Spread::of(many)?);
        let ratio = many.median.as_secs_f64() / few.median.as_secs_f64();
        // Where both are quick, nobody feels their ratio.
        let good = many.median <= MEDIAN && many.percentile <= PERCENTILE && ratio <= RATIO;
        println!(
            "| {} | {} | {} | {} | {} | {ratio:.1} | {} |",
            page.name,
            ms(few.median),
            ms(few.percentile),
            ms(many.median),
            ms(many.percentile),
            if good { "" } else { "misses" }
        );
    }
    drop((small.store, large.store));
    Ok(())
}

struct Spread {
    median: Duration,
    percentile: Duration,
}

impl Spread {
    fn of(mut took: Vec<Duration>) -> Result<Self> {
        took.sort_unstable();
        let at = |share: usize| took.get((took.len() * share / 100).min(took.len() - 1)).copied();
        let (median, percentile) = (at(50), at(99));
        Ok(Self {
            median: median.context("a page is asked for once at least")?,
            percentile: percentile.context("a page is asked for once at least")?,
        })
    }
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}
