//! Rows as they are published, sound and faulty.

use super::*;

const HEADER: &str = "cle_interop;uid_adresse;voie_nom;numero;suffixe;commune_nom;position;\
                      x;y;long;lat;source;date_der_maj";
const SOUND: &str = "35987_0a10_00012;;Rue des Aunes;12;;Brévigny;entrée;\
                     1;2;-1.5276685;48.1401805;Ville;2013-01-26";
const WITH_IDS: &str = "id_ban_commune;id_ban_toponyme;id_ban_adresse;cle_interop;commune_insee;\
                        commune_nom;commune_deleguee_insee;commune_deleguee_nom;voie_nom;\
                        lieudit_complement_nom;numero;suffixe;position;x;y;long;lat;\
                        cad_parcelles;source;date_der_maj;certification_commune";
const BAN: &str = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;\
                   code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;\
                   alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;\
                   certification_commune;cad_parcelles";

#[test]
fn a_sound_row_becomes_an_address() {
    let reading = read(SOUND).unwrap();
    assert_eq!(
        reading.address,
        Address {
            key: "35987_0a10_00012".to_owned(),
            street: "Rue des Aunes".to_owned(),
            number: 12,
            suffix: None,
            commune: "Brévigny".to_owned(),
            commune_code: "35987".to_owned(),
            lat_e6: Some(48_140_181),
            lon_e6: Some(-1_527_669),
            position: Some("entrée".to_owned()),
            updated: NaiveDate::from_ymd_opt(2013, 1, 26),
        }
    );
    assert_eq!(reading.mends, []);
    assert_eq!(reading.address.to_string(), "12 Rue des Aunes, Brévigny (35987)");
}

#[test]
fn columns_may_stand_in_any_order_and_case_behind_a_byte_order_mark() {
    let header = ["\u{feff}NUMERO", "Commune_Nom", "autre", "voie_nom ", "cle_interop"];
    let columns = AddressColumns::from_header(&header).unwrap();
    let row = ["7", " Brévigny ", "?", "Rue", "2a004_B123_7"];
    let address = columns.read(&row, &CommuneCodes::default()).unwrap().address;
    assert_eq!(address.key, "2a004_b123_00007");
    assert_eq!(address.commune_code, "2A004");
    assert_eq!(address.commune, "Brévigny");
    assert_eq!((address.lat_e6, address.updated), (None, None));
}

#[test]
fn each_format_is_known_by_its_header() {
    for (header, format) in
        [(HEADER, Format::Bal), (WITH_IDS, Format::BalWithIds), (BAN, Format::Ban)]
    {
        assert_eq!(columns(header).format(), format);
    }
}

#[test]
fn a_row_of_a_later_municipal_file_is_read() {
    let row = "c;t;a;67482_xxxx_00007_ter;67482;Strasbourg;;;Rue de l'Écluse;;7;ter;entrée;\
               1049409.0;6838286.4;;;;Ville;2024-02-01;1";
    let address = read_as(WITH_IDS, row).unwrap().address;
    assert_eq!(address.key, "67482_xxxx-rue-de-l-écluse_00007_ter");
    assert_eq!((address.lat_e6, address.lon_e6), (Some(48_550_450), Some(7_737_072)));
}

#[test]
fn a_row_of_the_national_base_is_read() {
    let row = "67482_a1b2c3_00012_bis;;12;bis;Rue des Aunes;67000;67482;Strasbourg;;;\
               1049409.0;6838286.4;7.737072;48.55045;entrée;;;STRASBOURG;RUE DES AUNES;commune;\
               commune;1;";
    let Reading { address, mends } = read_as(BAN, row).unwrap();
    assert_eq!(address.key, "67482_a1b2c3_00012_bis");
    assert_eq!(address.to_string(), "12 bis Rue des Aunes, Strasbourg (67482)");
    assert_eq!((mends, address.updated), (vec![], None));
}

#[test]
fn a_header_names_every_column_it_lacks() {
    let error = AddressColumns::from_header(&["voie_nom", "lat", "numero"]).unwrap_err();
    assert_eq!(error.to_string(), "the header lacks cle_interop, commune_nom");
    let error = AddressColumns::from_header(&["id", "nom_voie", "numero"]).unwrap_err();
    assert_eq!(error.missing, ["nom_commune"]);
}

#[test]
fn each_fault_is_told_apart() {
    for (sound, broken, code) in [
        ("Rue des Aunes", "", "street-empty"),
        ("Brévigny", "  ", "commune-empty"),
        ("Rue des Aunes", "Rue\0", "name-unfit"),
        ("Brévigny", "Br\u{fffd}vigny", "name-unfit"),
        (";12;", ";;", "number-missing"),
        (";12;", ";163,5;", "number-invalid"),
        (";12;", ";12,;", "number-invalid"),
        (";12;", ";-12;", "number-invalid"),
        (";12;", ";10000;", "number-invalid"),
        (";12;", ";99999999999;", "number-invalid"),
        (";12;", ";bis;", "number-invalid"),
        (";12;", ";12-14;", "number-invalid"),
        (";12;", ";99999;", "street-without-numbers"),
        ("35987_0a10_00012", "", "key-malformed"),
        ("_0a10_", "_0a10", "key-malformed"),
        ("_0a10_", "_X0a10_", "key-malformed"),
        ("_0a10_", "_0é1_", "key-malformed"),
        ("_00012", "_+12", "key-malformed"),
        ("_00012", "_", "key-malformed"),
        ("_00012", "_12_", "key-malformed"),
        ("_00012", "_12_bis_a", "key-malformed"),
        ("_00012", "_12_abcdefghij", "key-malformed"),
        ("_00012", "_00013", "key-number-differs"),
        ("35987_", "00000_", "commune-code-invalid"),
        ("35987_", "A7482_", "commune-code-invalid"),
        ("35987_", "67000_", "commune-code-invalid"),
        ("35987_", "20987_", "commune-code-invalid"),
        ("35987_", "2C987_", "commune-code-invalid"),
        ("35987_", "9874_", "commune-code-invalid"),
        ("35987_", "é598_", "commune-code-invalid"),
        ("_00012", "_00012_3djsoi5", "suffix-invalid"),
        (";12;;", ";12;batiment;", "suffix-invalid"),
        (";12;;", ";12;2;", "suffix-invalid"),
    ] {
        assert!(SOUND.contains(sound), "{sound:?} is not in the sound row");
        let row = SOUND.replacen(sound, broken, 1);
        let fault = read(&row).expect_err(&row);
        assert_eq!(fault.code(), code, "{row}");
        assert!(!fault.to_string().is_empty());
    }
}

#[test]
fn each_mend_is_told_apart_and_leaves_a_sound_address() {
    let place = (Some(48_140_181), Some(-1_527_669));
    let lambert = (Some(48_387_066), Some(-4_351_581));
    for (sound, broken, code, expected) in [
        (";12;", ";12,0000000000;", "number-form", place),
        (";12;", ";12.0;", "number-form", place),
        (";12;", ";12 BIS;", "number-with-suffix", place),
        ("_00012", "_00012_b", "suffix-from-key", place),
        ("-1.5276685;48.1401805", "-1,5276685;48,1401805", "position-comma", place),
        ("1;2;-1.5276685", "156513.07;6834959.14;77", "position-from-lambert", lambert),
        ("1;2;-1.5276685", "156513,07;6834959,14;NaN", "position-from-lambert", lambert),
        ("48.1401805", "90.1", "position-dropped", (None, None)),
        ("48.1401805", "NaN", "position-dropped", (None, None)),
        ("48.1401805", "", "position-dropped", (None, None)),
        ("-1.5276685;48.1401805", "48.1401805;-1.5276685", "position-dropped", (None, None)),
        ("-1.5276685;48.1401805", ";", "position-dropped", (None, None)),
        ("entrée", "ddfdf", "position-kind", place),
        ("2013-01-26", "2013.01.26", "date-form", place),
        ("2013-01-26", "26/01/2013", "date-form", place),
        ("2013-01-26", "2013-02-30", "date-dropped", place),
        ("2013-01-26", "26/01/13", "date-dropped", place),
        ("2013-01-26", "hier", "date-dropped", place),
    ] {
        assert!(SOUND.contains(sound), "{sound:?} is not in the sound row");
        let row = SOUND.replacen(sound, broken, 1);
        let Reading { address, mends } = read(&row).expect(&row);
        let codes: Vec<_> = mends.iter().map(Mend::code).collect();
        assert_eq!(codes, [code], "{row}");
        assert!(!mends[0].to_string().is_empty());
        assert_eq!((address.lat_e6, address.lon_e6), expected, "{row}");
        assert_eq!(address.number, 12);
    }
}

#[test]
fn a_wrong_commune_code_is_mended_by_its_column_or_by_the_other_rows() {
    let row = SOUND.replacen("35987_", "A5987_", 1);
    let mut communes = CommuneCodes::default();
    communes.note("Brévigny", "35987");
    assert!(columns(HEADER).read(&split(&row), &communes).is_err(), "one row is not enough");
    communes.note("BRÉVIGNY", "35987");
    let by_rows = columns(HEADER).read(&split(&row), &communes).unwrap();
    let by_column = read_as(&format!("{HEADER};commune_insee"), &format!("{row};35987")).unwrap();
    for Reading { address, mends } in [by_rows, by_column] {
        assert_eq!(address.key, "35987_0a10_00012");
        let mend = Mend::CommuneCode { written: "A5987".to_owned(), read: "35987".to_owned() };
        assert_eq!(mends, [mend]);
    }
    // A wrong column beside a sound key is told too.
    let row = format!("{SOUND};67000");
    let Reading { address, mends } = read_as(&format!("{HEADER};commune_insee"), &row).unwrap();
    assert_eq!((address.commune_code.as_str(), mends.len()), ("35987", 1));
}

#[test]
fn a_district_of_a_city_keeps_its_key() {
    let row = format!("{};75056", SOUND.replacen("35987_", "75107_", 1));
    let Reading { address, mends } = read_as(&format!("{HEADER};commune_insee"), &row).unwrap();
    assert_eq!(
        (address.key.as_str(), address.commune_code.as_str()),
        ("75107_0a10_00012", "75056")
    );
    assert_eq!(mends, []);
}

#[test]
fn without_a_key_the_rest_names_the_address() {
    for key in ["", "35987-0a10-12", "35987_0a10"] {
        let row = format!("{};35987", SOUND.replacen("35987_0a10_00012", key, 1));
        let Reading { address, mends } = read_as(&format!("{HEADER};commune_insee"), &row).unwrap();
        assert_eq!(address.key, "35987_xxxx-rue-des-aunes_00012");
        assert_eq!(mends, [Mend::KeyBuilt(key.to_owned())]);
    }
}

#[test]
fn a_hamlet_stands_in_for_a_street() {
    let row = format!("{};Le Moulin", SOUND.replacen("Rue des Aunes", "", 1));
    let header = format!("{HEADER};lieudit_complement_nom");
    let Reading { address, mends } = read_as(&header, &row).unwrap();
    assert_eq!(address.street, "Le Moulin");
    assert_eq!(mends, [Mend::StreetFromPlace("Le Moulin".to_owned())]);
}

#[test]
fn the_projection_of_the_mainland_is_not_used_overseas() {
    let row = SOUND.replacen("35987_", "97411_", 1);
    let row = row.replacen("1;2;-1.5276685;48.1401805", "338000;7680000;55.45;-20.88", 1);
    assert_eq!(read(&row).unwrap().address.lat_e6, Some(-20_880_000));
    let row = row.replacen("55.45;-20.88", ";", 1);
    assert_eq!(read(&row).unwrap().address.lat_e6, None);
}

#[test]
fn two_spellings_of_one_address_have_one_key() {
    for (sound, other) in [("_00012", "_12_BIS"), (";12;;", ";0012;Bis;"), (";12;", ";12bis;")] {
        let address = read(&SOUND.replacen(sound, other, 1)).unwrap().address;
        assert_eq!(address.key, "35987_0a10_00012_bis");
        assert_eq!(address.suffix.as_deref(), Some("bis"));
    }
    let row = SOUND.replacen("_00012;;", "_12_b;;", 1);
    let address = read(&row.replacen(";12;;", ";12;quater;", 1)).unwrap().address;
    assert_eq!(address.key, "35987_0a10_00012_quater");
}

#[test]
fn what_a_building_can_do_without_may_be_absent() {
    let Reading { address, mends } = read("35987_0a10_0;;Rue;0;;Brévigny").unwrap();
    assert_eq!((address.number, address.lat_e6, address.updated), (0, None, None));
    assert_eq!(mends, []);
}

fn columns(header: &str) -> AddressColumns {
    AddressColumns::from_header(&split(header)).unwrap()
}

fn split(row: &str) -> Vec<&str> {
    row.split(';').collect()
}

fn read(row: &str) -> Result<Reading, AddressFault> {
    read_as(HEADER, row)
}

fn read_as(header: &str, row: &str) -> Result<Reading, AddressFault> {
    columns(header).read(&split(row), &CommuneCodes::default())
}
