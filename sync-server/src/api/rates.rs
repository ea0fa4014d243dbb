//! How often one phone and one address may ask, so that nobody's flood takes the server from others.
//!
//! Who asks too often is told to come again later, in the words in which a server says that it cannot
//! work just now: every phone, however old its app, waits and tries again, and keeps its work.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use shared::protocol::{Problem, ProblemCode};

use super::{Api, Caller};

/// Beyond so many of them, those that have not asked lately are forgotten: memory stays bounded.
const KEPT: usize = 10_000;

/// So many at once, and so many each second from then on.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// At once.
    pub burst: NonZeroU32,
    /// Each second.
    pub each_second: NonZeroU32,
}

impl Rate {
    /// One phone: a first sync of a large mission with its pictures, as fast as a good line carries it.
    pub const DEVICE: Self = Self::of(1_200, 20);
    /// One address: a team in the association's own network, all at once.
    pub const ADDRESS: Self = Self::of(6_000, 100);

    /// That many at once and each second; at least one.
    #[must_use]
    pub const fn of(burst: u32, each_second: u32) -> Self {
        Self { burst: at_least_one(burst), each_second: at_least_one(each_second) }
    }

    fn quota(self) -> Quota {
        Quota::per_second(self.each_second).allow_burst(self.burst)
    }
}

const fn at_least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

type Kept<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// Who asked how often of late.
pub(super) struct Rates {
    devices: Kept<[u8; 32]>,
    addresses: Kept<IpAddr>,
}

impl Rates {
    pub(super) fn new(device: Rate, address: Rate) -> Self {
        Self {
            devices: RateLimiter::hashmap(device.quota()),
            addresses: RateLimiter::hashmap(address.quota()),
        }
    }

    /// How long this request has to wait; not at all where absent.
    fn wait(&self, request: &Request) -> Option<Duration> {
        let caller = request.extensions().get::<Caller>().map(|Caller(caller)| caller.ip());
        // What runs on this machine is the operator's own, a proxy before this server among it.
        let address = caller.filter(|address| !address.is_loopback());
        let token = request.headers().get(header::AUTHORIZATION);
        let device = token.map(|token| *blake3::hash(token.as_bytes()).as_bytes());
        let by_address = address.and_then(|address| late(&self.addresses, &address));
        by_address.or_else(|| device.and_then(|device| late(&self.devices, &device)))
    }
}

fn late<K: Clone + Eq + std::hash::Hash>(kept: &Kept<K>, who: &K) -> Option<Duration> {
    if kept.len() > KEPT {
        kept.retain_recent();
    }
    let clock = DefaultClock::default();
    kept.check_key(who).err().map(|not_until| not_until.wait_time_from(clock.now()))
}

pub(super) async fn hold_back(State(api): State<Api>, request: Request, next: Next) -> Response {
    let Some(wait) = api.rates.wait(&request) else {
        return next.run(request).await;
    };
    let seconds = wait.as_secs() + 1;
    let problem = Problem {
        code: ProblemCode::Unavailable,
        detail: format!("too many requests at once: try again in {seconds} s"),
    };
    let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(problem)).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
