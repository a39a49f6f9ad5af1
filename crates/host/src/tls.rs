//! HTTPS with given certificates. They are read again on a signal (see `server`), so that a renewal needs no restart.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::HostError;
use crate::settings::TlsFiles;

/// Reads certificate and key.
pub(crate) fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, HostError> {
    let certificates: Vec<_> = CertificateDer::pem_file_iter(&files.certificates)
        .and_then(Iterator::collect)
        .map_err(cannot(&files.certificates))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(cannot(&files.key))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(cannot(&files.certificates))?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .map_err(cannot(&files.certificates))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn cannot<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> HostError {
    move |error| HostError::Certificate { path: path.to_owned(), reason: error.to_string() }
}
