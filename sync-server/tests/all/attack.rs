//! The reports under attack: everything that was ever published of a mission, and what must be true
//! of any households, as one linear program; then the least and the most that each group can be.
//!
//! The attacker knows the method: that a figure is off by ten at most, what adds up to what, that
//! who was counted once stays counted, how many doors a building has, and even which headings are
//! small. A small group, or a small difference between two editions, is given away when fewer than
//! eleven numbers are left for it. The two naive reports show that the attack can win.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use proptest::prelude::*;
use sync_server::report::{
    Block, Count, Counts, Edition, Figures, Group, LEAST, MET, OFF, Told, publish,
};

const OUTCOMES: [&str; 6] = ["met", "absent", "come_back", "refused", "inaccessible", "vacant"];
const LANGUAGES: [&str; 5] = ["fr", "ar", "pt", "tr", ""];
const NEEDS: [&str; 3] = ["chauffage", "eau", "bruit"];

/// What an attacker would like to know: the households under a heading in one edition, or how many
/// more they are in the next. `not` is the heading that they are beside: those met without a need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    edition: usize,
    table: &'static str,
    key: String,
    not: bool,
    more: bool,
}

/// What can be known of the households of each edition, by table and heading.
type Truth = Vec<BTreeMap<(&'static str, String), u64>>;

fn truth(counts: &Counts) -> BTreeMap<(&'static str, String), u64> {
    let mut all = BTreeMap::from([(("seen", String::new()), counts.seen)]);
    let tables = [
        ("outcome", &counts.outcomes),
        ("language", &counts.languages),
        ("need", &counts.needs),
        ("advice", &counts.advice),
    ];
    for (table, counts) in tables {
        all.extend(counts.iter().map(|count| ((table, count.key.clone()), count.n)));
    }
    let blocks = counts.buildings.iter();
    all.extend(blocks.map(|block| (("building", block.key.clone()), block.met)));
    all
}

/// One thing that the attacker holds against the households: a sum of them lies between two numbers.
struct Rule {
    sum: Vec<((usize, &'static str, String), f64)>,
    low: f64,
    high: f64,
}

fn at(edition: usize, table: &'static str, key: &str) -> (usize, &'static str, String) {
    (edition, table, key.to_owned())
}

fn met(edition: usize) -> (usize, &'static str, String) {
    at(edition, "outcome", MET)
}

/// How far a figure may be from the truth, as the method of a report says.
type Slack = f64;

fn rules(editions: &[Edition], slack: Slack) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (e, edition) in editions.iter().enumerate() {
        let Edition { figures, counts } = edition;
        let mut adds_up = |whole, table, counts: &[Count]| {
            let parts = counts.iter().map(|count| (at(e, table, &count.key), 1.0));
            let sum = parts.chain([(whole, -1.0)]).collect();
            rules.push(Rule { sum, low: 0.0, high: 0.0 });
        };
        adds_up(at(e, "seen", ""), "outcome", &counts.outcomes);
        adds_up(met(e), "language", &counts.languages);
        adds_up(met(e), "building", &blocks(counts));
        let most = counts.doors as f64;
        rules.push(Rule { sum: vec![(at(e, "seen", ""), 1.0)], low: 0.0, high: most });
        for block in &counts.buildings {
            let sum = vec![(at(e, "building", &block.key), 1.0)];
            rules.push(Rule { sum, low: 0.0, high: block.doors as f64 });
        }
        for (table, counts) in [("need", &counts.needs), ("advice", &counts.advice)] {
            for count in counts {
                let sum = vec![(at(e, table, &count.key), 1.0), (met(e), -1.0)];
                rules.push(Rule { sum, low: f64::NEG_INFINITY, high: 0.0 });
            }
        }
        let mut tells = |sum: Vec<((usize, &'static str, String), f64)>, n: u64| {
            rules.push(Rule { sum, low: n as f64 - slack, high: n as f64 + slack });
        };
        if let Some(n) = figures.seen {
            tells(vec![(at(e, "seen", ""), 1.0)], n);
        }
        if let Some(n) = figures.met {
            tells(vec![(met(e), 1.0)], n);
        }
        let groups = [
            ("outcome", &figures.outcomes),
            ("language", &figures.languages),
            ("building", &figures.buildings),
        ];
        for (table, groups) in groups {
            for group in groups {
                tells(group.keys.iter().map(|key| (at(e, table, key), 1.0)).collect(), group.n);
            }
        }
        for (table, told) in [("need", &figures.needs), ("advice", &figures.advice)] {
            for told in told {
                if let Some(n) = told.n {
                    let heading = at(e, table, &told.key);
                    tells(vec![(heading.clone(), 1.0)], n);
                    // Those without are told as well: the figure of the met less this one.
                    tells(vec![(met(e), 1.0), (heading, -1.0)], figures.met.unwrap() - n);
                }
            }
        }
        // Who reads the method knows that what stands among the rest is small; one that joined it
        // beside them is not, and the attacker is told which.
        for (table, groups) in groups {
            for group in groups.iter().filter(|group| group.rest) {
                let all = truth(counts);
                for key in group.keys.iter().filter(|key| all[&(table, (*key).clone())] < LEAST) {
                    let sum = vec![(at(e, table, key), 1.0)];
                    rules.push(Rule { sum, low: 0.0, high: OFF as f64 });
                }
            }
        }
        if e > 0 {
            for (table, key) in truth(counts).keys() {
                // An outcome may change to another; who was met stays met.
                if *table != "outcome" || key == MET {
                    let sum = vec![(at(e, table, key), 1.0), (at(e - 1, table, key), -1.0)];
                    rules.push(Rule { sum, low: 0.0, high: f64::INFINITY });
                }
            }
        }
    }
    rules
}

fn blocks(counts: &Counts) -> Vec<Count> {
    counts.buildings.iter().map(|block| Count::new(block.key.clone(), block.met)).collect()
}

/// The least and the most that a target can be, after all that was published.
fn bounds(truth: &Truth, rules: &[Rule], target: &Target) -> (f64, f64) {
    let end = |direction| {
        let mut problem = Problem::new(direction);
        let mut variables: BTreeMap<(usize, &'static str, String), Variable> = BTreeMap::new();
        for (e, counts) in truth.iter().enumerate() {
            for (table, key) in counts.keys() {
                let here = target.table == *table && target.key == *key;
                let is_met = *table == "outcome" && key == MET;
                let mut weight = 0.0;
                if here && e == target.edition {
                    weight += if target.not || target.more { -1.0 } else { 1.0 };
                }
                if here && target.more && e == target.edition + 1 {
                    weight += 1.0;
                }
                if target.not && is_met && e == target.edition {
                    weight += 1.0;
                }
                let variable = problem.add_var(weight, (0.0, f64::INFINITY));
                variables.insert((e, table, key.clone()), variable);
            }
        }
        for rule in rules {
            let expression = || {
                let mut sum = LinearExpr::empty();
                for (key, weight) in &rule.sum {
                    sum.add(variables[key], *weight);
                }
                sum
            };
            if rule.low == rule.high {
                problem.add_constraint(expression(), ComparisonOp::Eq, rule.low);
                continue;
            }
            if rule.low.is_finite() {
                problem.add_constraint(expression(), ComparisonOp::Ge, rule.low);
            }
            if rule.high.is_finite() {
                problem.add_constraint(expression(), ComparisonOp::Le, rule.high);
            }
        }
        match problem.solve() {
            Ok(solved) => solved.into_solution().expect("nobody stops it").objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("the truth is one solution: {error}"),
        }
    };
    (end(OptimizationDirection::Minimize), end(OptimizationDirection::Maximize))
}

/// All small groups and small differences, and those for which fewer than eleven numbers are left.
fn given_away(editions: &[Edition], slack: Slack) -> Vec<(Target, u64, (f64, f64))> {
    let truth: Truth = editions.iter().map(|edition| truth(&edition.counts)).collect();
    let rules = rules(editions, slack);
    let mut found = Vec::new();
    for (e, counts) in truth.iter().enumerate() {
        let met = counts[&("outcome", MET.to_owned())];
        for ((table, key), n) in counts {
            let target = |not, more| Target { edition: e, table, key: key.clone(), not, more };
            let mut targets = vec![(target(false, false), *n)];
            if ["need", "advice"].contains(table) {
                targets.push((target(true, false), met - n));
            }
            if let Some(next) = truth.get(e + 1)
                && (*table != "outcome" || key == MET)
            {
                targets.push((target(false, true), next[&(*table, key.clone())] - n));
            }
            for (target, n) in targets.into_iter().filter(|(_, n)| *n < LEAST) {
                let (low, high) = bounds(&truth, &rules, &target);
                let left = (high + 1e-6).floor() - (low - 1e-6).ceil() + 1.0;
                if left < LEAST as f64 {
                    found.push((target, n, (low, high)));
                }
            }
        }
    }
    found
}

/// A report as many are written: small figures are left out, the others stand as they are.
fn naive(counts: &Counts) -> Figures {
    let alone = |counts: &[Count]| {
        let large = counts.iter().filter(|count| count.n >= LEAST);
        large
            .map(|count| Group { keys: vec![count.key.clone()], n: count.n, rest: false })
            .collect()
    };
    let told = |counts: &[Count]| {
        let told = |count: &Count| Told {
            key: count.key.clone(),
            n: (count.n >= LEAST).then_some(count.n),
        };
        counts.iter().map(told).collect()
    };
    Figures {
        doors: counts.doors,
        seen: Some(counts.seen),
        met: Some(counts.met()),
        outcomes: alone(&counts.outcomes),
        languages: alone(&counts.languages),
        needs: told(&counts.needs),
        advice: told(&counts.advice),
        buildings: alone(&blocks(counts)),
        ..Figures::default()
    }
}

fn list(keys: &[&str], counts: &[u64]) -> Vec<Count> {
    keys.iter().zip(counts).map(|(key, n)| Count::new(*key, *n)).collect()
}

fn a_mission() -> Counts {
    Counts {
        doors: 300,
        seen: 200,
        outcomes: list(&OUTCOMES, &[60, 100, 20, 15, 3, 2]),
        languages: list(&LANGUAGES, &[30, 15, 12, 3, 0]),
        needs: list(&NEEDS, &[20, 58, 30]),
        advice: list(&["one"], &[25]),
        buildings: vec![
            Block { key: "a".to_owned(), doors: 120, met: 40 },
            Block { key: "b".to_owned(), doors: 100, met: 17 },
            Block { key: "c".to_owned(), doors: 80, met: 3 },
        ],
        visits: 240,
        waiting: 0,
    }
}

#[test]
fn the_attack_finds_what_a_naive_report_hides() {
    let counts = a_mission();
    let edition = Edition { figures: naive(&counts), counts };
    let found = given_away(std::slice::from_ref(&edition), 0.0);
    let finds = |table, key, not| {
        found.iter().any(|(target, n, (low, high))| {
            let is_exact = (high - low).abs() < 0.5 && (*n as f64 - low).abs() < 0.5;
            (target.table, target.key.as_str(), target.not) == (table, key, not) && is_exact
        })
    };
    assert!(finds("building", "c", false), "the only hidden building is the rest: {found:?}");
    assert!(finds("need", "eau", true), "nearly all told it, so two did not: {found:?}");
}

#[test]
fn the_attack_finds_a_small_difference_between_two_naive_reports() {
    let first = a_mission();
    let mut second = a_mission();
    second.seen += 4;
    second.outcomes[0].n += 4;
    second.languages[0].n += 4;
    second.buildings[0].met += 4;
    second.needs[0].n += 4;
    let editions = [first, second].map(|counts| Edition { figures: naive(&counts), counts });
    let found = given_away(&editions, 0.0);
    let difference = found.iter().find(|(target, ..)| target.more && target.key == "chauffage");
    assert!(difference.is_some_and(|(_, n, (low, high))| *n == 4 && high - low < 0.5), "{found:?}");
}

/// Households of one mission, some of them met: which building, which language, which needs.
fn a_household() -> impl Strategy<Value = (usize, usize, usize, u8)> {
    // Few are anything but absent or met, so that most tables have small headings.
    let outcome = prop_oneof![6 => Just(0_usize), 5 => Just(1), 1 => 2..6_usize];
    let language = prop_oneof![6 => Just(0_usize), 2 => Just(1), 1 => 2..5_usize];
    (0..5_usize, outcome, language, 0..16_u8)
}

fn counted(households: &[(usize, usize, usize, u8)]) -> Counts {
    let mut counts = Counts {
        doors: 260,
        seen: households.len() as u64,
        outcomes: list(&OUTCOMES, &[0; 6]),
        languages: list(&LANGUAGES, &[0; 5]),
        needs: list(&NEEDS, &[0; 3]),
        advice: list(&["one"], &[0]),
        buildings: (0..5).map(|n| Block { key: format!("house {n}"), doors: 52, met: 0 }).collect(),
        visits: households.len() as u64,
        waiting: 0,
    };
    for (house, outcome, language, heard) in households {
        counts.outcomes[*outcome].n += 1;
        if *outcome == 0 {
            counts.languages[*language].n += 1;
            counts.buildings[*house].met += 1;
            for (need, count) in counts.needs.iter_mut().enumerate() {
                count.n += u64::from(heard & (1 << need) != 0);
            }
            counts.advice[0].n += u64::from(heard & 8 != 0);
        }
    }
    for block in &mut counts.buildings {
        block.doors = block.doors.max(block.met);
    }
    counts
}

/// A linear program for each bound takes a while; `PROPTEST_CASES` asks for more of them.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 64, ..Default::default() })]

    /// The law: whatever the households are, and however often it is published while they become
    /// more, no small group and no small difference is given away.
    #[test]
    fn no_small_group_can_be_computed_from_all_editions(
        households in prop::collection::vec(a_household(), 0..220),
        first in 0.2..1.0_f64,
        second in 0.5..1.0_f64,
    ) {
        let mut editions: Vec<Edition> = Vec::new();
        let third = households.len();
        let second = (third as f64 * second) as usize;
        let first = (second as f64 * first) as usize;
        for many in [first, second, third] {
            let mut counts = counted(&households[..many]);
            // Who owns the houses knows their doors, which do not change.
            for (block, last) in counts.buildings.iter_mut().zip(counted(&households).buildings) {
                block.doors = last.doors;
            }
            let figures = publish(&counts, &editions);
            editions.push(Edition { figures, counts });
        }
        prop_assert_eq!(given_away(&editions, OFF as f64), []);
    }
}
