//! Lists: alike siblings, and which of them an element belongs to.

use ego_tree::NodeId;

use super::Page;

/// Fewer alike siblings are no list.
const FEWEST: usize = 3;

impl Page {
    /// All lists: rows of at least three siblings with the same tag and class.
    pub(super) fn lists(&self) -> Vec<Vec<NodeId>> {
        let parents = self.elements().into_iter().chain([self.body()]);
        parents.flat_map(|parent| self.lists_of(parent)).collect()
    }

    /// The lists among the children of an element.
    fn lists_of(&self, parent: NodeId) -> Vec<Vec<NodeId>> {
        if self.tag(parent) == "select" {
            return Vec::new();
        }
        let mut lists: Vec<Vec<NodeId>> = Vec::new();
        for child in self.children(parent) {
            if !matches!(self.tag(child), "li" | "article" | "div" | "a" | "tr" | "section" | "figure") {
                continue;
            }
            let alike = lists.iter_mut().find(|list| self.is_alike(list[0], child));
            match alike {
                Some(list) => list.push(child),
                None => lists.push(vec![child]),
            }
        }
        lists.retain(|list| list.len() >= FEWEST);
        lists
    }

    fn is_alike(&self, left: NodeId, right: NodeId) -> bool {
        let first = |node| self.get(node, "class").split_ascii_whitespace().next().unwrap_or_default();
        self.tag(left) == self.tag(right) && first(left) == first(right)
    }

    /// The item of a list that an element is or is in.
    pub(super) fn item_of(&self, node: NodeId) -> Option<NodeId> {
        self.upwards(node).find(|&above| {
            self.parent(above)
                .is_some_and(|parent| self.lists_of(parent).iter().any(|list| list.contains(&above)))
        })
    }

    /// The items whose content is what tells a tracked element from its like: they keep it.
    pub(super) fn kept_items(&self) -> Vec<NodeId> {
        let tracked = self.tracked().iter().flatten().filter(|&&node| self.holds_single(node));
        tracked.filter_map(|&node| self.item_of(node)).collect()
    }
}
