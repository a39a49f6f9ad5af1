//! The app and the command line on one database at the same time.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod common;

use std::thread;

use common::{NOW, event, ready, slug, with_shop};
use waymark_model::{Shop, ShopSlug};

const PROGRAMS: u32 = 6;

#[test]
fn programs_that_start_at_once_make_one_database() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("waymark.db");
        thread::scope(|scope| {
            for number in 0..PROGRAMS {
                let path = &path;
                scope.spawn(move || {
                    let slug = ShopSlug(format!("shop-{number}"));
                    let shop = Shop { slug, url: "https://s.example/".into(), name: "S".into() };
                    ready(path).add_shop(&shop, &[], NOW).unwrap();
                });
            }
        });
        assert_eq!(ready(&path).shops().unwrap().len(), PROGRAMS as usize);
    }
}

#[test]
fn programs_that_save_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(with_shop(&path));
    let saves = 10;
    thread::scope(|scope| {
        for program in 0..PROGRAMS {
            let path = &path;
            scope.spawn(move || {
                let mut store = ready(path);
                for number in 0..saves {
                    let event = event(&format!("{program}-{number}"), "add_to_cart");
                    store.save_event(&slug(), (&event).into(), NOW).unwrap();
                }
            });
        }
    });
    let mut store = ready(&path);
    assert_eq!(store.plan(&slug()).unwrap().events.len(), (PROGRAMS * saves) as usize);
    for _ in 0..PROGRAMS * saves {
        store.undo(&slug(), NOW).unwrap().unwrap();
    }
    assert!(store.plan(&slug()).unwrap().events.is_empty());
}
