//! The desk: pages for supervisors, written by the server.
//!
//! Each verb of [`auth::verb`](crate::auth::verb) has its handler here, and each request passes
//! `gate` first, which asks who it is, whether they may, and whether a form is theirs. Handlers
//! read a snapshot and fill a template, or hand what was typed to a use case and send the browser
//! on. Every filter stands in the address. There is no SQL here, and no rule of the field.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodRouter, any, get, post};
use shared::time::Millis;
use tokio::sync::{Semaphore, watch};

use crate::auth::Verb;
use crate::auth::lockout::Lockout;
use crate::ledger::Ledger;
use crate::service::desk::Moment;
use crate::store::{Read, Store, StoreError, Write};

mod answer;
mod aside;
mod audit;
mod board;
mod calendar;
mod chart;
mod cookie;
mod debrief;
mod doors;
mod erase;
mod exchange;
mod export;
mod follow;
mod form;
mod gate;
mod impact;
mod live;
pub mod map;
mod me;
mod missions;
mod page;
mod people;
mod phones;
mod picture;
mod prepare;
mod qr;
mod query;
mod report;
mod review;
mod sign_in;
mod signals;
mod statics;
pub mod tongue;
mod upload;
mod words;

use answer::{Trouble, html};
use gate::{Seat, gate};
use page::{Page, Place};

/// How many passwords are looked at at once: each takes a while and some memory on purpose.
const HASHED_AT_ONCE: usize = 2;

/// How many exports are made at once: each reads as much as there is.
const EXPORTED_AT_ONCE: usize = 2;

/// What the pages work with.
#[derive(Clone)]
pub struct Console {
    store: Arc<dyn Store>,
    ledger: Ledger,
    now: fn() -> Millis,
    random: fn(&mut [u8]),
    lockout: Arc<Mutex<Lockout>>,
    hashing: Arc<Semaphore>,
    exporting: Arc<Semaphore>,
    closing: Arc<watch::Sender<bool>>,
    waiting: prepare::addresses::Waiting,
    map: map::MapFiles,
    tiles: Option<map::Tiles>,
}

impl Console {
    /// A desk on `store`, whose revocations go to `ledger`; `now` tells the time, `random` fills
    /// bytes with chance.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        ledger: Ledger,
        now: fn() -> Millis,
        random: fn(&mut [u8]),
    ) -> Self {
        Self {
            store,
            ledger,
            now,
            random,
            lockout: Arc::default(),
            hashing: Arc::new(Semaphore::new(HASHED_AT_ONCE)),
            exporting: Arc::new(Semaphore::new(EXPORTED_AT_ONCE)),
            closing: Arc::new(watch::Sender::new(false)),
            waiting: prepare::addresses::Waiting::default(),
            map: map::MapFiles::default(),
            tiles: None,
        }
    }

    /// The same, with the program that draws maps, and perhaps tiles to draw upon.
    #[must_use]
    pub fn with_map(self, map: map::MapFiles, tiles: Option<map::Tiles>) -> Self {
        Self { map, tiles, ..self }
    }

    /// Ends what would otherwise stay open: pages that wait for news.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn router(self) -> Router {
        let mut router = Router::new();
        for verb in Verb::ALL {
            let at_the_gate = from_fn_with_state((self.clone(), *verb), gate);
            router = router.route(verb.rule().path, handler(*verb).layer(at_the_gate));
        }
        router.route("/desk/{*rest}", any(gate::nothing_here)).with_state(self)
    }

    /// Answers with a page that is filled from one snapshot.
    async fn show<T: askama::Template + Send + 'static>(
        &self,
        seat: Seat,
        place: Place,
        fill: impl FnOnce(&dyn Read, Page) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<Response, Trouble> {
        let shown = self.store.read(move |read| {
            let page = Page::of(read, &seat, place)?;
            fill(read, page)
        });
        Ok(html(shown.await?.render()?))
    }

    /// Runs a use case that writes, in one transaction.
    async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut dyn Write, &mut Moment<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (now, random) = ((self.now)(), self.random);
        self.store
            .write(move |write| {
                let mut fill = random;
                work(write, &mut Moment { now, random: &mut fill })
            })
            .await
    }
}

/// What answers a verb. Every verb of the table has its line: the compiler asks for it.
fn handler(verb: Verb) -> MethodRouter<Console> {
    fn looks<H: Handler<T, Console>, T: 'static>(handler: H) -> MethodRouter<Console> {
        get(handler)
    }
    fn acts<H: Handler<T, Console>, T: 'static>(handler: H) -> MethodRouter<Console> {
        post(handler)
    }
    match verb {
        Verb::Home => looks(sign_in::home),
        Verb::Static => looks(statics::serve),
        Verb::SignInForm => looks(sign_in::form),
        Verb::SignIn => acts(sign_in::sign_in),
        Verb::WelcomeForm => looks(sign_in::welcome_form),
        Verb::Welcome => acts(sign_in::welcome),
        Verb::SecondForm => looks(sign_in::second_form),
        Verb::Second => acts(sign_in::second),
        Verb::SignOut => acts(sign_in::sign_out),
        Verb::Me => looks(me::show),
        Verb::SetPreferences => acts(me::set_preferences),
        Verb::SetPassword => acts(me::set_password),
        Verb::EndSession => acts(me::end_session),
        Verb::SecondOn => acts(me::second_on),
        Verb::SecondOff => acts(me::second_off),
        Verb::Missions => looks(missions::list),
        Verb::Board => looks(board::show),
        Verb::BoardLive => looks(live::board),
        Verb::Report => looks(report::show),
        Verb::ReportSheet => looks(report::workbook),
        Verb::ReportPublish => acts(report::publish),
        Verb::ReportWords => looks(report::choices),
        Verb::ReportChoose => acts(report::choose),
        Verb::Signals => looks(signals::list),
        Verb::SignalNew => looks(signals::raise::form),
        Verb::SignalRaise => acts(signals::raise::raise),
        Verb::Signal => looks(signals::one::show),
        Verb::SignalRead => acts(signals::one::read),
        Verb::SignalAnswer => acts(signals::one::answer),
        Verb::SignalResult => acts(signals::one::settle),
        Verb::Impact => looks(impact::show),
        Verb::Exports => looks(export::show),
        Verb::ExportCsv => looks(export::table),
        Verb::ExportSheet => looks(export::workbook),
        Verb::ExportMap => looks(export::map),
        Verb::ExportColumns => looks(export::columns),
        Verb::Map => looks(map::show),
        Verb::MapFile => looks(map::file),
        Verb::MissionNew => looks(prepare::basics::new_form),
        Verb::MissionMake => acts(prepare::basics::make),
        Verb::Prepare => looks(prepare::basics::show),
        Verb::PrepareSet => acts(prepare::basics::set),
        Verb::MissionServices => looks(prepare::services::show),
        Verb::MissionServicesSet => acts(prepare::services::set),
        Verb::ServiceForm => looks(prepare::services::form),
        Verb::ServiceSave => acts(prepare::services::save),
        Verb::Addresses => looks(prepare::addresses::show),
        Verb::AddressesLook => acts(prepare::addresses::look),
        Verb::AddressesTake => acts(prepare::addresses::take),
        Verb::MissionBuildings => looks(prepare::buildings::show),
        Verb::MissionBuildingsSet => acts(prepare::buildings::set),
        Verb::Doors => looks(prepare::doors::show),
        Verb::DoorsMake => acts(prepare::doors::make),
        Verb::DoorGrid => looks(prepare::grid::show),
        Verb::DoorGridSet => acts(prepare::grid::set),
        Verb::Team => looks(prepare::team::show),
        Verb::TeamSet => acts(prepare::team::set),
        Verb::TeamAdd => acts(prepare::team::add),
        Verb::Message => looks(prepare::message::show),
        Verb::MessageSet => acts(prepare::message::set),
        Verb::MessageTake => acts(prepare::message::take),
        Verb::MessageRemark => acts(prepare::message::remark),
        Verb::MessageShare => acts(prepare::message::share),
        Verb::Training => looks(prepare::training::show),
        Verb::TrainingClear => acts(prepare::training::clear),
        Verb::CardForm => looks(prepare::training::form),
        Verb::CardSave => acts(prepare::training::save),
        Verb::CardPicture => acts(prepare::pictures::add),
        Verb::CardPictureRemove => acts(prepare::pictures::remove),
        Verb::Picture => looks(prepare::pictures::show),
        Verb::CardRemove => acts(prepare::training::remove),
        Verb::QuestionSave => acts(prepare::training::question),
        Verb::QuestionRemove => acts(prepare::training::remove_question),
        Verb::Debrief => looks(debrief::show),
        Verb::DebriefSave => acts(debrief::save),
        Verb::Exchange => looks(exchange::show),
        Verb::ExchangePost => acts(exchange::post),
        Verb::ExchangePin => acts(exchange::pin),
        Verb::ExchangeRemove => acts(exchange::remove),
        Verb::Start => looks(prepare::start::show),
        Verb::StartSet => acts(prepare::start::set),
        Verb::Codes => acts(prepare::start::codes),
        Verb::Review => looks(review::show),
        Verb::Approve => acts(review::approve),
        Verb::ApproveUndo => acts(review::undo),
        Verb::Return => acts(review::send_back),
        Verb::Comment => acts(review::comment),
        Verb::FollowUps => looks(follow::list),
        Verb::FollowAssign => acts(follow::assign),
        Verb::FollowDone => acts(follow::mark),
        Verb::CalendarForm => looks(calendar::form),
        Verb::CalendarSet => acts(calendar::set),
        Verb::CalendarFeed => looks(calendar::show),
        Verb::FindDoors => looks(doors::find),
        Verb::Door => looks(doors::show),
        Verb::StopDoor => acts(doors::stop),
        Verb::EraseForm => looks(erase::confirm),
        Verb::Erase => acts(erase::erase),
        Verb::Receipt => looks(erase::receipt),
        Verb::Phones => looks(phones::list),
        Verb::PhoneCode => acts(phones::code),
        Verb::PhoneRecover => acts(phones::recover),
        Verb::PhoneRevoke => acts(phones::revoke),
        Verb::Aside => looks(aside::list),
        Verb::LetIn => acts(aside::let_in),
        Verb::SetAside => acts(aside::set_aside),
        Verb::Mend => acts(aside::mend::mend),
        Verb::TakeOther => acts(aside::conflict::take_other),
        Verb::KeepStanding => acts(aside::conflict::keep),
        Verb::People => looks(people::list),
        Verb::AddPerson => acts(people::add),
        Verb::InvitePerson => acts(people::invite),
        Verb::ClosePerson => acts(people::close),
        Verb::AuditTrail => looks(audit::list),
        Verb::AuditCsv => looks(audit::table),
    }
}
