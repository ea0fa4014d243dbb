//! `POST /api/v1/enrol`: a one-time code for a place.

use std::sync::PoisonError;

use axum::Extension;
use axum::extract::State;
use shared::protocol::{EnrolAnswer, EnrolRequest, ProblemCode};

use super::answer::{Failure, Packed};
use super::packed::Message;
use super::{Api, Caller};
use crate::service;

pub(super) async fn enrol(
    State(api): State<Api>,
    Extension(Caller(caller)): Extension<Caller>,
    Message(request): Message<EnrolRequest>,
) -> Result<Packed<EnrolAnswer>, Failure> {
    let now = (api.now)();
    let tries = || api.tries.lock().unwrap_or_else(PoisonError::into_inner);
    if !tries().may_try(caller.ip(), now) {
        let detail = "too many wrong codes: wait ten minutes";
        return Err(Failure::new(ProblemCode::TooManyTries, detail));
    }
    let enrolled = api.store.write(move |write| service::enrol::enrol(write, &request, now)).await;
    let failure = match enrolled {
        Ok(answer) => return Ok(Packed(answer)),
        Err(error) => Failure::from(error),
    };
    if failure.code() == ProblemCode::UnknownCode {
        tries().note_wrong(caller.ip(), now);
    }
    Err(failure)
}
