//! The settings by which the servers of the tests are places.

use std::net::SocketAddr;
use std::time::Duration;

use waymark_publish::{Auth, AzureCredential, FolderPlace, HttpPlace, Limits, ObjectsPlace, Place, Provider};

pub const SECRET: &str = "tok3n-that-must-never-be-seen";

pub const BUCKET: &str = "shop-files";

/// The account and key that Azurite is known by; public, the same everywhere.
pub const ACCOUNT: &str = "devstoreaccount1";
pub const KEY: &str =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/// As patient as needed against a server on this machine.
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        request: Duration::from_secs(10),
        pause: Duration::from_millis(20),
        ..Limits::default()
    }
}

/// The place that the server is, through whatever listens there.
pub fn http(address: SocketAddr) -> HttpPlace {
    HttpPlace {
        base_url: format!("http://{address}/files"),
        auth: Auth::Bearer(SECRET.into()),
        ca_pem: None,
        allow_http: false,
        limits: limits(),
    }
}

/// A place in the bucket, through whatever listens there.
pub fn s3(address: SocketAddr) -> ObjectsPlace {
    ObjectsPlace {
        provider: Provider::S3 {
            endpoint: Some(format!("http://{address}")),
            region: "us-east-1".to_owned(),
            bucket: BUCKET.to_owned(),
            access_key: "AKIAKEY".into(),
            secret_key: SECRET.into(),
            session_token: None,
            path_style: true,
        },
        prefix: "public/waymark".to_owned(),
        ca_pem: None,
        allow_http: false,
        limits: limits(),
    }
}

/// A place in the container, through whatever listens there.
pub fn azure(address: SocketAddr) -> ObjectsPlace {
    ObjectsPlace {
        provider: Provider::Azure {
            endpoint: Some(format!("http://{address}/{ACCOUNT}")),
            account: ACCOUNT.to_owned(),
            container: BUCKET.to_owned(),
            credential: AzureCredential::Key(KEY.into()),
        },
        prefix: String::new(),
        ca_pem: None,
        allow_http: false,
        limits: limits(),
    }
}

/// A place by its kind and where it is, as words on a command line.
pub fn named(kind: &str, at: &str) -> Place {
    match kind {
        "folder" => Place::folder(FolderPlace { path: at.into() }),
        "http" => Place::http(&http(at.parse().unwrap())).unwrap(),
        "s3" => Place::objects(&s3(at.parse().unwrap())).unwrap(),
        "azure" => Place::objects(&azure(at.parse().unwrap())).unwrap(),
        _ => panic!("no such kind of place: {kind}"),
    }
}
