//! The training of a mission: its cards with their quiz, who has read them, and whom the desk lets
//! begin before that.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use shared::id::{AccountId, CardId, QuizQuestionId};
use shared::record::{Card, Choice, Line, Prose, QuizQuestion, choices_of};

use super::message::drawn;
use super::pictures::Picture;
use super::*;
use crate::console::tongue::Part;
use crate::service::{pictures, training};

#[derive(Template)]
#[template(path = "prepare_training.html")]
struct TrainingPage {
    page: Page,
    frame: Frame,
    at: String,
    add: String,
    cards: Vec<CardLine>,
    team: Vec<Learner>,
}

struct CardLine {
    title: String,
    below: String,
    address: String,
}

struct Learner {
    account: String,
    name: String,
    done: String,
    state: String,
    cleared: bool,
    /// Whether the desk has something to lift.
    is_waiting: bool,
}

#[derive(Template)]
#[template(path = "prepare_card.html")]
struct CardPage {
    page: Page,
    frame: Frame,
    form: Form,
    at: String,
    back: String,
    is_new: bool,
    preview: Option<String>,
    pictures: Vec<Picture>,
    questions: Vec<QuestionLine>,
    /// The question in the form: `new`, or its id.
    editing: String,
}

struct QuestionLine {
    id: String,
    ask: String,
    choices: Vec<(String, bool)>,
    why: String,
    answered: String,
    edit: String,
}

/// The part of an address that names a card, or says `new`.
#[derive(Deserialize)]
pub(in crate::console) struct CardPath {
    mission: String,
    card: String,
}

impl CardPath {
    pub(super) fn mission(&self) -> Result<MissionId, Trouble> {
        self.mission.parse().map_err(|_| Trouble::NotFound)
    }

    pub(super) fn card(&self) -> Result<Option<CardId>, Trouble> {
        match self.card.as_str() {
            "new" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Trouble::NotFound),
        }
    }
}

/// Which question of a card is in the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::console) struct AskedCard {
    question: String,
    done: String,
}

pub(super) fn card_at(mission: MissionId, card: Option<CardId>) -> String {
    let card = card.map_or("new".to_owned(), |card| card.to_string());
    format!("/desk/missions/{mission}/cards/{card}")
}

pub(in crate::console) async fn show(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Query(asked): Query<super::Asked>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let walk = Walk::of(read, t, &principal, id, Stop::Training, &asked)?;
            let held = training::cards(read, id)?;
            let mut cards = Vec::new();
            for (card, one) in &held {
                let questions = training::questions(read, id, *card)?.len() as u64;
                cards.push(CardLine {
                    title: one.title.to_string(),
                    below: t.count("card-questions", questions),
                    address: card_at(id, Some(*card)),
                });
            }
            let team = training::learners(read, id)?;
            let team = team.into_iter().map(|one| learner(t, &held, one)).collect();
            let add = card_at(id, None);
            Ok(TrainingPage {
                at: Stop::Training.at(id),
                frame: walk.frame,
                add,
                cards,
                team,
                page,
            })
        })
        .await
}

fn learner(t: Tongue, cards: &[(CardId, Card)], one: training::Learner) -> Learner {
    let done = cards.iter().filter(|(card, _)| one.done.contains(card)).count();
    let parts = [("n", Part::Number(done as u64)), ("all", Part::Number(cards.len() as u64))];
    let is_waiting = done < cards.len() && !one.cleared;
    let state = match (is_waiting, one.cleared) {
        (true, _) => "learner-waiting",
        (false, true) => "learner-cleared",
        (false, false) => "learner-open",
    };
    Learner {
        account: one.account.to_string(),
        name: one.name,
        done: t.with("learner-done", &parts),
        state: t.say(state),
        cleared: one.cleared,
        is_waiting,
    }
}

/// Lets somebody begin before the cards are read, or takes that back.
pub(in crate::console) async fn clear(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(mission): Path<MissionPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let id = mission.id()?;
    let account: Option<AccountId> = posted.get("account").parse().ok();
    let (wanted, by) = (posted.get("wanted") == "yes", principal.account);
    let cleared = act(&console, &principal, id, "card-clear", move |write, moment| {
        let account = account.ok_or_else(|| ServiceError::refused("nobody is named"))?;
        training::clear(write, id, account, by, wanted, moment)
    });
    cleared.await?.map_err(|_| Trouble::BadForm)?;
    Ok(see_done(&Stop::Training.at(id), "done=saved"))
}

pub(in crate::console) async fn form(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Query(asked): Query<AskedCard>,
) -> Result<Response, Trouble> {
    fill(&console, seat, &path, asked, Form::default(), false).await
}

/// Fills the page of a card: as it stands, or as it was typed, with how phones will draw that.
async fn fill(
    console: &Console,
    seat: Seat,
    path: &CardPath,
    asked: AskedCard,
    typed: Form,
    is_typed: bool,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card) = (path.mission()?, path.card()?);
    console
        .show(seat, Place::Missions, move |read, page| {
            let t = page.t;
            let said = super::Asked { done: asked.done, ..super::Asked::default() };
            let walk = Walk::of(read, t, &principal, id, Stop::Training, &said)?;
            let (mut held, mut shown) = (None, Vec::new());
            let mut questions = Vec::new();
            if let Some(card) = card {
                let all = training::cards(read, id)?;
                let found = all.into_iter().find(|(one, _)| *one == card);
                held = Some(found.ok_or(Trouble::NotFound)?.1);
                questions = training::questions(read, id, card)?;
                shown = pictures::shown(read, id)?;
                shown.retain(|one| one.attachment.card == Some(card));
            }
            let editing = questions.iter().find(|(one, _)| one.to_string() == asked.question);
            let form = if is_typed {
                typed
            } else {
                as_it_stands(held.as_ref(), editing.map(|(_, one)| one))
            };
            let preview = Some(form.value("text")).filter(|text| !text.trim().is_empty());
            let counts = training::answered(read, id)?;
            let at = card_at(id, card);
            let line = |(one, question): &(QuizQuestionId, QuizQuestion)| {
                let (all, right) = counts.get(one).copied().unwrap_or_default();
                let parts = [("all", Part::Number(all)), ("n", Part::Number(right))];
                let choices = choices_of(question.choices.as_str()).zip(1..);
                QuestionLine {
                    id: one.to_string(),
                    ask: question.ask.to_string(),
                    choices: choices
                        .map(|(said, n)| (said.to_owned(), n == question.correct.get()))
                        .collect(),
                    why: question.why.as_ref().map(ToString::to_string).unwrap_or_default(),
                    answered: if all > 0 {
                        t.with("question-answered", &parts)
                    } else {
                        String::new()
                    },
                    edit: Address::new(&at).with("question", one).to_string(),
                }
            };
            Ok(CardPage {
                preview: preview.map(|text| drawn(text, None)),
                editing: editing.map_or("new".to_owned(), |(one, _)| one.to_string()),
                questions: questions.iter().map(line).collect(),
                pictures: shown.iter().map(|one| Picture::of(id, one)).collect(),
                back: Stop::Training.at(id),
                is_new: card.is_none(),
                frame: walk.frame,
                at,
                form,
                page,
            })
        })
        .await
}

fn as_it_stands(card: Option<&Card>, question: Option<&QuizQuestion>) -> Form {
    let mut fields = Vec::new();
    if let Some(card) = card {
        fields.extend([("title", card.title.to_string()), ("text", card.text.to_string())]);
    }
    if let Some(question) = question {
        let why = question.why.as_ref().map(ToString::to_string).unwrap_or_default();
        fields.extend([
            ("ask", question.ask.to_string()),
            ("choices", question.choices.to_string()),
            ("correct", question.correct.get().to_string()),
            ("why", why),
        ]);
    }
    Form::with(&fields)
}

/// Keeps a card, or shows how it will look.
pub(in crate::console) async fn save(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card, t) = (path.mission()?, path.card()?, seat.tongue);
    let mut form = Form::of(&posted);
    let title = form.take(t, "title", Line::parse);
    let text = form.take(t, "text", Prose::parse);
    if let Some((line, why)) = shared::blocks::refused(form.value("text")) {
        let why = t.say(&format!("card-refused-{}", why.as_str()));
        let parts = [("n", Part::Number(line as u64)), ("why", Part::Text(&why))];
        form.refuse("text", t.with("card-refused", &parts));
    }
    let (Some(title), Some(text), false, false) =
        (title, text, form.is_refused(), posted.get("go") == "preview")
    else {
        let is_refused = form.is_refused();
        let shown = fill(&console, seat, &path, AskedCard::default(), form, true).await?;
        return Ok(if is_refused { refused(shown) } else { shown });
    };
    let saved = act(&console, &principal, id, "card-set", move |write, moment| {
        training::put_card(write, id, card, title, text, moment)
    });
    let saved = saved.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&card_at(id, Some(saved)), "done=saved"))
}

/// Takes a card out of the mission.
pub(in crate::console) async fn remove(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card) = (path.mission()?, path.card()?);
    let removed = act(&console, &principal, id, "card-remove", move |write, moment| {
        let card = card.ok_or_else(|| ServiceError::refused("no card is named"))?;
        training::remove(write, id, Kind::Card, card.0, moment)
    });
    removed.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&Stop::Training.at(id), "done=saved"))
}

/// Keeps a question of a card.
pub(in crate::console) async fn question(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card, t) = (path.mission()?, path.card()?, seat.tongue);
    let which: Option<QuizQuestionId> = posted.get("question").parse().ok();
    let mut form = Form::of(&posted);
    let ask = form.take(t, "ask", Line::parse);
    let choices = form.take(t, "choices", Prose::parse);
    let correct = form.take(t, "correct", |text| Choice::new(text.parse().unwrap_or(0)));
    let why = form.take_any(t, "why", Prose::parse);
    if let (Some(choices), Some(correct)) = (&choices, correct) {
        let count = choices_of(choices.as_str()).count();
        if !(2..=5).contains(&count) {
            form.refuse("choices", t.say("question-choices-wrong"));
        } else if usize::try_from(correct.get()).is_ok_and(|correct| correct > count) {
            form.refuse("correct", t.say("question-correct-wrong"));
        }
    }
    let (Some(ask), Some(choices), Some(correct), false) =
        (ask, choices, correct, form.is_refused())
    else {
        let asked =
            AskedCard { question: posted.get("question").to_owned(), ..AskedCard::default() };
        let card = principal_card(&console, &principal, id, card).await?;
        let form = with_card(form, &card);
        return Ok(refused(fill(&console, seat, &path, asked, form, true).await?));
    };
    let asked = training::Asked { ask, choices, correct, why };
    let saved = act(&console, &principal, id, "question-set", move |write, moment| {
        let card = card.ok_or_else(|| ServiceError::refused("no card is named"))?;
        let is_there = training::cards(&*write, id)?.iter().any(|(one, _)| *one == card);
        if !is_there {
            return Err(ServiceError::refused(format!("there is no card {card}")));
        }
        training::put_question(write, id, card, which, asked, moment)
    });
    saved.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&card_at(id, card), "done=saved"))
}

/// The page of a card whose picture was refused.
pub(super) async fn with_picture(
    console: &Console,
    seat: Seat,
    path: &CardPath,
    form: Form,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let card = principal_card(console, &principal, path.mission()?, path.card()?).await?;
    let form = with_card(form, &card);
    Ok(refused(fill(console, seat, path, AskedCard::default(), form, true).await?))
}

/// The card as it stands, for a form of which only the question was typed.
async fn principal_card(
    console: &Console,
    principal: &Principal,
    mission: MissionId,
    card: Option<CardId>,
) -> Result<Card, Trouble> {
    let (principal, card) = (principal.clone(), card.ok_or(Trouble::NotFound)?);
    console
        .store
        .read(move |read| {
            principal.mission(read, mission)?.ok_or(Trouble::NotFound)?;
            let all = training::cards(read, mission)?;
            let found = all.into_iter().find(|(one, _)| *one == card);
            Ok(found.ok_or(Trouble::NotFound)?.1)
        })
        .await
}

fn with_card(form: Form, card: &Card) -> Form {
    form.and("title", card.title.to_string()).and("text", card.text.to_string())
}

/// Takes a question out of its card.
pub(in crate::console) async fn remove_question(
    State(console): State<Console>,
    Extension(seat): Extension<Seat>,
    Path(path): Path<CardPath>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, Trouble> {
    let principal = seat.person()?.clone();
    let (id, card) = (path.mission()?, path.card()?);
    let question: Option<QuizQuestionId> = posted.get("question").parse().ok();
    let removed = act(&console, &principal, id, "question-remove", move |write, moment| {
        let question = question.ok_or_else(|| ServiceError::refused("no question is named"))?;
        training::remove(write, id, Kind::QuizQuestion, question.0, moment)
    });
    removed.await?.map_err(|_| Trouble::NotFound)?;
    Ok(see_done(&card_at(id, card), "done=saved"))
}
