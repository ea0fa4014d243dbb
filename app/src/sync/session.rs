//! One sync as a state machine: it takes answers and failures, and gives the next step.
//!
//! Rows go first; once nothing of them waits, pictures go and come, piece by piece.
//!
//! It keeps only what one sync counts; what is sent next is asked from the store each time. So it
//! does not matter whether the last answer came, came twice, or was applied by another process.

use std::collections::BTreeSet;

use shared::digest::cursors_hash;
use shared::id::DeviceId;
use shared::picture::PIECE;
use shared::protocol::{
    Cursor, Dropped, EnrolAnswer, PIECES_PATH, PieceAnswer, PieceRequest, ProblemCode, SPLIT_PATH,
    SYNC_PATH, SplitRequest, SyncAnswer, SyncRequest, VERSION,
};
use shared::recovery::SealedRecovery;
use shared::seal::SealKey;
use shared::time::Millis;
use shared::wire;
use shared::words::RecoveryWords;

use super::{Envelope, SyncError, TransportError, batch, new_identity};
use crate::db::{Db, Identity, Person, PictureName};
use crate::platform::{Chance, Reading};

/// Rounds in a row that may bring nothing: a gap in the numbers and a cloned store each cost one.
const IDLE_ROUNDS: u32 = 4;

/// What is to be done next.
#[derive(Debug)]
pub enum Step {
    /// Post this, then [`Session::take_answer`] or [`Session::take_failure`].
    Post(Envelope),
    /// Nothing waits, and every feed is at its head.
    Done,
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Changes sent, repeats among them.
    pub sent: usize,
    /// Changes merged.
    pub accepted: usize,
    /// Changes kept aside on the server.
    pub quarantined: usize,
    /// Rows that came.
    pub received: usize,
    /// Messages sent.
    pub requests: usize,
    /// Packed bytes sent.
    pub bytes_up: usize,
    /// Packed bytes that came.
    pub bytes_down: usize,
    /// Feeds given back.
    pub dropped: Vec<Dropped>,
}

/// One sync.
#[derive(Debug, Default)]
pub struct Session {
    report: Report,
    sent: Option<Sent>,
    /// Whether the server has answered at least once, and whether it tells this device news.
    tells_news: Option<bool>,
    idle: u32,
    /// The server wants to know the cursors, even if nothing is sent.
    tell_cursors: bool,
    /// The recovery code went with a message of this sync.
    sent_recovery: bool,
    /// Pictures that came no closer in this sync.
    passed_over: BTreeSet<PictureName>,
    /// The server takes and gives none.
    knows_no_pictures: bool,
}

/// What is on its way.
#[derive(Debug)]
enum Sent {
    Sync { device: DeviceId, cursors: Vec<Cursor>, changes: usize, recovery: Option<RecoveryWords> },
    Split(Identity),
    Piece(PieceRequest),
}

impl Session {
    /// What is to be done next, by the store and the clocks as they are now.
    ///
    /// # Errors
    /// [`SyncError::Stuck`] when answers bring nothing any more; else when the store fails.
    pub fn next_step(
        &mut self,
        db: &mut Db,
        reading: &Reading,
        chance: &mut impl Chance,
    ) -> Result<Step, SyncError> {
        let person = db.person()?.ok_or(SyncError::NotEnrolled)?;
        if self.idle >= IDLE_ROUNDS {
            return Err(SyncError::Stuck);
        }
        let envelope = if db.needs_renewal()? {
            self.split(db, person, reading.wall, chance)?
        } else if !self.is_done(db)? {
            self.sync(db, person, reading, chance)?
        } else if let Some(envelope) = self.piece(db, person, reading.wall)? {
            envelope
        } else {
            return Ok(Step::Done);
        };
        self.report.requests += 1;
        self.report.bytes_up += envelope.body.len();
        Ok(Step::Post(envelope))
    }

    /// Applies the packed answer to what was posted last; `now` is this phone's time.
    ///
    /// # Errors
    /// When the answer cannot be read or the store fails; then nothing of it is applied.
    pub fn take_answer(
        &mut self,
        db: &mut Db,
        packed: &[u8],
        now: Millis,
    ) -> Result<(), SyncError> {
        self.report.bytes_down += packed.len();
        match self.sent.take() {
            Some(Sent::Sync { device, cursors, changes, recovery }) => {
                let answer: SyncAnswer = wire::unpack(packed)?;
                let applied = db.apply(device, &cursors, &answer, now)?;
                let kept = recovery.filter(|_| answer.recovery_kept);
                db.recovery_answered(kept, answer.recovery_told)?;
                self.tell_cursors = answer.tell_cursors;
                // Whoever is asked for cursors was told no news yet.
                self.tells_news = (!answer.tell_cursors).then_some(answer.tells_news());
                self.idle = if applied.is_progress() { 0 } else { self.idle + 1 };
                self.report.sent += changes;
                self.report.accepted += applied.accepted;
                self.report.quarantined += applied.quarantined;
                self.report.received += applied.received;
                self.report.dropped.extend(applied.purged);
                if changes > 0 {
                    let bytes = db.sync_state()?.batch_bytes;
                    db.keep_batch_bytes(batch::doubled(bytes))?;
                }
            }
            Some(Sent::Split(identity)) => {
                let _: EnrolAnswer = wire::unpack(packed)?;
                db.split(identity, now)?;
            }
            Some(Sent::Piece(request)) => {
                let answer: PieceAnswer = wire::unpack(packed)?;
                if db.piece_answered(&request, &answer)? {
                    let bytes = db.sync_state()?.batch_bytes;
                    db.keep_batch_bytes(batch::doubled(bytes))?;
                } else {
                    self.passed_over.insert(PictureName::of(&request));
                }
            }
            None => {}
        }
        Ok(())
    }

    /// Learns from a failure, and gives it back if trying again makes sense.
    ///
    /// # Errors
    /// When the server refuses for good, or the store fails.
    pub fn take_failure(
        &mut self,
        db: &mut Db,
        failure: TransportError,
    ) -> Result<TransportError, SyncError> {
        let sent = self.sent.take();
        let changes = match sent {
            Some(Sent::Sync { changes, .. }) => changes,
            _ => 0,
        };
        let (too_slow, too_large) = match &failure {
            TransportError::TimedOut => (true, false),
            TransportError::Problem(problem) => {
                (problem.code == ProblemCode::TimedOut, problem.code == ProblemCode::TooLarge)
            }
            TransportError::Unreachable(_) | TransportError::Foreign(_) => (false, false),
        };
        if too_slow || (too_large && changes > 1) {
            let bytes = db.sync_state()?.batch_bytes;
            db.keep_batch_bytes(batch::halved(bytes))?;
            return Ok(failure);
        }
        match failure {
            TransportError::Problem(problem)
                if sent_split(sent.as_ref()) && problem.code == ProblemCode::DeviceTaken =>
            {
                // The candidate belongs to somebody else by chance; the next step makes another.
                db.drop_candidate()?;
                Ok(TransportError::Problem(problem))
            }
            TransportError::Problem(problem)
                if matches!(sent, Some(Sent::Piece(_)))
                    && problem.code == ProblemCode::NotFound =>
            {
                // A server of an older version knows no pictures: they wait for a newer one.
                self.knows_no_pictures = true;
                Ok(TransportError::Problem(problem))
            }
            TransportError::Problem(problem) if problem.code != ProblemCode::Unavailable => {
                Err(SyncError::Refused(problem))
            }
            failure => Ok(failure),
        }
    }

    /// What the sync did.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }

    fn is_done(&self, db: &Db) -> Result<bool, SyncError> {
        let Some(tells_news) = self.tells_news else {
            return Ok(false);
        };
        if db.waiting()? > 0 || self.recovery_to_send(db, db.seal_key()?)?.is_some() {
            return Ok(false);
        }
        Ok(!tells_news || !db.feeds()?.iter().any(|held| held.is_behind()))
    }

    /// A recovery code that the server lacks, once the key is here to which it is sealed. It goes
    /// once in a sync: a server of an older version does not say that it keeps it.
    fn recovery_to_send(
        &self,
        db: &Db,
        key: Option<SealKey>,
    ) -> Result<Option<(RecoveryWords, SealKey)>, SyncError> {
        let due = db.recovery()?.filter(|(_, kept)| !kept && !self.sent_recovery);
        Ok(due.and_then(|(words, _)| Some((words, key?))))
    }

    fn sync(
        &mut self,
        db: &mut Db,
        person: Person,
        reading: &Reading,
        chance: &mut impl Chance,
    ) -> Result<Envelope, SyncError> {
        let moment = db.moment(reading)?;
        let seal_key = db.seal_key()?;
        let recovery = self.recovery_to_send(db, seal_key)?;
        let sealed = match recovery {
            Some((words, key)) => {
                let mut random = [0; 32];
                chance.fill(&mut random)?;
                // A key that seals nothing is that of a broken server, which keeps nothing either.
                SealedRecovery::seal(&words, key, person.identity.device, &random).ok()
            }
            None => None,
        };
        let state = db.sync_state()?;
        let bytes = state.batch_bytes;
        let (most, json) = batch::reading_bounds(bytes);
        let mut request = SyncRequest {
            protocol: VERSION,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            sent_at: moment.wall,
            clock: moment.session,
            clock_since: moment.since,
            waiting: db.waiting()?,
            attention: db.attention(person.account, moment.wall)?.len() as u64,
            changes: db.pending(most, json)?,
            feeds: Vec::new(),
            as_told: None,
            wants_seal_key: seal_key.is_none(),
            recovery: sealed,
        };
        let feeds = db.feeds()?;
        let cursors: Vec<Cursor> = feeds.iter().map(|held| held.cursor()).collect();
        // A server that tells no news has nothing to compare a hash with.
        let may_be_brief = request.changes.is_empty()
            && state.tells_news
            && !cursors.is_empty()
            && feeds.iter().all(|held| !held.is_behind() && held.dropped.is_none())
            && !std::mem::take(&mut self.tell_cursors);
        if may_be_brief {
            request.as_told = Some(cursors_hash(&cursors));
        } else {
            request.feeds.clone_from(&cursors);
        }
        let body = batch::pack(&mut request, bytes)?;
        self.sent_recovery |= recovery.is_some();
        self.sent = Some(Sent::Sync {
            device: person.identity.device,
            cursors,
            changes: request.changes.len(),
            recovery: recovery.map(|(words, _)| words),
        });
        Ok(Envelope {
            server: person.server,
            path: SYNC_PATH,
            token: Some(person.identity.token),
            body,
        })
    }

    /// The next piece of a picture, as small as the line wants it.
    fn piece(
        &mut self,
        db: &mut Db,
        person: Person,
        now: Millis,
    ) -> Result<Option<Envelope>, SyncError> {
        if self.tells_news != Some(true) || self.knows_no_pictures {
            return Ok(None);
        }
        let most = usize::try_from(db.sync_state()?.batch_bytes).unwrap_or(PIECE).min(PIECE);
        let Some(request) = db.next_piece(most, &self.passed_over, now)? else {
            return Ok(None);
        };
        let body = wire::pack(&request)?;
        self.sent = Some(Sent::Piece(request));
        Ok(Some(Envelope {
            server: person.server,
            path: PIECES_PATH,
            token: Some(person.identity.token),
            body,
        }))
    }

    /// An identity of its own for a copied store, asked for under the one that it shares.
    fn split(
        &mut self,
        db: &mut Db,
        person: Person,
        now: Millis,
        chance: &mut impl Chance,
    ) -> Result<Envelope, SyncError> {
        let identity = match db.candidate()? {
            Some(identity) => identity,
            None => {
                let identity = new_identity(now, chance)?;
                db.keep_candidate(identity)?;
                identity
            }
        };
        let body = wire::pack(&SplitRequest { device: identity.device, token: identity.token })?;
        self.sent = Some(Sent::Split(identity));
        Ok(Envelope {
            server: person.server,
            path: SPLIT_PATH,
            token: Some(person.identity.token),
            body,
        })
    }
}

fn sent_split(sent: Option<&Sent>) -> bool {
    matches!(sent, Some(Sent::Split(_)))
}
