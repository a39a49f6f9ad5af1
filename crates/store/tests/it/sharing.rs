//! The app and the command line on one database at the same time.

use std::thread;

use waymark_model::{Shop, ShopSlug};
use waymark_store::{AuditLease, Auditor, Leased};

use crate::common::{NOW, event, ready, slug, with_shop};

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

#[test]
fn of_programs_that_would_audit_a_shop_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    let asker = with_shop(&path);
    assert_eq!(asker.auditor(&slug(), NOW).unwrap(), None);
    let leases: Vec<AuditLease> = thread::scope(|scope| {
        let programs: Vec<_> =
            (0..PROGRAMS).map(|_| scope.spawn(|| ready(&path).lease_audit(&slug(), "app", NOW))).collect();
        let of = |leased| match leased {
            Leased::Yours(lease) => Some(lease),
            Leased::Taken(_) => None,
        };
        programs.into_iter().filter_map(|program| of(program.join().unwrap().unwrap())).collect()
    });
    let [lease] = <[AuditLease; 1]>::try_from(leases).unwrap();
    let auditor = Auditor { program: "app".into(), process: std::process::id(), since: NOW };
    assert_eq!(asker.auditor(&slug(), NOW).unwrap().as_ref(), Some(&auditor));
    let mut late = ready(&path);
    let Leased::Taken(told) = late.lease_audit(&slug(), "command line", NOW + 1).unwrap() else {
        panic!("two programs audit one shop");
    };
    assert_eq!(told, Some(auditor));

    let others = ShopSlug("other.example:8080".into());
    let shop = Shop { slug: others.clone(), url: "https://o.example/".into(), name: "O".into() };
    late.add_shop(&shop, &[], NOW).unwrap();
    assert!(matches!(late.lease_audit(&others, "app", NOW).unwrap(), Leased::Yours(_)));

    let version = asker.audits_version().unwrap();
    ready(&path).end_audit_lease(lease).unwrap();
    assert_eq!(asker.auditor(&slug(), NOW).unwrap(), None);
    assert_ne!(asker.audits_version().unwrap(), version, "that it is over is told");
    assert!(matches!(late.lease_audit(&slug(), "command line", NOW + 2).unwrap(), Leased::Yours(_)));
}
