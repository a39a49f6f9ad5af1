//! The host that we ship, in this process and over a real connection, with one shop.

use std::future::pending;
use std::path::Path;

use waymark_host::{Patience, Server, Settings, SiteName, Store, Token};

use super::releases::site;

/// Its address and the shop's token; it ends with the test's runtime.
pub async fn host(folder: &Path) -> (String, String) {
    let token = Token::make().unwrap();
    let name = SiteName::parse(site().as_str()).unwrap();
    Store::open(folder).unwrap().add_shop(&name, token.hash()).unwrap();
    let settings = Settings {
        data: folder.to_owned(),
        listen: "127.0.0.1:0".parse().unwrap(),
        tls: None,
        behind_proxy: false,
        // Tests publish more often than people.
        writes_per_minute: 100_000.try_into().unwrap(),
        patience: Patience::default(),
    };
    let server = Server::bind(settings).await.unwrap();
    let address = format!("http://{}/", server.address());
    tokio::spawn(server.run(pending(), pending::<()>));
    (address, token.reveal().to_owned())
}
