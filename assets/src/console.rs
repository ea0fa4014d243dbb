//! What the pages of the desk are dressed in: styles, a script, drawings and texts.

/// The design tokens that every screen of Palier shares.
pub const TOKENS: &str = include_str!("../css/tokens.css");
/// The styles of the desk: what all pages share, then page by page.
pub const STYLE: &str =
    concat!(include_str!("../css/console.css"), include_str!("../css/console-pages.css"));
/// What keys and news need; every page works without it.
pub const SCRIPT: &str = include_str!("../js/console.js");
/// What draws a map, for the page of a map alone.
pub const MAP: &str = include_str!("../js/console-map.js");
/// The drawings, as symbols to stand at the top of a page.
pub const ICONS: &str = include_str!("../icons/console.svg");
/// The texts in French, which is the source.
pub const FRENCH: &str = include_str!("../locales/console.fr.ftl");
/// The texts in English.
pub const ENGLISH: &str = include_str!("../locales/console.en.ftl");
