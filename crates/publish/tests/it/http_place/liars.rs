//! Servers, and caches before them, that say another thing than what is so.

use axum::http::Method;
use waymark_publish::{Expected, PublishError, check};

use super::{POINTER, is_unharmed, published};
use crate::support::server::{Fault, Server};
use crate::support::{after, put, release, site, whole};

#[tokio::test]
async fn a_server_that_lies_about_storing_is_found_out() {
    for (file, fault) in [(".json", Fault::Forgets), (".json", Fault::Garbles), (POINTER, Fault::Forgets)] {
        let (server, place) = published().await;
        server.fault(Method::PUT, file, usize::MAX, fault);
        let failed = put(&place, 2, &after(1)).await.unwrap_err();
        assert!(matches!(failed, PublishError::NotStored(_)), "{file} {fault:?}: {failed:?}");
        is_unharmed(&server, &place).await;
    }
}

#[tokio::test]
async fn a_server_that_keeps_no_conditions_is_refused_before_the_pointer_moves() {
    for (method, fault) in [
        (Method::PUT, Fault::IgnoresConditions),
        (Method::GET, Fault::GivesNoEtag),
        (Method::GET, Fault::GivesWrongEtag),
    ] {
        let (server, place) = published().await;
        server.fault(method, "", usize::MAX, fault);
        let failed = put(&place, 2, &after(1)).await.unwrap_err();
        assert!(matches!(failed, PublishError::ConditionsIgnored), "{fault:?}: {failed:?}");
        let failed = check(&place, &site()).await.unwrap_err();
        assert!(matches!(failed, PublishError::ConditionsIgnored), "{fault:?}: {failed:?}");
        is_unharmed(&server, &place).await;
    }
}

#[tokio::test]
async fn a_server_that_names_no_version_gets_not_even_the_first_publication() {
    let server = Server::start().await;
    let place = server.place();
    server.fault(Method::GET, "", usize::MAX, Fault::GivesNoEtag);
    let failed = put(&place, 1, &Expected::Nothing).await.unwrap_err();
    assert!(matches!(failed, PublishError::ConditionsIgnored), "{failed:?}");
    assert_eq!(server.stores(POINTER), 0, "nothing is live there");
}

#[tokio::test]
async fn a_server_that_refuses_every_condition_is_no_place() {
    let (server, place) = published().await;
    server.fault(Method::PUT, POINTER, usize::MAX, Fault::RefusesAll);
    let failed = put(&place, 2, &after(1)).await.unwrap_err();
    assert!(matches!(failed, PublishError::ConditionsIgnored), "{failed:?}");
    is_unharmed(&server, &place).await;
}

#[tokio::test]
async fn a_pointer_that_was_taken_behind_a_cache_is_not_told_as_nothing_done() {
    for (number, answer) in [(1, None), (2, Some(Fault::DoesAndSays(503)))] {
        let (server, place) = published().await;
        server.fault(Method::GET, POINTER, usize::MAX, Fault::Caches);
        if let Some(answer) = answer {
            server.fault(Method::PUT, POINTER, 1, answer);
        }
        let failed = put(&place, 2, &after(1)).await.unwrap_err();
        assert!(matches!(failed, PublishError::Cached), "{number}: {failed:?}");
        assert_eq!(server.stores(POINTER), 2, "{number}: written once more");
        server.heal();
        assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256, "{number}: it is live");
        assert!(!put(&place, 2, &after(1)).await.unwrap().moved, "{number}: nothing is left to do");
    }
}

#[tokio::test]
async fn content_that_a_cache_says_is_not_there_leaves_what_was_live() {
    let (server, place) = published().await;
    let name = site().config(&release(2).sha256);
    server.fault(Method::GET, name.clone().leak(), usize::MAX, Fault::Caches);
    let failed = put(&place, 2, &after(1)).await.unwrap_err();
    assert!(matches!(&failed, PublishError::NotStored(file) if *file == name), "{failed:?}");
    is_unharmed(&server, &place).await;
}
