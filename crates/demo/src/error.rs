//! What can go wrong with the demo shop as a whole. A bad request to it is an HTTP answer, not an error here.

use std::net::SocketAddr;

/// Why the demo shop could not be served.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The address cannot be listened on, most often because the port is taken.
    #[error("the demo shop cannot listen on {address}")]
    Listen {
        /// The loopback address that was tried.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// An embedded template does not parse.
    #[error("the demo shop's template {name} is broken")]
    Template {
        /// The template's file name.
        name: String,
        /// What the template engine said.
        source: minijinja::Error,
    },
}
