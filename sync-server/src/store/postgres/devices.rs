//! Devices, their contacts, and one-time codes.

use shared::id::{AccountId, DeviceId};
use shared::recovery::SealedRecovery;
use shared::time::Millis;
use tokio_postgres::Row;

use super::PgTx;
use super::query::{Bind, at, bind, count, damaged, hash, parse, parse_opt};
use crate::store::{Contact, DeviceSecret, EnrolmentCode, StoreError};

impl PgTx<'_> {
    /// `column` is one of this crate's own words, never input.
    pub(super) fn secret(
        &self,
        column: &'static str,
        key: Bind<'_>,
    ) -> Result<Option<DeviceSecret>, StoreError> {
        let sql = format!(
            "SELECT device, account, token_hash, enrolled, copied_from FROM device_secret \
             WHERE {column} = $1"
        );
        self.tx.one(&sql, &[key])?.map(|row| read_secret(&row)).transpose()
    }

    /// The devices of an account, or of all.
    pub(super) fn listed_devices(
        &self,
        account: Option<AccountId>,
    ) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError> {
        let of_whom = if account.is_some() { "WHERE account = $1" } else { "" };
        let sql = format!(
            "SELECT device, account, token_hash, enrolled, copied_from, \
             at, clock_error, app, waiting, attention \
             FROM device_secret LEFT JOIN contact USING (device) {of_whom} \
             ORDER BY enrolled, device",
        );
        let account: Vec<_> =
            account.map(|account| Bind::from(account.to_string())).into_iter().collect();
        self.tx.listed(&sql, &account, |row| {
            let contact = match at::<Option<i64>>(row, 5)? {
                None => None,
                Some(when) => Some(Contact {
                    at: Millis(when),
                    clock_error: at(row, 6)?,
                    app: at(row, 7)?,
                    waiting: count(row, 8)?,
                    attention: count(row, 9)?,
                }),
            };
            Ok((read_secret(row)?, contact))
        })
    }

    pub(super) fn insert_device(&self, secret: &DeviceSecret) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO device_secret (device, account, token_hash, enrolled, copied_from) \
             VALUES ($1, $2, $3, $4, $5)",
            bind![
                secret.device.to_string(),
                secret.account.to_string(),
                secret.token_hash.as_slice(),
                secret.enrolled.0,
                secret.copied_from.map(|device| device.to_string()),
            ],
        )?;
        Ok(())
    }

    pub(super) fn upsert_contact(
        &self,
        device: DeviceId,
        contact: &Contact,
    ) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO contact (device, at, clock_error, app, waiting, attention) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (device) DO UPDATE SET \
             at = excluded.at, clock_error = excluded.clock_error, app = excluded.app, \
             waiting = excluded.waiting, attention = excluded.attention",
            bind![
                device.to_string(),
                contact.at.0,
                contact.clock_error,
                &contact.app,
                contact.waiting,
                contact.attention,
            ],
        )?;
        Ok(())
    }

    /// A code is good once: who is about to use it keeps others from it.
    pub(super) fn enrolment_code(
        &self,
        code_hash: &[u8; 32],
    ) -> Result<Option<EnrolmentCode>, StoreError> {
        let sql = "SELECT account, expires, used_by FROM enrolment_code WHERE code_hash = $1";
        let sql = format!("{sql}{}", self.locking());
        let Some(row) = self.tx.one(&sql, bind![code_hash.as_slice()])? else {
            return Ok(None);
        };
        Ok(Some(EnrolmentCode {
            account: parse(&row, 0)?,
            expires: Millis(at(&row, 1)?),
            used_by: parse_opt(&row, 2)?,
        }))
    }

    pub(super) fn upsert_code(
        &self,
        code_hash: &[u8; 32],
        code: &EnrolmentCode,
    ) -> Result<(), StoreError> {
        self.tx.run(
            "INSERT INTO enrolment_code (code_hash, account, expires, used_by) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (code_hash) DO UPDATE SET \
             account = excluded.account, expires = excluded.expires, used_by = excluded.used_by",
            bind![
                code_hash.as_slice(),
                code.account.to_string(),
                code.expires.0,
                code.used_by.map(|device| device.to_string()),
            ],
        )?;
        Ok(())
    }

    pub(super) fn recovery_of(
        &self,
        device: DeviceId,
    ) -> Result<Option<(SealedRecovery, Option<Millis>)>, StoreError> {
        let sql = "SELECT sealed, told_at FROM recovery WHERE device = $1";
        let Some(row) = self.tx.one(sql, bind![device.to_string()])? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = at(&row, 0)?;
        let sealed = sealed.try_into().map(SealedRecovery);
        let sealed = sealed.map_err(|_| damaged("a recovery code of another length"))?;
        Ok(Some((sealed, at::<Option<i64>>(&row, 1)?.map(Millis))))
    }
}

fn read_secret(row: &Row) -> Result<DeviceSecret, StoreError> {
    Ok(DeviceSecret {
        device: parse(row, 0)?,
        account: parse(row, 1)?,
        token_hash: hash(row, 2)?,
        enrolled: Millis(at(row, 3)?),
        copied_from: parse_opt(row, 4)?,
    })
}
