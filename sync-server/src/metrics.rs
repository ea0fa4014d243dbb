//! What a server tells of itself in numbers, in the text format that Prometheus reads.
//!
//! Counts, times and codes alone: no name, no address, no id of a person or a phone stands in a label.
//! It answers at an address of its own, so that who may read pages and who may read this are two
//! questions. Start at [`Metrics`].

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use shared::id::FeedId;
use shared::protocol::{ChangeOutcome, SyncAnswer};
use shared::time::Millis;
use tokio::net::TcpListener;

use crate::store::{Read, Store, StoreError};

/// Bounds of the times that answers take, in seconds: phones wait on the first half of them.
const TIMES: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
/// How an answer says what it is.
pub const TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is counted while a server runs. A clone counts into the same.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Asked, Counter>,
    seconds: Family<At, Histogram, fn() -> Histogram>,
    changes: Family<Became, Counter>,
    rows: Counter,
    stands: Stands,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    path: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct At {
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Became {
    outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Outcome(&'static str);

impl EncodeLabelValue for Outcome {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        self.0.encode(encoder)
    }
}

/// How things stand when somebody asks: read anew each time, so that nothing here grows old.
#[derive(Clone, Default)]
struct Stands {
    phones: Gauge,
    phones_today: Gauge,
    phones_waiting: Gauge,
    changes_waiting: Gauge,
    aside: Gauge,
    to_review: Gauge,
    missions: Gauge,
    backup_age: Gauge<f64, AtomicU64>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Counters that begin with nothing.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("palier");
        let requests = Family::<Asked, Counter>::default();
        registry.register("requests", "Requests, by address and answer", requests.clone());
        let times: fn() -> Histogram = || Histogram::new(TIMES);
        let seconds = Family::new_with_constructor(times);
        let help = "From the head of a request to the head of its answer";
        registry.register_with_unit("request", help, Unit::Seconds, seconds.clone());
        let changes = Family::<Became, Counter>::default();
        registry.register("changes", "Changes of phones, by what became of them", changes.clone());
        let rows = Counter::default();
        registry.register("rows_sent", "Rows that were given to phones", rows.clone());
        let stands = Stands::default();
        stands.register(&mut registry);
        Self { registry: Arc::new(registry), requests, seconds, changes, rows, stands }
    }

    /// Counts an answer. `path` is an address as the server knows it, not as it was asked for.
    pub(crate) fn answered(&self, path: &str, status: StatusCode, took: Duration) {
        let asked = Asked { path: path.to_owned(), status: status.as_u16() };
        self.requests.get_or_create(&asked).inc();
        let at = At { path: path.to_owned() };
        self.seconds.get_or_create(&at).observe(took.as_secs_f64());
    }

    /// Counts what a phone brought and was given.
    pub(crate) fn synced(&self, answer: &SyncAnswer) {
        for result in &answer.results {
            let outcome = Outcome(match result.outcome {
                ChangeOutcome::Accepted { .. } => "accepted",
                ChangeOutcome::Quarantined { .. } => "quarantined",
                ChangeOutcome::Expected { .. } => "expected",
                ChangeOutcome::Cloned => "cloned",
            });
            self.changes.get_or_create(&Became { outcome }).inc();
        }
        let rows: usize = answer.feeds.iter().map(|page| page.rows.len()).sum();
        self.rows.inc_by(u64::try_from(rows).unwrap_or(u64::MAX));
    }

    /// All of it, as text.
    async fn text(&self, store: &dyn Store, now: Millis) -> Result<String, StoreError> {
        let stands = self.stands.clone();
        store.read(move |read| stands.take(read, now)).await?;
        let mut text = String::new();
        encode(&mut text, &self.registry)
            .map_err(|_| StoreError::Unavailable("the numbers cannot be written".to_owned()))?;
        Ok(text)
    }
}

impl Stands {
    fn register(&self, registry: &mut Registry) {
        let gauges = [
            ("phones", "Phones that were enrolled", &self.phones),
            ("phones_seen_today", "Phones that synced within a day", &self.phones_today),
            (
                "phones_waiting",
                "Phones that had work to send when they last came",
                &self.phones_waiting,
            ),
            (
                "changes_waiting",
                "Changes that waited on phones when they last came",
                &self.changes_waiting,
            ),
            ("changes_aside", "Changes kept aside that nobody decided yet", &self.aside),
            ("visits_to_review", "Visits that nobody reviewed yet", &self.to_review),
            ("missions", "Missions in the database", &self.missions),
        ];
        for (name, help, gauge) in gauges {
            registry.register(name, help, gauge.clone());
        }
        let help = "Since the newest backup; -1 where none was made";
        registry.register_with_unit("backup_age", help, Unit::Seconds, self.backup_age.clone());
    }

    fn take(&self, read: &dyn Read, now: Millis) -> Result<(), StoreError> {
        let devices = read.devices()?;
        let contacts = || devices.iter().filter_map(|(_, contact)| contact.as_ref());
        let waiting = contacts().map(|contact| contact.waiting);
        set(&self.phones, devices.len());
        set(&self.phones_today, contacts().filter(|one| now.0 - one.at.0 < DAY).count());
        set(&self.phones_waiting, contacts().filter(|one| one.waiting > 0).count());
        set(&self.changes_waiting, waiting.sum::<u64>());
        set(&self.aside, read.undecided_counts()?.iter().map(|(_, count)| count).sum::<u64>());
        set(&self.to_review, read.all_review_counts()?.received);
        let feeds = read.feeds()?.into_iter();
        let is_mission = |feed: &FeedId| matches!(feed, FeedId::Mission(_));
        set(&self.missions, feeds.filter(is_mission).count());
        let age = read.last_backup()?.map(|note| f64::from(seconds(now.0 - note.made.0)));
        self.backup_age.set(age.unwrap_or(-1.0));
        Ok(())
    }
}

fn seconds(millis: i64) -> i32 {
    i32::try_from(millis.max(0) / 1000).unwrap_or(i32::MAX)
}

fn set(gauge: &Gauge, value: impl TryInto<i64>) {
    gauge.set(value.try_into().unwrap_or(i64::MAX));
}

/// Answers `GET /metrics` at an address of its own, until the task is dropped.
///
/// # Errors
/// When the address cannot be had.
pub async fn listen(
    address: SocketAddr,
    metrics: Metrics,
    store: Arc<dyn Store>,
    now: fn() -> Millis,
) -> std::io::Result<(SocketAddr, impl Future<Output = std::io::Result<()>> + Send)> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/metrics", get(told)).with_state((metrics, store, now));
    Ok((address, async move { axum::serve(listener, router).await }))
}

type Told = (Metrics, Arc<dyn Store>, fn() -> Millis);

async fn told(State((metrics, store, now)): State<Told>) -> Response {
    match metrics.text(&*store, now()).await {
        Ok(text) => ([(header::CONTENT_TYPE, TYPE)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
