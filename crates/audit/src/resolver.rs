//! Name resolution that fails with a type of its own, so that "no such host" is recognised by type instead of
//! by the words of an error message.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The operating system's resolver.
pub(crate) struct SystemResolver;

/// The name has no address.
#[derive(Debug, thiserror::Error)]
#[error("no address for {0}")]
pub(crate) struct Unresolved(String);

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str().to_owned();
            // Port 0 means "the scheme's own" to the client.
            let found = tokio::net::lookup_host((host.as_str(), 0)).await.map(Vec::from_iter);
            match found {
                Ok(addresses) => Ok(Box::new(addresses.into_iter()) as Addrs),
                Err(_) => Err(Unresolved(host).into()),
            }
        })
    }
}
