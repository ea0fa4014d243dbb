//! HTTP: one file a verb, each of them a few lines around a use case.
//!
//! Messages are packed as `shared::wire` says; what cannot be taken at all is answered by a
//! `Problem` in plain JSON. Nothing about people is logged: counts and codes only.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use axum::serve::{Listener, ListenerExt};
use shared::protocol::{ENROL_PATH, PIECES_PATH, ProblemCode, SPLIT_PATH, SYNC_PATH};
use shared::time::Millis;
use tower_http::catch_panic::CatchPanicLayer;

use crate::console::Console;
use crate::metrics::Metrics;
use crate::store::Store;
use crate::web::App;

mod answer;
mod enrol;
mod health;
mod packed;
mod pieces;
mod rates;
mod split;
mod sync;
mod tries;

use answer::Failure;
pub use rates::Rate;
use rates::Rates;
use tries::Tries;

/// How long a request may take to arrive and be answered, where nothing else is said.
const PATIENCE: Duration = Duration::from_secs(60);

/// What every verb works with.
#[derive(Clone)]
pub struct Api {
    store: Arc<dyn Store>,
    now: fn() -> Millis,
    tries: Arc<Mutex<Tries>>,
    rates: Arc<Rates>,
    patience: Duration,
    is_secure: bool,
    is_behind_proxy: bool,
    console: Option<Console>,
    app: App,
    metrics: Metrics,
}

/// Who is at the other end of the connection.
#[derive(Clone, Copy)]
pub(crate) struct Caller(pub(crate) SocketAddr);

impl Api {
    /// An interface to `store`; `now` tells the time.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, now: fn() -> Millis) -> Self {
        Self {
            store,
            now,
            tries: Arc::default(),
            rates: Arc::new(Rates::new(Rate::DEVICE, Rate::ADDRESS)),
            patience: PATIENCE,
            is_secure: false,
            is_behind_proxy: false,
            console: None,
            app: App::default(),
            metrics: Metrics::new(),
        }
    }

    /// The same, with the pages of the desk beside it.
    #[must_use]
    pub fn with_console(self, console: Console) -> Self {
        Self { console: Some(console), ..self }
    }

    /// The same, with the phone app beside it.
    #[must_use]
    pub fn with_app(self, app: App) -> Self {
        Self { app, ..self }
    }

    /// The same, with another bound on the time that a request may take.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same, with other bounds on how often one phone and one address may ask.
    #[must_use]
    pub fn with_rates(self, device: Rate, address: Rate) -> Self {
        Self { rates: Arc::new(Rates::new(device, address)), ..self }
    }

    /// The same, over TLS: browsers are told to come back over nothing else.
    #[must_use]
    pub fn over_tls(self) -> Self {
        Self { is_secure: true, ..self }
    }

    /// The same, behind a proxy that says for whom it asks.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        Self { is_behind_proxy: true, ..self }
    }

    /// What it counts.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    fn router(self) -> Router {
        let pages = self.console.clone().map(Console::router).unwrap_or_default();
        Router::new()
            .route("/health", get(health::health))
            .route(SYNC_PATH, post(sync::sync))
            .route(ENROL_PATH, post(enrol::enrol))
            .route(SPLIT_PATH, post(split::split))
            .route(PIECES_PATH, post(pieces::pieces))
            .merge(self.app.clone().router())
            .with_state(self.clone())
            .merge(pages)
            .fallback(nothing_here)
            .method_not_allowed_fallback(nothing_here)
            .layer(middleware::from_fn_with_state(self.patience, be_patient))
            .layer(middleware::from_fn_with_state(self.clone(), rates::hold_back))
            .layer(middleware::from_fn_with_state(self.metrics, log))
            .layer(CatchPanicLayer::new())
    }
}

/// Serves until `shutdown` is done, then lets the requests under way finish.
///
/// # Errors
/// When the listener fails.
pub async fn launch(
    api: Api,
    listener: impl Listener<Addr = SocketAddr>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // A page that waits for news would keep the server from ending.
    let console = api.console.clone();
    let shutdown = async move {
        shutdown.await;
        if let Some(console) = console {
            console.close();
        }
    };
    let (is_secure, is_behind_proxy) = (api.is_secure, api.is_behind_proxy);
    let app = api.router().layer(middleware::from_fn(move |address, request, next| {
        tell_caller(is_behind_proxy, address, request, next)
    }));
    let app = if is_secure { app.layer(middleware::map_response(stay_secure)) } else { app };
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    // Tapped for nothing, since then axum tells the caller of any listener.
    let listener = listener.tap_io(|_| {});
    axum::serve(listener, app).with_graceful_shutdown(shutdown).await
}

async fn tell_caller(
    is_behind_proxy: bool,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let told = is_behind_proxy.then(|| forwarded_for(request.headers())).flatten();
    let caller = told.map_or(address, |told| SocketAddr::new(told, address.port()));
    request.extensions_mut().insert(Caller(caller));
    // HTTP/2 names the host in the address alone; whoever asks for it finds it in one place.
    let host = request.uri().authority().and_then(|host| host.as_str().parse().ok());
    if let (Some(host), false) = (host, request.headers().contains_key(header::HOST)) {
        request.headers_mut().insert(header::HOST, host);
    }
    next.run(request).await
}

/// For whom the proxy asks: it writes its own caller last, and what stands before that may be
/// anybody's invention.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// A browser that was here once takes no plain connection for a year.
async fn stay_secure(mut response: Response) -> Response {
    let year = HeaderValue::from_static("max-age=31536000");
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    response
}

async fn nothing_here() -> Failure {
    Failure::new(ProblemCode::NotFound, "there is nothing at this address")
}

async fn be_patient(
    State(patience): State<Duration>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let late = |_| Failure::new(ProblemCode::TimedOut, "the request took too long");
    tokio::time::timeout(patience, next.run(request)).await.map_err(late)
}

/// One line a request, readable alone, without anything about people.
async fn log(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let begun = std::time::Instant::now();
    // The address as it is written down: what stands in its place in this request may be anything.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or("(another path)", MatchedPath::as_str);
    let method = request.method().clone();
    let response = next.run(request).await;
    let took = begun.elapsed();
    metrics.answered(path, response.status(), took);
    let (status, millis) = (response.status().as_u16(), took.as_millis());
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        tracing::error!(%method, path, status, millis, "{method} {path} {status} in {millis} ms");
    } else {
        tracing::info!(%method, path, status, millis, "{method} {path} {status} in {millis} ms");
    }
    response
}
