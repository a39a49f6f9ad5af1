//! What browsers get of what a place says is live: the shop's pages are of one origin and the files of another, as with a
//! bucket or a CDN.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, ORIGIN};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use url::Url;
use waymark_app::Prober;
use waymark_app::auditing::{
    Audience, AuditSettings, FindingKind, Outcome, Program, Progress, Report as AuditReport, SampleSize,
    Severity, Watch, Wish, Worker,
};
use waymark_app::publishing::{Errand, Fault, Secret, fault, look_at_shop, serving};
use waymark_app::vault::Vault;
use waymark_app::view::{InstallVerdict, TakenOut, Undelivered};
use waymark_model::{Place, PublicationTarget, TargetId};

use crate::support::{Fixture, publish, review};

/// Whether a file is the one that is meant, by its name.
type IsIt = fn(&str) -> bool;

/// How the server is to browsers.
struct Manners {
    /// It lets other origins read.
    is_shared: AtomicBool,
    /// It lets nobody read without a token.
    is_closed: AtomicBool,
    /// Headers that it sends with files whose name ends so.
    headers: Mutex<Vec<(&'static str, &'static str, &'static str)>>,
    /// Attributes of the tag in the shop's page, what stands before it, and the policy that the page is sent with.
    tag: Mutex<(String, &'static str, &'static str)>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            is_shared: AtomicBool::new(true),
            is_closed: AtomicBool::new(false),
            headers: Mutex::default(),
            tag: Mutex::default(),
        }
    }
}

/// A folder that a server gives to browsers, and a shop's page that loads from it.
struct Shelf {
    fixture: Fixture,
    errand: Errand,
    www: TempDir,
    page: Url,
    server: Arc<Manners>,
    prober: Prober,
    /// The revision that was published.
    live: String,
}

impl Shelf {
    async fn published() -> Self {
        let server = Arc::<Manners>::default();
        let www = tempfile::tempdir().unwrap();
        let cdn = serve(files(www.path(), &server)).await;
        let page = serve(shop(&cdn, &server)).await;
        let mut fixture = Fixture::with_shop();
        fixture.tag("form[action=\"/cart/add\"] button");
        let place = Place::Folder {
            path: www.path().display().to_string(),
            public_url: Some(cdn.as_str().trim_end_matches('/').to_owned()),
        };
        let target = PublicationTarget { id: TargetId("f".into()), name: "CDN".into(), place };
        fixture.app.save_target(&fixture.slug(), &target, Secret::AsKept).unwrap();
        let errand = fixture.app.errand_to(&fixture.slug(), target, &Arc::new(Vault::default()));
        publish(&mut fixture, &errand, None).await.unwrap();
        let live = review(&fixture, &errand).await.live.unwrap().revision;
        Self { fixture, errand, www, page, server, prober: Prober::new().unwrap(), live }
    }

    fn file(&self, is_it: impl Fn(&str) -> bool) -> PathBuf {
        let files = fs::read_dir(self.www.path().join("v1/kiln.example")).unwrap();
        files
            .map(|file| file.unwrap().path())
            .find(|file| is_it(file.file_name().unwrap().to_str().unwrap()))
            .unwrap()
    }

    async fn undelivered(&self) -> Option<Undelivered> {
        self.errand.undelivered(&self.prober, &self.page, &self.live).await
    }

    /// What is said of the shop's page alone.
    async fn on_page(&mut self) -> Option<String> {
        let serving = serving(&self.prober, &self.page).await.unwrap();
        serving.undelivered.map(|told| told.message)
    }

    /// What is said everywhere that it should be said.
    async fn told(&mut self) -> Option<String> {
        let serving = serving(&self.prober, &self.page).await.unwrap();
        let shown = review(&self.fixture, &self.errand).await;
        let seen = look_at_shop(&self.prober, &self.page).await.unwrap();
        let slug = self.fixture.slug();
        let checked = self.fixture.app.check_install(&slug, &self.errand.target, &seen).unwrap();
        let tested = self.errand.test(&self.prober, &self.page).await.unwrap();
        let message = self.undelivered().await.map(|told| told.message);
        assert_eq!(serving.undelivered.clone().map(|told| told.message), message);
        assert_eq!(tested.undelivered.map(|told| told.message), message);
        assert!(tested.is_writable);
        let fault = fault(&serving, &[&shown], Some(&[&shown]));
        let expected =
            if message.is_some() { InstallVerdict::NotDelivered } else { InstallVerdict::Installed };
        assert_eq!(fault, message.as_ref().map(|_| Fault::NotDelivered));
        assert_eq!(checked.verdict, expected, "{}", checked.message);
        if let Some(message) = &message {
            assert_eq!(&checked.message, message);
            assert!(!checked.hint.is_empty());
        }
        message
    }
}

fn files(folder: &Path, server: &Arc<Manners>) -> Router {
    let (folder, server) = (folder.to_owned(), Arc::clone(server));
    Router::new().fallback(move |request: Request| async move {
        if server.is_closed.load(Ordering::Relaxed) {
            return StatusCode::FORBIDDEN.into_response();
        }
        let asked_from = request.headers().contains_key(ORIGIN);
        let Ok(bytes) = fs::read(folder.join(request.uri().path().trim_start_matches('/'))) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let mut answer: Response = bytes.into_response();
        for (end, name, value) in server.headers.lock().unwrap().iter() {
            if request.uri().path().ends_with(end) {
                answer.headers_mut().insert(*name, HeaderValue::from_static(value));
            }
        }
        if asked_from && server.is_shared.load(Ordering::Relaxed) {
            answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        answer
    })
}

fn shop(cdn: &Url, server: &Arc<Manners>) -> Router {
    let (address, server) = (format!("{cdn}v1/kiln.example/waymark.js"), Arc::clone(server));
    Router::new().fallback(move || async move {
        let (attributes, before, policy) = server.tag.lock().unwrap().clone();
        let page = format!("<title>Kiln</title>{before}<script src='{address}' {attributes}></script>");
        ([(CONTENT_SECURITY_POLICY, policy)], Html(page))
    })
}

async fn serve(router: Router) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn a_place_that_lets_no_other_origin_read_reaches_nobody_and_that_is_said() {
    let mut shelf = Shelf::published().await;
    assert_eq!(shelf.told().await, None);
    shelf.server.is_shared.store(false, Ordering::Relaxed);
    let told = shelf.told().await.unwrap();
    let origin = shelf.page.origin().ascii_serialization();
    assert!(told.contains(&origin) && told.contains("CORS"), "{told}");
    shelf.server.is_shared.store(true, Ordering::Relaxed);
    assert_eq!(shelf.told().await, None);
}

#[tokio::test]
async fn a_place_that_only_its_publisher_can_read_reaches_nobody() {
    let mut shelf = Shelf::published().await;
    shelf.server.is_closed.store(true, Ordering::Relaxed);
    let told = shelf.told().await.unwrap();
    assert!(told.contains("does not let browsers have current.json (403)"), "{told}");
}

#[tokio::test]
async fn a_pointer_names_only_what_lies_beside_it() {
    let shelf = Shelf::published().await;
    let pointer = shelf.file(|name| name == "current.json");
    let whole = fs::read_to_string(&pointer).unwrap();
    let mut odd: serde_json::Value = serde_json::from_str(&whole).unwrap();
    odd["runtime"] = "http://127.0.0.1:9/x.js".into();
    fs::write(&pointer, odd.to_string()).unwrap();
    let undelivered = shelf.undelivered().await.unwrap();
    assert!(undelivered.message.contains("another current.json"), "{}", undelivered.message);
    // Browsers pass over a mark of the byte order.
    fs::write(&pointer, format!("\u{feff}{whole}")).unwrap();
    assert_eq!(shelf.undelivered().await, None);
}

#[tokio::test]
async fn files_that_are_missing_or_not_what_was_published_are_named() {
    let mut shelf = Shelf::published().await;
    let parts: [IsIt; 3] = [|name| name == "waymark.js", |name| name.len() == 69, |name| name.len() == 67];
    for is_it in parts {
        let file = shelf.file(is_it);
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let whole = fs::read(&file).unwrap();
        fs::write(&file, "garbage(").unwrap();
        let other = shelf.told().await.unwrap();
        assert!(other.contains(&format!("another {name}")), "{other}");
        fs::remove_file(&file).unwrap();
        let missing = shelf.told().await.unwrap();
        assert!(missing.contains(&format!("does not have {name}")), "{missing}");
        fs::write(&file, whole).unwrap();
        assert_eq!(shelf.told().await, None);
    }
}

#[tokio::test]
async fn a_server_that_keeps_browsers_from_running_or_renewing_files_is_told_of() {
    let mut shelf = Shelf::published().await;
    let strict = (".js", "x-content-type-options", "nosniff");
    for (headers, expected) in [
        (vec![(".js", "content-type", "text/javascript"), strict], None),
        (vec![(".js", "content-type", "text/plain")], None),
        (vec![("waymark.js", "content-type", "text/plain"), strict], Some("no script (text/plain)")),
        (vec![("current.json", "content-type", "text/plain"), (".json", strict.1, strict.2)], None),
        (vec![(".js", "cross-origin-resource-policy", "same-origin")], Some("for its own pages")),
        (vec![(".js", "cross-origin-resource-policy", "cross-origin")], None),
        (vec![(".json", "cross-origin-resource-policy", "same-origin")], None),
        (vec![("current.json", "cache-control", "max-age=600")], None),
        (vec![(".js", "cache-control", "max-age=31536000")], None),
    ] {
        shelf.server.headers.lock().unwrap().clone_from(&headers);
        let told = shelf.told().await;
        let is_as_expected = match expected {
            None => told.is_none(),
            Some(words) => told.as_ref().is_some_and(|told| told.contains(words)),
        };
        assert!(is_as_expected, "{headers:?}: {told:?}");
    }
}

#[tokio::test]
async fn a_policy_of_the_shop_that_keeps_the_place_out_is_told_of() {
    let mut shelf = Shelf::published().await;
    let in_page = "<meta http-equiv=content-security-policy content=\"connect-src 'self'\">";
    for (before, policy, is_out) in [
        ("", "img-src 'self'", false),
        ("", "script-src 'self'", true),
        ("", "script-src *; connect-src 'self'", true),
        ("", "default-src *", false),
        (in_page, "img-src 'self'", true),
    ] {
        *shelf.server.tag.lock().unwrap() = (String::new(), before, policy);
        let told = shelf.told().await;
        let is_told = told.as_ref().is_some_and(|told| told.contains("security policy"));
        assert_eq!((is_told, told.is_some()), (is_out, is_out), "{before} {policy}: {told:?}");
    }
}

#[tokio::test]
async fn a_tag_that_browsers_do_not_run_is_told_of() {
    let mut shelf = Shelf::published().await;
    let banner = "<script src='https://cdn.cookielaw.org/scripttemplates/otSDKStub.js'></script>";
    let held = "type='text/plain'".to_owned();
    let wrong = "integrity='sha384-AAAA' crossorigin".to_owned();
    let whole = fs::read(shelf.file(|name| name == "waymark.js")).unwrap();
    let digest = BASE64_STANDARD.encode(Sha256::digest(&whole));
    let right = format!("integrity='sha256-{digest}'");
    for (attributes, before, expected) in [
        (String::new(), "", None),
        (held.clone(), "", Some("consent banner")),
        (held, banner, None),
        (wrong, "", Some("integrity")),
        (format!("{right} crossorigin"), "", None),
        (right, "", Some("integrity")),
    ] {
        *shelf.server.tag.lock().unwrap() = (attributes.clone(), before, "img-src *");
        let told = shelf.on_page().await;
        let is_as_expected = match expected {
            None => told.is_none(),
            Some(words) => told.as_ref().is_some_and(|told| told.contains(words)),
        };
        assert!(is_as_expected, "{attributes} {before}: {told:?}");
    }
}

#[tokio::test]
async fn browsers_that_get_another_revision_than_the_live_one_are_told_of() {
    let shelf = Shelf::published().await;
    assert_eq!(shelf.undelivered().await, None);
    let late = shelf.errand.undelivered(&shelf.prober, &shelf.page, "0123456789abcdef").await.unwrap();
    assert!(late.message.contains("not 0123456789abcdef"), "{}", late.message);
}

#[tokio::test]
async fn what_was_published_and_is_gone_is_a_fault_unless_it_was_taken_out() {
    let mut shelf = Shelf::published().await;
    fs::remove_file(shelf.file(|name| name == "current.json")).unwrap();
    let shown = review(&shelf.fixture, &shelf.errand).await;
    assert!(shown.live.is_none() && shown.is_gone);
    let mut serving = serving(&shelf.prober, &shelf.page).await.unwrap();
    serving.loads = false;
    assert_eq!(fault(&serving, &[&shown], Some(&[&shown])), Some(Fault::Missing));
    let taken = Ok(TakenOut { theme: "Dawn".to_owned(), was_there: true });
    let begun = shelf.fixture.app.taking_out(&shelf.errand);
    shelf.fixture.app.taken_out(&shelf.errand, &begun, &taken).unwrap();
    assert!(!review(&shelf.fixture, &shelf.errand).await.is_gone);
}

#[tokio::test]
async fn a_pointer_that_browsers_keep_for_long_works_and_is_told_of() {
    let mut shelf = Shelf::published().await;
    shelf.server.headers.lock().unwrap().push(("current.json", "cache-control", "max-age=31536000"));
    let slow = shelf.undelivered().await.unwrap();
    assert!(slow.works && slow.message.contains("365 days"), "{}", slow.message);
    let serving = serving(&shelf.prober, &shelf.page).await.unwrap();
    let shown = review(&shelf.fixture, &shelf.errand).await;
    assert_eq!(fault(&serving, &[&shown], Some(&[&shown])), Some(Fault::Slow));
    let seen = look_at_shop(&shelf.prober, &shelf.page).await.unwrap();
    let slug = shelf.fixture.slug();
    let checked = shelf.fixture.app.check_install(&slug, &shelf.errand.target, &seen).unwrap();
    assert_eq!(checked.verdict, InstallVerdict::Installed);
    assert!(checked.message.contains("365 days"), "{}", checked.message);
    // Nothing fires at all: that comes first.
    *shelf.server.tag.lock().unwrap() = (String::new(), "", "script-src 'self'");
    let broken = shelf.undelivered().await.unwrap();
    assert!(!broken.works && broken.message.contains("security policy"), "{}", broken.message);
}

/// Nobody watches, and nobody stops it.
struct Alone;

impl Audience for Alone {}

impl Watch for Alone {
    fn progress(&self, _: Progress) {}

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

impl Shelf {
    /// An audit of the shop's pages.
    async fn audited(&mut self) -> AuditReport {
        let address = Some(self.page.to_string());
        let settings = AuditSettings { sample: SampleSize::Quick, address, ..AuditSettings::default() };
        let (slug, by) = (self.fixture.slug(), Program::App);
        let errand = self.fixture.app.audit_errand(&slug, &settings, true, by).unwrap();
        errand.run(None::<&Worker>, &Alone).await.unwrap()
    }
}

#[tokio::test]
async fn an_audit_says_that_browsers_do_not_get_what_pages_load() {
    let mut shelf = Shelf::published().await;
    let of_delivery = |report: &AuditReport| {
        report.findings.iter().find(|found| found.kind == FindingKind::NotDelivered).cloned()
    };
    let report = shelf.audited().await;
    assert_eq!((of_delivery(&report), report.revision.as_ref()), (None, Some(&shelf.live)));

    fs::remove_file(shelf.file(|name| name == "waymark.js")).unwrap();
    let told = shelf.told().await.unwrap();
    let report = shelf.audited().await;
    let found = of_delivery(&report).unwrap();
    assert_eq!((found.severity, found.detail), (Severity::Critical, told));
    assert_eq!(Outcome::of(&report, &[]), Outcome::Findings);
}
