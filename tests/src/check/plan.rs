//! The plan of a day: what happens at each door, drawn from a seed.
//!
//! The shares are those of the field: about half the doors stay shut, and those come in one tap,
//! several at a time. Notes are real ones from the demonstration data, and some that a careless
//! program would spoil.

use assets::demo::{FIRST_LANGUAGES, NEEDS, NOTES, note};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::talk::{Appointment, Correction, Talk};

/// One thing that a neighbor does with the phone.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Nobody opened at these doors.
    Absent(Vec<String>),
    /// Something happened at this door.
    Visit(String, Talk),
    /// The latest visit is put right.
    Correct(Correction),
    /// The latest visit should not count.
    Withdraw,
}

/// Out of a hundred doors.
const OUTCOMES: [(&str, u32); 6] = [
    ("absent", 52),
    ("met", 26),
    ("refused", 12),
    ("come_back", 6),
    ("inaccessible", 2),
    ("vacant", 2),
];
const DOORS_A_TAP: usize = 6;
/// Quotes, lines, two directions of writing, signs beyond the first plane.
const DELICATE_NOTES: [&str; 3] = [
    "Elle dit : \"ça va\", l'ascenseur non; 100 % des voisins d'accord.\nÀ revoir.",
    "Parle arabe et français : « المصعد معطل » (l'ascenseur est en panne).",
    "Tout va bien 👍🏽 — cœur, œuf, naïf, Łódź, 谢谢.",
];

/// A day at these doors, in this order, with these services to advise.
pub(super) fn day(chance: &mut StdRng, doors: &[String], services: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut shut = Vec::new();
    for door in doors {
        let outcome = OUTCOMES
            .choose_weighted(chance, |(_, share)| *share)
            .map_or("absent", |(outcome, _)| *outcome);
        if outcome == "absent" {
            shut.push(door.clone());
            if shut.len() == DOORS_A_TAP {
                steps.push(Step::Absent(std::mem::take(&mut shut)));
            }
            continue;
        }
        let talk = talk(chance, outcome, services);
        let correction = correction(chance, &talk, services);
        let met = outcome == "met";
        steps.push(Step::Visit(door.clone(), talk));
        if met && chance.random_ratio(1, 4) {
            steps.push(Step::Correct(correction));
        } else if !met && chance.random_ratio(1, 10) {
            steps.push(Step::Withdraw);
        }
    }
    if !shut.is_empty() {
        steps.push(Step::Absent(shut));
    }
    steps
}

fn talk(chance: &mut StdRng, outcome: &str, services: &[&str]) -> Talk {
    let mut talk = Talk::of(outcome);
    match outcome {
        "met" => {
            talk.minutes = Some(chance.random_range(2..=35));
            let language = FIRST_LANGUAGES.choose_weighted(chance, |language| language.weight);
            talk.language = language.ok().map(|language| language.code.to_owned());
            let (note, need) = heard(chance);
            talk.note = Some(note);
            talk.needs.extend(need);
            talk.advice = some_of(chance, services);
            talk.informed = true;
            talk.appointment = appointment(chance, &talk.advice);
        }
        "come_back" => {
            talk.appointment = Some(Appointment { due: day_to_come(chance), service: None });
        }
        "refused" if chance.random_ratio(1, 3) => {
            talk.note = Some("Ne souhaite pas en parler aujourd'hui.".to_owned());
        }
        _ => {}
    }
    talk
}

/// A note, with the need it tells of where it tells of one.
fn heard(chance: &mut StdRng) -> (String, Option<String>) {
    match chance.random_range(0..10) {
        0..2 => {
            let note = DELICATE_NOTES.choose(chance).copied().unwrap_or_default();
            (note.to_owned(), Some("ascenseur".to_owned()))
        }
        2..6 => {
            let note = note(|options| chance.random_range(0..options));
            let need = NEEDS.choose(chance).map(|need| need.code.to_owned());
            (note, need)
        }
        _ => {
            let note = NOTES.choose(chance);
            let need = note.map(|note| note.need.to_owned());
            (note.map_or("", |note| note.text).to_owned(), need)
        }
    }
}

fn appointment(chance: &mut StdRng, advice: &[String]) -> Option<Appointment> {
    let due = day_to_come(chance);
    let wanted = chance.random_ratio(1, 3);
    wanted.then(|| Appointment { due, service: advice.first().cloned() })
}

fn day_to_come(chance: &mut StdRng) -> String {
    let day = chance.random_range(1..=28);
    let hour = chance.random_range(9..=18);
    if chance.random_bool(0.5) {
        format!("2031-03-{day:02}")
    } else {
        format!("2031-03-{day:02}T{hour:02}:30")
    }
}

/// None, one or two services.
fn some_of(chance: &mut StdRng, services: &[&str]) -> Vec<String> {
    let amount = chance.random_range(0..=2);
    let chosen = services.sample(chance, amount);
    chosen.map(|service| (*service).to_owned()).collect()
}

fn correction(chance: &mut StdRng, talk: &Talk, services: &[&str]) -> Correction {
    let new_to = |known: &[String], code: &str| !known.iter().any(|known| known == code);
    let mut services = services.iter().filter(|code| new_to(&talk.advice, code));
    let mut themes = NEEDS.iter().filter(|need| new_to(&talk.needs, need.code));
    Correction {
        note: Some(heard(chance).0),
        minutes: Some(chance.random_range(36..=60)),
        informed: Some(chance.random_bool(0.5)),
        add_advice: Vec::from_iter(services.next().map(|code| (*code).to_owned())),
        drop_needs: talk.needs.clone(),
        add_needs: Vec::from_iter(themes.next().map(|need| need.code.to_owned())),
        ..Correction::default()
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn draw(seed: u64, doors: usize) -> Vec<Step> {
        let doors: Vec<String> = (0..doors).map(|door| format!("d{door}")).collect();
        day(&mut StdRng::seed_from_u64(seed), &doors, &["pmi", "france-services"])
    }

    fn doors_of(steps: &[Step]) -> Vec<&String> {
        let doors = steps.iter().flat_map(|step| match step {
            Step::Absent(doors) => doors.iter().collect(),
            Step::Visit(door, _) => vec![door],
            Step::Correct(_) | Step::Withdraw => Vec::new(),
        });
        let mut doors: Vec<&String> = doors.collect();
        doors.sort();
        doors
    }

    #[test]
    fn every_door_is_knocked_at_once() {
        let steps = draw(3, 40);
        let doors = doors_of(&steps);
        assert_eq!(doors.len(), 40);
        assert!(doors.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_same_seed_draws_the_same_day() {
        assert_eq!(draw(3, 40), draw(3, 40));
        assert_ne!(draw(3, 40), draw(4, 40));
    }

    #[test]
    fn about_half_the_doors_stay_shut() {
        let steps = draw(3, 4_000);
        let shut = steps.iter().map(|step| match step {
            Step::Absent(doors) => doors.len(),
            _ => 0,
        });
        let shut: usize = shut.sum();
        assert!((1_960..2_200).contains(&shut), "{shut}");
    }
}
