//! The verbs of sign-in: logins and their scopes, invitations, sessions, and the audit trail.
//!
//! None of this travels to a phone, so none of it is a record: it is written where it stands.
//! Secrets come here as hashes.

use shared::id::{AccountId, FeedId};
use shared::time::Millis;
use uuid::Uuid;

use super::StoreError;

/// The hash of a secret that only its holder knows.
pub type SecretHash = [u8; 32];

/// How a person signs in, and how that person likes the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Whose it is.
    pub account: AccountId,
    /// The name to sign in with, in small letters.
    pub login: String,
    /// The hash of the password, once one was chosen.
    pub password: Option<String>,
    /// The secret of the second factor, for those who use one.
    pub second_factor: Option<Vec<u8>>,
    /// The time step of the last code that was taken.
    pub second_step: u64,
    /// The language of the pages: `fr` or `en`.
    pub language: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether single keys act in the review.
    pub shortcuts: bool,
}

/// A one-time link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who may choose a password with it.
    pub account: AccountId,
    /// Until when.
    pub expires: Millis,
    /// When it was used.
    pub used: Option<Millis>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of the cookie.
    pub secret: SecretHash,
    /// Who.
    pub account: AccountId,
    /// Since when.
    pub made: Millis,
    /// When a request came last, to the minute.
    pub seen: Millis,
    /// What the browser calls itself, shortened.
    pub browser: String,
    /// Whether nothing more is asked: false while the second factor is due.
    pub full: bool,
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// When.
    pub at: Millis,
    /// Who.
    pub account: AccountId,
    /// What was done, as a word.
    pub verb: String,
    /// In which feed, if in one.
    pub feed: Option<FeedId>,
    /// To which record, if to one.
    pub record: Option<Uuid>,
}

/// Which lines of the audit trail to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// What this person did.
    pub account: Option<AccountId>,
    /// What was done, as a word.
    pub verb: Option<String>,
    /// In this feed.
    pub feed: Option<FeedId>,
    /// Not before.
    pub from: Option<Millis>,
    /// Before.
    pub until: Option<Millis>,
}

/// The verbs of sign-in that only look.
pub trait ReadLogins {
    /// The login with that name.
    fn login(&self, login: &str) -> Result<Option<Login>, StoreError>;
    /// The login of an account.
    fn login_of(&self, account: AccountId) -> Result<Option<Login>, StoreError>;
    /// The territories or missions of an account, in order.
    fn login_scopes(&self, account: AccountId) -> Result<Vec<FeedId>, StoreError>;
    /// The invitation with that secret.
    fn invitation(&self, secret: &SecretHash) -> Result<Option<Invitation>, StoreError>;
    /// The session with that secret.
    fn session(&self, secret: &SecretHash) -> Result<Option<Session>, StoreError>;
    /// The sessions of an account, newest first.
    fn sessions(&self, account: AccountId) -> Result<Vec<Session>, StoreError>;
    /// At most `limit` lines of the audit trail from before `before`, newest first, with their
    /// numbers.
    fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<(i64, Audit)>, StoreError>;
    /// The words for what was ever done, in order.
    fn audit_verbs(&self) -> Result<Vec<String>, StoreError>;
    /// Who ever did something, in order.
    fn audit_people(&self) -> Result<Vec<AccountId>, StoreError>;
    /// The last lines of one account in the audit trail, newest first, at most `limit`.
    fn audit_of(&self, account: AccountId, limit: usize) -> Result<Vec<Audit>, StoreError>;
}

/// The verbs of sign-in that write.
pub trait WriteLogins: ReadLogins {
    /// Puts a login in the place of the one that the account had.
    fn put_login(&mut self, login: &Login) -> Result<(), StoreError>;
    /// Puts the territories or missions of an account in the place of those it had.
    fn set_login_scopes(&mut self, account: AccountId, feeds: &[FeedId]) -> Result<(), StoreError>;
    /// Adds an invitation, or notes that it was used.
    fn put_invitation(
        &mut self,
        secret: &SecretHash,
        invitation: &Invitation,
    ) -> Result<(), StoreError>;
    /// Ends the invitations of an account that were not used.
    fn end_invitations(&mut self, account: AccountId) -> Result<(), StoreError>;
    /// Adds a session, or puts it in the place of the one with that secret.
    fn put_session(&mut self, session: &Session) -> Result<(), StoreError>;
    /// Ends a session.
    fn end_session(&mut self, secret: &SecretHash) -> Result<(), StoreError>;
    /// Ends the sessions of everybody that were last seen before `seen` or made before `made`.
    fn end_old_sessions(&mut self, seen: Millis, made: Millis) -> Result<(), StoreError>;
    /// Adds a line to the audit trail.
    fn add_audit(&mut self, audit: &Audit) -> Result<(), StoreError>;
}
