//! Starting, steering and stopping the shop. What it answers is in `routes`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::edition::Edition;
use crate::error::DemoError;
use crate::routes;
use crate::session::SessionView;
use crate::state::Shop;

/// A running demo shop. It stops when [`DemoShop::stop`] is called or when this is dropped.
#[derive(Debug)]
pub struct DemoShop {
    shop: Arc<Shop>,
    address: SocketAddr,
    halt: watch::Sender<bool>,
    server: JoinHandle<()>,
}

/// Serves the shop on 127.0.0.1, on the port given or on a free one. Needs a running tokio runtime.
pub async fn serve(port: Option<u16>, edition: Edition) -> Result<DemoShop, DemoError> {
    let shop = Arc::new(Shop::new(edition)?);
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port.unwrap_or(0)));
    let listen = |source| DemoError::Listen { address: wanted, source };
    let listener = TcpListener::bind(wanted).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;

    let (halt, mut halted) = watch::channel(false);
    let app = routes::router(Arc::clone(&shop));
    let server = tokio::spawn(async move {
        let until_halted = async move {
            // An error means that the shop was dropped, which halts it as well.
            let _ = halted.wait_for(|halt| *halt).await;
        };
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(until_halted).await {
            tracing::warn!(%error, "the demo shop stopped serving");
        }
    });
    Ok(DemoShop { shop, address, halt, server })
}

impl DemoShop {
    /// Where the home page is, with a trailing slash: `http://127.0.0.1:4179/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The address listened on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The edition shown now.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.shop.edition()
    }

    /// Shows another edition from the next request on; carts and logins stay.
    pub fn set_edition(&self, edition: Edition) {
        self.shop.set_edition(edition);
    }

    /// Every session seen, oldest first.
    #[must_use]
    pub fn sessions(&self) -> Vec<SessionView> {
        self.shop.sessions().views()
    }

    /// Answers what is being answered, closes idle connections, frees the port.
    pub async fn stop(self) {
        // Nobody listening means that the server is gone already.
        let _ = self.halt.send(true);
        if let Err(error) = self.server.await {
            tracing::warn!(%error, "the demo shop did not stop cleanly");
        }
    }
}
