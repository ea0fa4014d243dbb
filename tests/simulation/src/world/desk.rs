//! What happens at the desk of a world.

use anyhow::Result;
use shared::id::{AccountId, FeedId, MissionId, ReviewId, VisitId};
use shared::record::{Kind, Prose, Review, ReviewedSeq, Verdict};
use sync_server::service::desk::Desk;
use sync_server::service::erasure::Subject;
use sync_server::service::{ServiceError, exchange, missions, quarantine};
use sync_server::store::{Cause, Read};
use uuid::Uuid;

use super::World;
use crate::act::Act;

impl World {
    pub(super) fn at_the_desk(&mut self, act: Act) -> Result<()> {
        let now = self.now;
        let done = match act {
            Act::Revoke { phone } => {
                let device = self.phones[phone].device;
                self.server.revoke(device, now).map(|()| self.oracle.revoked(device))
            }
            Act::End { neighbor, mission } => {
                let (account, mission) = self.place(neighbor, mission);
                let ended = self.server.desk(now, move |write, moment| {
                    missions::end_assignment(write, mission, account, moment)
                });
                ended.map(|()| self.oracle.ended(account, FeedId::Mission(mission)))
            }
            Act::Assign { neighbor, mission } => {
                let (account, mission) = self.place(neighbor, mission);
                self.oracle.assigned(account, FeedId::Mission(mission));
                self.server.desk(now, move |write, moment| {
                    missions::assign(write, mission, account, &[], moment)
                })
            }
            Act::Review { which, approve } => self.review(which, approve),
            Act::DeskRename { door } => {
                let (feed, id, label) = (self.names.ground(), self.door(door), self.text("desk"));
                self.server.desk(now, move |write, moment| {
                    let mut desk = Desk::open(write, moment.now, &[feed])?;
                    desk.set_field(feed, Kind::Door, id, "label", label.as_str())?;
                    Ok(desk.close()?)
                })
            }
            Act::Release { which } => self.server.desk(now, move |write, moment| {
                let kept = write.quarantined()?;
                let Some(one) = kept.get(which % kept.len().max(1)) else {
                    return Ok(());
                };
                quarantine::release(write, one.change.feed, one.change.id, moment.now).map(drop)
            }),
            Act::Erase { which } => match self.some_visit(which)? {
                Some((feed, visit, _)) => self.erase(Subject::Visits(feed, vec![visit])),
                None => Ok(()),
            },
            Act::EraseDoor { door } => {
                let door = self.names.doors[door % self.names.doors.len()];
                self.erase(Subject::Door(door))
            }
            Act::DeskTakesOut { which } => {
                let told = self.oracle.told.get(which % self.oracle.told.len().max(1));
                let Some((FeedId::Mission(mission), post)) =
                    told.map(|told| (told.feed, told.post))
                else {
                    return Ok(());
                };
                self.server
                    .desk(now, move |write, moment| exchange::remove(write, mission, post, moment))
            }
            Act::Sweep => self.server.sweep(now),
            _ => Ok(()),
        };
        match done {
            // What cannot be done any more is refused at the desk in words, and nothing happened.
            Ok(()) | Err(ServiceError::Refused(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn place(&self, neighbor: usize, mission: usize) -> (AccountId, MissionId) {
        let accounts = &self.names.neighbors;
        (accounts[neighbor % accounts.len()], self.names.missions[mission % 2])
    }

    fn review(&mut self, which: usize, approve: bool) -> Result<(), ServiceError> {
        let found = self.some_visit(which).map_err(refused)?;
        let Some((feed, visit, seq)) = found else {
            return Ok(());
        };
        let question = self.text("question");
        self.server.desk(self.now, move |write, moment| {
            let review = Review {
                visit,
                reviewed_seq: ReviewedSeq::new(i64::try_from(seq).unwrap_or(1)).map_err(refused)?,
                verdict: if approve { Verdict::Approved } else { Verdict::Returned },
                question: Some(Prose::parse(&question).map_err(refused)?),
                reviewer: moment.id(),
            };
            let id: ReviewId = moment.id();
            let mut desk = Desk::open(write, moment.now, &[feed])?;
            desk.put(feed, id, &review)?;
            Ok(desk.close()?)
        })
    }

    fn erase(&mut self, subject: Subject) -> Result<(), ServiceError> {
        let cause = match subject {
            Subject::Door(_) => Cause::Door,
            Subject::Visits(..) | Subject::Aside(_) => Cause::Visit,
        };
        let (found, lasting) = self.server.erase(subject, cause, self.now)?;
        self.oracle.erased(&found, lasting);
        Ok(())
    }

    /// One of the visits that the server holds, with its number.
    fn some_visit(&self, which: usize) -> Result<Option<(FeedId, VisitId, u64)>> {
        self.server.look(move |read| {
            let mut all = Vec::new();
            for feed in read.feeds()? {
                for (id, _) in read.rows(feed, Kind::Visit)? {
                    all.push((feed, VisitId(id), seq_of(read, feed, id)?));
                }
            }
            Ok(all.get(which % all.len().max(1)).copied())
        })
    }
}

fn seq_of(read: &dyn Read, feed: FeedId, visit: Uuid) -> Result<u64, ServiceError> {
    Ok(read.row(feed, Kind::Visit, visit)?.seq())
}

fn refused(error: impl std::fmt::Display) -> ServiceError {
    ServiceError::Refused(error.to_string())
}
