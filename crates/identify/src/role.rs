//! ARIA roles: the explicit one, or what the tag implies. A subset that shops need, the same in
//! `ui/page/shared`, held together by `tests/vectors`.

use crate::document::{Document, NodeId};
use crate::text;

/// Roles that an author may give and that are understood here.
const KNOWN: &str = "alert alertdialog application article banner blockquote button cell checkbox columnheader \
    combobox complementary contentinfo definition dialog document feed figure form generic grid gridcell group heading \
    img link list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio \
    meter navigation none note option presentation progressbar radio radiogroup region row rowgroup rowheader \
    scrollbar search searchbox separator slider spinbutton status switch tab table tablist tabpanel term \
    textbox timer toolbar tooltip tree treegrid treeitem";

/// Role of an element; empty where there is none.
#[must_use]
pub fn role(document: &Document, element: NodeId) -> &'static str {
    explicit(document, element).unwrap_or_else(|| implied(document, element))
}

/// The first role in the `role` attribute that is understood.
fn explicit(document: &Document, element: NodeId) -> Option<&'static str> {
    let tokens = document.attribute(element, "role")?.split(text::is_space);
    tokens
        .filter(|token| !token.is_empty())
        .find_map(|token| KNOWN.split_ascii_whitespace().find(|known| token.eq_ignore_ascii_case(known)))
}

fn implied(document: &Document, element: NodeId) -> &'static str {
    let has = |name| document.has_attribute(element, name);
    match document.tag(element) {
        "a" | "area" if has("href") => "link",
        "article" => "article",
        "aside" => "complementary",
        "blockquote" => "blockquote",
        "button" | "summary" => "button",
        "datalist" => "listbox",
        "dd" => "definition",
        "details" | "fieldset" | "optgroup" => "group",
        "dialog" => "dialog",
        "dt" | "dfn" => "term",
        "figure" => "figure",
        "footer" if is_page_level(document, element) => "contentinfo",
        "form" => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "header" if is_page_level(document, element) => "banner",
        "hr" => "separator",
        "img" if document.attribute(element, "alt") == Some("") => "presentation",
        "img" | "svg" => "img",
        "input" => input(document, element),
        "li" => "listitem",
        "main" => "main",
        "menu" | "ol" | "ul" => "list",
        "meter" => "meter",
        "nav" => "navigation",
        "option" => "option",
        "output" => "status",
        "progress" => "progressbar",
        "search" => "search",
        "section" if has("aria-label") || has("aria-labelledby") => "region",
        "select" if has("multiple") || is_list_size(document, element) => "listbox",
        "select" => "combobox",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => "rowgroup",
        "td" => "cell",
        "textarea" => "textbox",
        "th" => "columnheader",
        "tr" => "row",
        _ => "",
    }
}

fn input(document: &Document, element: NodeId) -> &'static str {
    match document.input_type(element).as_str() {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "range" => "slider",
        "number" => "spinbutton",
        "hidden" | "color" | "date" | "datetime-local" | "file" | "month" | "password" | "time" | "week" => {
            ""
        }
        _ if document.has_attribute(element, "list") => "combobox",
        "search" => "searchbox",
        _ => "textbox",
    }
}

fn is_list_size(document: &Document, element: NodeId) -> bool {
    let size = document.attribute(element, "size").and_then(|size| size.trim().parse::<f64>().ok());
    size.is_some_and(|size| size > 1.0)
}

/// A header or footer of the page, not of an article or section.
fn is_page_level(document: &Document, element: NodeId) -> bool {
    !document
        .ancestors(element)
        .any(|ancestor| matches!(document.tag(ancestor), "article" | "aside" | "main" | "nav" | "section"))
}

/// A role in a marketer's words, for "Button: Add to cart". Falls back to the tag.
#[must_use]
pub fn in_words(document: &Document, element: NodeId) -> &'static str {
    words_for(role(document, element), document.tag(element), &document.input_type(element))
}

/// The same from what is kept of an element: role, tag, and `type` where it is an input.
#[must_use]
pub fn words_for(role: &str, tag: &str, input_type: &str) -> &'static str {
    match role {
        "button" => "Button",
        "link" => "Link",
        "textbox" | "searchbox" | "spinbutton" => "Text field",
        "combobox" | "listbox" => "Drop-down",
        "checkbox" => "Checkbox",
        "radio" => "Radio button",
        "switch" => "Switch",
        "slider" => "Slider",
        "tab" => "Tab",
        "menuitem" | "menuitemcheckbox" | "menuitemradio" => "Menu item",
        "option" => "Choice",
        "img" | "figure" => "Image",
        "heading" => "Heading",
        "form" | "search" => "Form",
        "list" => "List",
        "listitem" => "List item",
        "navigation" => "Navigation",
        "banner" => "Page header",
        "contentinfo" => "Page footer",
        "main" => "Main content",
        "dialog" | "alertdialog" => "Dialog",
        "region" | "article" | "complementary" | "group" => "Section",
        "table" | "grid" => "Table",
        "row" | "cell" | "gridcell" | "columnheader" | "rowheader" => "Table cell",
        _ => match tag {
            "input" => input_in_words(input_type),
            "label" => "Label",
            "video" => "Video",
            "audio" => "Audio",
            "section" => "Section",
            "p" | "span" | "strong" | "em" | "b" | "i" => "Text",
            "img" | "picture" => "Image",
            _ => "Element",
        },
    }
}

fn input_in_words(input_type: &str) -> &'static str {
    match input_type {
        "date" | "datetime-local" | "month" | "time" | "week" => "Date field",
        "file" => "File field",
        "color" => "Colour field",
        "hidden" => "Hidden field",
        _ => "Text field",
    }
}
