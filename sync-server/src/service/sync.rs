//! The one round trip: take in what the phone sends, then tell it the news.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{AccountId, FeedId};
use shared::protocol::{
    MAX_CHANGES, MAX_CURSORS, OLDEST, ProblemCode, Standing, SyncAnswer, SyncRequest, Token,
    VERSION,
};
use shared::record::Kind;
use shared::seal::SealKey;
use shared::time::Millis;

use super::accept::{Acceptance, Clock};
use super::desk::Moment;
use super::pull::{self, News};
use super::scope::Actor;
use super::{ServiceError, debrief, enrol, recovery, rescue};
use crate::store::{Contact, Read, Store};

/// So many changes of a phone that may read no more are kept aside until somebody decides on them:
/// some months of a neighbor's work. What is beyond stays on the phone.
pub const QUOTA: u64 = 2_000;

/// Answers a phone.
///
/// # Errors
/// When no device has this token, when the request has too many parts, or when the store fails.
pub async fn sync(
    store: &dyn Store,
    token: Token,
    request: SyncRequest,
    now: Millis,
) -> Result<SyncAnswer, ServiceError> {
    if request.changes.len() > MAX_CHANGES || request.feeds.len() > MAX_CURSORS {
        let detail = format!("at most {MAX_CHANGES} changes and {MAX_CURSORS} cursors");
        return Err(ServiceError::problem(ProblemCode::TooLarge, detail));
    }
    let (cursors, as_told) = (request.feeds.clone(), request.as_told);
    let please_update = request.protocol < OLDEST;
    let taken = store.write(move |write| take_in(write, token, &request, now)).await?;
    let own = taken.own;
    let news = match taken.actor.account {
        Some(account) if taken.actor.standing == Standing::Active && !please_update => {
            store
                .read(move |read| match as_told {
                    Some(hash) => pull::news_unless(read, account, hash),
                    None => pull::news(read, account, &cursors, &own),
                })
                .await?
        }
        // A hash does not say which life of the database the phone knows.
        _ if as_told.is_some() => News { tell_cursors: true, ..News::default() },
        _ => store.read(move |read| pull::new_life(read, &cursors)).await?,
    };
    Ok(SyncAnswer {
        protocol: VERSION,
        now,
        standing: taken.actor.standing,
        please_update,
        results: taken.results,
        feeds: news.feeds,
        dropped: news.dropped,
        seal_key: taken.seal_key,
        tell_cursors: news.tell_cursors,
        recovery_kept: taken.recovery_kept,
        recovery_told: taken.recovery_told,
    })
}

struct Taken {
    actor: Actor,
    results: Vec<shared::protocol::ChangeResult>,
    own: BTreeMap<FeedId, BTreeSet<u64>>,
    seal_key: Option<SealKey>,
    recovery_kept: bool,
    recovery_told: bool,
}

fn take_in(
    write: &mut dyn crate::store::Write,
    token: Token,
    request: &SyncRequest,
    now: Millis,
) -> Result<Taken, ServiceError> {
    let actor = Actor::by_token(&*write, &token.hash())?.ok_or_else(enrol::unknown_device)?;
    let contact = Contact {
        at: now,
        clock_error: now.since(request.sent_at),
        app: request.app.chars().filter(|c| !c.is_control()).take(40).collect(),
        waiting: request.waiting.min(shared::change::MAX_NUMBER),
        attention: request.attention.min(shared::change::MAX_NUMBER),
    };
    write.set_contact(actor.device, &contact)?;
    keep_to_the_quota(&*write, &actor, request)?;
    let epoch = write.epoch()?;
    let is_new_life = request.feeds.iter().any(|cursor| cursor.epoch != epoch);
    let seal_key = if request.wants_seal_key || is_new_life { rescue::key(&*write)? } else { None };
    let recovery_kept = recovery::keep(write, &actor, request.recovery.as_ref(), now)?;
    let recovery_told = !recovery_kept && recovery::is_told(&*write, &actor)?;
    let clock =
        Clock { sent_at: request.sent_at, session: request.clock, since: request.clock_since };
    let feeds = request.changes.iter().map(|change| change.feed);
    let mut acceptance = Acceptance::begin(write, actor, clock, now, feeds)?;
    let results = request.changes.iter().map(|change| acceptance.take(change));
    let results = results.collect::<Result<Vec<_>, _>>()?;
    let own = acceptance.finish()?;
    if let Some(account) = actor.account {
        count_late(write, account, request, now)?;
    }
    Ok(Taken { actor, results, own, seal_key, recovery_kept, recovery_told })
}

/// Work that came when its mission was over counts in what its author did.
fn count_late(
    write: &mut dyn crate::store::Write,
    account: AccountId,
    request: &SyncRequest,
    now: Millis,
) -> Result<(), ServiceError> {
    let counted = [Kind::Visit, Kind::Advice, Kind::Reading].map(Kind::as_str);
    let changes = request.changes.iter().filter(|change| counted.contains(&change.kind.as_str()));
    let missions: BTreeSet<_> = changes.map(|change| change.feed).collect();
    for feed in missions {
        if let FeedId::Mission(mission) = feed {
            let moment = Moment { now, random: &mut |_: &mut [u8]| () };
            debrief::count(write, mission, Some(account), &moment)?;
        }
    }
    Ok(())
}

/// Whoever found a lost phone cannot fill the server with it. The answer makes the phone send less at
/// once, down to what still fits, and then say that its supervisor has to decide first.
fn keep_to_the_quota(
    read: &dyn Read,
    actor: &Actor,
    request: &SyncRequest,
) -> Result<(), ServiceError> {
    if actor.standing == Standing::Active || request.changes.is_empty() {
        return Ok(());
    }
    let mut new = 0;
    for change in &request.changes {
        new += u64::from(change.n > read.mark(change.feed, actor.device)?.n);
    }
    if new > 0 && read.undecided_of(actor.device)? + new > QUOTA {
        let detail = format!(
            "{QUOTA} changes of this phone wait for a decision: it keeps the others until a \
             supervisor has decided on these"
        );
        return Err(ServiceError::problem(ProblemCode::TooLarge, detail));
    }
    Ok(())
}
