//! What a shop runs on, from what its pages, and the headers of its answers where they are known, say of it. A platform is
//! named only where the page names it: by its own objects, addresses and generator, never by a look.

use serde::Serialize;
use serde_json::Value;
use waymark_identify::Document;

/// Longest script that is read, in bytes.
const LONGEST_SCRIPT: usize = 64 << 10;
/// Longest name or version that is told, in characters.
const LONGEST_NAME: usize = 60;

/// A platform that shops run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Shopify, with a theme or headless.
    Shopify,
    /// The shop plug-in of `WordPress`.
    WooCommerce,
    /// Magento, or Adobe Commerce.
    Magento,
    /// As its name says.
    PrestaShop,
    /// As its name says.
    OpenCart,
    /// Anything else, or nothing that says what.
    Custom,
}

/// What a shop runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Platform {
    /// Which.
    pub kind: Kind,
    /// Version of the platform, where it tells.
    pub version: Option<String>,
    /// Name of the theme, as its maker calls it.
    pub theme: Option<String>,
    /// Version of the theme.
    pub theme_version: Option<String>,
    /// What gave it away, in plain words; empty for [`Kind::Custom`].
    pub reason: String,
}

/// What a page gives away.
struct Traces {
    /// Addresses of scripts, styles, pictures and links, in lower case.
    addresses: Vec<String>,
    /// Scripts that stand in the page.
    scripts: Vec<String>,
    generator: String,
    classes: String,
    has_magento_init: bool,
    has_catalog_form: bool,
}

/// Recognises the platform of a page. `headers` are names and values of the answer, in any case; none where unknown.
#[must_use]
pub fn recognise(document: &Document, headers: &[(&str, &str)]) -> Platform {
    let traces = Traces::of(document);
    shopify(&traces, headers)
        .or_else(|| woocommerce(&traces))
        .or_else(|| magento(&traces, headers))
        .or_else(|| prestashop(&traces, headers))
        .or_else(|| opencart(&traces, headers))
        .unwrap_or_else(|| Platform::of(Kind::Custom, ""))
}

impl Platform {
    fn of(kind: Kind, reason: &str) -> Self {
        Self { kind, version: None, theme: None, theme_version: None, reason: reason.to_owned() }
    }
}

impl Traces {
    fn of(document: &Document) -> Self {
        let mut traces = Self {
            addresses: Vec::new(),
            scripts: Vec::new(),
            generator: String::new(),
            classes: String::new(),
            has_magento_init: false,
            has_catalog_form: false,
        };
        for node in document.descendant_elements(document.root()) {
            let attribute = |name| document.attribute(node, name).unwrap_or_default();
            match document.tag(node) {
                "meta" if attribute("name").eq_ignore_ascii_case("generator") => {
                    traces.generator.push_str(attribute("content"));
                    traces.generator.push(' ');
                }
                "script" => {
                    traces.has_magento_init |= attribute("type") == "text/x-magento-init";
                    let text: String =
                        document.children(node).filter_map(|child| document.characters(child)).collect();
                    if text.len() <= LONGEST_SCRIPT {
                        traces.scripts.push(text);
                    }
                }
                "body" => attribute("class").clone_into(&mut traces.classes),
                "form" => traces.has_catalog_form |= attribute("action").contains("route=checkout/cart"),
                _ => {}
            }
            traces.has_magento_init |= document.has_attribute(node, "data-mage-init");
            for name in ["src", "href", "action"] {
                let address = attribute(name);
                if !address.is_empty() && address.len() < 500 {
                    traces.addresses.push(address.to_ascii_lowercase());
                }
            }
        }
        traces
    }

    fn address_with(&self, part: &str) -> Option<&str> {
        self.addresses.iter().find(|address| address.contains(part)).map(String::as_str)
    }

    /// How many addresses have this in them.
    fn count(&self, part: &str) -> usize {
        self.addresses.iter().filter(|address| address.contains(part)).count()
    }

    fn says(&self, part: &str) -> bool {
        self.scripts.iter().any(|script| script.contains(part))
    }
}

fn header<'h>(headers: &[(&str, &'h str)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, value)| value)
}

fn shopify(traces: &Traces, headers: &[(&str, &str)]) -> Option<Platform> {
    let reason = if traces.says("Shopify.theme") || traces.says("Shopify.shop") {
        "the page sets Shopify's own object"
    } else if ["x-shopid", "x-sorting-hat-shopid", "x-shopify-stage"]
        .iter()
        .any(|name| header(headers, name).is_some())
        || header(headers, "powered-by").is_some_and(|value| value.contains("Shopify"))
    {
        "its server says so"
    } else if traces.address_with("/cdn/shop/").is_some() || traces.address_with(".myshopify.com").is_some() {
        "files and links lead to Shopify"
    } else if traces.count("cdn.shopify.com") > 0 {
        "its files come from Shopify"
    } else {
        return None;
    };
    let theme = traces.scripts.iter().find_map(|script| object_behind(script, "Shopify.theme"));
    let text = |key: &str| match theme.as_ref()?.get(key)? {
        Value::String(said) => shown(said),
        Value::Number(said) => shown(&said.to_string()),
        _ => None,
    };
    Some(Platform {
        theme: text("schema_name").or_else(|| text("name")),
        theme_version: text("schema_version"),
        ..Platform::of(Kind::Shopify, reason)
    })
}

/// What a page says of itself, as it may stand in a sentence: short, on one line, and in the direction of its letters.
fn shown(said: &str) -> Option<String> {
    let is_shown = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let letters: String = said.chars().filter(is_shown).take(LONGEST_NAME).collect();
    Some(letters.trim().to_owned()).filter(|letters| !letters.is_empty())
}

/// The object that a script assigns to a name.
fn object_behind(script: &str, name: &str) -> Option<Value> {
    let behind = &script[script.find(name)? + name.len()..];
    let start = behind.find('{').filter(|&at| behind[..at].trim_matches([' ', '=']).is_empty())?;
    serde_json::Deserializer::from_str(&behind[start..]).into_iter().next()?.ok()
}

fn woocommerce(traces: &Traces) -> Option<Platform> {
    let named = version_behind(&traces.generator, "WooCommerce");
    let reason = if named.is_some() {
        "the page names it as its generator"
    } else if traces.address_with("/plugins/woocommerce").is_some() {
        "its files are those of the plug-in"
    } else if traces.classes.split(' ').any(|class| class == "woocommerce" || class == "woocommerce-page") {
        "the page calls itself one of its pages"
    } else {
        return None;
    };
    let theme =
        traces.address_with("/wp-content/themes/").and_then(|address| segment_behind(address, "/themes/"));
    Some(Platform {
        version: named.filter(|version| !version.is_empty()),
        theme,
        ..Platform::of(Kind::WooCommerce, reason)
    })
}

fn magento(traces: &Traces, headers: &[(&str, &str)]) -> Option<Platform> {
    let frontend = traces
        .addresses
        .iter()
        .find(|address| address.contains("/static/") && address.contains("/frontend/"));
    let reason = if traces.has_magento_init {
        "the page starts its components"
    } else if headers.iter().any(|(name, _)| name.to_ascii_lowercase().starts_with("x-magento-")) {
        "its server says so"
    } else if frontend.is_some() {
        "its files lie where it puts them"
    } else {
        return None;
    };
    let theme = frontend.and_then(|address| {
        let behind = address.split("/frontend/").nth(1)?;
        let mut segments = behind.split('/');
        Some(format!("{}/{}", segments.next()?, segments.next()?))
    });
    Some(Platform { theme, ..Platform::of(Kind::Magento, reason) })
}

fn prestashop(traces: &Traces, headers: &[(&str, &str)]) -> Option<Platform> {
    let reason = if traces.says("var prestashop") {
        "the page sets its own object"
    } else if traces.generator.contains("PrestaShop") {
        "the page names it as its generator"
    } else if header(headers, "powered-by").is_some_and(|value| value.contains("PrestaShop")) {
        "its server says so"
    } else {
        return None;
    };
    let theme = traces.address_with("/themes/").and_then(|address| segment_behind(address, "/themes/"));
    let version = version_behind(&traces.generator, "PrestaShop").filter(|version| !version.is_empty());
    Some(Platform { version, theme, ..Platform::of(Kind::PrestaShop, reason) })
}

fn opencart(traces: &Traces, headers: &[(&str, &str)]) -> Option<Platform> {
    let session = header(headers, "set-cookie").is_some_and(|cookie| cookie.contains("OCSESSID"));
    let reason = if traces.count("index.php?route=") > 1 || traces.has_catalog_form {
        "its links are built as OpenCart builds them"
    } else if session {
        "its server says so"
    } else if traces.address_with("catalog/view/theme/").is_some()
        || traces.address_with("catalog/view/javascript/").is_some()
    {
        "its files lie where it puts them"
    } else {
        return None;
    };
    let theme =
        traces.address_with("catalog/view/theme/").and_then(|address| segment_behind(address, "/theme/"));
    Some(Platform { theme, ..Platform::of(Kind::OpenCart, reason) })
}

/// `8.2.1` of `WooCommerce 8.2.1`; empty where the name stands alone.
fn version_behind(text: &str, name: &str) -> Option<String> {
    let behind = text[text.find(name)? + name.len()..].trim_start();
    Some(behind.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect())
}

fn segment_behind(address: &str, folder: &str) -> Option<String> {
    let behind = address.split(folder).nth(1)?;
    behind.split('/').next().filter(|segment| !segment.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str, headers: &[(&str, &str)]) -> Platform {
        recognise(&Document::from_html(html).unwrap(), headers)
    }

    #[test]
    fn shopify_tells_its_theme() {
        let found = of(
            r#"<script>var Shopify = Shopify || {}; Shopify.theme = {"name":"Dawn copy","id":1,"schema_name":"Dawn","schema_version":"15.2.0"};</script>"#,
            &[],
        );
        assert_eq!(found.kind, Kind::Shopify);
        assert_eq!(found.theme.as_deref(), Some("Dawn"));
        assert_eq!(found.theme_version.as_deref(), Some("15.2.0"));
        assert_eq!(of("<p>", &[("X-ShopId", "1")]).kind, Kind::Shopify);
    }

    #[test]
    fn what_a_page_says_of_its_theme_is_short_text_or_nothing() {
        let theme = |said: &str| {
            let found = of(&format!("<script>Shopify.theme = {said};</script>"), &[]);
            assert_eq!(found.kind, Kind::Shopify, "{said}");
            (found.theme, found.theme_version)
        };
        let long = format!(r#"{{"schema_name":"{}","schema_version":15}}"#, "x".repeat(500));
        assert_eq!(theme(&long), (Some("x".repeat(LONGEST_NAME)), Some("15".to_owned())));
        let odd = r#"{"schema_name":" A\u202eB\u0007\n<b>","schema_version":["15"]}"#;
        assert_eq!(theme(odd), (Some("AB<b>".to_owned()), None));
        assert_eq!(theme(r#"{"schema_name":{"a":1},"name":"  "}"#), (None, None));
        assert_eq!(theme(r#"{"schema_name":"Dawn", evil()}"#), (None, None));
        assert_eq!(theme(r#"{"name":"Own","schema_name":null}"#).0.as_deref(), Some("Own"));
    }

    #[test]
    fn others_are_told_by_what_they_say() {
        let woo = of(
            r#"<meta name="generator" content="WordPress 6.5"><meta name="generator" content="WooCommerce 8.2.1"><link href="/wp-content/themes/storefront/style.css">"#,
            &[],
        );
        assert_eq!(
            (woo.kind, woo.version.as_deref(), woo.theme.as_deref()),
            (Kind::WooCommerce, Some("8.2.1"), Some("storefront"))
        );
        let magento = of(
            r#"<script type="text/x-magento-init">{}</script><link href="https://x.com/static/version1/frontend/Magento/luma/en_US/a.css">"#,
            &[],
        );
        assert_eq!((magento.kind, magento.theme.as_deref()), (Kind::Magento, Some("magento/luma")));
        let presta = of(
            r#"<script>var prestashop = {};</script><link href="https://x.com/themes/classic/a.css">"#,
            &[],
        );
        assert_eq!((presta.kind, presta.theme.as_deref()), (Kind::PrestaShop, Some("classic")));
        let cart = of(
            r#"<a href="index.php?route=product/product">a</a><a href="index.php?route=checkout/cart">b</a>"#,
            &[],
        );
        assert_eq!(cart.kind, Kind::OpenCart);
    }

    #[test]
    fn what_says_nothing_is_custom() {
        let found = of("<h1>A page about Shopify and Magento</h1>", &[("server", "nginx")]);
        assert_eq!(found, Platform::of(Kind::Custom, ""));
    }
}
