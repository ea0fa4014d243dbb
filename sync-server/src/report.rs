//! The figures of a mission as others may read them: no group under eleven households, and none
//! that can be computed from the rest or from what was published before.
//!
//! Pure: counts come in, figures go out. Each figure is a multiple of eleven beside the true count;
//! the parts of a whole add up to it again (controlled rounding), small parts are told together, and
//! a later edition takes no figure back that still holds. `docs/reports.md` has the reasons and the
//! literature; `tests/all/attack.rs` has an attacker. Start at [`publish`].

use serde::{Deserialize, Serialize};

mod rounding;
mod split;

use rounding::{Part, round};
use split::{blocks, headings};

/// The smallest group that may be told; figures are multiples of it.
pub const LEAST: u64 = 11;
/// How far a figure may be from what it stands for.
pub const OFF: u64 = LEAST - 1;
/// The heading of the households that were met, among the outcomes.
pub const MET: &str = "met";

/// A heading, and how many households are under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The word, code or id of the heading.
    pub key: String,
    /// How many households.
    pub n: u64,
}

impl Count {
    /// A heading with its count.
    #[must_use]
    pub fn new(key: impl Into<String>, n: u64) -> Self {
        Self { key: key.into(), n }
    }
}

/// A building of the mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its id.
    pub key: String,
    /// How many doors it has; who owns it knows that.
    pub doors: u64,
    /// How many of its households were met.
    pub met: u64,
}

/// What is true of a mission, by its approved visits. It stays with the association.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The doors of its buildings.
    pub doors: u64,
    /// The households that were visited.
    pub seen: u64,
    /// Those that were visited, by outcome: each household under one.
    pub outcomes: Vec<Count>,
    /// Those that were met, by language: each household under one.
    pub languages: Vec<Count>,
    /// Those that were met and told such a need.
    pub needs: Vec<Count>,
    /// Those that were met and got such an advice.
    pub advice: Vec<Count>,
    /// Those that were met, by building, in the order of the street.
    pub buildings: Vec<Block>,
    /// How many visits were approved.
    pub visits: u64,
    /// How many visits wait to be read.
    pub waiting: u64,
}

impl Counts {
    /// The households that were met.
    #[must_use]
    pub fn met(&self) -> u64 {
        of(&self.outcomes, MET)
    }
}

/// Headings that are told together, with one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The headings.
    pub keys: Vec<String>,
    /// The figure.
    pub n: u64,
    /// Whether these are what is left beside the others.
    pub rest: bool,
}

/// What may be told of one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The heading.
    pub key: String,
    /// The figure; none where it is hidden.
    pub n: Option<u64>,
}

/// What may be told of a mission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The doors of its buildings, as they are.
    pub doors: u64,
    /// The households that were visited; none where it is hidden.
    pub seen: Option<u64>,
    /// Those that were met; none where it is hidden.
    pub met: Option<u64>,
    /// The outcomes; none where they are hidden.
    pub outcomes: Vec<Group>,
    /// The languages; none where they are hidden.
    pub languages: Vec<Group>,
    /// The needs.
    pub needs: Vec<Told>,
    /// The advice.
    pub advice: Vec<Told>,
    /// The buildings, small ones with their neighbors; none where they are hidden.
    pub buildings: Vec<Group>,
    /// How many visits were approved, about.
    pub visits: u64,
    /// How many visits wait, about.
    pub waiting: u64,
}

/// What was published once: the figures, and the counts that they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// What was told.
    pub figures: Figures,
    /// What was true.
    pub counts: Counts,
}

/// The figures that may be told of these counts, after all `earlier` editions, oldest first.
#[must_use]
pub fn publish(counts: &Counts, earlier: &[Edition]) -> Figures {
    let last = earlier.last().map(|edition| &edition.figures);
    let mut figures = Figures {
        doors: counts.doors,
        visits: down(counts.visits),
        waiting: down(counts.waiting),
        needs: hidden(&counts.needs),
        advice: hidden(&counts.advice),
        ..Figures::default()
    };
    if counts.seen < LEAST {
        return figures;
    }
    let before = last.and_then(|last| last.seen);
    let seen = Part::new(counts.seen, counts.doors, before);
    // The whole may be told a step higher where its parts need that to keep what they were.
    for whole in [seen.start, seen.top] {
        figures.seen = Some(whole);
        figures.outcomes = headings(
            &counts.outcomes,
            whole,
            Some(MET),
            &past(earlier, |edition| (&edition.figures.outcomes, &edition.counts.outcomes)),
        );
        if !figures.outcomes.is_empty() {
            break;
        }
    }
    if figures.outcomes.is_empty() {
        figures.seen = Some(seen.start);
    }
    figures.visits = figures.visits.max(figures.seen.unwrap_or(0));
    let told = figures.outcomes.iter().find(|group| group.keys == [MET]);
    let Some(met) = told.map(|group| group.n) else {
        return figures;
    };
    figures.met = Some(met);
    figures.languages = headings(
        &counts.languages,
        met,
        None,
        &past(earlier, |edition| (&edition.figures.languages, &edition.counts.languages)),
    );
    let needs = last.map(|last| (last.met, last.needs.as_slice()));
    figures.needs = shares(&counts.needs, counts.met(), met, needs);
    let advice = last.map(|last| (last.met, last.advice.as_slice()));
    figures.advice = shares(&counts.advice, counts.met(), met, advice);
    let in_buildings: Vec<Vec<Count>> =
        earlier.iter().map(|edition| in_buildings(&edition.counts)).collect();
    let past: Vec<_> = earlier
        .iter()
        .zip(&in_buildings)
        .map(|(edition, counts)| (edition.figures.buildings.as_slice(), counts.as_slice()))
        .collect();
    figures.buildings = blocks(&counts.buildings, met, &past);
    figures
}

/// What may be told of the households of one place, of so many doors, that said the same; none where
/// too few did, or nearly all who live there.
///
/// A figure by itself, not a part of a whole: it is always the multiple below, so that telling it
/// again, or for a part of the place, tells no more than counts from it up to ten above.
#[must_use]
pub fn heard(n: u64, doors: u64) -> Option<u64> {
    (n >= LEAST && doors.saturating_sub(n) >= LEAST).then(|| down(n))
}

/// What may be told of a count of doors by itself; none where it is small.
#[must_use]
pub fn about(n: u64) -> Option<u64> {
    (n >= LEAST).then(|| down(n))
}

/// Each heading beside its opposite: those of the met who are under it, and those who are not. Both
/// must be a group that may be told, and both figures must make up that of the met.
fn shares(
    counts: &[Count],
    met: u64,
    told_met: u64,
    last: Option<(Option<u64>, &[Told])>,
) -> Vec<Told> {
    let share = |count: &Count| {
        let without = met.saturating_sub(count.n);
        let before = last.and_then(|(met, told)| {
            let n = told.iter().find(|told| told.key == count.key)?.n?;
            Some((n, met?.saturating_sub(n)))
        });
        let n = if count.n < LEAST || without < LEAST {
            None
        } else {
            let parts = [
                Part::new(count.n, u64::MAX, before.map(|(with, _)| with)),
                Part::new(without, u64::MAX, before.map(|(_, without)| without)),
            ];
            round(&parts, told_met).and_then(|figures| figures.first().copied())
        };
        Told { key: count.key.clone(), n }
    };
    counts.iter().map(share).collect()
}

type Past<'e> = (&'e [Group], &'e [Count]);

fn past<'e>(
    earlier: &'e [Edition],
    of: impl Fn(&'e Edition) -> (&'e Vec<Group>, &'e Vec<Count>),
) -> Vec<Past<'e>> {
    let one = |edition| {
        let (groups, counts) = of(edition);
        (groups.as_slice(), counts.as_slice())
    };
    earlier.iter().map(one).collect()
}

fn in_buildings(counts: &Counts) -> Vec<Count> {
    counts.buildings.iter().map(|block| Count::new(block.key.clone(), block.met)).collect()
}

fn hidden(counts: &[Count]) -> Vec<Told> {
    counts.iter().map(|count| Told { key: count.key.clone(), n: None }).collect()
}

/// The count under a heading.
fn of(counts: &[Count], key: &str) -> u64 {
    counts.iter().filter(|count| count.key == key).map(|count| count.n).sum()
}

fn down(n: u64) -> u64 {
    n - n % LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts() -> Counts {
        let outcomes = [("met", 87), ("absent", 140), ("come_back", 6), ("refused", 31)];
        let rest = [("inaccessible", 4), ("vacant", 7)];
        let languages = [("fr", 52), ("ar", 20), ("pt", 9), ("tr", 3), ("", 3)];
        let list = |pairs: &[(&str, u64)]| {
            pairs.iter().map(|(key, n)| Count::new(*key, *n)).collect::<Vec<_>>()
        };
        Counts {
            doors: 310,
            seen: 275,
            outcomes: [list(&outcomes), list(&rest)].concat(),
            languages: list(&languages),
            needs: list(&[("chauffage", 30), ("eau", 5), ("bruit", 80)]),
            advice: list(&[("one", 22)]),
            buildings: [(40, 30), (30, 4), (120, 41), (60, 12)]
                .into_iter()
                .enumerate()
                .map(|(n, (doors, met))| Block { key: n.to_string(), doors, met })
                .collect(),
            visits: 401,
            waiting: 8,
        }
    }

    fn told(groups: &[Group]) -> Vec<(String, u64)> {
        groups.iter().map(|group| (group.keys.join(" "), group.n)).collect()
    }

    #[test]
    fn small_parts_are_told_together_and_the_parts_make_up_the_whole() {
        let figures = publish(&counts(), &[]);
        assert_eq!(figures.seen, Some(275));
        let outcomes = told(&figures.outcomes);
        assert_eq!(outcomes.len(), 4, "{outcomes:?}");
        assert_eq!(outcomes[3].0, "come_back inaccessible vacant");
        assert_eq!(outcomes.iter().map(|(_, n)| n).sum::<u64>(), 275);
        assert_eq!(figures.met, Some(outcomes[0].1));
        for (groups, whole) in [
            (&figures.languages, figures.met),
            (&figures.buildings, figures.met),
            (&figures.outcomes, figures.seen),
        ] {
            assert_eq!(groups.iter().map(|group| group.n).sum::<u64>(), whole.unwrap());
            assert!(groups.iter().all(|group| group.n >= LEAST && group.n % LEAST == 0));
        }
        assert_eq!(figures.buildings[1].keys, ["1", "2"], "the small one goes with the next");
    }

    #[test]
    fn a_need_of_few_and_a_need_of_nearly_all_are_hidden_alike() {
        let figures = publish(&counts(), &[]);
        let shown: Vec<_> = figures.needs.iter().map(|told| told.n.is_some()).collect();
        assert_eq!(shown, [true, false, false]);
    }

    #[test]
    fn a_mission_of_few_tells_nothing_but_its_doors() {
        let few = Counts { doors: 12, seen: 10, ..Counts::default() };
        let figures = publish(&few, &[]);
        assert_eq!((figures.doors, figures.seen, figures.met), (12, None, None));
        assert!(figures.outcomes.is_empty() && figures.buildings.is_empty());
    }

    /// What two figures leave open: of a place and of a part of it, whatever the truth is, eleven
    /// numbers or more could be the rest.
    #[test]
    fn what_is_heard_at_a_place_and_in_a_part_of_it_leaves_eleven_numbers_for_the_rest() {
        for n in 0..120 {
            let told = heard(n, 200);
            assert_eq!(told.is_some(), n >= LEAST);
            assert!(told.is_none_or(|told| told % LEAST == 0 && told <= n && n - told <= OFF));
            assert_eq!(heard(n, n + OFF), None, "nearly all who live there");
            let Some(told) = told else { continue };
            for part in LEAST..=n {
                let Some(part_told) = heard(part, 200) else { continue };
                let could_be = |rest: u64| {
                    (part_told..part_told + LEAST)
                        .any(|part| (told..told + LEAST).contains(&(part + rest)))
                };
                let rests = (0..=n + LEAST).filter(|rest| could_be(*rest)).count() as u64;
                assert!(rests >= LEAST, "{n} {part}: {rests}");
            }
        }
        assert_eq!((about(10), about(11), about(23)), (None, Some(11), Some(22)));
    }

    #[test]
    fn the_same_counts_are_told_alike_again() {
        let figures = publish(&counts(), &[]);
        let edition = Edition { figures: figures.clone(), counts: counts() };
        assert_eq!(publish(&counts(), std::slice::from_ref(&edition)), figures);
        let mut more = counts();
        more.seen += 3;
        more.outcomes[0].n += 3;
        more.languages[0].n += 3;
        more.buildings[0].met += 3;
        let second = publish(&more, &[edition]);
        let pairs = figures.outcomes.iter().zip(&second.outcomes);
        assert!(pairs.into_iter().all(|(first, second)| second.n >= first.n), "{second:?}");
    }
}
