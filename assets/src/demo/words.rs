//! What is heard at the doors: needs, short notes, and the languages people speak first.
//!
//! A note says what a person asked for or what does not work, in neutral words: no name, no
//! judgement, nothing on anybody's health, origin or belief. [`NOTES`] are whole notes, one need
//! each; [`note`] composes thousands of others from a small vocabulary.

/// A theme under which a need is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    pub code: &'static str,
    pub label: &'static str,
}

/// A whole note, as a neighbor would write it on the landing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The [`Need::code`] it is about.
    pub need: &'static str,
    pub text: &'static str,
}

/// A language that somebody behind a door speaks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstLanguage {
    /// The ISO 639 code: two letters where the language has them, else three.
    pub code: &'static str,
    /// How many doors speak it, out of the sum of all weights.
    pub weight: u32,
}

/// Composes a note of one to three sentences. `choice(n)` picks one of `n` options by a number
/// below `n`; it is the only chance there is, so the same choices give the same note.
pub fn note(mut choice: impl FnMut(usize) -> usize) -> String {
    let mut sentences = Vec::with_capacity(3);
    // One option more than there are openings or follow-ups: the note that has none.
    if let Some(opening) = OPENINGS.get(choice(OPENINGS.len() + 1)) {
        sentences.push((*opening).to_owned());
    }
    let (subject, details) = pick(SUBJECTS, &mut choice);
    sentences.push(format!("{subject} {}.", pick(details, &mut choice)));
    if let Some(follow_up) = FOLLOW_UPS.get(choice(FOLLOW_UPS.len() + 1)) {
        sentences.push((*follow_up).to_owned());
    }
    sentences.join(" ")
}

/// The item that `choice` picks from `items`, which is never empty here.
fn pick<'a, T>(items: &'a [T], choice: &mut impl FnMut(usize) -> usize) -> &'a T {
    #[expect(
        clippy::indexing_slicing,
        reason = "the remainder stays below the length, whatever the caller chose"
    )]
    &items[choice(items.len()) % items.len()]
}

/// The themes of needs, in the order a list shows them.
pub const NEEDS: &[Need] = &[
    need("chauffage", "Chauffage"),
    need("humidite", "Humidité"),
    need("ascenseur", "Ascenseur"),
    need("charges", "Charges et loyer"),
    need("eau", "Eau et fuites"),
    need("demarches-en-ligne", "Démarches en ligne"),
    need("bruit", "Bruit"),
    need("proprete", "Propreté"),
    need("dechets", "Déchets et encombrants"),
    need("nuisibles", "Nuisibles"),
    need("sante", "Santé"),
    need("emploi", "Emploi et formation"),
    need("ecole", "École et enfants"),
    need("securite", "Sécurité"),
    need("isolement", "Isolement"),
    need("mutation", "Changement de logement"),
];

/// Whole notes, several for each of the [`NEEDS`].
pub const NOTES: &[Note] = &[
    says("chauffage", "Radiateur de la chambre froid depuis novembre, deux appels sans suite."),
    says("chauffage", "Chauffage collectif trop fort, fenêtres ouvertes en plein hiver."),
    says("chauffage", "Utilise un chauffage d’appoint dans le salon, inquiétude pour la facture."),
    says("chauffage", "A reçu le chèque énergie mais ne sait pas comment l’utiliser."),
    says("chauffage", "Radiateurs purgés la semaine dernière, tout fonctionne."),
    says("chauffage", "Courant d’air par la fenêtre de la cuisine, joint à refaire."),
    says("humidite", "Traces noires dans la salle de bains, la ventilation ne tire plus."),
    says(
        "humidite",
        "Papier peint qui se décolle côté nord. Photos envoyées au bailleur, pas de réponse.",
    ),
    says("humidite", "Buée tous les matins dans les chambres, demande des conseils pour aérer."),
    says(
        "humidite",
        "Bouche d’aération bouchée avant son arrivée, je lui ai expliqué à quoi elle sert.",
    ),
    says("humidite", "Tache au plafond qui s’étend depuis les pluies, étage du dessus prévenu."),
    says("ascenseur", "Ascenseur en panne trois fois ce mois-ci, poussette portée au 4e."),
    says("ascenseur", "Ascenseur qui s’arrête un peu sous le palier, risque de chute."),
    says("ascenseur", "Demande que les dates de réparation soient affichées dans le hall."),
    says("ascenseur", "Ne sort presque plus quand l’ascenseur est arrêté."),
    says("ascenseur", "Content que l’ascenseur ait été réparé vite cette fois."),
    says("charges", "Ne comprend pas la régularisation de charges, souhaite une explication."),
    says("charges", "A demandé un paiement en trois fois, attend la réponse du bailleur."),
    says("charges", "Ne savait pas qu’une aide au logement se demande soi-même. Intéressé."),
    says("charges", "Loyer à jour, demande seulement le détail des charges d’eau chaude."),
    says("charges", "Avis d’échéance reçu deux fois, ne sait pas lequel payer."),
    says("eau", "Fuite sous l’évier signalée au gardien il y a deux semaines, sans retour."),
    says("eau", "Eau chaude qui met très longtemps à venir le matin."),
    says("eau", "Chasse d’eau qui coule, facture d’eau en hausse."),
    says("eau", "Robinet de la cuisine réparé par le bailleur, satisfaite."),
    says("eau", "Pression très faible dans la douche, voisins du dessus aussi."),
    says(
        "demarches-en-ligne",
        "Compte CAF bloqué, plus accès à l’adresse mail. Orientée vers France Services.",
    ),
    says("demarches-en-ligne", "Pas d’ordinateur, fait tout sur le téléphone de sa fille."),
    says("demarches-en-ligne", "Courrier des impôts qu’elle ne comprend pas, rendez-vous proposé."),
    says(
        "demarches-en-ligne",
        "Carte d’identité à renouveler, tout se fait en ligne, demande de l’aide.",
    ),
    says("demarches-en-ligne", "Se débrouille bien sur internet, prêt à aider un voisin."),
    says("bruit", "Bruit de tuyaux la nuit dans la colonne de la salle de bains."),
    says("bruit", "Travaux au-dessus le dimanche matin, souhaite un rappel du règlement."),
    says("bruit", "Porte du hall qui claque, le ferme-porte est cassé."),
    says("bruit", "Moteurs sous les fenêtres tard le soir, surtout en été."),
    says("proprete", "Hall lavé une fois par semaine, trouve que ce n’est pas assez."),
    says("proprete", "Escalier propre depuis le changement d’équipe, tient à le dire."),
    says("proprete", "Odeurs dans le local des boîtes aux lettres, cause inconnue."),
    says("proprete", "Vitres de la cage jamais nettoyées selon elle, demande un passage."),
    says("dechets", "Matelas laissés devant le local, ne sait pas qui appeler."),
    says("dechets", "Local à poubelles fermé à clé le soir, sacs posés dehors."),
    says("dechets", "Demande quels emballages vont dans le bac jaune. Flyer laissé."),
    says("dechets", "Ne connaissait pas la déchèterie, je lui ai donné l’adresse."),
    says("nuisibles", "Cafards dans la cuisine depuis l’été, un seul passage de l’entreprise."),
    says("nuisibles", "Souris vues dans le local à vélos, gardien prévenu."),
    says("nuisibles", "Traitement prévu mardi, demande s’il faut vider les placards."),
    says("nuisibles", "Pigeons sur le balcon, souhaite un filet."),
    says("sante", "Cherche un médecin traitant qui prend de nouveaux patients."),
    says("sante", "Ne savait pas que la consultation de PMI est gratuite. Flyer donné."),
    says("sante", "Attend sa carte Vitale depuis trois mois, ne sait pas qui relancer."),
    says("sante", "Intéressée par le bilan de prévention, ira demander à la pharmacie."),
    says("sante", "Dossier de complémentaire à renouveler avant la fin du mois."),
    says("emploi", "Cherche une formation d’aide à domicile, ne sait pas à qui s’adresser."),
    says("emploi", "Son fils de 19 ans cherche un stage. Mission locale conseillée."),
    says("emploi", "Horaires décalés, peut être vu seulement avant 10 h."),
    says("emploi", "Vient de trouver un emploi, demande ce qui change pour les aides."),
    says("ecole", "Ne sait pas comment suivre les notes sur internet, demande une démonstration."),
    says("ecole", "Inscription à la cantine refusée faute de papiers, revient avec le dossier."),
    says("ecole", "Cherche une aide aux devoirs pour le collège."),
    says("ecole", "N’a pas demandé la bourse, pensait ne pas y avoir droit."),
    says("securite", "Lumière du parking en panne depuis un mois."),
    says("securite", "Interphone hors service, tout le monde entre."),
    says("securite", "Boîte aux lettres forcée, courrier important perdu."),
    says("securite", "Demande un passage piéton devant l’école."),
    says("isolement", "Vit seule, aimerait connaître les activités du centre social."),
    says("isolement", "Arrivé il y a peu, ne connaît personne dans l’immeuble. Longue discussion."),
    says("isolement", "Sa voisine lui fait les courses, souhaite une visite de temps en temps."),
    says("isolement", "Contente d’avoir parlé, demande quand nous repassons."),
    says("mutation", "Quatre enfants dans un T3, demande de mutation faite il y a deux ans."),
    says("mutation", "Souhaite un logement plus grand, même dans un autre quartier."),
    says("mutation", "Ne sait pas si sa demande de logement est toujours active."),
    says("mutation", "Départ prévu en juin, demande comment rendre les clés."),
];

/// First languages, as a neighborhood of many origins speaks them.
pub const FIRST_LANGUAGES: &[FirstLanguage] = &[
    speaks("fr", 465),
    speaks("ar", 135),
    speaks("pt", 60),
    speaks("tr", 55),
    speaks("bm", 45),
    speaks("ff", 35),
    speaks("ta", 30),
    speaks("ro", 25),
    speaks("wo", 20),
    speaks("ln", 20),
    speaks("snk", 15),
    speaks("kab", 15),
    speaks("es", 15),
    speaks("en", 15),
    speaks("zh", 15),
    speaks("ur", 10),
    speaks("ht", 10),
    speaks("vi", 5),
    speaks("uk", 5),
    speaks("sq", 5),
];

/// How a note may begin.
const OPENINGS: &[&str] = &[
    "Échange rapide sur le palier.",
    "Bon accueil, longue discussion.",
    "Deuxième passage.",
    "Vu entre deux portes.",
    "Conversation avec l’aide d’une voisine qui traduit.",
    "Accueil chaleureux.",
    "Peu de temps aujourd’hui.",
    "Échange par l’interphone.",
];

/// What a note may be about, each with what may be said of it.
const SUBJECTS: &[(&str, &[&str])] = &[
    (
        "L’ascenseur",
        &[
            "est en panne depuis une semaine",
            "s’arrête souvent entre deux étages",
            "fait un bruit inquiétant au démarrage",
            "a été réparé, mais la lumière de la cabine ne marche plus",
        ],
    ),
    (
        "Le chauffage",
        &[
            "ne suffit pas dans les chambres",
            "s’est coupé deux fois en janvier",
            "chauffe trop la nuit et pas assez le matin",
            "marche bien depuis le passage du technicien",
        ],
    ),
    (
        "La ventilation de la salle de bains",
        &[
            "ne tire plus",
            "fait du bruit jour et nuit",
            "laisse passer les odeurs de cuisine",
            "n’a jamais été nettoyée d’après l’occupant",
        ],
    ),
    (
        "La facture d’électricité",
        &[
            "a augmenté sans explication",
            "est estimée, le compteur n’a pas été relevé",
            "arrive encore au nom de l’ancien locataire",
            "est difficile à lire, je l’ai expliquée ligne par ligne",
        ],
    ),
    (
        "La régularisation des charges",
        &[
            "n’est pas comprise",
            "sera payée en plusieurs fois, accord donné par téléphone",
            "semble plus élevée que chez les voisins",
            "a été contestée par courrier",
        ],
    ),
    (
        "Le robinet de la cuisine",
        &[
            "goutte malgré une réparation",
            "est bloqué sur l’eau froide",
            "fuit sous l’évier quand on l’ouvre",
            "a été changé, tout va bien",
        ],
    ),
    (
        "Le local à poubelles",
        &[
            "déborde le week-end",
            "est mal éclairé",
            "a une porte qui ne ferme plus",
            "est plus propre depuis le mois dernier",
        ],
    ),
    (
        "La porte du hall",
        &[
            "claque la nuit",
            "reste ouverte, le verrou est cassé",
            "est trop lourde avec une poussette",
            "ne s’ouvre plus avec le badge",
        ],
    ),
    (
        "Le dossier CAF",
        &[
            "est bloqué depuis un changement de situation",
            "demande un papier que la personne n’a pas",
            "est à refaire en ligne, sans ordinateur à la maison",
            "est complet, réponse attendue ce mois-ci",
        ],
    ),
    (
        "L’éclairage de l’escalier",
        &[
            "ne fonctionne plus au deuxième étage",
            "s’éteint trop vite",
            "clignote depuis plusieurs jours",
            "a été refait, retour positif",
        ],
    ),
    (
        "Le suivi de l’école en ligne",
        &[
            "reste inaccessible, code perdu",
            "se fait sur le téléphone d’un proche",
            "est nouveau pour la famille, qui veut apprendre",
            "marche bien, la personne peut aider ses voisins",
        ],
    ),
    (
        "La demande de logement",
        &[
            "doit être renouvelée le mois prochain",
            "date de plusieurs années, sans proposition",
            "a reçu une première réponse",
            "est en attente d’une pièce",
        ],
    ),
];

/// How a note may end.
const FOLLOW_UPS: &[&str] = &[
    "Le gardien est au courant.",
    "Signalé au bailleur, sans réponse pour l’instant.",
    "Souhaite être rappelé en fin de journée.",
    "Flyer laissé.",
    "Orientation vers France Services acceptée.",
    "Ne souhaite pas de suite.",
    "À revoir au prochain passage.",
    "Rendez-vous proposé, réponse à venir.",
    "Plusieurs voisins disent la même chose.",
    "Demande qu’on lui dise ce qui sera fait.",
    "Remerciements.",
];

const fn need(code: &'static str, label: &'static str) -> Need {
    Need { code, label }
}

const fn says(need: &'static str, text: &'static str) -> Note {
    Note { need, text }
}

const fn speaks(code: &'static str, weight: u32) -> FirstLanguage {
    FirstLanguage { code, weight }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn sixty_whole_notes_and_more_cover_every_need() {
        let texts: BTreeSet<&str> = NOTES.iter().map(|note| note.text).collect();
        assert_eq!(texts.len(), NOTES.len());
        assert!(texts.len() >= 60);
        for need in NEEDS {
            let about = NOTES.iter().filter(|note| note.need == need.code).count();
            assert!(about >= 4, "{} has {about} notes", need.code);
        }
        for note in NOTES {
            assert!(NEEDS.iter().any(|need| need.code == note.need));
        }
    }

    #[test]
    fn every_composed_note_is_distinct_and_well_formed() {
        let mut seen = BTreeSet::new();
        let mut digits: Vec<(usize, usize)> = Vec::new();
        loop {
            let mut at = 0;
            let text = note(|options| {
                if at == digits.len() {
                    digits.push((0, options));
                }
                let (chosen, _) = digits[at];
                at += 1;
                chosen
            });
            assert!(text.ends_with('.') && !text.contains("  "), "{text}");
            assert!(text.chars().count() <= 200, "{text}");
            assert!(seen.insert(text.clone()), "{text:?} is composed twice");
            // Count up, the last choice first, until every choice has been made.
            while let Some((chosen, options)) = digits.pop() {
                if chosen + 1 < options {
                    digits.push((chosen + 1, options));
                    break;
                }
            }
            if digits.is_empty() {
                break;
            }
        }
        assert!(seen.len() > 5_000, "{} notes", seen.len());
    }

    #[test]
    fn a_choice_beyond_the_options_still_gives_a_note() {
        assert!(!note(|_| usize::MAX).is_empty());
    }

    #[test]
    fn the_same_choices_give_the_same_note() {
        assert_eq!(
            note(|_| 0),
            "Échange rapide sur le palier. L’ascenseur est en panne depuis une semaine. \
             Le gardien est au courant."
        );
        assert_eq!(note(|options| options - 1), {
            "La demande de logement est en attente d’une pièce."
        });
    }

    #[test]
    fn french_is_the_first_language_of_fewer_than_half_the_doors() {
        let all: u32 = FIRST_LANGUAGES.iter().map(|language| language.weight).sum();
        assert_eq!(all, 1_000);
        assert!(FIRST_LANGUAGES.is_sorted_by(|one, next| one.weight >= next.weight));
    }
}
