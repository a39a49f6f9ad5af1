//! Previews and installing by hand, against a shop of the tests' own with Shopify's Admin API and a storefront.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod crashing;
mod half_way;
mod others;
mod previews;
mod removing;
mod reviews;
mod troubles;
mod unseen;

use std::sync::Arc;

use url::Url;
use waymark_app::publishing::{
    Errand, LeftPreview, OnShop, Previewed, Progress, Secret, Unwatched, look_at_shop, serving,
};
use waymark_app::vault::Vault;
use waymark_app::view::{InstallCheck, InstallVerdict, PreviewView, Review, ThemeView};
use waymark_app::{AppError, Code, Failure, Prober};
use waymark_model::{Place, PublicationTarget, SignIn, TargetId};
use waymark_publish::shopify::{ASSET, LAYOUT, SNIPPET};
use waymark_store::{Opened, Store};

use crate::shop::{Shop, Trouble};
use crate::support::{Fixture, StopAt};

const TOKEN: &str = "shpat_0d1e2f";

/// An installation with one event and a theme to publish to.
fn installed(shop: &Shop) -> (Fixture, Errand) {
    installed_in(shop, None)
}

fn installed_in(shop: &Shop, theme: Option<&str>) -> (Fixture, Errand) {
    shop.state().tokens = vec![TOKEN.to_owned()];
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let place = Place::Theme {
        shop: "example.myshopify.com".into(),
        sign_in: SignIn::Token,
        theme: theme.map(str::to_owned),
        endpoint: Some(shop.base.to_string()),
    };
    let target = PublicationTarget { id: TargetId("t1".into()), name: "Theme".into(), place };
    fixture.app.save_target(&fixture.slug(), &target, Secret::AsKept).unwrap();
    let vault = Arc::new(Vault::with_environment(|_| Some(TOKEN.to_owned())));
    let errand = fixture.app.errands(&fixture.slug(), None, &vault).unwrap().remove(0);
    (fixture, errand)
}

/// What the panel does when a place is opened.
async fn looked(fixture: &mut Fixture, errand: &Errand) -> Review {
    let look = errand.look().await.unwrap();
    fixture.app.saw(&errand.shop, &look);
    fixture.app.review(&errand.shop, &look).unwrap()
}

async fn preview(
    fixture: &mut Fixture,
    errand: &Errand,
    chosen: Option<&str>,
    progress: &dyn Progress,
) -> Result<Previewed, AppError> {
    let slug = fixture.slug();
    let order = fixture.app.order(&slug)?;
    let ground = errand.preview_ground(chosen, progress).await?;
    let previews = fixture.app.previewing(&slug, &order, &errand.target, chosen, &ground)?;
    let done = errand.preview(&order, previews, progress).await?;
    fixture.app.previewed(errand, &done)?;
    Ok(done)
}

async fn discard(fixture: &mut Fixture, errand: &Errand) -> Result<bool, AppError> {
    let stays = errand.discard(&fixture.app.previews_of(errand)?, &Unwatched).await?;
    fixture.app.discarded(errand)?;
    Ok(stays)
}

/// Themes that a preview may go into.
async fn offered(fixture: &Fixture, errand: &Errand) -> Vec<ThemeView> {
    errand.preview_themes(&fixture.app.themes_of_places(&errand.shop).unwrap()).await.unwrap()
}

fn shown(fixture: &Fixture) -> Option<PreviewView> {
    fixture.app.targets(&fixture.slug()).unwrap().remove(0).preview
}

fn revision(fixture: &Fixture) -> String {
    fixture.app.order(&fixture.slug()).unwrap().release.revision
}

async fn seen(address: &str) -> OnShop {
    look_at_shop(&Prober::new().unwrap(), &Url::parse(address).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_preview_is_seen_at_its_address_and_by_no_visitor_and_discarded_after_a_restart() {
    let shop = Shop::start().await;
    shop.state().copying = 2;
    let (mut fixture, errand) = installed(&shop);
    let done = preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    let prober = Prober::new().unwrap();
    let page = Url::parse(&done.address).unwrap();
    assert_eq!(serving(&prober, &page).await.unwrap().revision, Some(revision(&fixture)));
    assert!(!serving(&prober, &shop.base).await.unwrap().loads, "visitors see nothing of it");
    assert_eq!(fixture.app.destination(&done.address).unwrap(), page, "the pane goes there");

    let mut fixture = fixture.restart();
    fixture.app.select_shop(&errand.shop).unwrap();
    let view = shown(&fixture).unwrap();
    assert_eq!((view.address.as_deref(), view.is_copy), (Some(done.address.as_str()), true));
    assert_eq!(view.theme.unwrap(), format!("Waymark preview {}", view.revision));
    assert!(!discard(&mut fixture, &errand).await.unwrap());
    assert_eq!((shop.state().themes.len(), shown(&fixture)), (3, None));
    assert!(matches!(discard(&mut fixture, &errand).await, Err(AppError::NoPreview { .. })));
    shop.assert_sound();
}

#[tokio::test]
async fn a_copy_that_shopify_made_twice_is_discarded_with_the_other() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let made = preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    shop.state().copy(2, &made.theme);
    assert!(!discard(&mut fixture, &errand).await.unwrap());
    assert_eq!(shop.state().themes.len(), 3);
    shop.assert_sound();
}

#[tokio::test]
async fn a_changed_plan_takes_the_place_of_the_preview_before() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let first = preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    assert_eq!(preview(&mut fixture, &errand, None, &Unwatched).await.unwrap().address, first.address);
    fixture.tag("#newsletter button");
    let second = preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    assert_ne!(first.address, second.address);
    assert_eq!(shop.state().themes.len(), 4, "the copy before is gone");
    assert_eq!(shown(&fixture).unwrap().revision, revision(&fixture));
    shop.assert_sound();
}

#[tokio::test]
async fn a_chosen_theme_stays_and_loses_only_what_the_preview_put_in() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let themes = offered(&fixture, &errand).await;
    assert_eq!(themes.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>(), ["Old", "Dev"]);
    let before = shop.state().theme(1).unwrap().files.clone();
    preview(&mut fixture, &errand, Some(&themes[0].id), &Unwatched).await.unwrap();
    // The plan changes and is looked at again in the same theme.
    fixture.tag("#newsletter button");
    preview(&mut fixture, &errand, Some(&themes[0].id), &Unwatched).await.unwrap();
    assert!(!shown(&fixture).unwrap().is_copy && shop.state().theme(1).unwrap().files != before);
    assert!(!discard(&mut fixture, &errand).await.unwrap());
    assert_eq!(shop.state().theme(1).unwrap().files, before);

    let ours = waymark_publish::shopify::loader::SNIPPET_TEXT;
    shop.state().theme_mut(1).unwrap().files.insert(SNIPPET.into(), ours.into());
    let old = "const c={\"revision\":\"aaaaaaaaaaaaaaaa\"}";
    shop.state().theme_mut(1).unwrap().files.insert(ASSET.into(), old.into());
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    assert!(discard(&mut fixture, &errand).await.unwrap(), "it had Waymark before");
    assert!(shop.state().theme(1).unwrap().files.contains_key(ASSET));
    let live = preview(&mut fixture, &errand, Some("2"), &Unwatched).await.unwrap_err();
    assert_eq!(Failure::from(live).code, Code::WriteFailed, "visitors see that one");
    shop.assert_sound();
}

#[tokio::test]
async fn a_chosen_theme_that_holds_something_else_by_now_is_left_alone() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap();
    let later = "const c={\"revision\":\"bbbbbbbbbbbbbbbb\"}";
    shop.state().theme_mut(1).unwrap().files.insert(ASSET.into(), later.into());
    let before = shop.state().theme(1).unwrap().files.clone();
    assert!(discard(&mut fixture, &errand).await.unwrap(), "it stays, and that is told");
    assert_eq!(shop.state().theme(1).unwrap().files, before);
    shop.assert_sound();
}

#[tokio::test]
async fn the_theme_of_the_place_itself_holds_no_preview() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let mut target = errand.target.clone();
    let Place::Theme { theme, .. } = &mut target.place else { panic!("a theme") };
    *theme = Some("1".into());
    fixture.app.save_target(&fixture.slug(), &target, Secret::AsKept).unwrap();
    let vault = Arc::new(Vault::with_environment(|_| Some(TOKEN.to_owned())));
    let errand = fixture.app.errands(&fixture.slug(), None, &vault).unwrap().remove(0);
    let offered = offered(&fixture, &errand).await;
    assert_eq!(offered.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>(), ["Dev"]);
    let refused = preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, Code::WriteFailed);
    assert!(!shop.state().theme(1).unwrap().files.contains_key(ASSET), "nothing was written");
}

#[tokio::test]
async fn the_theme_of_another_place_holds_no_preview() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let mut staging =
        PublicationTarget { id: TargetId("staging".into()), name: "Staging".into(), ..errand.target.clone() };
    let Place::Theme { theme, .. } = &mut staging.place else { panic!("a theme") };
    *theme = Some("1".into());
    fixture.app.save_target(&fixture.slug(), &staging, Secret::AsKept).unwrap();
    let offered = offered(&fixture, &errand).await;
    assert_eq!(offered.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>(), ["Dev"]);
    let refused = Failure::from(preview(&mut fixture, &errand, Some("1"), &Unwatched).await.unwrap_err());
    assert!(refused.message.contains("\"Staging\" publishes"), "{}", refused.message);
    assert!(!shop.state().theme(1).unwrap().files.contains_key(ASSET), "nothing was written");
    assert_eq!(shown(&fixture), None);
}

#[tokio::test]
async fn stopped_anywhere_it_can_be_discarded_or_gone_on_with() {
    for steps in 0..6 {
        let shop = Shop::start().await;
        let (mut fixture, errand) = installed(&shop);
        let stopping = StopAt::after(steps);
        let stopped = preview(&mut fixture, &errand, None, &stopping).await.unwrap_err();
        let stopped = Failure::from(stopped);
        assert_eq!(stopped.code, Code::Cancelled, "{steps}");
        assert!(stopped.hint.contains("Preview again"), "{}", stopped.hint);
        let Some(view) = shown(&fixture) else {
            assert_eq!((steps, shop.state().themes.len()), (0, 3), "nothing was begun");
            continue;
        };
        assert_eq!((view.theme, view.address), (None, None));
        if steps % 2 == 1 {
            preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
            assert_eq!(shop.state().themes.len(), 4, "{steps}");
        }
        discard(&mut fixture, &errand).await.unwrap();
        assert_eq!(shop.state().themes.len(), 3, "{steps}");
        shop.assert_sound();
    }
}

#[tokio::test]
async fn a_place_keeps_its_preview_in_mind() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let slug = fixture.slug();
    preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();

    let renamed = PublicationTarget { name: "Renamed".into(), ..errand.target.clone() };
    fixture.app.save_target(&slug, &renamed, Secret::AsKept).unwrap();
    let mut elsewhere = renamed.clone();
    let Place::Theme { theme, .. } = &mut elsewhere.place else { panic!("a theme") };
    *theme = Some("1".into());
    for refused in [
        fixture.app.save_target(&slug, &elsewhere, Secret::AsKept).map(drop),
        fixture.app.remove_target(&errand, LeftPreview::Refused),
    ] {
        let refused = Failure::from(refused.unwrap_err());
        assert_eq!((refused.code, refused.hint.as_str()), (Code::PreviewLeft, "Discard the preview first."));
    }
    assert_eq!(fixture.app.targets(&slug).unwrap()[0].target, renamed, "nothing of it was done");

    discard(&mut fixture, &errand).await.unwrap();
    fixture.app.save_target(&slug, &elsewhere, Secret::AsKept).unwrap();
    preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    fixture.app.remove_target(&errand, LeftPreview::Stays).unwrap();
    fixture.app.save_target(&slug, &elsewhere, Secret::AsKept).unwrap();
    assert_eq!(shown(&fixture), None, "it is forgotten with the place");
    assert_eq!(shop.state().themes.len(), 4, "its theme stays");
    shop.assert_sound();
}

#[tokio::test]
async fn a_publication_that_stopped_half_way_says_so() {
    let shop = Shop::start().await;
    let (fixture, errand) = installed(&shop);
    shop.at(2, "themeFilesUpsert", Trouble::Denied);
    let order = fixture.app.order(&fixture.slug()).unwrap();
    let failure = Failure::from(errand.publish(&order, None, &Unwatched).await.unwrap_err());
    assert_eq!(failure.code, Code::Unfinished);
    assert!(failure.message.starts_with("Shopify took the new file"), "{}", failure.message);
    assert!(failure.hint.contains("by hand"), "{}", failure.hint);
    // One that could never load it is no half: nothing of it is written.
    let shop = Shop::start().await;
    let (_fixture, errand) = installed(&shop);
    shop.state().edit(LAYOUT, "{{ content_for_header }}{{ content_for_layout }}");
    let failure = Failure::from(errand.publish(&order, None, &Unwatched).await.unwrap_err());
    assert_eq!(failure.code, Code::WriteFailed);
    assert!(failure.hint.contains("by hand"), "{}", failure.hint);
    assert_eq!(shop.state().live(ASSET), None);
}

#[test]
fn the_shop_of_a_theme_is_looked_at_whatever_the_plan_is_about() {
    let fixture = Fixture::with_shop();
    let target = |theme: Option<&str>, endpoint: Option<&str>| {
        let place = Place::Theme {
            shop: "second.myshopify.com".into(),
            sign_in: SignIn::Token,
            theme: theme.map(str::to_owned),
            endpoint: endpoint.map(str::to_owned),
        };
        PublicationTarget { id: TargetId("t".into()), name: "Second".into(), place }
    };
    let page = |theme: Option<&str>, endpoint: Option<&str>| {
        fixture.app.installed_page(&fixture.slug(), &target(theme, endpoint)).unwrap().to_string()
    };
    let visited = |theme: Option<&str>| {
        fixture.app.visited_page(&fixture.slug(), &target(theme, None)).unwrap().to_string()
    };
    assert_eq!(page(None, None), "https://second.myshopify.com/");
    assert_eq!(page(Some("7"), None), "https://second.myshopify.com/?preview_theme_id=7");
    assert_eq!(visited(Some("7")), "https://second.myshopify.com/");
    assert_eq!(page(Some("7"), Some("http://127.0.0.1:9")), "http://127.0.0.1:9/?preview_theme_id=7");
}

#[tokio::test]
async fn what_the_guide_says_is_pasted_makes_the_shop_load_it() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    shop.state().denied = vec!["themeFilesUpsert", "themeFilesDelete", "themeDuplicate"];
    let slug = fixture.slug();
    let check = async |fixture: &mut Fixture| -> InstallCheck {
        let seen = seen(shop.base.as_str()).await;
        fixture.app.check_install(&slug, &errand.target, &seen).unwrap()
    };
    assert_eq!(check(&mut fixture).await.verdict, InstallVerdict::Missing);

    let guide = fixture.app.guide(&slug, &errand.target).unwrap();
    assert_eq!(guide.steps[0].address.as_deref(), Some("https://example.myshopify.com/admin/themes"));
    let paste = |file: &str| {
        let step = guide.steps.iter().find(|step| step.file.as_deref() == Some(file)).unwrap();
        step.text.clone().unwrap()
    };
    shop.state().edit(ASSET, &paste(ASSET));
    shop.state().edit(SNIPPET, &paste(SNIPPET));
    let layout = shop.state().live(LAYOUT).unwrap().to_owned();
    shop.state().edit(LAYOUT, &layout.replace("</head>", &format!("{}\n</head>", paste(LAYOUT))));
    let found = check(&mut fixture).await;
    assert_eq!((found.verdict, found.number), (InstallVerdict::Installed, Some(1)), "{}", found.message);
    assert_eq!(found.revision, guide.revision);
    assert_eq!(fixture.app.targets(&slug).unwrap()[0].history.len(), 1, "published by hand");
    check(&mut fixture).await;
    assert_eq!(fixture.app.targets(&slug).unwrap()[0].history.len(), 1, "once");

    // Pasting may add a line at the end, or lose it: the asset is the same.
    for end in ["", "\n\n"] {
        shop.state().edit(ASSET, &format!("{}{end}", paste(ASSET).trim_end()));
        let look = errand.look().await.unwrap();
        assert_eq!(fixture.app.replaces(&slug, &look, None, None).unwrap(), Some(look.live.unwrap().id()));
    }

    // Editing the plan takes nothing from what is published.
    let first = paste(ASSET);
    fixture.tag("#newsletter button");
    let edited = check(&mut fixture).await;
    assert_eq!((edited.verdict, edited.number), (InstallVerdict::Installed, Some(1)), "{}", edited.message);
    assert!(edited.message.ends_with("in revision 1. Your plan has changed since."), "{}", edited.message);
    assert_eq!(
        fixture.app.targets(&slug).unwrap()[0].history.len(),
        1,
        "the plan was not published by a look"
    );
    let guide = fixture.app.guide(&slug, &errand.target).unwrap();
    let second = guide.steps.iter().find(|step| step.file.as_deref() == Some(ASSET)).unwrap();
    shop.state().edit(ASSET, second.text.as_deref().unwrap());
    let newer = check(&mut fixture).await;
    assert_eq!((newer.verdict, newer.number), (InstallVerdict::Installed, Some(2)), "{}", newer.message);
    assert!(newer.message.ends_with("in revision 2."), "{}", newer.message);
    // A plan that cannot be published says nothing of what is.
    let Opened::Ready(mut store) = Store::open(&fixture.path().join("waymark.db"), 0).unwrap() else {
        panic!()
    };
    let sound = store.plan(&slug).unwrap();
    let mut plan = sound.clone();
    plan.events[0].name = "not a name".into();
    store.merge_plan(&plan, 1).unwrap();
    let broken = check(&mut fixture).await;
    assert_eq!((broken.verdict, broken.number), (InstallVerdict::Installed, Some(2)), "{}", broken.message);
    store.merge_plan(&sound, 2).unwrap();

    shop.state().edit(ASSET, &first);
    let older = check(&mut fixture).await;
    assert_eq!((older.verdict, older.number), (InstallVerdict::OtherRevision, Some(1)));
    assert!(older.message.contains("older"), "{}", older.message);
    shop.state().edit(ASSET, "const c={\"revision\":\"aaaaaaaaaaaaaaaa\"}");
    let theirs = check(&mut fixture).await;
    assert_eq!((theirs.verdict, theirs.number), (InstallVerdict::OtherRevision, None));
    assert!(theirs.message.contains("not published from here"), "{}", theirs.message);
    shop.state().edit(ASSET, "console.log(1)");
    assert_eq!(check(&mut fixture).await.verdict, InstallVerdict::RevisionUnknown);
    shop.state().edit(LAYOUT, &layout.replace("</head>", &[&paste(LAYOUT), "</head>"].concat().repeat(2)));
    assert_eq!(check(&mut fixture).await.verdict, InstallVerdict::Twice);
}
