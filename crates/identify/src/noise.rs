//! What in a page's markup is authored and lasts, and what a build, a framework or a theme editor generated
//! and will change. Judges single strings; what belongs to one product is `product`'s business.

/// Whether an `id` looks chosen by a person and likely to last.
#[must_use]
pub fn is_stable_id(id: &str) -> bool {
    (2..=60).contains(&id.len())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && !has_long_number(id, 3)
        && !is_section_id(id)
        && !is_framework_id(id)
        && !words(id).any(is_hash)
}

/// Whether a class name looks authored: names a component or part, no hash, no state, no utility.
#[must_use]
pub fn is_stable_class(class: &str) -> bool {
    (2..=60).contains(&class.len())
        && class.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && class.starts_with(|c: char| c.is_ascii_alphabetic())
        && !has_long_number(class, 3)
        && !is_section_id(class)
        && !is_generated_class(class)
        && !is_state(class)
        && !is_utility(class)
        && !words(class).any(is_hash)
}

/// Whether a value of a `name`, `data-*` or similar attribute says what the element is on every page: a short
/// word or a few, no number that counts or identifies, no address, no data.
#[must_use]
pub fn is_stable_value(value: &str) -> bool {
    (1..=60).contains(&value.len())
        && value.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | ' ' | '[' | ']' | '#' | '+')
        })
        && value.chars().any(char::is_alphabetic)
        && !has_long_number(value, 3)
        && !is_section_id(value)
        && !is_framework_id(value)
        && !words(value).any(is_hash)
}

/// Whether a `data-*` attribute may say what an element is: not a state, a count, an identity of a product or
/// something a framework put there.
#[must_use]
pub fn is_stable_attribute(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("data-") else { return false };
    let passing = [
        "state",
        "open",
        "opened",
        "active",
        "visible",
        "selected",
        "index",
        "count",
        "expanded",
        "loaded",
        "current",
        "hover",
        "value",
        "handle",
        "product",
        "variant",
        "sku",
        "price",
        "url",
        "href",
        "src",
        "image",
        "id",
        "ids",
        "key",
        "uid",
        "v",
        "s",
        "cid",
        "reactid",
        "emotion",
        "styled",
        "position",
        "order",
        "total",
        "quantity",
        "qty",
        "json",
        "options",
        "config",
        "date",
        "time",
        "width",
        "height",
        "ratio",
        "size",
        "sizes",
        "animation",
        "delay",
        "duration",
        "disabled",
        "checked",
        "focus",
        "loading",
        "status",
        "initialized",
        "processed",
        "bound",
        "ready",
        "section",
        "block",
        "title",
        "name",
        "original",
        "max",
        "min",
        "step",
        "aos",
        "media",
        "cart",
        "text",
        "label",
    ];
    name.len() <= 40
        && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !words(rest).any(|word| passing.contains(&word))
}

/// Identifier words: what separators keep apart.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// A run of at least `length` digits: an id, a timestamp, a count.
fn has_long_number(text: &str, length: usize) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= length)
}

/// Ids that theme editors give to sections and blocks, and what is derived from them.
fn is_section_id(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["template--", "shopify-section", "shopify-block", "sections--", "section-id", "block-id"]
        .iter()
        .any(|part| lower.contains(part))
}

/// Ids that frameworks count up or derive from the render tree.
fn is_framework_id(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let counted = [
        "ember",
        "react-select-",
        "radix-",
        "headlessui-",
        "mui-",
        "mantine-",
        "base-ui-",
        "ext-gen",
        "yui_",
        "uid-",
        "uid_",
        "id-",
        "svelte-",
        "aria-",
        "cke_",
        "select2-",
        "ui-id-",
        "slick-slide",
        "swiper-slide-",
    ];
    lower.starts_with(':')
        || lower.contains("_r_")
        || counted.iter().any(|prefix| {
            lower.strip_prefix(prefix).is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()))
        })
}

/// Class names that build tools and CSS-in-JS make.
fn is_generated_class(class: &str) -> bool {
    let generated = [
        "css-",
        "sc-",
        "svelte-",
        "jsx-",
        "emotion-",
        "styled-",
        "jss",
        "makeStyles-",
        "astro-",
        "_ngcontent",
        "ng-tns",
    ];
    let by_prefix = generated.iter().any(|prefix| {
        class.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= 3
                && (rest.chars().any(|c| c.is_ascii_digit())
                    || words(rest).any(is_hash)
                    || !rest.contains('-'))
        })
    });
    // CSS modules: `Button_root__a1B2c`, `_root_x7f3a_12`.
    let by_suffix = class.rsplit_once("__").is_some_and(|(_, suffix)| {
        (4..=10).contains(&suffix.len())
            && suffix.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            && (suffix.chars().any(|c| c.is_ascii_digit())
                || (suffix.chars().any(|c| c.is_ascii_uppercase())
                    && suffix.chars().skip(1).any(|c| c.is_ascii_uppercase())))
    });
    by_prefix || by_suffix || class.starts_with('_')
}

/// Classes that come and go with what a visitor does.
fn is_state(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let bare = lower.rsplit_once("--").map_or(lower.as_str(), |(_, modifier)| modifier);
    let states = [
        "active",
        "open",
        "opened",
        "closed",
        "close-active",
        "hover",
        "focus",
        "focused",
        "focus-visible",
        "disabled",
        "enabled",
        "selected",
        "checked",
        "current",
        "visible",
        "hidden",
        "hide",
        "show",
        "shown",
        "in",
        "out",
        "loading",
        "loaded",
        "lazyload",
        "lazyloaded",
        "lazyloading",
        "collapsed",
        "collapsing",
        "expanded",
        "animate",
        "animated",
        "transition",
        "sticky",
        "stuck",
        "scrolled",
        "pressed",
        "dragging",
        "touched",
        "dirty",
        "pristine",
        "valid",
        "invalid",
        "error",
        "success",
        "first",
        "last",
        "odd",
        "even",
        "initialized",
        "ready",
        "done",
        "fade",
        "no-js",
        "js",
        "aos-animate",
        "aos-init",
        "busy",
        "highlight",
        "highlighted",
        "unavailable",
        "sold-out",
    ];
    states.contains(&bare)
        || ["is-", "has-", "js-is-", "slick-", "swiper-slide-", "ng-", "v-enter", "v-leave", "fade-", "wow"]
            .iter()
            .any(|prefix| lower.starts_with(prefix))
}

/// Utility classes: they say how something looks, not what it is.
fn is_utility(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let bare = lower.strip_prefix("u-").unwrap_or(&lower);
    let exact = [
        "flex",
        "grid",
        "block",
        "inline",
        "inline-block",
        "inline-flex",
        "contents",
        "table",
        "relative",
        "absolute",
        "fixed",
        "static",
        "container",
        "row",
        "col",
        "clearfix",
        "truncate",
        "uppercase",
        "lowercase",
        "capitalize",
        "underline",
        "italic",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "group",
        "peer",
        "btn-block",
        "btn-lg",
        "btn-sm",
        "btn-xs",
        "small",
        "large",
        "medium",
        "full-width",
        "pull-left",
        "pull-right",
        "center",
        "left",
        "right",
        "wrapper",
        "inner",
        "content",
        "clear",
        "cf",
        "border",
        "rounded",
        "shadow",
        "bold",
        "antialiased",
        "transform",
        "isolate",
        "isolation-isolate",
        "lead",
        "btn",
        "button",
        "btn-primary",
        "btn-secondary",
        "btn-default",
        "btn-link",
        "btn-group",
        "form-control",
        "form-group",
        "form-inline",
        "nav-link",
        "nav-item",
        "dropdown-item",
        "dropdown-menu",
        "dropdown",
        "dropdown-toggle",
        "input-group",
        "list-unstyled",
        "list-inline",
        "list-inline-item",
        "media",
        "badge",
        "h0",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "navbar-dark",
        "navbar-light",
        "card-body",
        "well",
        "link",
        "list",
        "list-menu",
        "rte",
        "nav",
        "item",
        "box",
        "section",
        "img-responsive",
        "img-fluid",
    ];
    let prefixes = [
        "m-",
        "mt-",
        "mb-",
        "ml-",
        "mr-",
        "mx-",
        "my-",
        "ms-",
        "me-",
        "p-",
        "pt-",
        "pb-",
        "pl-",
        "pr-",
        "px-",
        "py-",
        "ps-",
        "pe-",
        "w-",
        "h-",
        "min-w-",
        "max-w-",
        "min-h-",
        "max-h-",
        "text-",
        "font-",
        "bg-",
        "border-",
        "rounded-",
        "shadow-",
        "flex-",
        "grid-",
        "gap-",
        "space-",
        "items-",
        "justify-",
        "self-",
        "place-",
        "content-",
        "order-",
        "col-",
        "row-",
        "d-",
        "float-",
        "align-",
        "overflow-",
        "z-",
        "top-",
        "left-",
        "right-",
        "bottom-",
        "inset-",
        "opacity-",
        "leading-",
        "tracking-",
        "duration-",
        "ease-",
        "delay-",
        "transition-",
        "cursor-",
        "object-",
        "aspect-",
        "basis-",
        "grow",
        "shrink",
        "line-clamp-",
        "ring-",
        "outline-",
        "divide-",
        "sm-",
        "md-",
        "lg-",
        "xl-",
        "small--",
        "medium--",
        "large--",
        "medium-up--",
        "large-up--",
        "one-",
        "two-",
        "three-",
        "grid__item--",
        "offset-",
        "position-",
        "color-",
        "gradient",
        "scroll-trigger",
        "page-width",
        "isolate",
        "underlined-",
        "hide-",
        "show-",
        "hidden-",
        "visible-",
    ];
    exact.contains(&bare) || prefixes.iter().any(|prefix| bare.starts_with(prefix))
}

/// Whether a word looks like a hash: letters and digits mixed as people do not mix them.
fn is_hash(word: &str) -> bool {
    if word.len() < 5 {
        return false;
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.len() - digits;
    // `a1b2c`, `1x2y3z`; but not `product1` or `h264`.
    let changes = word
        .as_bytes()
        .windows(2)
        .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
        .count();
    let is_hex = word.len() >= 7 && digits >= 1 && word.chars().all(|c| c.is_ascii_hexdigit());
    let mixed_case = {
        let bytes = word.as_bytes();
        let humps = bytes
            .windows(2)
            .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
            .count();
        digits >= 1 && humps >= 1 && changes >= 1 && word.len() <= 10
    };
    let few_vowels = letters >= 6
        && word.len() >= 8
        && word
            .chars()
            .filter(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
            .count()
            == 0;
    (digits >= 1 && letters >= 1 && changes >= 2) || is_hex || mixed_case || few_vowels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authored_names_last() {
        for id in
            ["AddToCart", "main-nav", "cart-icon-bubble", "newsletter", "id_quantity", "add_to_basket_form"]
        {
            assert!(is_stable_id(id), "{id}");
        }
        for class in [
            "product-form__submit",
            "btn-add-to-basket",
            "header__icon",
            "site-nav",
            "card-wrapper",
            "product_pod",
        ] {
            assert!(is_stable_class(class), "{class}");
        }
    }

    #[test]
    fn generated_ids_do_not() {
        for id in [
            ":r1a:",
            "base-ui-_R_x_",
            "ember123",
            "0b5f2c1e-7e1d-4c8f-9d2f-1a2b3c4d5e6f",
            "product-8123456789",
            "template--123__main",
            "shopify-section-header",
            "ProductSubmitButton-template--16723__main",
            "radix-3",
            "headlessui-menu-button-12",
            "a1b2c3d4",
        ] {
            assert!(!is_stable_id(id), "{id}");
        }
    }

    #[test]
    fn hashed_utility_and_state_classes_do_not() {
        for class in [
            "Button_root__a1B2c",
            "css-1x2y3z",
            "sc-bdVaJa",
            "svelte-1tky8bj",
            "w-[32px]",
            "md:flex",
            "mt-4",
            "is-active",
            "open",
            "hover",
            "header--sticky",
            "_root_x7f3a_12",
            "col-sm-6",
            "jsx-3742178921",
        ] {
            assert!(!is_stable_class(class), "{class}");
        }
    }
}
