//! Wrong passwords, counted by account and source, so that guessing is slow and nobody can lock
//! another person out: whoever guesses from elsewhere only slows down that elsewhere.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};

use shared::time::Millis;

/// So many may be mistyped without a wait.
const FREE: u32 = 4;
const FIRST_WAIT: i64 = 5_000;
const LONGEST_WAIT: i64 = 15 * Millis::MINUTE;
const FORGOTTEN_AFTER: i64 = Millis::DAY;
/// Beyond so many pairs the oldest are forgotten: memory stays bounded.
const PAIRS: usize = 20_000;

/// How many wrong tries there were for whom and from where.
#[derive(Default)]
pub struct Lockout(HashMap<(String, IpAddr), Tries>);

#[derive(Clone, Copy)]
struct Tries {
    wrong: u32,
    last: Millis,
}

impl Lockout {
    /// How long this source has to wait before it may try this account again; 0 if it may now.
    #[must_use]
    pub fn wait(&self, account: &str, source: IpAddr, now: Millis) -> i64 {
        let Some(tries) = self.0.get(&key(account, source)) else {
            return 0;
        };
        let Some(over) = tries.wrong.checked_sub(FREE) else {
            return 0;
        };
        let wait = FIRST_WAIT.saturating_mul(1 << over.min(20)).min(LONGEST_WAIT);
        (wait - now.since(tries.last)).clamp(0, wait)
    }

    /// Notes a wrong try.
    pub fn wrong(&mut self, account: &str, source: IpAddr, now: Millis) {
        if self.0.len() >= PAIRS {
            self.0.retain(|_, tries| now.since(tries.last) < FORGOTTEN_AFTER);
        }
        if self.0.len() >= PAIRS {
            let mut lasts: Vec<_> = self.0.values().map(|tries| tries.last).collect();
            let middle = lasts.len() / 2;
            let (_, median, _) = lasts.select_nth_unstable(middle);
            let median = *median;
            self.0.retain(|_, tries| tries.last > median);
        }
        let tries = self.0.entry(key(account, source)).or_insert(Tries { wrong: 0, last: now });
        if now.since(tries.last) >= FORGOTTEN_AFTER {
            tries.wrong = 0;
        }
        *tries = Tries { wrong: tries.wrong.saturating_add(1), last: now };
    }

    /// Forgets the wrong tries of who is in now.
    pub fn right(&mut self, account: &str, source: IpAddr) {
        self.0.remove(&key(account, source));
    }
}

/// A home has a whole network of 64 bits of IPv6 addresses; it is one source.
fn key(account: &str, source: IpAddr) -> (String, IpAddr) {
    let source = match source.to_canonical() {
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)))
        }
        v4 @ IpAddr::V4(_) => v4,
    };
    (account.to_owned(), source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_gets_slower_and_locks_nobody_else_out() {
        let (attacker, home) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let mut lockout = Lockout::default();
        let mut now = Millis(0);
        let mut waits = Vec::new();
        for _ in 0..16 {
            now = now.plus(lockout.wait("sonia", attacker, now));
            assert_eq!(lockout.wait("sonia", attacker, now), 0);
            lockout.wrong("sonia", attacker, now);
            waits.push(lockout.wait("sonia", attacker, now));
        }
        assert_eq!(waits[..4], [0, 0, 0, 5_000]);
        assert!(waits.is_sorted());
        assert_eq!(waits.last(), Some(&LONGEST_WAIT));
        assert_eq!(lockout.wait("sonia", home, now), 0);
        assert_eq!(lockout.wait("idir", attacker, now), 0);
        lockout.right("sonia", attacker);
        assert_eq!(lockout.wait("sonia", attacker, now), 0);
    }

    #[test]
    fn one_home_is_one_source_and_memory_is_bounded() {
        let mut lockout = Lockout::default();
        for host in 0..u128::from(FREE) {
            let address = (0x2001_0db8 << 96) | host;
            lockout.wrong("sonia", IpAddr::V6(Ipv6Addr::from_bits(address)), Millis(0));
        }
        let other = IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) | 99));
        assert!(lockout.wait("sonia", other, Millis(0)) > 0);
        for number in 0..2 * u32::try_from(PAIRS).unwrap() {
            lockout.wrong("x", IpAddr::from(number.to_be_bytes()), Millis(i64::from(number)));
        }
        assert!(lockout.0.len() <= PAIRS);
    }
}
