//! Expressions as authors of forms write them, on the answers of one visit.

use std::collections::BTreeMap;

use super::*;
use crate::time::Millis;

/// A household with two people; the second one has two pets, and is the one that is asked.
struct Visit {
    answers: Tree,
    paths: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, Tree>,
    second: NodeId,
}

const ANSWERS: &[(&str, &str)] = &[
    ("name", "Nadia"),
    ("age", "34"),
    ("rent", "512.50"),
    ("empty", ""),
    ("heat", "gas wood"),
    ("moved", "2026-02-01"),
    ("called", "2026-03-04T10:30:00.000+01:00"),
    ("hour", "18:30"),
];

fn visit() -> Visit {
    let mut answers = Tree::new();
    let data = answers.add(answers.top(), "data", "");
    let mut paths = BTreeMap::new();
    let mut known = |path: &[&str]| {
        let name = path.last().unwrap().to_string();
        paths.insert(name, path.iter().map(ToString::to_string).collect::<Vec<_>>());
    };
    for (name, text) in ANSWERS {
        answers.add(data, name, text);
        known(&["data", name]);
    }
    let mut second = data;
    for (first, years, pets) in [("Ali", "7", vec![]), ("Lou", "12", vec!["cat", "dog"])] {
        let person = answers.add(data, "person", "");
        answers.add(person, "first", first);
        second = answers.add(person, "years", years);
        for pet in pets {
            let turn = answers.add(person, "pet", "");
            answers.add(turn, "kind", pet);
        }
    }
    known(&["data", "person"]);
    known(&["data", "person", "first"]);
    known(&["data", "person", "years"]);
    known(&["data", "person", "pet"]);
    known(&["data", "person", "pet", "kind"]);
    let mut towns = Tree::new();
    let root = towns.add(towns.top(), "root", "");
    for (name, label, region) in [("sar", "Sarcelles", "95"), ("neu", "Neuhof", "67")] {
        let item = towns.add(root, "item", "");
        towns.add(item, "name", name);
        towns.add(item, "label", label);
        towns.add(item, "region", region);
    }
    Visit { answers, paths, lists: BTreeMap::from([("towns".into(), towns)]), second }
}

const MONTHS: [&str; 12] =
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"];
const DAYS: [&str; 7] = ["dim", "lun", "mar", "mer", "jeu", "ven", "sam"];

impl Visit {
    fn ask(&self, text: &str, chance: &mut dyn FnMut() -> u64) -> Result<String, EvaluateError> {
        let choice_name = |question: &str, choice: &str| {
            (question == "heat" && choice == "gas").then(|| "Gaz de ville".to_owned())
        };
        let surroundings = Surroundings {
            answers: &self.answers,
            paths: &self.paths,
            lists: &self.lists,
            choice_name: &choice_name,
            day_names: DayNames { months: &MONTHS, days: &DAYS },
            // 2026-03-04T10:00:00 in Paris.
            now: Millis(1_772_614_800_000),
            offset: Offset(60),
        };
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        expression.evaluate(&surroundings, self.second, chance).map(|value| value.text())
    }
}

/// Each line is an expression and what it comes to, asked at the age of the second person.
fn holds(table: &str) {
    let visit = visit();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let (expression, expected) = line.rsplit_once(" → ").unwrap();
        let found = visit.ask(expression.trim(), &mut || 1 << 63).unwrap();
        assert_eq!(found, expected.trim(), "{expression}");
    }
}

#[test]
fn operators_bind_as_in_xpath() {
    holds(
        "
        1 + 2 * 3 → 7
        (1 + 2) * 3 → 9
        10 - 4 - 3 → 3
        12 div 4 div 3 → 1
        7 mod 3 → 1
        -7 mod 3 → -1
        --4 → 4
        -(2 + 3) → -5
        .5 + 1. → 1.5
        1 div 0 → Infinity
        0 div 0 → NaN
        1 = 1 and 2 = 3 or 4 = 4 → true
        1 < 2 = true() → true
        'a' = \"a\" → true
        ‘a’ = “a” → true
        'it' != \"it's\" → true
        2 > 10 → false
        '2' > '10' → false
        3 >= 3 and 3 <= 3 → true
        1=1or 2=3 → true
        0.1 + 0.2 → 0.30000000000000004
        1000000 * 1000000 → 1000000000000
        'x' + 1 → NaN
        ",
    );
}

#[test]
fn names_and_paths_lead_to_answers() {
    holds(
        "
        ${name} → Nadia
        ${age} + 1 → 35
        ${rent} > 500 → true
        . → 12
        . > 10 → true
        ../first → Lou
        ../../name → Nadia
        /data/age → 34
        current()/../first → Lou
        ${first} → Lou
        ${years} → 12
        ${empty} = '' → true
        ${empty} + 1 → NaN
        ${empty} > 3 → false
        not(${empty}) → true
        count(${person}) → 2
        count(../../person) → 2
        count(/data/*) → 10
        sum(/data/person/years) → 19
        max(/data/person/years) → 12
        min(/data/person/years) → 7
        count(${kind}) → 2
        join(', ', ${kind}) → cat, dog
        join(' ', /data/person/first) → Ali Lou
        /data/person[1]/first → Ali
        /data/person[position() = last()]/first → Lou
        /data/person[years < 10]/first → Ali
        ${person}[years > 10]/first → Lou
        count(${person}[first = 'Ali']) → 1
        /data/person/years = 7 → true
        /data/person/years = 8 → false
        position(..) → 2
        indexed-repeat(${first}, ${person}, 1) → Ali
        indexed-repeat(${first}, ${person}, position(..) - 1) → Ali
        indexed-repeat(${first}, ${person}, 3) → 
        indexed-repeat(${kind}, ${person}, 2, ${pet}, 2) → dog
        indexed-repeat(${kind}, ${pet}, 1) → cat
        instance('towns')/root/item[name = 'sar']/label → Sarcelles
        instance('towns')/root/item[region = 67]/name → neu
        count(instance('towns')/root/item) → 2
        instance('towns')/root/item[name = 'x']/label → 
        ",
    );
}

#[test]
fn functions_of_choices_and_conditions() {
    holds(
        "
        selected(${heat}, 'gas') → true
        selected(${heat}, 'ga') → false
        selected('a b', 'b') → true
        selected(${empty}, '') → false
        selected-at(${heat}, 1) → wood
        selected-at(${heat}, 2) → 
        selected-at(${heat}, -1) → 
        count-selected(${heat}) → 2
        count-selected(${empty}) → 0
        jr:choice-name(selected-at(${heat}, 0), '${heat}') → Gaz de ville
        jr:choice-name('wood', ${heat}) → wood
        if(${age} > 18, 'adult', 'child') → adult
        if(false(), 1, if(true(), 2, 3)) → 2
        coalesce(${empty}, ${name}) → Nadia
        coalesce('', '', 'c') → c
        coalesce(${empty}) → 
        once('new') → 12
        not(true()) → false
        boolean('') → false
        boolean('x') → true
        boolean(0) → false
        boolean-from-string('1') → true
        boolean-from-string('yes') → false
        checklist(2, -1, true(), false(), 1 = 1) → true
        checklist(-1, 1, true(), true()) → false
        weighted-checklist(3, 5, true(), 2, false(), 4, true(), 2) → true
        count-non-empty(/data/empty) → 0
        count-non-empty(/data/person/years) → 2
        ",
    );
}

#[test]
fn functions_of_words() {
    holds(
        "
        string(5) → 5
        string(1.50) → 1.5
        string(true()) → true
        concat('a', 1, ${name}) → a1Nadia
        concat(/data/person/first) → AliLou
        join('-', 'a', 'b') → a-b
        contains('bonjour', 'jour') → true
        contains('bonjour', '') → true
        starts-with('bonjour', 'bon') → true
        ends-with('bonjour', 'bon') → false
        substr('bonjour', 3) → jour
        substr('bonjour', 0, 3) → bon
        substr('bonjour', -4) → jour
        substr('été', 1, 2) → t
        substr('a', 5, 2) → 
        substring('12345', 2, 3) → 234
        substring('12345', 1.5, 2.6) → 234
        substring('12345', 0 div 0, 3) → 
        substring('12345', -42, 1 div 0) → 12345
        substring('été', 2) → té
        substring-before('1999/04/01', '/') → 1999
        substring-after('1999/04/01', '/') → 04/01
        substring-before('abc', 'x') → 
        substring-after('abc', 'x') → 
        string-length('été') → 3
        string-length('') → 0
        translate('bar', 'abc', 'AB') → BAr
        translate('--aaa--', 'abc-', 'ABC') → AAA
        normalize-space('  a   b ') → a b
        regex('0612345678', '0[67][0-9]{8}') → true
        regex('x0612345678', '0[67][0-9]{8}') → false
        regex('ab', 'a|b') → false
        regex(${name}, '[A-ZÀ-Þ]\\w+') → true
        ",
    );
}

#[test]
fn functions_of_numbers() {
    holds(
        "
        number('12') → 12
        number(' -3.5 ') → -3.5
        number('1e3') → NaN
        number('+3') → NaN
        number(true()) → 1
        number('') → NaN
        int(3.9) → 3
        int(-3.9) → -3
        int('7.2') → 7
        round(2.5) → 3
        round(-2.5) → -2
        round(3.14159, 2) → 3.14
        round(1234, -2) → 1200
        floor(-1.2) → -2
        ceiling(1.2) → 2
        abs(-3) → 3
        pow(2, 10) → 1024
        sqrt(9) → 3
        exp(0) → 1
        exp10(2) → 100
        log(1) → 0
        log10(1000) → 3
        sin(0) → 0
        cos(0) → 1
        tan(0) → 0
        asin(0) → 0
        acos(1) → 0
        atan(0) → 0
        atan2(0, 1) → 0
        round(pi(), 5) → 3.14159
        min(3, 1, 2) → 1
        max(3, 1, 2) → 3
        max(3, 'x') → NaN
        max(${empty}, 4) → 4
        min(${empty}) → NaN
        sum(/data/empty) → 0
        random() → 0.5
        ",
    );
}

#[test]
fn days_are_counted_on_the_clock_of_the_wall() {
    holds(
        "
        today() → 2026-03-04
        now() → 2026-03-04T10:00:00.000+01:00
        today() - ${moved} → 31
        date(today() + 7) → 2026-03-11
        date('2026-12-31') → 2026-12-31
        date(${called}) → 2026-03-04
        date('soon') → 
        date(0) → 1970-01-01
        date-time('2026-03-04') → 2026-03-04T00:00:00.000+01:00
        ${moved} < today() → true
        today() = '2026-03-04' → true
        ${called} > now() → true
        ${called} = '2026-03-04T09:30:00Z' → true
        '2026-03-04T00:30:00+02:00' < today() → true
        ${hour} > '18:00' → true
        '09:15' = '09:15:00.000+01:00' → true
        int((today() - date('1990-06-15')) div 365.25) → 35
        number('1970-01-02') → 1
        decimal-date-time('1970-01-02T12:00:00+01:00') → 1.5
        decimal-time('06:00') → 0.25
        format-date(${moved}, '%d/%m/%Y') → 01/02/2026
        format-date(${moved}, '%e %b %y, %a %n') → 1 févr 26, dim 2
        format-date-time(${called}, '%H:%M:%S.%3 %h') → 10:30:00.000 10
        format-date('x', '%Y') → 
        '2026-02-30' < today() → false
        ",
    );
}

#[test]
fn chance_is_handed_in() {
    let visit = visit();
    let mut numbers = 0..;
    let mut chance = || numbers.next().unwrap();
    let uuid = visit.ask("uuid()", &mut chance).unwrap();
    assert_eq!(uuid, "00000000-0000-4000-8000-000000000001");
    assert_eq!(visit.ask("uuid(5)", &mut chance).unwrap(), "CDEFG");
    assert_eq!(visit.ask("random()", &mut || u64::MAX).unwrap(), "0.9999999999999999");
    assert_eq!(visit.ask("string-length(uuid(999999))", &mut || 0).unwrap(), "100");
}

/// Each line is an expression, the place of its fault, and what is said about it.
#[test]
fn faults_name_their_place() {
    let table = "
        1 + → 4: expected a value, found the end
        (1 + 2 → 7: expected \")\", found the end
        1 2 → 3: expected an operator or the end, found \"2\"
        ${age → 6: expected \"}\", found the end
        ${ age } → 3: expected the name of a question, found \" age }\"
        ${} → 3: expected the name of a question, found \"}\"
        $age → 2: expected \"{\", found \"age\"
        'open → 1: expected the closing quote, found
        selected(${a}) → 1: selected() takes 2 values, not 1
        concat() → 1: concat() takes 1 or more values, not 0
        substr('a') → 1: substr() takes 2 to 3 values, not 1
        1 + shout('a') → 5: there is no function shout()
        distance(${a}) → 1: distance() is not supported: Palier keeps no positions
        pulldata('a', 'b', 'c', 'd') → 1: pulldata() is not supported
        ${last-saved#name} → 3: ${last-saved#…} is not supported
        if(1, 2, ) → 10: expected a value, found \")\"
        a//b → 3: expected one name after one /, found \"/b\"
        a/ → 3: expected a name, . or .., found the end
        a[1 → 4: expected \"]\", found the end
        ${a} == 1 → 7: expected a value, found \"= 1\"
        ${a} && ${b} → 6: expected an operator or the end, found \"&& ${b}\"
        regex(., '(') → 1: the pattern of regex() cannot be used
        regex(., '(?=a)') → 1: the pattern of regex() cannot be used
        count(1) → 1: expected questions like ${name} in count()
        indexed-repeat(${a}, 1, 2) → 1: expected questions like ${name}
        1.2.3 → 6: expected a number, found 1.2.3
        instance(x) → 10: expected the name of a list between quotes
        é + ù ù → 7: expected an operator or the end
         → 1: expected a value, found the end
        ";
    for line in table.lines().filter(|line| line.contains(" → ")) {
        let (text, expected) = line.split_once(" → ").unwrap();
        let (at, fault) = expected.split_once(": ").unwrap();
        let error = Expression::parse(text.trim()).unwrap_err();
        assert_eq!(error.at.to_string(), at, "{text}: {error}");
        assert!(error.fault.to_string().starts_with(fault), "{text}: {error}");
    }
}

#[test]
fn operators_stand_in_names_only_where_names_may() {
    holds(
        "
        count(/data/div) + 1 → 1
        count(/data/*) * 2 → 20
        ${age}-1 → 33
        ${age} -1 → 33
        ${age}*2 → 68
        ${age}div 2 → 17
        ",
    );
    assert_eq!(Expression::parse("${a} + ${b} + ${a}").unwrap().names(), ["a", "b"]);
    let names = Expression::parse("jr:choice-name(1, '${q}')").unwrap();
    assert_eq!(names.names(), ["q"]);
}

#[test]
fn no_text_is_too_long_or_too_deep_to_be_answered() {
    let deep = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
    assert!(Expression::parse(&deep(DEEPEST)).is_ok());
    let calls = |n: usize| format!("{}1{}", "not(".repeat(n), ")".repeat(n));
    for text in [
        deep(DEEPEST + 1),
        deep(4_000),
        calls(2_000),
        format!("1{}", " + 1".repeat(2_000)),
        "-".repeat(5_000),
        "1".repeat(MOST_CHARACTERS + 1),
        format!("a{}", "[a".repeat(3_000)),
        format!("a{}", "/a".repeat(3_000)),
    ] {
        let error = Expression::parse(&text).unwrap_err();
        assert!(matches!(error.fault, Fault::TooLarge { .. }), "{error}");
    }
    let long = format!("1{}", " + 1".repeat(500));
    assert_eq!(visit().ask(&long, &mut || 0).unwrap(), "501");
}

#[test]
fn work_is_bounded() {
    let visit = visit();
    let nested = (0..3).fold("1".to_owned(), |inner, _| format!("count(/data/*[{inner}])"));
    assert_eq!(visit.ask(&nested, &mut || 0).map(|_| ()), Ok(()));
    let every = (0..9).fold("true()".to_owned(), |inner, _| format!("count(/data/*[{inner}]) > 0"));
    assert_eq!(visit.ask(&every, &mut || 0), Err(EvaluateError::TooLong));
    let pattern = visit.ask("regex('a', concat('(', ''))", &mut || 0);
    assert!(matches!(pattern, Err(EvaluateError::Pattern(_))));
    assert_eq!(
        visit.ask("${nobody}", &mut || 0),
        Err(EvaluateError::UnknownQuestion("nobody".into()))
    );
    assert_eq!(
        visit.ask("instance('x')/root", &mut || 0).unwrap_err().to_string(),
        "there is no list x"
    );
    let long = format!("join(substr(concat({0}), 0), {1})", "'a'", "'b', 'c'");
    assert_eq!(visit.ask(&long, &mut || 0).unwrap(), "bac");
    let letters = "a".repeat(1_000);
    let much =
        format!("concat({})", vec!["concat(${name}, '".to_owned() + &letters + "')"; 7].join(","));
    assert_eq!(visit.ask(&much, &mut || 0).unwrap().len(), 7 * 1_005);
}

#[test]
fn an_expression_travels_as_its_text() {
    let expression = Expression::parse(" ${age} > 18 ").unwrap();
    let text = serde_json::to_string(&expression).unwrap();
    assert_eq!(text, "\"${age} > 18\"");
    assert_eq!(serde_json::from_str::<Expression>(&text).unwrap(), expression);
    assert!(serde_json::from_str::<Expression>("\"1 +\"").is_err());
}

#[test]
fn every_function_is_named_once() {
    let names: Vec<_> = supported().collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), names.len());
}
