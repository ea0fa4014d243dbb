//! HTTP: one file a verb, each of them a few lines around a use case.
//!
//! Messages are packed as `shared::wire` says; what cannot be taken at all is answered by a
//! `Problem` in plain JSON. Nothing about people is logged: counts and codes only.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use shared::protocol::{ENROL_PATH, ProblemCode, SPLIT_PATH, SYNC_PATH};
use shared::time::Millis;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;

use crate::console::Console;
use crate::store::Store;

mod answer;
mod enrol;
mod health;
mod packed;
mod split;
mod sync;
mod tries;

use answer::Failure;
use tries::Tries;

/// How long a request may take to arrive and be answered, where nothing else is said.
const PATIENCE: Duration = Duration::from_secs(60);

/// What every verb works with.
#[derive(Clone)]
pub struct Api {
    store: Arc<dyn Store>,
    now: fn() -> Millis,
    tries: Arc<Mutex<Tries>>,
    patience: Duration,
    console: Option<Console>,
}

/// Who is at the other end of the connection.
#[derive(Clone, Copy)]
pub(crate) struct Caller(pub(crate) SocketAddr);

impl Api {
    /// An interface to `store`; `now` tells the time.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, now: fn() -> Millis) -> Self {
        Self { store, now, tries: Arc::default(), patience: PATIENCE, console: None }
    }

    /// The same, with the pages of the desk beside it.
    #[must_use]
    pub fn with_console(self, console: Console) -> Self {
        Self { console: Some(console), ..self }
    }

    /// The same, with another bound on the time that a request may take.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn router(self) -> Router {
        let pages = self.console.clone().map(Console::router).unwrap_or_default();
        Router::new()
            .route("/health", get(health::health))
            .route(SYNC_PATH, post(sync::sync))
            .route(ENROL_PATH, post(enrol::enrol))
            .route(SPLIT_PATH, post(split::split))
            .with_state(self.clone())
            .merge(pages)
            .fallback(nothing_here)
            .method_not_allowed_fallback(nothing_here)
            .layer(middleware::from_fn_with_state(self.patience, be_patient))
            .layer(middleware::from_fn(log))
            .layer(CatchPanicLayer::new())
    }
}

/// Serves until `shutdown` is done, then lets the requests under way finish.
///
/// # Errors
/// When the listener fails.
pub async fn launch(
    api: Api,
    listener: TcpListener,
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
    let app = api.router().layer(middleware::from_fn(tell_caller));
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(shutdown).await
}

async fn tell_caller(
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    request.extensions_mut().insert(Caller(address));
    next.run(request).await
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
async fn log(request: Request, next: Next) -> Response {
    let begun = std::time::Instant::now();
    // The address as it is written down: what stands in its place in this request may be anything.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or("(another path)", MatchedPath::as_str);
    let method = request.method().clone();
    let response = next.run(request).await;
    let (status, millis) = (response.status().as_u16(), begun.elapsed().as_millis());
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        tracing::error!(%method, path, status, millis, "{method} {path} {status} in {millis} ms");
    } else {
        tracing::info!(%method, path, status, millis, "{method} {path} {status} in {millis} ms");
    }
    response
}
