//! Reads the text of an expression.
//!
//! Without a list of tokens: whether `*` or `div` is an operator or a name is told by where it
//! stands. Each function stops at its own fault, so that the place that is told is the right one.

use winnow::combinator::{alt, opt};
use winnow::error::{ErrMode, FromExternalError, ParserError};
use winnow::prelude::*;
use winnow::stream::Stateful;
use winnow::token::{literal, take_till, take_while};

use super::function::{self, Function};
use super::syntax::{Expr, Operator, Path, Start, Step, To};
use super::{DEEPEST, Fault, MOST_CHARACTERS, MOST_PARTS, ParseError};

type Input<'t> = Stateful<&'t str, Bounds>;
type Read<T> = winnow::Result<T, ErrMode<Stop>>;

/// How much was read so far.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    depth: usize,
    parts: usize,
}

/// Why reading stopped, and how much of the text was left then.
#[derive(Clone, Debug)]
struct Stop {
    left: usize,
    fault: Option<Fault>,
}

impl<'t> ParserError<Input<'t>> for Stop {
    type Inner = Self;

    fn from_input(input: &Input<'t>) -> Self {
        Self { left: input.input.len(), fault: None }
    }

    fn into_inner(self) -> Result<Self::Inner, Self> {
        Ok(self)
    }
}

impl<'t> FromExternalError<Input<'t>, Fault> for Stop {
    fn from_external_error(input: &Input<'t>, fault: Fault) -> Self {
        Self { left: input.input.len(), fault: Some(fault) }
    }
}

pub(super) fn parse(text: &str) -> Result<Expr, ParseError> {
    let text = text.trim_end();
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        let fault = Fault::TooLarge { most: MOST_CHARACTERS, of: "characters" };
        return Err(ParseError { at: MOST_CHARACTERS, fault });
    }
    let mut input = Input { input: text, state: Bounds::default() };
    whole(&mut input).map_err(|error| {
        let stop = match error {
            ErrMode::Backtrack(stop) | ErrMode::Cut(stop) => stop,
            ErrMode::Incomplete(_) => Stop { left: 0, fault: None },
        };
        let before = text.get(..text.len().saturating_sub(stop.left)).unwrap_or(text);
        let fault = stop.fault.unwrap_or_else(|| expected(&mut { input }, "a value"));
        ParseError { at: before.chars().count() + 1, fault }
    })
}

fn whole(input: &mut Input<'_>) -> Read<Expr> {
    spaces(input)?;
    let expr = binary(input, 0)?;
    if input.input.is_empty() {
        return Ok(expr);
    }
    let fault = expected(input, "an operator or the end");
    stop(input, fault)
}

/// Operators of this rank and higher ones, from the left.
fn binary(input: &mut Input<'_>, rank: u8) -> Read<Expr> {
    let mut left = unary(input)?;
    while let Some((operator, of)) = operator(input, rank)? {
        let right = binary(input, of + 1)?;
        left = Expr::Binary(operator, Box::new([left, right]));
    }
    Ok(left)
}

fn operator(input: &mut Input<'_>, rank: u8) -> Read<Option<(Operator, u8)>> {
    let before = *input;
    let symbol = alt((
        "!=".value((Operator::Unequal, 2)),
        "<=".value((Operator::AtMost, 3)),
        ">=".value((Operator::AtLeast, 3)),
        "=".value((Operator::Equal, 2)),
        "<".value((Operator::Less, 3)),
        ">".value((Operator::More, 3)),
        "+".value((Operator::Plus, 4)),
        "-".value((Operator::Minus, 4)),
        "*".value((Operator::Times, 5)),
    ));
    let word = take_while(1.., is_name).verify_map(|word| {
        Some(match word {
            "or" => (Operator::Or, 0),
            "and" => (Operator::And, 1),
            "div" => (Operator::Div, 5),
            "mod" => (Operator::Mod, 5),
            _ => return None,
        })
    });
    let Some((operator, of)) = opt(alt((symbol, word))).parse_next(input)? else {
        return Ok(None);
    };
    if of < rank {
        *input = before;
        return Ok(None);
    }
    part(input)?;
    spaces(input)?;
    Ok(Some((operator, of)))
}

fn unary(input: &mut Input<'_>) -> Read<Expr> {
    let mut is_negative = false;
    while opt("-").parse_next(input)?.is_some() {
        part(input)?;
        spaces(input)?;
        is_negative = !is_negative;
    }
    let value = value(input)?;
    Ok(if is_negative { Expr::Negative(Box::new(value)) } else { value })
}

fn value(input: &mut Input<'_>) -> Read<Expr> {
    part(input)?;
    let mut ahead = input.input.chars();
    let (first, second) = (ahead.next(), ahead.next());
    let value = match (first, second) {
        (Some('('), _) => {
            open(input)?;
            let inner = within(input, |input| binary(input, 0))?;
            close(input, ")")?;
            inner
        }
        (Some('"' | '\'' | '“' | '”' | '‘' | '’'), _) => Expr::Text(quoted(input)?),
        (Some('0'..='9'), _) | (Some('.'), Some('0'..='9')) => number(input)?,
        (Some('.' | '/' | '$' | '*'), _) => path(input)?,
        (Some(letter), _) if is_first(letter) => named(input)?,
        _ => {
            let fault = expected(input, "a value");
            return stop(input, fault);
        }
    };
    spaces(input)?;
    Ok(value)
}

fn number(input: &mut Input<'_>) -> Read<Expr> {
    let text = take_while(1.., |letter: char| letter.is_ascii_digit() || letter == '.')
        .parse_next(input)?;
    match text.parse() {
        Ok(number) => Ok(Expr::Number(number)),
        Err(_) => stop(input, Fault::Expected { expected: "a number".into(), found: text.into() }),
    }
}

/// Text between quotes. Word processors make quotes round; those are taken for what was meant.
fn quoted(input: &mut Input<'_>) -> Read<String> {
    let before = *input;
    let ends = match input.input.chars().next() {
        Some('"' | '“' | '”') => ['"', '“', '”'],
        _ => ['\'', '‘', '’'],
    };
    winnow::token::any.parse_next(input)?;
    let text: &str = take_till(0.., ends).parse_next(input)?;
    if opt(winnow::token::one_of(ends)).parse_next(input)?.is_none() {
        let fault = expected(input, "the closing quote");
        return stop(&before, fault);
    }
    Ok(text.to_owned())
}

/// A function, or a path that begins with a name.
fn named(input: &mut Input<'_>) -> Read<Expr> {
    let before = *input;
    let name = name(input)?;
    spaces(input)?;
    if !input.input.starts_with('(') {
        *input = before;
        return path(input);
    }
    if matches!(name.as_str(), "current" | "instance") {
        *input = before;
        return path(input);
    }
    open(input)?;
    let values = within(input, values)?;
    close(input, ")")?;
    match function::call(&name, &values) {
        Ok(function) => Ok(Expr::Call(function, values)),
        Err(fault) => stop(&before, fault),
    }
}

fn values(input: &mut Input<'_>) -> Read<Vec<Expr>> {
    let mut values = Vec::new();
    if input.input.starts_with(')') {
        return Ok(values);
    }
    loop {
        values.push(binary(input, 0)?);
        if opt(",").parse_next(input)?.is_none() {
            return Ok(values);
        }
        spaces(input)?;
    }
}

fn path(input: &mut Input<'_>) -> Read<Expr> {
    let start = start(input)?;
    let mut path = Path { start, predicates: Vec::new(), steps: Vec::new() };
    if path.start != Start::Here && path.start != Start::Top {
        path.predicates = predicates(input)?;
    }
    let mut is_due = matches!(path.start, Start::Here | Start::Top);
    loop {
        if !is_due {
            if opt("/").parse_next(input)?.is_none() {
                return Ok(Expr::Path(path));
            }
            if input.input.starts_with('/') {
                let fault = expected(input, "one name after one /");
                return stop(input, fault);
            }
        }
        is_due = false;
        part(input)?;
        path.steps.push(step(input)?);
    }
}

fn start(input: &mut Input<'_>) -> Read<Start> {
    if opt("/").parse_next(input)?.is_some() {
        return Ok(Start::Top);
    }
    if opt("$").parse_next(input)?.is_some() {
        return question(input).map(Start::Question);
    }
    let before = *input;
    if input.input.starts_with(is_first) {
        let name = name(input)?;
        spaces(input)?;
        if input.input.starts_with('(') {
            open(input)?;
            let start = if name == "current" {
                Start::Current
            } else {
                if !input.input.starts_with(['\'', '"', '‘', '’', '“', '”']) {
                    let fault = expected(input, "the name of a list between quotes");
                    return stop(input, fault);
                }
                Start::List(quoted(input)?)
            };
            spaces(input)?;
            close(input, ")")?;
            return Ok(start);
        }
        *input = before;
    }
    Ok(Start::Here)
}

fn question(input: &mut Input<'_>) -> Read<String> {
    close(input, "{")?;
    if input.input.starts_with("last-saved#") {
        let reason = "it would carry what one household said to the next door";
        return stop(input, Fault::Unsupported { name: "${last-saved#…}".into(), reason });
    }
    if !input.input.starts_with(is_first) {
        let fault = expected(input, "the name of a question");
        return stop(input, fault);
    }
    let name = name(input)?;
    close(input, "}")?;
    Ok(name)
}

fn step(input: &mut Input<'_>) -> Read<Step> {
    let to = if opt("..").parse_next(input)?.is_some() {
        To::Parent
    } else if opt(".").parse_next(input)?.is_some() {
        To::Same
    } else if opt("*").parse_next(input)?.is_some() {
        To::Children
    } else if input.input.starts_with(is_first) {
        To::Child(name(input)?)
    } else {
        let fault = expected(input, "a name, . or ..");
        return stop(input, fault);
    };
    Ok(Step { to, predicates: predicates(input)? })
}

fn predicates(input: &mut Input<'_>) -> Read<Vec<Expr>> {
    let mut predicates = Vec::new();
    while opt("[").parse_next(input)?.is_some() {
        spaces(input)?;
        predicates.push(within(input, |input| binary(input, 0))?);
        close(input, "]")?;
    }
    Ok(predicates)
}

/// A name; a prefix before a colon, as in `jr:choice-name`, belongs to it.
fn name(input: &mut Input<'_>) -> Read<String> {
    let first: &str = take_while(1.., is_name).parse_next(input)?;
    let mut name = first.to_owned();
    let mut ahead = input.input.chars();
    if ahead.next() == Some(':') && ahead.next().is_some_and(is_first) {
        let rest: &str =
            take_while(1.., |letter| is_name(letter) || letter == ':').parse_next(input)?;
        name += rest;
    }
    Ok(name)
}

fn is_first(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

fn spaces(input: &mut Input<'_>) -> Read<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn open(input: &mut Input<'_>) -> Read<()> {
    literal("(").parse_next(input)?;
    spaces(input)
}

fn close(input: &mut Input<'_>, what: &'static str) -> Read<()> {
    if opt(literal(what)).parse_next(input)?.is_none() {
        let fault = expected(input, what);
        return stop(input, fault);
    }
    if what == ")" || what == "]" {
        // What follows a bracket may be a step or another bracket: only blanks are passed over.
        let before = *input;
        spaces(input)?;
        if input.input.starts_with('/') && before.input != input.input {
            *input = before;
        }
    }
    Ok(())
}

/// Counts the depth, so that no text can exhaust the stack of a phone.
fn within<T>(input: &mut Input<'_>, read: impl Fn(&mut Input<'_>) -> Read<T>) -> Read<T> {
    if input.state.depth == DEEPEST {
        return stop(input, Fault::TooLarge { most: DEEPEST, of: "brackets in each other" });
    }
    input.state.depth += 1;
    let read = read(input)?;
    input.state.depth -= 1;
    Ok(read)
}

fn part(input: &mut Input<'_>) -> Read<()> {
    input.state.parts += 1;
    if input.state.parts > MOST_PARTS {
        return stop(input, Fault::TooLarge { most: MOST_PARTS, of: "parts" });
    }
    Ok(())
}

fn expected(input: &mut Input<'_>, what: &str) -> Fault {
    let next: String = input.input.chars().take(12).collect();
    let found = if next.is_empty() { "the end".into() } else { format!("\"{next}\"") };
    let is_word = what.chars().any(char::is_alphabetic);
    let expected = if is_word { what.to_owned() } else { format!("\"{what}\"") };
    Fault::Expected { expected, found }
}

fn stop<T>(input: &Input<'_>, fault: Fault) -> Read<T> {
    Err(ErrMode::Cut(Stop { left: input.input.len(), fault: Some(fault) }))
}

/// A function that takes these values.
pub(super) type Called = Result<Function, Fault>;
