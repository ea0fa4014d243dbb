//! The bad line: a proxy between phones and server that does what a stairwell does to a signal.
//!
//! It passes, delays, repeats, loses and cuts whole HTTP messages. Which request meets which fault
//! is dealt from a seeded deck (see `deck`), so that every sort of trouble comes up and no phone
//! is unlucky for ever. It runs on a thread of its own; a story turns it with [`Line::worsen`],
//! [`Line::cut`] and [`Line::heal`].

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

mod deck;
mod http;

pub use deck::Fault;
use deck::{Card, Deck};
use http::Message;

/// A line that is up; dropping it takes it down.
pub struct Line {
    address: SocketAddr,
    state: Arc<State>,
    /// Held for its thread alone.
    _runtime: Runtime,
}

/// What went over the line so far.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Requests that phones got through to the line.
    pub requests: u64,
    /// Bytes that phones sent.
    pub bytes_up: u64,
    /// Bytes that phones were sent.
    pub bytes_down: u64,
    /// Faults by sort.
    pub faults: BTreeMap<Fault, u64>,
    /// Requests that found no server at the other end.
    pub unanswered: u64,
}

impl Line {
    /// Puts up a clean line to `server`.
    ///
    /// # Errors
    /// When the machine gives no thread or no port.
    pub fn start(server: SocketAddr, seed: u64) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(server, seed));
        runtime.spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { address, state, _runtime: runtime })
    }

    /// Where phones find the server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// No signal: nothing gets through.
    pub fn cut(&self) {
        self.state.lock().quality = Quality::Cut;
    }

    /// A bad signal: faults as the deck deals them.
    pub fn worsen(&self) {
        self.state.lock().quality = Quality::Bad;
    }

    /// A good signal.
    pub fn heal(&self) {
        self.state.lock().quality = Quality::Clean;
    }

    /// The server moved, as after a restart.
    pub fn lead_to(&self, server: SocketAddr) {
        self.state.lock().server = server;
    }

    /// What went over the line so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.state.lock().tally.clone()
    }

    /// Waits until `requests` have come through; says whether they did within `bound`.
    #[must_use]
    pub fn wait_for_requests(&self, requests: u64, bound: Duration) -> bool {
        let waiting = |inner: &mut Inner| inner.tally.requests < requests;
        let waited = self.state.moved.wait_timeout_while(self.state.lock(), bound, waiting);
        let (_inner, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        !timeout.timed_out()
    }
}

struct State {
    inner: Mutex<Inner>,
    /// Told at each request.
    moved: Condvar,
}

struct Inner {
    quality: Quality,
    server: SocketAddr,
    deck: Deck,
    tally: Tally,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quality {
    Clean,
    Bad,
    Cut,
}

impl State {
    fn new(server: SocketAddr, seed: u64) -> Self {
        Self {
            inner: Mutex::new(Inner {
                quality: Quality::Clean,
                server,
                deck: Deck::new(seed),
                tally: Tally::default(),
            }),
            moved: Condvar::new(),
        }
    }

    /// Plain values stand behind the lock, so a panic elsewhere leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request and deals what happens to it; `None` where there is no signal.
    fn deal(&self, bytes: usize) -> Option<(Card, SocketAddr)> {
        let mut inner = self.lock();
        let card = match inner.quality {
            Quality::Cut => return None,
            Quality::Clean => Card::PASS,
            Quality::Bad => inner.deck.draw(),
        };
        inner.tally.requests += 1;
        inner.tally.bytes_up += bytes as u64;
        if card.fault != Fault::Pass {
            *inner.tally.faults.entry(card.fault).or_default() += 1;
        }
        self.moved.notify_all();
        Some((card, inner.server))
    }

    fn has_signal(&self) -> bool {
        self.lock().quality != Quality::Cut
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        let Ok((phone, _)) = listener.accept().await else {
            // One phone went away before it was greeted, or the line is taken down: then this
            // point to rest at is what lets it end.
            tokio::task::yield_now().await;
            continue;
        };
        if state.has_signal() {
            let state = Arc::clone(&state);
            // A broken connection is what this line is for; its phone sees it and tries again.
            tokio::spawn(async move { carry(phone, &state).await.ok() });
        }
    }
}

/// Carries the requests of one connection; returning hangs up.
async fn carry(phone: TcpStream, state: &State) -> io::Result<()> {
    let (reader, mut writer) = phone.into_split();
    let mut reader = BufReader::new(reader);
    while let Some(request) = http::read(&mut reader, Message::Request).await? {
        let Some((card, server)) = state.deal(request.len()) else {
            return Ok(());
        };
        let Some(answer) = deliver(&request, card, server, state).await? else {
            return Ok(());
        };
        let part = card.part_of_answer(&answer);
        // Counted before it is seen: who has read an answer finds it in the tally.
        state.lock().tally.bytes_down += part.len() as u64;
        writer.write_all(part).await?;
        if part.len() < answer.len() {
            return Ok(());
        }
    }
    Ok(())
}

/// Takes the request to the server as the card says; `None` where no answer comes back.
async fn deliver(
    request: &[u8],
    card: Card,
    server: SocketAddr,
    state: &State,
) -> io::Result<Option<Vec<u8>>> {
    if card.fault == Fault::CutRequest {
        let mut server = TcpStream::connect(server).await?;
        server.write_all(card.part(request)).await?;
        return Ok(None);
    }
    if card.fault == Fault::Delay {
        tokio::time::sleep(card.delay).await;
    }
    if card.fault == Fault::Repeat {
        exchange(request, server, state).await?;
    }
    let answer = exchange(request, server, state).await?;
    Ok((card.fault != Fault::LoseAnswer).then_some(answer).flatten())
}

/// Asks the server; `None` where there is no server, or none that answers to the end.
async fn exchange(
    request: &[u8],
    server: SocketAddr,
    state: &State,
) -> io::Result<Option<Vec<u8>>> {
    let attempt = async {
        let mut server = TcpStream::connect(server).await?;
        server.write_all(request).await?;
        http::read(&mut BufReader::new(server), Message::Answer).await
    };
    let answer = attempt.await.unwrap_or(None);
    if answer.is_none() {
        state.lock().tally.unanswered += 1;
    }
    Ok(answer)
}

#[cfg(test)]
mod tests;
