//! `POST /api/v1/pieces`: pictures, piece by piece.

use axum::extract::State;
use shared::protocol::{PieceAnswer, PieceRequest};

use super::Api;
use super::answer::{Failure, Packed};
use super::packed::{Bearer, Message};
use crate::service;

pub(super) async fn pieces(
    State(api): State<Api>,
    Bearer(token): Bearer,
    Message(request): Message<PieceRequest>,
) -> Result<Packed<PieceAnswer>, Failure> {
    Ok(Packed(service::pictures::piece(&*api.store, token, request, (api.now)()).await?))
}
