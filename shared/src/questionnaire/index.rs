//! Where each name of a form stands, and whether what expressions ask for is there.
//!
//! It follows paths by names alone, without answers. Items are counted from 0 in the order of the
//! survey, a group before what is in it.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::expression::{Expr, Expression, Path, Start, Step, To};
use super::{Field, Item, List, Piece, Questionnaire, ROOT, Sort, pieces};

/// The items of a form in order, with what is above each.
pub struct Index<'q> {
    entries: Vec<Entry<'q>>,
    /// Items below an item, or below the form, by name.
    below: BTreeMap<(Option<u32>, &'q str), u32>,
    named: BTreeMap<&'q str, Vec<u32>>,
    lists: &'q BTreeMap<String, List>,
}

/// One item and the group that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'q> {
    /// The item.
    pub item: &'q Item,
    /// The number of its group.
    pub parent: Option<u32>,
}

/// Something that an expression or a text asks for and that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// The number of the item; none for `instance_name`.
    pub item: Option<u32>,
    /// Where in it.
    pub field: Field,
    /// What is wrong.
    pub fault: ReferenceFault,
}

/// Why something asked for is not there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReferenceFault {
    /// No question has this name.
    #[error("there is no question ${{{0}}}")]
    UnknownQuestion(String),
    /// Several questions have this name, in different groups.
    #[error("several questions are called {0}; give each a name of its own")]
    Ambiguous(String),
    /// A path leads to nothing.
    #[error("the path leads to nothing at \"{0}\"")]
    NoSuchPath(String),
    /// No list has this name.
    #[error("there is no list {0}")]
    UnknownList(String),
    /// A list has no such column.
    #[error("the list {list} has no column {column}")]
    UnknownColumn {
        /// The list.
        list: String,
        /// The column.
        column: String,
    },
    /// A calculation that starts from its own result.
    #[error("a calculation cannot ask for its own value; once() keeps what was there")]
    OwnValue,
}

/// Where a path can be, by names alone.
#[derive(Clone, Debug, PartialEq)]
enum Spot<'q> {
    Top,
    Form,
    Item(u32),
    /// A list, and how deep below its top.
    List(&'q str, u8),
    /// Below `*`: anywhere.
    Any,
}

impl Questionnaire {
    /// The items in order.
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        let mut index = Index {
            entries: Vec::new(),
            below: BTreeMap::new(),
            named: BTreeMap::new(),
            lists: &self.lists,
        };
        index.add(&self.items, None);
        index
    }

    /// All that expressions and texts ask for and that is not there.
    #[must_use]
    pub fn check(&self) -> Vec<Misplaced> {
        let index = self.index();
        let mut misplaced = Vec::new();
        for (number, entry) in (0..).zip(&index.entries) {
            for (field, expression) in entry.item.expressions() {
                for fault in index.faults(number, field, expression) {
                    misplaced.push(Misplaced { item: Some(number), field, fault });
                }
            }
            for (field, texts) in entry.item.texts() {
                let names = texts.iter().flat_map(|(_, text)| pieces(text)).filter_map(asked);
                let names: BTreeSet<&str> = names.collect();
                let faults = names.into_iter().filter_map(|name| index.question(name).err());
                let item = Some(number);
                misplaced.extend(faults.map(|fault| Misplaced { item, field, fault }));
            }
        }
        for name in self.instance_name.iter().flat_map(Expression::names) {
            if let Err(fault) = index.question(name) {
                misplaced.push(Misplaced { item: None, field: Field::Label, fault });
            }
        }
        misplaced
    }
}

fn asked(piece: Piece<'_>) -> Option<&str> {
    match piece {
        Piece::Answer(name) => Some(name),
        Piece::Words(_) => None,
    }
}

impl<'q> Index<'q> {
    fn add(&mut self, items: &'q [Item], parent: Option<u32>) {
        for item in items {
            let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            self.entries.push(Entry { item, parent });
            self.below.entry((parent, item.name())).or_insert(number);
            self.named.entry(item.name()).or_default().push(number);
            self.add(item.items(), Some(number));
        }
    }

    /// All items, a group before what is in it.
    #[must_use]
    pub fn entries(&self) -> &[Entry<'q>] {
        &self.entries
    }

    /// Where each name stands, from the form on, for expressions that are asked.
    #[must_use]
    pub fn paths(&self) -> BTreeMap<String, Vec<String>> {
        let only = self.named.iter().filter_map(|(name, numbers)| match numbers.as_slice() {
            [number] => Some(((*name).to_owned(), self.path(*number))),
            _ => None,
        });
        only.collect()
    }

    fn path(&self, number: u32) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = Some(number);
        while let Some(entry) = at.and_then(|number| self.entry(number)) {
            path.push(entry.item.name().to_owned());
            at = entry.parent;
        }
        path.push(ROOT.to_owned());
        path.reverse();
        path
    }

    pub(super) fn entry(&self, number: u32) -> Option<&Entry<'q>> {
        self.entries.get(number as usize)
    }

    fn question(&self, name: &str) -> Result<u32, ReferenceFault> {
        match self.named.get(name).map(Vec::as_slice) {
            Some([number]) => Ok(*number),
            Some(_) => Err(ReferenceFault::Ambiguous(name.to_owned())),
            None => Err(ReferenceFault::UnknownQuestion(name.to_owned())),
        }
    }

    fn faults(&self, number: u32, field: Field, expression: &'q Expression) -> Vec<ReferenceFault> {
        let mut walk = self.walk(number, field, expression);
        if field == Field::Calculation && walk.found.contains(&number) {
            walk.faults.push(ReferenceFault::OwnValue);
        }
        walk.faults.dedup();
        walk.faults
    }

    /// The items that an expression asks for.
    pub(super) fn asked(&self, number: u32, field: Field, expression: &'q Expression) -> Vec<u32> {
        self.walk(number, field, expression).found.into_iter().collect()
    }

    fn walk(&self, number: u32, field: Field, expression: &'q Expression) -> Walk<'_, 'q> {
        let mut walk = Walk { index: self, number, found: BTreeSet::new(), faults: Vec::new() };
        // A filter stands at the rows of its list.
        let at = match self.entry(number).map(|entry| entry.item) {
            Some(Item::Question(question)) if field == Field::ChoiceFilter => {
                match &question.sort {
                    Sort::Select(select) => Spot::List(&select.list, 2),
                    _ => Spot::Any,
                }
            }
            // How often a repeat comes is asked outside of it, and so is whether it comes.
            _ => Spot::Item(number),
        };
        walk.expr(expression.root(), &at);
        walk
    }
}

struct Walk<'i, 'q> {
    index: &'i Index<'q>,
    number: u32,
    found: BTreeSet<u32>,
    faults: Vec<ReferenceFault>,
}

impl<'q> Walk<'_, 'q> {
    fn expr(&mut self, expr: &'q Expr, at: &Spot<'q>) {
        match expr {
            Expr::Number(_) => {}
            Expr::Text(text) => {
                // `jr:choice-name(…, '${name}')`.
                if let [Piece::Answer(name)] = pieces(text.trim()).as_slice() {
                    self.question(name);
                }
            }
            Expr::Negative(of) => self.expr(of, at),
            Expr::Binary(_, sides) => sides.iter().for_each(|side| self.expr(side, at)),
            Expr::Call(_, values) => values.iter().for_each(|value| self.expr(value, at)),
            Expr::Path(path) => self.path(path, at),
        }
    }

    fn question(&mut self, name: &str) -> Option<u32> {
        match self.index.question(name) {
            Ok(number) => {
                self.found.insert(number);
                Some(number)
            }
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    fn path(&mut self, path: &'q Path, at: &Spot<'q>) {
        let mut spot = match &path.start {
            // From the row of a list, that is the top of the list.
            Start::Top => match at {
                Spot::List(list, _) => Spot::List(list, 0),
                _ => Spot::Top,
            },
            Start::Here => at.clone(),
            Start::Current => Spot::Item(self.number),
            Start::Question(name) => self.question(name).map_or(Spot::Any, Spot::Item),
            Start::List(name) if self.index.lists.contains_key(name) => Spot::List(name, 0),
            Start::List(name) => {
                self.faults.push(ReferenceFault::UnknownList(name.clone()));
                Spot::Any
            }
        };
        path.predicates.iter().for_each(|predicate| self.expr(predicate, &spot));
        for step in &path.steps {
            match self.step(&spot, step) {
                Ok(next) => spot = next,
                Err(fault) => {
                    self.faults.push(fault);
                    return;
                }
            }
            step.predicates.iter().for_each(|predicate| self.expr(predicate, &spot));
        }
        if let Spot::Item(number) = spot {
            self.found.insert(number);
        }
    }

    fn step(&self, spot: &Spot<'q>, step: &'q Step) -> Result<Spot<'q>, ReferenceFault> {
        let nowhere = |name: &str| Err(ReferenceFault::NoSuchPath(name.to_owned()));
        match (&step.to, spot) {
            (_, Spot::Any) | (To::Children, _) => Ok(Spot::Any),
            (To::Same, spot) => Ok(spot.clone()),
            (To::Parent, Spot::Top | Spot::List(_, 0)) => nowhere(".."),
            (To::Parent, Spot::Form) => Ok(Spot::Top),
            (To::Parent, Spot::List(list, depth)) => Ok(Spot::List(list, depth - 1)),
            (To::Parent, Spot::Item(number)) => {
                let parent = self.index.entry(*number).and_then(|entry| entry.parent);
                Ok(parent.map_or(Spot::Form, Spot::Item))
            }
            (To::Child(name), Spot::Top) if name == ROOT => Ok(Spot::Form),
            (To::Child(name), Spot::Top) => nowhere(name),
            (To::Child(name), Spot::Form) => self.child(None, name),
            (To::Child(name), Spot::Item(number)) => self.child(Some(*number), name),
            (To::Child(name), Spot::List(list, depth)) => self.in_list(list, *depth, name),
        }
    }

    fn child(&self, parent: Option<u32>, name: &str) -> Result<Spot<'q>, ReferenceFault> {
        let found = self.index.below.get(&(parent, name));
        found
            .map(|number| Spot::Item(*number))
            .ok_or_else(|| ReferenceFault::NoSuchPath(name.to_owned()))
    }

    fn in_list(&self, list: &'q str, depth: u8, name: &str) -> Result<Spot<'q>, ReferenceFault> {
        let has = |name: &str| match self.index.lists.get(list) {
            Some(list) => list.columns.iter().any(|column| column == name),
            None => true,
        };
        match (depth, name) {
            (0, "root") | (1, "item") | (2, "name" | "label") => Ok(Spot::List(list, depth + 1)),
            (2, name) if has(name) => Ok(Spot::List(list, 3)),
            (2, name) => Err(ReferenceFault::UnknownColumn {
                list: list.to_owned(),
                column: name.to_owned(),
            }),
            _ => Err(ReferenceFault::NoSuchPath(name.to_owned())),
        }
    }
}
