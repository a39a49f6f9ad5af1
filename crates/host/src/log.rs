//! The log: a JSON object a line on standard error, for whatever collects it. Writes and failures are told at the usual
//! level; `RUST_LOG=waymark_host=debug` tells of connections too. Tokens are in none of it: no request's headers are.

use tracing_subscriber::EnvFilter;

/// Starts it.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
