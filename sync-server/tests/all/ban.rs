//! Makes rows of the national address base, as many as one likes, always the same ones.
//!
//! The streets are invented. A few rows in a thousand have the faults that real extracts have, so
//! that a long file also has a long report.

/// The header of an extract.
pub(crate) const HEADER: &str = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;\
    nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;\
    nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;\
    cad_parcelles";

const KINDS: [&str; 5] = ["Rue", "Avenue", "Allée", "Impasse", "Place"];
const NAMES: [&str; 8] = [
    "des Aunes",
    "de l’Écluse",
    "du Maréchal-ferrant",
    "des Œillets",
    "de la Forêt",
    "d'Été",
    "du 8 Mai",
    "Zoé",
];
/// Numbers in each street.
const NUMBERS: u64 = 60;
/// Streets in each commune.
const STREETS: u64 = 200;

/// The row of that index.
pub(crate) fn row(index: u64) -> String {
    let (street, number) = (index / NUMBERS, index % NUMBERS + 1);
    let commune = 100 + street / STREETS % 900;
    let code = format!("67{commune:03}");
    let kind = pick(&KINDS, street);
    let name = format!("{kind} {} {}", pick(&NAMES, street / 5), street % STREETS);
    let suffix = if index.is_multiple_of(17) { "bis" } else { "" };
    let tail = if suffix.is_empty() { String::new() } else { format!("_{suffix}") };
    let id = format!("{code}_{street:04x}_{number:05}{tail}", street = street % STREETS);
    let (number, name, id) = match index % 1_000 {
        // A spreadsheet was here.
        13 => (format!("{number},0000000000"), name, id),
        // Nobody named the street.
        500 => (number.to_string(), String::new(), id),
        // The row before, once more.
        901 => return row(index - 1),
        _ => (number.to_string(), name, id),
    };
    let lat = 48.0 + index as f64 * 1e-6;
    let lon = 7.0 + (index % 1_000) as f64 * 1e-5;
    format!(
        "{id};;{number};{suffix};{name};67000;{code};Commune {commune};;;;;{lon:.6};{lat:.6};\
         entrée;;;COMMUNE {commune};{upper};commune;commune;1;",
        upper = name.to_uppercase()
    )
}

fn pick(words: &[&'static str], index: u64) -> &'static str {
    let index = usize::try_from(index).unwrap_or(0) % words.len();
    words.get(index).copied().unwrap_or("")
}
