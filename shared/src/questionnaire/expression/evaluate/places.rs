//! Where paths lead.

use super::super::syntax::{Expr, Path, Start, Step, To};
use super::super::tree::{NodeId, Tree};
use super::super::value::{Place, Value};
use super::{Asked, Context, Done, EvaluateError};

impl<'w> Asked<'w, '_> {
    fn path_of(&self, expr: &'w Expr) -> Done<&'w [String]> {
        let Expr::Path(Path { start: Start::Question(name), .. }) = expr else {
            return Err(EvaluateError::UnknownQuestion(String::new()));
        };
        let path = self.surroundings.paths.get(name);
        path.map(Vec::as_slice).ok_or_else(|| EvaluateError::UnknownQuestion(name.clone()))
    }

    /// The question whose expression it is, and what it stands in.
    fn ancestors(&self) -> Vec<NodeId> {
        let tree = self.here.tree;
        std::iter::successors(Some(self.here.node), |node| tree.parent(*node)).collect()
    }

    pub(super) fn places(&mut self, path: &'w Path, at: Context<'w>) -> Done<Vec<Place<'w>>> {
        let mut places = match &path.start {
            Start::Top => vec![Place { tree: at.place.tree, node: at.place.tree.top() }],
            Start::Here => vec![at.place],
            Start::Current => vec![self.here],
            Start::Question(name) => self.question(name)?,
            Start::List(name) => {
                let tree = self.surroundings.lists.get(name);
                let tree = tree.ok_or_else(|| EvaluateError::UnknownList(name.clone()))?;
                vec![Place { tree, node: tree.top() }]
            }
        };
        places = self.only(places, &path.predicates)?;
        for step in &path.steps {
            places = self.follow(&places, step)?;
        }
        Ok(places)
    }

    /// The places of a question that share with here as many turns of repeats as they can.
    fn question(&mut self, name: &str) -> Done<Vec<Place<'w>>> {
        let Some(path) = self.surroundings.paths.get(name) else {
            return Err(EvaluateError::UnknownQuestion(name.to_owned()));
        };
        let tree = self.surroundings.answers;
        let mut ancestors = self.ancestors();
        ancestors.reverse();
        let (mut node, mut shared) = (tree.top(), 0);
        // The question itself is never shared: it may be the repeat that one stands in.
        for (below, name) in ancestors.iter().skip(1).zip(path.iter().take(path.len() - 1)) {
            if tree.name(*below) != name {
                break;
            }
            (node, shared) = (*below, shared + 1);
        }
        let mut nodes = vec![node];
        for name in path.iter().skip(shared) {
            nodes = self.children(tree, &nodes, Some(name))?;
        }
        Ok(nodes.into_iter().map(|node| Place { tree, node }).collect())
    }

    fn follow(&mut self, places: &[Place<'w>], step: &'w Step) -> Done<Vec<Place<'w>>> {
        let mut found: Vec<Place<'w>> = Vec::new();
        for place in places {
            self.step(1)?;
            let tree = place.tree;
            let below = match &step.to {
                To::Same => vec![place.node],
                To::Parent => tree.parent(place.node).into_iter().collect(),
                To::Child(name) => self.children(tree, &[place.node], Some(name))?,
                To::Children => self.children(tree, &[place.node], None)?,
            };
            let below = below.into_iter().map(|node| Place { tree, node }).collect();
            for place in self.only(below, &step.predicates)? {
                // Two turns of a repeat have one parent; it comes once.
                if found.last().is_none_or(|last| last.node != place.node) {
                    found.push(place);
                }
            }
        }
        Ok(found)
    }

    fn children(&mut self, tree: &Tree, nodes: &[NodeId], name: Option<&str>) -> Done<Vec<NodeId>> {
        let mut found = Vec::new();
        for node in nodes {
            let children = tree.children(*node);
            self.step(children.len())?;
            let is_meant = |child: &&NodeId| name.is_none_or(|name| tree.name(**child) == name);
            found.extend(children.iter().filter(is_meant));
        }
        Ok(found)
    }

    /// Those of the places for which all predicates hold; a number asks for a position.
    fn only(&mut self, mut places: Vec<Place<'w>>, predicates: &'w [Expr]) -> Done<Vec<Place<'w>>> {
        for predicate in predicates {
            let size = places.len();
            let mut kept = Vec::new();
            for (place, position) in places.into_iter().zip(1..) {
                let at = Context { place, position, size };
                let is_kept = match self.value(predicate, at)? {
                    Value::Number(number) => number == position as f64,
                    other => other.truth(),
                };
                if is_kept {
                    kept.push(place);
                }
            }
            places = kept;
        }
        Ok(places)
    }

    /// The answers to a question in the given turns of its repeats.
    pub(super) fn indexed_repeat(
        &mut self,
        question: &'w Expr,
        pairs: &'w [Expr],
        at: Context<'w>,
    ) -> Done<Value<'w>> {
        let path = self.path_of(question)?;
        let mut turns = Vec::new();
        for pair in pairs.chunks(2) {
            if let [repeat, index] = pair {
                turns.push((self.path_of(repeat)?, self.number(index, at)?));
            }
        }
        let here = self.ancestors();
        let tree = self.surroundings.answers;
        let mut nodes = vec![tree.top()];
        for (depth, name) in path.iter().enumerate() {
            let mut below = self.children(tree, &nodes, Some(name))?;
            let upto = path.get(..=depth).unwrap_or_default();
            if let Some((_, index)) = turns.iter().find(|(repeat, _)| *repeat == upto) {
                let is_turn = *index >= 1.0 && index.fract() == 0.0;
                let node = below.get((index.max(1.0) - 1.0) as usize).filter(|_| is_turn);
                below = node.copied().into_iter().collect();
            } else if let Some(own) = here.iter().find(|own| below.contains(own)) {
                // A repeat that is not named is the one that one stands in.
                below = vec![*own];
            }
            nodes = below;
        }
        Ok(Value::Places(nodes.into_iter().map(|node| Place { tree, node }).collect()))
    }
}
