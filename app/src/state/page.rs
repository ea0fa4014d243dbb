//! The way to the core's worker, from the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Uint8Array;
use tokio::sync::{broadcast, oneshot};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::core::{Access, Command, Event, Failure, Reply};
use crate::platform;
use crate::worker::{Asked, Told, unpacked};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = palierWorker)]
    static PALIER_WORKER: JsValue;
}

#[wasm_bindgen(module = "/src/state/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = keepForGood)]
    fn keep_for_good();
    #[wasm_bindgen(catch)]
    async fn update() -> Result<JsValue, JsValue>;
}

/// How many events a slow listener may fall behind.
const EVENTS: usize = 64;

/// A way to the core; clones lead to the same one.
#[derive(Clone)]
pub struct Link(Rc<Wire>);

struct Wire {
    worker: Worker,
    events: broadcast::Sender<Event>,
    asked: RefCell<Waiting>,
}

#[derive(Default)]
struct Waiting {
    last: u64,
    answers: BTreeMap<u64, oneshot::Sender<Result<Reply, Failure>>>,
    /// What was asked before the worker listened; nothing once it does.
    early: Option<Vec<Uint8Array>>,
    /// Why nothing more will be answered.
    broken: Option<Failure>,
}

impl Link {
    /// The way to the core of this page, which lives, or begins to live, in the worker that `boot.js`
    /// began. It listens from the first call on, and what the worker tells before that nobody hears:
    /// whoever starts the page calls this before waiting for anything.
    #[must_use]
    pub fn of_page() -> Self {
        thread_local! {
            static OF_PAGE: Link = Link::listen();
        }
        OF_PAGE.with(Clone::clone)
    }

    fn listen() -> Self {
        let worker: Worker = PALIER_WORKER.with(|worker| worker.clone().unchecked_into());
        let (events, _) = broadcast::channel(EVENTS);
        let asked = Waiting { early: Some(Vec::new()), ..Waiting::default() };
        let wire = Rc::new(Wire { worker, events, asked: RefCell::new(asked) });
        let listener = Rc::clone(&wire);
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            listener.take(unpacked(&message));
        });
        wire.worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        let listener = Rc::clone(&wire);
        let fail = Closure::<dyn Fn(JsValue)>::new(move |_| listener.break_off());
        wire.worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        fail.forget();
        Self(wire)
    }

    /// Asks the core.
    ///
    /// # Errors
    /// What stands in the way, as a code and a sentence.
    pub async fn ask(&self, command: Command) -> Result<Reply, Failure> {
        if matches!(command, Command::Enrol { .. } | Command::Unlock { .. }) {
            keep_for_good();
        }
        let answer = self.0.send(command)?.await.map_err(Failure::of_machine)?;
        // While the store is closed nothing is open that another version could disturb.
        if matches!(answer, Ok(Reply::Access(Access::New | Access::Locked { .. }))) {
            platform::spawn(async {
                // A browser that keeps no versions has none that waits.
                let _ = update().await;
            });
        }
        answer
    }

    /// What changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }
}

impl Wire {
    fn send(&self, command: Command) -> Result<oneshot::Receiver<Result<Reply, Failure>>, Failure> {
        let mut asked = self.asked.borrow_mut();
        if let Some(failure) = &asked.broken {
            return Err(failure.clone());
        }
        asked.last += 1;
        let id = asked.last;
        let bytes = postcard::to_allocvec(&Asked { id, command }).map_err(Failure::of_machine)?;
        let bytes = Uint8Array::from(bytes.as_slice());
        match &mut asked.early {
            Some(early) => early.push(bytes),
            None => self.post(&bytes),
        }
        let (answer, receiver) = oneshot::channel();
        asked.answers.insert(id, answer);
        Ok(receiver)
    }

    fn post(&self, bytes: &Uint8Array) {
        // Bytes can always be posted.
        let _ = self.worker.post_message(bytes);
    }

    fn take(&self, told: Option<Told>) {
        match told {
            Some(Told::Ready) => {
                let early = self.asked.borrow_mut().early.take();
                for bytes in early.unwrap_or_default() {
                    self.post(&bytes);
                }
            }
            Some(Told::Answer { id, answer }) => {
                let asker = self.asked.borrow_mut().answers.remove(&id);
                // An asker who left needs no answer.
                let _ = asker.map(|asker| asker.send(*answer));
            }
            Some(Told::Event(event)) => {
                // Nobody needs to listen.
                let _ = self.events.send(event);
            }
            // Two versions of the app, which a reload makes one.
            None => self.break_off(),
        }
    }

    /// The worker has ended: what it saved is kept, and a reload begins another.
    fn break_off(&self) {
        let failure = Failure::of_machine("the app has stopped; load it again, nothing is lost");
        let mut asked = self.asked.borrow_mut();
        asked.broken = Some(failure.clone());
        for (_, answer) in std::mem::take(&mut asked.answers) {
            let _ = answer.send(Err(failure.clone()));
        }
    }
}
