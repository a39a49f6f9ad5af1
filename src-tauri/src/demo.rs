//! The demo shop inside the app: started when somebody opens it, on the same port every time if that is free,
//! so that its slug, its cookies and its plan are found again.

use tokio::sync::Mutex;
use url::Url;
use waymark_demo::{DemoShop, Edition, serve};

use crate::error::ShellError;

/// The port asked for first.
pub const PORT: u16 = 4173;

/// The demo shop of this run, if it was started.
#[derive(Default)]
pub struct Demo(Mutex<Option<DemoShop>>);

impl Demo {
    /// Starts the shop where it does not run yet; its address.
    pub async fn start(&self) -> Result<Url, ShellError> {
        let mut running = self.0.lock().await;
        if let Some(shop) = running.as_ref() {
            return address(shop);
        }
        let shop = match serve(Some(PORT), Edition::Today).await {
            Ok(shop) => shop,
            Err(error) => {
                tracing::info!(%error, "the demo shop's usual port is taken");
                serve(None, Edition::Today).await?
            }
        };
        address(running.insert(shop))
    }

    /// The edition shown, or the first one while the shop does not run.
    pub async fn edition(&self) -> Edition {
        self.0.lock().await.as_ref().map(DemoShop::edition).unwrap_or_default()
    }

    /// Shows another edition from the next page on; nothing happens while the shop does not run.
    pub async fn show(&self, edition: Edition) {
        if let Some(shop) = self.0.lock().await.as_ref() {
            shop.set_edition(edition);
        }
    }
}

fn address(shop: &DemoShop) -> Result<Url, ShellError> {
    Ok(Url::parse(&shop.url())?)
}
