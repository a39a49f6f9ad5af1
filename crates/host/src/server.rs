//! Listening, serving each connection with time-outs, and stopping: what is being answered is answered to its end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use crate::HostError;
use crate::impatient::Impatient;
use crate::routes::{self, Peer};
use crate::settings::{Patience, Settings};
use crate::state::State;
use crate::tls;

/// Connections at once; the next ones wait to be accepted.
const CONNECTIONS: usize = 8192;
/// Longest head of a request, in bytes.
const LONGEST_HEAD: usize = 32 * 1024;
/// How soon what another program changed (a token, a shop that was removed) is noticed in what is served.
const LOOK_FOR_CHANGES: Duration = Duration::from_secs(1);
/// How long to wait when a connection cannot be accepted, as when there are too many open files.
const CATCH_BREATH: Duration = Duration::from_millis(100);

/// A host that listens already and serves once it runs.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    state: Arc<State>,
    settings: Settings,
    tls: Option<Arc<RwLock<TlsAcceptor>>>,
}

impl Server {
    /// Opens the store, reads the certificates, listens. Needs a running tokio runtime.
    pub async fn bind(settings: Settings) -> Result<Self, HostError> {
        let state = Arc::new(State::new(&settings)?);
        let tls = settings.tls.as_ref().map(tls::acceptor).transpose()?;
        let listen = |source| HostError::Listen { address: settings.listen, source };
        let listener = TcpListener::bind(settings.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let tls = tls.map(|acceptor| Arc::new(RwLock::new(acceptor)));
        Ok(Self { listener, address, state, settings, tls })
    }

    /// The address listened on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is there. Whenever `renew` is, the certificates are read again.
    pub async fn run<R: Future<Output = ()>>(
        self,
        stop: impl Future<Output = ()>,
        mut renew: impl FnMut() -> R,
    ) -> Result<(), HostError> {
        let watching = tokio::spawn(watch(Arc::clone(&self.state)));
        let patience = self.settings.patience;
        let graceful = GracefulShutdown::new();
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        let connections = Connections { router: routes::router(Arc::clone(&self.state)), patience };
        let mut stop = pin!(stop);
        let mut renewal = Box::pin(renew());
        loop {
            tokio::select! {
                accepted = accept(&self.listener, &room) => match accepted {
                    Ok((stream, peer, place)) => {
                        let tls = self.tls.as_ref().map(|tls| tls.read().unwrap_or_else(PoisonError::into_inner).clone());
                        tokio::spawn(connections.clone().serve(stream, peer, tls, graceful.watcher(), place));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a connection cannot be accepted");
                        sleep(CATCH_BREATH).await;
                    }
                },
                () = &mut renewal => {
                    self.renew();
                    renewal = Box::pin(renew());
                }
                () = &mut stop => break,
            }
        }
        drop(self.listener);
        tracing::info!(connections = graceful.count(), "stopping");
        if timeout(patience.stop, graceful.shutdown()).await.is_err() {
            tracing::warn!("some answers were not taken to their end");
        }
        watching.abort();
        match self.state.writing(|store| store.fold_journal()).await {
            Ok(Ok(())) => {}
            // The next start reads the journal as well.
            Ok(Err(error)) => tracing::warn!(%error, "the journal stays beside the database"),
            Err(error) => tracing::warn!(%error, "the journal stays beside the database"),
        }
        Ok(())
    }

    fn renew(&self) {
        let (Some(files), Some(tls)) = (&self.settings.tls, &self.tls) else { return };
        match tls::acceptor(files) {
            Ok(acceptor) => {
                *tls.write().unwrap_or_else(PoisonError::into_inner) = acceptor;
                tracing::info!("the certificates were read again");
            }
            Err(error) => tracing::error!(%error, "the old certificates stay in use"),
        }
    }
}

/// Forgets what is in memory when another program changed the store, and looks whether a disk that took nothing does again.
async fn watch(state: Arc<State>) {
    let mut seen = None;
    if let Ok(true) = state.writing(|store| store.is_read_only()).await {
        tracing::warn!("the disk is full or cannot be written: what is stored is served, writes are refused");
    }
    loop {
        match state.try_writing_again().await {
            Ok(Ok(true)) => {
                tracing::info!("the disk can be written again");
                seen = None;
            }
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::error!(%error, "the store cannot be opened again"),
            Err(error) => tracing::error!(%error, "the store cannot be opened again"),
        }
        // The connection that writes does not count its own commits.
        match state.writing(|store| store.data_version()).await {
            Ok(Ok(version)) => {
                if seen.replace(version).is_some_and(|before| before != version) {
                    state.memory.forget_all();
                }
            }
            Ok(Err(error)) => tracing::error!(%error, "the store cannot be watched"),
            Err(error) => tracing::error!(%error, "the store cannot be watched"),
        }
        sleep(LOOK_FOR_CHANGES).await;
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, Peer, OwnedSemaphorePermit)> {
    // It is never closed.
    let place = Arc::clone(room).acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are written whole; waiting for more to send would only delay them.
    stream.set_nodelay(true)?;
    Ok((stream, Peer(peer), place))
}

/// How connections are served.
#[derive(Clone)]
struct Connections {
    router: Router,
    patience: Patience,
}

impl Connections {
    async fn serve(
        self,
        stream: TcpStream,
        peer: Peer,
        tls: Option<TlsAcceptor>,
        watcher: Watcher,
        place: OwnedSemaphorePermit,
    ) {
        let Some(tls) = tls else {
            self.answer(stream, peer, watcher).await;
            drop(place);
            return;
        };
        match timeout(self.patience.head, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.answer(stream, peer, watcher).await,
            // Whoever only knocks at a port is of no interest at the usual level.
            Ok(Err(error)) => tracing::debug!(%error, "no handshake"),
            Err(_) => tracing::debug!("no handshake in time"),
        }
        drop(place);
    }

    async fn answer<C>(self, connection: C, peer: Peer, watcher: Watcher)
    where
        C: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let connection = Impatient::new(connection, self.patience.taking);
        let routes = TowerToHyperService::new(self.router);
        let with_peer = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            routes.call(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.patience.head)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(connection), with_peer);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
