//! Walls and pages that only look like one, told apart.

use reqwest::header::{HeaderName, HeaderValue};

use super::*;

const SHOP: &str = "https://shop.example/products/mug";

struct Case<'a> {
    asked: &'a str,
    url: &'a str,
    status: u16,
    headers: &'a [(&'static str, &'static str)],
    text: &'a str,
}

impl Default for Case<'_> {
    fn default() -> Self {
        Self { asked: SHOP, url: SHOP, status: 200, headers: &[], text: "" }
    }
}

fn seen(case: &Case<'_>) -> Option<Wall> {
    let headers = case
        .headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect();
    met(&Met {
        asked: &Url::parse(case.asked).unwrap(),
        url: &Url::parse(case.url).unwrap(),
        status: case.status,
        headers: &headers,
        text: case.text,
    })
}

fn by(name: &str) -> Wall {
    Wall::Bot { by: name.to_owned() }
}

/// A small shop page with whatever stands in it.
fn page(within: &str) -> String {
    let links = "<li><a href=/collections/all>All mugs</a></li>".repeat(20);
    format!(
        "<!doctype html><title>Mug - Kiln</title><header><ul>{links}</ul></header>\
         <main><h1>Mug</h1><form action=/cart/add><button>Add to cart</button></form></main>{within}"
    )
}

#[test]
fn challenges_are_told_by_headers_made_for_it() {
    for (status, header, name) in [
        (403, ("cf-mitigated", "challenge"), "Cloudflare"),
        (202, ("x-amzn-waf-action", "challenge"), "AWS WAF"),
        (405, ("x-amzn-waf-action", "captcha"), "AWS WAF"),
        (429, ("x-vercel-mitigated", "challenge"), "Vercel"),
        (429, ("x-kpsdk-ct", "0a1b"), "Kasada"),
    ] {
        assert_eq!(seen(&Case { status, headers: &[header], ..Case::default() }), Some(by(name)));
    }
    assert_eq!(seen(&Case { status: 430, ..Case::default() }), Some(by("Shopify")));
}

#[test]
fn challenges_are_told_by_their_pages() {
    for (status, text, name) in [
        (403, "<title>Just a moment...</title><script>window._cf_chl_opt={cvId:'3'};</script>", "Cloudflare"),
        (200, "<title>Just a moment...</title><script>window._cf_chl_opt={cvId:'3'};</script>", "Cloudflare"),
        (
            403,
            "<div id=\"cf-error-details\"><p>The owner has banned you. This website used Cloudflare to restrict access</p>",
            "Cloudflare",
        ),
        (
            403,
            "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>\
             <script src=\"https://ct.captcha-delivery.com/c.js\"></script>",
            "DataDome",
        ),
        (403, "<script>window._pxAppId='PX1';</script><div id=\"px-captcha\"></div>", "PerimeterX"),
        (202, "<script>window.gokuProps = {\"key\":\"a\"};</script>", "AWS WAF"),
        (
            403,
            "<TITLE>Access Denied</TITLE>Reference&#32;&#35;18&#46;1 https://errors.edgesuite.net/18.1",
            "Akamai",
        ),
        (
            200,
            "<iframe id=\"main-iframe\" src=\"/_Incapsula_Resource?SWUDNSAI=31\">Request unsuccessful.</iframe>",
            "Imperva",
        ),
    ] {
        assert_eq!(seen(&Case { status, text, ..Case::default() }), Some(by(name)), "{text}");
    }
}

#[test]
fn a_page_that_merely_loads_a_bot_script_is_a_page() {
    for within in [
        "<script>window.__CF$cv$params={r:'1'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>",
        "<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script><div class=cf-turnstile></div>",
        "<script src=https://js.datadome.co/tags.js></script><script>window.ddjskey='A'</script>",
        "<script>window._pxAppId='PX1'</script><script src=https://client.px-cloud.net/PX1/main.min.js></script>",
        "<script src=https://a.edge.sdk.awswaf.com/a/challenge.js></script>",
        "<script src=/akam/13/1a2b></script><noscript><img src=/akam/13/pixel_1></noscript>",
        "<script src=/_Incapsula_Resource?SWJIYLWA=5074></script>",
        "<script src=https://www.google.com/recaptcha/api.js></script><div class=g-recaptcha></div>",
    ] {
        let text = page(within);
        assert_eq!(seen(&Case { text: &text, ..Case::default() }), None, "{within}");
    }
    let headers = &[("server", "cloudflare"), ("cf-ray", "1"), ("x-datadome", "protected")];
    assert_eq!(seen(&Case { headers, text: &page(""), ..Case::default() }), None);
}

#[test]
fn too_many_and_shut_doors_go_by_their_status() {
    let headers = &[("retry-after", "90")];
    let told = seen(&Case { status: 429, headers, ..Case::default() });
    assert_eq!(told, Some(Wall::TooManyRequests { retry_after: Some(std::time::Duration::from_secs(90)) }));
    assert_eq!(
        seen(&Case { status: 429, ..Case::default() }),
        Some(Wall::TooManyRequests { retry_after: None })
    );
    assert_eq!(seen(&Case { status: 403, text: "no", ..Case::default() }), Some(Wall::Forbidden));
    assert_eq!(seen(&Case { status: 401, text: "no", ..Case::default() }), Some(Wall::Forbidden));
    let headers = &[("www-authenticate", "Basic realm=staging")];
    assert_eq!(seen(&Case { status: 401, headers, ..Case::default() }), Some(Wall::Login));
    let text = "<form><input name=p type=password></form>";
    assert_eq!(seen(&Case { status: 403, text, ..Case::default() }), Some(Wall::Login));
    assert_eq!(seen(&Case { status: 404, text: "_cf_chl_opt", ..Case::default() }), None);
    assert_eq!(seen(&Case { status: 500, text: &page(""), ..Case::default() }), None);
}

#[test]
fn shopifys_password_page_is_told_by_its_address_or_its_form() {
    let form = "<h1>Opening soon</h1><form method=post action=/password>\
                <input type=hidden name=form_type value=storefront_password><input type=password name=password></form>";
    let url = "https://shop.example/password";
    assert_eq!(seen(&Case { url, text: form, ..Case::default() }), Some(Wall::Password));
    assert_eq!(seen(&Case { url, text: "<div id=app></div>", ..Case::default() }), Some(Wall::Password));
    assert_eq!(seen(&Case { asked: url, url, text: form, ..Case::default() }), Some(Wall::Password));
    // A page about passwords, and one with the shop's own login in its header.
    let text = page("<p>name=\"form_type\" value=\"storefront_password\"</p><input type=password>");
    assert_eq!(seen(&Case { text: &text, ..Case::default() }), None);
    assert_eq!(seen(&Case { asked: url, url, text: &page(""), ..Case::default() }), None);
}

#[test]
fn login_walls_are_redirects_to_a_login_or_nothing_but_one() {
    let form = "<h1>Log in</h1><form><input name=email><input type=password></form>";
    for url in [
        "https://shop.example/account/login?return_url=%2Fproducts%2Fmug",
        "https://shop.example/de/login.php",
        "https://login.elsewhere.example/oauth",
        "https://shop.example/customer/account/sign-in/",
    ] {
        assert_eq!(seen(&Case { url, text: form, ..Case::default() }), Some(Wall::Login), "{url}");
    }
    assert_eq!(seen(&Case { text: form, ..Case::default() }), Some(Wall::Login));
    // The login page itself is a page of the shop, and so is one with a login in its header.
    let login = "https://shop.example/account/login";
    assert_eq!(seen(&Case { asked: login, url: login, text: form, ..Case::default() }), None);
    let header = page("<dialog><form><input type=password></form></dialog>");
    assert_eq!(seen(&Case { text: &header, ..Case::default() }), None);
    let renamed = "https://shop.example/products/login-mug";
    assert_eq!(seen(&Case { url: renamed, text: &page(""), ..Case::default() }), None);
}

#[test]
fn a_consent_wall_is_nothing_but_the_question() {
    for text in [
        "<title>Before you continue</title><h1>Before you continue to Kiln</h1><p>We use cookies.</p>\
         <form><button>Reject all</button><button>Accept all cookies</button></form><a href=/privacy>Privacy</a>",
        "<h1>Ihre Privatsphäre</h1><p>Wir brauchen Ihre Einwilligung für Cookies.</p><form><button>OK</button></form>",
    ] {
        assert_eq!(seen(&Case { text, ..Case::default() }), Some(Wall::Consent), "{text}");
    }
    let moved = Case { url: "https://consent.shop.example/?to=a", text: "<form></form>", ..Case::default() };
    assert_eq!(seen(&moved), Some(Wall::Consent));
}

#[test]
fn a_consent_wall_needs_no_form() {
    let wall = "<title>Kiln</title><h1>Your privacy</h1><p>We and our partners use cookies.</p>\
                <button>Reject</button><button>Accept all</button><a href=/policies/cookies>Cookie policy</a>";
    assert_eq!(seen(&Case { text: wall, ..Case::default() }), Some(Wall::Consent));
    let page = wall.replace("Accept all", "Menu");
    assert_eq!(seen(&Case { text: &page, ..Case::default() }), None);
    // The page about it.
    let asked = "https://shop.example/policies/cookies";
    assert_eq!(seen(&Case { asked, url: asked, text: wall, ..Case::default() }), None);
}

#[test]
fn a_question_whether_somebody_is_a_person_is_told_with_a_good_status() {
    for text in [
        "<title>Access to this page has been denied</title><meta name=\"description\" content=\"px-captcha\">\
         <script>window._pxAppId='PX1'</script>",
        "<title>Pardon Our Interruption</title><h1>Pardon Our Interruption...</h1><p>As you were browsing something \
         made us think you were a bot.</p>",
        "<title>Just a moment...</title><h1>shop.example</h1><p>Verifying that you are a person. This may take a moment.</p>",
        "<title>Kiln</title><p>One more step before you go on.</p><div class=h-captcha data-sitekey=1></div>\
         <script src=https://js.hcaptcha.com/1/api.js></script>",
    ] {
        assert!(matches!(seen(&Case { text, ..Case::default() }), Some(Wall::Bot { .. })), "{text}");
    }
    for text in [
        // A page that a script is to fill, and one that guards its form.
        "<title>Are you a robot? Tee - Kiln</title><div id=root></div><script src=https://js.hcaptcha.com/1/api.js></script>",
        &page(
            "<script src=https://js.hcaptcha.com/1/api.js></script><div class=h-captcha data-sitekey=1></div>",
        ),
        &page("<h2>Are you a robot? Tee</h2>"),
    ] {
        assert_eq!(seen(&Case { text, ..Case::default() }), None, "{text}");
    }
}

#[test]
fn a_shop_that_is_closed_for_a_while_is_none() {
    let text =
        "<title>Kiln</title><h1>Down for maintenance</h1><p>We are back at nine. Thank you for waiting.</p>";
    assert_eq!(seen(&Case { text, ..Case::default() }), Some(Wall::Maintenance));
    for text in
        ["<title>Down for maintenance</title><div id=app></div>", &page("<h2>Site maintenance kit</h2>")]
    {
        assert_eq!(seen(&Case { text, ..Case::default() }), None, "{text}");
    }
}

#[test]
fn what_a_browser_shows_is_held_against_the_same_marks() {
    let asked = Url::parse(SHOP).unwrap();
    let of = |html: &str| shown(&Document::from_html(html).unwrap(), &asked);
    let wall = "<title>Kiln</title><div><h1>Pardon our interruption</h1><p>Something made us think you were a bot.</p></div>";
    assert!(matches!(of(wall), Some(Wall::Bot { .. })));
    let frame = "<p>One more step before you go on.</p><div data-sitekey=1>\
                 <iframe src=https://challenges.cloudflare.com/turnstile/v0/a></iframe></div>";
    assert!(matches!(of(frame), Some(Wall::Bot { .. })));
    assert_eq!(of(&page("<h2>Your privacy</h2><p>Cookies, cookies.</p><button>Accept all</button>")), None);
    assert_eq!(of("<title>Kiln</title><script>var a='not a robot';</script><div id=root></div>"), None);
}

#[test]
fn a_banner_and_a_biscuit_are_no_consent_wall() {
    let banner = page(
        "<div role=dialog><h2>Cookies</h2><p>We use cookies. See our privacy notice.</p><form><button>Accept</button></form></div>",
    );
    assert_eq!(seen(&Case { text: &banner, ..Case::default() }), None);
    let biscuit = "<title>Cookie jar</title><h1>Jar</h1><form action=/cart/add><button>Add</button></form>";
    assert_eq!(seen(&Case { text: biscuit, ..Case::default() }), None);
    let shell =
        "<title>Kiln</title><div id=root></div><script>var cookies='consent cookie'</script><form></form>";
    assert_eq!(seen(&Case { text: shell, ..Case::default() }), None);
}
