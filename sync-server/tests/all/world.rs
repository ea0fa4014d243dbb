//! A server with the demonstration, and phones that say exactly what a test wants them to say.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use shared::change::{Base, Change};
use shared::id::{AccountId, DeviceId, EpochId, FeedId, MissionId, TerritoryId, new_uuid};
use shared::protocol::{
    ChangeOutcome, Cursor, ENROL_PATH, EnrolAnswer, EnrolRequest, Problem, ProblemCode, Row,
    SYNC_PATH, SyncAnswer, SyncRequest, Token, VERSION,
};
use shared::record::Kind;
use shared::time::{ClockSession, Millis};
use shared::value::{Fields, Value};
use shared::wire;
use shared::words::CodeWords;
use sync_server::api::{Api, launch};
use sync_server::console::Console;
use sync_server::ledger::Ledger;
use sync_server::service::demo::{self, Made};
use sync_server::service::desk::Moment;
use sync_server::service::{ServiceError, accounts};
use sync_server::store::{PostgresStore, SqliteStore, Store, Write};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::cluster::cluster;
use super::on_postgres::STORE;

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// Bytes that differ at each call.
pub(crate) fn random(bytes: &mut [u8]) {
    let drawn = DRAWN.fetch_add(1, Ordering::Relaxed);
    let hash = blake3::hash(&drawn.to_le_bytes());
    for (byte, random) in bytes.iter_mut().zip(hash.as_bytes()) {
        *byte = *random;
    }
}

pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Millis(i64::try_from(since.as_millis()).unwrap())
}

pub(crate) fn new_id() -> Uuid {
    let mut bytes = [0; 10];
    random(&mut bytes);
    new_uuid(now(), bytes)
}

/// A store in which nothing is: a file, or what [`STORE`] asks for.
fn fresh_store(path: &Path) -> Arc<dyn Store> {
    if std::env::var_os(STORE).is_none() {
        return Arc::new(SqliteStore::open(path, now(), [5; 20]).unwrap());
    }
    let open = |address: &str| PostgresStore::open(address, now(), [5; 20]).unwrap();
    Arc::new(open(&cluster().unwrap().database(|address| drop(open(address)))))
}

pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) made: Made,
    pub(crate) http: reqwest::Client,
    pub(crate) address: SocketAddr,
    pub(crate) served: tokio::task::JoinHandle<std::io::Result<()>>,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|api| api, std::future::pending()).await
    }

    /// A world whose server is set up by `set_up` and served until `shutdown` is done.
    pub(crate) async fn with(
        set_up: impl FnOnce(Api) -> Api,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        // Fails where another test of this process was first, and that is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let folder = tempfile::tempdir().unwrap();
        let store = fresh_store(&folder.path().join("central.db"));
        let made = write(&*store, |write, moment| demo::make(write, None, moment));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let ledger = Ledger::beside(&folder.path().join("central.db"));
        let console = Console::new(Arc::clone(&store), ledger, now, random);
        let api = set_up(Api::new(Arc::clone(&store), now).with_console(console));
        let served = tokio::spawn(launch(api, listener, shutdown));
        Self { store, made, http: reqwest::Client::new(), address, served, folder }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Where the database lies.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("central.db")
    }

    /// A folder that goes with the world.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub(crate) fn desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
    ) -> T {
        write(&*self.store, work)
    }

    /// What must stay as it is when a message is refused: every feed with its count and digest,
    /// and what is kept aside.
    pub(crate) fn state(&self) -> String {
        state_of(&*self.store)
    }

    pub(crate) fn row(&self, feed: FeedId, kind: Kind, id: Uuid) -> Fields {
        let row = self.store.read_now(move |read| read.row(feed, kind, id));
        row.unwrap().fields()
    }

    /// The mission in which the first neighbor works.
    pub(crate) fn mission(&self) -> FeedId {
        FeedId::Mission(self.made.missions[0].0)
    }

    pub(crate) fn mission_id(&self) -> MissionId {
        self.made.missions[0].0
    }

    pub(crate) fn territory(&self) -> TerritoryId {
        self.made.territory
    }

    pub(crate) fn door(&self, index: usize) -> Uuid {
        let feed = FeedId::Territory(self.made.territory);
        let doors = self.store.read_now(move |read| read.rows(feed, Kind::Door)).unwrap();
        doors[index].0
    }

    pub(crate) fn epoch(&self) -> EpochId {
        self.store.read_now(|read| read.epoch()).unwrap()
    }

    pub(crate) async fn post<T: wire::Message>(
        &self,
        path: &str,
        token: Option<Token>,
        body: Vec<u8>,
    ) -> Result<T, Problem> {
        let mut request = self.http.post(self.url(path)).body(body);
        if let Some(token) = token {
            request = request.bearer_auth(token.reveal());
        }
        let answer = request.send().await.unwrap();
        let good = answer.status().is_success();
        let bytes = answer.bytes().await.unwrap();
        if good {
            Ok(wire::unpack(&bytes).unwrap())
        } else {
            Err(serde_json::from_slice(&bytes).unwrap())
        }
    }

    pub(crate) async fn send<M: wire::Message, T: wire::Message>(
        &self,
        path: &str,
        token: Option<Token>,
        message: &M,
    ) -> Result<T, Problem> {
        self.post(path, token, wire::pack(message).unwrap()).await
    }

    pub(crate) fn code(&self, account: AccountId) -> CodeWords {
        let hour = 60 * Millis::MINUTE;
        self.desk(move |write, moment| accounts::enrolment_code(write, account, hour, moment)).0
    }

    pub(crate) fn enrolment(&self, account: AccountId) -> EnrolRequest {
        let mut token = [0; 32];
        random(&mut token);
        EnrolRequest {
            protocol: VERSION,
            code: self.code(account).to_string(),
            device: DeviceId(new_id()),
            token: Token(token),
            label: "téléphone".to_owned(),
            account: None,
        }
    }

    /// A phone of the neighbor with that index.
    pub(crate) async fn phone(&self, neighbor: usize) -> Phone {
        let account = self.made.neighbors[neighbor].1;
        let request = self.enrolment(account);
        let answer: EnrolAnswer = self.send(ENROL_PATH, None, &request).await.unwrap();
        assert_eq!(answer.account, account);
        Phone { account, device: request.device, token: request.token, next: 1 }
    }

    pub(crate) async fn sync(&self, phone: &Phone, changes: &[Change]) -> SyncAnswer {
        self.try_sync(phone, changes, &[]).await.unwrap()
    }

    pub(crate) async fn try_sync(
        &self,
        phone: &Phone,
        changes: &[Change],
        feeds: &[Cursor],
    ) -> Result<SyncAnswer, Problem> {
        self.send(SYNC_PATH, Some(phone.token), &request(changes, feeds)).await
    }
}

pub(crate) fn state_of(store: &dyn Store) -> String {
    let state = store.read_now(|read| {
        let mut all = format!("{:?}", read.quarantined()?);
        for feed in read.feeds()? {
            all += &format!("{feed} {:?}\n", read.feed(feed)?);
        }
        Ok::<_, ServiceError>(all)
    });
    state.unwrap()
}

fn write<T: Send + 'static>(
    store: &dyn Store,
    work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, ServiceError> + Send + 'static,
) -> T {
    let done =
        store.write_now(move |write| work(write, &mut Moment { now: now(), random: &mut random }));
    done.unwrap()
}

pub(crate) fn request(changes: &[Change], feeds: &[Cursor]) -> SyncRequest {
    SyncRequest {
        protocol: VERSION,
        app: "test".to_owned(),
        sent_at: now(),
        clock: ClockSession(1),
        clock_since: now().plus(-Millis::DAY),
        waiting: changes.len() as u64,
        attention: 0,
        changes: changes.to_vec(),
        feeds: feeds.to_vec(),
        wants_seal_key: false,
        recovery: None,
        as_told: None,
    }
}

/// A hand that writes changes in the name of one enrolled phone.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) account: AccountId,
    pub(crate) device: DeviceId,
    pub(crate) token: Token,
    pub(crate) next: u64,
}

impl Phone {
    pub(crate) fn change(
        &mut self,
        feed: FeedId,
        kind: Kind,
        id: Uuid,
        base: Option<Base>,
        fields: &[(&str, Value)],
    ) -> Change {
        let n = self.next;
        self.next += 1;
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Change {
            feed,
            n,
            kind: kind.as_str().to_owned(),
            id,
            at: now(),
            clock: ClockSession(1),
            fields: fields.collect(),
            base,
        }
    }

    pub(crate) fn visit(&mut self, world: &World, door: Uuid) -> Change {
        let account = self.account;
        self.change(
            world.mission(),
            Kind::Visit,
            new_id(),
            None,
            &[
                ("door", Value::Text(door.to_string())),
                ("author", Value::Text(account.to_string())),
                ("outcome", Value::from("met")),
                ("started", Value::Int(now().0)),
                ("note", Value::from("Le chauffage ne marche plus.")),
            ],
        )
    }

    pub(crate) fn need(&mut self, world: &World, visit: Uuid) -> Change {
        let fields =
            [("visit", Value::Text(visit.to_string())), ("theme", Value::from("chauffage"))];
        self.change(world.mission(), Kind::Need, new_id(), None, &fields)
    }
}

pub(crate) fn outcomes(answer: &SyncAnswer) -> Vec<ChangeOutcome> {
    answer.results.iter().map(|result| result.outcome.clone()).collect()
}

pub(crate) fn rows(answer: &SyncAnswer, feed: FeedId) -> Vec<&Row> {
    let pages = answer.feeds.iter().filter(|page| page.feed == feed);
    pages.flat_map(|page| &page.rows).collect()
}

pub(crate) fn code_of<T: std::fmt::Debug>(result: Result<T, Problem>) -> ProblemCode {
    result.unwrap_err().code
}
