//! Devices, their contacts, and one-time codes.

use rusqlite::Row;
use rusqlite::types::ToSql;
use shared::id::{AccountId, DeviceId};
use shared::recovery::SealedRecovery;
use shared::time::Millis;

use super::Session;
use super::codec::{Count, count, damaged, hash, parse, parse_opt};
use crate::store::{Contact, DeviceSecret, EnrolmentCode, StoreError};

impl Session<'_> {
    /// `column` is one of this crate's own words, never input.
    pub(super) fn secret(
        &self,
        column: &'static str,
        key: &dyn ToSql,
    ) -> Result<Option<DeviceSecret>, StoreError> {
        let sql = format!(
            "SELECT device, account, token_hash, enrolled, copied_from FROM device_secret \
             WHERE {column} = ?1"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([key])?;
        rows.next()?.map(read_secret).transpose()
    }

    /// The devices of an account, or of all.
    pub(super) fn listed_devices(
        &self,
        account: Option<AccountId>,
    ) -> Result<Vec<(DeviceSecret, Option<Contact>)>, StoreError> {
        let of_whom = if account.is_some() { "WHERE account = ?1" } else { "" };
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT device, account, token_hash, enrolled, copied_from, \
             at, clock_error, app, waiting, attention \
             FROM device_secret LEFT JOIN contact USING (device) {of_whom} \
             ORDER BY enrolled, device",
        ))?;
        let account = account.map(|account| account.to_string());
        let mut rows = statement.query(rusqlite::params_from_iter(account))?;
        let mut devices = Vec::new();
        while let Some(row) = rows.next()? {
            let contact = match row.get::<_, Option<i64>>(5)? {
                None => None,
                Some(at) => Some(Contact {
                    at: Millis(at),
                    clock_error: row.get(6)?,
                    app: row.get(7)?,
                    waiting: count(row, 8)?,
                    attention: count(row, 9)?,
                }),
            };
            devices.push((read_secret(row)?, contact));
        }
        Ok(devices)
    }

    pub(super) fn insert_device(&self, secret: &DeviceSecret) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO device_secret (device, account, token_hash, enrolled, copied_from) \
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        statement.execute((
            secret.device.to_string(),
            secret.account.to_string(),
            secret.token_hash.as_slice(),
            secret.enrolled.0,
            secret.copied_from.map(|device| device.to_string()),
        ))?;
        Ok(())
    }

    pub(super) fn upsert_contact(
        &self,
        device: DeviceId,
        contact: &Contact,
    ) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO contact (device, at, clock_error, app, waiting, attention) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (device) DO UPDATE SET \
             at = excluded.at, clock_error = excluded.clock_error, app = excluded.app, \
             waiting = excluded.waiting, attention = excluded.attention",
        )?;
        statement.execute((
            device.to_string(),
            contact.at.0,
            contact.clock_error,
            &contact.app,
            Count(contact.waiting),
            Count(contact.attention),
        ))?;
        Ok(())
    }

    pub(super) fn enrolment_code(
        &self,
        code_hash: &[u8; 32],
    ) -> Result<Option<EnrolmentCode>, StoreError> {
        let sql = "SELECT account, expires, used_by FROM enrolment_code WHERE code_hash = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([code_hash.as_slice()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(EnrolmentCode {
            account: parse(row, 0)?,
            expires: Millis(row.get(1)?),
            used_by: parse_opt(row, 2)?,
        }))
    }

    pub(super) fn upsert_code(
        &self,
        code_hash: &[u8; 32],
        code: &EnrolmentCode,
    ) -> Result<(), StoreError> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO enrolment_code (code_hash, account, expires, used_by) \
             VALUES (?1, ?2, ?3, ?4) ON CONFLICT (code_hash) DO UPDATE SET \
             account = excluded.account, expires = excluded.expires, used_by = excluded.used_by",
        )?;
        statement.execute((
            code_hash.as_slice(),
            code.account.to_string(),
            code.expires.0,
            code.used_by.map(|device| device.to_string()),
        ))?;
        Ok(())
    }
}

impl Session<'_> {
    pub(super) fn recovery_of(
        &self,
        device: DeviceId,
    ) -> Result<Option<(SealedRecovery, Option<Millis>)>, StoreError> {
        let sql = "SELECT sealed, told_at FROM recovery WHERE device = ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query([device.to_string()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = row.get(0)?;
        let sealed = sealed.try_into().map(SealedRecovery);
        let sealed = sealed.map_err(|_| damaged("a recovery code of another length"))?;
        Ok(Some((sealed, row.get::<_, Option<i64>>(1)?.map(Millis))))
    }

    pub(super) fn upsert_recovery(
        &self,
        device: DeviceId,
        sealed: &SealedRecovery,
        now: Millis,
    ) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO recovery (device, sealed, received) VALUES (?1, ?2, ?3)";
        let values = (device.to_string(), sealed.0.as_slice(), now.0);
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    pub(super) fn note_recovery_told(
        &self,
        device: DeviceId,
        now: Millis,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE recovery SET told_at = ?2 WHERE device = ?1";
        self.0.prepare_cached(sql)?.execute((device.to_string(), now.0))?;
        Ok(())
    }
}

fn read_secret(row: &Row<'_>) -> Result<DeviceSecret, StoreError> {
    Ok(DeviceSecret {
        device: parse(row, 0)?,
        account: parse(row, 1)?,
        token_hash: hash(row, 2)?,
        enrolled: Millis(row.get(3)?),
        copied_from: parse_opt(row, 4)?,
    })
}
