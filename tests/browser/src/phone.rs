//! What the driver calls, each a step of the story: open, enrol, sync, visit, read back.

use std::cell::RefCell;

use shared::change::Change;
use shared::id::{DeviceId, FeedId, new_uuid};
use shared::protocol::{
    ENROL_PATH, EnrolAnswer, EnrolRequest, SYNC_PATH, SyncAnswer, SyncRequest, Token, VERSION,
};
use shared::time::ClockSession;
use shared::value::{Fields, Value};
use wasm_bindgen::prelude::*;

use crate::line::{ask, now, random, told};
use crate::store::Store;

thread_local! {
    static STORE: RefCell<Option<Store>> = const { RefCell::new(None) };
}

fn with<T>(work: impl FnOnce(&mut Store) -> Result<T, JsValue>) -> Result<T, JsValue> {
    STORE.with_borrow_mut(|store| work(store.as_mut().ok_or_else(|| told("open it first"))?))
}

/// Opens the encrypted store, or makes it.
#[wasm_bindgen]
pub async fn open(key: String) -> Result<(), JsValue> {
    let store = Store::open(&key).await?;
    STORE.with_borrow_mut(|held| *held = Some(store));
    Ok(())
}

/// Trades a one-time code for a place at the server; says whose phone it is.
#[wasm_bindgen]
pub async fn enrol(code: String) -> Result<String, JsValue> {
    let token = Token(random());
    let request = EnrolRequest {
        protocol: VERSION,
        code,
        device: DeviceId(new_uuid(now(), random())),
        token,
        label: "navigateur".to_owned(),
        account: None,
    };
    let answer: EnrolAnswer = ask(ENROL_PATH, None, &request).await?;
    with(|store| store.keep_person(token, &answer.account.to_string()))?;
    Ok(answer.name)
}

/// Sends what waits, reads to the heads, and says how many changes were accepted.
#[wasm_bindgen]
pub async fn sync() -> Result<u32, JsValue> {
    let mut accepted = 0;
    loop {
        let (token, _) = with(|store| store.person())?;
        let changes = with(|store| store.waiting())?;
        let request = SyncRequest {
            protocol: VERSION,
            app: "smoke".to_owned(),
            sent_at: now(),
            clock: ClockSession(1),
            clock_since: now(),
            waiting: changes.len() as u64,
            attention: 0,
            changes,
            feeds: with(|store| store.cursors())?,
            wants_seal_key: false,
            as_told: None,
            recovery: None,
        };
        let answer: SyncAnswer = ask(SYNC_PATH, Some(token), &request).await?;
        accepted += with(|store| store.apply(&answer))?;
        if answer.feeds.iter().all(|page| page.seq >= page.head) {
            return Ok(accepted as u32);
        }
    }
}

/// Keeps a visit at some door, durably, and says which.
#[wasm_bindgen]
pub fn visit(note: &str) -> Result<String, JsValue> {
    with(|store| {
        let (_, account) = store.person()?;
        let ((_, door), (mission, _)) = (store.one("door")?, store.one("mission")?);
        let (at, id) = (now(), new_uuid(now(), random()));
        let feed: FeedId = mission.parse().map_err(told)?;
        let fields = [
            ("door", Value::Text(door)),
            ("author", Value::Text(account)),
            ("outcome", Value::from("met")),
            ("started", Value::Int(at.0)),
            ("note", Value::from(note)),
        ];
        store.write(&Change {
            feed,
            n: store.next_number()?.cast_unsigned(),
            kind: "visit".to_owned(),
            id,
            at,
            clock: ClockSession(1),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value))
                .into_iter()
                .collect::<Fields>(),
            base: None,
        })?;
        Ok(id.to_string())
    })
}

/// How many records of a kind are held.
#[wasm_bindgen]
pub fn count(kind: &str) -> Result<u32, JsValue> {
    with(|store| store.rows(kind))
}

/// How many changes wait to be sent.
#[wasm_bindgen]
pub fn waiting() -> Result<u32, JsValue> {
    with(|store| Ok(store.waiting()?.len() as u32))
}

/// The fields of a visit as JSON.
#[wasm_bindgen]
pub fn read(id: &str) -> Result<Option<String>, JsValue> {
    with(|store| store.fields("visit", id))
}
