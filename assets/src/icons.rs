//! Icons on a grid of 24, drawn with a stroke of 2 in the colour of the text.

/// All of them as symbols `i-NAME`, to stand once in a page and be used by name.
pub const SPRITE: &str = include_str!("../icons/sprite.svg");
