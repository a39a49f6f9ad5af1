//! What parts of a shop are about, by the words that themes put into classes and ids. The words differ from theme to
//! theme less than anything else does. Whether two parts are the same is `locate`'s, naming one in CSS `selectors`'.

/// Words of what lies over the page or folds out of its edge: it often repeats what the page has.
pub(crate) const OVERLAYS: [&str; 3] = ["drawer", "modal", "popup"];

/// Parts by their words; the first word names the part.
pub(crate) const TOPICS: [&[&str]; 20] = [
    &["cart", "basket", "bag"],
    &["search"],
    &["filter", "facet"],
    &["newsletter", "subscribe"],
    &["quantity", "qty"],
    &["variant", "swatch", "option"],
    &["gallery", "media", "slide"],
    &["review", "rating"],
    &["share"],
    &["recommend", "related", "upsell"],
    &["country", "currency", "locali"],
    &["menu", "nav"],
    &["account", "login", "customer"],
    &["announcement"],
    &["footer"],
    &["header"],
    &["accordion", "collapsible", "tab"],
    &["price"],
    &["card", "grid-item", "grid__item"],
    &["sticky", "fixed"],
];

/// Numbers of the topics that a name speaks of, in order.
pub(crate) fn topics(name: &str) -> impl Iterator<Item = usize> {
    let name = name.to_ascii_lowercase();
    (0..).zip(TOPICS).filter(move |(_, words)| says(&name, words)).map(|(number, _)| number)
}

/// Whether a name, in lower case, has one of the words in it.
pub(crate) fn says(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}
