//! `POST /api/v1/sync`: the one round trip.

use axum::extract::State;
use shared::protocol::{ChangeOutcome, SyncAnswer, SyncRequest};

use super::Api;
use super::answer::{Failure, Packed};
use super::packed::{Bearer, Message};
use crate::service;

pub(super) async fn sync(
    State(api): State<Api>,
    Bearer(token): Bearer,
    Message(request): Message<SyncRequest>,
) -> Result<Packed<SyncAnswer>, Failure> {
    let answer = service::sync::sync(&*api.store, token, request, (api.now)()).await?;
    log(&answer);
    api.metrics.synced(&answer);
    Ok(Packed(answer))
}

fn log(answer: &SyncAnswer) {
    let count = |is: fn(&ChangeOutcome) -> bool| {
        answer.results.iter().filter(|result| is(&result.outcome)).count()
    };
    let accepted = count(|outcome| matches!(outcome, ChangeOutcome::Accepted { .. }));
    let quarantined = count(|outcome| matches!(outcome, ChangeOutcome::Quarantined { .. }));
    let rows = answer.feeds.iter().map(|page| page.rows.len()).sum::<usize>();
    tracing::info!(
        accepted,
        quarantined,
        rows,
        "took in {accepted} changes, kept {quarantined} aside, sent {rows} rows"
    );
}
