//! Forms as their authors write them: what is taken, what is refused and what is rejected, each
//! with its place.

use std::fs;
use std::path::Path;

use shared::questionnaire::expression::supported;
use sync_server::questionnaire::{Checked, Fate, Verdict, check};

mod command;
mod hostile;
mod oracle;

/// It is not ours to copy, so it is looked for beside the project.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/xlsform_spec_test.xlsx");

const YES_NO: &str = "list_name,name,label\nyes_no,yes,Yes\nyes_no,no,No\n";

/// Writes a form as CSV sheets and looks at it. An empty sheet is not written.
fn looked(survey: &str, choices: &str, settings: &str) -> Checked {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("survey", survey), ("choices", choices), ("settings", settings)] {
        if !text.is_empty() {
            fs::write(folder.path().join(format!("{name}.csv")), text).unwrap();
        }
    }
    check(folder.path()).unwrap()
}

/// The faults, one a line.
fn faults(checked: &Checked) -> String {
    checked.report.faults.iter().map(|fault| format!("{fault}\n")).collect()
}

/// The refused rows, one a line.
fn refused(checked: &Checked) -> String {
    let rows = checked.report.rows.iter().filter_map(|row| match &row.fate {
        Fate::Refused(reason) => Some(format!("{} {}: {reason}\n", row.number, row.name)),
        Fate::Taken | Fate::Faulty => None,
    });
    rows.collect()
}

fn assert_taken(what: &str, checked: &Checked) {
    let verdict = checked.report.verdict();
    let why = format!("{what}: {}{}", faults(checked), refused(checked));
    assert_eq!(verdict, Verdict::Taken, "{why}");
    assert!(checked.questionnaire.is_some(), "{what}");
}

const OF_SPECIFICATION: &str = "\
10 display_image_test: it shows a picture, a sound or a film, and has no words
34 geopoint_test: Palier asks for no positions, so that nobody can be tracked
37 audio_test: only photographs are taken at a door: no sound and no film of residents
38 video_test: only photographs are taken at a door: no sound and no film of residents
48 deviceid: it would tell something of the phone or its owner that no visit needs
49 deviceid_test_output: it asks for deviceid, which is refused (row 48)
50 uri_deviceid: it would tell something of the phone or its owner that no visit needs
51 uri_deviceid_test_output: it asks for uri_deviceid, which is refused (row 50)
52 phonenumber: it would tell something of the phone or its owner that no visit needs
53 phonenumber_test_output: it asks for phonenumber, which is refused (row 52)
57 launch: it opens another app, and what that app does with answers nobody can say
";

#[test]
fn the_form_of_the_specification_row_by_row() {
    let path = Path::new(FILE);
    if !path.is_file() {
        println!("skipped: xlsform_spec_test.xlsx is not beside the project");
        return;
    }
    let checked = check(path).unwrap();
    assert_eq!(faults(&checked), "");
    assert_eq!(refused(&checked), OF_SPECIFICATION);
    let rows: Vec<u32> = checked.report.rows.iter().map(|row| row.number).collect();
    assert_eq!(rows, (2..=57).collect::<Vec<_>>());
    let form = checked.questionnaire.unwrap();
    assert_eq!((form.id.as_str(), form.lists.len()), ("Spec test", 2));
}

const TYPES: &str = "text, string, integer, int, decimal, date, time, dateTime, note, range, \
                     acknowledge, trigger, image, photo, barcode, start, end, today, username, hidden, \
                     select_one yes_no, select one yes_no, select_multiple yes_no, rank yes_no, \
                     select_one yes_no or_other";

fn of_type(kind: &str) -> String {
    format!("type,name,label\n{kind},asked,A question\n")
}

#[test]
fn each_type_is_taken() {
    for kind in TYPES.split(", ") {
        assert_taken(kind, &looked(&of_type(kind), YES_NO, ""));
    }
    let silent = "type,name,label,calculation\ncalculate,sum,,1 + 1\nhidden,kept,,\nstart,at,,\n";
    assert_taken("types without words", &looked(silent, "", ""));
}

const GROUPS: [&str; 4] = [
    "type,name,label\nbegin group,home,Home\ntext,who,Who?\nend group\n",
    "type,name,label\nbegin_repeat,child,Child\ninteger,age,Age?\nend_repeat\n",
    "type,name,label,repeat_count\ninteger,many,How many?\nbegin repeat,child,Child,${many}\n\
     integer,age,Age?\nend repeat\n",
    "type,name,label,relevant\nbegin group,one,One,\ntext,name,Name?,\nend group\n\
     begin group,two,Two,true()\ntext,name,Name?,\nend group\n",
];

#[test]
fn groups_and_repeats_are_taken() {
    for survey in GROUPS {
        assert_taken(survey, &looked(survey, "", ""));
    }
}

/// Rows below headings: what each column may hold.
const COLUMNS: [(&str, &str); 14] = [
    ("label::Français (fr),label::English (en)", "Âge ?,Age?"),
    ("label,hint", "Age?,In years"),
    ("label,guidance_hint", "Age?,\"Ask kindly, once\""),
    ("label,required,required_message", "Age?,yes,Please say it"),
    ("label,relevant", "Age?,${before} > 3"),
    ("label,constraint,constraint_message", "Age?,. >= 0 and . < 150,Not so old"),
    ("label,calculation", "Age?,${before} * 2"),
    ("label,default", "Age?,12"),
    ("label,default", "Age?,${before}"),
    ("label,appearance", "Age?,minimal"),
    ("label,read_only", "Age?,TRUE"),
    ("label,bind::relevant", "Age?,true()"),
    ("label,body::appearance", "Age?,numbers"),
    ("label,my own notes", "Age?,to be discussed"),
];

fn of_column(headings: &str, row: &str) -> String {
    let blank = ",".repeat(headings.split(',').count() - 1);
    format!("type,name,{headings}\ninteger,before,Before?{blank}\ninteger,age,{row}\n")
}

#[test]
fn each_column_is_taken() {
    for (headings, row) in COLUMNS {
        assert_taken(headings, &looked(&of_column(headings, row), "", ""));
    }
    let range = "type,name,label,parameters\nrange,warm,How warm?,start=0 end=30 step=0.5\n";
    assert_taken("parameters", &looked(range, "", ""));
    let disabled = looked("type,name,label,disabled\ntext,a,A,\ntext,b,B,yes\n", "", "");
    assert_eq!(refused(&disabled), "3 b: it is disabled\n");
}

#[test]
fn choices_are_filtered_mixed_and_read_from_files() {
    let survey = "type,name,label,choice_filter,parameters\nselect_one land,land,Country?,,\n\
                  select_one town,town,Town?,land = ${land},randomize=true seed=7\n";
    let choices = "list_name,name,label,land\nland,fr,France,\nland,de,Germany,\n\
                   town,lyon,Lyon,fr\ntown,kehl,Kehl,de\n";
    assert_taken("a filter", &looked(survey, choices, ""));

    let folder = tempfile::tempdir().unwrap();
    let survey = "type,name,label\nselect_one_from_file towns.csv,town,Town?\n\
                  select_one_from_file gone.csv,gone,Gone?\n\
                  select_one_from_file ../towns.csv,above,Above?\n";
    fs::write(folder.path().join("survey.csv"), survey).unwrap();
    fs::write(folder.path().join("towns.csv"), "name,label\nlyon,Lyon\n").unwrap();
    let checked = check(folder.path()).unwrap();
    assert_eq!(faults(&checked), "");
    let said = "3 gone: the file gone.csv is not beside the form\n\
                4 above: ../towns.csv: choices come from a .csv file beside the form\n";
    assert_eq!(refused(&checked), said);
}

#[test]
fn settings_name_the_form() {
    let survey = "type,name,label\ntext,who,Who?\n";
    let settings =
        "form_title,form_id,version,instance_name\nHeating,heat,3,\"concat('h ', ${who})\"\n";
    let form = looked(survey, "", settings).questionnaire.unwrap();
    assert_eq!((form.title.as_str(), form.id.as_str()), ("Heating", "heat"));
    assert_eq!(form.version.as_deref(), Some("3"));
    assert!(form.instance_name.is_some());
}

/// By group: conditions, choices, repeats, words, numbers, days.
const CALLS: [&str; 6] = [
    "if(true(), coalesce(${n}, 1), 0); once(uuid()); not(false()); boolean(1); \
     boolean-from-string('1'); checklist(1, true()); weighted-checklist(1, 2, true(), 1)",
    "selected(${s}, 'yes'); selected-at(${s}, 0); count-selected(${s}); \
     jr:choice-name(${s}, '${s}')",
    "indexed-repeat(${x}, ${r}, 1); position(${r}); ${r}[position() = last()]/x; count(${r}); \
     count-non-empty(${x}); sum(${x}); min(${x}); max(${x}, 3)",
    "string(1); concat('a', 'b'); join(' ', 'a', 'b'); contains('ab', 'a'); \
     starts-with('ab', 'a'); ends-with('ab', 'b'); substr('abc', 1); substring('abc', 1, 2); \
     substring-before('a b', ' '); substring-after('a b', ' '); string-length('a'); \
     translate('a', 'a', 'b'); normalize-space(' a '); regex('a', '[a-z]+'); uuid()",
    "number('1'); int(1.5); round(1.25, 1); floor(1.5); ceiling(1.5); abs(-1); pow(2, 3); \
     sqrt(4); exp(1); exp10(1); log(2); log10(2); sin(1); cos(1); tan(1); asin(1); acos(1); \
     atan(1); atan2(1, 2); pi(); random()",
    "today(); now(); date('2026-11-01'); date-time('2026-11-01T10:00:00'); \
     format-date(today(), '%d/%m/%Y'); format-date-time(now(), '%H:%M'); \
     decimal-date-time(now()); decimal-time('10:00:00')",
];

fn calls() -> impl Iterator<Item = &'static str> {
    CALLS.iter().flat_map(|calls| calls.split("; "))
}

fn of_call(call: &str) -> String {
    let rows =
        "integer,n,N?,\nselect_one yes_no,s,S?,\nbegin repeat,r,R,\ninteger,x,X?,\nend repeat";
    format!("type,name,label,calculation\n{rows}\ncalculate,c,,\"{call}\"\n")
}

#[test]
fn each_function_is_taken() {
    for call in calls() {
        assert_taken(call, &looked(&of_call(call), YES_NO, ""));
    }
    for name in supported() {
        let is_called = CALLS.iter().any(|calls| calls.contains(&format!("{name}(")));
        assert!(is_called, "no form calls {name}()");
    }
}

/// Survey, choices, and the faults that must be told.
const REJECTED: [(&str, &str, &str); 22] = [
    (
        "type,name,label\nbegin group,g,G\ntext,a,A\n",
        "",
        "survey, row 2, type: begin group g is never closed\n",
    ),
    (
        "type,name,label\ntext,a,A\nend group\n",
        "",
        "survey, row 3, type: this end group closes nothing: nothing is open\n",
    ),
    (
        "type,name,label\nbegin group,g,G\ntext,a,A\nend repeat\nend group\n",
        "",
        "survey, row 4, type: this end repeat closes nothing: begin group g of row 2 is open\n",
    ),
    (
        "type,name,label\ntext,a,A\ntext,a,B\n",
        "",
        "survey, row 3, name: the name a is that of row 2, in the same group\n",
    ),
    (
        "type,name,label\ntext,1a,A\n",
        "",
        "survey, row 2, name: expected a name of letters, digits, _ - and . that begins with a letter or _, found \"1a\"\n",
    ),
    ("type,name,label\ntext,,A\n", "", "survey, row 2, name: expected a name, found nothing\n"),
    (
        "type,name,label\nselect_one towns,t,T\n",
        YES_NO,
        "survey, row 2, type: there is no list towns in the sheet choices\n",
    ),
    (
        "type,name,label\nselect_one,t,T\n",
        YES_NO,
        "survey, row 2, type: expected the name of a list after select_one\n",
    ),
    (
        "type,name,label\nnote,n,Hello ${who}\n",
        "",
        "survey, row 2, label: there is no question ${who}\n",
    ),
    (
        "type,name,label,relevance\ntext,a,A,${b} = 1\n",
        "",
        "survey, row 2, relevance: there is no question ${b}\n",
    ),
    (
        "type,name,label\ntelepathy,t,T\n",
        "",
        "survey, row 2, type: expected a type of question, found \"telepathy\"\n",
    ),
    (
        "type,name,label\n,t,T\n",
        "",
        "survey, row 2, type: expected a type of question, found nothing\n",
    ),
    (
        "type,name,label\ntext,a,\n",
        "",
        "survey, row 2, label: expected a label or a hint, found nothing\n",
    ),
    (
        "type,name,label\nselect_one l,a,A\n",
        "list_name,name,label\nl,x,X\nl,,Y\n",
        "choices, row 3, name: expected the name of the choice, found nothing\n",
    ),
    (
        "type,name,label\nselect_one l,a,A\n",
        "list_name,name,label\nl,x,X\nl,x,Y\n",
        "choices, row 3, name: the choice x stands twice in the list l\n",
    ),
    (
        "type,name,label\nselect_multiple l,a,A\n",
        "list_name,name,label\nl,a b,X\n",
        "survey, row 2, type: the choice \"a b\" of l has a blank in its name, which several choices cannot have\n",
    ),
    (
        "type,name,calculation\ncalculate,a,${b}\ncalculate,b,${a}\n",
        "",
        "survey, row 2: these wait for each other: a → b → a\n",
    ),
    (
        "type,name,calculation\ncalculate,a,${a} + 1\n",
        "",
        "survey, row 2, calculation: a calculation cannot ask for its own value; once() keeps what was there\n",
    ),
    (
        "type,name,calculation\ncalculate,a,\n",
        "",
        "survey, row 2, calculation: expected what to compute, found nothing\n",
    ),
    (
        "type,name,calculation\ncalculate,a,tomorrow()\n",
        "",
        "survey, row 2, calculation: at character 1: there is no function tomorrow()\n",
    ),
    ("type,label\ntext,A\n", "", "survey, name: expected a column of this name\n"),
    ("type,name,label\n", "", "survey: there is nothing to ask in this form\n"),
];

#[test]
fn faults_are_told_with_their_place() {
    for (survey, choices, expected) in REJECTED {
        let checked = looked(survey, choices, "");
        assert_eq!(faults(&checked), expected, "{survey}");
        assert_eq!(checked.report.verdict(), Verdict::Rejected, "{survey}");
        assert!(checked.questionnaire.is_none(), "{survey}");
    }
}

#[test]
fn bad_expressions_are_told_with_their_place() {
    for wrong in ["1 +", "(1", "${a", "'open", "if(1, 2)", "a b", "regex('a', '[')", "count(1)"] {
        let survey = format!("type,name,calculation\ncalculate,c,\"{wrong}\"\n");
        let checked = looked(&survey, "", "");
        let said = faults(&checked);
        assert!(said.starts_with("survey, row 2, calculation: at character "), "{wrong}: {said}");
    }
}

/// What is refused lets the rest stand, and takes with it what asks for it.
#[test]
fn refused_rows_name_their_reason() {
    let survey = "type,name,label,relevant,calculation\ntext,who,Who?,,\ngeopoint,place,Where?,,\n\
                  note,thanks,You are at ${place},,\nnote,more,More,${thanks} = '',\n\
                  deviceid,phone,,,\naudit,audit,,,\ncalculate,far,,,distance(${who})\n\
                  select_one_external t,t,T?,,\nbegin loop over yes_no,each,Each,,\n\
                  text,inner,Inner?,,\nend loop,,,,\n";
    let checked = looked(survey, YES_NO, "");
    assert_eq!(faults(&checked), "");
    assert_eq!(
        refused(&checked),
        "3 place: Palier asks for no positions, so that nobody can be tracked\n\
         4 thanks: it asks for place, which is refused (row 3)\n\
         5 more: it asks for thanks, which is refused (row 4)\n\
         6 phone: it would tell something of the phone or its owner that no visit needs\n\
         7 audit: a log of each tap would watch the neighbor at work\n\
         8 far: calculation: distance() is not supported: Palier keeps no positions, so that \
         nobody can be tracked\n\
         9 t: write select_one_from_file and a file of choices\n\
         10 each: write begin repeat with a repeat_count\n\
         11 inner: it stands in each, which is refused (row 10)\n\
         12 : it stands in each, which is refused (row 10)\n"
    );
    assert_eq!(checked.report.verdict(), Verdict::TakenInPart);
    assert_eq!(checked.questionnaire.unwrap().items.len(), 1);
}

#[test]
fn one_csv_file_with_sections_is_a_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heating.csv");
    let text = "survey;;\n;type;name;label\n;select_one yes_no;warm;Chaud, ou pas ?\n\
                choices;;\n;list_name;name;label\n;yes_no;yes;Oui\n;yes_no;no;Non\n";
    fs::write(&path, text).unwrap();
    let checked = check(&path).unwrap();
    assert_taken("sections", &checked);
    assert_eq!(checked.questionnaire.unwrap().id, "heating");
}
