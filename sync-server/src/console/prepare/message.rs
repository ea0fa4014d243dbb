//! The message, written together: the one in force, what the team remarks and proposes, and all
//! versions. A page of the walk, and open also while the mission is.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::blocks;
use shared::id::{AccountId, Id, RemarkId, made_at};
use shared::record::{Account, Prose, RemarkSort};

use super::*;
use crate::service::message;

#[derive(Template)]
#[template(path = "prepare_message.html")]
struct MessagePage {
    page: Page,
    frame: Frame,
    form: Form,
    at: String,
    is_draft: bool,
    with_team: bool,
    remarks: Vec<Said>,
    versions: Vec<Version>,
}

/// What somebody of the team said.
struct Said {
    id: String,
    who: String,
    sort: String,
    /// A proposal that is not in force can be taken.
    can_take: bool,
    text: String,
}

struct Version {
    title: String,
    below: String,
    text: String,
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    fill(&console, seat, mission.id()?, asked, Form::default()).await
}

async fn fill(
    console: &Console,
    seat: Seat,
    id: MissionId,
    asked: Asked,
    form: Form,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    console
        .show(seat, Place::Missions, move |read, page| {
            let walk = Walk::of(read, page.t, &principal, id, Stop::Message, &asked)?;
            let held = walk.mission.message.as_ref().map_or("", Prose::as_str).to_owned();
            let form = if form.is_refused() { form } else { Form::with(&[("text", held.clone())]) };
            Ok(MessagePage {
                at: Stop::Message.at(id),
                is_draft: walk.mission.state == MissionState::Draft,
                with_team: walk.mission.with_team,
                remarks: remarks(read, &page, id, &held)?,
                versions: versions(read, &page, id)?,
                frame: walk.frame,
                form,
                page,
            })
        })
        .await
}

fn remarks(
    read: &dyn Read,
    page: &Page,
    mission: MissionId,
    held: &str,
) -> Result<Vec<Said>, StoreError> {
    let t = page.t;
    let mut said = Vec::new();
    for (id, at, remark) in message::remarks(read, mission)? {
        let when = at.map(|at| page.when(at)).unwrap_or_default();
        let is_proposal = remark.sort == RemarkSort::Proposal;
        // What a proposal would change is marked.
        let seen = is_proposal.then(|| blocks::seen(held));
        said.push(Said {
            id: id.to_string(),
            who: format!("{} · {when}", name(read, remark.author)?),
            sort: t.say(&format!("remark-{}", remark.sort)),
            can_take: is_proposal && remark.text.as_str() != held,
            text: drawn(remark.text.as_str(), seen.as_deref()),
        });
    }
    said.reverse();
    Ok(said)
}

fn versions(read: &dyn Read, page: &Page, mission: MissionId) -> Result<Vec<Version>, StoreError> {
    let t = page.t;
    let kept = message::versions(read, mission)?;
    let mut versions = Vec::new();
    for (place, (id, version)) in kept.iter().enumerate() {
        let before = kept.get(place + 1);
        let seen = before.map(|(_, before)| blocks::seen(before.text.as_str()));
        let mut below: Vec<String> = Vec::new();
        if let Some(author) = version.author {
            below.push(name(read, author)?);
        }
        below.extend(made_at(id.uuid()).map(|at| page.when(at)));
        if version.remark.is_some() {
            below.push(t.say("version-taken"));
        }
        let number = u64::try_from(version.number.get()).unwrap_or(0);
        versions.push(Version {
            title: t.count("version-number", number),
            below: below.join(" · "),
            text: drawn(version.text.as_str(), seen.as_deref()),
        });
    }
    Ok(versions)
}

/// As the team calls the person.
pub(in crate::console) fn name(read: &dyn Read, account: AccountId) -> Result<String, StoreError> {
    let row = read.row(FeedId::Account(account), Kind::Account, account.0)?;
    Ok(Account::read(&row.fields()).map(|one| one.name.to_string()).unwrap_or_default())
}

/// A text in blocks, safe to stand in a page; what is new to `seen` is marked as inserted.
pub(in crate::console) fn drawn(text: &str, seen: Option<&str>) -> String {
    let mut html = String::new();
    for block in blocks::blocks(text) {
        let (list, tag) = match block.sort {
            blocks::Sort::Heading => ("", "h3"),
            blocks::Sort::Paragraph => ("", "p"),
            blocks::Sort::Bullets => ("ul", "li"),
            blocks::Sort::Numbers => ("ol", "li"),
        };
        if !list.is_empty() {
            html += &format!("<{list}>");
        }
        for item in &block.items {
            let mut inside = String::new();
            for span in &item.spans {
                let mut piece = words::escaped(&span.text);
                if span.strong {
                    piece = format!("<strong>{piece}</strong>");
                }
                if span.emphasis {
                    piece = format!("<em>{piece}</em>");
                }
                inside += &piece;
            }
            if item.is_new_to(seen) {
                inside = format!("<ins>{inside}</ins>");
            }
            html += &format!("<{tag}>{inside}</{tag}>");
        }
        if !list.is_empty() {
            html += &format!("</{list}>");
        }
    }
    html
}

/// Puts what was typed in force, as the next version.
pub(in crate::console) async fn set(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let mut form = Form::of(&posted);
    let text = form.take_any(seat.tongue, "text", Prose::parse);
    if form.is_refused() {
        return Ok(refused(fill(&console, seat, id, Asked::default(), form).await?));
    }
    let author = principal.account;
    let set = act(&console, &principal, id, "message-set", move |write, moment| {
        message::set(write, id, text.as_ref(), Some(author), None, moment)
    });
    set.await?.map_err(|_| Trouble::BadForm)?;
    Ok(onward(&posted, Stop::Message, id))
}

/// Takes a proposal as the next version.
pub(in crate::console) async fn take(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let proposal: Option<RemarkId> = posted.get("remark").parse().ok();
    let author = principal.account;
    let taken = act(&console, &principal, id, "message-take", move |write, moment| {
        let proposal = proposal.ok_or_else(|| ServiceError::refused("no proposal is named"))?;
        message::take(write, id, proposal, author, moment)
    });
    taken.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see_done(&Stop::Message.at(id), "done=saved"))
}

/// Says something to the team about the message.
pub(in crate::console) async fn remark(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let mut form = Form::of(&posted);
    let Some(text) = form.take(seat.tongue, "said", Prose::parse) else {
        return Ok(refused(fill(&console, seat, id, Asked::default(), form).await?));
    };
    let author = principal.account;
    let said = act(&console, &principal, id, "message-remark", move |write, moment| {
        message::remark(write, id, author, text, moment)
    });
    said.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see_done(&Stop::Message.at(id), "done=saved"))
}

/// Lets the team prepare the draft on their phones, or ends that.
pub(in crate::console) async fn share(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let with_team = posted.get("wanted") == "yes";
    let shared = act(&console, &principal, id, "message-share", move |write, moment| {
        message::share(write, id, with_team, moment)
    });
    shared.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see_done(&Stop::Message.at(id), "done=saved"))
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn nothing_written_becomes_markup() {
        let text = "# <i>\n\n**a** & *b*\n\n- <script>";
        let html = "<h3>&lt;i&gt;</h3><p><strong>a</strong> &amp; <em>b</em></p>\
                    <ul><li>&lt;script&gt;</li></ul>";
        assert_eq!(drawn(text, None), html);
        assert!(drawn("un\n\ndeux", Some(&shared::blocks::seen("un"))).contains("<ins>deux</ins>"));
    }
}
