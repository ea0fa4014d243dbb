//! The line between a phone and the server of a test: it loses what it is told to lose, and can hold
//! every message back.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};

use app::sync::{Envelope, Transport, TransportError};
use shared::id::AccountId;
use shared::protocol::{Problem, ProblemCode};

use crate::server::FakeServer;

/// What goes wrong with one message.
pub(crate) enum Fault {
    /// Nothing: it is the turn of a later message.
    Spared,
    /// It does not arrive.
    Unreachable,
    /// It arrives, and its answer does not.
    AnswerLost,
    /// It takes too long, and is not taken.
    TimedOut,
    /// The server cannot take it.
    Problem(ProblemCode),
}

#[derive(Clone)]
pub(crate) struct Wire(Arc<Mutex<FakeServer>>, Arc<Mutex<Option<Sender<()>>>>);

impl Wire {
    pub(crate) fn new(account: AccountId) -> Self {
        Self(Arc::new(Mutex::new(FakeServer::new(account))), Arc::default())
    }

    /// From now on no message comes to an answer; tells each one that was sent.
    pub(crate) fn hold(&self) -> Receiver<()> {
        let (sender, receiver) = channel();
        self.1.lock().unwrap().replace(sender);
        receiver
    }

    /// Messages are answered again.
    pub(crate) fn let_go(&self) {
        self.1.lock().unwrap().take();
    }

    pub(crate) fn server(&self) -> MutexGuard<'_, FakeServer> {
        self.0.lock().unwrap()
    }
}

impl Transport for Wire {
    async fn post(&self, envelope: Envelope) -> Result<Vec<u8>, TransportError> {
        let held = self.1.lock().unwrap().clone();
        if let Some(held) = held {
            held.send(()).unwrap();
            std::future::pending::<()>().await;
        }
        let mut server = self.server();
        let fault = server.faults.pop_front();
        match &fault {
            Some(Fault::Unreachable) => {
                return Err(TransportError::Unreachable("no signal".to_owned()));
            }
            Some(Fault::TimedOut) => return Err(TransportError::TimedOut),
            Some(Fault::Problem(code)) => return Err(problem(*code)),
            Some(Fault::Spared | Fault::AnswerLost) | None => {}
        }
        let answer = server.take(&envelope)?;
        match fault {
            Some(Fault::AnswerLost) => Err(TransportError::Unreachable("cut off".to_owned())),
            _ => Ok(answer),
        }
    }
}

pub(crate) fn problem(code: ProblemCode) -> TransportError {
    let detail = String::new();
    TransportError::Problem(Problem { code, detail })
}
