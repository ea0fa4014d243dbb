//! What leaves: pages, redirects within the desk, and troubles in words for people.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::service::ServiceError;
use crate::store::StoreError;

/// Why a request came to nothing.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is nothing there, or nothing that this person may see.
    NotFound,
    /// This person may not do that.
    Forbidden,
    /// The form was made for another session, or none.
    StaleForm,
    /// The form cannot be read.
    BadForm,
    /// The form is too long.
    TooLarge,
    /// The store failed.
    Unavailable,
}

impl Trouble {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The name of its text.
    pub(super) fn text(&self) -> &'static str {
        match self {
            Self::NotFound => "trouble-not-found",
            Self::Forbidden => "trouble-forbidden",
            Self::StaleForm => "trouble-stale-form",
            Self::BadForm => "trouble-bad-form",
            Self::TooLarge => "trouble-too-large",
            Self::Unavailable => "trouble-unavailable",
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page failed: {error}");
        Self::Unavailable
    }
}

impl From<ServiceError> for Trouble {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => error.into(),
            // What a person can put right was said beside the field before it came here.
            ServiceError::Problem(_) | ServiceError::Refused(_) => Self::BadForm,
        }
    }
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a page cannot be written: {error}");
        Self::Unavailable
    }
}

impl From<rust_xlsxwriter::XlsxError> for Trouble {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        tracing::error!(%error, "a workbook cannot be written: {error}");
        Self::Unavailable
    }
}

/// The gate dresses a trouble as a page, in the language of who asked.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Undressed(self.text()));
        response
    }
}

/// A trouble that is no page yet.
#[derive(Clone, Copy)]
pub(super) struct Undressed(pub(super) &'static str);

/// What a page may load, where that is another thing than on all the others.
#[derive(Clone)]
pub(super) struct Policy(pub(super) HeaderValue);

/// A page.
pub(super) fn html(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}

/// A file to keep, as it is or as it is made.
pub(super) fn file(kind: &'static str, name: &str, body: Body) -> Response {
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, kept),
    ];
    (headers, body).into_response()
}

/// On to another page of the desk, to be asked for with GET. `to` is one of our own addresses.
pub(super) fn see(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/desk/missions"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The same, with a choice more in the address: what was done there.
pub(super) fn see_done(to: &str, done: &str) -> Response {
    let joint = if to.contains('?') { '&' } else { '?' };
    see(&format!("{to}{joint}{done}"))
}

/// An address within the desk that somebody else named; none if it leads elsewhere.
pub(super) fn within(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with("/desk/") && !path.contains("//")).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn no_address_leads_out_of_the_desk() {
        assert_eq!(within("/desk/review?state=returned"), Some("/desk/review?state=returned"));
        for out in [
            "https://example.org/",
            "//example.org/desk/",
            "/\\example.org",
            "/desk//example.org",
            "desk/missions",
            "/desk/\nLocation: x",
            "",
        ] {
            assert_eq!(within(out), None, "{out}");
        }
    }
}
