//! The words, folded: French first, then English, Portuguese, Turkish and Arabic.
//!
//! `stem*` takes any ending; a form without it takes plural and feminine. Words that mostly speak
//! of homes and papers (`noir`, `vol`, `titre de sejour`) are left out on purpose: a guard that
//! warns too often is not read.

use super::Topic;

/// The forms of one topic.
pub(super) fn of(topic: Topic) -> impl Iterator<Item = &'static str> + Clone {
    let lists: [&'static str; 5] = match topic {
        Topic::Health => HEALTH,
        Topic::Origin => ORIGIN,
        Topic::Religion => RELIGION,
        Topic::Politics => POLITICS,
        Topic::Offence => OFFENCE,
    };
    lists.into_iter().flat_map(|list| list.split(',')).map(str::trim)
}

/// Words for an origin that name a language, too.
pub(super) const LANGUAGES: &[&str] = &[
    "arabe",
    "arab",
    "arabic",
    "turc",
    "turque",
    "turkish",
    "turco",
    "kurde",
    "kurdish",
    "curdo",
    "portugais",
    "espagnol",
    "italien",
    "polonais",
    "russe",
    "ukrainien",
    "roumain",
    "bulgare",
    "chinois",
    "vietnamien",
    "tamoul",
    "berbere",
    "kabyle",
    "peul",
    "soninke",
    "bambara",
    "wolof",
    "chinese",
    "albanais",
    "serbe",
    "armenien",
    "georgien",
    "tchetchene",
];

/// After these a language is meant.
pub(super) const SPEAKING: &[&str] = &[
    "parle",
    "parlent",
    "parler",
    "parlait",
    "langue",
    "langues",
    "en",
    "interprete",
    "traduire",
    "traduction",
    "traducteur",
    "traductrice",
    "traduit",
    "speaks",
    "speak",
    "language",
    "fala",
    "falam",
    "falar",
    "lingua",
    "lit",
    "ecrit",
    "comprend",
];

const HEALTH: [&str; 5] = [
    "diabet*, malade, maladie, maladif, maladive, cancer, cancereux, cancereuse, tumeur, sida, vih, \
     seropositif, seropositive, handicap*, invalide, invalidite, infirme, depressi*, bipolaire, \
     schizophren*, psychiatr*, psychotique, psychose, autis*, trisomi*, alzheimer, parkinson, \
     demence, dement, senil*, asthm*, bronchite, tuberculose, gale, hepatite, epilep*, covid, \
     grippe, allerg*, insuline, dialyse, chimiotherapie, chimio, hospitalis*, medicament, \
     traitement medical, ordonnance, enceinte, grossesse, fausse couche, ivg, avortement, suicid*, \
     alcooli*, toxicoman*, obes*, anorexi*, boulimi*, sourd, sourde, surdite, aveugle, cecite, \
     malvoyant, malentendant, paralys*, fauteuil roulant, cardiaque, infarctus, avc, fou, folle, \
     debile, burn out, affection longue duree, ald, saturnisme",
    "diabetes, ill, illness, sick, sickness, disease, disabled, disability, pregnant, pregnancy, \
     mental health, mentally, blind, deaf, wheelchair, hiv, addict, addiction, stroke, medication",
    "doente, doenca, deficiente, deficiencia, gravida, gravidez, cego, cega, surdo, surda, cancro, \
     depressao, deprimido, deprimida, louco, louca, cadeira de rodas",
    "hasta*, seker hasta*, hamile*, engelli*, kanser*, depresyon*, ilac, ilaclar*, sagir, bagimli",
    "مريض*, مرض*, مرضي, سكري, سرطان*, حامل, معاق*, اعاقه, اكتئاب, مكتئب*, اعمي, اصم, مجنون*, \
     ادويه, مدمن*",
];

const ORIGIN: [&str; 5] = [
    "origine, race, racial, ethni*, immigr*, migrant, refugie, demandeur d asile, \
     demandeuse d asile, sans papier, clandestin, clandestine, etranger, etrangere, expulse, rom, \
     romanichel, tsigane, tzigane, gitan, gitane, manouche, gens du voyage, maghrebin, arabe, \
     berbere, kabyle, africain, africaine, asiatique, beur, beurette, black, metis, metisse, negre, \
     bougnoule, bamboula, bledard, algerien, algerienne, marocain, tunisien, tunisienne, \
     egyptien, libyen, malien, malienne, senegalais, ivoirien, ivoirienne, guineen, guineenne, \
     camerounais, congolais, comorien, comorienne, mauritanien, malgache, nigerian, ghaneen, \
     erythreen, ethiopien, somalien, soudanais, cap verdien, haitien, haitienne, antillais, \
     guadeloupeen, martiniquais, reunionnais, turc, turque, kurde, syrien, syrienne, libanais, \
     irakien, iranien, afghan, afghane, pakistanais, bangladais, indien, indienne, tamoul, \
     sri lankais, chinois, vietnamien, cambodgien, laotien, philippin, roumain, bulgare, albanais, \
     kosovar, serbe, bosniaque, polonais, russe, ukrainien, tchetchene, armenien, georgien, \
     portugais, espagnol, italien, bresilien, colombien, peul, soninke, bambara, wolof",
    "immigrant, refugee, asylum, asylum seeker, foreigner, foreign, ethnicity, undocumented, gypsy, \
     roma, arab, african, algerian, moroccan, tunisian, turkish, kurdish, syrian, afghan, chinese",
    "imigrante, refugiado, refugiada, estrangeiro, estrangeira, cigano, cigana, raca, etnia, \
     etnico, sem papeis, africano, marroquino, argelino, turco, turca, curdo, brasileiro, \
     brasileira, cabo verdiano",
    "gocmen*, multeci*, siginmaci*, yabanci*, cingene*, kokeni*, cezayirli, fasli, tunuslu, \
     suriyeli, afgan*, afrikali",
    "مهاجر*, لاجئ*, اجنبي*, اجانب, غجري*, عرق, عرقي*, افريقي*, جزائري*, مغربي*, تونسي*, تركي*, \
     كردي*, سوري*, افغاني*",
];

const RELIGION: [&str; 5] = [
    "religi*, musulman*, islam*, mahometan, catholi*, chretien, chretienne, chretiente, protestant, \
     evangelique, orthodoxe, juif, juive, judaisme, israelite, bouddhis*, hindou*, sikh, athee, \
     agnostique, croyant, croyante, pratiquant, pratiquante, temoin de jehovah, mormon, salafis*, \
     integriste, radicalise, fanatique, secte, voile, voilee, foulard, hijab, niqab, burqa, burka, \
     djellaba, kippa, mosquee, eglise, synagogue, imam, rabbin, pretre, priere, ramadan, \
     careme, bapteme, communion, halal, casher, kasher, hallal, coran, bible, jehovah",
    "muslim, moslem, christian, jew, jewish, catholic, hindu, buddhist, atheist, church, mosque, \
     prayer, believer, veil, headscarf, faith",
    "muculman*, cristao, crista, judeu, judia, catolic*, evangelic*, ateu, ateia, igreja, mesquita, \
     rezar, veu, crente, budista",
    "muslum*, hristiyan*, yahudi*, alevi*, sunni*, ateist*, cami, kilise*, namaz*, oruc*, basortu*, \
     turban*, dindar*, dini",
    "مسلم*, مسيحي*, يهودي*, كاثوليكي*, بوذي*, هندوسي*, ملحد*, دين, ديني*, ديانه, متدين*, محجبه, \
     حجاب, نقاب, مسجد, كنيسه, صلاه, رمضان, سلفي*, متطرف*",
];

const POLITICS: [&str; 5] = [
    "politi*, communis*, socialis*, fascis*, facho, gauchis*, gaucho, anarchis*, royalis*, \
     lepenis*, macronis*, frontis*, extreme droite, extreme gauche, de droite, de gauche, \
     front national, rassemblement national, france insoumise, parti politique, electeur, \
     electrice, vote, votent, voter, abstentionniste, militant, militante, syndicalis*, syndique, \
     syndiquee, cgt, cfdt, ugtt, gilet jaune, manifestant, greviste, complotis*, raciste, \
     nationaliste, separatiste, pkk",
    "communist, socialist, far right, far left, left wing, right wing, trade union, union member, \
     voter, party member, racist, activist, strike",
    "comunista, socialista, fascista, extrema direita, extrema esquerda, sindicato, sindicalista, \
     partido politico, eleitor, militante, racista, grevista",
    "siyas*, komunist*, sosyalist*, fasist*, sendika*, asiri sag*, asiri sol*, secmen*, ulkucu*, \
     milliyetci*, partili*",
    "سياسي*, سياسه, حزب, حزبي*, شيوعي*, اشتراكي*, نقابه, نقابي*, ناخب*, اضراب, عنصري*, متظاهر*",
];

const OFFENCE: [&str; 5] = [
    "prison, prisonnier, prisonniere, incarcer*, detenu, detenue, ex detenu, detention, condamne, \
     condamnation, casier judiciaire, garde a vue, bracelet electronique, liberation conditionnelle, \
     sursis, delinquan*, delit, crime, criminel, criminelle, meurtre, meurtrier, terroris*, fiche s, \
     dealer, dealeur, deale, trafic, trafiquant, drogue, droguee, stupefiant, cannabis, cocaine, \
     heroine, shit, crack, voleur, voleuse, cambrioleur, escroc, fraude, fraudeur, fraudeuse, \
     receleur, viol, violeur, pedophile, proxenete, prostitue, prostituee, prostitution, agresseur, \
     violent, violente, violence conjugale, violences conjugales, battue, racaille, voyou, \
     infraction, mise en examen, mis en examen, controle judiciaire, cassos",
    "jail, convicted, conviction, criminal, criminal record, drug, drugs, thief, fraud, \
     rapist, murder, probation, terrorist, arrested",
    "prisao, preso, presa, cadeia, condenado, condenada, criminoso, criminosa, droga, drogas, \
     traficante, ladrao, ladra, violador, burla",
    "hapis*, cezaevi*, sabika*, suclu*, hirsiz*, uyusturucu*, terorist*, katil*, dolandirici*, \
     tutuklu*",
    "سجن*, سجين*, مجرم*, جريمه, مخدر*, لص, سارق*, ارهابي*, محكوم*, اعتقل*, تاجر مخدرات, دعاره",
];
