//! The phone app for browsers, given out at `/app/` from the folder that `cargo xtask app` makes.
//!
//! Files of one version lie at addresses that carry its hash and are kept for ever; what finds them
//! is asked for each time. Nothing here knows phones or data. Start at [`App`].

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

/// Files of one version of the app lie under this.
const VERSIONS: &str = "/v/";

const HEADERS: [(HeaderName, &str); 5] = [
    (
        // The app's own origin and nothing else: no script in the page, no frame around it.
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; \
         media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    // The camera reads the code at enrolment; where the phone is, nobody asks.
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The app as it is given out, or a page that says that it is not there.
#[derive(Clone, Debug, Default)]
pub struct App {
    folder: Option<PathBuf>,
}

impl App {
    /// The app in `folder`; nothing where no app lies there.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Option<Self> {
        let is_app = folder.join("index.html").is_file();
        is_app.then(|| Self { folder: Some(folder.to_owned()) })
    }

    /// The app that lies beside this program, or beside its folder, as in `target`.
    #[must_use]
    pub fn beside_the_program() -> Self {
        let program = std::env::current_exe().unwrap_or_default();
        let folders = program.ancestors().skip(1).take(2);
        folders
            .map(|folder| folder.join("app"))
            .find_map(|app| Self::in_folder(&app))
            .unwrap_or_default()
    }

    pub(crate) fn router<S: Clone + Send + Sync + 'static>(self) -> Router<S> {
        let files = match self.folder {
            Some(folder) => Router::new()
                .fallback_service(ServeDir::new(folder).precompressed_br().precompressed_gzip()),
            None => Router::new().fallback(not_built),
        };
        let files = files.layer(middleware::from_fn(with_headers));
        Router::new()
            .route("/app", get(|| async { Redirect::permanent("/app/") }))
            .nest_service("/app/", files)
    }
}

async fn with_headers(request: Request, next: Next) -> Response {
    let is_version = request.uri().path().starts_with(VERSIONS);
    let mut response = next.run(request).await;
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let keep =
        if is_version && is_there { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn not_built() -> Response {
    let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
        <title>Palier</title><h1>The phone app is not here yet</h1>\
        <p>This server has no app to give out. Build it with <code>cargo xtask app</code>, then \
        start the server with <code>serve --app FOLDER</code>, where FOLDER is \
        <code>target/app</code>.</p>";
    (StatusCode::NOT_FOUND, Html(page)).into_response()
}
