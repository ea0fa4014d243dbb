//! The icons of the installed app, drawn from one SVG.

use std::fs;
use std::path::Path;

use anyhow::Context;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Name, size, and how much larger than that the drawing is: where a phone cuts an icon to a shape
/// of its own, the round corners of ours lie outside, and the door still in the middle.
const ICONS: &[(&str, u16, f32)] = &[
    ("icon-192.png", 192, 1.0),
    ("icon-512.png", 512, 1.0),
    ("icon-maskable-512.png", 512, 1.2),
    ("icon-apple-180.png", 180, 1.2),
];

pub(crate) fn draw(svg: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    let text = fs::read_to_string(svg).with_context(|| svg.display().to_string())?;
    let tree = Tree::from_str(&text, &Options::default())?;
    for (name, size, larger) in ICONS {
        let side = f32::from(*size);
        let mut map = Pixmap::new((*size).into(), (*size).into()).context("an icon has a size")?;
        let scale = side * larger / tree.size().width();
        let margin = side * (1.0 - larger) / 2.0;
        let place = Transform::from_scale(scale, scale).post_translate(margin, margin);
        resvg::render(&tree, place, &mut map.as_mut());
        map.save_png(to.join(name))?;
    }
    fs::copy(svg, to.join("icon.svg"))?;
    Ok(())
}
