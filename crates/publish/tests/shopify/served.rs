//! Pages and files as a shop serves them.

use waymark_compile::compile;
use waymark_model::{PageType, Plan, Shop, ShopSlug};
use waymark_publish::shopify::{OnPage, ScriptTag, TagSource, revision_of, verify_on_page};

fn tags(html: &str) -> Vec<ScriptTag> {
    verify_on_page(html).tags
}

fn plain(source: TagSource, address: impl Into<String>) -> ScriptTag {
    ScriptTag { source, address: address.into(), waits: false, integrity: None, asks_leave: false }
}

#[test]
fn the_asset_is_found_however_the_tag_is_written() {
    for address in [
        "//example.com/cdn/shop/t/12/assets/waymark.js?v=123",
        "https://cdn.shopify.com/s/files/1/0001/t/2/assets/waymark.js",
        "/cdn/shop/t/12/assets/waymark.js#x",
    ] {
        for tag in [
            format!("<script src=\"{address}\" defer></script>"),
            format!("<script src=\"{address}\" defer=\"defer\"></script>"),
            format!("<SCRIPT defer src = '{address}'>\n</SCRIPT>"),
            format!("<script src={address} defer></script>"),
            format!("<script data-a=\"a > b\" src=\"{address}\"></script>"),
        ] {
            let html = format!("<html><head>\n{tag}</head><body></body></html>");
            assert_eq!(tags(&html), [plain(TagSource::ThemeAsset, address)], "{tag}");
        }
    }
}

#[test]
fn the_hosted_entry_is_told_apart() {
    let address = "https://tags.example.net/v1/shop.example/waymark.js";
    let html = format!("<script async src=\"{address}?a=1&amp;b=2\"></script>");
    assert_eq!(tags(&html), [plain(TagSource::HostedEntry, format!("{address}?a=1&b=2"))]);
}

#[test]
fn what_does_not_load_it_is_not_it() {
    for html in [
        "",
        "<!-- <script src=\"/assets/waymark.js\"></script> -->",
        "<script>var a = '<script src=\"/assets/waymark.js\">';</script>",
        "<script data-src=\"/assets/waymark.js\"></script>",
        "<script src=\"/assets/notwaymark.js\"></script>",
        "<script src=\"/assets/waymark.js.map\"></script>",
        "<script type=application/json src=\"/assets/waymark.js\"></script>",
        "<script type='text/javascript; charset=utf-8' src=/assets/waymark.js></script>",
        "<script nomodule src=\"/assets/waymark.js\"></script>",
        "<script src=\"/assets/waymark.js\" type='text/x-template'></script>",
        "<link rel=preload href=\"/assets/waymark.js\">",
        "<scripty src=\"/assets/waymark.js\"></scripty>",
    ] {
        assert_eq!(verify_on_page(html), OnPage::default(), "{html}");
    }
    let twice = "<script src=/assets/waymark.js></script>".repeat(2);
    assert_eq!(tags(&twice).len(), 2, "one too many is shown");
}

#[test]
fn what_was_exported_is_a_copy() {
    for address in ["/v1/waymark.js", "waymark.js", "https://cdn.example/w/waymark.js?v=2"] {
        assert_eq!(tags(&format!("<script src={address}></script>")), [plain(TagSource::Copy, address)]);
    }
}

#[test]
fn a_tag_tells_what_keeps_browsers_from_running_it() {
    let address = "/assets/waymark.js";
    let tag = plain(TagSource::ThemeAsset, address);
    for (attributes, expected) in [
        ("type=text/javascript", tag.clone()),
        ("type='module'", ScriptTag { asks_leave: true, ..tag.clone() }),
        ("type=\"text/plain\" data-cookieconsent=statistics", ScriptTag { waits: true, ..tag.clone() }),
        ("data-type=text/plain", tag.clone()),
        ("crossorigin", ScriptTag { asks_leave: true, ..tag.clone() }),
        (
            "integrity=\"sha384-abc\" crossorigin=anonymous",
            ScriptTag { integrity: Some("sha384-abc".into()), asks_leave: true, ..tag.clone() },
        ),
    ] {
        assert_eq!(
            tags(&format!("<script {attributes} src={address}></script>")),
            [expected],
            "{attributes}"
        );
    }
}

#[test]
fn the_revision_is_found_minified_or_not() {
    let revision = "0123456789abcdef";
    for script in [
        format!("{{\"revision\":\"{revision}\"}}"),
        format!("{{ \"revision\" : \"{revision}\" }}"),
        format!("{{revision:'{revision}'}}"),
        format!("{{revision:\"{revision}\"}}"),
    ] {
        assert_eq!(revision_of(&script).as_deref(), Some(revision), "{script}");
        let page = verify_on_page(&format!("<script>/* waymark */ {script}</script>"));
        assert_eq!(page.revision.as_deref(), Some(revision));
        assert_eq!(verify_on_page(&format!("<script>other({script})</script>")).revision, None);
    }
    for other in ["revision:\"0123456789abcde\"", "revision:\"0123456789abcdef0\"", "revision", ""] {
        assert_eq!(revision_of(other), None, "{other}");
    }
}

#[test]
fn a_name_that_looks_like_a_revision_is_not_taken_for_it() {
    let shop = Shop {
        slug: ShopSlug("s".into()),
        url: "https://s.example/".into(),
        name: "revision:'aaaaaaaaaaaaaaaa'".into(),
    };
    let mut plan = Plan::empty(shop);
    let patterns = vec!["/revision:'aaaaaaaaaaaaaaaa'/*".into()];
    plan.page_types.push(PageType { id: "content".into(), patterns });
    let compiled = compile(&plan).unwrap();
    assert!(compiled.bundle_js.contains("aaaaaaaaaaaaaaaa"), "the test must put it there");
    assert_eq!(revision_of(&compiled.bundle_js).as_deref(), Some(compiled.revision()));
}
