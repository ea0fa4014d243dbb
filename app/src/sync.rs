//! Syncing: what is sent when, and what becomes of the answers.
//!
//! [`Session`] decides and does no I/O: it is asked for the next [`Step`] and told how it ended,
//! so a seeded simulation can drive it. [`run`] and [`enrol`] are the shell around it: they post
//! bytes through a [`Transport`] and wait between tries. All memory is in the store, so a sync may
//! end anywhere and the next one goes on.

use std::cell::RefCell;
use std::time::Duration;

use shared::protocol::{ENROL_PATH, EnrolAnswer, EnrolRequest, Problem, ProblemCode, VERSION};
use shared::time::Millis;
use shared::wire::{self, WireError};

use crate::db::{Db, DbError, Identity, Person};
use crate::platform::{Chance, ChanceError, Clock};

mod batch;
mod chance;
mod http;
mod session;
mod transport;

pub use chance::new_id;
pub(crate) use chance::new_identity;
pub use http::{Http, check_address};
pub use session::{Report, Session, Step};
pub use transport::{Envelope, Transport, TransportError};

/// Waits grow from this to [`LONGEST_WAIT`], and a random part of them is waited.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Why a sync ended before everything was sent and read.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The store belongs to nobody yet.
    #[error("this phone is not enrolled yet")]
    NotEnrolled,
    /// The server could not be reached in the tries that were allowed.
    #[error("cannot reach the server ({0})")]
    Unreachable(TransportError),
    /// The server answered that it cannot take the message.
    #[error("the server refused: {0}")]
    Refused(Problem),
    /// The server answered, but nothing came closer.
    #[error("the sync does not get on: the server answers, but nothing changes; report this")]
    Stuck,
    /// The message cannot be packed, or the answer cannot be read.
    #[error("the server's answer cannot be read ({0}); update the app")]
    Wire(#[from] WireError),
    /// The store failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The machine has no random numbers.
    #[error(transparent)]
    Chance(#[from] ChanceError),
}

impl SyncError {
    /// A stable word for the store and for machines.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::NotEnrolled => "not_enrolled".to_owned(),
            Self::Unreachable(TransportError::TimedOut) => "timed_out".to_owned(),
            Self::Unreachable(_) => "unreachable".to_owned(),
            Self::Refused(problem) => problem.code.to_string(),
            Self::Stuck => "stuck".to_owned(),
            Self::Wire(_) => "unreadable".to_owned(),
            Self::Db(_) => "store".to_owned(),
            Self::Chance(_) => "no_chance".to_owned(),
        }
    }
}

/// The machine that a sync runs on: the wire, the time, and chance.
pub struct Machine<T, C, R> {
    /// Carries bytes to the server and back.
    pub transport: T,
    /// Tells the time.
    pub clock: C,
    /// Gives random bytes.
    pub chance: RefCell<R>,
}

/// Where a sync is that is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncNow {
    /// Whether there is one.
    pub is_under_way: bool,
    /// When it tries again, by the phone's clock, after a failure.
    pub next_try: Option<Millis>,
}

/// Sends and reads until nothing waits and every feed is at its head. Gives up after `tries`
/// failures in a row; what was sent and read before stays so. Calls `told` after each answer, and
/// before each wait for the next try.
///
/// # Errors
/// See [`SyncError`]. No work is ever lost by one.
pub async fn run<T: Transport, C: Clock, R: Chance>(
    db: &RefCell<Db>,
    machine: &Machine<T, C, R>,
    tries: u32,
    told: &dyn Fn(SyncNow),
) -> Result<Report, SyncError> {
    let ended = run_steps(db, machine, tries, told).await;
    if let Err(error) = &ended {
        db.borrow_mut().keep_failure(&error.code())?;
    }
    ended
}

async fn run_steps<T: Transport, C: Clock, R: Chance>(
    db: &RefCell<Db>,
    machine: &Machine<T, C, R>,
    tries: u32,
    told: &dyn Fn(SyncNow),
) -> Result<Report, SyncError> {
    let mut session = Session::default();
    let mut failures = 0;
    loop {
        let step = {
            let (db, chance) = (&mut *db.borrow_mut(), &mut *machine.chance.borrow_mut());
            session.next_step(db, &machine.clock.read(), chance)?
        };
        let Step::Post(envelope) = step else {
            return Ok(session.into_report());
        };
        match machine.transport.post(envelope).await {
            Ok(bytes) => {
                let now = machine.clock.read().wall;
                session.take_answer(&mut db.borrow_mut(), &bytes, now)?;
                failures = 0;
                told(SyncNow { is_under_way: true, next_try: None });
            }
            Err(error) => {
                failures += 1;
                let error = session.take_failure(&mut db.borrow_mut(), error)?;
                if failures >= tries {
                    return Err(SyncError::Unreachable(error));
                }
                let wait = back_off(failures, &mut *machine.chance.borrow_mut())?;
                let until = machine.clock.read().wall.plus(whole_millis(wait));
                told(SyncNow { is_under_way: true, next_try: Some(until) });
                machine.clock.pause(wait).await;
                told(SyncNow { is_under_way: true, next_try: None });
            }
        }
    }
}

/// A random part of a time that doubles with each failure: phones that lost one server together
/// do not all come back together.
fn back_off(failures: u32, chance: &mut impl Chance) -> Result<Duration, ChanceError> {
    let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    let mut random = [0; 4];
    chance.fill(&mut random)?;
    let part = f64::from(u32::from_le_bytes(random)) / f64::from(u32::MAX);
    Ok(doubled.min(LONGEST_WAIT).mul_f64(part))
}

fn whole_millis(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

/// Trades a one-time code for the store's place at the server.
///
/// The identity is kept before it is sent: asked again after a lost answer, the server gives the
/// same answer. Where the server will not have the identity any more, a new one is tried once.
///
/// # Errors
/// See [`SyncError`].
pub async fn enrol<T: Transport, C: Clock, R: Chance>(
    db: &RefCell<Db>,
    machine: &Machine<T, C, R>,
    server: &str,
    code: &str,
    label: &str,
) -> Result<Person, SyncError> {
    let held = db.borrow().person()?;
    let waiting = db.borrow().candidate()?;
    let before = waiting.or_else(|| held.as_ref().map(|person| person.identity));
    let mut identity = match before {
        Some(identity) => identity,
        None => new_candidate(db, machine)?,
    };
    let request = |identity: Identity| EnrolRequest {
        protocol: VERSION,
        code: code.to_owned(),
        device: identity.device,
        token: identity.token,
        label: label.to_owned(),
        account: held.as_ref().map(|person| person.account),
    };
    let mut answer = post_enrol(machine, server, &request(identity)).await;
    if let Err(SyncError::Refused(problem)) = &answer
        && matches!(problem.code, ProblemCode::DeviceRevoked | ProblemCode::DeviceTaken)
    {
        identity = new_candidate(db, machine)?;
        answer = post_enrol(machine, server, &request(identity)).await;
    }
    let answer = answer?;
    let now = machine.clock.read().wall;
    db.borrow_mut().enrolled(identity, server, &answer, now)?;
    let person = db.borrow().person()?;
    person.ok_or(SyncError::NotEnrolled)
}

fn new_candidate<T, C: Clock, R: Chance>(
    db: &RefCell<Db>,
    machine: &Machine<T, C, R>,
) -> Result<Identity, SyncError> {
    let now: Millis = machine.clock.read().wall;
    let identity = new_identity(now, &mut *machine.chance.borrow_mut())?;
    db.borrow_mut().keep_candidate(identity)?;
    Ok(identity)
}

async fn post_enrol<T: Transport, C, R>(
    machine: &Machine<T, C, R>,
    server: &str,
    request: &EnrolRequest,
) -> Result<EnrolAnswer, SyncError> {
    let envelope = Envelope {
        server: server.to_owned(),
        path: ENROL_PATH,
        token: None,
        body: wire::pack(request)?,
    };
    match machine.transport.post(envelope).await {
        Ok(bytes) => Ok(wire::unpack(&bytes)?),
        Err(TransportError::Problem(problem)) => Err(SyncError::Refused(problem)),
        Err(error) => Err(SyncError::Unreachable(error)),
    }
}
