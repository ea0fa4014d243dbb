//! Which fault a request meets: a shuffled deck rather than dice.
//!
//! Dice would leave some runs without any repeat and give others ten cuts in a row. A deck deals
//! every fault once before it is shuffled again, so a phone that keeps trying always gets through.
//! The first round is trouble alone: it strikes the requests that bring the day's work.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

/// What may happen to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing.
    Pass,
    /// It arrives late.
    Delay,
    /// It reaches the server twice; the phone sees the second answer.
    Repeat,
    /// The server does its work, and the answer is lost.
    LoseAnswer,
    /// The server sees only the beginning of it.
    CutRequest,
    /// The phone sees only the beginning of the answer.
    CutAnswer,
}

impl Fault {
    /// As a person reads it in a table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "passed",
            Self::Delay => "delayed",
            Self::Repeat => "repeated",
            Self::LoseAnswer => "answer lost",
            Self::CutRequest => "request cut",
            Self::CutAnswer => "answer cut",
        }
    }
}

/// More faults than passes: the line is meant to be bad.
const CARDS: [Fault; 7] = [
    Fault::Pass,
    Fault::Pass,
    Fault::Delay,
    Fault::Repeat,
    Fault::LoseAnswer,
    Fault::CutRequest,
    Fault::CutAnswer,
];
const LONGEST_DELAY: Duration = Duration::from_millis(300);

/// A fault, with how late and where in the message it strikes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card {
    pub(super) fault: Fault,
    pub(super) delay: Duration,
    /// In thousandths of the message.
    cut: usize,
}

impl Card {
    pub(super) const PASS: Self = Self { fault: Fault::Pass, delay: Duration::ZERO, cut: 0 };

    /// The beginning of a message that is cut: at least its first byte, never the last.
    pub(super) fn part(self, message: &[u8]) -> &[u8] {
        let whole = message.len();
        let cut = (whole * self.cut / 1000).clamp(1.min(whole), whole.saturating_sub(1).max(1));
        message.get(..cut).unwrap_or(message)
    }

    /// What of the answer gets through.
    pub(super) fn part_of_answer(self, answer: &[u8]) -> &[u8] {
        match self.fault {
            Fault::CutAnswer => self.part(answer),
            _ => answer,
        }
    }
}

/// The deck and the chance that shuffles it.
pub(super) struct Deck {
    chance: StdRng,
    left: Vec<Fault>,
}

impl Deck {
    pub(super) fn new(seed: u64) -> Self {
        let mut deck = Self { chance: StdRng::seed_from_u64(seed), left: Vec::new() };
        deck.fill(|fault| fault != Fault::Pass);
        deck
    }

    fn fill(&mut self, takes: fn(Fault) -> bool) {
        self.left.extend(CARDS.into_iter().filter(|fault| takes(*fault)));
        self.left.shuffle(&mut self.chance);
    }

    pub(super) fn draw(&mut self) -> Card {
        if self.left.is_empty() {
            self.fill(|_| true);
        }
        Card {
            fault: self.left.pop().unwrap_or(Fault::Pass),
            delay: self.chance.random_range(Duration::ZERO..LONGEST_DELAY),
            cut: self.chance.random_range(0..1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_comes_up_once_a_round_and_first_of_all() {
        let mut deck = Deck::new(7);
        let mut round = |cards| {
            let mut dealt: Vec<Fault> = (0..cards).map(|_| deck.draw().fault).collect();
            dealt.sort();
            dealt
        };
        assert_eq!(round(5), CARDS[2..]);
        assert_eq!(round(7), CARDS);
        assert_eq!(round(7), CARDS);
    }

    #[test]
    fn the_same_seed_deals_the_same_cards() {
        let deal = |seed| {
            let mut deck = Deck::new(seed);
            let cards = (0..50).map(|_| deck.draw());
            cards.map(|c| (c.fault, c.delay, c.cut)).collect::<Vec<_>>()
        };
        assert_eq!(deal(1), deal(1));
        assert_ne!(deal(1), deal(2));
    }

    #[test]
    fn a_cut_leaves_something_and_takes_something() {
        for cut in [0, 500, 999] {
            let card = Card { cut, ..Card::PASS };
            assert!((1..10).contains(&card.part(b"0123456789").len()));
        }
        assert!(Card::PASS.part(b"").is_empty());
    }
}
