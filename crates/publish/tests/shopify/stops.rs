//! Stops: heard at every moment before visitors may have something new, and at none after.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use waymark_publish::shopify::{ASSET, Expected, PreviewOn, Settings, ShopifyError, Watch};

use crate::shop::{Shop, Trouble};
use crate::support::{Onlooker, bundle, main_theme, release, settings, target, target_with};

const UPSERT: &str = "themeFilesUpsert";
const DELETE: &str = "themeFilesDelete";
/// How often a preview and a publication ask at least whether to stop, without what they ask while they wait.
const LEAST: usize = 10;

#[tokio::test]
async fn it_can_be_stopped_at_every_moment_and_done_again() {
    let whole = {
        let shop = Shop::start().await;
        let watch = Onlooker::default();
        let target = target(&shop);
        target.preview(&release('a'), &PreviewOn::CopyOf(None), &watch).await.unwrap();
        target.go_live(&release('a'), &Expected::Nothing, &watch).await.unwrap();
        watch.asked.load(Ordering::Relaxed)
    };
    assert!(whole > LEAST);
    for moment in 0..whole {
        let shop = Shop::start().await;
        let target = target(&shop);
        let watch = Onlooker { stop_asked: Some(moment), ..Onlooker::default() };
        let stopped = match target.preview(&release('a'), &PreviewOn::CopyOf(None), &watch).await {
            Ok(_) => target.go_live(&release('a'), &Expected::Nothing, &watch).await.map(|_| ()),
            Err(error) => Err(error),
        };
        // While it waits for Shopify it asks as often as time allows, and so less often in one run than in another.
        if stopped.is_ok() {
            assert!(watch.asked.load(Ordering::Relaxed) <= moment && moment > LEAST, "{moment}: it went on");
            continue;
        }
        assert!(matches!(stopped, Err(ShopifyError::Cancelled)), "{moment}: {stopped:?}");
        assert_eq!(shop.state().live(ASSET), None, "{moment}: what was live before is live");
        // A question that was given up may still arrive.
        tokio::time::sleep(Duration::from_millis(20)).await;
        let asked = shop.state().seen.len();
        target.live(&main_theme(), &()).await.unwrap();
        assert_eq!(shop.state().seen.len(), asked + 1, "nothing goes on after it");
        target.preview(&release('a'), &PreviewOn::CopyOf(None), &()).await.unwrap();
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        assert_eq!(shop.state().themes.len(), 4, "one copy");
        shop.assert_sound();
    }
}

#[tokio::test]
async fn once_visitors_may_have_the_new_asset_no_stop_is_heard() {
    for trouble in [None, Some(Trouble::CutAfter), Some(Trouble::StatusAfter(502)), Some(Trouble::Throttled)]
    {
        let (mut completed, mut stopped) = (0, 0);
        for at in 1..12 {
            let shop = Shop::start().await;
            target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
            if let Some(trouble) = &trouble {
                shop.once(UPSERT, trouble.clone());
            }
            let watch = Onlooker { stop_at: Some(at), ..Onlooker::default() };
            let expected = Expected::Revision("a".repeat(16));
            let live = match target(&shop).go_live(&release('b'), &expected, &watch).await {
                Ok(_) => 'b',
                Err(ShopifyError::Cancelled) => 'a',
                Err(error) => panic!("{trouble:?} {at}: {error:?}"),
            };
            assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&String::from(live).repeat(16)), "{at}");
            completed += usize::from(live == 'b');
            stopped += usize::from(live == 'a');
            shop.assert_sound();
        }
        assert!(completed > 2 && stopped > 2, "{trouble:?}: {completed} completed, {stopped} stopped");
    }
}

/// Stops as soon as one of these requests is under way.
struct StopsAfter {
    shop: Shop,
    field: &'static str,
    /// Those that were sent before.
    writes: usize,
}

impl Watch for StopsAfter {
    fn is_cancelled(&self) -> bool {
        self.shop.count(self.field).0 > self.writes
    }
}

#[tokio::test]
async fn no_stop_is_heard_at_the_second_try_of_what_may_have_been_written() {
    let throttled = || Trouble::Refuse("THROTTLED", "later".to_owned());
    for troubles in [
        vec![Trouble::Later(Duration::from_millis(30))],
        vec![Trouble::Status(500, None), Trouble::Later(Duration::from_millis(30))],
        vec![Trouble::Status(500, None), throttled()],
    ] {
        let shop = Shop::start().await;
        target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        let before = shop.count(UPSERT).0;
        let (mut left, told) = (troubles.clone().into_iter(), troubles);
        shop.plan(move |seen| if seen.field == UPSERT { left.next() } else { None });
        let expected = Expected::Revision("a".repeat(16));
        let settings = Settings { tries: 1, ..settings(&shop) };
        let watch = StopsAfter { shop: shop.clone(), field: UPSERT, writes: before };
        let published = target_with(&shop, settings).go_live(&release('b'), &expected, &watch).await;
        // A stop that were told here would be no true one a moment later.
        tokio::time::sleep(Duration::from_millis(60)).await;
        assert!(published.is_ok(), "{told:?}: {published:?}");
        assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"b".repeat(16)), "{told:?}");
        shop.assert_sound();
    }
}

#[tokio::test]
async fn no_stop_is_heard_once_the_last_file_may_be_deleted() {
    let shop = Shop::start().await;
    target(&shop).go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
    let expected = Expected::Revision("a".repeat(16));
    // What loads it is out already: only the asset is left.
    shop.once(DELETE, Trouble::Denied);
    target(&shop).uninstall(&main_theme(), &expected, &()).await.unwrap_err();
    shop.once(DELETE, Trouble::CutAfter);
    let watch = StopsAfter { shop: shop.clone(), field: DELETE, writes: shop.count(DELETE).0 };
    let taken = target(&shop).uninstall(&main_theme(), &expected, &watch).await;
    assert!(taken.is_ok(), "it is out: {taken:?}");
    assert_eq!(shop.state().live(ASSET), None);
    shop.assert_sound();
}

#[tokio::test]
async fn a_hanging_question_can_be_stopped() {
    let shop = Shop::start().await;
    let settings = Settings { request_time: Duration::from_secs(30), ..settings(&shop) };
    let target = target_with(&shop, settings);
    shop.plan(|_| Some(Trouble::Hang));
    let began = Instant::now();
    let watch = Onlooker { stop_asked: Some(4), ..Onlooker::default() };
    let error = target.live(&main_theme(), &watch).await.unwrap_err();
    assert!(matches!(error, ShopifyError::Cancelled), "{error}");
    assert!(began.elapsed() < Duration::from_secs(5));
}
