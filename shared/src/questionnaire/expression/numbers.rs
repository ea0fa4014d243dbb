//! What functions do with numbers.

use super::function::Function;

/// The functions of one number, or of two.
pub(super) fn apply(function: Function, x: f64, y: f64) -> f64 {
    match function {
        Function::Int => x.trunc(),
        Function::Round => round(x, y),
        Function::Floor => x.floor(),
        Function::Ceiling => x.ceil(),
        Function::Abs => x.abs(),
        Function::Pow => x.powf(y),
        Function::Sqrt => x.sqrt(),
        Function::Exp => x.exp(),
        Function::Exp10 => 10_f64.powf(x),
        Function::Log => x.ln(),
        Function::Log10 => x.log10(),
        Function::Sin => x.sin(),
        Function::Cos => x.cos(),
        Function::Tan => x.tan(),
        Function::Asin => x.asin(),
        Function::Acos => x.acos(),
        Function::Atan => x.atan(),
        Function::Atan2 => x.atan2(y),
        _ => x,
    }
}

/// To so many places after the point; halves go up, as in XPath.
fn round(x: f64, places: f64) -> f64 {
    if !x.is_finite() || !places.is_finite() {
        return x;
    }
    let places = places.trunc().clamp(-15.0, 15.0);
    let power = 10_f64.powf(places.abs());
    // By a division for places before the point, which a tenth would make unclean.
    if places < 0.0 { (x / power + 0.5).floor() * power } else { (x * power + 0.5).floor() / power }
}

/// A number from 0 to below 1.
pub(super) fn fraction(chance: u64) -> f64 {
    (chance >> 11) as f64 / (1_u64 << 53) as f64
}

/// Whether so many of the boxes are ticked; a bound of -1 is none.
pub(super) fn is_between(sum: f64, least: f64, most: f64) -> bool {
    (least < 0.0 || sum >= least) && (most < 0.0 || sum <= most)
}
