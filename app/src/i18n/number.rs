//! How numbers are written: the digits 0 to 9 in all languages, grouped by each one's custom.

use fluent_bundle::FluentValue;
use intl_memoizer::IntlLangMemoizer;

use super::Language;

/// Writes the numbers in a text.
pub(super) type Formatter = fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>;

/// The one for `language`.
pub(super) fn formatter(language: Language) -> Formatter {
    match language {
        Language::French => |value, _| grouped(value, '\u{202f}'),
        Language::English | Language::Arabic => |value, _| grouped(value, ','),
        Language::Turkish | Language::Portuguese => |value, _| grouped(value, '.'),
    }
}

fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let digits = format!("{:.0}", number.value.abs());
    let mut text = String::with_capacity(digits.len() + 3);
    if number.value < 0.0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_by_the_custom_of_the_language() {
        let written = |language: Language, number: i64| {
            let memoizer = IntlLangMemoizer::new(language.code().parse().unwrap());
            formatter(language)(&FluentValue::from(number), &memoizer).unwrap()
        };
        assert_eq!(written(Language::French, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(written(Language::Portuguese, 1_234), "1.234");
        assert_eq!(written(Language::Arabic, 999), "999");
        assert_eq!(written(Language::English, -1_000), "\u{2212}1,000");
    }
}
