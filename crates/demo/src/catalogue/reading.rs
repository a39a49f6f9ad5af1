//! Pages, policies, articles and questions: titles here, bodies in `assets/content`.

use serde::Serialize;

/// Something to read, with its body as trusted HTML of our own.
#[derive(Debug, Serialize)]
pub(crate) struct Reading {
    pub handle: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
    pub body: &'static str,
}

macro_rules! reading {
    ($folder:literal, $handle:literal, $title:literal, $summary:literal) => {
        Reading {
            handle: $handle,
            title: $title,
            summary: $summary,
            body: include_str!(concat!("../../assets/content/", $folder, "/", $handle, ".html")),
        }
    };
}

pub(crate) static PAGES: [Reading; 6] = [
    reading!("pages", "about", "Our story", "Two valleys, nine people, one loom that complains."),
    reading!(
        "pages",
        "shipping",
        "Delivery and returns",
        "When it comes, what it costs, how to send it back."
    ),
    reading!("pages", "care", "How to care for wool", "Less than you think."),
    reading!("pages", "faq", "Questions, answered", "What people ask us most."),
    reading!("pages", "stores", "Find a shop", "Places where you can touch it first."),
    reading!("pages", "studio", "Visit the studio", "See the frames at work on a Thursday."),
];

pub(crate) static POLICIES: [Reading; 4] = [
    reading!("policies", "privacy-policy", "Privacy policy", ""),
    reading!("policies", "refund-policy", "Refund policy", ""),
    reading!("policies", "shipping-policy", "Shipping policy", ""),
    reading!("policies", "terms-of-service", "Terms of service", ""),
];

pub(crate) static ARTICLES: [Reading; 2] = [
    reading!(
        "articles",
        "a-jumper-in-four-days",
        "A jumper in four days",
        "What happens between the sheep and you."
    ),
    reading!(
        "articles",
        "why-we-leave-the-lanolin-in",
        "Why we leave the lanolin in",
        "A short defence of wool that smells of wool."
    ),
];

/// Questions and answers of `/pages/faq`.
pub(crate) const FAQ: [(&str, &str); 5] = [
    ("When will my order leave?", "Orders placed before noon leave the same day, from Monday to Friday."),
    ("Can I change my order?", "Yes, until the label is printed. Write to us with the order number."),
    ("Do you ship abroad?", "To most of Europe, to Norway and Switzerland, and to North America."),
    (
        "How do I find my size?",
        "Every garment has a size chart. When between two sizes, take the larger one.",
    ),
    ("What if it shrinks?", "Tell us what happened. We repair for free in the first two years."),
];
