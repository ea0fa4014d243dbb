//! Who did what to what: words and ids, newest first.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::id::FeedId;
use shared::record::{Account, Kind, Record};

use super::answer::Trouble;
use super::gate::Seat;
use super::query::Address;
use super::{Console, Page, Place};

const A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    page: Page,
    lines: Vec<Line>,
    after: Option<String>,
}

struct Line {
    at: String,
    who: String,
    what: String,
    feed: String,
    record: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<i64>,
}

pub(super) async fn list(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    console
        .show(seat, Place::Audit, move |read, page| {
            let mut found = read.audit(asked.before, A_PAGE + 1)?;
            let more = found.len() > A_PAGE;
            found.truncate(A_PAGE);
            let last = found.last().map(|(id, _)| *id).filter(|_| more);
            let mut lines = Vec::new();
            for (_, audit) in found {
                let account = audit.account;
                let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
                let who = Account::read(&row.fields()).map(|one| one.name.to_string());
                lines.push(Line {
                    at: page.when(audit.at),
                    who: who.unwrap_or_else(|_| page.t.say("audit-server")),
                    what: page.t.word(&format!("did-{}", audit.verb), &audit.verb),
                    feed: audit.feed.map(|feed| feed.to_string()).unwrap_or_default(),
                    record: audit.record.map(|record| record.to_string()).unwrap_or_default(),
                });
            }
            let after =
                last.map(|last| Address::new("/desk/audit").with("before", last).to_string());
            Ok(AuditPage { page, lines, after })
        })
        .await
}
