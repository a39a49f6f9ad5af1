//! Publishing and reading, as the protocol says.

use reqwest::{Method, StatusCode};
use waymark_host::{SiteName, Store};

use crate::common::{Host, add_shop, pointer, refused, sha256, tag, text};

#[tokio::test]
async fn a_revision_goes_live_is_swapped_and_rolled_back() {
    let host = Host::start().await;
    let first = host.content("one").await;
    let created = host.create("current.json", first.clone()).await;
    assert_eq!(created.status(), StatusCode::CREATED);
    let live = host.get("current.json").await;
    assert_eq!(tag(&live), tag(&created));
    assert_eq!(tag(&live), format!("\"{}\"", sha256(&first)));
    assert_eq!(text(live.headers(), "cache-control"), "public, max-age=60, stale-while-revalidate=600");
    assert_eq!(text(live.headers(), "content-type"), "application/json");
    let first_tag = tag(&live);
    assert_eq!(live.bytes().await.unwrap(), first);

    let second = host.content("two").await;
    let swapped = host.swap("current.json", &first_tag, second.clone()).await;
    assert_eq!(swapped.status(), StatusCode::NO_CONTENT);
    assert_eq!(host.get("current.json").await.bytes().await.unwrap(), second);

    // Somebody who still believes in the first is told, and shown what is there.
    let late = host.swap("current.json", &first_tag, first.clone()).await;
    assert_eq!(tag(&late), tag(&swapped));
    assert_eq!(refused(late, 412).await, "changed");
    assert_eq!(refused(host.create("current.json", first.clone()).await, 412).await, "exists");
    assert_eq!(host.get("current.json").await.bytes().await.unwrap(), second);

    let back = host.swap("current.json", &tag(&swapped), first.clone()).await;
    assert_eq!(back.status(), StatusCode::NO_CONTENT);
    assert_eq!(host.get("current.json").await.bytes().await.unwrap(), first);
    host.stop().await;
}

#[tokio::test]
async fn content_is_what_its_name_says_and_stays() {
    let host = Host::start().await;
    let body = "{\"a\":1}";
    let name = format!("{}.json", sha256(body));
    assert_eq!(refused(host.create(&name, "{\"a\":2}").await, 422).await, "other_hash");
    assert_eq!(refused(host.get(&name).await, 404).await, "not_found");
    let blind = host.request(Method::PUT, &name).body(body).send().await.unwrap();
    assert_eq!(refused(blind, 428).await, "condition_missing");
    assert_eq!(refused(host.swap(&name, "*", body).await, 412).await, "changed");

    assert_eq!(host.create(&name, body).await.status(), StatusCode::CREATED);
    assert_eq!(refused(host.create(&name, body).await, 412).await, "exists");
    // Whoever tests a connection sees conditions kept here as well; the bytes can only be the same.
    let own = format!("\"{}\"", sha256(body));
    assert_eq!(host.swap(&name, &own, body).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(refused(host.swap(&name, "\"stale\"", body).await, 412).await, "changed");
    assert_eq!(refused(host.swap(&name, &own, "{\"a\":2}").await, 422).await, "other_hash");
    let read = host.get(&name).await;
    assert_eq!(text(read.headers(), "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(text(read.headers(), "x-content-type-options"), "nosniff");
    assert_eq!(text(read.headers(), "access-control-allow-origin"), "*");
    assert_eq!(tag(&read), format!("\"{}\"", sha256(body)));
    assert_eq!(read.text().await.unwrap(), body);
    let removing = host.request(Method::DELETE, &name).send().await.unwrap();
    assert_eq!(refused(removing, 405).await, "method_not_allowed");

    let runtime = "run()";
    let name = format!("{}.js", sha256(runtime));
    assert_eq!(host.create(&name, runtime).await.status(), StatusCode::CREATED);
    assert_eq!(text(host.get(&name).await.headers(), "content-type"), "text/javascript; charset=utf-8");
    host.stop().await;
}

#[tokio::test]
async fn a_pointer_needs_a_condition_sense_and_its_content() {
    let host = Host::start().await;
    let sound = host.content("one").await;
    let blind = host.request(Method::PUT, "current.json").body(sound.clone()).send().await.unwrap();
    assert_eq!(refused(blind, 428).await, "condition_missing");
    let both = host.request(Method::PUT, "current.json").header("if-match", "*").header("if-none-match", "*");
    assert_eq!(refused(both.body(sound.clone()).send().await.unwrap(), 400).await, "condition_unclear");
    assert_eq!(refused(host.create("current.json", "{}").await, 422).await, "no_pointer");

    let (there, gone) = (sha256("{\"config\":\"one\"}"), sha256("gone"));
    let runtime = format!("{}.js", sha256("run('one')"));
    for incomplete in [pointer(&gone, &runtime), pointer(&there, &format!("{gone}.js"))] {
        assert_eq!(refused(host.create("current.json", incomplete).await, 409).await, "not_stored");
    }
    assert_eq!(refused(host.get("current.json").await, 404).await, "not_found");
    assert_eq!(refused(host.swap("current.json", "*", sound.clone()).await, 412).await, "changed");
    assert_eq!(host.create("current.json", sound.clone()).await.status(), StatusCode::CREATED);
    let weak = format!("W/\"{}\"", sha256(&sound));
    assert_eq!(refused(host.swap("current.json", &weak, sound).await, 412).await, "changed");
    host.stop().await;
}

#[tokio::test]
async fn the_entry_may_be_rewritten() {
    let host = Host::start().await;
    for (body, status) in [("one()", StatusCode::CREATED), ("two()", StatusCode::NO_CONTENT)] {
        let put = host.request(Method::PUT, "waymark.js").body(body).send().await.unwrap();
        assert_eq!(put.status(), status);
        let read = host.get("waymark.js").await;
        assert_eq!(
            text(read.headers(), "cache-control"),
            "public, max-age=300, stale-while-revalidate=86400"
        );
        assert_eq!(read.text().await.unwrap(), body);
    }
    host.stop().await;
}

#[tokio::test]
async fn only_the_shop_itself_writes() {
    let host = Host::start().await;
    let other = add_shop(host.folder.path(), "loom");
    let put = |token: Option<&str>| {
        let request = host.client.put(host.url("waymark.js")).body("x()");
        match token {
            Some(token) => request.header("authorization", token),
            None => request,
        }
    };
    let missing = put(None).send().await.unwrap();
    assert_eq!(text(missing.headers(), "www-authenticate"), "Bearer");
    assert_eq!(refused(missing, 401).await, "token_missing");
    assert_eq!(refused(put(Some("Basic eDp5")).send().await.unwrap(), 401).await, "token_missing");
    assert_eq!(refused(put(Some("Bearer wmk_wrong")).send().await.unwrap(), 401).await, "token_wrong");
    let of_other = put(Some(&format!("Bearer {other}"))).send().await.unwrap();
    assert_eq!(refused(of_other, 403).await, "token_of_other_shop");
    assert_eq!(refused(host.get("waymark.js").await, 404).await, "not_found");
    let nowhere =
        host.client.put(format!("http://{}/v1/nobody/waymark.js", host.address)).bearer_auth(&host.token);
    assert_eq!(refused(nowhere.body("x()").send().await.unwrap(), 403).await, "token_of_other_shop");
    assert_eq!(
        put(Some(&format!("bearer {}", host.token))).send().await.unwrap().status(),
        StatusCode::CREATED
    );

    let renewed = waymark_host::Token::make().unwrap();
    let kiln = SiteName::parse("kiln").unwrap();
    Store::open(host.folder.path()).unwrap().replace_token(&kiln, renewed.hash()).unwrap();
    assert_eq!(
        refused(put(Some(&format!("Bearer {}", host.token))).send().await.unwrap(), 401).await,
        "token_wrong"
    );
    let renewed = format!("Bearer {}", renewed.reveal());
    assert_eq!(put(Some(&renewed)).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    host.stop().await;
}

#[tokio::test]
async fn bodies_have_a_cap() {
    let host = Host::start().await;
    let large = vec![b'x'; 2 * 1024 * 1024 + 1];
    let name = format!("{}.js", sha256(&large));
    assert_eq!(refused(host.create(&name, large.clone()).await, 413).await, "too_large");
    assert_eq!(refused(host.create("current.json", vec![b' '; 4097]).await, 413).await, "too_large");
    let fits = &large[1..];
    let name = format!("{}.js", sha256(fits));
    assert_eq!(host.create(&name, fits).await.status(), StatusCode::CREATED);
    assert_eq!(host.get(&name).await.bytes().await.unwrap(), fits);
    host.stop().await;
}

#[tokio::test]
async fn a_removed_shop_is_served_no_more_and_comes_back_whole() {
    let host = Host::start().await;
    let live = host.content("one").await;
    host.create("current.json", live.clone()).await;
    assert_eq!(host.get("current.json").await.status(), StatusCode::OK);
    let kiln = SiteName::parse("kiln").unwrap();
    Store::open(host.folder.path()).unwrap().shut_shop(&kiln).unwrap();
    let gone = async || host.get("current.json").await.status() == StatusCode::NOT_FOUND;
    within_seconds(3, gone).await;
    assert_eq!(refused(host.swap("current.json", "*", live.clone()).await, 401).await, "token_wrong");
    add_shop(host.folder.path(), "kiln");
    within_seconds(3, async || host.get("current.json").await.status() == StatusCode::OK).await;
    assert_eq!(host.get("current.json").await.bytes().await.unwrap(), live);
    host.stop().await;
}

async fn within_seconds(seconds: u32, is_so: impl AsyncFn() -> bool) {
    for _ in 0..seconds * 20 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("not within {seconds} s");
}
