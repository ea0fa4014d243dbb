//! Enrolment and its answer, as numbered members. `docs/protocol.md` lists the numbers.

use super::Message;
use super::read::{ContentError, Read, Reader};
use super::write::{Done, Writer};
use crate::id::{AccountId, DeviceId, Id};
use crate::protocol::{EnrolAnswer, EnrolRequest, SplitRequest, Token};
use crate::time::Millis;

impl Message for EnrolRequest {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.u64(u64::from(self.protocol))?;
        out.key(&mut object, 1)?.text(&self.code)?;
        out.key(&mut object, 2)?.id(self.device.uuid(), 0)?;
        out.key(&mut object, 3)?.bytes(&self.token.0)?;
        out.key(&mut object, 4)?.text(&self.label)?;
        if let Some(account) = self.account {
            out.key(&mut object, 5)?.id(account.uuid(), 0)?;
        }
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut protocol, mut code, mut device) = (None, None, None);
        let (mut token, mut label, mut account) = (None, String::new(), None);
        body.object(|body, key| {
            match key {
                0 => protocol = Some(body.u32()?),
                1 => code = Some(body.text()?),
                2 => device = Some(DeviceId(body.id(0)?)),
                3 => token = Some(Token(body.bytes()?)),
                4 => label = body.text()?,
                5 => account = Some(AccountId(body.id(0)?)),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            protocol: protocol.ok_or(ContentError::Missing(0, "enrolment"))?,
            code: code.ok_or(ContentError::Missing(1, "enrolment"))?,
            device: device.ok_or(ContentError::Missing(2, "enrolment"))?,
            token: token.ok_or(ContentError::Missing(3, "enrolment"))?,
            label,
            account,
        })
    }
}

impl Message for EnrolAnswer {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.id(self.account.uuid(), 0)?;
        out.key(&mut object, 1)?.text(&self.name)?;
        out.key(&mut object, 2)?.i64(self.now.0)?;
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut account, mut name, mut now) = (None, None, None);
        body.object(|body, key| {
            match key {
                0 => account = Some(AccountId(body.id(0)?)),
                1 => name = Some(body.text()?),
                2 => now = Some(Millis(body.i64()?)),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            account: account.ok_or(ContentError::Missing(0, "welcome"))?,
            name: name.ok_or(ContentError::Missing(1, "welcome"))?,
            now: now.ok_or(ContentError::Missing(2, "welcome"))?,
        })
    }
}

impl Message for SplitRequest {
    fn write(&self, out: &mut Writer) -> Done {
        let mut object = out.begin()?;
        out.key(&mut object, 0)?.id(self.device.uuid(), 0)?;
        out.key(&mut object, 1)?.bytes(&self.token.0)?;
        out.end(&mut object)
    }

    fn read(body: &mut Reader<'_>) -> Read<Self> {
        let (mut device, mut token) = (None, None);
        body.object(|body, key| {
            match key {
                0 => device = Some(DeviceId(body.id(0)?)),
                1 => token = Some(Token(body.bytes()?)),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            device: device.ok_or(ContentError::Missing(0, "split"))?,
            token: token.ok_or(ContentError::Missing(1, "split"))?,
        })
    }
}
