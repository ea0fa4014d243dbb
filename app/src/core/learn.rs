//! What is read, answered, said about the message, to the team and at the end of a mission: told to
//! screens as one kind of paper, and turned into edits.

use shared::blocks;
use shared::change::DELETED;
use shared::id::{
    AccountId, AttachmentId, CardId, DebriefId, FeedId, Id, PostId, QuizAnswerId, ReadingId,
    RemarkId, ThanksId, derived_uuid,
};
use shared::picture::{self, PictureHash};
use shared::record::{
    Attachment, Choice, Kind, PictureBytes, Pixels, Post, Prose, QuizAnswer, Reading, Record,
    Remark, RemarkSort, Thanks,
};
use shared::value::{Fields, Value};
use uuid::Uuid;

use super::work::value;
use super::{
    DEBRIEF, EXCHANGE, Failure, FailureCode, MESSAGE, PROPOSAL, Paper, Said, TAKE_OUT, THANKS,
    YEAR, find,
};
use crate::db::draft::said_key;
use crate::db::view::{CardView, MissionView, PostView, QuizView};
use crate::db::{Db, Edit, Moment};
use crate::platform::Chance;
use crate::sync::new_id;

/// The names of the four questions.
const ASKED: [&str; 4] = ["worked", "hard", "heard", "change"];

/// A mission that is named, and who looks at it.
fn named(db: &Db, mission: &str) -> Result<(MissionView, AccountId), Failure> {
    let person = find::person(db)?;
    let missions = db.bare_missions()?;
    Ok((find::mission(&missions, mission)?.clone(), person.account))
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn cards(db: &Db, mission: &str) -> Result<Vec<CardView>, Failure> {
    let (mission, account) = named(db, mission)?;
    Ok(db.cards(mission.id, account)?)
}

pub(super) fn paper(db: &Db, mission: &str, what: &str) -> Result<Paper, Failure> {
    if what == YEAR {
        let person = find::person(db)?;
        let stints = db.stints(person.account)?;
        return Ok(Paper { of: person.name, stints, ..Paper::default() });
    }
    let (mission, account) = named(db, mission)?;
    let mut paper = Paper { of: mission.title, ..Paper::default() };
    match what {
        MESSAGE => {
            paper.text = mission.message;
            paper.seen = db.message_seen(mission.id, account)?;
            paper.version = db.message_version(mission.id)?;
            paper.remarks = db.remarks(mission.id, account)?;
        }
        EXCHANGE => {
            paper.posts = db.posts(mission.id, account)?;
            paper.pictures = db.pictures(mission.id)?;
            paper.done = db.exchange_is_read(mission.id, account)?;
        }
        DEBRIEF => {
            paper.answers = db.debrief(mission.id, account)?.1;
            paper.text = db.synthesis(mission.id)?;
        }
        card => {
            let card = one(db.cards(mission.id, account)?, card)?;
            paper.questions = db.questions(mission.id, card.id, account)?;
            paper.pictures = db.pictures(mission.id)?;
            paper.pictures.retain(|shown| shown.of == card.id.0);
            (paper.title, paper.done) = (card.title, card.done);
            (paper.text, paper.seen) = (Some(card.text), card.seen);
        }
    }
    if [MESSAGE, EXCHANGE, DEBRIEF].contains(&what) {
        paper.typing = Some(db.typing(said_key(mission.id, what))?);
    }
    Ok(paper)
}

/// The bytes of a picture, if they are here.
pub(super) fn picture(db: &Db, hash: PictureHash) -> Result<Vec<u8>, Failure> {
    db.picture(hash)?.ok_or_else(|| {
        let why = format_args!("no picture {hash} is on this phone; sync, and ask again");
        Failure::new(FailureCode::BadValue, why)
    })
}

/// The card of that id or title; capitals do not matter.
fn one(cards: Vec<CardView>, name: &str) -> Result<CardView, Failure> {
    let wanted = name.trim().to_lowercase();
    let fits =
        |card: &CardView| card.id.to_string() == wanted || card.title.to_lowercase() == wanted;
    cards.into_iter().find(fits).ok_or_else(|| {
        let message = format_args!("no card {name:?} is in this mission; `phone cards` lists them");
        Failure::new(FailureCode::UnknownCard, message)
    })
}

pub(super) fn say(
    db: &mut Db,
    moment: &Moment,
    chance: &mut impl Chance,
    said: &Said,
) -> Result<(), Failure> {
    let (mission, account) = named(db, &said.mission)?;
    let feed = FeedId::Mission(mission.id);
    let typed = if said.what == PROPOSAL { MESSAGE } else { &said.what };
    let typed = said_key(mission.id, typed);
    let edits = match said.what.as_str() {
        MESSAGE if said.done => match &mission.message {
            Some(text) => vec![reading(feed, account, None, text)?],
            None => Vec::new(),
        },
        MESSAGE | PROPOSAL => {
            let sort =
                if said.what == PROPOSAL { RemarkSort::Proposal } else { RemarkSort::Comment };
            let text = words(said)?;
            let id: RemarkId = new_id(moment.wall, chance)?;
            vec![Edit::new(feed, id, &Remark { author: account, sort, text })]
        }
        EXCHANGE if said.done => {
            db.read_exchange(mission.id)?;
            Vec::new()
        }
        EXCHANGE => {
            let posts = db.posts(mission.id, account)?;
            let parent = said.post.map(|post| named_post(&posts, post)).transpose()?;
            // A reply to a reply stands behind it.
            let parent = parent.map(|parent| parent.parent.unwrap_or(parent.id));
            let id: PostId = new_id(moment.wall, chance)?;
            let post = Edit::new(feed, id, &Post { author: account, parent, text: words(said)? });
            if let Some(picture) = &said.picture {
                let shown: AttachmentId = new_id(moment.wall, chance)?;
                let shown = Edit::new(feed, shown, &attachment(account, id, picture)?);
                db.edit_and_show(moment, &[post, shown], picture, &typed)?;
                return Ok(());
            }
            vec![post]
        }
        THANKS => vec![thanks(db, &mission, account, said.post)?],
        TAKE_OUT => {
            let post = said.post.ok_or_else(no_post)?;
            if !db.wrote(mission.id, post, account)? {
                return Err(no_post());
            }
            let fields = Fields::from([(DELETED.to_owned(), Value::Bool(!said.done))]);
            vec![Edit { feed, kind: Kind::Post, id: post.0, fields }]
        }
        DEBRIEF => vec![debrief(db, &mission, account, &said.texts)?],
        _ => learned(db, &mission, account, said)?,
    };
    // To have read something is not to have said what one was typing about it.
    let drafts = if said.done { Vec::new() } else { vec![typed] };
    db.edit_and_drop(moment, &edits, &drafts)?;
    Ok(())
}

fn attachment(author: AccountId, post: PostId, bytes: &[u8]) -> Result<Attachment, Failure> {
    let refused = |error| Failure::new(FailureCode::BadValue, format_args!("picture: {error}"));
    let sides = picture::look(bytes).map_err(refused)?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(Attachment {
        author: Some(author),
        post: Some(post),
        card: None,
        hash: PictureHash::of(bytes),
        size: value("size", PictureBytes::new(size))?,
        width: value("width", Pixels::new(sides.width.into()))?,
        height: value("height", Pixels::new(sides.height.into()))?,
        alt: None,
        whole: false,
    })
}

fn words(said: &Said) -> Result<Prose, Failure> {
    let text = said.texts.first().and_then(Option::as_deref).unwrap_or_default();
    value("text", Prose::parse(text.trim()))
}

fn no_post() -> Failure {
    let why =
        "no such post is here; `phone exchange` lists them, and only your own can be taken out";
    Failure::new(FailureCode::BadValue, format_args!("{why}"))
}

fn named_post(posts: &[PostView], id: PostId) -> Result<&PostView, Failure> {
    posts.iter().find(|post| post.id == id).ok_or_else(no_post)
}

/// Thanks for a post of somebody else, once however often; or none any more.
fn thanks(
    db: &Db,
    mission: &MissionView,
    author: AccountId,
    post: Option<PostId>,
) -> Result<Edit, Failure> {
    let posts = db.posts(mission.id, author)?;
    let post = named_post(&posts, post.ok_or_else(no_post)?)?;
    if post.mine {
        let why = format_args!("you wrote this yourself");
        return Err(Failure::new(FailureCode::BadValue, why));
    }
    let id = ThanksId(derived_uuid("thanks", &[author.0, post.id.0]));
    let mut fields = Thanks { author, post: post.id }.fields();
    fields.insert(DELETED.to_owned(), Value::Bool(post.thanked));
    Ok(Edit { feed: FeedId::Mission(mission.id), kind: Kind::Thanks, id: id.uuid(), fields })
}

fn learned(
    db: &Db,
    mission: &MissionView,
    account: AccountId,
    said: &Said,
) -> Result<Vec<Edit>, Failure> {
    let card = one(db.cards(mission.id, account)?, &said.what)?;
    let feed = FeedId::Mission(mission.id);
    let questions = db.questions(mission.id, card.id, account)?;
    let refused = |why: std::fmt::Arguments<'_>| Failure::new(FailureCode::BadValue, why);
    let mut edits = Vec::new();
    for (index, choice) in &said.answers {
        let asked = questions.get(*index).filter(|asked| {
            usize::try_from(*choice).is_ok_and(|choice| choice <= asked.choices.len())
        });
        let asked = asked.ok_or_else(|| {
            refused(format_args!("question {} has no answer {choice}", index + 1))
        })?;
        let choice = value("answer", Choice::new(*choice))?;
        let id = QuizAnswerId(derived_uuid("quiz_answer", &[account.0, asked.id.0]));
        let answer = QuizAnswer { author: account, question: asked.id, choice };
        edits.push(Edit::new(feed, id, &answer));
    }
    if said.done {
        let is_open = |(index, asked): (usize, &QuizView)| {
            asked.chosen.is_none() && !said.answers.iter().any(|(one, _)| *one == index)
        };
        if questions.iter().enumerate().any(is_open) {
            let why = "this card asks something: answer each question with --answer";
            return Err(refused(format_args!("{why}")));
        }
        edits.push(reading(feed, account, Some(card.id), &card.text)?);
    }
    Ok(edits)
}

/// Keeps by which paragraphs a text can be told again.
fn reading(
    feed: FeedId,
    author: AccountId,
    card: Option<CardId>,
    text: &str,
) -> Result<Edit, Failure> {
    let what = card.map_or_else(|| feed.owner().unwrap_or_default(), Id::uuid);
    let id = ReadingId(derived_uuid("reading", &[author.0, what]));
    let seen = value("seen", Prose::parse(&blocks::seen(text)))?;
    Ok(Edit::new(feed, id, &Reading { author, card, seen: Some(seen), done: card.is_some() }))
}

fn debrief(
    db: &Db,
    mission: &MissionView,
    account: AccountId,
    texts: &[Option<String>],
) -> Result<Edit, Failure> {
    let (held, _) = db.debrief(mission.id, account)?;
    let named_after: [Uuid; 2] = [mission.id.0, account.0];
    let id = held.unwrap_or_else(|| DebriefId(derived_uuid("debrief", &named_after)));
    let mut fields = Fields::from([("mission".to_owned(), Value::Text(mission.id.to_string()))]);
    for (name, text) in ASKED.into_iter().zip(texts) {
        // What is left out stays; what is empty is taken away.
        if let Some(text) = text {
            let text = text.trim();
            let said = if text.is_empty() { Value::Null } else { Value::from(text) };
            fields.insert(name.to_owned(), said);
        }
    }
    Ok(Edit { feed: FeedId::Account(account), kind: Kind::Debrief, id: id.uuid(), fields })
}
