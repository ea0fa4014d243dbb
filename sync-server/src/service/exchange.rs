//! What a team tells itself in a mission: posts, replies, thanks, and what the desk pins or takes out.
//!
//! Who may is asked before.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use shared::change::DELETED;
use shared::id::{AccountId, FeedId, Id, MissionId, PinId, PostId, derived_uuid, made_at};
use shared::record::{Kind, Pin, Post, Prose, Record, Thanks};
use shared::time::Millis;
use shared::value::Value;

use super::desk::{Desk, Moment};
use super::training::read_all;
use super::{ServiceError, pictures};
use crate::store::{Read, StoreError, Write};

/// A post, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: PostId,
    /// When it was written, where its id says so.
    pub at: Option<Millis>,
    /// The words.
    pub post: Post,
    /// How many thanked for it.
    pub thanks: u64,
    /// Whether it stands above the others.
    pub is_pinned: bool,
    /// What was replied, in the order in which it was written.
    pub replies: Vec<Self>,
}

/// What the team told itself: what is pinned first, then the newest first. A reply to what was taken
/// out goes with it.
///
/// # Errors
/// When the store fails.
pub fn told(read: &dyn Read, mission: MissionId) -> Result<Vec<Told>, StoreError> {
    let mut thanks: BTreeMap<PostId, BTreeSet<AccountId>> = BTreeMap::new();
    for (_, one) in read_all::<Thanks>(read, mission)? {
        thanks.entry(one.post).or_default().insert(one.author);
    }
    let pins = read_all::<Pin>(read, mission)?;
    let pinned: BTreeSet<PostId> = pins.into_iter().map(|(_, pin)| pin.post).collect();
    let mut posts: Vec<Told> = Vec::new();
    let mut replies: BTreeMap<PostId, Vec<Told>> = BTreeMap::new();
    for (id, post) in read_all::<Post>(read, mission)? {
        let parent = post.parent;
        let one = Told {
            id,
            at: made_at(id.uuid()),
            thanks: thanks.get(&id).map_or(0, |people| people.len() as u64),
            is_pinned: pinned.contains(&id),
            replies: Vec::new(),
            post,
        };
        match parent {
            Some(parent) => replies.entry(parent).or_default().push(one),
            None => posts.push(one),
        }
    }
    for post in &mut posts {
        post.replies = replies.remove(&post.id).unwrap_or_default();
        post.replies.sort_by_key(|reply| (reply.at, reply.id));
    }
    posts.sort_by_key(|post| (!post.is_pinned, Reverse((post.at, post.id))));
    Ok(posts)
}

/// Writes a post of the desk, or a reply to one of the team.
///
/// # Errors
/// When there is no such post to reply to, or the words cannot be accepted.
pub fn post(
    write: &mut dyn Write,
    mission: MissionId,
    author: AccountId,
    parent: Option<PostId>,
    text: Prose,
    moment: &mut Moment<'_>,
) -> Result<PostId, ServiceError> {
    let feed = FeedId::Mission(mission);
    // A reply to a reply stands behind it.
    let parent = match parent {
        Some(parent) => found(&*write, mission, parent)?.parent.or(Some(parent)),
        None => None,
    };
    let id = moment.id();
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.put(feed, id, &Post { author, parent, text })?;
    desk.close()?;
    Ok(id)
}

/// Puts a post above the others, or takes it down again.
///
/// # Errors
/// When there is no such post.
pub fn pin(
    write: &mut dyn Write,
    mission: MissionId,
    post: PostId,
    pinned_by: AccountId,
    wanted: bool,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    found(&*write, mission, post)?;
    let feed = FeedId::Mission(mission);
    let id = PinId(derived_uuid("pin", &[post.0]));
    if !wanted && write.row(feed, Kind::Pin, id.0)?.is_absent() {
        return Ok(());
    }
    let mut fields = Pin { post, pinned_by }.fields();
    fields.insert(DELETED.to_owned(), Value::Bool(!wanted));
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set(feed, Kind::Pin, id.uuid(), fields)?;
    Ok(desk.close()?)
}

/// Takes a post out, of whomever it is: it is gone from the phones with the next contact, and the bytes
/// of its pictures from the server at once.
///
/// # Errors
/// When there is no such post.
pub fn remove(
    write: &mut dyn Write,
    mission: MissionId,
    post: PostId,
    moment: &Moment<'_>,
) -> Result<(), ServiceError> {
    found(&*write, mission, post)?;
    let feed = FeedId::Mission(mission);
    let mut desk = Desk::open(write, moment.now, &[feed])?;
    desk.set_field(feed, Kind::Post, post.0, DELETED, true)?;
    desk.close()?;
    pictures::forget_shown_nowhere(write, feed, moment.now)
}

fn found(read: &dyn Read, mission: MissionId, post: PostId) -> Result<Post, ServiceError> {
    let posts = read_all::<Post>(read, mission)?;
    let found = posts.into_iter().find(|(id, _)| *id == post);
    found
        .map(|(_, post)| post)
        .ok_or_else(|| ServiceError::refused(format!("there is no post {post}")))
}
