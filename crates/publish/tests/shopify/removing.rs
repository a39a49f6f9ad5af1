//! Waymark taken out of a theme: only what was expected there, and nothing that leaves visitors an error.

use waymark_publish::shopify::loader::{EMPTY_TEXT, LINE, SNIPPET_TEXT};
use waymark_publish::shopify::{ASSET, Expected, LAYOUT, LoaderError, SNIPPET, ShopifyError};

use crate::shop::{Shop, Trouble};
use crate::support::{Onlooker, bundle, main_theme, of, release, taken_out, target};

#[tokio::test]
async fn taking_it_out_leaves_the_theme_as_it_was() {
    for layout in [
        crate::shop::State::new().live(LAYOUT).unwrap().to_owned(),
        "<head>{{ content_for_header }}</head>{{ content_for_layout }}".to_owned(),
        "<head>\r\n\t{{ content_for_header }}\r\n\t</head>\r\n{{ content_for_layout }}".to_owned(),
    ] {
        let shop = Shop::start().await;
        shop.state().edit(LAYOUT, &layout);
        let before = shop.state().theme(2).unwrap().files.clone();
        let target = target(&shop);
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        let removed = target.uninstall(&main_theme(), &of('a'), &()).await.unwrap();
        assert!(
            removed.original.as_ref().unwrap().contains(LINE) && removed.emptied && removed.files == [ASSET]
        );
        assert_eq!(taken_out(&shop), before);
        assert!(!target.uninstall(&main_theme(), &of('a'), &()).await.unwrap().is_something());
        assert_eq!(target.live(&main_theme(), &()).await.unwrap(), None);
        shop.assert_sound();
    }
}

#[tokio::test]
async fn what_somebody_else_published_meanwhile_is_not_taken_out() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    shop.state().edit(ASSET, &bundle(&"c".repeat(16)));
    let before = shop.state().theme(2).unwrap().files.clone();
    for expected in [Expected::Nothing, of('a')] {
        let error = target.uninstall(&main_theme(), &expected, &()).await.unwrap_err();
        let ShopifyError::Conflict { file, live: Some(live) } = error else { panic!("{error}") };
        assert_eq!((file.as_str(), live.revision), (ASSET, Some("c".repeat(16))));
        assert_eq!(shop.state().theme(2).unwrap().files, before);
    }
    // Somebody deleted the asset: the rest is taken out, whatever was expected.
    shop.state().theme_mut(2).unwrap().files.remove(ASSET);
    let removed = target.uninstall(&main_theme(), &of('a'), &()).await.unwrap();
    assert!(removed.original.is_some() && removed.emptied && removed.files.is_empty(), "{removed:?}");
}

#[tokio::test]
async fn a_second_line_by_hand_keeps_all_where_it_is() {
    for by_hand in
        ["{% render 'waymark' %}", "{%- liquid render 'waymark' -%}", "{% include 'waymark', x: 1 %}"]
    {
        let shop = Shop::start().await;
        let target = target(&shop);
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        let layout = shop.state().live(LAYOUT).unwrap().replace("<body>", &format!("<body>{by_hand}"));
        assert!(layout.contains(LINE));
        shop.state().edit(LAYOUT, &layout);
        let before = shop.state().theme(2).unwrap().files.clone();
        let error = target.uninstall(&main_theme(), &of('a'), &()).await.unwrap_err();
        assert!(matches!(error, ShopifyError::Layout(LoaderError::ByHand)), "{error}");
        assert_eq!(shop.state().theme(2).unwrap().files, before, "{by_hand}");
        // Without it the rest goes as ever.
        shop.state().edit(LAYOUT, &layout.replace(&format!("<body>{by_hand}"), "<body>"));
        assert!(target.uninstall(&main_theme(), &of('a'), &()).await.unwrap().is_something());
        assert!(!shop.state().live(LAYOUT).unwrap().contains("waymark"));
    }
}

#[tokio::test]
async fn what_another_file_renders_is_left_empty_and_no_visitor_sees_an_error() {
    let shop = Shop::start().await;
    let target = target(&shop);
    let section = "sections/header.liquid";
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    shop.state().edit(section, "<header>{% render 'waymark', place: 'header' %}</header>");
    target.uninstall(&main_theme(), &of('a'), &()).await.unwrap();
    let is_shown = || async { reqwest::get(shop.base.clone()).await.unwrap().text().await.unwrap() };
    let page = is_shown().await;
    assert!(page.contains("<header>") && !page.contains("Liquid error"), "{page}");
    assert!(!page.contains("waymark.js"), "{page}");
    // As it would be without.
    shop.state().theme_mut(2).unwrap().files.remove(SNIPPET);
    assert!(is_shown().await.contains("Liquid error"), "the stand-in tells such an error");

    shop.state().edit(SNIPPET, EMPTY_TEXT);
    let by_hand =
        shop.state().live(LAYOUT).unwrap().replace("</head>", "{% render 'waymark', x: 1 %}</head>");
    shop.state().edit(LAYOUT, &by_hand);
    shop.state().edit(ASSET, &bundle(&"a".repeat(16)));
    assert!(!target.look(&main_theme(), &()).await.unwrap().is_loaded, "an empty snippet loads nothing");
    assert!(!target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap().was_there);
    assert!(target.look(&main_theme(), &()).await.unwrap().is_loaded);
    assert_eq!(shop.state().live(SNIPPET), Some(SNIPPET_TEXT));
}

#[tokio::test]
async fn what_somebody_else_published_while_the_loader_was_taken_out_is_not_deleted() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let theirs = bundle(&"c".repeat(16));
    shop.once("themeFilesUpsert", Trouble::EditAfter(ASSET, theirs.clone()));
    let error = target.uninstall(&main_theme(), &of('a'), &()).await.unwrap_err();
    let ShopifyError::Unfinished(error) = error else { panic!("the line is out: {error}") };
    let ShopifyError::Conflict { file, live: Some(live) } = *error else { panic!("{error}") };
    assert_eq!((file.as_str(), live.revision), (ASSET, Some("c".repeat(16))));
    assert_eq!(shop.state().live(ASSET), Some(theirs.as_str()));
}

#[tokio::test]
async fn what_was_edited_around_it_is_loaded_all_the_same() {
    let shop = Shop::start().await;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let is_loaded = async || target.look(&main_theme(), &()).await.unwrap().is_loaded;
    shop.state().edit(SNIPPET, &SNIPPET_TEXT.replace('\'', "\""));
    assert!(is_loaded().await, "other quotes");
    let layout = shop.state().live(LAYOUT).unwrap().to_owned();
    let render = "{% render 'waymark' %}";
    for (edited, loads) in [
        (format!("{{% if template %}}{render}{{% endif %}}"), true),
        (format!("{{% comment %}}{render}{{% endcomment %}}"), false),
    ] {
        shop.state().edit(LAYOUT, &layout.replace(render, &edited));
        assert_eq!(is_loaded().await, loads, "{edited}");
    }
    shop.state().edit(LAYOUT, &layout.replace("{% comment %}waymark:end{% endcomment %}", ""));
    assert!(is_loaded().await, "half of the markers");
}

#[tokio::test]
async fn a_stop_leaves_all_of_it_or_nothing() {
    // Reading, writing the layout, writing the snippet, deleting.
    for (step, is_out) in [(1, false), (3, true), (4, true)] {
        let shop = Shop::start().await;
        let target = target(&shop);
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        let onlooker = Onlooker { stop_at: Some(step), ..Onlooker::default() };
        let taken = target.uninstall(&main_theme(), &of('a'), &onlooker).await;
        assert_eq!(taken.is_ok(), is_out, "{step}: {taken:?}");
        assert_eq!(shop.state().live(ASSET).is_none(), is_out, "{step}");
        assert_eq!(shop.state().live(LAYOUT).unwrap().contains("waymark"), !is_out, "{step}");
        shop.assert_sound();
    }
}
