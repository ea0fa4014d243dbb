//! The judgement of a change that came for the first time: who may write it, and what it says.
//!
//! The order in which reasons are looked for is told in `docs/protocol.md`, and phones rely on it.

use shared::change::{Change, check_shape};
use shared::id::{AccountId, FeedId, FeedKind, MissionId, TerritoryId};
use shared::merge::RowState;
use shared::protocol::Reason;
use shared::record::{Kind, check_known};
use shared::value::Value;
use uuid::Uuid;

use super::super::scope;
use super::Acceptance;
use crate::store::StoreError;

impl Acceptance<'_> {
    pub(super) fn judge(
        &mut self,
        change: &Change,
    ) -> Result<Result<(Kind, RowState), Reason>, StoreError> {
        if check_shape(change).is_err() {
            return Ok(Err(Reason::Malformed));
        }
        let Some(kind) = Kind::parse(&change.kind) else {
            return Ok(Err(Reason::UnknownKind));
        };
        if let Err(reason) = scope::may_write(&*self.write, &self.actor, change, kind)? {
            return Ok(Err(reason));
        }
        if self.write.is_quarantined(change.feed, change.id)?
            && self.write.row(change.feed, kind, change.id)?.is_absent()
        {
            return Ok(Err(Reason::ParentQuarantined));
        }
        let judged = self.judge_content(change)?;
        if let (Ok((kind, row)), Some(account)) = (&judged, self.actor.account)
            && !self.is_author(change, *kind, row, account)?
        {
            return Ok(Err(Reason::NotAuthor));
        }
        Ok(judged)
    }

    /// Judges what a change says, whoever says it.
    pub(super) fn judge_content(
        &mut self,
        change: &Change,
    ) -> Result<Result<(Kind, RowState), Reason>, StoreError> {
        let Some(kind) = Kind::parse(&change.kind) else {
            return Ok(Err(Reason::UnknownKind));
        };
        if kind.feed() != change.feed.kind() {
            return Ok(Err(Reason::WrongFeed));
        }
        if self.feed(change.feed)?.is_none() {
            return Ok(Err(Reason::UnknownFeed));
        }
        let row = self.write.row(change.feed, kind, change.id)?;
        let whole = row.fields_with(change);
        if check_known(kind, &change.fields).is_err() || kind.check(&whole).is_err() {
            return Ok(Err(Reason::BadValue));
        }
        if !owns_its_feed(change, kind) {
            return Ok(Err(Reason::WrongFeed));
        }
        for (field, to) in kind.references() {
            let Some(id) = scope::reference(change, field.name) else {
                continue;
            };
            let home = self.home(change, to, id)?;
            let there = match home {
                Some(feed) => !self.write.row(feed, to, id)?.is_absent(),
                None => false,
            };
            if !there {
                let kept_aside = match home {
                    Some(feed) => self.write.is_quarantined(feed, id)?,
                    None => false,
                };
                let reason =
                    if kept_aside { Reason::ParentQuarantined } else { Reason::MissingReference };
                return Ok(Err(reason));
            }
        }
        Ok(Ok((kind, row)))
    }

    /// The feed in which a record lives that `change` names.
    fn home(&self, change: &Change, to: Kind, id: Uuid) -> Result<Option<FeedId>, StoreError> {
        Ok(match (to.feed(), change.feed) {
            (FeedKind::Catalogue, _) => Some(FeedId::Catalogue),
            (FeedKind::Account, _) => Some(FeedId::Account(AccountId(id))),
            (FeedKind::Mission, FeedId::Account(_)) if to == Kind::Mission => {
                Some(FeedId::Mission(MissionId(id)))
            }
            (FeedKind::Mission, feed @ FeedId::Mission(_))
            | (FeedKind::Territory, feed @ FeedId::Territory(_)) => Some(feed),
            (FeedKind::Territory, FeedId::Mission(_)) if to == Kind::Territory => {
                Some(FeedId::Territory(TerritoryId(id)))
            }
            (FeedKind::Territory, mission @ FeedId::Mission(_)) => {
                scope::territory_of(&*self.write, mission)?
            }
            _ => None,
        })
    }

    /// A visit, and all that hangs on it, is written by the person who knocked; a comment, a remark,
    /// a post, thanks, a picture, a reading or an answer by anybody of the mission, and what was told at a door by
    /// who told it, each in their own name.
    fn is_author(
        &self,
        change: &Change,
        kind: Kind,
        row: &RowState,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let whole = row.fields_with(change);
        match kind {
            Kind::Visit
            | Kind::Comment
            | Kind::Telling
            | Kind::Reading
            | Kind::QuizAnswer
            | Kind::Remark
            | Kind::Post
            | Kind::Thanks
            | Kind::Attachment => {
                let held = row.registers.get("author").map(|register| &register.value);
                Ok(scope::is_account(whole.get("author"), account)
                    && held.is_none_or(|held| scope::is_account(Some(held), account)))
            }
            Kind::Advice | Kind::Need | Kind::Appointment => {
                for fields in [row.fields(), whole] {
                    let Some(Value::Text(visit)) = fields.get("visit") else {
                        continue;
                    };
                    let Ok(visit) = visit.parse() else {
                        return Ok(false);
                    };
                    let visit = self.write.row(change.feed, Kind::Visit, visit)?;
                    if !scope::is_account(visit.fields().get("author"), account) {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Kind::Review => Ok(scope::is_account(whole.get("reviewer"), account)),
            _ => Ok(true),
        }
    }
}

/// The record that a feed is named after is the only one of its kind in there.
fn owns_its_feed(change: &Change, kind: Kind) -> bool {
    let named_after = matches!(kind, Kind::Territory | Kind::Mission | Kind::Account);
    !named_after || change.feed.owner() == Some(change.id)
}
