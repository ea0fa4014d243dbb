//! The catalogue of services: real ones, in words that a neighbor can read out at a door.
//!
//! Texts name no amount, no ceiling and no date of a single year: those change, and an adviser at
//! the place named under [`Service::where_`] knows them. A phone number is given only where it is
//! public, national and stable.

/// What a mission or a service is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    Housing,
    Energy,
    Water,
    Health,
    Education,
    Rights,
    Waste,
    Jobs,
    Digital,
}

impl Theme {
    /// Every theme, in the order a list shows them.
    pub const ALL: [Self; 9] = [
        Self::Housing,
        Self::Energy,
        Self::Water,
        Self::Health,
        Self::Education,
        Self::Rights,
        Self::Waste,
        Self::Jobs,
        Self::Digital,
    ];

    /// The stable code of this theme, as a record holds it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Housing => "housing",
            Self::Energy => "energy",
            Self::Water => "water",
            Self::Health => "health",
            Self::Education => "education",
            Self::Rights => "rights",
            Self::Waste => "waste",
            Self::Jobs => "jobs",
            Self::Digital => "digital",
        }
    }
}

/// One service that a neighbor can advise at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    pub code: &'static str,
    pub name: &'static str,
    pub theme: Theme,
    /// What it gives.
    pub what: &'static str,
    /// Who may have it.
    pub who: &'static str,
    /// Where and how to ask for it.
    pub where_: &'static str,
    /// Its hours or its season, where there are any that hold everywhere.
    pub when: Option<&'static str>,
    /// A public national number, written as it is read out.
    pub phone: Option<&'static str>,
    /// What to bring.
    pub papers: &'static str,
}

/// Fifteen services, at least one for each theme.
pub const SERVICES: &[Service] = &[
    Service {
        code: "aides-au-logement",
        name: "Aides au logement de la CAF (APL)",
        theme: Theme::Housing,
        what: "Une aide versée chaque mois pour payer une partie du loyer.",
        who: "Les locataires, selon leurs ressources, leur foyer et leur logement.",
        where_: "Sur caf.fr, à l’accueil de la CAF ou dans un espace France Services. \
                 Les personnes qui relèvent du régime agricole s’adressent à la MSA.",
        when: Some(
            "Dès l’entrée dans le logement : l’aide n’est pas versée pour les mois d’avant la demande.",
        ),
        phone: Some("3230"),
        papers: "Le bail, un RIB, une pièce d’identité ou un titre de séjour.",
    },
    Service {
        code: "fonds-solidarite-logement",
        name: "Fonds de solidarité pour le logement (FSL)",
        theme: Theme::Housing,
        what: "Une aide ou un prêt pour entrer dans un logement ou pour y rester : dépôt de garantie, \
               loyers en retard, factures d’énergie ou d’eau.",
        who: "Les ménages en difficulté, selon les règles de chaque département.",
        where_: "Auprès d’une assistante sociale du département ou du CCAS de la commune.",
        when: None,
        phone: None,
        papers: "Pièce d’identité, justificatifs de ressources, quittance de loyer, factures impayées.",
    },
    Service {
        code: "cheque-energie",
        name: "Chèque énergie",
        theme: Theme::Energy,
        what: "Un chèque annuel pour payer l’électricité, le gaz ou un autre chauffage. \
               Son attestation donne aussi des protections auprès du fournisseur.",
        who: "Les ménages aux revenus modestes qui ont fait leur déclaration de revenus.",
        where_: "Le plus souvent, il arrive tout seul par courrier. Sinon, le demander ou se renseigner \
                 sur chequeenergie.gouv.fr ou dans un espace France Services.",
        when: Some(
            "Une fois par an ; les dates d’envoi et de demande sont sur chequeenergie.gouv.fr.",
        ),
        phone: Some("0 805 204 805"),
        papers: "Le dernier avis d’impôt et une facture d’électricité ou de gaz.",
    },
    Service {
        code: "mediateur-energie",
        name: "Médiateur national de l’énergie",
        theme: Theme::Energy,
        what: "Une aide gratuite pour régler un litige avec un fournisseur d’énergie \
               ou un gestionnaire de réseau.",
        who: "Toute personne qui a écrit à son fournisseur et n’a pas eu de réponse satisfaisante \
              au bout de deux mois.",
        where_: "Sur energie-mediateur.fr, par courrier ou par téléphone.",
        when: None,
        phone: Some("0 800 112 212"),
        papers: "Les factures, une copie de la réclamation et les réponses reçues.",
    },
    Service {
        code: "france-renov",
        name: "Espace conseil France Rénov’",
        theme: Theme::Energy,
        what: "Des conseils gratuits et indépendants pour mieux chauffer ou isoler un logement \
               et connaître les aides aux travaux.",
        who: "Tout le monde : propriétaires, copropriétaires et locataires.",
        where_: "Par téléphone ou dans l’espace conseil le plus proche, à trouver \
                 sur france-renov.gouv.fr.",
        when: None,
        phone: Some("0 808 800 700"),
        papers: "Une facture d’énergie et, si possible, le diagnostic du logement (DPE).",
    },
    Service {
        code: "facture-eau",
        name: "Aides et délais pour la facture d’eau",
        theme: Theme::Water,
        what: "Payer une facture en plusieurs fois et, selon la commune, un tarif réduit \
               ou une aide. L’eau d’une résidence principale ne peut pas être coupée \
               pour une facture impayée.",
        who: "Toute personne qui a du mal à payer son eau ; le tarif réduit dépend de la commune.",
        where_: "Auprès du service client indiqué sur la facture, ou du CCAS. \
                 Si l’eau est dans les charges, auprès du bailleur.",
        when: None,
        phone: None,
        papers: "La dernière facture d’eau ou l’avis d’échéance, et un justificatif de ressources.",
    },
    Service {
        code: "complementaire-sante-solidaire",
        name: "Complémentaire santé solidaire",
        theme: Theme::Health,
        what: "Une complémentaire gratuite ou à petit prix : pas d’argent à avancer chez le médecin, \
               à la pharmacie et à l’hôpital.",
        who: "Les personnes couvertes par l’Assurance maladie, selon les ressources du foyer.",
        where_: "Sur ameli.fr, à l’accueil de l’Assurance maladie (CPAM) \
                 ou dans un espace France Services.",
        when: Some("Toute l’année ; elle se renouvelle chaque année."),
        phone: Some("3646"),
        papers: "La carte Vitale ou l’attestation de droits, l’avis d’impôt, \
                 les justificatifs de ressources du foyer.",
    },
    Service {
        code: "mon-bilan-prevention",
        name: "Mon bilan prévention",
        theme: Theme::Health,
        what: "Un rendez-vous pour faire le point sur sa santé avec un professionnel, \
               entièrement pris en charge, sans avance de frais.",
        who: "Les assurés, à quatre âges : 18 à 25 ans, 45 à 50 ans, 60 à 65 ans, 70 à 75 ans.",
        where_: "Chez un médecin, un infirmier, un pharmacien ou une sage-femme qui le propose.",
        when: Some("Une fois à chacun de ces âges, même sans avoir reçu d’invitation."),
        phone: None,
        papers: "La carte Vitale et, si possible, le carnet de vaccination.",
    },
    Service {
        code: "pmi",
        name: "Protection maternelle et infantile (PMI)",
        theme: Theme::Health,
        what: "Un suivi gratuit de la grossesse et des petits enfants : consultations, pesées, \
               vaccins, conseils aux parents.",
        who: "Les femmes enceintes et les enfants de moins de 6 ans, avec leurs parents.",
        where_: "Au centre de PMI du quartier, qui dépend du département.",
        when: Some("Sur rendez-vous, avec des permanences ouvertes selon le centre."),
        phone: None,
        papers: "Le carnet de santé de l’enfant ou le carnet de maternité ; \
                 la carte Vitale si on en a une.",
    },
    Service {
        code: "bourse-college-lycee",
        name: "Bourse de collège et de lycée",
        theme: Theme::Education,
        what: "Une aide versée chaque trimestre pour les frais de scolarité d’un collégien \
               ou d’un lycéen.",
        who: "Les familles, selon leurs revenus et le nombre d’enfants à charge.",
        where_: "En ligne avec le compte EduConnect, ou sur papier au secrétariat \
                 de l’établissement.",
        when: Some("À la rentrée, de septembre à octobre ; l’établissement donne la date limite."),
        phone: None,
        papers: "Le dernier avis d’impôt et un RIB.",
    },
    Service {
        code: "france-services",
        name: "France Services",
        theme: Theme::Rights,
        what: "Un accueil près de chez soi, où un agent aide gratuitement à faire ses démarches : \
               CAF, Assurance maladie, retraite, impôts, emploi, papiers d’identité.",
        who: "Tout le monde, avec ou sans rendez-vous.",
        where_: "Dans l’espace ou le bus le plus proche, à trouver sur france-services.gouv.fr.",
        when: Some("Plusieurs jours par semaine, selon le lieu."),
        phone: None,
        papers: "Une pièce d’identité et les courriers de la démarche, \
                 avec ses identifiants si on en a.",
    },
    Service {
        code: "point-justice",
        name: "Point-justice",
        theme: Theme::Rights,
        what: "Une information gratuite et confidentielle sur ses droits : logement, famille, \
               travail, dettes, conflits de voisinage.",
        who: "Tout le monde, sans condition.",
        where_: "Au point-justice le plus proche ; le 3039 donne l’adresse.",
        when: Some("Sur rendez-vous ou en permanence, selon le lieu."),
        phone: Some("3039"),
        papers: "Les papiers de l’affaire : courriers, bail, contrat, convocation.",
    },
    Service {
        code: "collecte-encombrants",
        name: "Collecte des encombrants et déchèterie",
        theme: Theme::Waste,
        what: "L’enlèvement des vieux meubles et gros objets, ou un lieu où les déposer. \
               Un magasin reprend aussi l’ancien appareil quand on en achète un neuf.",
        who: "Les habitants de la commune.",
        where_: "Auprès de la mairie ou de l’intercommunalité ; dans une résidence, \
                 d’abord auprès du gardien.",
        when: Some("À jour fixe ou sur rendez-vous, selon la commune."),
        phone: None,
        papers: "Pour la déchèterie, une pièce d’identité et un justificatif de domicile.",
    },
    Service {
        code: "mission-locale",
        name: "Mission locale",
        theme: Theme::Jobs,
        what: "Un conseiller qui accompagne vers un emploi ou une formation, et aussi \
               pour le logement, la santé et les transports.",
        who: "Les jeunes de 16 à 25 ans sortis de l’école.",
        where_: "À la mission locale du secteur ; il suffit de s’y présenter ou d’appeler.",
        when: None,
        phone: None,
        papers: "Une pièce d’identité ou un titre de séjour, la carte Vitale \
                 et un CV si on en a un.",
    },
    Service {
        code: "conseiller-numerique",
        name: "Conseiller numérique",
        theme: Theme::Digital,
        what: "Un apprentissage gratuit, seul ou en atelier : téléphone, messagerie, \
               démarches en ligne, suivi scolaire des enfants.",
        who: "Tout le monde, même sans ordinateur.",
        where_: "En mairie, médiathèque, centre social ou espace France Services.",
        when: Some("Sur rendez-vous ou en atelier, selon le lieu."),
        phone: None,
        papers: "Son téléphone et, pour une démarche, les courriers reçus.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_service_for_each_theme() {
        assert_eq!(SERVICES.len(), 15);
        for theme in Theme::ALL {
            assert!(SERVICES.iter().any(|service| service.theme == theme));
        }
    }

    #[test]
    fn phones_are_short_numbers_or_free_numbers_grouped_as_they_are_read() {
        for phone in SERVICES.iter().filter_map(|service| service.phone) {
            let groups: Vec<usize> = phone.split(' ').map(str::len).collect();
            assert!(phone.bytes().all(|b| b.is_ascii_digit() || b == b' '), "{phone}");
            match groups.as_slice() {
                [4] => assert!(phone.starts_with('3'), "{phone}"),
                [1, 3, 3, 3] => assert!(phone.starts_with("0 80"), "{phone}"),
                _ => panic!("{phone} is written in an unknown way"),
            }
        }
    }

    #[test]
    fn texts_name_no_amount_and_no_year() {
        for service in SERVICES {
            for text in [service.what, service.who, service.where_, service.papers] {
                assert!(!text.contains('€'), "{}", service.code);
                assert!(!text.contains("20"), "{}", service.code);
            }
        }
    }
}
