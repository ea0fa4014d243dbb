//! Wrong enrolment codes, counted by address, so that codes cannot be guessed.

use std::collections::HashMap;
use std::net::IpAddr;

use shared::time::Millis;

const MOST_WRONG: u32 = 20;
const WINDOW: i64 = 10 * Millis::MINUTE;
/// Beyond so many addresses the oldest counts are forgotten: memory stays bounded.
const ADDRESSES: usize = 10_000;

/// How many wrong codes came from where, in the current window of each address.
#[derive(Default)]
pub(super) struct Tries(HashMap<IpAddr, (u32, Millis)>);

impl Tries {
    pub(super) fn may_try(&self, address: IpAddr, now: Millis) -> bool {
        self.0
            .get(&address)
            .is_none_or(|(wrong, since)| *wrong < MOST_WRONG || now.since(*since) >= WINDOW)
    }

    pub(super) fn note_wrong(&mut self, address: IpAddr, now: Millis) {
        if self.0.len() >= ADDRESSES {
            self.0.retain(|_, (_, since)| now.since(*since) < WINDOW);
        }
        if self.0.len() >= ADDRESSES {
            self.0.clear();
        }
        let (wrong, since) = self.0.entry(address).or_insert((0, now));
        if now.since(*since) >= WINDOW {
            (*wrong, *since) = (0, now);
        }
        *wrong += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn guessing_is_stopped_and_waiting_helps() {
        let (here, there) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from(Ipv4Addr::BROADCAST));
        let mut tries = Tries::default();
        for _ in 0..MOST_WRONG {
            assert!(tries.may_try(here, Millis(0)));
            tries.note_wrong(here, Millis(0));
        }
        assert!(!tries.may_try(here, Millis(WINDOW - 1)));
        assert!(tries.may_try(there, Millis(0)));
        assert!(tries.may_try(here, Millis(WINDOW)));
        tries.note_wrong(here, Millis(WINDOW));
        assert!(tries.may_try(here, Millis(WINDOW)));
    }
}
