//! Other tools' tags in a page: which tool, which id, how often it is started. From script addresses and the calls that
//! the vendors' own snippets make; the sources are their install instructions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A tool that is told of visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "TagVendor")]
pub enum Vendor {
    /// Google Tag Manager.
    TagManager,
    /// Google Analytics 4.
    GoogleAnalytics,
    /// Google Ads.
    GoogleAds,
    /// Meta Pixel.
    Meta,
    /// TikTok Pixel.
    TikTok,
    /// Pinterest Tag.
    Pinterest,
    /// Klaviyo.
    Klaviyo,
    /// Hotjar.
    Hotjar,
    /// Microsoft Clarity.
    Clarity,
    /// Mixpanel.
    Mixpanel,
    /// Universal Analytics, which Google has switched off.
    UniversalAnalytics,
    /// Snap Pixel.
    Snapchat,
    /// Microsoft Advertising's UET tag.
    MicrosoftAds,
    /// What Shopify itself counts.
    Shopify,
}

impl Vendor {
    /// Its name, as its users write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TagManager => "Google Tag Manager",
            Self::GoogleAnalytics => "Google Analytics 4",
            Self::GoogleAds => "Google Ads",
            Self::Meta => "Meta Pixel",
            Self::TikTok => "TikTok Pixel",
            Self::Pinterest => "Pinterest Tag",
            Self::Klaviyo => "Klaviyo",
            Self::Hotjar => "Hotjar",
            Self::Clarity => "Microsoft Clarity",
            Self::Mixpanel => "Mixpanel",
            Self::UniversalAnalytics => "Universal Analytics",
            Self::Snapchat => "Snap Pixel",
            Self::MicrosoftAds => "Microsoft Advertising",
            Self::Shopify => "Shopify",
        }
    }
}

/// A tag with one id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "SeenTag")]
pub struct Tag {
    /// Whose it is.
    pub vendor: Vendor,
    /// The id that it reports to.
    pub id: String,
    /// How often the page starts it. More than once means that things are counted twice.
    pub times: u32,
}

/// What starts a tool, with its id as the first group.
struct Sign {
    vendor: Vendor,
    /// In a script's address.
    address: Option<Regex>,
    /// In a script's text.
    text: Option<Regex>,
}

fn sign(vendor: Vendor, address: &str, text: &str) -> Sign {
    // A pattern that does not compile finds nothing; `all_signs_compile` sees to it that there is none.
    let compiled = |pattern: &str| Regex::new(pattern).ok().filter(|_| !pattern.is_empty());
    Sign { vendor, address: compiled(address), text: compiled(text) }
}

static SIGNS: LazyLock<[Sign; 10]> = LazyLock::new(|| {
    use Vendor as V;
    let q = "[\"']";
    [
        sign(
            V::TagManager,
            r"googletagmanager\.com/gtm\.js\?(?:[^#]*&)?id=(GTM-[A-Z0-9]+)",
            &format!(r"gtm\.js[\s\S]{{0,400}}?{q}(GTM-[A-Z0-9]+){q}"),
        ),
        // The address alone loads the library; the call configures it, once per id.
        sign(
            V::GoogleAnalytics,
            r"googletagmanager\.com/gtag/js\?(?:[^#]*&)?id=(G-[A-Z0-9]+)",
            &format!(r"gtag\(\s*{q}config{q}\s*,\s*{q}(G-[A-Z0-9]+){q}"),
        ),
        sign(
            V::GoogleAds,
            r"googletagmanager\.com/gtag/js\?(?:[^#]*&)?id=(AW-[0-9]+)",
            &format!(r"gtag\(\s*{q}config{q}\s*,\s*{q}(AW-[0-9]+){q}"),
        ),
        sign(V::Meta, "", &format!(r"fbq\(\s*{q}init{q}\s*,\s*{q}?([0-9]{{6,20}})")),
        sign(V::TikTok, "", &format!(r"ttq\.load\(\s*{q}([A-Z0-9]{{10,40}}){q}")),
        sign(V::Pinterest, "", &format!(r"pintrk\(\s*{q}load{q}\s*,\s*{q}([0-9]{{6,20}}){q}")),
        sign(
            V::Klaviyo,
            r"static\.klaviyo\.com/onsite/js/(?:klaviyo\.js\?(?:[^#]*&)?company_id=)?([A-Za-z0-9]{6,8})(?:/|$|&)",
            "",
        ),
        sign(V::Hotjar, r"static\.hotjar\.com/c/hotjar-([0-9]+)", r"hjid\s*:\s*([0-9]+)"),
        sign(
            V::Clarity,
            r"clarity\.ms/tag/([a-z0-9]{6,16})",
            &format!(r"{q}clarity{q}\s*,\s*{q}script{q}\s*,\s*{q}([a-z0-9]{{6,16}}){q}"),
        ),
        sign(V::Mixpanel, "", &format!(r"mixpanel\.init\(\s*{q}([0-9a-f]{{32}}){q}")),
    ]
});

/// Tags of a page that are kept.
const MOST: usize = 50;

/// The tags that the scripts of a page start. An address and a call with the same id are one installation.
pub(super) fn tags<'a>(scripts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Tag> {
    let mut loaded: BTreeMap<(Vendor, String), u32> = BTreeMap::new();
    let mut started: BTreeMap<(Vendor, String), u32> = BTreeMap::new();
    for (address, text) in scripts {
        for sign in SIGNS.iter() {
            count(sign, sign.address.as_ref(), address, &mut loaded);
            count(sign, sign.text.as_ref(), text, &mut started);
        }
    }
    let mut times = loaded;
    for (tag, number) in started {
        let known = times.entry(tag).or_default();
        *known = number.max(*known);
    }
    times.into_iter().take(MOST).map(|((vendor, id), times)| Tag { vendor, id, times }).collect()
}

fn count(sign: &Sign, pattern: Option<&Regex>, text: &str, into: &mut BTreeMap<(Vendor, String), u32>) {
    let Some(pattern) = pattern.filter(|_| !text.is_empty()) else { return };
    for found in pattern.captures_iter(text) {
        if let Some(id) = found.get(1) {
            *into.entry((sign.vendor, id.as_str().to_owned())).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_signs_compile() {
        for sign in SIGNS.iter() {
            assert!(sign.address.is_some() || sign.text.is_some(), "{:?}", sign.vendor);
        }
    }

    /// The vendors' own snippets, shortened where they are long.
    const SNIPPETS: [(Vendor, &str, &str, &str); 10] = [
        (
            Vendor::TagManager,
            "GTM-AB12CD",
            "",
            "(function(w,d,s,l,i){w[l]=w[l]||[];j.src='https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','GTM-AB12CD');",
        ),
        (
            Vendor::GoogleAnalytics,
            "G-1X2Y3Z",
            "https://www.googletagmanager.com/gtag/js?id=G-1X2Y3Z",
            "gtag('config', 'G-1X2Y3Z', {send_page_view: false});",
        ),
        (Vendor::GoogleAds, "AW-123456789", "", "gtag(\"config\",\"AW-123456789\");"),
        (
            Vendor::Meta,
            "123456789012345",
            "",
            "!function(f,b,e,v,n,t,s){}(window, document,'script','https://connect.facebook.net/en_US/fbevents.js'); fbq('init', '123456789012345'); fbq('track', 'PageView');",
        ),
        (Vendor::TikTok, "C4ABCDEFGHIJKLMNOPQR", "", "ttq.load('C4ABCDEFGHIJKLMNOPQR'); ttq.page();"),
        (
            Vendor::Pinterest,
            "2612345678901",
            "",
            "pintrk('load', '2612345678901', {em: ''}); pintrk('page');",
        ),
        (Vendor::Klaviyo, "Ab12Cd", "//static.klaviyo.com/onsite/js/klaviyo.js?company_id=Ab12Cd", ""),
        (Vendor::Hotjar, "1234567", "", "h._hjSettings={hjid:1234567,hjsv:6};"),
        (Vendor::Clarity, "abc123def4", "", "(window, document, \"clarity\", \"script\", \"abc123def4\");"),
        (
            Vendor::Mixpanel,
            "0123456789abcdef0123456789abcdef",
            "",
            "mixpanel.init('0123456789abcdef0123456789abcdef', {debug: true});",
        ),
    ];

    #[test]
    fn every_vendors_snippet_is_recognised_once() {
        for (vendor, id, address, text) in SNIPPETS {
            let expected = Tag { vendor, id: id.to_owned(), times: 1 };
            assert_eq!(tags([(address, ""), ("", text)].into_iter()), [expected], "{vendor:?}");
        }
    }

    #[test]
    fn a_tag_that_is_started_twice_says_so() {
        let text = "fbq('init','123456789012345');";
        assert_eq!(tags([("", text), ("", text)].into_iter())[0].times, 2);
        // A word about a tool is no tool.
        assert!(tags([("", "// see G-ABC123 and GTM-XYZ in the docs")].into_iter()).is_empty());
    }
}
