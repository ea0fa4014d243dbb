//! `POST /api/v1/split`: an identity of its own for a copied store.

use axum::extract::State;
use shared::protocol::{EnrolAnswer, SplitRequest};

use super::Api;
use super::answer::{Failure, Packed};
use super::packed::{Bearer, Message};
use crate::service;

pub(super) async fn split(
    State(api): State<Api>,
    Bearer(token): Bearer,
    Message(request): Message<SplitRequest>,
) -> Result<Packed<EnrolAnswer>, Failure> {
    let now = (api.now)();
    let split = move |write: &mut dyn crate::store::Write| {
        service::enrol::split(write, token, &request, now)
    };
    Ok(Packed(api.store.write(split).await?))
}
