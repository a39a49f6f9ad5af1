//! Class names: renamed by people, or made by builds. One class becomes the same other class all over a page and on
//! all pages of a seed.

use waymark_identify::noise::is_stable_class;

use super::{Page, Random};

/// Words that authors of themes exchange.
const EXCHANGED: [(&str, &str); 30] = [
    ("btn", "button"),
    ("button", "btn"),
    ("nav", "menu"),
    ("menu", "navigation"),
    ("img", "image"),
    ("image", "media"),
    ("media", "figure"),
    ("wrapper", "container"),
    ("wrap", "inner"),
    ("item", "entry"),
    ("title", "heading"),
    ("heading", "title"),
    ("header", "masthead"),
    ("product", "merch"),
    ("price", "amount"),
    ("cart", "bag"),
    ("basket", "cart"),
    ("form", "fields"),
    ("list", "items"),
    ("grid", "columns"),
    ("card", "tile"),
    ("link", "anchor"),
    ("icon", "glyph"),
    ("footer", "colophon"),
    ("drawer", "panel"),
    ("modal", "dialog"),
    ("section", "block"),
    ("submit", "action"),
    ("quantity", "qty"),
    ("search", "finder"),
];
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
const HASHED: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED: &str = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
/// Utilities as builds write them; two with arbitrary values.
const UTILITIES: [&str; 36] = [
    "flex",
    "grid",
    "block",
    "inline-flex",
    "hidden md:block",
    "items-center",
    "justify-between",
    "justify-center",
    "gap-2",
    "gap-4",
    "px-4",
    "py-2",
    "py-3",
    "mt-4",
    "mb-2",
    "w-full",
    "max-w-screen-xl",
    "text-sm",
    "text-lg",
    "font-medium",
    "font-semibold",
    "uppercase",
    "tracking-wide",
    "leading-6",
    "text-gray-900",
    "text-white",
    "bg-black",
    "bg-white",
    "border",
    "border-gray-200",
    "rounded-md",
    "rounded-full",
    "hover:underline",
    "focus-visible:ring-2",
    "min-h-[44px]",
    "lg:grid-cols-[2fr_1fr]",
];

/// Renames a share of the authored classes and drops some of the others, each the same way everywhere.
pub fn rename(page: &mut Page, random: &Random, intensity: f64) {
    let style = random.keyed("style").below(4);
    each_class(page, |class| {
        let mut random = random.keyed(class);
        // The platform's own stay whatever the theme does.
        if class.starts_with("shopify-") || !random.chance(intensity) {
            None
        } else if is_stable_class(class) {
            Some(renamed(class, style, &mut random))
        } else {
            random.chance(0.3).then(String::new)
        }
    });
}

fn renamed(class: &str, style: usize, random: &mut Random) -> String {
    let words: Vec<&str> = class.split_inclusive(['-', '_']).collect();
    let bare = |word: &&str| word.trim_end_matches(['-', '_']).to_owned();
    let known: Vec<usize> =
        (0..words.len()).filter(|&place| exchanged(&bare(&words[place])).is_some()).collect();
    if let Some(&place) = random.pick(&known).filter(|_| style != 3)
        && let Some(other) = exchanged(&bare(&words[place]))
    {
        let tail = &words[place][bare(&words[place]).len()..];
        return format!("{}{other}{tail}{}", words[..place].concat(), words[place + 1..].concat());
    }
    match style {
        0 if class.contains("__") => class.replace("__", "-"),
        0 => format!("c-{class}"),
        1 if class.contains("--") => class.replace("--", "-is-"),
        1 => format!("theme-{class}"),
        2 => camel(class),
        _ => format!("{}-{}", class, random.word(&["el", "v2", "part", "new", "base", "root"])),
    }
}

fn exchanged(word: &str) -> Option<&'static str> {
    EXCHANGED.iter().find(|(old, _)| *old == word).map(|(_, new)| *new)
}

/// `product-form__submit` as `ProductFormSubmit`.
fn camel(class: &str) -> String {
    class.split(['-', '_']).filter(|word| !word.is_empty()).map(capitalised).collect()
}

/// With a capital first letter.
pub(super) fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Replaces a share of the classes by what one kind of build makes of them: CSS modules, opaque modules, emotion or
/// utilities, drawn from the seed.
pub fn generate(page: &mut Page, random: &Random, intensity: f64) {
    match random.keyed("build").below(4) {
        0 => each_class(page, |class| {
            let mut random = random.keyed(class);
            random.chance(intensity).then(|| module(class, &mut random))
        }),
        1 => each_class(page, |class| {
            let mut random = random.keyed(class);
            let word = class.split(['-', '_']).rfind(|word| !word.is_empty()).unwrap_or("root");
            random
                .chance(intensity)
                .then(|| format!("_{word}_{}_{}", random.characters(HASHED, 5), 1 + random.below(200)))
        }),
        2 => each_list(page, |classes| {
            let mut random = random.keyed(classes);
            random.chance(intensity).then(|| format!("css-{}", random.characters(HASHED, 6)))
        }),
        _ => each_list(page, |classes| {
            let mut random = random.keyed(classes);
            random.chance(intensity).then(|| {
                let utilities: Vec<&str> =
                    (0..3 + random.below(6)).map(|_| random.word(&UTILITIES)).collect();
                utilities.join(" ")
            })
        }),
    }
}

/// `product-form__submit` as `ProductForm_submit__x7Yz2`.
fn module(class: &str, random: &mut Random) -> String {
    let (block, part) = class.split_once("__").unwrap_or((class, "root"));
    format!("{}_{}__{}{}", camel(block), part.replace('-', "_"), random.characters(LETTERS, 1), {
        random.characters(MIXED, 4)
    })
}

/// Writes single classes anew.
fn each_class(page: &mut Page, change: impl Fn(&str) -> Option<String>) {
    each_list(page, |classes| {
        let changed =
            classes.split_ascii_whitespace().map(|class| change(class).unwrap_or_else(|| class.to_owned()));
        Some(changed.filter(|class| !class.is_empty()).collect::<Vec<_>>().join(" "))
    });
}

/// Writes class attributes anew.
fn each_list(page: &mut Page, change: impl Fn(&str) -> Option<String>) {
    let mut nodes = page.elements();
    nodes.extend(page.frame());
    for node in nodes {
        let Some(classes) = page.attribute(node, "class").filter(|classes| !classes.is_empty()) else {
            continue;
        };
        match change(classes) {
            Some(changed) if changed.is_empty() => page.unset(node, "class"),
            Some(changed) if changed != classes => page.set(node, "class", &changed),
            _ => {}
        }
    }
}
