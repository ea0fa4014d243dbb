//! The thread of the core: one command after the other, and those that wait for the network beside
//! them.

use std::cell::RefCell;
use std::rc::Rc;

use tokio::sync::{mpsc, oneshot};

use super::*;
use crate::db::Db;
use crate::platform::{self, Chance, Clock, Safe};
use crate::sync::{self, Transport};

/// What several commands hold at once, none of them while it waits.
pub(super) type Shared<T> = Rc<RefCell<T>>;

impl<T, C, R, S> Served<T, C, R, S>
where
    T: Transport + 'static,
    C: Clock + 'static,
    R: Chance + 'static,
    S: Safe + 'static,
{
    /// Serves until it is asked to close, and gives back who asked.
    pub(super) async fn serve(
        self: Rc<Self>,
        mut inbox: mpsc::UnboundedReceiver<Job>,
    ) -> Option<oneshot::Sender<()>> {
        while let Some(job) = inbox.recv().await {
            match job {
                #[cfg(not(target_arch = "wasm32"))]
                Job::Close(closed) => return Some(closed),
                Job::Ask(command, reply) => {
                    let core = Rc::clone(&self);
                    // Each begins in its turn; only one that waits for the network lets others by.
                    platform::spawn(async move {
                        let answer = core.answer(*command).await;
                        // An asker who left needs no reply. Who asked goes on first, and may have left
                        // the screen that what is told next would draw anew.
                        let _ = reply.send(answer);
                        core.tell();
                    });
                }
            }
        }
        None
    }

    async fn answer(&self, command: Command) -> Result<Reply, Failure> {
        match command {
            Command::Access => self.access().await.map(Reply::Access),
            Command::Enrol { server, code, label, pin } => {
                let enrolled = self.enrol(&server, &code, &label, pin.as_deref()).await;
                enrolled.map(Reply::Enrolled)
            }
            Command::Unlock { pin } => self.unlock(&pin).await.map(Reply::Access),
            Command::Lock => self.lock().await.map(Reply::Access),
            Command::Recover { code, pin } => self.recover(&code, &pin).await.map(Reply::Access),
            Command::ChangePin { old, new } => self.change_pin(&old, &new).await.map(Reply::Access),
            Command::Leave => self.leave().await.map(Reply::Access),
            Command::Sync { tries } => self.sync(tries).await.map(Reply::Synced),
            command => self.answer_at_once(command),
        }
    }

    /// What waits for nothing: the store alone answers.
    fn answer_at_once(&self, command: Command) -> Result<Reply, Failure> {
        let db = self.db()?;
        let db = &mut *db.borrow_mut();
        let reading = self.machine.clock.read();
        // A new run of the clock is written down, and who only reads must not fail where no room is.
        let moment = db.moment(&reading);
        let (now, syncing) = (reading.wall, self.syncing.get());
        let chance = &mut *self.machine.chance.borrow_mut();
        match command {
            Command::Today => pages::today(db, now, &syncing).map(Reply::Today),
            Command::Line => pages::sync_line(db, now, &syncing).map(Reply::Line),
            Command::Mission { mission } => {
                pages::mission(db, mission).map(|page| Reply::Mission(Box::new(page)))
            }
            Command::Building { mission, building } => {
                pages::building(db, mission, building).map(Reply::Building)
            }
            Command::Door { mission, door } => {
                pages::door(db, mission, door, now).map(|page| Reply::Door(Box::new(page)))
            }
            Command::MyVisits(of) => pages::my_visits(db, &of).map(Reply::MyVisits),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Cards { mission } => learn::cards(db, &mission).map(Reply::Cards),
            Command::Paper { mission, what } => {
                learn::paper(db, &mission, &what).map(|paper| Reply::Paper(Box::new(paper)))
            }
            Command::Picture { hash } => learn::picture(db, hash).map(Reply::Picture),
            #[cfg(not(target_arch = "wasm32"))]
            Command::SavePicture { hash, file } => {
                listing::save_picture(db, hash, &file)?;
                Ok(Reply::Kept)
            }
            Command::Say(said) => {
                learn::say(db, &moment?, chance, &said)?;
                Ok(Reply::Kept)
            }
            Command::SyncState => pages::sync(db, now, &syncing).map(Reply::SyncState),
            Command::About => pages::about(db, self.has_vault.get()).map(Reply::About),
            Command::Log => Ok(Reply::Log(db.log()?)),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Missions => listing::missions(db).map(Reply::Missions),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Doors { mission, todo } => {
                listing::doors(db, &mission, todo).map(Reply::Doors)
            }
            #[cfg(not(target_arch = "wasm32"))]
            Command::Status => listing::status(db, now).map(Reply::Status),
            #[cfg(not(target_arch = "wasm32"))]
            Command::History { door } => listing::history(db, door).map(Reply::History),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Attention => listing::attention(db, now).map(Reply::Attention),
            Command::Visit(new) => work::visit(db, &moment?, chance, &new).map(Reply::Visited),
            Command::Outcomes(wanted) => {
                work::outcomes(db, &moment?, chance, &wanted).map(Reply::Outcomes)
            }
            Command::Correct(wanted) => {
                work::correct(db, &moment?, chance, &wanted).map(Reply::Corrected)
            }
            Command::Answer { visit, text } => {
                work::answer(db, &moment?, chance, visit, &text).map(Reply::Answered)
            }
            Command::Tell(wanted) => answers::tell(db, &moment?, chance, &wanted).map(Reply::Told),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Answers { mission } => listing::answers(db, &mission).map(Reply::Answers),
            Command::Withdraw { visit, undo } => {
                work::withdraw(db, &moment?, visit, undo).map(Reply::Corrected)
            }
            Command::WithdrawMany { visits, undo } => {
                work::withdraw_many(db, &moment?, visits, undo).map(Reply::Withdrawn)
            }
            Command::AddDoor { stairwell, floor, label } => {
                doors::add(db, &moment?, chance, stairwell, floor, &label).map(Reply::DoorEdited)
            }
            Command::RenameDoor { door, label } => {
                doors::rename(db, &moment?, door, &label).map(Reply::DoorEdited)
            }
            Command::RemoveDoor { door, undo } => {
                doors::remove(db, &moment?, door, undo).map(Reply::DoorEdited)
            }
            Command::DoNotContact { door, stop } => {
                doors::do_not_contact(db, &moment?, door, stop).map(Reply::DoorEdited)
            }
            Command::KeepDraft { key, content } => {
                db.keep_draft(&Draft { key, content, updated: now })?;
                Ok(Reply::Kept)
            }
            Command::DropDraft { key } => {
                db.drop_draft(&key)?;
                Ok(Reply::Kept)
            }
            #[cfg(not(target_arch = "wasm32"))]
            Command::Drafts => Ok(Reply::Drafts(db.drafts()?)),
            #[cfg(not(target_arch = "wasm32"))]
            Command::Export { file } => {
                let rows = db.export(&file)?;
                Ok(Reply::Exported(Exported { file, rows }))
            }
            #[cfg(not(target_arch = "wasm32"))]
            Command::Rescue { file } => listing::rescue(db, file, now, chance).map(Reply::Rescued),
            Command::RescueBytes => listing::rescue_bytes(db, now, chance).map(Reply::RescueFile),
            Command::KeepRescued { through } => {
                db.keep_rescued(through)?;
                Ok(Reply::Kept)
            }
            Command::Leaving => leave::leaving(db).map(Reply::Leaving),
            Command::Settle(wanted) => {
                conflicts::settle(db, &moment?, &wanted)?;
                Ok(Reply::Kept)
            }
            // Those that wait for something were answered above.
            Command::Access
            | Command::Enrol { .. }
            | Command::Unlock { .. }
            | Command::Lock
            | Command::Recover { .. }
            | Command::ChangePin { .. }
            | Command::Leave
            | Command::Sync { .. } => Err(Failure::of_machine("asked twice")),
        }
    }

    async fn sync(&self, tries: u32) -> Result<Synced, Failure> {
        let _turn = self.online.lock().await;
        let db = self.db()?;
        self.told(SyncNow { is_under_way: true, next_try: None });
        let told = |now| self.told(now);
        let asked = sync::run(&db, &self.machine, tries, &told);
        let ended = self.unless_locked(asked).await;
        self.told(SyncNow::default());
        let report = ended?.map_err(|error| self.of_sync(error))?;
        self.care_for_recovery().await?;
        let status = listing::status(&db.borrow(), self.machine.clock.read().wall)?;
        let is_whole = |feed: &FeedView| {
            feed.leaving.is_some() || (feed.seq >= feed.head && feed.equal != Some(false))
        };
        Ok(Synced {
            sent: report.sent,
            accepted: report.accepted,
            quarantined: report.quarantined,
            received: report.received,
            requests: report.requests,
            bytes_up: report.bytes_up,
            bytes_down: report.bytes_down,
            waiting: status.waiting,
            attention: status.attention,
            dropped: report.dropped,
            clean: status.waiting == 0 && status.feeds.iter().all(is_whole),
        })
    }

    /// The store, if it is open.
    pub(super) fn db(&self) -> Result<Shared<Db>, Failure> {
        match &*self.store.borrow() {
            Some(store) => Ok(Rc::clone(&store.db)),
            None if self.has_vault.get() => Err(Failure::locked()),
            None => Err(Failure::not_enrolled()),
        }
    }

    /// Keeps where a sync is, and tells it.
    fn told(&self, now: SyncNow) {
        let begins_or_ends = self.syncing.replace(now) != now;
        self.tell_if(begins_or_ends);
    }

    /// Tells what changed since the last time.
    fn tell(&self) {
        self.tell_if(false);
    }

    fn tell_if(&self, always: bool) {
        let Ok(db) = self.db() else {
            return;
        };
        let mut db = db.borrow_mut();
        let feeds = db.take_changed();
        if feeds.is_empty() && !always {
            return;
        }
        // A store that cannot count fails louder elsewhere, and nobody needs to listen.
        if let Ok(waiting) = db.waiting() {
            let is_syncing = self.syncing.get().is_under_way;
            let _ = self.events.send(Event { feeds, waiting, is_syncing });
        }
    }
}
