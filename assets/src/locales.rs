//! The texts for people, in Fluent, a file a language. French is the source: the others say the same.

/// French.
pub const FR: &str = include_str!("../locales/fr.ftl");
/// English.
pub const EN: &str = include_str!("../locales/en.ftl");
/// Arabic.
pub const AR: &str = include_str!("../locales/ar.ftl");
/// Turkish.
pub const TR: &str = include_str!("../locales/tr.ftl");
/// Portuguese.
pub const PT: &str = include_str!("../locales/pt.ftl");
