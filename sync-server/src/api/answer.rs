//! Answers: packed messages, and problems as plain JSON.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::protocol::{Problem, ProblemCode};
use shared::wire;

use crate::service::ServiceError;

/// A message that leaves packed.
pub(super) struct Packed<T>(pub(super) T);

impl<T: wire::Message> IntoResponse for Packed<T> {
    fn into_response(self) -> Response {
        match wire::pack(&self.0) {
            Ok(bytes) => ([(header::CONTENT_TYPE, wire::CONTENT_TYPE)], bytes).into_response(),
            Err(error) => Failure::unavailable(&error).into_response(),
        }
    }
}

/// A request that came to nothing.
pub(super) struct Failure(Problem);

impl Failure {
    pub(super) fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self(Problem { code, detail: detail.into() })
    }

    pub(super) fn code(&self) -> ProblemCode {
        self.0.code
    }

    /// The reason is for the log; a caller is told no more than that it should try again.
    fn unavailable(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "the request failed: {error}");
        Self::new(ProblemCode::Unavailable, "the server cannot work just now: try again later")
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Problem(problem) => Self(problem),
            other => Self::unavailable(&other),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match self.0.code {
            ProblemCode::Malformed => StatusCode::BAD_REQUEST,
            ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemCode::TimedOut => StatusCode::REQUEST_TIMEOUT,
            ProblemCode::UnknownDevice => StatusCode::UNAUTHORIZED,
            ProblemCode::UnknownCode | ProblemCode::DeviceRevoked => StatusCode::FORBIDDEN,
            ProblemCode::DeviceTaken | ProblemCode::OtherAccount => StatusCode::CONFLICT,
            ProblemCode::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::NotFound => StatusCode::NOT_FOUND,
            ProblemCode::Unavailable | ProblemCode::Other => StatusCode::SERVICE_UNAVAILABLE,
        };
        (status, Json(self.0)).into_response()
    }
}
