//! The core in a browser: a dedicated worker, asked and answered by messages of packed bytes. Both
//! ends are of one version and one wasm file, so that their form may change with any of them.
//!
//! The page posts [`Asked`], the worker answers with [`Told`]. The browser gives files at once
//! only to such a worker. Start at [`run`]; the page's side is in `state`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Uint8Array, global};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::core::{Access, Command, Core, Event, Failure, Reply};
use crate::db::{self, DbError};
use crate::platform::{self, BrowserSafe, Clock, MachineChance, MachineClock};
use crate::sync::{Http, Machine};
use crate::vault;

/// As long as the lock takes to be drawn.
const DRAWN: Duration = Duration::from_millis(100);

/// What the page asks.
#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Names the answer.
    pub id: u64,
    /// What is asked.
    pub command: Command,
}

/// What the worker tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// It listens; what was posted before nobody heard.
    Ready,
    /// The answer to what was asked.
    Answer {
        /// The name that the question had.
        id: u64,
        /// The answer.
        answer: Box<Result<Reply, Failure>>,
    },
    /// Something changed.
    Event(Event),
}

/// Whether this is a worker, and not the page: one wasm file serves both.
#[must_use]
pub fn is_here() -> bool {
    global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Listens to the page, for as long as it is open.
pub fn run() {
    platform::join_writes();
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    let held = Rc::new(OnceCell::new());
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let held = Rc::clone(&held);
        platform::spawn(async move {
            // Nobody but our page speaks to this worker.
            if let Some(Asked { id, command }) = unpacked(&message) {
                let answer = Box::new(answer(&held, command).await);
                let is_closed = matches!(*answer, Ok(Reply::Access(Access::Locked { .. })));
                tell(&Told::Answer { id, answer });
                if is_closed {
                    rehearse().await;
                }
            }
        });
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    listen.forget();
    tell(&Told::Ready);
}

/// Opens the store with the first question; what failed then is tried again with the next.
async fn answer(held: &OnceCell<Core>, command: Command) -> Result<Reply, Failure> {
    held.get_or_try_init(open).await?.ask(command).await
}

/// While the lock is on the screen, goes once through what opening and the first screen take: a browser
/// compiles a function when it is first called.
async fn rehearse() {
    thread_local! {
        static IS_DONE: Cell<bool> = const { Cell::new(false) };
    }
    if IS_DONE.replace(true) {
        return;
    }
    // The lock is drawn first.
    MachineClock.pause(DRAWN).await;
    // What cannot be rehearsed is told when it is done.
    let _ = vault::rehearse();
    let _ = db::rehearse();
}

async fn open() -> Result<Core, Failure> {
    if !platform::has_store_alone().await {
        return Err(Failure::of_opening(DbError::Elsewhere));
    }
    let transport = Http::new().map_err(Failure::of_machine)?;
    let chance = RefCell::new(MachineChance);
    let machine = Machine { transport, clock: MachineClock, chance };
    let core = Core::open(BrowserSafe, machine).await?;
    let mut events = core.events();
    platform::spawn(async move {
        // A listener that fell behind goes on with what comes next.
        loop {
            match events.recv().await {
                Ok(event) => tell(&Told::Event(event)),
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(tokio::sync::broadcast::error::RecvError::Closed) => break,
            }
        }
    });
    Ok(core)
}

fn tell(told: &Told) {
    let scope: DedicatedWorkerGlobalScope = global().unchecked_into();
    if let Ok(bytes) = postcard::to_allocvec(told) {
        // Bytes can always be posted.
        let _ = scope.post_message(&Uint8Array::from(bytes.as_slice()));
    }
}

/// What a message between page and worker says.
pub(crate) fn unpacked<T: DeserializeOwned>(message: &MessageEvent) -> Option<T> {
    let bytes: Uint8Array = message.data().dyn_into().ok()?;
    postcard::from_bytes(&bytes.to_vec()).ok()
}
