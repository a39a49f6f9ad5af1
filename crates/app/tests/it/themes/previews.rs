//! What a preview finds in a theme that the merchant chose.

use waymark_app::publishing::{Secret, Unwatched};
use waymark_app::{Code, Failure};
use waymark_model::{Place, PublicationTarget, TargetId};
use waymark_publish::shopify::loader::EMPTY_TEXT;
use waymark_publish::shopify::{ASSET, LAYOUT, SNIPPET};

use super::{discard, installed, preview, shown};
use crate::shop::{Shop, Trouble};

#[tokio::test]
async fn a_file_that_is_not_waymarks_is_not_written_over() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    shop.state().theme_mut(1).unwrap().files.insert(ASSET.into(), "console.log('mine')".into());
    let before = shop.state().theme(1).unwrap().files.clone();
    let refused = Failure::from(preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap_err());
    assert_eq!(refused.code, Code::WriteFailed, "{refused:?}");
    assert!(refused.message.contains("assets/waymark.js that is not Waymark's"), "{}", refused.message);
    assert!(refused.hint.contains("on a copy"), "{}", refused.hint);
    assert_eq!(shop.state().theme(1).unwrap().files, before);
    assert_eq!(shown(&fixture), None, "nothing was begun");

    // Waymark's own, of whatever revision, may be replaced.
    let older = "const c={\"revision\":\"aaaaaaaaaaaaaaaa\"}";
    shop.state().theme_mut(1).unwrap().files.insert(ASSET.into(), older.into());
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    assert_ne!(shop.state().theme(1).unwrap().files[ASSET], older);
    shop.assert_sound();
}

#[tokio::test]
async fn a_snippet_that_something_may_render_stays_empty() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    // Waymark was taken out of the theme at some time.
    shop.state().theme_mut(1).unwrap().files.insert(SNIPPET.into(), EMPTY_TEXT.into());
    let before = shop.state().theme(1).unwrap().files.clone();
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    // Another one in the same theme finds the snippet of the one before.
    fixture.tag("#newsletter button");
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    assert!(!discard(&mut fixture, &errand).await.unwrap());
    assert_eq!(shop.state().theme(1).unwrap().files, before);
    shop.assert_sound();
}

#[tokio::test]
async fn a_theme_that_was_refused_is_cleaned_of_the_preview_that_came_later() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let clear = shop.state().theme(1).unwrap().files.clone();
    for chosen in [Some("1"), None] {
        let of = if chosen.is_some() { 1 } else { 2 };
        shop.state().theme_mut(of).unwrap().files.insert(LAYOUT.into(), "{{ content_for_layout }}".into());
        let themes = shop.state().themes.len();
        let refused = preview(&mut fixture, &errand, chosen, &Unwatched).await.unwrap_err();
        assert!(Failure::from(refused).message.contains("</head>"));
        assert_eq!(shown(&fixture), None, "nothing was begun, so nothing is to be discarded");
        assert_eq!(shop.state().themes.len(), themes, "no copy was made");
    }
    shop.state().theme_mut(1).unwrap().files.clone_from(&clear);
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    assert_ne!(shop.state().theme(1).unwrap().files, clear);
    assert!(!discard(&mut fixture, &errand).await.unwrap());
    assert_eq!(shop.state().theme(1).unwrap().files, clear);
    shop.assert_sound();
}

#[tokio::test]
async fn a_preview_that_could_not_be_written_leaves_nothing_to_keep() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let before = shop.state().theme(1).unwrap().files.clone();
    for written in [0, 1, 2] {
        shop.at(written + 1, "themeFilesUpsert", Trouble::Denied);
        assert!(preview(&mut fixture, &errand, Some("1"), &Unwatched).await.is_err(), "{written}");
        assert!(shown(&fixture).is_some_and(|shown| shown.address.is_none()));
        shop.heal();
        if written > 0 {
            preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
        }
        assert!(!discard(&mut fixture, &errand).await.unwrap(), "{written}");
        assert_eq!(shop.state().theme(1).unwrap().files, before, "{written}");
    }
    shop.assert_sound();
}

#[tokio::test]
async fn what_was_published_to_a_theme_since_its_preview_stays() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    let mut staging =
        PublicationTarget { id: TargetId("staging".into()), name: "Staging".into(), ..errand.target.clone() };
    let Place::Theme { theme, .. } = &mut staging.place else { panic!("a theme") };
    *theme = Some("1".into());
    fixture.app.save_target(&fixture.slug(), &staging, Secret::AsKept).unwrap();
    let before = shop.state().theme(1).unwrap().files.clone();
    assert!(discard(&mut fixture, &errand).await.unwrap(), "it stays, and that is told");
    assert_eq!(shop.state().theme(1).unwrap().files, before);
}

#[tokio::test]
async fn a_half_made_preview_over_another_is_cleaned_and_told_so() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let before = shop.state().theme(1).unwrap().files.clone();
    shop.at(2, "themeFilesUpsert", Trouble::Denied);
    assert!(preview(&mut fixture, &errand, Some("1"), &Unwatched).await.is_err());
    fixture.tag("#newsletter button");
    shop.at(2, "themeFilesUpsert", Trouble::Denied);
    assert!(preview(&mut fixture, &errand, Some("1"), &Unwatched).await.is_err());
    shop.heal();
    assert!(!discard(&mut fixture, &errand).await.unwrap(), "nothing stays");
    assert_eq!(shop.state().theme(1).unwrap().files, before);
    shop.assert_sound();
}
