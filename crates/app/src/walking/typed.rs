//! What was typed and may be kept: words to search for, and numbers of pieces. The picker reports nothing else; this does
//! not rely on it.

use waymark_identify::mask::is_impersonal;
use waymark_identify::{Document, NodeId};

use super::address::is_search_name;

/// Longest words to search for, in characters.
const LONGEST: usize = 100;

/// Whether what was typed into this field may be kept.
pub fn may_be_kept(document: &Document, field: NodeId, value: &str) -> bool {
    if document.tag(field) != "input" || value.is_empty() {
        return false;
    }
    let attribute = |wanted: &str| {
        let found = document.attributes(field).find(|(name, _)| *name == wanted);
        found.map(|(_, value)| value.to_ascii_lowercase()).unwrap_or_default()
    };
    let (kind, name) = (attribute("type"), attribute("name"));
    let is_text = matches!(kind.as_str(), "" | "text" | "search");
    let is_search =
        kind == "search" || is_text && (attribute("role") == "searchbox" || is_search_name(&name));
    if is_search {
        return value.chars().count() <= LONGEST && is_impersonal(value);
    }
    let is_number_of_pieces = matches!(kind.as_str(), "" | "text" | "number")
        && (name.contains("quantity") || name.contains("qty") || name.starts_with("updates["));
    is_number_of_pieces && value.len() <= 4 && value.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(html: &str, value: &str) -> bool {
        let document = Document::from_html(html).unwrap();
        let field = document.descendant_elements(document.root()).find(|&node| document.tag(node) == "input");
        may_be_kept(&document, field.unwrap(), value)
    }

    #[test]
    fn words_to_search_for_are_kept_and_nothing_personal() {
        assert!(kept("<input type=search>", "red mug"));
        assert!(kept("<input name=q>", "red mug"));
        assert!(!kept("<input name=q>", "ada@shop.example"));
        assert!(!kept("<input type=search>", "+49 170 1234567"));
        assert!(!kept("<input type=search>", &"x".repeat(101)));
    }

    #[test]
    fn numbers_of_pieces_are_kept_and_no_other_numbers() {
        assert!(kept("<input type=number name=quantity>", "3"));
        assert!(kept("<input name='updates[12]'>", "2"));
        assert!(!kept("<input type=number name=quantity>", "12345"));
        assert!(!kept("<input type=number name=age>", "38"));
        assert!(!kept("<input type=tel name=qty>", "3"));
    }

    #[test]
    fn what_else_is_typed_is_not_kept() {
        for html in
            ["<input name=name>", "<input type=email name=q>", "<input type=password name=search>", "<input>"]
        {
            assert!(!kept(html, "Ada"), "{html}");
        }
    }
}
