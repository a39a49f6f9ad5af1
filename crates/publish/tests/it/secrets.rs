//! Tokens and keys are in no text that an error or a setting makes of itself, whatever a server sends back.

use std::error::Error;
use std::fmt::Debug;

use axum::http::Method;
use waymark_publish::{
    Auth, AzureCredential, Expected, HttpPlace, Limits, ObjectsPlace, Place, Provider, PublishError, check,
    live,
};

use crate::support::azurite::Azurite;
use crate::support::moto::Moto;
use crate::support::places::{KEY, azure, http, limits, s3};
use crate::support::proxy::{Cut, Proxy};
use crate::support::server::{Fault, Server};
use crate::support::{SECRET, after, put, site};

/// Parts that would give it away too: base64 keys are cut and decoded by some.
const SECRETS: &[&str] = &[SECRET, KEY, "tok3n", "Eby8vdM0", "sig-of-the-sas", "AKIAKEY"];

/// All that has a text, counted, so that a search through nothing does not pass.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn debug(&mut self, thing: &impl Debug) {
        self.0.push(format!("{thing:?} {thing:#?}"));
    }

    fn error(&mut self, error: &PublishError) {
        self.debug(error);
        let mut next = Some(error as &dyn Error);
        while let Some(error) = next {
            self.0.push(format!("{error} {error:?}"));
            next = error.source();
        }
    }

    /// Of all that a person can do there and that fails.
    async fn everything_of(&mut self, place: &Place, number: usize, expected: &Expected) {
        let failures = [
            live(place, &site()).await.err(),
            put(place, number, expected).await.err(),
            check(place, &site()).await.err(),
        ];
        failures.iter().flatten().for_each(|error| self.error(error));
    }

    fn are_clean(&self, at_least: usize) {
        assert!(self.0.len() >= at_least, "only {}", self.0.len());
        for text in &self.0 {
            for secret in SECRETS {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn a_servers_errors_are_clean() {
    let mut texts = Texts::default();
    let faults = [
        Fault::Hangs,
        Fault::Throttles(99),
        Fault::Forgets,
        Fault::Garbles,
        Fault::IgnoresConditions,
        Fault::RefusesAll,
        Fault::GivesNoEtag,
        Fault::SendsTooMuch,
        Fault::Redirects,
    ];
    let statuses = [301, 400, 401, 403, 404, 405, 408, 409, 412, 413, 418, 428, 429, 500, 501, 503, 507];
    for fault in faults.into_iter().chain(statuses.map(Fault::Says)) {
        let server = Server::start().await;
        let limits = Limits { request: std::time::Duration::from_millis(300), attempts: 2, ..limits() };
        let place = Place::http(&HttpPlace { limits, ..http(server.address) }).unwrap();
        put(&place, 1, &Expected::Nothing).await.unwrap();
        for (method, file) in [(Method::GET, ""), (Method::PUT, "")] {
            server.heal();
            server.fault(method, file, usize::MAX, fault);
            texts.everything_of(&place, 2, &after(1)).await;
        }
        texts.debug(&place);
    }
    let server = Server::start().await;
    let auth = Auth::Header { name: "x-key".to_owned(), value: SECRET.into() };
    let place = Place::http(&HttpPlace { auth, ..http(server.address) }).unwrap();
    // It answers with the headers that it got.
    texts.error(&live(&place, &site()).await.unwrap_err());
    texts.are_clean(100);
}

#[tokio::test]
async fn lost_connections_are_clean() {
    let mut texts = Texts::default();
    let server = Server::start().await;
    let proxy = Proxy::before(server.address).await;
    let place = Place::http(&http(proxy.address)).unwrap();
    for cut in [Cut::Request(10), Cut::Request(150), Cut::Answer, Cut::InAnswer(30)] {
        proxy.cut(cut, "GET current.json", usize::MAX);
        texts.error(&live(&place, &site()).await.unwrap_err());
    }
    drop(proxy);
    for base_url in ["http://127.0.0.1:1/", "https://no-such-host.invalid/"] {
        let place =
            Place::http(&HttpPlace { base_url: base_url.to_owned(), ..http(server.address) }).unwrap();
        texts.error(&live(&place, &site()).await.unwrap_err());
    }
    texts.are_clean(12);
}

#[tokio::test]
async fn object_storages_errors_are_clean() {
    let mut texts = Texts::default();
    let moto = Moto::start().await;
    let azurite = Azurite::start();
    let server = Server::start().await;
    let mut all = vec![s3(moto.address), azure(azurite.address)];
    all[0].provider = match all[0].provider.clone() {
        Provider::S3 { endpoint, region, access_key, secret_key, path_style, .. } => Provider::S3 {
            endpoint,
            region,
            bucket: "no-such-bucket".to_owned(),
            access_key,
            secret_key,
            session_token: Some(SECRET.into()),
            path_style,
        },
        other => panic!("{other:?}"),
    };
    // The other one's key, and a signature that nobody made.
    let mut wrong = azure(azurite.address);
    if let Provider::Azure { credential, container, .. } = &mut wrong.provider {
        *credential = AzureCredential::Sas(format!("?sv=2023-11-03&sp=rw&sig=sig-of-the-sas{SECRET}").into());
        "no-such-container".clone_into(container);
    }
    all.push(wrong);
    // A server that answers every request with its headers, and one that is not there.
    for address in [server.address, "127.0.0.1:1".parse().unwrap()] {
        all.extend([s3(address), azure(address)]);
    }
    for mut settings in all {
        settings.limits = Limits { attempts: 2, ..limits() };
        texts.debug(&settings);
        let place = Place::objects(&settings).unwrap();
        texts.debug(&place);
        texts.everything_of(&place, 1, &Expected::Nothing).await;
    }
    texts.are_clean(40);
}

#[test]
fn settings_that_cannot_be_used_are_refused_without_their_values() {
    let mut texts = Texts::default();
    let server = http("127.0.0.1:1".parse().unwrap());
    texts.debug(&server);
    for base_url in [
        format!("https://ada:{SECRET}@shop.example/"),
        format!("https://shop.example/?{SECRET}"),
        format!("http://shop.example/{SECRET}"),
        format!("{SECRET}://"),
    ] {
        texts.error(&Place::http(&HttpPlace { base_url, ..server.clone() }).unwrap_err());
    }
    for auth in [
        Auth::Bearer(format!("{SECRET}\n.").into()),
        Auth::Header { name: "x y".to_owned(), value: SECRET.into() },
    ] {
        texts.debug(&auth);
        texts.error(&Place::http(&HttpPlace { auth, ..server.clone() }).unwrap_err());
    }
    texts.error(&Place::http(&HttpPlace { ca_pem: Some(SECRET.to_owned()), ..server }).unwrap_err());
    let google = ObjectsPlace {
        provider: Provider::Gcs { bucket: "shop".to_owned(), service_account: SECRET.into() },
        ..s3("127.0.0.1:1".parse().unwrap())
    };
    texts.debug(&google);
    texts.error(&Place::objects(&google).unwrap_err());
    let mut azure = azure("127.0.0.1:1".parse().unwrap());
    if let Provider::Azure { credential, .. } = &mut azure.provider {
        *credential = AzureCredential::Key(format!("{SECRET}!").into());
    }
    texts.error(&Place::objects(&azure).unwrap_err());
    texts.are_clean(15);
}
