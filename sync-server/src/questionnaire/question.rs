//! One question of the survey: its sort, its words, its rules, how it is shown.

use shared::questionnaire::expression::{Expr, Expression};
use shared::questionnaire::{Appearance, Initial, Pick, Question, Seed, Select, Sort};

use super::columns::Heading;
use super::kinds::Kind;
use super::settings::{is_no, is_yes};
use super::survey::{File, Reader, is_silent};

pub(super) fn question(
    reader: &mut Reader<'_>,
    kind: Kind,
    name: &str,
) -> (Option<Question>, Option<File>) {
    if reader.text(&Heading::Trigger).is_some() {
        reader.refuse("a calculation cannot wait for a trigger");
    }
    let appearance = appearance(reader);
    let Some((sort, file)) = sort(reader, kind) else {
        return (None, None);
    };
    let question = Question {
        name: name.to_owned(),
        sort,
        label: reader.texts(Heading::Label),
        hint: reader.texts(Heading::Hint),
        guidance: reader.texts(Heading::Guidance),
        required: rule(reader, &Heading::Required),
        required_message: reader.texts(Heading::RequiredMessage),
        relevant: reader.expression(&Heading::Relevant),
        constraint: reader.expression(&Heading::Constraint),
        constraint_message: reader.texts(Heading::ConstraintMessage),
        calculation: reader.expression(&Heading::Calculation),
        default: default(reader),
        read_only: rule(reader, &Heading::ReadOnly),
        appearance,
    };
    check_words(reader, &question);
    (Some(question), file)
}

/// What must be there for a question to be asked at all.
fn check_words(reader: &mut Reader<'_>, question: &Question) {
    let has_words = !question.label.is_empty() || !question.hint.is_empty();
    match reader.media() {
        Some(column) if has_words => {
            reader.note(column, "pictures, sounds and films of a question are not shown");
        }
        Some(_) if !is_silent(&question.sort) => {
            reader.refuse("it shows a picture, a sound or a film, and has no words");
        }
        _ if !has_words && !is_silent(&question.sort) && question.calculation.is_none() => {
            reader.fault("label", "expected a label or a hint, found nothing");
        }
        _ => {}
    }
    let is_computed = question.calculation.is_some() || question.default.is_some();
    let was_given = reader.text(&Heading::Calculation).is_some();
    if question.sort == Sort::Calculate && !is_computed && !was_given {
        reader.fault("calculation", "expected what to compute, found nothing");
    }
}

/// Yes, no, or an expression; no is the same as nothing.
fn rule(reader: &mut Reader<'_>, heading: &Heading) -> Option<Expression> {
    let text = reader.text(heading)?;
    if is_no(text) { None } else { reader.expression(heading) }
}

fn sort(reader: &mut Reader<'_>, kind: Kind) -> Option<(Sort, Option<File>)> {
    let parameters = parameters(reader);
    let known: &[&str] = match &kind {
        Kind::Plain(Sort::Range { .. }) => &["start", "end", "step"],
        Kind::Plain(Sort::Image) => &["max-pixels", "app"],
        Kind::Plain(Sort::Text) => &["rows"],
        Kind::Select { .. } => &["randomize", "seed"],
        Kind::FromFile { .. } => &["randomize", "seed", "value", "label"],
        _ => &[],
    };
    for (name, _) in &parameters {
        if !known.contains(&name.as_str()) {
            let says = format!("expected {}, found {name}", or_none(known));
            reader.fault("parameters", says);
        }
    }
    match kind {
        Kind::Plain(Sort::Range { .. }) => range(reader, &parameters).map(|sort| (sort, None)),
        Kind::Plain(sort) => Some((sort, None)),
        Kind::Select { pick, list, or_other } => {
            let select = select(reader, pick, list, or_other, &parameters);
            Some((Sort::Select(Box::new(select)), None))
        }
        Kind::FromFile { pick, file } => {
            let given = |wanted: &str| value(&parameters, wanted).map(str::to_owned);
            let (value, label) = (given("value"), given("label"));
            let (value, label) = (value.unwrap_or("name".into()), label.unwrap_or("label".into()));
            let list = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned();
            let select = select(reader, pick, list, false, &parameters);
            Some((Sort::Select(Box::new(select)), Some(File { name: file, value, label })))
        }
        _ => None,
    }
}

fn or_none(known: &[&str]) -> String {
    if known.is_empty() { "no parameters".into() } else { known.join(", ") }
}

fn select(
    reader: &mut Reader<'_>,
    pick: Pick,
    list: String,
    or_other: bool,
    parameters: &Parameters,
) -> Select {
    let filter = reader.expression(&Heading::ChoiceFilter);
    let seed = value(parameters, "seed").and_then(|seed| reader.parse("parameters", seed));
    let randomize = match (value(parameters, "randomize"), seed) {
        (Some(yes), seed) if is_yes(yes) => Some(seed.map_or(Seed::Chance, Seed::Given)),
        (Some(no), _) if is_no(no) => None,
        (None, None) => None,
        _ => {
            reader.fault("parameters", "expected randomize=true or randomize=false");
            None
        }
    };
    Select { list, pick, or_other, filter, randomize }
}

fn range(reader: &mut Reader<'_>, parameters: &Parameters) -> Option<Sort> {
    let mut number = |name: &str, otherwise: f64| match value(parameters, name) {
        Some(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                reader.fault("parameters", format!("expected a number for {name}, found {text}"));
                None
            }
        },
        None => Some(otherwise),
    };
    let (start, end, step) = (number("start", 1.0)?, number("end", 10.0)?, number("step", 1.0)?);
    if step == 0.0 || start == end {
        reader.fault("parameters", "expected a step other than 0 and two different ends");
        return None;
    }
    Some(Sort::Range { start, end, step })
}

type Parameters = Vec<(String, String)>;

/// `name=value`, with blanks, commas or semicolons between them.
fn parameters(reader: &mut Reader<'_>) -> Parameters {
    let text = reader.text(&Heading::Parameters).unwrap_or_default();
    let mut parameters = Vec::new();
    for part in text.split([' ', ',', ';', '\n']).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                parameters.push((name.to_lowercase(), value.to_owned()));
            }
            _ => reader.fault("parameters", format!("expected name=value, found {part}")),
        }
    }
    parameters
}

fn value<'p>(parameters: &'p Parameters, wanted: &str) -> Option<&'p str> {
    parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

/// Words as they stand, unless they are an expression beyond doubt: a day has hyphens, too.
fn default(reader: &mut Reader<'_>) -> Option<Initial> {
    let text = reader.text(&Heading::Default)?;
    let is_computed = text.contains("${")
        || Expression::parse(text).is_ok_and(|expression| {
            let mut calls = false;
            expression.root().visit(&mut |expr| calls |= matches!(expr, Expr::Call(..)));
            calls
        });
    if is_computed {
        reader.parse("default", text).map(Initial::Computed)
    } else {
        Some(Initial::Given(text.to_owned()))
    }
}

pub(super) fn appearance(reader: &mut Reader<'_>) -> Vec<Appearance> {
    let text = reader.text(&Heading::Appearance).unwrap_or_default();
    let mut known = Vec::new();
    if text.starts_with("ex:") {
        reader.refuse("it opens another app, and what that app does with answers nobody can say");
        return known;
    }
    if text.starts_with("search(") {
        reader.refuse("choices come from the sheet or from a file with select_one_from_file");
        return known;
    }
    for word in text.split_whitespace() {
        let lower = word.to_lowercase();
        let appearance = match lower.as_str() {
            "minimal" => Appearance::Minimal,
            "field-list" => Appearance::FieldList,
            "likert" => Appearance::Likert,
            "numbers" => Appearance::Numbers,
            "multiline" => Appearance::Multiline,
            "autocomplete" | "search" => Appearance::Autocomplete,
            "columns" | "horizontal" | "compact" | "columns-pack" => Appearance::Columns,
            "summary" => Appearance::Summary,
            columns if columns.starts_with("columns-") => Appearance::Columns,
            "maps" | "placement-map" | "bearing" => {
                reader.refuse("Palier asks for no positions, so that nobody can be tracked");
                return known;
            }
            _ => {
                reader.note("appearance", format!("{word} is not known, and is shown plainly"));
                continue;
            }
        };
        if !known.contains(&appearance) {
            known.push(appearance);
        }
    }
    known
}
