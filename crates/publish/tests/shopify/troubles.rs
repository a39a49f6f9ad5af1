//! What goes wrong between here and Shopify, one thing at a time.

use std::time::{Duration, Instant};

use waymark_publish::shopify::{ASSET, Expected, LAYOUT, PreviewOn, SNIPPET, Settings, ShopifyError, Step};

use crate::shop::{Shop, Trouble};
use crate::support::{Onlooker, bundle, main_theme, release, settings, taken_out, target, target_with};

const UPSERT: &str = "themeFilesUpsert";

fn theirs() -> String {
    bundle(&"c".repeat(16))
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for trouble in [
        Trouble::Throttled,
        Trouble::Status(429, None),
        Trouble::Status(429, Some(0.01)),
        Trouble::Status(503, None),
        Trouble::StatusAfter(502),
        Trouble::Cut,
        Trouble::CutAfter,
        Trouble::Refuse("THROTTLED", "later".to_owned()),
    ] {
        for field in ["theme", "themes", UPSERT] {
            let shop = Shop::start().await;
            let target = target(&shop);
            shop.once(field, trouble.clone());
            target
                .go_live(&release('a'), &Expected::Nothing, &())
                .await
                .unwrap_or_else(|e| panic!("{field} {trouble:?}: {e}"));
            assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"a".repeat(16)));
            shop.assert_sound();
        }
    }
}

#[tokio::test]
async fn a_lost_answer_is_decided_by_reading_and_never_by_a_second_write() {
    for trouble in [Trouble::StatusAfter(500), Trouble::CutAfter, Trouble::HangAfter] {
        let shop = Shop::start().await;
        let settings = Settings { request_time: Duration::from_millis(300), ..settings(&shop) };
        let target = target_with(&shop, settings);
        shop.once(UPSERT, trouble.clone());
        target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap();
        assert_eq!(shop.count(UPSERT), (1, 1), "{trouble:?}");
    }
    for trouble in [Trouble::Status(500, None), Trouble::Cut, Trouble::Hang, Trouble::Garbage] {
        let shop = Shop::start().await;
        let settings = Settings { request_time: Duration::from_millis(300), ..settings(&shop) };
        let target = target_with(&shop, settings);
        shop.once(UPSERT, trouble.clone());
        target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap();
        assert_eq!(shop.count(UPSERT), (2, 1), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_lost_answer_with_somebody_elses_text_behind_it_is_a_conflict() {
    let shop = Shop::start().await;
    let (mut failed, mut edited) = (false, false);
    shop.plan(move |seen| {
        if seen.field == UPSERT && !failed {
            failed = true;
            return Some(Trouble::Status(500, None));
        }
        // Before what became of it is looked at.
        let edits = failed && !std::mem::replace(&mut edited, failed);
        edits.then(|| Trouble::EditBefore(ASSET, theirs()))
    });
    let target = target(&shop);
    let error = target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(
        matches!(error, ShopifyError::Conflict { live: Some(ref live), .. } if live.revision == Some("c".repeat(16))),
        "{error}"
    );
    assert_eq!(shop.state().live(ASSET).unwrap(), theirs());
    assert_eq!(shop.count(UPSERT), (1, 0));
    shop.assert_sound();
}

#[tokio::test]
async fn somebody_who_writes_right_after_us_is_noticed() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once(UPSERT, Trouble::EditAfter(ASSET, theirs()));
    let error = target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    let ShopifyError::Conflict { live: Some(live), .. } = error else { panic!("{error}") };
    assert_eq!(live.revision, Some("c".repeat(16)));
    assert_eq!(shop.state().live(ASSET).unwrap(), theirs());
    shop.assert_sound();
}

/// Shopify has no conditional write. This says what that costs, so that nobody believes otherwise.
#[tokio::test]
async fn somebody_who_writes_between_our_look_and_our_write_is_written_over() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once(UPSERT, Trouble::EditBefore(ASSET, theirs()));
    target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap();
    assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"a".repeat(16)));
    shop.assert_sound();
}

#[tokio::test]
async fn shopifys_own_conflict_is_one() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once(UPSERT, Trouble::Refuse("THEME_FILES_CONFLICT", "conflict".to_owned()));
    let error = target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Conflict { live: None, .. }), "{error}");
}

#[tokio::test]
async fn refusals_are_told_apart_and_the_next_publication_completes() {
    type Is = fn(&ShopifyError) -> bool;
    let cases: [(Trouble, Is); 7] = [
        (Trouble::Denied, |e| matches!(e, ShopifyError::AccessDenied { required: Some(_) })),
        (Trouble::Refuse("ACCESS_DENIED", String::new()), |e| matches!(e, ShopifyError::AccessDenied { .. })),
        (Trouble::Refuse("THEME_LIMITED_PLAN", String::new()), |e| matches!(e, ShopifyError::PlanLimited)),
        (
            Trouble::Refuse("FILE_VALIDATION_ERROR", "bad".to_owned()),
            |e| matches!(e, ShopifyError::FileRefused { message, .. } if message == "bad"),
        ),
        (Trouble::Midway("ERROR"), |e| matches!(e, ShopifyError::FileRefused { .. })),
        (Trouble::Status(402, None), |e| matches!(e, ShopifyError::ShopClosed { status: 402 })),
        (Trouble::Status(404, None), |e| matches!(e, ShopifyError::NoSuchShop(_))),
    ];
    for (trouble, is) in cases {
        // With each of the three writes of a first publication.
        for nth in 0..3 {
            let shop = Shop::start().await;
            let target = target(&shop);
            shop.at(nth + 1, UPSERT, trouble.clone());
            let error = target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
            // What fails after the asset was written says so.
            let cause = match &error {
                ShopifyError::Unfinished(cause) if nth > 0 => cause,
                error if nth == 0 => error,
                error => panic!("{trouble:?} {nth}: {error:?}"),
            };
            assert!(is(cause), "{trouble:?} {nth}: {error:?}");
            let live = target.live(&main_theme(), &()).await.unwrap();
            let written = nth > 0 || matches!(trouble, Trouble::Midway(_));
            assert_eq!(live.is_some(), written, "what is live is what was written");
            target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
            assert!(shop.state().live(LAYOUT).unwrap().contains("render 'waymark'"));
            assert!(shop.state().live(SNIPPET).is_some());
            shop.assert_sound();
        }
    }
}

#[tokio::test]
async fn who_is_throttled_for_good_is_told_so_after_the_last_try() {
    for trouble in [Trouble::Throttled, Trouble::Status(429, None), Trouble::Status(500, None)] {
        let shop = Shop::start().await;
        let target = target(&shop);
        let always = trouble.clone();
        shop.plan(move |_| Some(always.clone()));
        let error = target.live(&main_theme(), &()).await.unwrap_err();
        assert!(error.is_retryable(), "{error}");
        assert_eq!(shop.count("theme").0, 5, "{trouble:?}");
    }
}

#[tokio::test]
async fn an_empty_bucket_is_waited_for_and_not_knocked_at() {
    let shop = Shop::start().await;
    let target = target(&shop);
    {
        let mut state = shop.state();
        state.most_points = 30.0;
        state.points = 30.0;
        state.restore = 200.0;
    }
    let began = Instant::now();
    let watch = Onlooker::default();
    for _ in 0..8 {
        target.live(&main_theme(), &watch).await.unwrap();
    }
    // 8 * 12 points, of which 30 are there: 66 points at 200 a second.
    assert!(began.elapsed() >= Duration::from_millis(330), "{:?}", began.elapsed());
    assert_eq!(shop.count("theme"), (8, 8), "never refused");
    assert!(watch.steps.lock().unwrap().iter().any(|step| matches!(step, Step::Waiting(_))));
}

#[tokio::test]
async fn the_wait_that_is_asked_for_is_kept() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once("theme", Trouble::Status(429, Some(0.4)));
    let began = Instant::now();
    target.live(&main_theme(), &()).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(400), "{:?}", began.elapsed());
}

#[tokio::test]
async fn whoever_is_asked_to_wait_too_long_says_so_and_does_not_knock_again() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.plan(|_| Some(Trouble::Status(429, Some(45.0))));
    let error = target.live(&main_theme(), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Throttled { .. }), "{error}");
    assert_eq!(shop.count("theme").0, 1);
}

#[tokio::test]
async fn copies_that_fail_or_never_end_are_told() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.state().copies_fail = true;
    let error = target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::CopyFailed), "{error}");
    shop.state().copies_fail = false;
    shop.state().copying = u32::MAX;
    let error = target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::StillCopying), "{error}");
    shop.state().themes.last_mut().unwrap().looks_left = 1;
    target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_eq!(shop.count("themeDuplicate").1, 2, "the copy that took long is used");
    shop.assert_sound();
}

#[tokio::test]
async fn a_copy_whose_answer_was_lost_is_found_and_not_made_twice() {
    for trouble in [Trouble::StatusAfter(502), Trouble::CutAfter] {
        let shop = Shop::start().await;
        let target = target(&shop);
        shop.once("themeDuplicate", trouble);
        target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap();
        assert_eq!(shop.state().themes.len(), 4);
        assert_eq!(shop.count("themeDuplicate"), (1, 1));
    }
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.once("themeDuplicate", Trouble::Cut);
    target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_eq!(shop.state().themes.len(), 4);
}

#[tokio::test]
async fn other_checksums_than_ours_are_settled_by_the_text() {
    let shop = Shop::start().await;
    shop.state().lies = true;
    let target = target(&shop);
    target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    target.go_live(&release('b'), &Expected::Revision("a".repeat(16)), &()).await.unwrap();
    shop.assert_sound();
}

#[tokio::test]
async fn a_write_that_was_only_promised_is_noticed() {
    let shop = Shop::start().await;
    shop.state().forgets = true;
    let error =
        target(&shop).publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Conflict { live: None, .. }), "{error}");
    shop.state().lies = true;
    let error =
        target(&shop).publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::NotStored(_)), "{error}");
}

#[tokio::test]
async fn themes_that_are_gone_and_shops_without_a_live_one_are_told() {
    let shop = Shop::start().await;
    let target = target(&shop);
    shop.state().themes.retain(|theme| theme.id != 2);
    let error = target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::NoSuchTheme), "{error}");
    for error in [
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err(),
        target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap_err(),
        target.check(&()).await.unwrap_err(),
    ] {
        assert!(matches!(error, ShopifyError::NoMainTheme), "{error}");
    }
}

#[tokio::test]
async fn nobody_there_is_told_as_such() {
    let shop = Shop::start().await;
    let settings = Settings { base: Some("http://127.0.0.1:9/".parse().unwrap()), ..settings(&shop) };
    let error = target_with(&shop, settings).live(&main_theme(), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Unreachable { .. }), "{error:?}");
    let settings = Settings { request_time: Duration::from_millis(100), tries: 2, ..self::settings(&shop) };
    shop.plan(|_| Some(Trouble::Hang));
    let error = target_with(&shop, settings).live(&main_theme(), &()).await.unwrap_err();
    assert!(matches!(error, ShopifyError::TimedOut { .. }), "{error:?}");
    assert_eq!(shop.count("theme").0, 2);
}

#[tokio::test]
async fn what_fails_once_the_asset_was_taken_says_that_it_was() {
    type Is = fn(&ShopifyError) -> bool;
    let cases: [(&str, Trouble, Is); 3] = [
        ("theme", Trouble::Denied, |cause| matches!(cause, ShopifyError::AccessDenied { .. })),
        ("theme", Trouble::Status(500, None), |cause| matches!(cause, ShopifyError::Unavailable { .. })),
        ("job", Trouble::Status(500, None), |cause| matches!(cause, ShopifyError::Unavailable { .. })),
    ];
    for (field, trouble, is) in cases {
        let shop = Shop::start().await;
        shop.state().jobs = (field == "job").then_some(2);
        let mut taken = false;
        let told = trouble.clone();
        shop.plan(move |seen| {
            let now = taken && seen.field == field;
            taken |= seen.field == UPSERT;
            now.then(|| trouble.clone())
        });
        let failed = target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
        let ShopifyError::Unfinished(cause) = failed else { panic!("{field} {told:?}: {failed:?}") };
        assert!(is(&cause), "{field} {told:?}: {cause:?}");
        assert!(shop.state().live(ASSET).is_some(), "{field} {told:?}");
        shop.heal();
        target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        assert!(shop.state().live(LAYOUT).unwrap().contains("render 'waymark'"));
        shop.assert_sound();
    }
    let shop = Shop::start().await;
    shop.state().jobs = Some(u32::MAX);
    let failed = target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap_err();
    let ShopifyError::Unfinished(cause) = failed else { panic!("{failed:?}") };
    assert!(matches!(*cause, ShopifyError::StillWriting), "no copy of a theme: {cause}");
}

#[tokio::test]
async fn a_copy_that_comes_late_is_waited_for() {
    let shop = Shop::start().await;
    let settings = Settings { poll: Duration::from_millis(20), ..settings(&shop) };
    shop.once("themeDuplicate", Trouble::Later(Duration::from_millis(50)));
    target_with(&shop, settings).preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap();
    assert_eq!(shop.state().themes.len(), 4, "one copy");
    assert_eq!(shop.count("themeDuplicate"), (1, 1));
    shop.assert_sound();
}

#[tokio::test]
async fn taking_out_that_failed_half_way_is_completed() {
    for trouble in [
        Trouble::Midway("ERROR"),
        Trouble::Denied,
        Trouble::Refuse("ERROR", "no".to_owned()),
        Trouble::CutAfter,
        Trouble::Cut,
    ] {
        for field in [UPSERT, "themeFilesDelete"] {
            let shop = Shop::start().await;
            let before = shop.state().theme(2).unwrap().files.clone();
            let target = target(&shop);
            target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
            shop.once(field, trouble.clone());
            let first = target.uninstall(&main_theme(), &Expected::Revision("a".repeat(16)), &()).await;
            // One file is deleted, so that there is no midway.
            let is_whole = field == "themeFilesDelete" && matches!(trouble, Trouble::Midway(_));
            let is_done = is_whole || matches!(trouble, Trouble::Cut | Trouble::CutAfter);
            assert_eq!(first.is_ok(), is_done, "{field} {trouble:?}");
            target.uninstall(&main_theme(), &Expected::Revision("a".repeat(16)), &()).await.unwrap();
            assert_eq!(taken_out(&shop), before);
            shop.assert_sound();
        }
    }
}
