//! Styles, script and mark of the pages, part of the program: their names hold their hash, so that
//! a browser keeps them for ever and never sees an old one.

use std::sync::LazyLock;

use assets::console::{MAP, SCRIPT, STYLE, TOKENS};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::answer::Trouble;

const MARK: &str = include_str!("../../templates/mark.svg");

pub(super) struct File {
    pub(super) address: String,
    name: String,
    sort: &'static str,
    content: &'static str,
}

pub(super) static TOKENS_CSS: LazyLock<File> =
    LazyLock::new(|| File::new("tokens", "css", "text/css; charset=utf-8", TOKENS));
pub(super) static STYLE_CSS: LazyLock<File> =
    LazyLock::new(|| File::new("console", "css", "text/css; charset=utf-8", STYLE));
pub(super) static SCRIPT_JS: LazyLock<File> =
    LazyLock::new(|| File::new("console", "js", "text/javascript; charset=utf-8", SCRIPT));
pub(super) static MAP_JS: LazyLock<File> =
    LazyLock::new(|| File::new("map", "js", "text/javascript; charset=utf-8", MAP));
pub(super) static MARK_SVG: LazyLock<File> =
    LazyLock::new(|| File::new("mark", "svg", "image/svg+xml", MARK));

impl File {
    fn new(stem: &str, ending: &str, sort: &'static str, content: &'static str) -> Self {
        let hash = blake3::hash(content.as_bytes()).to_hex();
        let name = format!("{stem}.{}.{ending}", hash.get(..12).unwrap_or_default());
        Self { address: format!("/desk/static/{name}"), name, sort, content }
    }
}

pub(super) async fn serve(Path(name): Path<String>) -> Result<Response, Trouble> {
    let files = [&*TOKENS_CSS, &*STYLE_CSS, &*SCRIPT_JS, &*MAP_JS, &*MARK_SVG];
    let file = files.into_iter().find(|file| file.name == name).ok_or(Trouble::NotFound)?;
    let mut response = ([(header::CONTENT_TYPE, file.sort)], file.content).into_response();
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, for_ever);
    Ok(response)
}
