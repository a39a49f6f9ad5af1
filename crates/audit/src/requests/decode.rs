//! A request from its address to its hits.

use super::hit::{BodyState, Hit, HitKind};
use super::personal::{Personal, personal};
use super::request::{Parts, Request};
use super::vendors::{DECODERS, Decoder};

/// Hits of one request that are kept: batches are long where pages go wild.
pub(super) const MOST_HITS: usize = 50;

/// What a request to a tool says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// What the tool was told; empty where the request is to none that is known.
    pub hits: Vec<Hit>,
    /// Personal data in it, told without the values.
    pub personal: Vec<Personal>,
}

/// Decodes a request. `shop` is the shop's host: its own addresses are nobody's personal data.
#[must_use]
pub fn decode(request: &Request<'_>, shop: &str) -> Decoded {
    let Some(parts) = Parts::of(request) else { return Decoded::default() };
    let Some(Decoder { takes_contacts, decode, .. }) =
        DECODERS.iter().find(|decoder| (decoder.is_its)(&parts))
    else {
        return Decoded::default();
    };
    let mut hits = decode(&parts);
    hits.truncate(MOST_HITS);
    // An event without a name stands where it cannot be read: in a body that nobody sees, that is packed or too long.
    let unread = hits.iter_mut().filter(|hit| hit.kind == HitKind::Event && hit.event.is_empty());
    unread.for_each(|hit| hit.body = BodyState::NotVisible);
    let tells = hits.iter().any(|hit| hit.kind != HitKind::Load);
    let personal = if tells { personal(&parts, shop, *takes_contacts) } else { Vec::new() };
    Decoded { hits, personal }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of<'a>(url: &'a str, body: Option<&'a [u8]>) -> Request<'a> {
        Request { url, method: if body.is_some() { "POST" } else { "GET" }, body }
    }

    #[test]
    fn what_is_endless_or_broken_is_bounded() {
        let long = format!(
            "https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=page_view&ep.a={}",
            "x".repeat(10 << 20)
        );
        let decoded = decode(&of(&long, None), "");
        assert_eq!(decoded.hits[0].event, "page_view");
        assert!(decoded.hits[0].parameters.values().all(|value| value.len() <= 100));
        let many = format!("https://www.facebook.com/tr/?id=1&ev=X{}", "&cd[a]=1".repeat(1 << 20));
        assert_eq!(decode(&of(&many, None), "").hits.len(), 1);
        let lines = "en=scroll&ep.b=%ff%zz\n".repeat(1 << 16);
        let batch = decode(&of("https://x.example/g/collect?v=2&tid=G-1", Some(lines.as_bytes())), "");
        assert_eq!(batch.hits.len(), MOST_HITS);
        let binary: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
        for host in
            ["h.clarity.ms/collect", "analytics.tiktok.com/api/v2/pixel", "api-js.mixpanel.com/track/"]
        {
            let decoded = decode(&of(&format!("https://{host}"), Some(&binary)), "");
            assert!(
                decoded.hits.iter().all(|hit| hit.event.is_empty() && hit.body == BodyState::NotVisible),
                "{host}"
            );
            assert!(!decoded.hits.is_empty(), "{host}");
        }
    }

    #[test]
    fn what_is_no_tool_says_nothing() {
        for address in [
            "https://shop.example/cart/add.js",
            "nonsense",
            "data:text/html,x",
            "https://shop.example/collect?v=2",
        ] {
            assert_eq!(decode(&of(address, None), "shop.example"), Decoded::default(), "{address}");
        }
    }

    #[test]
    fn personal_data_is_told_and_never_quoted() -> Result<(), serde_json::Error> {
        let address = "https://region1.google-analytics.com/g/collect?v=2&tid=G-1&en=sign_up\
            &dl=https%3A%2F%2Fshop.example%2Faccount%3Femail%3Dada%2540mail.example&ep.contact=ada%40mail.example&_s=1";
        let decoded = decode(&of(address, None), "shop.example");
        let places: Vec<&str> = decoded.personal.iter().map(|found| found.place.as_str()).collect();
        assert_eq!(places, ["dl", "ep.contact"]);
        let told = serde_json::to_string(&decoded.hits)? + &serde_json::to_string(&decoded.personal)?;
        assert!(!told.contains("ada") && told.contains("[email]"), "{told}");
        let body =
            br#"{"event":"Lead","context":{"pixel":{"code":"C4A"},"user":{"email":"ada@mail.example"}}}"#;
        let decoded = decode(&of("https://analytics.tiktok.com/api/v2/pixel", Some(body)), "shop.example");
        assert_eq!(decoded.personal[0].place, "context.user.email");
        // {"event":"x","properties":{"mail":"ada@mail.example"}}
        let packed = "https://api.mixpanel.com/track?data=eyJldmVudCI6IngiLCJwcm9wZXJ0aWVzIjp7Im1haWwiOiJhZGFAbWFpbC5leGFtcGxlIn19";
        assert_eq!(decode(&of(packed, None), "").personal[0].place, "properties.mail");
        // Who is there to write to people may know their address; nobody may know their card.
        let klaviyo = |value: &str| format!(r#"{{"data":{{"attributes":{{"note":"{value}"}}}}}}"#);
        let address = "https://a.klaviyo.com/client/profiles/?company_id=Ab12Cd";
        assert_eq!(decode(&of(address, Some(klaviyo("ada@mail.example").as_bytes())), "").personal, []);
        assert_eq!(
            decode(&of(address, Some(klaviyo("4111 1111 1111 1111").as_bytes())), "").personal.len(),
            1
        );
        Ok(())
    }

    const TOOLS: [&str; 10] = [
        "https://x.example/g/collect?v=2&tid=G-1&",
        "https://www.google-analytics.com/collect?v=1&",
        "https://googleads.g.doubleclick.net/pagead/conversion/1/?",
        "https://www.facebook.com/tr/?",
        "https://ct.pinterest.com/v3/?",
        "https://a.klaviyo.com/api/track?",
        "https://api.mixpanel.com/track?",
        "https://h.clarity.ms/collect?",
        "https://analytics.tiktok.com/api/v2/pixel?",
        "https://bat.bing.com/action/0?",
    ];

    proptest! {
        #[test]
        fn decoding_never_panics_and_stays_in_bounds(
            at in 0..TOOLS.len(),
            query in "(?s).{0,200}",
            body in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..400)),
        ) {
            let url = format!("{}{query}", TOOLS[at]);
            let decoded = decode(&of(&url, body.as_deref()), "shop.example");
            prop_assert!(decoded.hits.len() <= MOST_HITS);
            for hit in &decoded.hits {
                prop_assert!(hit.parameters.len() <= super::super::hit::MOST_PARAMETERS);
                prop_assert!(hit.event.chars().count() <= 80 && hit.account.chars().count() <= 80);
            }
        }

        #[test]
        fn json_bodies_never_panic(text in r#"[\[{]("[a-z.$]{1,8}"[:,]|[{}\[\],:0-9"]){0,60}"#, at in 0..TOOLS.len()) {
            prop_assert!(decode(&of(TOOLS[at], Some(text.as_bytes())), "").hits.len() <= MOST_HITS);
        }
    }
}
