//! `GET /health`: whether the database answers.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use super::Api;
use super::answer::Failure;
use crate::service::ServiceError;

#[derive(Serialize)]
pub(super) struct Health {
    status: &'static str,
    version: &'static str,
}

pub(super) async fn health(State(api): State<Api>) -> Result<Json<Health>, Failure> {
    api.store.read(|read| read.epoch().map_err(ServiceError::from)).await?;
    Ok(Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") }))
}
