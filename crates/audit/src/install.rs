//! What a page has installed, told from the page as it is served: Waymark itself, the theme, other tools' tags with
//! their ids, the consent system, and whether the page's own rules keep Waymark out. What only a browser sees (what a
//! tag manager loads, what leaves the page) is not guessed here.

mod consent;
mod csp;
mod tags;
mod theme;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;
use waymark_identify::{Document, NodeId};

pub use tags::{Tag, Vendor};
pub use theme::{Theme, theme_in};

/// How a loader of Waymark is recognised in a page: the addresses of its script tags, and a revision that stands in the
/// page itself. Which tags those are is the publisher's knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaders {
    /// Addresses of script tags, as they are written.
    pub addresses: Vec<String>,
    /// The revision of a runtime that is written into the page.
    pub inline: Option<String>,
    /// What those scripts then ask for themselves, by the address of their tag as it is written.
    pub asked: Vec<(String, String)>,
    /// Those of the addresses whose tag waits for a consent banner to turn it on.
    pub waiting: Vec<String>,
}

/// What one page has installed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "InstalledOnPage")]
pub struct Installed {
    /// How often the page loads Waymark.
    pub waymark: u32,
    /// The page's content security policy does not let Waymark's script load.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_kept_out: bool,
    /// The tags of Waymark wait for a consent banner to turn them on: browsers do not run them as they stand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// The theme, where the page tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub theme: Option<Theme>,
    /// Other tools' tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Tag>>")]
    pub tags: Vec<Tag>,
    /// The consent system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub consent: Option<String>,
}

/// A script of a page: its address or its text.
struct Script<'a> {
    address: &'a str,
    text: String,
}

/// Largest script in a page that is looked into, bytes.
const MOST: usize = 256 << 10;

/// Reads what a page has installed. `policies` are its content security policies, as the server sent them, a header each;
/// those that stand in the page come on top, and all of them apply.
#[must_use]
pub fn installed(document: &Document, page: &Url, loaders: &Loaders, policies: &[&str]) -> Installed {
    let scripts: Vec<Script> = document
        .descendant_elements(document.root())
        .filter(|&node| document.is_html(node, "script"))
        .map(|node| script(document, node))
        .collect();
    let is_kept_out = loaders.addresses.iter().any(|written| {
        let asked = loaders.asked.iter().find(|(by, _)| by == written).map(|(_, asked)| asked.as_str());
        keeps_out(document, page, policies, written, asked)
    });
    Installed {
        waymark: (loaders.addresses.len() + usize::from(loaders.inline.is_some())) as u32,
        is_kept_out,
        waits: loaders.inline.is_none()
            && !loaders.addresses.is_empty()
            && loaders.addresses.iter().all(|address| loaders.waiting.contains(address)),
        theme: scripts.iter().find_map(|script| theme::theme(&script.text)),
        tags: tags::tags(scripts.iter().map(|script| (script.address, script.text.as_str()))),
        consent: consent::consent(scripts.iter().map(|script| (script.address, script.text.as_str())))
            .map(str::to_owned),
    }
}

/// Whether the policies of a page, as the server sent them and as they stand in it, keep out a script whose tag has this
/// address or, where the tag is not there yet, would have; or keep it from asking for a file beside itself.
#[must_use]
pub fn keeps_out(
    document: &Document,
    page: &Url,
    policies: &[&str],
    written: &str,
    asked: Option<&str>,
) -> bool {
    let Ok(address) = page.join(written) else { return false };
    let asked = asked.and_then(|asked| address.join(asked).ok());
    let blocks_asking =
        |policy: &str| asked.as_ref().is_some_and(|asked| csp::blocks_asking(policy, page, asked));
    let mut scripts =
        document.descendant_elements(document.root()).filter(|&node| document.is_html(node, "script"));
    let tag = scripts.find(|&node| document.attribute(node, "src").unwrap_or_default() == written);
    // A policy in the page does not bind the scripts before it. What they ask for later, it does.
    let binds = |node: NodeId| tag.is_none_or(|tag| node < tag);
    policies
        .iter()
        .any(|header| csp::blocks_script(header, page, &address) || header.split(',').any(blocks_asking))
        || csp::in_page(document).iter().any(|&(node, policy)| {
            binds(node) && csp::blocks(policy, page, &address) || blocks_asking(policy)
        })
}

fn script(document: &Document, node: NodeId) -> Script<'_> {
    let address = document.attribute(node, "src").unwrap_or_default();
    let kind = document.attribute(node, "type").unwrap_or_default();
    // Data and templates are no scripts.
    let is_data = kind.contains("json") || kind.contains("template") || kind.contains("html");
    let texts = document.children(node).filter_map(|child| document.characters(child));
    let text: String = if address.is_empty() && !is_data { texts.collect() } else { String::new() };
    Script { address, text: if text.len() > MOST { String::new() } else { text } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_what_it_has_installed() -> Result<(), Box<dyn std::error::Error>> {
        let page = Document::from_html(
            r#"<script src="https://www.googletagmanager.com/gtag/js?id=G-ABC123"></script>
            <script>function gtag(){dataLayer.push(arguments)} gtag('js', new Date()); gtag('config', 'G-ABC123');</script>
            <script>Shopify.theme = {"name":"Dawn \u2014 copy","id":123456,"schema_name":"Dawn","schema_version":"15.2.0","role":"main"};</script>
            <script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>
            <script src="https://host.example/v1/shop/waymark.js" defer></script>"#,
        )?;
        let address = Url::parse("https://shop.example/products/mug")?;
        let loaders = Loaders {
            addresses: vec!["https://host.example/v1/shop/waymark.js".into()],
            ..Loaders::default()
        };
        let found = installed(&page, &address, &loaders, &["script-src 'self' https://host.example"]);
        assert_eq!(found.waymark, 1);
        assert!(!found.is_kept_out);
        assert_eq!(
            found.theme.map(|theme| (theme.name, theme.id, theme.version)),
            Some(("Dawn — copy".into(), "123456".into(), Some("Dawn 15.2.0".into())))
        );
        assert_eq!(found.consent.as_deref(), Some("OneTrust"));
        assert_eq!(found.tags, [Tag { vendor: Vendor::GoogleAnalytics, id: "G-ABC123".into(), times: 1 }]);
        assert!(installed(&page, &address, &loaders, &["default-src 'self'"]).is_kept_out);
        let allows = "script-src https://host.example";
        assert!(
            installed(&page, &address, &loaders, &[allows, "script-src 'self'"]).is_kept_out,
            "both apply"
        );
        assert!(!installed(&page, &address, &loaders, &[allows, "img-src 'self'"]).is_kept_out);
        Ok(())
    }

    #[test]
    fn policies_in_a_page_bind_what_comes_behind_them() -> Result<(), Box<dyn std::error::Error>> {
        let loader = "https://host.example/v1/shop/waymark.js";
        let tag = format!("<script src={loader} defer></script>");
        let strict = "<meta http-equiv=content-security-POLICY content=\"script-src 'self'\">";
        let fitting = "<meta http-equiv=Content-Security-Policy content='script-src https://host.example'>";
        let address = Url::parse("https://shop.example/")?;
        let loaders = Loaders { addresses: vec![loader.to_owned()], ..Loaders::default() };
        let kept_out = |html: &str, policies: &[&str]| {
            Document::from_html(html).map(|page| installed(&page, &address, &loaders, policies).is_kept_out)
        };
        assert!(kept_out(&format!("{strict}{tag}"), &[])?);
        assert!(kept_out(&format!("{fitting}{strict}{tag}"), &[])?, "all of them apply");
        assert!(kept_out(&format!("{fitting}{tag}"), &["script-src 'self'"])?, "the header applies, too");
        assert!(!kept_out(&format!("{fitting}{tag}"), &["script-src 'self' https://host.example"])?);
        assert!(!kept_out(&format!("{tag}{strict}"), &[])?, "it came too late");
        assert!(!kept_out(&format!("<body><p>Hi</p>{strict}{tag}"), &[])?, "it counts in the head only");
        let report_only = strict.replace("POLICY", "policy-report-only");
        assert!(!kept_out(&format!("{report_only}{tag}"), &[])?);
        Ok(())
    }
}
