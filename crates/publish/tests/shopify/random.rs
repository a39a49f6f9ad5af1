//! Many publications in which anything goes wrong at any moment: whatever happened, what is live is whole and what the
//! shop says it is, and the next undisturbed publication completes.

use std::time::Duration;

use fastrand::Rng;
use waymark_publish::shopify::loader::{self, SNIPPET_TEXT};
use waymark_publish::shopify::{
    ASSET, Expected, LAYOUT, PreviewOn, SNIPPET, Settings, ShopifyError, ThemeTarget,
};

use crate::shop::{Body, Shop, Trouble};
use crate::support::{Onlooker, bundle, main_theme, release, settings, target_with};

const RUNS: u64 = 150;
/// They mostly wait.
const AT_ONCE: usize = 10;
const THEIRS: &str = "cccccccccccccccc";

fn trouble(rng: &mut Rng) -> Trouble {
    match rng.u8(0..20) {
        0 | 1 => Trouble::Throttled,
        2 => Trouble::Status(429, Some(0.005)),
        3 => Trouble::Status(*rng.choice([500, 502, 503, 504].iter()).unwrap(), None),
        4 | 5 => Trouble::StatusAfter(502),
        6 => Trouble::Cut,
        7 | 8 => Trouble::CutAfter,
        9 => Trouble::Hang,
        10 => Trouble::HangAfter,
        11 => Trouble::Garbage,
        12 => Trouble::Denied,
        13 => Trouble::Error("something".to_owned()),
        14 => Trouble::Midway("ERROR"),
        15 => Trouble::Refuse("ERROR", "no".to_owned()),
        16 => Trouble::Refuse("THROTTLED", "later".to_owned()),
        17 => Trouble::Refuse("THEME_FILES_CONFLICT", "conflict".to_owned()),
        18 => Trouble::EditBefore(ASSET, bundle(THEIRS)),
        _ => Trouble::EditAfter(ASSET, bundle(THEIRS)),
    }
}

#[derive(Debug, Default)]
struct Tally {
    completed: u32,
    failed: u32,
    stopped: u32,
    killed: u32,
    conflicts: u32,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.completed += other.completed;
        self.failed += other.failed;
        self.stopped += other.stopped;
        self.killed += other.killed;
        self.conflicts += other.conflicts;
    }
}

/// One attempt among troubles: it may be stopped, or killed after some request.
async fn attempt(shop: &Shop, target: &ThemeTarget, expected: &Expected, rng: &mut Rng, tally: &mut Tally) {
    let watch = Onlooker { stop_asked: (rng.u8(0..4) == 0).then(|| rng.usize(0..25)), ..Onlooker::default() };
    let kill_after = (rng.u8(0..3) == 0).then(|| shop.state().seen.len() + rng.usize(1..12));
    let killed = async {
        match kill_after {
            Some(requests) => {
                while shop.state().seen.len() < requests {
                    shop.arrived.notified().await;
                }
            }
            None => std::future::pending().await,
        }
    };
    let with_preview = rng.bool();
    let publication = async {
        if with_preview {
            target.preview(&release('b'), &PreviewOn::CopyOf(None), &watch).await?;
        }
        target.go_live(&release('b'), expected, &watch).await
    };
    tokio::select! {
        biased;
        () = killed => tally.killed += 1,
        ended = publication => match ended {
            Ok(_) => tally.completed += 1,
            Err(ShopifyError::Cancelled) => tally.stopped += 1,
            Err(ShopifyError::Conflict { .. }) => tally.conflicts += 1,
            Err(_) => tally.failed += 1,
        },
    }
}

/// What must hold after every attempt, however it ended.
async fn assert_whole(shop: &Shop, target: &ThemeTarget, original: &str, seed: u64) {
    let said = target.live(&main_theme(), &()).await.unwrap();
    let state = shop.state();
    let asset = state.live(ASSET).map(str::to_owned);
    let digits = ['a', 'b', 'c'].map(|digit| String::from(digit).repeat(16));
    let real = digits.iter().find(|revision| asset == Some(bundle(revision)));
    assert_eq!(asset.is_some(), real.is_some(), "seed {seed}: half an asset: {asset:?}");
    assert_eq!(said.and_then(|live| live.revision).as_ref(), real, "seed {seed}");
    let layout = state.live(LAYOUT).unwrap();
    if layout != original {
        assert_eq!(loader::remove(layout).unwrap().as_deref(), Some(original), "seed {seed}");
        assert_eq!(state.live(SNIPPET), Some(SNIPPET_TEXT), "seed {seed}");
    }
    drop(state);
    shop.assert_sound();
}

async fn run(seed: u64) -> Tally {
    let mut tally = Tally::default();
    let mut rng = Rng::with_seed(seed);
    let shop = Shop::start().await;
    let impatient = Settings { request_time: Duration::from_millis(80), tries: 3, ..settings(&shop) };
    let impatient = target_with(&shop, impatient);
    let target = target_with(&shop, settings(&shop));
    {
        let mut state = shop.state();
        state.copying = rng.u32(0..4);
        state.body = *rng.choice([Body::Text, Body::Base64, Body::Url].iter()).unwrap();
        state.most_points = 60.0;
        state.restore = 20_000.0;
    }
    let original = shop.state().live(LAYOUT).unwrap().to_owned();
    let mut expected = Expected::Nothing;
    if rng.bool() {
        target.go_live(&release('a'), &Expected::Nothing, &()).await.unwrap();
        expected = Expected::Revision("a".repeat(16));
    }
    for _ in 0..rng.u8(1..5) {
        let mut dice = rng.fork();
        let often = rng.u8(3..12);
        shop.plan(move |_| (dice.u8(0..often) == 0).then(|| trouble(&mut dice)));
        attempt(&shop, &impatient, &expected, &mut rng, &mut tally).await;
        // A write that a killed publication had sent may still arrive.
        tokio::time::sleep(Duration::from_millis(2)).await;
        shop.heal();
        assert_whole(&shop, &target, &original, seed).await;
    }
    // Undisturbed: it completes, or says that somebody else's is live, and completes once that has been looked at.
    match target.go_live(&release('b'), &expected, &()).await {
        Ok(_) => {}
        Err(ShopifyError::Conflict { live: Some(live), .. }) => {
            assert_eq!(live.revision.as_deref(), Some(THEIRS), "seed {seed}");
            assert_eq!(shop.state().live(ASSET), Some(bundle(THEIRS).as_str()), "seed {seed}");
            {
                let mut state = shop.state();
                state.foreign = None;
                state.foreign_read = None;
            }
            target.go_live(&release('b'), &Expected::Revision(THEIRS.to_owned()), &()).await.unwrap();
        }
        Err(error) => panic!("seed {seed}: {error:?}"),
    }
    assert_eq!(shop.state().live(ASSET).unwrap(), bundle(&"b".repeat(16)), "seed {seed}");
    assert!(shop.state().live(LAYOUT).unwrap().contains(loader::LINE), "seed {seed}");
    assert_whole(&shop, &target, &original, seed).await;
    let copies = shop.state().themes.iter().filter(|theme| theme.name.starts_with("Waymark")).count();
    assert!(copies <= 2, "seed {seed}: {copies} copies");
    tally
}

#[tokio::test]
async fn whatever_happens_what_is_live_is_whole_and_the_next_publication_completes() {
    let mut tally = Tally::default();
    let mut running = tokio::task::JoinSet::new();
    for seed in 0..RUNS {
        if running.len() == AT_ONCE {
            tally.add(&running.join_next().await.unwrap().unwrap());
        }
        running.spawn(run(seed));
    }
    while let Some(ended) = running.join_next().await {
        tally.add(&ended.unwrap());
    }
    println!("{RUNS} runs: {tally:?}");
    for (count, what) in [
        (tally.completed, "completed"),
        (tally.failed, "failed"),
        (tally.stopped, "stopped"),
        (tally.killed, "killed"),
        (tally.conflicts, "conflicts"),
    ] {
        assert!(count >= 10, "too few {what} to say anything: {tally:?}");
    }
}
