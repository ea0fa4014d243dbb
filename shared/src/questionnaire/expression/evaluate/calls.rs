//! Calls of functions, by how many values they are given.

use super::super::calendar::{self, Offset};
use super::super::function::Function;
use super::super::question_in;
use super::super::syntax::{Expr, Path, Start};
use super::super::value::{Place, Value};
use super::super::{numbers, strings};
use super::{Asked, Context, Done, EvaluateError, Surroundings};

/// The longest text that an expression may make, in bytes.
const LONGEST: usize = 64 * 1024;

impl<'w> Asked<'w, '_> {
    pub(super) fn call(
        &mut self,
        function: Function,
        values: &'w [Expr],
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        match values {
            [] => Ok(self.of_nothing(function, at)),
            [only] => self.of_one(function, only, at),
            [first, second] => self.of_two(function, first, second, at),
            _ => self.of_many(function, values, at),
        }
    }

    fn of_nothing(&mut self, function: Function, at: Context<'w>) -> Value<'w> {
        let Surroundings { now, offset, .. } = *self.surroundings;
        let days = calendar::wall(now, offset);
        match function {
            Function::True => Value::Bool(true),
            Function::Position => Value::Number(at.position as f64),
            Function::Last => Value::Number(at.size as f64),
            Function::Pi => Value::Number(std::f64::consts::PI),
            Function::Random => Value::Number(numbers::fraction((self.chance)())),
            Function::Today => Value::Text(calendar::day_text(days).unwrap_or_default()),
            Function::Now => Value::Text(calendar::moment_text(days, offset).unwrap_or_default()),
            Function::Uuid => Value::Text(self.uuid()),
            _ => Value::Bool(false),
        }
    }

    fn uuid(&mut self) -> String {
        let (high, low) = ((self.chance)(), (self.chance)());
        let bytes = ((u128::from(high) << 64) | u128::from(low)).to_be_bytes();
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    fn of_one(&mut self, function: Function, only: &'w Expr, at: Context<'w>) -> Done<Value<'w>> {
        let offset = self.surroundings.offset;
        if function == Function::Once {
            let kept = self.here.text();
            return if kept.is_empty() { self.value(only, at) } else { Ok(Value::Text(kept)) };
        }
        let value = self.value(only, at)?;
        Ok(match function {
            Function::Coalesce | Function::String | Function::Concat => Value::Text(match value {
                Value::Places(_) if function == Function::Concat => value.texts().concat(),
                other => other.text(),
            }),
            Function::Not => Value::Bool(!value.truth()),
            Function::Boolean => Value::Bool(value.truth()),
            Function::BooleanFromString => {
                Value::Bool(matches!(value.text().as_str(), "true" | "1"))
            }
            Function::CountSelected => {
                Value::Number(strings::selected(&value.text()).count() as f64)
            }
            Function::Position => Value::Number(position(&value)),
            Function::Count => Value::Number(value.texts().len() as f64),
            Function::CountNonEmpty => {
                Value::Number(value.texts().iter().filter(|text| !text.is_empty()).count() as f64)
            }
            Function::Sum | Function::Min | Function::Max => {
                Value::Number(fold(function, &filled(&value, offset)))
            }
            Function::StringLength => Value::Number(value.text().chars().count() as f64),
            Function::NormalizeSpace => Value::Text(strings::normalize_space(&value.text())),
            Function::Join => Value::Text(String::new()),
            Function::Uuid => Value::Text(self.letters(value.number(offset))),
            Function::Number => Value::Number(value.number(offset)),
            Function::Date => Value::Text(day(&value, offset).unwrap_or_default()),
            Function::DateTime => Value::Text(moment(&value, offset).unwrap_or_default()),
            Function::DecimalDateTime => Value::Number(value.number(offset)),
            Function::DecimalTime => {
                let part = calendar::part_of_day(&value.text(), offset);
                Value::Number(part.unwrap_or(f64::NAN))
            }
            other => Value::Number(numbers::apply(other, value.number(offset), 0.0)),
        })
    }

    /// So many letters and digits by chance, at most a hundred.
    fn letters(&mut self, count: f64) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let mut letter = || {
            let at = (self.chance)() % LETTERS.len() as u64;
            LETTERS.get(at as usize).map_or('0', |letter| char::from(*letter))
        };
        (0..count.clamp(0.0, 100.0) as usize).map(|_| letter()).collect()
    }

    fn of_two(
        &mut self,
        function: Function,
        first: &'w Expr,
        second: &'w Expr,
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        match function {
            Function::Round | Function::Pow | Function::Atan2 => {
                let (x, y) = (self.number(first, at)?, self.number(second, at)?);
                return Ok(Value::Number(numbers::apply(function, x, y)));
            }
            Function::SelectedAt => {
                let (text, index) = (self.text(first, at)?, self.number(second, at)?);
                let is_place = index >= 0.0 && index.fract() == 0.0;
                let name = strings::selected(&text).nth(index as usize).filter(|_| is_place);
                return Ok(Value::Text(name.unwrap_or_default().to_owned()));
            }
            Function::ChoiceName => return self.choice_name(first, second, at),
            Function::Substr => {
                let (text, start) = (self.text(first, at)?, self.number(second, at)?);
                return Ok(Value::Text(strings::substr(&text, start, None)));
            }
            Function::Substring => {
                let (text, start) = (self.text(first, at)?, self.number(second, at)?);
                return Ok(Value::Text(strings::substring(&text, start, None)));
            }
            Function::Selected
            | Function::Contains
            | Function::StartsWith
            | Function::EndsWith
            | Function::SubstringBefore
            | Function::SubstringAfter
            | Function::Regex
            | Function::FormatDate
            | Function::FormatDateTime => {}
            _ => return self.of_list(function, &[first, second], at),
        }
        let (text, other) = (self.text(first, at)?, self.text(second, at)?);
        self.of_texts(function, &text, &other)
    }

    fn of_texts(&mut self, function: Function, text: &str, other: &str) -> Done<Value<'w>> {
        let Surroundings { offset, day_names, .. } = *self.surroundings;
        Ok(match function {
            Function::Selected => {
                Value::Bool(strings::selected(text).any(|name| name == other.trim()))
            }
            Function::Contains => Value::Bool(text.contains(other)),
            Function::StartsWith => Value::Bool(text.starts_with(other)),
            Function::EndsWith => Value::Bool(text.ends_with(other)),
            Function::SubstringBefore => {
                Value::Text(text.split_once(other).map_or("", |(before, _)| before).to_owned())
            }
            Function::SubstringAfter => {
                Value::Text(text.split_once(other).map_or("", |(_, after)| after).to_owned())
            }
            Function::Regex => {
                let pattern = strings::pattern(other).map_err(EvaluateError::Pattern)?;
                self.step(text.len())?;
                Value::Bool(pattern.is_match(text))
            }
            _ => Value::Text(calendar::format(text, other, offset, day_names)),
        })
    }

    fn choice_name(
        &mut self,
        choice: &'w Expr,
        question: &'w Expr,
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        let choice = self.text(choice, at)?;
        let question = match question {
            Expr::Path(Path { start: Start::Question(name), .. }) => name.clone(),
            other => {
                let text = self.text(other, at)?;
                question_in(&text).unwrap_or(&text).to_owned()
            }
        };
        let name = (self.surroundings.choice_name)(&question, &choice);
        Ok(Value::Text(name.unwrap_or(choice)))
    }

    fn of_many(
        &mut self,
        function: Function,
        values: &'w [Expr],
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        match (function, values) {
            (Function::If, [condition, yes, no]) => {
                let chosen = if self.truth(condition, at)? { yes } else { no };
                self.value(chosen, at)
            }
            (Function::Translate, [text, from, to]) => {
                let (text, from) = (self.text(text, at)?, self.text(from, at)?);
                self.step(text.len().saturating_mul(from.len()) / 16)?;
                Ok(Value::Text(strings::translate(&text, &from, &self.text(to, at)?)))
            }
            (Function::Substr | Function::Substring, [text, start, end]) => {
                let text = self.text(text, at)?;
                let (start, end) = (self.number(start, at)?, self.number(end, at)?);
                let part = if function == Function::Substr {
                    strings::substr(&text, start, Some(end))
                } else {
                    strings::substring(&text, start, Some(end))
                };
                Ok(Value::Text(part))
            }
            (Function::IndexedRepeat, [question, pairs @ ..]) => {
                self.indexed_repeat(question, pairs, at)
            }
            _ => self.of_list(function, &values.iter().collect::<Vec<_>>(), at),
        }
    }

    /// Functions that take as many values as one likes.
    fn of_list(
        &mut self,
        function: Function,
        values: &[&'w Expr],
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        let offset = self.surroundings.offset;
        if function == Function::Coalesce {
            for value in values {
                let text = self.text(value, at)?;
                if !text.is_empty() {
                    return Ok(Value::Text(text));
                }
            }
            return Ok(Value::Text(String::new()));
        }
        let mut known = Vec::with_capacity(values.len());
        for value in values {
            known.push(self.value(value, at)?);
        }
        Ok(match function {
            Function::Concat | Function::Join => {
                let (between, rest) = match known.split_first() {
                    Some((between, rest)) if function == Function::Join => (between.text(), rest),
                    _ => (String::new(), known.as_slice()),
                };
                let texts: Vec<_> = rest.iter().flat_map(Value::texts).collect();
                let length: usize = texts.iter().map(|text| text.len() + between.len()).sum();
                if length > LONGEST {
                    return Err(EvaluateError::TooMuchText);
                }
                self.step(length / 16)?;
                Value::Text(texts.join(&between))
            }
            Function::Checklist | Function::WeightedChecklist => {
                Value::Bool(is_checked(function, &known, offset))
            }
            _ => {
                let numbers = known.iter().flat_map(|value| filled(value, offset));
                Value::Number(fold(function, &numbers.collect::<Vec<_>>()))
            }
        })
    }
}

/// Which turn of its repeat a place is, counted from 1.
fn position(value: &Value<'_>) -> f64 {
    let Value::Places(places) = value else {
        return f64::NAN;
    };
    places.first().map_or(f64::NAN, |Place { tree, node }| {
        let Some(parent) = tree.parent(*node) else {
            return 1.0;
        };
        let name = tree.name(*node);
        let alike = tree.children(parent).iter().filter(|child| tree.name(**child) == name);
        alike.take_while(|child| *child != node).count() as f64 + 1.0
    })
}

/// The numbers of a value; questions without an answer are passed over.
fn filled(value: &Value<'_>, offset: Offset) -> Vec<f64> {
    match value {
        Value::Places(places) => {
            let texts = places.iter().map(Place::text).filter(|text| !text.is_empty());
            texts.map(|text| Value::Text(text).number(offset)).collect()
        }
        Value::Text(text) if text.is_empty() => Vec::new(),
        other => vec![other.number(offset)],
    }
}

fn fold(function: Function, numbers: &[f64]) -> f64 {
    if function == Function::Sum {
        return numbers.iter().sum();
    }
    let better = |one: f64, other: f64| match function {
        _ if one.is_nan() || other.is_nan() => f64::NAN,
        Function::Min => one.min(other),
        _ => one.max(other),
    };
    numbers.iter().copied().reduce(better).unwrap_or(f64::NAN)
}

fn is_checked(function: Function, values: &[Value<'_>], offset: Offset) -> bool {
    let [least, most, boxes @ ..] = values else {
        return false;
    };
    let sum: f64 = if function == Function::Checklist {
        boxes.iter().filter(|ticked| ticked.truth()).count() as f64
    } else {
        let weight = |pair: &[Value<'_>]| match pair {
            [ticked, weight] if ticked.truth() => weight.number(offset),
            _ => 0.0,
        };
        boxes.chunks(2).map(weight).sum()
    };
    numbers::is_between(sum, least.number(offset), most.number(offset))
}

fn day(value: &Value<'_>, offset: Offset) -> Option<String> {
    calendar::day_text(value.number(offset))
}

fn moment(value: &Value<'_>, offset: Offset) -> Option<String> {
    calendar::moment_text(value.number(offset), offset)
}
