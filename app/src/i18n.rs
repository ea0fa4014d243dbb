//! Texts for people, by Fluent: one file a language, French being the source.
//!
//! A view holds [`Texts`] and asks by `t!(texts, "id", count = 3)`, or by a [`Family`] where the
//! last part of the id comes from data. Dates and numbers are written here too, by the words of the
//! same files, so that browser, window and phone write alike without a calendar library. The tests
//! find missing, unused and unequal messages.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

mod dates;
mod family;
mod number;
#[cfg(test)]
mod tests;

pub use dates::Moment;
pub use family::*;
pub use fluent_bundle::FluentValue as Value;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// The source of all texts.
    #[default]
    French,
    /// English.
    English,
    /// Written from right to left.
    Arabic,
    /// Turkish.
    Turkish,
    /// Portuguese.
    Portuguese,
}

impl Language {
    /// In the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::French, Self::English, Self::Arabic, Self::Turkish, Self::Portuguese];

    /// As ISO 639 writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Arabic => "ar",
            Self::Turkish => "tr",
            Self::Portuguese => "pt",
        }
    }

    /// As its speakers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
            Self::Arabic => "العربية",
            Self::Turkish => "Türkçe",
            Self::Portuguese => "Português",
        }
    }

    /// Which way its lines run, as HTML writes it.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The language of a tag such as `pt-BR`, where it is one of these.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Its file; in a browser what was brought.
    fn source(self) -> String {
        #[cfg(target_arch = "wasm32")]
        return crate::platform::texts::held(self.code());
        #[cfg(not(target_arch = "wasm32"))]
        match self {
            Self::French => assets::locales::FR,
            Self::English => assets::locales::EN,
            Self::Arabic => assets::locales::AR,
            Self::Turkish => assets::locales::TR,
            Self::Portuguese => assets::locales::PT,
        }
        .to_owned()
    }
}

/// The texts of one language; clones share them.
#[derive(Clone)]
pub struct Texts {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

/// A text by its id, with the values that it names.
#[macro_export]
macro_rules! t {
    ($texts:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $texts.say($id, &[$((stringify!($name), $crate::i18n::Value::from($value))),*])
    };
}
pub use t;

impl Texts {
    /// The texts of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        // The tags are those above; a tag that could not be read would only mean plain plurals.
        let tags = language.code().parse().into_iter().collect();
        let mut bundle = FluentBundle::new(tags);
        // Marks around each value would be read out; Arabic alone mixes directions.
        bundle.set_use_isolating(language == Language::Arabic);
        bundle.set_formatter(Some(number::formatter(language)));
        // The tests hold every file to be whole and faultless; what could be read is used at any rate.
        let resource = FluentResource::try_new(language.source());
        bundle.add_resource_overriding(resource.unwrap_or_else(|(readable, _)| readable));
        Self { language, bundle: Rc::new(bundle) }
    }

    /// Of which language they are.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text; views write [`t!`](crate::t) instead, which the tests can read.
    #[must_use]
    pub fn say(&self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return String::new();
        };
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        // A value that was not handed in shows as its name; the tests find it before a reader does.
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The text of one member of a family, or what the family says of members it does not know.
    #[must_use]
    pub fn of(&self, family: Family, member: &str) -> String {
        self.say(&family.id(member), &[])
    }
}

/// `3ᵉ` as a screen reader should say it.
#[must_use]
pub fn spoken(text: &str) -> String {
    text.replace('ᵉ', "e").replace('ʳ', "r")
}
