//! The thread of the core: one command after the other, and those that wait for the network beside
//! them.

use std::cell::RefMut;
use std::rc::Rc;

use shared::id::{DoorId, FeedId};
use shared::words::CodeWords;
use tokio::sync::{mpsc, oneshot};

use super::*;
use crate::db::view::FeedView;
use crate::db::{Draft, Moment};
use crate::sync::{self, SyncError, check_address};

impl<T, C, R> Served<T, C, R>
where
    T: Transport + 'static,
    C: Clock + 'static,
    R: Chance + 'static,
{
    /// Serves until it is asked to close, and gives back who asked.
    pub(super) async fn serve(
        self: Rc<Self>,
        mut inbox: mpsc::UnboundedReceiver<Job>,
    ) -> Option<oneshot::Sender<()>> {
        while let Some(job) = inbox.recv().await {
            match job {
                Job::Close(closed) => return Some(closed),
                Job::Ask(command, reply) => {
                    let core = Rc::clone(&self);
                    // Each begins in its turn; only one that waits for the network lets others by.
                    tokio::task::spawn_local(async move {
                        let answer = core.answer(*command).await;
                        core.tell();
                        // An asker who left needs no reply.
                        let _ = reply.send(answer);
                    });
                }
            }
        }
        None
    }

    async fn answer(&self, command: Command) -> Result<Reply, Failure> {
        match command {
            Command::Enrol { server, code, label, pin: _ } => {
                self.enrol(&server, &code, &label).await.map(Reply::Enrolled)
            }
            Command::Sync { tries } => self.sync(tries).await.map(Reply::Synced),
            Command::Missions => self.missions().map(Reply::Missions),
            Command::Doors { mission, todo } => self.doors(&mission, todo).map(Reply::Doors),
            Command::Status => self.status().map(Reply::Status),
            Command::History { door } => self.history(door).map(Reply::History),
            Command::Attention => self.attention().map(Reply::Attention),
            Command::Visit(new) => {
                let (mut db, moment, mut chance) = self.desk()?;
                work::visit(&mut db, &moment, &mut *chance, &new).map(Reply::Visited)
            }
            Command::Outcomes(wanted) => {
                let (mut db, moment, mut chance) = self.desk()?;
                work::outcomes(&mut db, &moment, &mut *chance, &wanted).map(Reply::Outcomes)
            }
            Command::Correct(wanted) => {
                let (mut db, moment, mut chance) = self.desk()?;
                work::correct(&mut db, &moment, &mut *chance, &wanted).map(Reply::Corrected)
            }
            Command::Withdraw { visit, undo } => {
                let (mut db, moment, _) = self.desk()?;
                work::withdraw(&mut db, &moment, visit, undo).map(Reply::Corrected)
            }
            Command::KeepDraft { key, content } => {
                let (mut db, moment, _) = self.desk()?;
                db.keep_draft(&Draft { key, content, updated: moment.wall })?;
                Ok(Reply::Kept)
            }
            Command::DropDraft { key } => {
                self.db.borrow_mut().drop_draft(&key)?;
                Ok(Reply::Kept)
            }
            Command::Drafts => Ok(Reply::Drafts(self.db.borrow().drafts()?)),
            Command::Export { file } => {
                let rows = self.db.borrow_mut().export(&file)?;
                Ok(Reply::Exported(Exported { file, rows }))
            }
            Command::Rescue { file } => self.rescue(file).map(Reply::Rescued),
            _ => Err(Failure::of_machine("this part of the phone is on its way")),
        }
    }

    async fn enrol(&self, server: &str, code: &str, label: &str) -> Result<Enrolled, Failure> {
        let _turn = self.online.lock().await;
        let address = check_address(server);
        let server = address.map_err(|why| Failure::new(FailureCode::BadAddress, why))?;
        let words: Result<CodeWords, _> = code.parse();
        let words = words.map_err(|error| Failure::new(FailureCode::BadCode, error))?;
        let code = words.to_string();
        let enrolled = sync::enrol(&self.db, &self.machine, &server, &code, label).await;
        let person = enrolled.map_err(|error| self.of_sync(error))?;
        Ok(Enrolled {
            account: person.account,
            name: person.name,
            device: person.identity.device,
            server: person.server,
        })
    }

    async fn sync(&self, tries: u32) -> Result<Synced, Failure> {
        let _turn = self.online.lock().await;
        let ended = sync::run(&self.db, &self.machine, tries, &|| self.tell()).await;
        let report = ended.map_err(|error| self.of_sync(error))?;
        let status = self.status()?;
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

    fn missions(&self) -> Result<Missions, Failure> {
        let db = self.db.borrow();
        let missions = db.missions(find::person(&db)?.account)?;
        Ok(Missions { missions })
    }

    fn doors(&self, mission: &str, todo: bool) -> Result<Doors, Failure> {
        let db = self.db.borrow();
        let person = find::person(&db)?;
        let missions = db.missions(person.account)?;
        let mission = find::mission(&missions, mission)?;
        let territory = FeedId::Territory(mission.territory);
        let mut doors = db.doors(mission.id, territory, person.account)?;
        doors.retain(|door| !todo || door.state == "to_see");
        Ok(Doors { mission: mission.id, doors })
    }

    fn status(&self) -> Result<Status, Failure> {
        let (db, moment, _) = self.desk()?;
        let person = find::person(&db)?;
        let state = db.sync_state()?;
        Ok(Status {
            account: person.account,
            name: person.name,
            device: person.identity.device,
            server: person.server,
            standing: state.standing,
            waiting: db.waiting()?,
            attention: db.attention(person.account, moment.wall)?.len(),
            last_contact: state.last_contact,
            last_error: state.last_error,
            feeds: db.feed_views()?,
        })
    }

    fn history(&self, door: DoorId) -> Result<History, Failure> {
        let db = self.db.borrow();
        let person = find::person(&db)?;
        let visits = db.history(find::door(&db, door)?, person.account)?;
        Ok(History { visits })
    }

    fn attention(&self) -> Result<AttentionList, Failure> {
        let (db, moment, _) = self.desk()?;
        let person = find::person(&db)?;
        let items = db.attention(person.account, moment.wall)?;
        let items = items.into_iter().map(wording::item).collect();
        Ok(AttentionList { items })
    }

    fn rescue(&self, file: PathBuf) -> Result<Rescued, Failure> {
        let (db, moment, mut chance) = self.desk()?;
        let person = find::person(&db)?;
        let key = db.seal_key()?.ok_or_else(Failure::no_seal_key)?;
        let mut random = [0; 32];
        chance.fill(&mut random).map_err(Failure::of_machine)?;
        let changes = db.rescue(&person, key, &file, moment.wall, &random)?;
        Ok(Rescued { file, changes })
    }

    /// What one works with: the store, the moment, and chance.
    fn desk(&self) -> Result<(RefMut<'_, Db>, Moment, RefMut<'_, R>), Failure> {
        let reading = self.machine.clock.read();
        let mut db = self.db.borrow_mut();
        let moment = db.moment(&reading)?;
        Ok((db, moment, self.machine.chance.borrow_mut()))
    }

    /// Tells what changed since the last time.
    fn tell(&self) {
        let mut db = self.db.borrow_mut();
        let feeds = db.take_changed();
        if feeds.is_empty() {
            return;
        }
        // A store that cannot count fails louder elsewhere, and nobody needs to listen.
        if let Ok(waiting) = db.waiting() {
            let is_syncing = self.online.try_lock().is_err();
            let _ = self.events.send(Event { feeds, waiting, is_syncing });
        }
    }

    fn of_sync(&self, error: SyncError) -> Failure {
        let waiting = self.db.borrow().waiting();
        Failure::of_sync(error, waiting.unwrap_or_default())
    }
}
