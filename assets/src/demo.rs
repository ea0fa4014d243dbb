//! A small world to show Palier with: one neighborhood, its doors, three missions, four neighbors.
//!
//! The place, the partners and the people are invented; the [`SERVICES`] are real ones, since a
//! demonstration that gives wrong advice teaches it. What a neighbor reads is French. The tables
//! refer to each other by code, by key or by index, and the tests below hold these references
//! together. Nothing here draws chance or asks the time: missions count days from the day the
//! demonstration is made, and [`note`] is handed its choices.

mod missions;
mod places;
mod services;
mod words;

pub use missions::{
    ADMIN, Assignment, MISSIONS, Mission, NEIGHBORS, Neighbor, PARTNERS, Partner, READER,
    SUPERVISOR,
};
pub use places::{BUILDINGS, Building, TERRITORY, Territory, door_count};
pub use services::{SERVICES, Service, Theme};
pub use words::{FIRST_LANGUAGES, FirstLanguage, NEEDS, NOTES, Need, Note, note};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Debug;

    use super::*;

    #[test]
    fn codes_and_keys_are_unique_and_plain() {
        codes("themes", Theme::ALL.map(Theme::code));
        codes("partners", PARTNERS.iter().map(|partner| partner.code));
        codes("services", SERVICES.iter().map(|service| service.code));
        codes("needs", NEEDS.iter().map(|need| need.code));
        codes("buildings", BUILDINGS.iter().map(|building| building.key));
        codes("missions", MISSIONS.iter().map(|mission| mission.key));
        codes("neighbors", NEIGHBORS.iter().map(|neighbor| neighbor.key));
    }

    #[test]
    fn missions_refer_to_what_exists() {
        let services = codes("services", SERVICES.iter().map(|service| service.code));
        let partners = codes("partners", PARTNERS.iter().map(|partner| partner.code));
        for mission in MISSIONS {
            assert!(partners.contains(mission.partner), "{}", mission.key);
            assert!((3..=6).contains(&mission.services.len()), "{}", mission.key);
            for service in mission.services {
                assert!(services.contains(service), "{service}");
            }
            assert_eq!(distinct(mission.services), mission.services.len());
            assert_eq!(distinct(mission.buildings), mission.buildings.len());
            assert!(mission.buildings.iter().all(|at| *at < BUILDINGS.len()));
            assert!(mission.starts_in_days < mission.ends_in_days);
        }
        assert_eq!(distinct(MISSIONS.iter().map(|m| m.theme.code())), MISSIONS.len());
    }

    #[test]
    fn every_building_of_a_mission_has_a_neighbor_and_nobody_works_outside_it() {
        for mission in MISSIONS {
            let assigned: BTreeSet<usize> = NEIGHBORS
                .iter()
                .flat_map(|neighbor| neighbor.assignments)
                .filter(|assignment| assignment.mission == mission.key)
                .flat_map(|assignment| assignment.buildings.iter().copied())
                .collect();
            let planned: BTreeSet<usize> = mission.buildings.iter().copied().collect();
            assert_eq!(assigned, planned, "{}", mission.key);
        }
        for assignment in NEIGHBORS.iter().flat_map(|neighbor| neighbor.assignments) {
            assert!(MISSIONS.iter().any(|m| m.key == assignment.mission));
            assert_eq!(distinct(assignment.buildings), assignment.buildings.len());
        }
    }

    #[test]
    fn no_text_is_empty_or_unfit_for_a_database() {
        let mut texts = Vec::new();
        texts.extend([TERRITORY.name, TERRITORY.commune, TERRITORY.commune_code]);
        for partner in PARTNERS {
            texts.extend([partner.name, partner.kind]);
        }
        for service in SERVICES {
            texts.extend([service.name, service.what, service.who, service.where_]);
            texts.push(service.papers);
            texts.extend(service.when);
            texts.extend(service.phone);
        }
        for building in BUILDINGS {
            texts.push(building.street);
            texts.extend(building.suffix);
            texts.extend(building.stairwells);
        }
        for mission in MISSIONS {
            texts.extend([mission.title, mission.message]);
        }
        for neighbor in NEIGHBORS {
            texts.push(neighbor.first_name);
            assert!(neighbor.initial.is_uppercase());
        }
        texts.extend(NEEDS.iter().map(|need| need.label));
        texts.extend(NOTES.iter().map(|note| note.text));
        for text in texts {
            assert!(!text.is_empty());
            assert_eq!(text, text.trim());
            assert!(!text.chars().any(char::is_control), "{text:?}");
            assert!(!text.contains("  "), "{text:?}");
        }
    }

    #[test]
    fn languages_are_codes_of_iso_639() {
        let first = FIRST_LANGUAGES.iter().map(|language| language.code);
        let spoken = NEIGHBORS.iter().flat_map(|neighbor| neighbor.languages);
        assert!(spoken.clone().all(|code| code.len() == 2));
        for code in first.clone().chain(spoken.copied()) {
            assert!((2..=3).contains(&code.len()), "{code}");
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase()), "{code}");
        }
        assert_eq!(distinct(first), FIRST_LANGUAGES.len());
        assert!(FIRST_LANGUAGES.iter().all(|language| language.weight > 0));
    }

    /// The codes of one table, once it is sure that they are distinct and in kebab case.
    fn codes(table: &str, found: impl IntoIterator<Item = &'static str>) -> BTreeSet<&'static str> {
        let mut seen = BTreeSet::new();
        for code in found {
            let plain =
                code.split('-').all(|word| !word.is_empty() && word.bytes().all(plain_byte));
            assert!(plain && code.len() <= 40, "{table}: {code:?} is not in kebab case");
            assert!(seen.insert(code), "{table}: {code:?} stands twice");
        }
        assert!(!seen.is_empty(), "{table} is empty");
        seen
    }

    fn plain_byte(byte: u8) -> bool {
        byte.is_ascii_lowercase() || byte.is_ascii_digit()
    }

    fn distinct<T: Ord + Debug>(items: impl IntoIterator<Item = T>) -> usize {
        items.into_iter().collect::<BTreeSet<_>>().len()
    }
}
