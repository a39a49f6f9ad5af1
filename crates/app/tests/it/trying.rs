//! A draft's rule tried in the background: on pages of the demo shop that are found and read for it, and on devices.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeSet;
use std::sync::Mutex;

use waymark_app::auditing::RenderError;
use waymark_app::devices::nothing_shown;
use waymark_app::sampling::Samples;
use waymark_app::view::{
    Draft, MeaningChange, PaneDevice, ParameterChoice, SampleStrip, SampledPage, SampledState, Sight,
};
use waymark_app::{Arrival, Code, Failure};
use waymark_audit::render::{Denied, RenderRequest, Rendered, Renderer, ScriptErrors, Timing};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_model::{Scope, Source};

use crate::support::{self, Fixture, report};

async fn demo() -> (Fixture, DemoShop) {
    let shop = serve(None, Edition::Today).await.unwrap();
    let mut fixture = Fixture::empty();
    let base = url::Url::parse(&shop.url()).unwrap();
    fixture.app.open_shop(&Arrival { base: base.clone(), page: base }).unwrap();
    (fixture, shop)
}

/// Picks an element of a page as the shop serves it.
async fn pick(fixture: &mut Fixture, shop: &DemoShop, path: &str, css: &str) -> Draft {
    let address = url::Url::parse(&shop.url()).unwrap().join(path).unwrap();
    let fetcher = waymark_audit::fetch::Fetcher::new(waymark_audit::fetch::Manners::default()).unwrap();
    let page = fetcher.page(&address).await;
    fixture.app.picked(report(page.text().unwrap(), address.as_str(), css)).unwrap()
}

async fn sample(fixture: &mut Fixture, draft: &Draft) -> SampleStrip {
    assert_eq!(fixture.app.sample_strip(draft).unwrap(), None, "nothing was read yet");
    let samples: Samples = fixture.app.sampling_errand(draft).unwrap().run(None, |_| ()).await.unwrap();
    fixture.app.keep_samples(samples);
    strip(fixture, draft)
}

fn strip(fixture: &Fixture, draft: &Draft) -> SampleStrip {
    fixture.app.sample_strip(draft).unwrap().unwrap()
}

fn page<'a>(strip: &'a SampleStrip, title: &str) -> &'a SampledPage {
    strip.pages.iter().find(|page| page.title == title).unwrap_or_else(|| panic!("{title}: {strip:?}"))
}

#[tokio::test]
async fn the_strip_says_how_a_rule_does_on_the_products_of_the_demo_shop() {
    let (mut fixture, shop) = demo().await;
    let add = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product-form__submit").await;
    let told = Mutex::new(Vec::new());
    let errand = fixture.app.sampling_errand(&add).unwrap();
    let samples = errand.run(None, |progress| told.lock().unwrap().push(progress)).await.unwrap();
    fixture.app.keep_samples(samples);
    assert!(!told.lock().unwrap().is_empty(), "nobody was told how far it is");
    let all = strip(&fixture, &add);
    assert_eq!(all.headline, "Matches 1 element on 8 of 8 product pages");
    assert!(all.good && all.notes.is_empty(), "{all:?}");
    assert_eq!(page(&all, "Gift Card").words, "1 element");

    // The shop's sold-out tote has the button with other words.
    let words = MeaningChange::Text { text: Some("Add to cart".to_owned()) };
    let bound = fixture.app.change_meaning(add.clone(), words).unwrap();
    let bound = strip(&fixture, &bound);
    assert_eq!(bound.headline, "Matches 1 element on 7 of 8 product pages");
    assert_eq!(page(&bound, "Drover Canvas Tote").words, "none: it says “Sold out” there");
    assert_eq!(bound.notes, ["None on “Drover Canvas Tote”: it says “Sold out” there"]);

    // Addresses that are not meant are no failure, and reading nothing anew.
    let mug = MeaningChange::Contained { part: "mug".to_owned() };
    let mug = fixture.app.change_meaning(add, mug).unwrap();
    let mug = strip(&fixture, &mug);
    assert_eq!(mug.headline, "Matches 1 element on 1 of 1 product page");
    assert_eq!(page(&mug, "Gift Card").state, SampledState::NotMeant);
    shop.stop().await;
}

#[tokio::test]
async fn where_there_is_nothing_a_reason_is_guessed() {
    let (mut fixture, shop) = demo().await;
    let chart = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product__size-chart").await;
    let chart = sample(&mut fixture, &chart).await;
    assert_eq!(chart.headline, "Matches 1 element on 4 of 8 product pages");
    assert!(!chart.good);
    assert_eq!(page(&chart, "Gift Card").words, "none: a gift card?");
    assert_eq!(page(&chart, "Drover Canvas Tote").words, "none: sold out?");
    assert_eq!(page(&chart, "Peat Ribbed Beanie").words, "none", "nothing sets it apart");
    assert!(page(&chart, "Gift Card").url.ends_with("/products/gift-card"));
    shop.stop().await;
}

#[tokio::test]
async fn what_scripts_make_needs_a_browser() {
    let (mut fixture, shop) = demo().await;
    let mut stores = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product-form__submit").await;
    let selector = &mut stores.event.target.as_mut().unwrap().selectors;
    selector.truncate(1);
    selector[0].css = "button".to_owned();
    selector[0].within = vec![waymark_model::Hop::Shadow("delivery-estimator".to_owned())];
    let strip = sample(&mut fixture, &stores).await;
    assert!(strip.pages.iter().all(|page| page.state == SampledState::NeedsBrowser), "{strip:?}");
    assert_eq!(strip.headline, "Only a browser can tell on the 8 product pages that were read.");
    shop.stop().await;
}

#[tokio::test]
async fn pages_are_kept_for_every_draft_of_the_kind_until_the_shop_is_left() {
    let (mut fixture, shop) = demo().await;
    let add = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product-form__submit").await;
    sample(&mut fixture, &add).await;
    let wish = pick(&mut fixture, &shop, "products/gift-card", ".product__wish").await;
    assert!(fixture.app.sample_strip(&wish).unwrap().is_some(), "the same kind of page");
    let home = pick(&mut fixture, &shop, "/", "#NewsletterForm--footer").await;
    assert_eq!(fixture.app.sample_strip(&home).unwrap(), None, "another kind of page");
    let base = url::Url::parse(&shop.url()).unwrap();
    fixture.app.close_shop().unwrap();
    fixture.app.open_shop(&Arrival { base: base.clone(), page: base }).unwrap();
    let again = pick(&mut fixture, &shop, "products/gift-card", ".product__wish").await;
    assert_eq!(fixture.app.sample_strip(&again).unwrap(), None, "read anew");
    shop.stop().await;
}

#[tokio::test]
async fn what_is_pointed_at_shows_its_value_on_the_pages_that_were_read() {
    let (mut fixture, shop) = demo().await;
    let add = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product-form__submit").await;
    let strip = sample(&mut fixture, &add).await;
    let address = url::Url::parse(&shop.url()).unwrap().join("products/tarn-crew-jumper").unwrap();
    let fetcher = waymark_audit::fetch::Fetcher::new(waymark_audit::fetch::Manners::default()).unwrap();
    let page = fetcher.page(&address).await;
    let price = report(page.text().unwrap(), address.as_str(), ".price--large span");
    fixture.app.keep_pointed(price).unwrap();
    let pointed = fixture.app.pointed_value(&add).unwrap();
    let read = |choice: &&ParameterChoice| matches!(choice.parameter.from, Source::Element { .. });
    let choice = pointed.choices.iter().find(read).unwrap();
    let titles: Vec<&str> = choice.elsewhere.iter().map(|seen| seen.title.as_str()).collect();
    assert_eq!(titles.len(), strip.pages.len() - 1, "all but its own: {titles:?}");
    assert!(titles.contains(&"Kiln Stoneware Mug") && !titles.contains(&"Tarn Crew Jumper"), "{titles:?}");
    let values: BTreeSet<&str> = choice.elsewhere.iter().map(|seen| seen.value.as_str()).collect();
    assert!(values.len() > 3 && !values.contains(""), "{values:?}");
    shop.stop().await;
}

#[tokio::test]
async fn a_shop_that_does_not_answer_is_told_in_words() {
    let (mut fixture, shop) = demo().await;
    let add = pick(&mut fixture, &shop, "products/tarn-crew-jumper", ".product-form__submit").await;
    shop.stop().await;
    let errand = fixture.app.sampling_errand(&add).unwrap();
    let failure = Failure::from(errand.run(None, |_| ()).await.err().unwrap());
    assert_eq!(failure.code, Code::ConnectionRefused, "{failure:?}");
    assert!(failure.retryable);
}

/// Shows a page as the picker tells it, with the element hidden on a phone and gone on a tablet.
struct Devices;

impl Renderer for Devices {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        let html = match &*request.device.name {
            "tablet" => "<main><h1>Search</h1><p class=pick>No field</p></main>",
            _ => "<main><form action=/search><input name=q class=pick></form></main>",
        };
        let mut snapshot = support::snapshot(html, &request.url, ".pick");
        snapshot.picked = None;
        if request.device.name == "phone" {
            snapshot.nodes.iter_mut().for_each(|node| node.h = true);
        }
        Ok(Rendered {
            url: request.url.clone(),
            status: Some(200),
            snapshot,
            busy: None,
            requests: Vec::new(),
            requests_cut: false,
            unasked: 0,
            script_errors: ScriptErrors::default(),
            cost: None,
            denied: Denied::default(),
            timing: Timing::default(),
            pictures: Vec::new(),
            tried: None,
        })
    }
}

#[tokio::test]
async fn what_devices_show_is_told_and_kept_with_the_event_until_its_rule_changes() {
    let mut fixture = Fixture::with_shop();
    let page = "<main><form action=/search><input name=q class=pick></form></main>";
    let draft = fixture.app.picked(report(page, "https://kiln.example/products/mug#top", ".pick")).unwrap();
    assert_eq!(fixture.app.device_sights(&draft).unwrap(), None);
    let errand = fixture.app.device_errand(&draft).unwrap();
    // Saved before it is known.
    let id = draft.event.id.clone();
    fixture.app.save_draft(draft.clone()).unwrap();
    assert!(fixture.app.event_devices().unwrap().is_empty());
    let shown = errand.run(&Devices, None).await.unwrap();
    let sights = fixture.app.keep_on_devices(shown, &draft).unwrap().unwrap();
    let seen: Vec<(PaneDevice, Sight)> = sights.iter().map(|sight| (sight.device, sight.sight)).collect();
    let expected = PaneDevice::ALL.into_iter().zip([Sight::Hidden, Sight::Missing, Sight::Visible]);
    assert_eq!(seen, expected.collect::<Vec<_>>());
    assert_eq!(sights[0].words, "there but hidden");
    let [kept] = &fixture.app.event_devices().unwrap()[..] else { panic!("it is kept with the event") };
    assert_eq!((&kept.id, &kept.sights, kept.page.as_str()), (&id, &sights, "/products/mug"));

    // The page is known now: another rule is told at once, and not taken for the saved one's.
    let mut opened = fixture.app.edit_event(&id).unwrap();
    opened.event.target.as_mut().unwrap().selectors =
        vec![serde_json::from_value(serde_json::json!({ "css": "h1" })).unwrap()];
    let other = fixture.app.device_sights(&opened).unwrap().unwrap();
    let seen: Vec<Sight> = other.iter().map(|sight| sight.sight).collect();
    assert_eq!(seen, [Sight::Missing, Sight::Visible, Sight::Missing]);
    assert_eq!(fixture.app.event_devices().unwrap()[0].sights, sights);
    fixture.app.save_draft(opened).unwrap();
    assert_eq!(
        fixture.app.event_devices().unwrap()[0].sights,
        other,
        "what is known of its page is kept with it"
    );
    let mut fixture = fixture.restart();
    fixture.app.open_shop(&support::arrival(support::SHOP)).unwrap();
    assert_eq!(fixture.app.event_devices().unwrap()[0].sights, other);
}

#[tokio::test]
async fn a_saved_event_is_looked_for_only_where_its_whole_address_is_known() {
    let page = "<main><form action=/search><input name=q class=pick></form></main>";
    for (path, is_known) in
        [("de/item:42", true), ("index.php?route=product", false), ("account/orders/1001", false)]
    {
        let mut fixture = Fixture::with_shop();
        let url = format!("{}{path}", support::SHOP);
        let draft = fixture.app.picked(report(page, &url, ".pick")).unwrap();
        let shown = fixture.app.device_errand(&draft).unwrap().run(&Devices, None).await.unwrap();
        fixture.app.keep_on_devices(shown, &draft).unwrap();
        let id = draft.event.id.clone();
        fixture.app.save_draft(draft).unwrap();
        let kept = fixture.app.event_devices().unwrap()[0].sights.clone();
        let opened = fixture.app.edit_event(&id).unwrap();
        let sights = fixture.app.device_sights(&opened).unwrap().unwrap();
        assert_eq!(sights == kept, is_known, "{path}: {sights:?}");
        assert_eq!(sights.iter().all(|sight| sight.sight == Sight::Unknown), !is_known, "{path}");
        assert_eq!(fixture.app.event_devices().unwrap()[0].sights, kept, "{path}");
    }
}

#[test]
fn without_a_worker_nobody_could_tell() {
    let told = nothing_shown(&RenderError::NotAvailable { reason: "there is no screen".to_owned() });
    assert!(told.iter().all(|sight| sight.sight == Sight::Unknown && sight.words.contains("no screen")));
}

#[test]
fn an_event_whose_page_nobody_knows_is_not_looked_for() {
    let mut fixture = Fixture::with_shop();
    let view = fixture.app.draft_page_view(&url::Url::parse(support::PRODUCT).unwrap()).unwrap();
    let sights = fixture.app.device_sights(&view).unwrap().unwrap();
    assert!(sights.iter().all(|sight| sight.words.starts_with("could not tell")));
    assert_eq!(view.meaning.rule, "Page view · Product pages");
    assert_ne!(view.event.scope, Scope::default());
}
