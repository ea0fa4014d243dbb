//! Why the core did not do what it was asked: a stable code for machines and for the texts of a
//! screen, and a sentence in English that says what to do.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use shared::protocol::{Problem, ProblemCode};

use crate::db::{DbError, EditError};
use crate::platform::{ChanceError, SafeError};
use crate::sync::SyncError;
use crate::vault::{PinError, VaultError};

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The stable code.
    pub code: FailureCode,
    /// What is wrong, and what to do; in a browser nothing.
    pub message: String,
}

/// The stable code of a [`Failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The store belongs to nobody yet.
    NotEnrolled,
    /// The store is locked: it opens with a PIN.
    Locked,
    /// The PIN is another one.
    WrongPin {
        /// How long to wait before the next try is taken, in milliseconds.
        retry_in_ms: u64,
    },
    /// The recovery code is another one, or was used.
    WrongRecoveryCode,
    /// The try came too early after a wrong one, and was not looked at.
    TryLater {
        /// How long to wait, in milliseconds.
        retry_in_ms: u64,
    },
    /// The words cannot be a recovery code: one is mistyped.
    BadRecoveryCode,
    /// A PIN has six digits or more.
    PinTooShort,
    /// A PIN is made of digits, not all the same and not in a row.
    PinTooPlain,
    /// The store has no PIN.
    NoPin,
    /// What the store opens with was damaged or changed by somebody.
    VaultDamaged,
    /// The store was made on another device, or this device lost its secret.
    OtherDevice,
    /// The store is open in another tab or program.
    StoreElsewhere,
    /// The files of the store are gone; the phone can be enrolled anew.
    StoreGone,
    /// The store was written by a newer version of the app.
    StoreNewer,
    /// What is stored is not what was written.
    StoreDamaged,
    /// No room is left; nothing was saved.
    StorageFull,
    /// The platform does not let the app store anything.
    StorageRefused,
    /// The store cannot be opened.
    StoreClosed,
    /// The store failed; nothing was saved.
    StoreFailed,
    /// The server cannot be reached; the work is kept.
    Unreachable,
    /// The server does not take this phone as it is.
    Refused,
    /// The server answers, but the sync does not get on.
    Stuck,
    /// The address is none.
    BadAddress,
    /// The code cannot be one, or the server does not know it.
    BadCode,
    /// The code is for another person than the one whose work the store holds.
    OtherAccount,
    /// No such mission is on this phone.
    UnknownMission,
    /// Several missions fit, and one must be chosen.
    WhichMission,
    /// No such door is on this phone.
    UnknownDoor,
    /// No such building is in the mission.
    UnknownBuilding,
    /// No such stairwell is on this phone.
    UnknownStairwell,
    /// Somebody was at the door: it stays, with its history.
    DoorHasVisits,
    /// The landing has all the doors that one can have.
    LandingFull,
    /// The residents asked not to be called on again.
    DoNotContact,
    /// The mission does not advise such a service.
    UnknownService,
    /// No such answer concerns the door.
    UnknownAnswer,
    /// No such visit is on this phone.
    UnknownVisit,
    /// Another person wrote the visit.
    NotAuthor,
    /// The mission has not begun, or its cards are to be read first.
    NotOpen,
    /// No such card is in the mission.
    UnknownCard,
    /// There is nothing to change.
    NothingToChange,
    /// A value is refused.
    BadValue,
    /// The file exists already.
    FileExists,
    /// The server's key has not come yet.
    NoSealKey,
    /// Work on this phone is neither safe with the server nor in a copy.
    UnsentWork,
    /// A talk is not finished.
    OpenDrafts,
    /// This machine failed.
    Machine,
}

impl Failure {
    pub(super) fn new(code: FailureCode, message: impl Display) -> Self {
        // The screens of a browser tell codes in the words of their language, and nobody reads its log:
        // what phones load has no sentences in English.
        let is_read = cfg!(any(not(target_arch = "wasm32"), debug_assertions));
        Self { code, message: if is_read { message.to_string() } else { String::new() } }
    }

    pub(super) fn not_enrolled() -> Self {
        let message = "this phone is not enrolled yet; ask your supervisor for a code and run \
                       `phone enrol URL CODE`";
        Self::new(FailureCode::NotEnrolled, message)
    }

    pub(super) fn no_seal_key() -> Self {
        let message = "this phone has not got its server's key yet, which comes with a sync, so it \
                       can seal nothing; `phone export FILE` writes a plain copy, which only your \
                       supervisor should have";
        Self::new(FailureCode::NoSealKey, message)
    }

    pub(crate) fn of_machine(error: impl Display) -> Self {
        Self::new(FailureCode::Machine, error)
    }

    pub(super) fn locked() -> Self {
        Self::new(FailureCode::Locked, "the store is locked; open it with its PIN")
    }

    pub(super) fn no_pin() -> Self {
        Self::new(FailureCode::NoPin, VaultError::Absent)
    }

    pub(crate) fn of_opening(error: DbError) -> Self {
        let code = code_of_store(&error).unwrap_or(FailureCode::StoreClosed);
        Self::new(code, error)
    }

    /// `waiting` says how much work is kept meanwhile.
    pub(super) fn of_sync(error: SyncError, waiting: u64) -> Self {
        match error {
            SyncError::NotEnrolled => Self::not_enrolled(),
            SyncError::Unreachable(cause) => Self::new(
                FailureCode::Unreachable,
                format_args!(
                    "cannot reach the server ({cause}); {} on this phone; try again",
                    wait(waiting)
                ),
            ),
            SyncError::Refused(problem) => Self::of_problem(&problem, waiting),
            SyncError::Db(error) => error.into(),
            SyncError::Stuck => Self::new(FailureCode::Stuck, error),
            SyncError::Wire(_) => Self::new(FailureCode::Refused, error),
            SyncError::Chance(error) => error.into(),
        }
    }

    fn of_problem(problem: &Problem, waiting: u64) -> Self {
        let (code, message) = match problem.code {
            ProblemCode::UnknownDevice | ProblemCode::DeviceRevoked => (
                FailureCode::Refused,
                format!("the server does not know this phone any more; {} on it; ask your supervisor for a new code and run `phone enrol` again with the same --store", wait(waiting)),
            ),
            ProblemCode::UnknownCode => (
                FailureCode::BadCode,
                "the server does not know this code: it may be mistyped, used up or too old; ask your supervisor for a new one".to_owned(),
            ),
            ProblemCode::OtherAccount => (
                FailureCode::OtherAccount,
                "this phone still holds the work of another person, and the code is not for that person; use another --store".to_owned(),
            ),
            ProblemCode::TooManyTries => (
                FailureCode::Refused,
                "too many wrong codes came from here; wait a while, then try again".to_owned(),
            ),
            _ => (
                FailureCode::Refused,
                format!("the server refused ({problem}); {} on this phone; tell your supervisor", wait(waiting)),
            ),
        };
        Self::new(code, message)
    }
}

fn wait(changes: u64) -> String {
    match changes {
        0 => "nothing waits".to_owned(),
        1 => "1 change waits".to_owned(),
        changes => format!("{changes} changes wait"),
    }
}

/// What has a code of its own, whenever it happens.
fn code_of_store(error: &DbError) -> Option<FailureCode> {
    Some(match error {
        DbError::Elsewhere => FailureCode::StoreElsewhere,
        DbError::NoStorage(_) | DbError::ReadOnly => FailureCode::StorageRefused,
        DbError::Full => FailureCode::StorageFull,
        DbError::Gone => FailureCode::StoreGone,
        DbError::Newer { .. } => FailureCode::StoreNewer,
        DbError::Damaged(_) | DbError::WrongKey(_) => FailureCode::StoreDamaged,
        DbError::NeedsPin => FailureCode::PinTooShort,
        DbError::ExportExists(_) => FailureCode::FileExists,
        _ => return None,
    })
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::new(code_of_store(&error).unwrap_or(FailureCode::StoreFailed), error)
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        let code = match &error {
            VaultError::WrongPin { retry_in_ms } => {
                FailureCode::WrongPin { retry_in_ms: *retry_in_ms }
            }
            VaultError::TryLater { retry_in_ms } => {
                FailureCode::TryLater { retry_in_ms: *retry_in_ms }
            }
            VaultError::WrongCode => FailureCode::WrongRecoveryCode,
            VaultError::BadCode => FailureCode::BadRecoveryCode,
            VaultError::Pin(PinError::TooShort) => FailureCode::PinTooShort,
            VaultError::Pin(PinError::TooPlain) => FailureCode::PinTooPlain,
            VaultError::Damaged => FailureCode::VaultDamaged,
            VaultError::Absent => FailureCode::NoPin,
            VaultError::Safe(SafeError::NoSecret) => FailureCode::OtherDevice,
            VaultError::Safe(SafeError::Full) => FailureCode::StorageFull,
            VaultError::Safe(SafeError::Refused(_)) => FailureCode::StorageRefused,
            VaultError::Chance(_) => FailureCode::Machine,
        };
        Self::new(code, error)
    }
}

impl From<PinError> for Failure {
    fn from(error: PinError) -> Self {
        VaultError::Pin(error).into()
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::NotEnrolled => Self::not_enrolled(),
            EditError::Db(error) => error.into(),
            EditError::NotHeld(_) => Self::new(FailureCode::UnknownMission, error),
            EditError::Record { .. } | EditError::Shape(_) => {
                Self::new(FailureCode::BadValue, error)
            }
        }
    }
}

impl From<ChanceError> for Failure {
    fn from(error: ChanceError) -> Self {
        Self::of_machine(error)
    }
}
