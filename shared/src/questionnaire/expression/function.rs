//! The functions that an expression may call: their names, how many values they take, and which of
//! other programs are not here, with the reason.

use super::syntax::{Expr, Path, Start};
use super::{Fault, strings};

macro_rules! functions {
    ($($variant:ident $name:literal $least:literal $most:expr;)*) => {
        /// A function; its name in expressions is [`Function::name`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as in the specification of ODK XForms")]
        pub enum Function { $($variant),* }

        impl Function {
            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }

        /// Name, function, and how many values it takes at least and at most.
        const ALL: &[(&str, Function, usize, usize)] =
            &[$(($name, Function::$variant, $least, $most)),*];
    };
}

const ANY: usize = usize::MAX;

functions! {
    If "if" 3 3;
    Coalesce "coalesce" 1 ANY;
    Once "once" 1 1;
    Not "not" 1 1;
    True "true" 0 0;
    False "false" 0 0;
    Boolean "boolean" 1 1;
    BooleanFromString "boolean-from-string" 1 1;
    Checklist "checklist" 2 ANY;
    WeightedChecklist "weighted-checklist" 4 ANY;
    Selected "selected" 2 2;
    SelectedAt "selected-at" 2 2;
    CountSelected "count-selected" 1 1;
    ChoiceName "jr:choice-name" 2 2;
    IndexedRepeat "indexed-repeat" 3 9;
    Position "position" 0 1;
    Last "last" 0 0;
    Count "count" 1 1;
    CountNonEmpty "count-non-empty" 1 1;
    Sum "sum" 1 1;
    Min "min" 1 ANY;
    Max "max" 1 ANY;
    String "string" 1 1;
    Concat "concat" 1 ANY;
    Join "join" 1 ANY;
    Contains "contains" 2 2;
    StartsWith "starts-with" 2 2;
    EndsWith "ends-with" 2 2;
    Substr "substr" 2 3;
    Substring "substring" 2 3;
    SubstringBefore "substring-before" 2 2;
    SubstringAfter "substring-after" 2 2;
    StringLength "string-length" 1 1;
    Translate "translate" 3 3;
    NormalizeSpace "normalize-space" 1 1;
    Regex "regex" 2 2;
    Uuid "uuid" 0 1;
    Number "number" 1 1;
    Int "int" 1 1;
    Round "round" 1 2;
    Floor "floor" 1 1;
    Ceiling "ceiling" 1 1;
    Abs "abs" 1 1;
    Pow "pow" 2 2;
    Sqrt "sqrt" 1 1;
    Exp "exp" 1 1;
    Exp10 "exp10" 1 1;
    Log "log" 1 1;
    Log10 "log10" 1 1;
    Sin "sin" 1 1;
    Cos "cos" 1 1;
    Tan "tan" 1 1;
    Asin "asin" 1 1;
    Acos "acos" 1 1;
    Atan "atan" 1 1;
    Atan2 "atan2" 2 2;
    Pi "pi" 0 0;
    Random "random" 0 0;
    Today "today" 0 0;
    Now "now" 0 0;
    Date "date" 1 1;
    DateTime "date-time" 1 1;
    FormatDate "format-date" 2 2;
    FormatDateTime "format-date-time" 2 2;
    DecimalDateTime "decimal-date-time" 1 1;
    DecimalTime "decimal-time" 1 1;
}

const NO_PLACE: &str = "Palier keeps no positions, so that nobody can be tracked";
const NO_DEVICE: &str = "Palier tells a form nothing about the phone";

/// What other programs have, and why it is not here.
const REFUSED: &[(&str, &str)] = &[
    ("area", NO_PLACE),
    ("distance", NO_PLACE),
    ("geofence", NO_PLACE),
    ("intersects", NO_PLACE),
    ("property", NO_DEVICE),
    ("version", NO_DEVICE),
    ("jr:itext", "texts are chosen by the phone's language"),
    ("pulldata", "put the file in a list with select_one_from_file, and ask instance() for it"),
    ("search", "choices come from the sheet or from a file with select_one_from_file"),
    ("randomize", "choices are mixed by the parameter randomize=true"),
    ("digest", "a phone would load code for sums that no visit needs"),
    ("base64-decode", "a phone would load code that no visit needs"),
    ("base64-encode", "a phone would load code that no visit needs"),
    ("extract-signed", "a phone would load code that no visit needs"),
    ("thousandsep", "numbers are written in the phone's language"),
    ("id", "there are no ids in a form"),
    ("lang", "texts are chosen by the phone's language"),
];

/// The names of all functions, in the order of the documentation.
pub fn supported() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, ..)| *name)
}

/// The function of this name, if it can be called with these values.
pub(super) fn call(name: &str, values: &[Expr]) -> super::parse::Called {
    let Some((_, function, least, most)) = ALL.iter().find(|(known, ..)| *known == name) else {
        let refused = REFUSED.iter().find(|(known, _)| *known == name);
        return Err(refused.map_or_else(
            || Fault::UnknownFunction(name.to_owned()),
            |(name, reason)| Fault::Unsupported { name: format!("{name}()"), reason },
        ));
    };
    let given = values.len();
    if given < *least || given > *most {
        let takes = match (*least, *most) {
            (least, most) if least == most => least.to_string(),
            (least, ANY) => format!("{least} or more"),
            (least, most) => format!("{least} to {most}"),
        };
        return Err(Fault::Arity { name: name.to_owned(), takes, given });
    }
    fits(*function, values)?;
    Ok(*function)
}

/// What a function wants of its values, as far as the text tells.
fn fits(function: Function, values: &[Expr]) -> Result<(), Fault> {
    let is_question =
        |value: &Expr| matches!(value, Expr::Path(Path { start: Start::Question(_), .. }));
    let wants_path = match function {
        Function::Count | Function::CountNonEmpty | Function::Sum | Function::Position => {
            !values.iter().all(|value| matches!(value, Expr::Path(_)))
        }
        Function::IndexedRepeat => {
            let pairs = values.get(1..).unwrap_or_default().chunks(2);
            !values.first().is_some_and(is_question)
                || pairs
                    .into_iter()
                    .any(|pair| pair.len() < 2 || !pair.first().is_some_and(is_question))
        }
        _ => false,
    };
    if wants_path {
        let name = function.name();
        let expected = format!("questions like ${{name}} in {name}()");
        return Err(Fault::Expected { expected, found: "something else".to_owned() });
    }
    if let (Function::Regex, [_, Expr::Text(pattern)]) = (function, values) {
        strings::pattern(pattern).map_err(Fault::Pattern)?;
    }
    Ok(())
}
