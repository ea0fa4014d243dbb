//! What neighbors tell each other, learn and say at the end, in a world.

use anyhow::Result;
use app::db::Edit;
use app::db::view::PostView;
use shared::change::DELETED;
use shared::id::{
    AttachmentId, DebriefId, FeedId, Id, PostId, ReadingId, RemarkId, ThanksId, derived_uuid,
};
use shared::picture::PictureHash;
use shared::record::{Kind, Post, Prose, Reading, Record as _, Remark, RemarkSort, Thanks};
use shared::value::{Fields, Value};

use super::World;
use crate::act::Act;
use crate::oracle::{Saved, Told};
use crate::photograph::{attachment, photograph};

/// So many photographs there are: few enough that the same one is shown twice.
const PHOTOGRAPHS: u64 = 6;
/// How large they are; the first takes more than one piece.
const SMALL: usize = 300;
const LARGE: usize = 70_000;

impl World {
    pub(super) fn in_the_team(&mut self, act: Act) -> Result<()> {
        match act {
            Act::Post { phone, mission, which } => self.post(phone, mission, which),
            Act::Thank { phone, mission, which } => self.thank(phone, mission, which),
            Act::TakeOut { phone, which } => self.take_out(phone, which),
            Act::Propose { phone, mission } => {
                let (feed, words) = (self.names.mission(mission), self.text("wording"));
                let author = self.phones[phone].account;
                let text = Prose::parse(&words)?;
                let id: RemarkId = self.new_id(phone);
                let remark = Remark { author, sort: RemarkSort::Proposal, text };
                self.say(phone, Edit::new(feed, id, &remark), words)
            }
            Act::Read { phone, mission } => {
                let (feed, seen) = (self.names.mission(mission), self.text("seen"));
                let author = self.phones[phone].account;
                let card = (mission == 0).then_some(self.names.card);
                let what = card.map_or(self.names.missions[mission % 2].0, |card| card.0);
                // Named after who read what, so that two phones of a person write one record.
                let id = ReadingId(derived_uuid("reading", &[author.0, what]));
                let done = card.is_some();
                let reading = Reading { author, card, seen: Some(Prose::parse(&seen)?), done };
                self.say(phone, Edit::new(feed, id, &reading), seen)
            }
            Act::Debrief { phone, mission } => {
                let (mission, worked) = (self.names.missions[mission % 2], self.text("worked"));
                let account = self.phones[phone].account;
                let id = DebriefId(derived_uuid("debrief", &[mission.0, account.0]));
                let fields = Fields::from([
                    ("mission".to_owned(), Value::Text(mission.to_string())),
                    ("worked".to_owned(), Value::from(worked.as_str())),
                ]);
                let (feed, kind) = (FeedId::Account(account), Kind::Debrief);
                self.say(phone, Edit { feed, kind, id: id.uuid(), fields }, worked)
            }
            _ => Ok(()),
        }
    }

    /// Keeps one record that has that text.
    fn say(&mut self, phone: usize, edit: Edit, text: String) -> Result<()> {
        let saved = Saved::new(edit.feed, edit.kind, edit.id, None, text);
        if self.edit(phone, &[edit])? {
            self.oracle.save(saved);
        }
        Ok(())
    }

    fn post(&mut self, phone: usize, mission: usize, which: usize) -> Result<()> {
        let (feed, words, author) =
            (self.names.mission(mission), self.text("post"), self.phones[phone].account);
        let shown = self.shown_posts(phone, mission)?;
        let mut tops = shown.iter().filter(|post| post.parent.is_none());
        let parent = match which % 4 {
            0 => tops.nth(which / 4 % shown.len().max(1)).map(|post| post.id),
            _ => None,
        };
        let (id, shows): (PostId, AttachmentId) = (self.new_id(phone), self.new_id(phone));
        let post = Edit::new(feed, id, &Post { author, parent, text: Prose::parse(&words)? });
        let picture = (which % 2 == 1).then(|| {
            let number = which as u64 / 2 % PHOTOGRAPHS;
            photograph(number, if number == 0 { LARGE } else { SMALL })
        });
        let is_kept = match &picture {
            Some(bytes) => {
                let shown = Edit::new(feed, shows, &attachment(author, id, bytes)?);
                self.write(phone, &[post, shown], Some(bytes))?
            }
            None => self.write(phone, &[post], None)?,
        };
        if is_kept {
            self.oracle.save(Saved::new(feed, Kind::Post, id.0, None, words));
            if let Some(bytes) = &picture {
                let hash = PictureHash::of(bytes).to_string();
                self.oracle.save(Saved::new(feed, Kind::Attachment, shows.0, None, hash));
            }
            let shows = picture.map(|bytes| (shows, bytes));
            self.oracle.told.push(Told { author, phone, feed, post: id, shows });
        }
        Ok(())
    }

    /// What a neighbor reads of the team; nothing where the phone has given the mission back.
    fn shown_posts(&self, phone: usize, mission: usize) -> Result<Vec<PostView>> {
        let phone = &self.phones[phone];
        Ok(phone.db()?.posts(self.names.missions[mission % 2], phone.account)?)
    }

    fn thank(&mut self, phone: usize, mission: usize, which: usize) -> Result<()> {
        let (feed, author) = (self.names.mission(mission), self.phones[phone].account);
        let mut others = self.shown_posts(phone, mission)?;
        others.retain(|post| !post.mine);
        let Some(post) = others.get(which % others.len().max(1)) else {
            return Ok(());
        };
        let id = ThanksId(derived_uuid("thanks", &[author.0, post.id.0]));
        let mut fields = Thanks { author, post: post.id }.fields();
        fields.insert(DELETED.to_owned(), Value::Bool(post.thanked));
        let edit = Edit { feed, kind: Kind::Thanks, id: id.uuid(), fields };
        self.write(phone, &[edit], None).map(drop)
    }

    fn take_out(&mut self, phone: usize, which: usize) -> Result<()> {
        let account = self.phones[phone].account;
        let own = self.oracle.told.iter().filter(|told| told.author == account);
        let own: Vec<_> = own.map(|told| (told.feed, told.post)).collect();
        let Some((feed, post)) = own.get(which % own.len().max(1)).copied() else {
            return Ok(());
        };
        let FeedId::Mission(mission) = feed else {
            return Ok(());
        };
        if !self.phones[phone].db()?.wrote(mission, post, account)? {
            return Ok(());
        }
        let is_out = which.is_multiple_of(2);
        let fields = Fields::from([(DELETED.to_owned(), Value::Bool(is_out))]);
        let edit = Edit { feed, kind: Kind::Post, id: post.0, fields };
        if self.write(phone, &[edit], None)? && is_out {
            self.oracle.taken_out.insert(post);
        }
        Ok(())
    }
}
