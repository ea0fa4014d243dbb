//! Bars by day, drawn by the server; the same figures stand beside them as a table.

use std::fmt::Write;

use shared::record::Outcome;

use super::tongue::{Part, Tongue};
use crate::store::DayLine;

const WIDTH: usize = 32;
const STEP: usize = 51;
const HIGHEST: f64 = 100.0;
const GROUND: f64 = 122.0;
const GAP: f64 = 1.5;

/// One day.
pub(super) struct Bar {
    pub(super) day: String,
    pub(super) met: u64,
    pub(super) absent: u64,
    pub(super) other: u64,
}

impl Bar {
    pub(super) fn all(&self) -> u64 {
        self.met + self.absent + self.other
    }
}

/// The days as bars.
pub(super) fn bars(t: Tongue, days: &[DayLine]) -> Vec<Bar> {
    let bar = |line: &DayLine| {
        let (met, absent) = (line.counts.of(Outcome::Met), line.counts.of(Outcome::Absent));
        let other = line.counts.seen() - met - absent;
        Bar { day: t.short_day(line.day), met, absent, other }
    };
    days.iter().map(bar).collect()
}

/// The bars as a drawing: met is full, absent is hatched, other is outlined.
pub(super) fn drawn(t: Tongue, bars: &[Bar]) -> String {
    let most = bars.iter().map(Bar::all).max().unwrap_or(0).max(1);
    let width = bars.len().max(7) * STEP + 15;
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} 150\" role=\"img\" aria-label=\"{}\"><defs>\
         <pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"hatch-ground\"/>\
         <path d=\"M0 0V6\" class=\"hatch-line\"/></pattern></defs>",
        super::words::escaped(&spoken(t, bars))
    );
    for (index, bar) in bars.iter().enumerate() {
        let x = 10 + index * STEP;
        let mut top = GROUND - GAP;
        for (n, class) in [(bar.met, "b-met"), (bar.absent, "b-absent"), (bar.other, "b-other")] {
            if n == 0 {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "a day has few doors")]
            let height = (n as f64 / most as f64 * HIGHEST).max(2.0);
            top -= height;
            let _ = write!(
                svg,
                "<rect x=\"{x}\" y=\"{top:.1}\" width=\"{WIDTH}\" height=\"{:.1}\" \
                 class=\"{class}\"/>",
                (height - GAP).max(1.0)
            );
        }
        let middle = x + WIDTH / 2;
        let _ = write!(
            svg,
            "<text x=\"{middle}\" y=\"{:.1}\" class=\"v\">{}</text>\
             <text x=\"{middle}\" y=\"140\" class=\"d\">{}</text>",
            top - 6.0,
            t.number(bar.all()),
            super::words::escaped(&bar.day)
        );
    }
    let _ = write!(svg, "<path d=\"M4 {GROUND}h{}\" class=\"base\"/></svg>", width - 8);
    svg
}

/// The drawing in one sentence.
fn spoken(t: Tongue, bars: &[Bar]) -> String {
    let all: u64 = bars.iter().map(Bar::all).sum();
    let days = u64::try_from(bars.len()).unwrap_or(0);
    t.with("days-spoken", &[("n", Part::Number(all)), ("days", Part::Number(days))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_says_its_sum_and_a_quiet_week_is_still_a_drawing() {
        let bar = Bar { day: "lun. 16".to_owned(), met: 3, absent: 1200, other: 0 };
        let svg = drawn(Tongue::French, &[bar]);
        assert!(svg.contains(">1\u{202f}203</text>"), "{svg}");
        assert_eq!(svg.matches("<rect x=").count(), 2);
        assert!(!svg.contains("style="));
        assert!(drawn(Tongue::English, &[]).contains("class=\"base\""));
    }
}
