//! The ways of a revision into a theme while nothing goes wrong.

use waymark_publish::shopify::loader::{LINE, SNIPPET_TEXT};
use waymark_publish::shopify::{
    ASSET, Expected, LAYOUT, Loader, LoaderError, PreviewGround, PreviewOn, Role, SNIPPET, ShopifyError,
    Step, ThemeId, guided_install,
};

use crate::shop::{Body, Shop, Trouble, checksum};
use crate::support::{Onlooker, bundle, main_theme, of, release, target};

#[tokio::test]
async fn a_first_publication_goes_live_and_is_loaded() {
    let shop = Shop::start().await;
    let target = target(&shop);
    let watch = Onlooker::default();
    assert_eq!(target.live(&main_theme(), &watch).await.unwrap(), None);
    let published = target.go_live(&release('a'), &Expected::Nothing, &watch).await.unwrap();
    assert_eq!((published.theme, published.was_there), (main_theme(), false));
    let live = target.live(&main_theme(), &watch).await.unwrap().unwrap();
    assert_eq!(live.revision.as_deref(), Some("aaaaaaaaaaaaaaaa"));
    assert_eq!(live.checksum.as_str(), checksum(&bundle(&"a".repeat(16))));
    assert_eq!(target.loader(&main_theme(), &watch).await.unwrap(), Loader::Present);
    {
        let state = shop.state();
        assert_eq!(state.live(ASSET), Some(bundle(&"a".repeat(16)).as_str()));
        assert_eq!(state.live(SNIPPET), Some(SNIPPET_TEXT));
        assert_eq!(state.live(LAYOUT).unwrap().matches(LINE).count(), 1);
        assert!(state.theme(1).unwrap().files.len() == 2, "no other theme is touched");
    }
    assert_eq!(
        *watch.steps.lock().unwrap(),
        [
            Step::Reading,
            Step::Reading,
            Step::WritingAsset,
            Step::Verifying,
            Step::Reading,
            Step::WritingSnippet,
            Step::WritingLayout
        ]
    );
    shop.assert_sound();
}

#[tokio::test]
async fn later_publications_touch_only_the_asset_and_going_back_is_one_of_them() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let layout = shop.state().live(LAYOUT).unwrap().to_owned();
    let writes = shop.count("themeFilesUpsert").1;
    for (from, to) in [('a', 'b'), ('b', 'a')] {
        let expected = Expected::Revision(String::from(from).repeat(16));
        assert!(!target.go_live(&release(to), &expected, &()).await.unwrap().was_there);
        assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&String::from(to).repeat(16)));
    }
    assert_eq!(shop.count("themeFilesUpsert").1, writes + 2);
    assert_eq!(shop.state().live(LAYOUT).unwrap(), layout);
    shop.assert_sound();
}

#[tokio::test]
async fn the_same_again_writes_nothing() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let writes = shop.count("themeFilesUpsert").1;
    assert!(target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap().was_there);
    assert_eq!(shop.count("themeFilesUpsert").1, writes);
}

#[tokio::test]
async fn a_preview_is_made_on_a_copy_and_leaves_the_live_theme_alone() {
    let shop = Shop::start().await;
    shop.state().copying = 4;
    let target = target(&shop);
    let watch = Onlooker::default();
    let preview = target.preview(&release('b'), &PreviewOn::CopyOf(None), &watch).await.unwrap();
    assert_eq!(preview.theme.role, Role::Unpublished);
    let number = preview.theme.id.number();
    assert_eq!(preview.address, format!("{}?preview_theme_id={number}", shop.base), "where the shop is");
    {
        let state = shop.state();
        let copy = state.theme(number.parse().unwrap()).unwrap();
        assert_eq!(copy.files[ASSET], bundle(&"b".repeat(16)));
        assert!(copy.files[LAYOUT].contains(LINE));
        assert_eq!(state.live(ASSET), None);
        assert!(!state.live(LAYOUT).unwrap().contains(LINE));
    }
    assert!(watch.steps.lock().unwrap().contains(&Step::Copying));

    let again = target.preview(&release('b'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_eq!(again.theme.id, preview.theme.id, "the copy that is there is gone on with");
    let other = target.preview(&release('c'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_ne!(other.theme.id, preview.theme.id);

    target.go_live(&release('b'), &Expected::Nothing, &()).await.unwrap();
    let number: u64 = number.parse().unwrap();
    {
        let state = shop.state();
        assert_eq!(state.live(ASSET).unwrap(), state.theme(number).unwrap().files[ASSET], "the same bytes");
    }
    target.discard(&preview.theme.id, &()).await.unwrap();
    target.discard(&preview.theme.id, &()).await.unwrap();
    assert!(shop.state().theme(number).is_none());
    shop.assert_sound();
}

#[tokio::test]
async fn a_chosen_theme_holds_a_preview_unless_visitors_see_it() {
    let shop = Shop::start().await;
    let target = target(&shop);
    let chosen = PreviewOn::Theme(ThemeId::parse("1").unwrap());
    assert_eq!(target.preview_ground(&chosen, &()).await.unwrap(), PreviewGround::default());
    let preview = target.preview(&release('b'), &chosen, &()).await.unwrap();
    assert_eq!(preview.theme.id.number(), "1");
    assert_eq!(shop.state().theme(1).unwrap().files[ASSET], bundle(&"b".repeat(16)));
    let of_b = PreviewGround { revision: Some("b".repeat(16)), has_snippet: true };
    assert_eq!(target.preview_ground(&chosen, &()).await.unwrap(), of_b);
    target.preview(&release('c'), &chosen, &()).await.unwrap();
    assert_eq!(shop.state().theme(1).unwrap().files[ASSET], bundle(&"c".repeat(16)));
    assert!(matches!(target.discard(&preview.theme.id, &()).await.unwrap_err(), ShopifyError::NotAPreview));
    let live = PreviewOn::Theme(main_theme());
    for refused in [
        target.preview_ground(&live, &()).await.map(drop),
        target.preview(&release('b'), &live, &()).await.map(drop),
    ] {
        assert!(matches!(refused.unwrap_err(), ShopifyError::NotUnpublished));
    }
    assert_eq!(shop.state().themes.len(), 3);
    assert_eq!(shop.state().live(ASSET), None);
    shop.assert_sound();
}

#[tokio::test]
async fn a_copy_whose_id_nobody_knows_is_found_by_its_revision() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once("themeFilesUpsert", Trouble::Denied);
    let copied = target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await;
    assert!(copied.unwrap_err().is_denied());
    shop.heal();
    target.preview(&release('b'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_eq!(shop.state().themes.len(), 5);
    target.discard_revision(&"a".repeat(16), &()).await.unwrap();
    assert_eq!(shop.state().themes.len(), 4);
    assert!(shop.state().themes.iter().any(|theme| theme.name.ends_with("bbbb")));
    shop.assert_sound();
}

#[tokio::test]
async fn only_previews_can_be_discarded() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.state().theme_mut(3).unwrap().name = "Waymark preview aaaaaaaaaaaaaaaa".to_owned();
    for id in ["1", "2", "3"] {
        let error = target.discard(&ThemeId::parse(id).unwrap(), &()).await.unwrap_err();
        assert!(matches!(error, ShopifyError::NotAPreview), "{id}: {error}");
    }
    assert_eq!(shop.state().themes.len(), 3);
}

#[tokio::test]
async fn what_the_merchant_changed_in_the_layout_meanwhile_stays() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let edited = shop.state().live(LAYOUT).unwrap().replace("<title>", "<meta name=\"x\"><title>");
    shop.state().edit(LAYOUT, &edited);
    target.go_live(&release('b'), &Expected::Revision("a".repeat(16)), &()).await.unwrap();
    assert_eq!(shop.state().live(LAYOUT).unwrap(), edited);
    target.uninstall(&main_theme(), &of('b'), &()).await.unwrap();
    let left = shop.state().live(LAYOUT).unwrap().to_owned();
    assert!(left.contains("<meta name=\"x\">") && !left.contains("waymark"));
}

#[tokio::test]
async fn another_revision_than_expected_is_shown_and_stays() {
    let shop = Shop::start().await;
    let target = target(&shop);
    let theirs = bundle(&"c".repeat(16));
    shop.state().edit(ASSET, &theirs);
    for expected in [Expected::Nothing, Expected::Revision("a".repeat(16))] {
        let error = target.publish(&main_theme(), &release('b'), &expected, &()).await.unwrap_err();
        let ShopifyError::Conflict { file, live: Some(live) } = error else { panic!("{error}") };
        assert_eq!((file.as_str(), live.revision), (ASSET, Some("c".repeat(16))));
        assert_eq!(shop.state().live(ASSET).unwrap(), theirs);
    }
    shop.assert_sound();
    shop.state().foreign = None;
    shop.state().foreign_read = None;
    target.publish(&main_theme(), &release('b'), &Expected::Whatever, &()).await.unwrap();
    assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"b".repeat(16)));
}

#[tokio::test]
async fn an_asset_or_snippet_that_is_not_ours_is_not_written_over() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.state().edit(ASSET, "alert(1)");
    let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(
        matches!(error, ShopifyError::Conflict { live: Some(ref live), .. } if live.revision.is_none()),
        "{error}"
    );
    shop.state().edit(ASSET, &bundle(&"a".repeat(16)));
    shop.state().edit(SNIPPET, "<p>mine</p>");
    let error = target.go_live(&release('a'), &Expected::Whatever, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::SnippetTaken(_)), "{error}");
    assert_eq!(shop.state().live(SNIPPET), Some("<p>mine</p>"));
    target.uninstall(&main_theme(), &of('a'), &()).await.unwrap();
    assert_eq!(shop.state().live(SNIPPET), Some("<p>mine</p>"));
}

#[tokio::test]
async fn a_theme_that_would_not_load_it_is_refused_before_anything_is_written() {
    let shop = Shop::start().await;
    let target = target(&shop);
    let layout = "{{ content_for_header }}{{ content_for_layout }}";
    shop.state().edit(LAYOUT, layout);
    let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Layout(LoaderError::NoHead)), "{error}");
    shop.state().theme_mut(1).unwrap().files.insert(LAYOUT.to_owned(), layout.to_owned());
    let chosen = PreviewOn::Theme(ThemeId::parse("1").unwrap());
    let error = target.preview(&release('a'), &chosen, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Layout(LoaderError::NoHead)), "{error}");
    assert!(!shop.state().theme(1).unwrap().files.contains_key(ASSET));
    let clear = "<html><head></head>{{ content_for_layout }}</html>";
    shop.state().edit(LAYOUT, clear);
    shop.state().edit(SNIPPET, "<p>mine</p>");
    let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::SnippetTaken(_)), "{error}");
    assert_eq!(shop.count("themeFilesUpsert").0, 0);
    assert_eq!(shop.state().live(ASSET), None);
    assert_eq!(shop.state().live(LAYOUT), Some(clear));
    shop.state().theme_mut(2).unwrap().files.remove(LAYOUT);
    let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::NoSuchFile(_)), "{error}");
}

#[tokio::test]
async fn a_theme_that_loads_it_gets_the_next_revision_whatever_is_left_of_the_markers() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let layout = shop.state().live(LAYOUT).unwrap().replace("{% comment %}waymark:end{% endcomment %}", "");
    shop.state().edit(LAYOUT, &layout);
    let published = target.go_live(&release('b'), &of('a'), &()).await.unwrap();
    assert!(!published.was_there);
    assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"b".repeat(16)));
    assert_eq!(shop.state().live(LAYOUT), Some(layout.as_str()));
    assert!(target.look(&main_theme(), &()).await.unwrap().is_loaded);
    shop.assert_sound();
}

#[tokio::test]
async fn a_loader_without_anything_to_load_is_refused() {
    let shop = Shop::start().await;
    let error = target(&shop).install(&main_theme(), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::NothingPublished), "{error}");
    assert_eq!(shop.count("themeFilesUpsert").0, 0);
}

#[tokio::test]
async fn bodies_come_in_any_of_shopifys_three_ways() {
    for body in [Body::Text, Body::Base64, Body::Url] {
        let shop = Shop::start().await;
        shop.state().body = body;
        let target = target(&shop);
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        target.go_live(&release('b'), &Expected::Revision("a".repeat(16)), &()).await.unwrap();
        target.uninstall(&main_theme(), &of('b'), &()).await.unwrap();
        assert!(shop.state().live(LAYOUT).is_some_and(|layout| !layout.contains("waymark")), "{body:?}");
        assert_eq!(shop.state().fetched > 0, body == Body::Url);
        shop.assert_sound();
    }
}

#[tokio::test]
async fn a_write_that_shopify_does_later_is_waited_for() {
    let shop = Shop::start().await;
    shop.state().jobs = Some(3);
    let target = target(&shop);
    target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap();
    assert_eq!(shop.count("job").0, 3);
    assert_eq!(shop.count("themeFilesUpsert").0, 1);
}

#[tokio::test]
async fn themes_are_listed_page_by_page_with_the_live_one_first() {
    let shop = Shop::start().await;
    for number in 0..5 {
        shop.state().copy(1, &format!("Copy {number}"));
    }
    let checked = target(&shop).check(&()).await.unwrap();
    assert_eq!(checked.themes.len(), 8);
    assert_eq!((checked.themes[0].role, checked.themes[0].name.as_str()), (Role::Main, "Live"));
    assert_eq!(checked.scopes.unwrap(), ["read_themes", "write_themes"]);
    assert!(checked.may_write);
    assert_eq!(shop.count("themes").0, 4);
    shop.assert_sound();
}

#[tokio::test]
async fn where_writing_is_denied_the_guided_install_has_every_text() {
    let shop = Shop::start().await;
    let target = target(&shop);
    for plan_limited in [false, true] {
        shop.state().refuses = plan_limited.then_some("THEME_LIMITED_PLAN");
        shop.state().denied = if plan_limited {
            vec![]
        } else {
            vec!["themeFilesUpsert", "themeFilesDelete", "currentAppInstallation"]
        };
        let checked = target.check(&()).await.unwrap();
        assert!(!checked.may_write);
        assert_eq!(checked.scopes.is_none(), !plan_limited);
        let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
        assert!(error.is_denied() && !error.is_retryable(), "{error}");
        assert_eq!(matches!(error, ShopifyError::PlanLimited), plan_limited);
        if let ShopifyError::AccessDenied { required } = &error {
            assert!(required.as_deref().unwrap().contains("write_themes"));
        }
    }
    let guided = guided_install(target.shop(), &release('a'));
    let layout = shop
        .state()
        .live(LAYOUT)
        .unwrap()
        .replace(guided.before, &format!("{}\n{}", guided.layout.text, guided.before));
    for (file, text) in [
        (guided.asset.file, guided.asset.text.as_str()),
        (guided.snippet.file, guided.snippet.text.as_str()),
        (guided.layout.file, layout.as_str()),
    ] {
        shop.state().edit(file, text);
    }
    let live = target.live(&main_theme(), &()).await.unwrap().unwrap();
    assert_eq!(live.revision, Some("a".repeat(16)));
    assert_eq!(target.loader(&main_theme(), &()).await.unwrap(), Loader::Present);
}
