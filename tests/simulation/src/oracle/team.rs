//! What must hold of what a team tells itself, by a model that knows who told what, and when a phone
//! lost the right to read it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail, ensure};
use shared::id::{AccountId, AttachmentId, FeedId, MissionId, PostId};
use shared::picture::PictureHash;
use shared::record::{Kind, Post, Record as _, Thanks};
use sync_server::service::pictures;
use sync_server::store::PictureNamed;
use uuid::Uuid;

use crate::phone::Phone;
use crate::world::World;

/// What a neighbor told the team.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) author: AccountId,
    pub(crate) phone: usize,
    pub(crate) feed: FeedId,
    pub(crate) post: PostId,
    pub(crate) shows: Option<(AttachmentId, Vec<u8>)>,
}

impl Told {
    fn mission(&self) -> Result<MissionId> {
        match self.feed {
            FeedId::Mission(mission) => Ok(mission),
            feed => bail!("{feed} has no team"),
        }
    }
}

/// How a picture stands with the server.
struct Stands {
    naming: Vec<PictureNamed>,
    bytes: Option<Vec<u8>>,
}

fn stands(world: &World, told: &Told, hash: PictureHash) -> Result<Stands> {
    let (feed, mission) = (told.feed, told.mission()?);
    world.server.look(move |read| {
        let naming = read.naming(feed, hash)?;
        Ok(Stands { naming, bytes: pictures::bytes(read, mission, hash)? })
    })
}

/// A picture of which the server has the row, and which is not taken out, is there once and whole, unless
/// its phone was revoked before it could send it. One that was taken out for a while, so that its bytes
/// were forgotten, is there again if its phone has it still.
pub(super) fn pictures_are_whole_on_the_server(world: &World) -> Result<()> {
    for told in &world.oracle.told {
        let Some((id, bytes)) = &told.shows else {
            continue;
        };
        let hash = PictureHash::of(bytes);
        let stands = stands(world, told, hash)?;
        if !stands.naming.iter().any(|named| named.id == *id && !named.is_out) {
            continue;
        }
        match &stands.bytes {
            Some(held) => ensure!(held == bytes, "law 1: picture {hash} is another one"),
            None => {
                let phone = &world.phones[told.phone];
                let was_out = world.oracle.taken_out.contains(&told.post);
                ensure!(
                    world.oracle.is_revoked(phone)
                        || (was_out && phone.db()?.picture(hash)?.is_none()),
                    "law 1: picture {hash} of post {} is not there",
                    told.post
                );
            }
        }
    }
    Ok(())
}

/// A phone is told nothing of what was written after it lost the right to read, and shows nothing of
/// a mission that it gave back.
pub(super) fn nothing_leaks(world: &World, number: usize) -> Result<()> {
    let phone = &world.phones[number];
    let (db, account) = (phone.db()?, phone.account);
    let held: BTreeSet<FeedId> = db.feed_views()?.into_iter().map(|view| view.feed).collect();
    for mission in world.names.missions {
        let feed = FeedId::Mission(mission);
        let shown: BTreeSet<PostId> =
            db.posts(mission, account)?.into_iter().map(|post| post.id).collect();
        ensure!(
            held.contains(&feed) || shown.is_empty(),
            "law 8: a phone gave {feed} back and shows {} of its posts",
            shown.len()
        );
        let revoked = world.oracle.revoked.get(&phone.device);
        let ended = world.oracle.ended.get(&(account, feed));
        let Some(until) = revoked.into_iter().chain(ended).min() else {
            continue;
        };
        let later = world.oracle.told.iter().skip(*until);
        let mut leaked = later.filter(|told| told.phone != number && shown.contains(&told.post));
        if let Some(told) = leaked.next() {
            bail!("law 8: post {} came to a phone that may not read it", told.post);
        }
    }
    for told in &world.oracle.told {
        if let Some((_, bytes)) = &told.shows
            && db.picture(PictureHash::of(bytes))?.is_some()
        {
            let shows_it = |other: &&Told| other.shows.as_ref().is_some_and(|(_, b)| b == bytes);
            let mut feeds = world.oracle.told.iter().filter(shows_it).map(|other| other.feed);
            ensure!(
                feeds.any(|feed| held.contains(&feed)),
                "law 8: a phone keeps a picture of a mission that it gave back"
            );
        }
    }
    Ok(())
}

/// What a person sees of a post: what it replies to, its words, and how many thanked.
type Shown = (Option<PostId>, String, u64);

/// Law 3: what the team tells itself reads on the phone as it stands with the server, and each
/// picture that is whole there is here, too.
pub(super) fn phone_tells_what_the_server_has(world: &World, phone: &Phone) -> Result<()> {
    let db = phone.db()?;
    for view in db.feed_views()? {
        let is_told = view.leaving.is_none() && view.equal == Some(true);
        let (FeedId::Mission(mission), true) = (view.feed, is_told) else {
            continue;
        };
        let (mut there, aside) = stands_of_team(world, phone, mission)?;
        let mut here: BTreeMap<PostId, Shown> = BTreeMap::new();
        for post in db.posts(mission, phone.account)? {
            here.insert(post.id, (post.parent, post.text, post.thanks));
        }
        // What is kept aside stays before its author's eyes, and so does what hangs on it.
        let is_aside = |id: &PostId, shown: &Shown| {
            aside.contains(&id.0) || shown.0.is_some_and(|parent| aside.contains(&parent.0))
        };
        there.retain(|id, shown| !is_aside(id, shown));
        here.retain(|id, shown| !is_aside(id, shown));
        ensure!(
            here == there,
            "law 3: the team reads {here:?} on a phone, and {there:?} stands with the server"
        );
        for told in world.oracle.told.iter().filter(|told| told.feed == view.feed) {
            let Some((_, bytes)) = &told.shows else {
                continue;
            };
            let hash = PictureHash::of(bytes);
            let stands = stands(world, told, hash)?;
            let is_whole = |named: &PictureNamed| {
                !named.is_out
                    && named.fields.get("whole") == Some(&shared::value::Value::Bool(true))
            };
            if stands.naming.iter().any(is_whole) {
                let held = db.picture(hash)?;
                let held = held.with_context(|| format!("law 3: picture {hash} did not come"))?;
                ensure!(held == *bytes, "law 3: picture {hash} came otherwise");
            }
        }
    }
    Ok(())
}

/// The posts of a team by the server's rows, and the records of it that are kept aside of a phone;
/// posts of which thanks are aside are counted among those.
fn stands_of_team(
    world: &World,
    phone: &Phone,
    mission: MissionId,
) -> Result<(BTreeMap<PostId, Shown>, BTreeSet<Uuid>)> {
    let (feed, device, account) = (FeedId::Mission(mission), phone.device, phone.account);
    world.server.look(move |read| {
        let mut aside = BTreeSet::new();
        for one in read.quarantined()? {
            if one.device == device && one.change.feed == feed {
                aside.insert(one.change.id);
            }
        }
        let mut thanks = BTreeMap::<PostId, u64>::new();
        for (_, fields) in read.rows(feed, Kind::Thanks)? {
            if let Ok(one) = Thanks::read(&fields) {
                *thanks.entry(one.post).or_default() += 1;
            }
        }
        let mut posts = BTreeMap::new();
        for (id, fields) in read.rows(feed, Kind::Post)? {
            let Ok(post) = Post::read(&fields) else {
                continue;
            };
            let id = PostId(id);
            let named = shared::id::derived_uuid("thanks", &[account.0, id.0]);
            if aside.contains(&named) {
                aside.insert(id.0);
            }
            let count = thanks.get(&id).copied().unwrap_or_default();
            posts.insert(id, (post.parent, post.text.as_str().to_owned(), count));
        }
        let ids: BTreeSet<PostId> = posts.keys().copied().collect();
        posts.retain(|_, (parent, _, _)| parent.is_none_or(|parent| ids.contains(&parent)));
        Ok((posts, aside))
    })
}
