//! QR codes as drawings in a page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::answer::Trouble;

/// A drawing that a phone reads as `text`. It is dark on light in both themes: cameras want it so.
pub(super) fn picture(text: &str) -> Result<String, Trouble> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Trouble::Unavailable)?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .dark_color(svg::Color("#14201b"))
        .light_color(svg::Color("#ffffff"))
        .quiet_zone(true)
        .min_dimensions(200, 200)
        .build();
    // The page is HTML: it wants the drawing without the declaration of a file.
    Ok(drawn.find("<svg").map_or(drawn.clone(), |at| drawn.split_at(at).1.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_stands_in_a_page_and_holds_no_style() {
        let drawn = picture("https://palier.example/app/#code=lusab-babad-gutih").unwrap();
        assert!(drawn.starts_with("<svg"));
        assert!(!drawn.contains("style="));
        assert!(!drawn.contains("<?xml"));
    }
}
