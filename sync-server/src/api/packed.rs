//! What comes in: a bounded body, unpacked to a message, and the token of a device.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use shared::protocol::{ProblemCode, Token};
use shared::wire::{self, ContentError, WireError};

use super::answer::Failure;

/// A message that came packed.
pub(super) struct Message<T>(pub(super) T);

impl<S: Sync, T: wire::Message> FromRequest<S> for Message<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Failure> {
        let bytes = body(request).await?;
        wire::unpack(&bytes).map(Self).map_err(|error| {
            let code = match error {
                WireError::TooLarge(_) | WireError::Content(ContentError::TooMany) => {
                    ProblemCode::TooLarge
                }
                WireError::Frame(_) | WireError::Content(_) => ProblemCode::Malformed,
            };
            Failure::new(code, error.to_string())
        })
    }
}

async fn body(request: Request) -> Result<Bytes, Failure> {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let too_large = || {
        let detail = format!("a message has at most {} bytes", wire::MAX_PACKED);
        Failure::new(ProblemCode::TooLarge, detail)
    };
    if announced.is_some_and(|length| length > wire::MAX_PACKED) {
        return Err(too_large());
    }
    to_bytes(request.into_body(), wire::MAX_PACKED).await.map_err(|error| {
        let source = std::error::Error::source(&error);
        if source.is_some_and(|source| source.is::<http_body_util::LengthLimitError>()) {
            too_large()
        } else {
            Failure::new(ProblemCode::Malformed, "the request was cut off")
        }
    })
}

/// The token in the `Authorization` header.
pub(super) struct Bearer(pub(super) Token);

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let value = parts.headers.get(header::AUTHORIZATION);
        let token =
            value.and_then(|value| Token::parse(value.to_str().ok()?.strip_prefix("Bearer ")?));
        token.map(Self).ok_or_else(|| {
            Failure::new(ProblemCode::UnknownDevice, "the request carries no device token")
        })
    }
}
