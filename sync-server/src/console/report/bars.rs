//! Lying bars with their headings; the same figures stand beside them as a table.

use std::fmt::Write;

use super::super::tongue::Tongue;
use super::super::words::escaped;
use super::paper::Row;

const STEP: usize = 22;
const HEADING: usize = 132;
const LONGEST: f64 = 150.0;
/// A heading that is longer is cut; the table has it whole.
const LETTERS: usize = 20;

/// The rows as a drawing of that name; nothing where there is no row.
pub(super) fn drawn(t: Tongue, name: &str, rows: &[Row]) -> String {
    let Some(most) = rows.iter().map(|row| row.n).max().filter(|most| *most > 0) else {
        return String::new();
    };
    let mut svg = format!(
        "<svg class=\"lying\" viewBox=\"0 0 330 {}\" role=\"img\" aria-label=\"{}\"><defs>\
         <pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"hatch-ground\"/>\
         <path d=\"M0 0V6\" class=\"hatch-line\"/></pattern></defs>",
        rows.len() * STEP + 2,
        escaped(name)
    );
    for (index, row) in rows.iter().enumerate() {
        let y = index * STEP;
        #[expect(clippy::cast_precision_loss, reason = "a mission has few households")]
        let width = (row.n as f64 / most as f64 * LONGEST).max(3.0);
        #[expect(clippy::cast_precision_loss, reason = "a constant of three digits")]
        let end = HEADING as f64 + width + 6.0;
        let _ = write!(
            svg,
            "<text x=\"0\" y=\"{}\" class=\"hl\">{}</text><rect x=\"{HEADING}\" y=\"{}\" \
             width=\"{width:.1}\" height=\"15\" class=\"{}\"/><text x=\"{end:.1}\" y=\"{}\" \
             class=\"hv\">{}</text>",
            y + 14,
            escaped(&short(&row.name)),
            y + 2,
            row.bar,
            y + 14,
            t.number(row.n)
        );
    }
    svg + "</svg>"
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", cut.trim_end_matches([' ', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_its_heading_and_its_figure_and_nothing_typed_becomes_markup() {
        let name = "<b>Repasser, Bloqué, Vide".to_owned();
        let rows = [
            Row { name, n: 22, bar: "b-other" },
            Row { name: "Refus".to_owned(), n: 11, bar: "b-other" },
        ];
        let svg = drawn(Tongue::French, "Issues", &rows);
        assert!(svg.contains("&lt;b&gt;Repasser, Bloqué…"), "{svg}");
        assert!(svg.contains("width=\"150.0\"") && svg.contains("width=\"75.0\""), "{svg}");
        assert_eq!(drawn(Tongue::French, "Issues", &[]), "");
    }
}
