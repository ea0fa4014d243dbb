//! Questionnaires: what is asked at a door beyond the outcome of the visit.
//!
//! Pure, like all of this crate: it reads no spreadsheet (the server does) and draws no screen (the
//! phone does). A [`Questionnaire`] is what an import took: [`Questionnaire::check`] says whether
//! its expressions lead anywhere, and [`Questionnaire::order`] in which order they are asked. Start
//! at [`Item`] for what there is to ask, at [`expression`] for the formulas between questions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use expression::Expression;

pub mod expression;
mod index;
mod order;
mod texts;

pub use index::{Entry, Index, Misplaced, ReferenceFault};
pub use order::Cycle;
pub use texts::{Piece, Texts, pieces};

/// The name of the whole form in paths such as `/data/age`.
pub const ROOT: &str = "data";

/// A form as it was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// What programs call it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Which version of it this is, in its author's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The languages of its texts, as the author named them; the empty one stands for texts without
    /// a language. The first one is spoken where the phone's language is not there.
    pub languages: Vec<String>,
    /// How one filled form is called in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<Expression>,
    /// What is asked, in order.
    pub items: Vec<Item>,
    /// The choices, by the name of their list.
    pub lists: BTreeMap<String, List>,
}

/// A question, or a group of items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A question, or a value that is computed or noted by the phone.
    Question(Box<Question>),
    /// A group, once or again and again.
    Group(Box<Group>),
}

/// Items that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its name; no other item in the same group has it.
    pub name: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub label: Texts,
    /// Whether it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// How it is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appearance: Vec<Appearance>,
    /// Whether it comes again.
    #[serde(default)]
    pub repeats: Repeats,
    /// What is in it.
    pub items: Vec<Item>,
}

/// How often a group comes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Once.
    #[default]
    Once,
    /// As often as the neighbor adds it.
    Freely,
    /// As often as an expression says.
    Times(Expression),
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name; no other item in the same group has it.
    pub name: String,
    /// What it takes for an answer.
    pub sort: Sort,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub label: Texts,
    /// A help below it.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub hint: Texts,
    /// A longer help, shown on demand.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub guidance: Texts,
    /// Whether there must be an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expression>,
    /// What is said where it is missing.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub required_message: Texts,
    /// Whether it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// What must hold for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expression>,
    /// What is said where it does not.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub constraint_message: Texts,
    /// What it is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expression>,
    /// The answer that is there at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Initial>,
    /// Whether the answer can be seen and not changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only: Option<Expression>,
    /// How it is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appearance: Vec<Appearance>,
}

/// An answer that is there at the beginning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initial {
    /// This one.
    Given(String),
    /// What an expression comes to when the form is opened.
    Computed(Expression),
}

/// What a question takes for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Choices of a list.
    Select(Box<Select>),
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A day and a time.
    DateTime,
    /// No answer: something to read.
    Note,
    /// A number between two ends.
    Range {
        /// The lower end.
        start: f64,
        /// The upper end.
        end: f64,
        /// From one number to the next.
        step: f64,
    },
    /// A tick.
    Acknowledge,
    /// A value that is computed and not shown.
    Calculate,
    /// A value that is not shown.
    Hidden,
    /// A photograph, kept as those of the exchange are.
    Image,
    /// What a bar code says.
    Barcode,
    /// When the form was opened.
    Start,
    /// When the form was finished.
    End,
    /// The day on which it was opened.
    Today,
    /// Who filled it.
    Username,
}

/// How choices are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Select {
    /// The name of the list.
    pub list: String,
    /// How many.
    pub pick: Pick,
    /// Whether something else can be said in words.
    #[serde(default)]
    pub or_other: bool,
    /// Which of the choices are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Expression>,
    /// Whether they are offered in an order by chance, and what that order is made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub randomize: Option<Seed>,
}

/// What a mixed order is made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seed {
    /// Chance.
    Chance,
    /// An expression, so that it is the same order again.
    Given(Expression),
}

/// How many choices are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// One.
    One,
    /// Any number.
    Several,
    /// All, in an order.
    Rank,
}

/// Choices to select from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The columns of its rows that filters and expressions may ask for, beside `name` and `label`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What an answer holds.
    pub name: String,
    /// What is shown.
    pub label: Texts,
    /// The other columns that are not empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub more: BTreeMap<String, String>,
}

/// How something is shown. What a phone does not know, it shows plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// Choices that open on demand.
    Minimal,
    /// All of a group on one screen.
    FieldList,
    /// Choices side by side, from one end to the other.
    Likert,
    /// Digits alone, in a text.
    Numbers,
    /// Several lines.
    Multiline,
    /// Choices that can be searched.
    Autocomplete,
    /// Choices side by side in columns.
    Columns,
    /// A group as a summary.
    Summary,
}

/// A part of an item that an author writes into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the column of its name")]
pub enum Field {
    Relevant,
    Calculation,
    RepeatCount,
    Constraint,
    Required,
    ReadOnly,
    Default,
    ChoiceFilter,
    Parameters,
    Label,
    Hint,
    GuidanceHint,
    ConstraintMessage,
    RequiredMessage,
}

impl Field {
    /// The name of its column.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Relevant => "relevant",
            Self::Calculation => "calculation",
            Self::RepeatCount => "repeat_count",
            Self::Constraint => "constraint",
            Self::Required => "required",
            Self::ReadOnly => "read_only",
            Self::Default => "default",
            Self::ChoiceFilter => "choice_filter",
            Self::Parameters => "parameters",
            Self::Label => "label",
            Self::Hint => "hint",
            Self::GuidanceHint => "guidance_hint",
            Self::ConstraintMessage => "constraint_message",
            Self::RequiredMessage => "required_message",
        }
    }
}

impl Item {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Question(question) => &question.name,
            Self::Group(group) => &group.name,
        }
    }

    /// What is below it.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Question(_) => &[],
            Self::Group(group) => &group.items,
        }
    }

    /// Its expressions.
    #[must_use]
    pub fn expressions(&self) -> Vec<(Field, &Expression)> {
        let all: Vec<(Field, Option<&Expression>)> = match self {
            Self::Group(group) => {
                let count = match &group.repeats {
                    Repeats::Times(count) => Some(count),
                    Repeats::Once | Repeats::Freely => None,
                };
                vec![(Field::Relevant, group.relevant.as_ref()), (Field::RepeatCount, count)]
            }
            Self::Question(question) => question.expressions(),
        };
        let given = |(field, expression): (_, Option<_>)| Some((field, expression?));
        all.into_iter().filter_map(given).collect()
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> Vec<(Field, &Texts)> {
        match self {
            Self::Group(group) => vec![(Field::Label, &group.label)],
            Self::Question(question) => vec![
                (Field::Label, &question.label),
                (Field::Hint, &question.hint),
                (Field::GuidanceHint, &question.guidance),
                (Field::ConstraintMessage, &question.constraint_message),
                (Field::RequiredMessage, &question.required_message),
            ],
        }
    }
}

impl Question {
    fn expressions(&self) -> Vec<(Field, Option<&Expression>)> {
        let default = match &self.default {
            Some(Initial::Computed(default)) => Some(default),
            _ => None,
        };
        let select = match &self.sort {
            Sort::Select(select) => Some(select),
            _ => None,
        };
        let filter = select.and_then(|select| select.filter.as_ref());
        let seed = match select.map(|select| &select.randomize) {
            Some(Some(Seed::Given(seed))) => Some(seed),
            _ => None,
        };
        vec![
            (Field::Relevant, self.relevant.as_ref()),
            (Field::Calculation, self.calculation.as_ref()),
            (Field::Constraint, self.constraint.as_ref()),
            (Field::Required, self.required.as_ref()),
            (Field::ReadOnly, self.read_only.as_ref()),
            (Field::Default, default),
            (Field::ChoiceFilter, filter),
            (Field::Parameters, seed),
        ]
    }
}
