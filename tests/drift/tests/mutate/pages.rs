//! A small product page in the manner of today's themes, and what is tracked on it.

use waymark_drift::mutate::Tracked;

pub const PRODUCT: &str = include_str!("product.html");

pub fn one(css: &str) -> Tracked {
    Tracked { css: css.to_owned(), multiple: false }
}

pub fn set(css: &str) -> Tracked {
    Tracked { css: css.to_owned(), multiple: true }
}

/// What is tracked on [`PRODUCT`]; the last two are sets.
pub fn tracked() -> Vec<Tracked> {
    let singles = [
        "button[name=add]",
        "input[name=quantity]",
        "#wish",
        ".share",
        "#newsletter button",
        "#newsletter input[type=email]",
        "header .search input",
        "#menu > li:nth-child(2) > a",
        ".related li:nth-child(2) a",
        "select[name=size]",
        ".filters summary",
        ".contact-us",
    ];
    singles.into_iter().map(one).chain([set(".related li a"), set(".swatch")]).collect()
}
