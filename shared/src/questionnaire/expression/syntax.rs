//! What an expression says once it was read.

use super::function::Function;

/// A part of an expression, or all of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number.
    Number(f64),
    /// Words between quotes.
    Text(String),
    /// The number with the other sign.
    Negative(Box<Self>),
    /// Two values and what is done with them.
    Binary(Operator, Box<[Self; 2]>),
    /// A function and its values.
    Call(Function, Vec<Self>),
    /// Places in the answers or in a list.
    Path(Path),
}

/// What is done with two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `div`
    Div,
    /// `mod`
    Mod,
}

/// A way to places: where it starts, and its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// Which of the places it starts with are meant: `${repeat}[…]`.
    pub predicates: Vec<Expr>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// `/`: above the whole form.
    Top,
    /// Where one stands: `.`, `..`, `name`.
    Here,
    /// `${name}`: the question of that name, the nearest one in a repeat.
    Question(String),
    /// `current()`: the question whose expression it is, also inside of brackets.
    Current,
    /// `instance('name')`: a list.
    List(String),
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it leads.
    pub to: To,
    /// Which of the places are meant: `[…]`.
    pub predicates: Vec<Expr>,
}

/// Where a step leads.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// `.`
    Same,
    /// `..`
    Parent,
    /// `name`
    Child(String),
    /// `*`
    Children,
}

impl Expr {
    /// Shows this part and all within it.
    pub fn visit<'e>(&'e self, see: &mut dyn FnMut(&'e Self)) {
        see(self);
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Negative(of) => of.visit(see),
            Self::Binary(_, sides) => sides.iter().for_each(|side| side.visit(see)),
            Self::Call(_, values) => values.iter().for_each(|value| value.visit(see)),
            Self::Path(path) => {
                let steps = path.steps.iter().flat_map(|step| &step.predicates);
                path.predicates.iter().chain(steps).for_each(|inner| inner.visit(see));
            }
        }
    }
}
