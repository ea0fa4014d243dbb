//! Answers, or the rows of a list, as a tree of names and texts.

/// A place in one [`Tree`]; of another tree it means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// Names and texts below each other. A repeat stands as often as it was filled.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    name: String,
    text: String,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

impl Tree {
    /// A tree with nothing but its top, which has no name.
    #[must_use]
    pub fn new() -> Self {
        Self { nodes: vec![Node::default()] }
    }

    /// The top.
    #[must_use]
    pub fn top(&self) -> NodeId {
        NodeId(0)
    }

    /// Adds a name below another one, after those that are there. Beyond four thousand million it
    /// adds nothing and tells the top.
    pub fn add(&mut self, parent: NodeId, name: &str, text: &str) -> NodeId {
        let Ok(number) = u32::try_from(self.nodes.len()) else {
            return self.top();
        };
        let id = NodeId(number);
        let (name, text) = (name.to_owned(), text.to_owned());
        self.nodes.push(Node { name, text, parent: Some(parent), children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
            parent.children.push(id);
        }
        id
    }

    /// Writes another text.
    pub fn set(&mut self, node: NodeId, text: &str) {
        if let Some(node) = self.nodes.get_mut(node.0 as usize) {
            text.clone_into(&mut node.text);
        }
    }

    /// The name of a place.
    #[must_use]
    pub fn name(&self, node: NodeId) -> &str {
        self.node(node).map_or("", |node| &node.name)
    }

    /// The text at a place itself.
    #[must_use]
    pub fn text(&self, node: NodeId) -> &str {
        self.node(node).map_or("", |node| &node.text)
    }

    /// What stands above.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node)?.parent
    }

    /// What stands below, in order.
    #[must_use]
    pub fn children(&self, node: NodeId) -> &[NodeId] {
        self.node(node).map_or(&[], |node| &node.children)
    }

    /// The names from the top to a place.
    #[must_use]
    pub fn path(&self, node: NodeId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at {
            let parent = self.parent(node);
            if parent.is_some() {
                path.push(self.name(node));
            }
            at = parent;
        }
        path.reverse();
        path
    }

    fn node(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(node.0 as usize)
    }
}
