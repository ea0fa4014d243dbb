//! Controlled rounding: each part to one of the two multiples beside it, and all parts together to
//! the figure of their whole.
//!
//! For one whole and its parts this is always possible (Bacharach 1966; Cox 1987). What was told
//! before binds: a part that grew is not told to be less. Where both together cannot be, there is no
//! answer, and the caller tells less.

use super::LEAST;

/// A part of a whole, as far as its rounding goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// What it is told as, if nothing else asks for more.
    pub(super) start: u64,
    /// The most that it may be told as.
    pub(super) top: u64,
    /// How far it is above the multiple below.
    left: u64,
}

impl Part {
    /// A part of `n` households that is never told as more than `cap`, and was told as `before`.
    pub(super) fn new(n: u64, cap: u64, before: Option<u64>) -> Self {
        let left = n % LEAST;
        let floor = n - left;
        let above = if left == 0 { floor } else { floor + LEAST };
        let top = if above <= cap { above } else { floor };
        let start = before.map_or(floor, |before| before.clamp(floor, top));
        Self { start, top, left }
    }
}

/// The figures of the parts, which add up to `whole`; none if there are no such figures.
pub(super) fn round(parts: &[Part], whole: u64) -> Option<Vec<u64>> {
    let sum: u64 = parts.iter().map(|part| part.start).sum();
    let mut missing = whole.checked_sub(sum)? / LEAST;
    let mut figures: Vec<u64> = parts.iter().map(|part| part.start).collect();
    let mut order: Vec<_> = parts.iter().zip(&mut figures).collect();
    // Those that lose most by being told as less are told as more; the first of equal ones.
    order.sort_by_key(|(part, _)| std::cmp::Reverse(part.left));
    for (part, figure) in order {
        if missing == 0 {
            break;
        }
        if part.start < part.top {
            *figure = part.top;
            missing -= 1;
        }
    }
    (missing == 0).then_some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(counts: &[u64]) -> Vec<Part> {
        counts.iter().map(|n| Part::new(*n, u64::MAX, None)).collect()
    }

    #[test]
    fn those_that_would_lose_most_are_told_as_more() {
        assert_eq!(round(&parts(&[15, 21, 30]), 66), Some(vec![11, 22, 33]));
        assert_eq!(round(&parts(&[22, 33]), 55), Some(vec![22, 33]));
    }

    #[test]
    fn what_was_told_stays_as_long_as_it_holds() {
        assert_eq!(Part::new(15, u64::MAX, Some(22)).start, 22);
        assert_eq!(Part::new(24, u64::MAX, Some(11)).start, 22);
        assert_eq!(Part::new(9, u64::MAX, Some(33)).start, 11);
        assert_eq!(Part::new(15, 20, Some(22)).start, 11, "a house has no more households");
    }

    #[test]
    fn what_cannot_be_is_not_told() {
        let sticky = [Part::new(12, u64::MAX, Some(22)), Part::new(12, u64::MAX, Some(22))];
        assert_eq!(round(&sticky, 33), None);
        assert_eq!(round(&parts(&[11, 22]), 44), None);
    }
}
