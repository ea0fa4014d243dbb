//! The style sheets, for a window that loads nothing.

/// What colours, sizes and distances are called.
pub const TOKENS: &str = include_str!("../css/tokens.css");
/// How the phone's screens look.
pub const APP: &str = include_str!("../css/app.css");
