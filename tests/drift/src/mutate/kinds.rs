//! What elements are, as far as mutations must know: whether they can be pressed, what may be put around or in place of
//! them without the parser repairing it, and where a shop's well-known parts are.

use ego_tree::NodeId;

use super::Page;

/// Tags that hold nothing but themselves or a fixed kind of child.
const STRICT_PARENTS: [&str; 19] = [
    "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "select", "optgroup", "datalist",
    "picture", "video", "audio", "object", "menu", "svg", "hgroup",
];
/// Tags that hold phrases and no blocks.
const PHRASE_PARENTS: [&str; 22] = [
    "p", "span", "a", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "b", "i",
    "small", "s", "legend", "summary", "dt", "caption", "time",
];
/// Tags of phrases.
const PHRASES: [&str; 17] = [
    "span", "a", "button", "label", "em", "strong", "b", "i", "small", "s", "img", "input", "svg", "select",
    "textarea", "time", "output",
];

impl Page {
    /// Whether the parser leaves a wrapper in this parent alone.
    pub(super) fn can_hold_wrappers(&self, parent: NodeId) -> bool {
        !STRICT_PARENTS.contains(&self.tag(parent))
            && !matches!(self.tag(parent), "details" | "fieldset" | "figure")
    }

    /// Whether blocks may stand where this element stands.
    pub(super) fn is_among_phrases(&self, node: NodeId) -> bool {
        self.ancestors(node).any(|above| PHRASE_PARENTS.contains(&self.tag(above)))
    }

    /// Whether an element and all that it holds are phrases, so that it may be put anywhere among phrases.
    pub(super) fn is_phrase(&self, node: NodeId) -> bool {
        PHRASES.contains(&self.tag(node))
            && self.elements_in(node).iter().all(|&child| PHRASES.contains(&self.tag(child)))
    }

    /// Whether a visitor can press, follow or fill it.
    pub(super) fn is_interactive(&self, node: NodeId) -> bool {
        matches!(
            self.tag(node),
            "a" | "button" | "input" | "select" | "textarea" | "summary" | "label" | "option"
        ) || matches!(self.get(node, "role"), "button" | "link" | "tab" | "menuitem" | "option")
    }

    /// Whether something in it is interactive.
    pub(super) fn holds_interactive(&self, node: NodeId) -> bool {
        self.elements_in(node).iter().any(|&child| self.is_interactive(child))
    }

    /// The form around.
    pub(super) fn form_of(&self, node: NodeId) -> Option<NodeId> {
        self.ancestors(node).find(|&above| self.tag(above) == "form")
    }

    /// What an element is part of: the nearest component that is no large part of the page.
    pub(super) fn component_of(&self, node: NodeId) -> Option<NodeId> {
        let most = self.elements().len() * 3 / 10;
        self.ancestors(node).take_while(|&above| self.elements_in(above).len() <= most).find(|&above| {
            matches!(
                self.tag(above),
                "article"
                    | "aside"
                    | "details"
                    | "dialog"
                    | "fieldset"
                    | "form"
                    | "li"
                    | "nav"
                    | "section"
                    | "tr"
            ) || matches!(
                self.get(above, "role"),
                "dialog" | "group" | "listitem" | "navigation" | "region" | "row"
            )
        })
    }

    /// The button that adds the page's product to the cart.
    pub(super) fn add_to_cart(&self) -> Option<NodeId> {
        self.elements().into_iter().find(|&node| {
            let is_submit = self.tag(node) == "button"
                && !matches!(self.get(node, "type"), "button" | "reset")
                || self.tag(node) == "input" && self.get(node, "type") == "submit";
            is_submit && self.form_of(node).is_some_and(|form| adds_to_cart(self.get(form, "action")))
        })
    }

    /// Forms that ask for an address to write to and for no password.
    pub(super) fn newsletters(&self) -> Vec<NodeId> {
        let forms = self.elements().into_iter().filter(|&node| self.tag(node) == "form");
        forms
            .filter(|&form| {
                let inputs = self.elements_in(form);
                let has = |kind: &str| {
                    inputs.iter().any(|&node| self.tag(node) == "input" && self.get(node, "type") == kind)
                };
                has("email") && !has("password") && inputs.len() < 30
            })
            .collect()
    }

    /// The main navigation: of the `nav`s and lists in the page's head, the one with the most links.
    pub(super) fn navigation(&self) -> Option<NodeId> {
        let candidates = self.elements().into_iter().filter(|&node| {
            self.tag(node) == "nav" && !self.get(node, "aria-label").to_lowercase().contains("breadcrumb")
                || matches!(self.tag(node), "ul" | "ol") && self.is_within(node, &["header", "nav"])
        });
        let links =
            |node: NodeId| self.elements_in(node).into_iter().filter(|&child| self.tag(child) == "a").count();
        candidates
            .filter(|&node| !self.is_within(node, &["footer"]) && links(node) >= 3)
            .max_by_key(|&node| (links(node), std::cmp::Reverse(self.elements_in(node).len())))
    }

    /// The page's foot.
    pub(super) fn footer(&self) -> Option<NodeId> {
        self.elements().into_iter().rev().find(|&node| {
            self.tag(node) == "footer"
                || self.get(node, "role") == "contentinfo"
                || self.get(node, "id").to_lowercase() == "footer"
        })
    }

    /// Where most of the page is.
    pub(super) fn main(&self) -> NodeId {
        let main = self.elements().into_iter().find(|&node| {
            self.tag(node) == "main"
                || self.get(node, "role") == "main"
                || matches!(self.get(node, "id"), "content" | "main" | "MainContent" | "content_inner")
        });
        main.unwrap_or(self.body())
    }
}

/// Whether a form with this action adds a product to the cart.
pub(super) fn adds_to_cart(action: &str) -> bool {
    let action = action.to_lowercase();
    ["cart/add", "basket/add", "bag/add", "add-to-cart", "add_to_cart", "checkout/cart"]
        .iter()
        .any(|part| action.contains(part))
}
