//! Language, colours and size of letters: how a person wants the app to look. They are no secret,
//! and are kept outside the store, because the screen that unlocks it needs them.

use serde::{Deserialize, Serialize};

use super::screen;
use crate::i18n::Language;
use crate::platform::keepsake;

/// The sizes of letters, in percent of what the system says.
pub(crate) const SIZES: [u32; 6] = [100, 115, 130, 150, 175, 200];

/// How the app looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The language of the interface.
    pub(crate) language: Language,
    /// The colours.
    pub(crate) theme: Theme,
    /// The size of letters, in percent.
    pub(crate) size: u32,
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// The light is on.
    Light,
    /// The light is off.
    Dark,
}

/// As it is kept.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    size: Option<u32>,
}

impl Look {
    /// As it was kept, else as the browser or the system would have it.
    pub(crate) fn load() -> Self {
        let kept: Kept =
            keepsake::load().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let language = kept.language.as_deref().and_then(Language::of_tag);
        Self {
            language: language.or_else(screen::preferred_language).unwrap_or_default(),
            theme: kept.theme,
            size: kept.size.filter(|size| SIZES.contains(size)).unwrap_or(100),
        }
    }

    /// Keeps it. Where that cannot be, the app only looks as before at the next start.
    pub(crate) fn keep(self) {
        let kept = Kept {
            language: Some(self.language.code().to_owned()),
            theme: self.theme,
            size: Some(self.size),
        };
        if let Ok(text) = serde_json::to_string(&kept) {
            keepsake::keep(&text);
        }
    }
}
