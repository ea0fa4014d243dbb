//! Replies as people and machines read them.

use std::fmt::Write;

use app::core::{Paper, Reply, Status, Synced};
use app::db::view::{AnswerView, DoorView, MissionView, SignalView, VisitView};
use chrono::{Local, TimeZone};
use serde_json::Value;
use uuid::Uuid;

/// The reply alone: whoever asked knows to what.
pub(crate) fn json(reply: &Reply) -> Value {
    match serde_json::to_value(reply) {
        Ok(Value::Object(tagged)) => tagged.into_values().next().unwrap_or_default(),
        _ => Value::Object(serde_json::Map::new()),
    }
}

pub(crate) fn text(reply: &Reply) -> String {
    match reply {
        Reply::Enrolled(enrolled) => {
            format!("This is {}'s phone now. Next: phone sync\n", enrolled.name)
        }
        Reply::Missions(missions) => {
            lines(&missions.missions, "No mission is here; sync first.", mission)
        }
        Reply::Doors(doors) => lines(&doors.doors, "No door is left.", door),
        Reply::Visited(visited) => format!(
            "Saved: {} at door {} (visit {}). {}\n",
            visited.outcome,
            visited.door,
            visited.visit,
            waiting(visited.waiting)
        ),
        Reply::Outcomes(absent) => format!(
            "Saved: nobody opened at {}. {}\n",
            counted(absent.visits.len(), "door"),
            waiting(absent.waiting)
        ),
        Reply::Corrected(corrected) => format!("Corrected. {}\n", waiting(corrected.waiting)),
        Reply::Told(told) => format!(
            "Kept: answer {} and door {}. {}\n",
            told.answer,
            told.door,
            waiting(told.waiting)
        ),
        Reply::Answers(list) => {
            let waiting = list.signals.iter().map(|one| format!("{}\n", signal(one)));
            let told = lines(&list.answers, "There is nothing to tell.", answer);
            told + &waiting.collect::<String>()
        }
        Reply::Synced(synced) => sync(synced),
        Reply::Status(here) => status(here),
        Reply::History(history) => lines(&history.visits, "Nobody has been here.", visit),
        Reply::Cards(cards) => lines(cards, "This mission has no card.", |card| {
            let state = match (card.has_changed(), card.done) {
                (true, _) => "changed since you read it",
                (_, true) => "read",
                _ => "to read",
            };
            format!("{}  {}: {state}", card.id, card.title)
        }),
        Reply::Paper(shown) => paper(shown),
        Reply::Picture(bytes) => format!("A picture of {} bytes.\n", bytes.len()),
        Reply::Attention(list) => {
            lines(&list.items, "Nothing needs your attention.", |item| match item.record {
                Some(record) => format!("{} ({record})", item.message),
                None => item.message.clone(),
            })
        }
        Reply::Kept => "Kept.\n".to_owned(),
        Reply::Drafts(drafts) => {
            lines(drafts, "No draft is here.", |draft| format!("{}: {}", draft.key, draft.content))
        }
        Reply::Exported(exported) => {
            format!("Wrote {} rows to {}.\n", exported.rows, exported.file.display())
        }
        Reply::Rescued(rescued) => format!(
            "Wrote {} to {}, for your server alone. Bring it to your supervisor; all stays on this \
             phone.\n",
            counted(rescued.changes, "change"),
            rescued.file.display()
        ),
        // What screens ask for, in the form of machines.
        reply => format!("{:#}\n", json(reply)),
    }
}

fn lines<T>(items: &[T], none: &str, line: impl Fn(&T) -> String) -> String {
    if items.is_empty() {
        return format!("{none}\n");
    }
    items.iter().map(|item| format!("{}\n", line(item))).collect()
}

fn answer(answer: &AnswerView) -> String {
    let what = match (&answer.result, &answer.result_words) {
        (Some(result), Some(words)) => format!("{result}: {words}"),
        _ => format!("by {}: {}", answer.due, answer.action),
    };
    format!(
        "{}  You said: {} - {} says, {what} ({}; told at {})",
        answer.id,
        answer.said,
        answer.partner.as_deref().unwrap_or("the partner"),
        answer.buildings.join(", "),
        counted(answer.told, "door")
    )
}

fn signal(signal: &SignalView) -> String {
    format!(
        "{}  Raised on {} to {}: {} ({}{}, heard in {}; no answer yet)",
        signal.id,
        signal.raised,
        signal.partner.as_deref().unwrap_or("the partner"),
        signal.title,
        signal.building.as_deref().unwrap_or("the whole mission"),
        signal.stairwell.as_ref().map(|name| format!(", stairwell {name}")).unwrap_or_default(),
        counted(signal.households, "home")
    )
}

/// `1 door`, `2 doors`.
fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    match count.try_into() {
        Ok(1) => format!("1 {noun}"),
        Ok(count) => format!("{count} {noun}s"),
        Err(_) => format!("many {noun}s"),
    }
}

fn waiting(count: u64) -> String {
    match count {
        0 => "Nothing waits to be sent.".to_owned(),
        1 => "1 change waits to be sent.".to_owned(),
        count => format!("{count} changes wait to be sent."),
    }
}

fn attention(count: usize) -> String {
    match count {
        0 => "Nothing needs your attention.".to_owned(),
        1 => "1 thing needs your attention: phone attention".to_owned(),
        count => format!("{count} things need your attention: phone attention"),
    }
}

fn mission(mission: &MissionView) -> String {
    let mut text = format!(
        "{}  {} ({}), {} to {}, {}: {} of {} doors to see",
        mission.id,
        mission.title,
        mission.theme,
        mission.starts,
        mission.ends,
        mission.state,
        mission.to_see,
        mission.doors
    );
    if !mission.services.is_empty() {
        text += &format!("\n    advises: {}", mission.services.join(", "));
    }
    if let Some(message) = &mission.message {
        text += &format!("\n    {message}");
    }
    text
}

fn door(door: &DoorView) -> String {
    format!(
        "{}  {}, {}, floor {}, {}: {}",
        door.id,
        door.building,
        door.stairwell,
        door.floor,
        door.label,
        door.state.replace('_', " ")
    )
}

/// A text; each paragraph that changed since it was read begins with a `+`.
fn blocks(text: &str, seen: Option<&str>) -> String {
    let blocks = shared::blocks::blocks(text);
    let items = blocks.iter().flat_map(|block| &block.items);
    let line = |item: &shared::blocks::Item| {
        let mark = if item.is_new_to(seen) { "+" } else { " " };
        format!("{mark} {}\n", item.text())
    };
    items.map(line).collect()
}

/// The pictures beside one post, or all of them, and whether they are here.
fn pictures(paper: &Paper, of: Option<Uuid>, indent: &str) -> String {
    let shown = paper.pictures.iter().filter(|one| of.is_none_or(|of| one.of == of));
    shown.fold(String::new(), |text, one| {
        let state = match (one.is_here, one.dropped) {
            (true, _) => "here",
            (false, true) => "dropped to make room",
            (false, false) => "on its way",
        };
        let alt = one.alt.as_deref().unwrap_or("picture");
        text + &format!("{indent}    {} {alt} ({}×{}, {state})\n", one.hash, one.width, one.height)
    })
}

/// A card, the message, a debrief or a year: whatever of it there is.
fn paper(paper: &Paper) -> String {
    let title = if paper.title.is_empty() { &paper.of } else { &paper.title };
    let mut text = format!("{title}\n");
    text += &blocks(paper.text.as_deref().unwrap_or_default(), paper.seen.as_deref());
    for question in &paper.questions {
        text += &format!("{}\n", question.ask);
        for (number, choice) in (1..).zip(&question.choices) {
            let mark = if question.chosen == Some(number) { "*" } else { " " };
            text += &format!("{mark} {number}. {choice}\n");
        }
    }
    for remark in &paper.remarks {
        let who = if remark.mine { "you" } else { remark.author_name.as_deref().unwrap_or("desk") };
        let verb = if remark.proposal { "propose" } else { "say" };
        text += &format!("{who} {verb}: {}\n", remark.text);
    }
    for post in &paper.posts {
        let who = if post.mine { "you" } else { post.author_name.as_deref().unwrap_or("desk") };
        let indent = if post.parent.is_some() { "    " } else { "" };
        let pinned = if post.pinned { ", pinned" } else { "" };
        let thanks = counted(post.thanks, "thank-you");
        text += &format!("{indent}{}  {who} ({thanks}{pinned}): {}\n", post.id, post.text);
        text += &pictures(paper, Some(post.id.0), indent);
    }
    if paper.posts.is_empty() {
        text += &pictures(paper, None, "");
    }
    for (asked, said) in ["worked", "hard", "heard", "change"].iter().zip(&paper.answers) {
        text += &format!("{asked}: {said}\n");
    }
    for stint in &paper.stints {
        text += &format!(
            "{}, {} to {}: {}, {}, {} in {}\n",
            stint.title,
            stint.starts,
            stint.ends,
            counted(stint.met, "home"),
            counted(stint.cards, "card"),
            counted(stint.visits, "visit"),
            stint.languages.join(" ")
        );
    }
    text
}

fn visit(visit: &VisitView) -> String {
    let mut text = format!("{}  {} {}", visit.id, day(visit.started), visit.outcome);
    if let Some(estimate) = visit.started_estimate {
        text += &format!(" (the clock was wrong; rather {})", day(estimate));
    }
    let author = if visit.mine { Some("you") } else { visit.author_name.as_deref() };
    text += &author.map(|author| format!(", by {author}")).unwrap_or_default();
    for (name, list) in [("advice", &visit.advice), ("needs", &visit.needs)] {
        if !list.is_empty() {
            text += &format!(", {name}: {}", list.join(", "));
        }
    }
    for appointment in &visit.appointments {
        let parts = [appointment.due.as_deref(), appointment.service.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        text += &format!(", {}: {}", appointment.sort, parts.join(" "));
    }
    if visit.withdrawn {
        text += ", withdrawn";
    }
    if visit.waiting {
        text += ", waits to be sent";
    }
    if let Some(note) = &visit.note {
        text += &format!("\n    {note}");
    }
    text
}

fn sync(synced: &Synced) -> String {
    let mut text = format!(
        "Sent {}, read {}, in {} ({} bytes up, {} down).\n",
        counted(synced.sent, "change"),
        counted(synced.received, "row"),
        counted(synced.requests, "request"),
        synced.bytes_up,
        synced.bytes_down
    );
    if synced.quarantined > 0 {
        text += &format!("Kept aside on the server: {}.\n", counted(synced.quarantined, "change"));
    }
    for dropped in &synced.dropped {
        text += &format!("Given back: {} ({}).\n", dropped.feed, dropped.reason.as_str());
    }
    text + &format!("{} {}\n", waiting(synced.waiting), attention(synced.attention))
}

fn status(status: &Status) -> String {
    let mut text = format!(
        "{}'s phone {}, server {}\n{} {}\n",
        status.name,
        status.device,
        status.server,
        waiting(status.waiting),
        attention(status.attention)
    );
    match status.last_contact {
        Some(at) => text += &format!("Last contact: {}\n", day(at.0)),
        None => text += "No contact yet.\n",
    }
    if let Some(error) = &status.last_error {
        text += &format!("Last error: {error}\n");
    }
    for feed in &status.feeds {
        let proof = match feed.equal {
            _ if feed.leaving.is_some() => "goes as soon as your work in it is safe",
            Some(true) => "the same as on the server",
            Some(false) => "differs from the server",
            None => "not compared yet",
        };
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "{}: {} of {}, {} rows, {proof}",
            feed.feed, feed.seq, feed.head, feed.count
        );
    }
    text
}

fn day(millis: i64) -> String {
    let at = Local.timestamp_millis_opt(millis).single();
    at.map_or_else(|| format!("{millis} ms"), |at| at.format("%Y-%m-%d %H:%M").to_string())
}
