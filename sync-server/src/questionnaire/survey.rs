//! The rows of the survey, each by itself: what it asks for, or why it is not taken.

use shared::questionnaire::expression::{Expression, Fault};
use shared::questionnaire::{Group, Piece, Question, Repeats, Sort, Texts, pieces};

use super::columns::{Heading, heading};
use super::kinds::{Block, Kind, kind};
use super::question;
use super::report::{Report, Spot};
use super::settings::{is_no, is_yes};
use super::sheet::{Cell, Row, Sheet};

/// One row of the survey as it was read.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) row: u32,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) part: Part,
    /// Why it cannot be taken.
    pub(super) refused: Option<String>,
    pub(super) is_faulty: bool,
    /// The names that it asks for.
    pub(super) names: Vec<String>,
    /// Where choices come from that are in a file.
    pub(super) file: Option<File>,
}

/// A file of choices that a question names.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) label: String,
}

/// What a row adds to the form.
#[derive(Debug)]
pub(super) enum Part {
    Question(Box<Question>),
    Open(Block, Box<Group>),
    Close(Block),
    /// Nothing: it was refused, or has a fault.
    None,
}

/// The columns that mean something.
pub(super) struct Columns {
    columns: Vec<(u32, String, Heading)>,
}

impl Columns {
    pub(super) fn of(sheet: &Sheet, report: &mut Report) -> Self {
        let mut columns: Vec<(u32, String, Heading)> = Vec::new();
        for (column, text) in &sheet.headings {
            let meaning = heading(text);
            let at = sheet.spot(None, Some(text));
            if meaning == Heading::Unknown {
                report.note(at, "this column is not known, and nothing of it is taken");
            } else if !matches!(meaning, Heading::Media | Heading::Ignored)
                && columns.iter().any(|(_, _, known)| *known == meaning)
            {
                report.fault(at, "another column means the same");
            }
            columns.push((*column, text.clone(), meaning));
        }
        Self { columns }
    }

    pub(super) fn has(&self, heading: &Heading) -> bool {
        self.columns.iter().any(|(_, _, known)| known == heading)
    }

    /// The languages of labels and hints, in the order of the columns.
    pub(super) fn languages(&self) -> Vec<String> {
        let languages = self.columns.iter().filter_map(|(_, _, heading)| match heading {
            Heading::Label(language) | Heading::Hint(language) => Some(language.clone()),
            _ => None,
        });
        languages.collect()
    }

    /// The heading of the first column of a sort in which a row says something.
    pub(super) fn heading(&self, row: &Row, is_meant: impl Fn(&Heading) -> bool) -> Option<&str> {
        let filled = |column: &u32| row.text(*column).is_some();
        let mut found = self.columns.iter().filter(|(column, ..)| filled(column));
        found.find(|(_, _, heading)| is_meant(heading)).map(|(_, text, _)| text.as_str())
    }
}

/// Reads one row.
pub(super) fn draft(sheet: &Sheet, columns: &Columns, row: &Row, report: &mut Report) -> Draft {
    let before = report.found;
    let mut reader = Reader { sheet, columns, row, report, names: Vec::new(), refused: None };
    reader.errors();
    let kind_text = reader.text(&Heading::Type).unwrap_or_default().to_owned();
    let name = reader.text(&Heading::Name).unwrap_or_default().to_owned();
    let (part, file) = reader.part(&kind_text, &name);
    let Reader { mut names, refused, .. } = reader;
    names.sort();
    names.dedup();
    let is_faulty = report.found > before;
    Draft { row: row.number, kind: kind_text, name, part, refused, is_faulty, names, file }
}

/// Reads the cells of one row.
pub(super) struct Reader<'r> {
    pub(super) sheet: &'r Sheet,
    pub(super) columns: &'r Columns,
    pub(super) row: &'r Row,
    pub(super) report: &'r mut Report,
    names: Vec<String>,
    refused: Option<String>,
}

impl<'r> Reader<'r> {
    fn part(&mut self, kind_text: &str, name: &str) -> (Part, Option<File>) {
        if self.text(&Heading::Disabled).is_some_and(is_yes) {
            self.refuse("it is disabled");
            return (Part::None, None);
        }
        if kind_text.is_empty() {
            self.fault("type", "expected a type of question, found nothing");
            return (Part::None, None);
        }
        let kind = kind(kind_text);
        if let Kind::Close(block) = kind {
            return (Part::Close(block), None);
        }
        if let Kind::Unknown = kind {
            let says = format!("expected a type of question, found \"{kind_text}\"");
            self.fault("type", says);
            return (Part::None, None);
        }
        if let Kind::NoList = kind {
            self.fault("type", format!("expected the name of a list after {kind_text}"));
            return (Part::None, None);
        }
        self.check_name(name);
        match kind {
            Kind::Refused(reason) => {
                self.refuse(reason);
                (Part::None, None)
            }
            Kind::Open(block) => (self.group(block, name), None),
            kind => {
                let (question, file) = question::question(self, kind, name);
                (question.map_or(Part::None, |new| Part::Question(Box::new(new))), file)
            }
        }
    }

    fn group(&mut self, block: Block, name: &str) -> Part {
        if block == Block::Loop {
            self.refuse("write begin repeat with a repeat_count");
        }
        let repeats = match self.expression(&Heading::RepeatCount) {
            Some(count) if block == Block::Repeat => Repeats::Times(count),
            _ if block == Block::Repeat => Repeats::Freely,
            _ => Repeats::Once,
        };
        let group = Group {
            name: name.to_owned(),
            label: self.texts(Heading::Label),
            relevant: self.expression(&Heading::Relevant),
            appearance: question::appearance(self),
            repeats,
            items: Vec::new(),
        };
        Part::Open(block, Box::new(group))
    }

    fn check_name(&mut self, name: &str) {
        if name.is_empty() {
            self.fault("name", "expected a name, found nothing");
        } else if !is_name(name) {
            let says =
                "expected a name of letters, digits, _ - and . that begins with a letter or _";
            self.fault("name", format!("{says}, found \"{name}\""));
        }
    }

    fn errors(&mut self) {
        for (column, heading, _) in &self.columns.columns {
            if let Some(Cell::Error(error)) = self.row.cells.get(column) {
                let at = self.sheet.spot(Some(self.row.number), Some(heading));
                self.report
                    .fault(at, format!("expected text, found the error {error} of a formula"));
            }
        }
    }

    pub(super) fn refuse(&mut self, reason: impl Into<String>) {
        self.refused.get_or_insert(reason.into());
    }

    pub(super) fn fault(&mut self, column: &str, says: impl Into<String>) {
        let at = self.spot(column);
        self.report.fault(at, says);
    }

    pub(super) fn note(&mut self, column: &str, says: impl Into<String>) {
        let at = self.spot(column);
        self.report.note(at, says);
    }

    fn spot(&self, column: &str) -> Spot {
        self.sheet.spot(Some(self.row.number), Some(column))
    }

    pub(super) fn text(&self, wanted: &Heading) -> Option<&'r str> {
        let found = self.columns.columns.iter().find(|(_, _, heading)| heading == wanted);
        self.row.text(found?.0)
    }

    fn heading_of(&self, wanted: &Heading) -> &'r str {
        let found = self.columns.columns.iter().find(|(_, _, heading)| heading == wanted);
        found.map_or("", |(_, text, _)| text)
    }

    /// A text in all languages, and the answers that it shows.
    pub(super) fn texts(&mut self, wanted: impl Fn(String) -> Heading) -> Texts {
        let mut texts = Texts::default();
        for (column, _, heading) in &self.columns.columns {
            let Some(text) = self.row.text(*column) else {
                continue;
            };
            let language = match heading {
                Heading::Label(language)
                | Heading::Hint(language)
                | Heading::Guidance(language)
                | Heading::RequiredMessage(language)
                | Heading::ConstraintMessage(language)
                    if *heading == wanted(language.clone()) =>
                {
                    language
                }
                _ => continue,
            };
            texts.set(language, text);
            for piece in pieces(text) {
                if let Piece::Answer(name) = piece {
                    self.names.push(name.to_owned());
                }
            }
        }
        texts
    }

    /// An expression. One that asks for what only other programs have refuses the row.
    pub(super) fn expression(&mut self, wanted: &Heading) -> Option<Expression> {
        let text = self.text(wanted)?;
        let column = self.heading_of(wanted);
        self.parse(column, text)
    }

    pub(super) fn parse(&mut self, column: &str, text: &str) -> Option<Expression> {
        let text = match text {
            yes if is_yes(yes) => "true()",
            no if is_no(no) => "false()",
            text => text,
        };
        match Expression::parse(text) {
            Ok(expression) => {
                self.names.extend(expression.names().into_iter().map(str::to_owned));
                Some(expression)
            }
            Err(error) if matches!(error.fault, Fault::Unsupported { .. }) => {
                self.refuse(format!("{column}: {}", error.fault));
                None
            }
            Err(error) => {
                self.fault(column, error.to_string());
                None
            }
        }
    }

    /// Whether there is a picture, a sound or a film beside the words.
    pub(super) fn media(&self) -> Option<&'r str> {
        let mut columns = self.columns.columns.iter();
        let found = columns.find(|(column, _, heading)| {
            *heading == Heading::Media && self.row.text(*column).is_some()
        });
        found.map(|(_, text, _)| text.as_str())
    }
}

/// A name as XML has it, without a prefix.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter))
}

/// Whether a question shows nothing, so that it needs no words.
pub(super) fn is_silent(sort: &Sort) -> bool {
    matches!(
        sort,
        Sort::Calculate | Sort::Hidden | Sort::Start | Sort::End | Sort::Today | Sort::Username
    )
}
