//! Who orders missions, what each mission says at the door, and who carries it where.
//!
//! Days count from the day the demonstration is made, so that the missions are under way whenever
//! that is.

use super::Theme;

/// Who orders missions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partner {
    pub code: &'static str,
    pub name: &'static str,
    /// What sort of institution it is, in a word or two.
    pub kind: &'static str,
}

/// One mission: a message to carry to every door of some buildings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mission {
    pub key: &'static str,
    /// The [`Partner::code`] of who ordered it.
    pub partner: &'static str,
    pub title: &'static str,
    pub theme: Theme,
    /// What to say at the door.
    pub message: &'static str,
    /// Its first day; negative when it has begun.
    pub starts_in_days: i64,
    /// Its last day.
    pub ends_in_days: i64,
    /// The codes of the services to advise.
    pub services: &'static [&'static str],
    /// Where it goes, as places in [`BUILDINGS`](super::BUILDINGS).
    pub buildings: &'static [usize],
}

/// A neighbor who goes from door to door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbor {
    pub key: &'static str,
    pub first_name: &'static str,
    /// The first letter of the family name; the demonstration knows no more of it.
    pub initial: char,
    /// The languages spoken, by ISO 639-1 code, French first.
    pub languages: &'static [&'static str],
    pub assignments: &'static [Assignment],
}

/// The buildings that a neighbor has in one mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The [`Mission::key`].
    pub mission: &'static str,
    /// Some of that mission's buildings, as places in [`BUILDINGS`](super::BUILDINGS).
    pub buildings: &'static [usize],
}

/// A social landlord and a town's centre for social action.
pub const PARTNERS: &[Partner] = &[
    Partner { code: "orlesse-habitat", name: "Orlesse Habitat", kind: "bailleur social" },
    Partner {
        code: "ccas-brevigny",
        name: "CCAS de Brévigny-sur-Orlesse",
        kind: "action sociale communale",
    },
];

/// Three missions: one near its end, one in full swing, one that has just begun.
pub const MISSIONS: &[Mission] = &[
    Mission {
        key: "factures-energie",
        partner: "orlesse-habitat",
        title: "Bien se chauffer, comprendre ses factures",
        theme: Theme::Energy,
        message: "Bonjour, j’habite le quartier. Je viens de la part d’Orlesse Habitat. \
                  Chauffage, factures : des aides existent, parlons-en.",
        starts_in_days: -28,
        ends_in_days: 14,
        services: &[
            "cheque-energie",
            "mediateur-energie",
            "france-renov",
            "fonds-solidarite-logement",
            "facture-eau",
        ],
        buildings: &[0, 1, 2, 3, 4, 5, 6],
    },
    Mission {
        key: "sante-pres-de-chez-vous",
        partner: "ccas-brevigny",
        title: "La santé, près de chez vous",
        theme: Theme::Health,
        message: "Bonjour, j’habite le quartier. Je viens de la part du CCAS. \
                  Des soins gratuits existent près d’ici : je vous dis où aller.",
        starts_in_days: -14,
        ends_in_days: 28,
        services: &[
            "complementaire-sante-solidaire",
            "mon-bilan-prevention",
            "pmi",
            "france-services",
        ],
        buildings: &[4, 5, 6, 7, 8],
    },
    Mission {
        key: "demarches-en-ligne",
        partner: "ccas-brevigny",
        title: "Vos démarches en ligne, sans stress",
        theme: Theme::Digital,
        message: "Bonjour, j’habite le quartier. Je viens de la part du CCAS. \
                  Une démarche en ligne vous attend ? Près d’ici, on vous aide gratuitement.",
        starts_in_days: -3,
        ends_in_days: 42,
        services: &[
            "conseiller-numerique",
            "france-services",
            "aides-au-logement",
            "bourse-college-lycee",
            "point-justice",
            "mission-locale",
        ],
        buildings: &[7, 8, 9, 10, 11],
    },
];

/// Four neighbors; in each mission two or three of them share the buildings, and one building is
/// walked by two.
pub const NEIGHBORS: &[Neighbor] = &[
    Neighbor {
        key: "amina",
        first_name: "Amina",
        initial: 'B',
        languages: &["fr", "ar"],
        assignments: &[
            Assignment { mission: "factures-energie", buildings: &[0, 1, 2] },
            Assignment { mission: "sante-pres-de-chez-vous", buildings: &[7] },
        ],
    },
    Neighbor {
        key: "moussa",
        first_name: "Moussa",
        initial: 'K',
        languages: &["fr", "bm", "ff"],
        assignments: &[
            Assignment { mission: "factures-energie", buildings: &[3, 4, 5, 6] },
            Assignment { mission: "demarches-en-ligne", buildings: &[7, 9] },
        ],
    },
    Neighbor {
        key: "selvi",
        first_name: "Selvi",
        initial: 'R',
        languages: &["fr", "ta", "en"],
        assignments: &[
            Assignment { mission: "sante-pres-de-chez-vous", buildings: &[4, 5, 6, 7] },
            Assignment { mission: "demarches-en-ligne", buildings: &[10] },
        ],
    },
    Neighbor {
        key: "graca",
        first_name: "Graça",
        initial: 'F',
        languages: &["fr", "pt"],
        assignments: &[
            Assignment { mission: "sante-pres-de-chez-vous", buildings: &[8] },
            Assignment { mission: "demarches-en-ligne", buildings: &[8, 11] },
        ],
    },
];

/// Who looks after everything, at the desk.
pub const ADMIN: &str = "Claire D.";
/// Who reads what the neighbors wrote, at the desk.
pub const SUPERVISOR: &str = "Sonia M.";
/// Who reads for a partner, at the desk.
pub const READER: &str = "Hugo T.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_three_to_five_sentences() {
        for mission in MISSIONS {
            let sentences = mission.message.split(['.', '?']).count() - 1;
            assert!((3..=5).contains(&sentences), "{}", mission.key);
        }
    }

    #[test]
    fn every_mission_is_under_way_on_the_first_day() {
        for mission in MISSIONS {
            assert!(mission.starts_in_days <= 0 && mission.ends_in_days > 0);
        }
    }
}
