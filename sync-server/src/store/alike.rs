//! Every store answers the console alike: the same work is written to each through the same services,
//! and each verb that a page reads with is asked of both, page by page.
//!
//! What a store counts for itself, the places of lines, is left out of the comparison; the order is
//! not. Start at [`told`].

use std::fmt::Debug;
use std::sync::Arc;

use shared::id::{AccountId, BuildingId, DoorId, FeedId, SignalId, VisitId};
use shared::record::{Kind, Outcome, Role};
use shared::time::Millis;
use uuid::Uuid;

use self::world::{LANGUAGES, THEMES, World};
use super::{
    FollowFilter, FollowSort, NeedPlace, Read, ReviewState, SignalFilter, SignalStep, Store,
    StoreError, VisitFilter,
};

mod world;

/// Lines of a page, few enough that there are several.
const PAGE: usize = 13;
/// What people type, and what nobody does.
const TYPED: [&str; 20] = [
    "chauffage",
    "CHAUFF",
    "élève",
    "ELEVE cp",
    "l'eau",
    "noel mar",
    "infirmiere malade",
    "120,50",
    "3.5kw",
    "strasse",
    "straße",
    "alesund lodz",
    "izmir",
    "isparta",
    "ısparta",
    "мои",
    "мой",
    "va mieux",
    "* OR",
    "",
];

/// What was asked, and what was answered.
type Told = Vec<(String, String)>;

/// Asks what some pages read.
type Ask = fn(&dyn Read, &World, &mut Told) -> Result<(), StoreError>;

/// Plays on a store, and asks it everything.
pub(crate) fn told(store: &dyn Store) -> Told {
    let world = Arc::new(world::play(store));
    let mut told = Told::new();
    let parts: [Ask; 8] = [missions, visits, buildings, people, follow, report, signals, impact];
    for part in parts {
        let world = Arc::clone(&world);
        let more = store.read_now(move |read| {
            let mut told = Told::new();
            part(read, &world, &mut told)?;
            Ok::<_, StoreError>(told)
        });
        told.extend(more.unwrap());
    }
    told
}

/// Fails where two stores were asked the same and answered otherwise.
pub(crate) fn assert_alike(one: &Told, other: &Told) {
    let otherwise = one.iter().zip(other).filter(|(one, other)| one != other);
    let mut otherwise: Vec<_> = otherwise.collect();
    otherwise.truncate(5);
    for (one, other) in &otherwise {
        println!("{}\n{}\nbut\n{}\n{}\n", one.0, one.1, other.0, other.1);
    }
    assert!(otherwise.is_empty(), "the same question was answered otherwise");
    assert_eq!(one.len(), other.len());
}

fn add(told: &mut Told, asked: impl Debug, answer: impl Debug) {
    told.push((format!("{asked:?}"), format!("{answer:#?}")));
}

fn missions(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    add(told, "missions_in", read.missions_in(world.territory)?);
    let lists = [None, Some(&world.missions[..]), Some(&world.missions[1..2]), Some(&[])];
    for these in lists {
        for (skip, limit) in [(0, 9), (1, 1), (2, 9), (9, 9)] {
            let asked = ("mission_lines", these, skip, limit);
            add(told, asked, read.mission_lines(these, skip, limit)?);
        }
        add(told, ("mission_titles", these), read.mission_titles(these, 2)?);
    }
    add(told, "all_review_counts", read.all_review_counts()?);
    for feed in every_feed(world) {
        add(told, ("review_counts", feed), read.review_counts(feed)?);
        add(told, ("door_counts", feed), read.door_counts(feed)?);
        for outcome in Outcome::ALL {
            let asked = ("approved_doors", feed, outcome);
            add(told, asked, read.approved_doors(feed, *outcome)?);
        }
        for limit in [0, 1, 3, 99] {
            add(told, ("days_of", feed, limit), read.days_of(feed, limit)?);
        }
        for limit in [1, 9] {
            add(told, ("undecided", feed, limit), read.undecided(feed, limit)?);
            add(told, ("conflicts", feed, limit), read.conflicts(feed, limit)?);
        }
    }
    add(told, "conflict_feeds", read.conflict_feeds()?);
    add(told, "undecided_counts", read.undecided_counts()?);
    Ok(())
}

/// Each mission, and feeds in which nothing of the kind is.
fn every_feed(world: &World) -> Vec<FeedId> {
    let others = [FeedId::Territory(world.territory), FeedId::Catalogue];
    world.missions.iter().copied().chain(others).collect()
}

fn visits(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    for (feed, visit) in world.visits.iter().copied() {
        let line = read.visit_line(feed, visit)?.map(|mut line| {
            line.turn.place = 0;
            line
        });
        add(told, ("visit_line", visit), line);
        for kind in [Kind::Need, Kind::Advice, Kind::Appointment, Kind::FollowUp, Kind::Review] {
            add(told, ("children", visit, kind), read.children(feed, kind, visit)?);
        }
    }
    let nowhere = read.visit_line(world.missions[0], VisitId(Uuid::nil()))?;
    add(told, "no visit", nowhere);
    for filter in visit_filters(world) {
        let mut after = None;
        loop {
            let mut lines = read.visits(&filter, after, PAGE)?;
            after = lines.last().map(|line| line.turn);
            for line in &mut lines {
                line.turn.place = 0;
            }
            add(told, &filter, &lines);
            if lines.len() < PAGE {
                break;
            }
        }
    }
    Ok(())
}

fn visit_filters(world: &World) -> Vec<VisitFilter> {
    let any = VisitFilter::default;
    let (building, author) = (Some(world.buildings[1]), Some(world.people[1]));
    let [theme, language] = [THEMES[0], LANGUAGES[1]].map(|word| Some(word.to_owned()));
    let met = Some(Outcome::Met);
    let filters = vec![
        any(),
        VisitFilter { building, ..any() },
        VisitFilter { author, ..any() },
        VisitFilter { outcome: met, ..any() },
        VisitFilter { outcome: Some(Outcome::Vacant), ..any() },
        VisitFilter { theme: theme.clone(), ..any() },
        VisitFilter { language: language.clone(), ..any() },
        VisitFilter { building, theme: theme.clone(), ..any() },
        VisitFilter { author, outcome: met, language: language.clone(), ..any() },
        VisitFilter { theme, language, outcome: met, ..any() },
        VisitFilter { text: Some("chauffage".to_owned()), author, ..any() },
    ];
    let [first, second, third] = [0, 1, 2].map(|at| world.missions[at]);
    let scopes = [
        None,
        Some(vec![first]),
        Some(vec![second, first]),
        Some(vec![third, second, first, second]),
        Some(Vec::new()),
    ];
    let middle = Millis(i64::midpoint(world.from.0, world.until.0));
    let periods = [(None, None), (Some(middle), None), (Some(world.from), Some(middle))];
    let typed = TYPED.map(|text| VisitFilter { text: Some(text.to_owned()), ..any() });
    let of_all =
        |filter: VisitFilter| ReviewState::ALL.map(|state| VisitFilter { state, ..filter.clone() });
    let in_each = |filter: VisitFilter| {
        scopes.clone().map(|missions| VisitFilter { missions, ..filter.clone() })
    };
    let at_each = |filter: VisitFilter| {
        periods.map(|(from, until)| VisitFilter { from, until, ..filter.clone() })
    };
    let filters = filters.into_iter().flat_map(at_each).flat_map(in_each);
    filters.chain(typed).flat_map(of_all).collect()
}

fn buildings(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    let territory = FeedId::Territory(world.territory);
    for feed in every_feed(world) {
        add(told, ("buildings_of", feed), read.buildings_of(feed)?);
        add(told, ("chosen", feed), read.chosen(feed)?);
        let some: Vec<_> = [3, 1, 3, 8].map(|at| world.buildings[at]).into();
        for these in [&some[..], &world.buildings, &[], &[BuildingId(Uuid::nil())]] {
            add(told, ("doors_of", feed, these), read.doors_of(feed, these)?);
        }
    }
    for words in ["", "rue", "RUE", "é", "É", "12", "4 r", "bis", "100%", "_", "allée", "Allee"]
    {
        for (skip, limit) in [(0, 5), (5, 5), (0, 99)] {
            let asked = ("ground", words, skip, limit);
            add(told, asked, read.ground(territory, words, skip, limit)?);
        }
        let scopes = [None, Some(&[territory][..]), Some(&[]), Some(&world.missions)];
        for these in scopes {
            let asked = ("find_buildings", these, words);
            add(told, asked, read.find_buildings(these, words, 7)?);
        }
    }
    for building in &world.buildings {
        let stairwells = read.within(territory, Kind::Stairwell, building.0)?;
        for (stairwell, _) in &stairwells {
            let doors = read.within(territory, Kind::Door, *stairwell)?;
            add(told, ("doors within", stairwell), doors);
        }
        add(told, ("within", building), stairwells);
    }
    assert!(read.within(territory, Kind::Visit, Uuid::nil()).is_err());
    Ok(())
}

fn people(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    for role in [Role::Neighbor, Role::Supervisor, Role::Admin, Role::Partner] {
        let mut after: Option<(AccountId, String)> = None;
        loop {
            let key = after.as_ref().map(|(id, name)| (name.as_str(), *id));
            let page = read.people(role, key, 3)?;
            add(told, ("people", role, key), &page);
            let Some(last) = page.last() else { break };
            after = Some(last.clone());
        }
    }
    for (account, device) in world.people.iter().zip(&world.phones) {
        add(told, ("devices_of", account), read.devices_of(*account)?);
        add(told, ("undecided_of", device), read.undecided_of(*device)?);
        add(told, ("calendar_of", account), read.calendar_of(*account)?);
    }
    add(told, "calendar", (read.calendar(&[9; 32])?, read.calendar(&[8; 32])?));
    Ok(())
}

fn follow(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    for (feed, id) in world.promises.iter().copied() {
        let line = read.promise(feed, id)?.map(|mut line| {
            line.turn.place = 0;
            line
        });
        add(told, ("promise", id), line);
    }
    let any = FollowFilter::default;
    let today = crate::calendar::day_number(world.until);
    let mut filters = vec![
        any(),
        FollowFilter { account: Some(None), ..any() },
        FollowFilter { from: Some(today - 3), until: Some(today + 2), ..any() },
        FollowFilter { until: Some(today), ..any() },
    ];
    let people = world.people.iter();
    filters.extend(people.map(|one| FollowFilter { account: Some(Some(*one)), ..any() }));
    filters.extend(FollowSort::ALL.map(|sort| FollowFilter { sort: Some(sort), ..any() }));
    let first = world.missions[0];
    let twice = [&world.missions[..], &[first]].concat();
    for filter in filters {
        for missions in [None, Some(vec![first]), Some(twice.clone()), Some(Vec::new())] {
            for done in [false, true] {
                let filter = FollowFilter { missions: missions.clone(), done, ..filter.clone() };
                promises(read, &filter, told)?;
            }
        }
    }
    Ok(())
}

fn promises(read: &dyn Read, filter: &FollowFilter, told: &mut Told) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let mut lines = read.promises(filter, after, 5)?;
        after = lines.last().map(|line| line.turn);
        for line in &mut lines {
            line.turn.place = 0;
        }
        add(told, filter, &lines);
        if lines.len() < 5 {
            return Ok(());
        }
    }
}

fn report(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    for feed in every_feed(world) {
        add(told, ("report_counts", feed), read.report_counts(feed)?);
        add(told, ("editions", feed), read.editions(feed)?);
        add(told, ("chosen_words", feed), read.chosen_words(feed)?);
        let mut before = None;
        loop {
            let lines = read.words_to_choose(feed, before, 7)?;
            add(told, ("words_to_choose", feed, before), &lines);
            let Some(last) = lines.last() else { break };
            before = Some(last.need);
        }
        let mut after = String::new();
        loop {
            let page = read.whole_visits(feed, &after, PAGE)?;
            add(told, ("whole_visits", feed, &after), &page);
            let Some(last) = page.last() else { break };
            after.clone_from(&last.visit);
        }
    }
    for (feed, need) in world.needs.iter().copied() {
        add(told, ("words_of", need), read.words_of(feed, need)?);
    }
    Ok(())
}

fn signals(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    let territory = FeedId::Territory(world.territory);
    let here = world.buildings.iter().copied().map(Some).chain([None]);
    let mut places: Vec<_> = here.map(|building| NeedPlace { building, stairwell: None }).collect();
    for feed in every_feed(world) {
        let counts = read.need_counts(feed)?;
        let stairwell = counts.iter().find_map(|count| count.stairwell);
        places.push(NeedPlace { building: None, stairwell });
        add(told, ("need_counts", feed), counts);
        for (place, theme) in places.iter().flat_map(|place| THEMES.map(|theme| (*place, theme))) {
            let asked = ("words_about", feed, theme, place);
            add(told, asked, read.words_about(feed, theme, place, 7)?);
        }
        let mut lines = read.signals_of(feed)?;
        lines.iter_mut().for_each(|line| line.turn.place = 0);
        add(told, ("signals_of", feed), lines);
        add(told, ("tellings_in", feed), read.tellings_in(feed)?);
    }
    for answer in world.answers.iter().copied() {
        add(told, ("answer_places", answer), read.answer_places(territory, answer)?);
        add(told, ("doors_told", answer), read.doors_told(answer)?);
    }
    for door in world.doors.iter().copied().chain([DoorId(Uuid::nil())]) {
        add(told, ("tellings_at", door), read.tellings_at(door)?);
    }
    let today = crate::calendar::day_number(world.until);
    let first = world.missions[0];
    let twice = [&world.missions[..], &[first]].concat();
    for step in [SignalStep::Open, SignalStep::Promised, SignalStep::Settled] {
        for missions in [None, Some(vec![first]), Some(twice.clone()), Some(Vec::new())] {
            for (from, until) in [(None, None), (Some(today + 3), Some(today + 40))] {
                let filter = SignalFilter { step, from, until, missions: missions.clone() };
                add(told, ("count_signals", &filter), read.count_signals(&filter)?);
                let mut after = None;
                let mut seen = Vec::<SignalId>::new();
                for _ in 0..9 {
                    let mut lines = read.signals(&filter, after, 1)?;
                    after = lines.last().map(|line| line.turn);
                    lines.iter_mut().for_each(|line| line.turn.place = 0);
                    seen.extend(lines.iter().map(|line| line.id));
                    add(told, ("signals", &filter), lines);
                    if after.is_none() {
                        break;
                    }
                }
                add(told, ("signals, all", &filter), seen);
            }
        }
    }
    Ok(())
}

fn impact(read: &dyn Read, world: &World, told: &mut Told) -> Result<(), StoreError> {
    add(told, "impact", read.impact()?);
    add(told, "partners_of", read.partners_of(world.territory)?);
    Ok(())
}
