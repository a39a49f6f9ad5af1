//! `waymark-host serve`: the signals, and what a process is allowed.

use std::path::PathBuf;

use waymark_host::{HostError, Patience, Server, Settings, TlsFiles};

use crate::args::Serve;
use crate::log;

/// Serves until it is told to stop.
pub fn serve(args: Serve, data: PathBuf) -> Result<(), HostError> {
    log::start();
    allow_connections();
    let tls = args.tls_cert.zip(args.tls_key).map(|(certificates, key)| TlsFiles { certificates, key });
    let settings = Settings {
        data,
        listen: args.listen,
        tls,
        behind_proxy: args.behind_proxy,
        writes_per_minute: args.writes_per_minute,
        patience: Patience::default(),
    };
    let starting = |source| HostError::System { what: "the server cannot be started", source };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(starting)?;
    runtime.block_on(async {
        let stop = signals::stop().map_err(starting)?;
        let renew = signals::renew().map_err(starting)?;
        let scheme = if settings.tls.is_some() { "https" } else { "http" };
        let folder = settings.data.display().to_string();
        let server = Server::bind(settings).await?;
        tracing::info!(address = %server.address(), scheme, data = folder, "listening");
        server.run(stop, renew).await
    })
}

/// Each connection is an open file, of which many systems allow few at first.
fn allow_connections() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
            tracing::warn!(%error, "the number of open files stays as it was");
        }
    }
}

#[cfg(unix)]
mod signals {
    //! SIGTERM and SIGINT stop, SIGHUP reads the certificates again.

    use std::io;
    use std::sync::Arc;

    use tokio::signal::unix::{SignalKind, signal};
    use tokio::sync::Mutex;

    pub fn stop() -> io::Result<impl Future<Output = ()>> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }

    pub fn renew() -> io::Result<impl FnMut() -> RenewFuture> {
        let hangup = Arc::new(Mutex::new(signal(SignalKind::hangup())?));
        Ok(move || {
            let hangup = Arc::clone(&hangup);
            let waiting: RenewFuture = Box::pin(async move {
                hangup.lock().await.recv().await;
            });
            waiting
        })
    }

    type RenewFuture = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;
}

#[cfg(not(unix))]
mod signals {
    //! Ctrl-C stops; nothing reads the certificates again.

    use std::future::{Pending, pending};
    use std::io;

    pub fn stop() -> io::Result<impl Future<Output = ()>> {
        Ok(async {
            // Without a console there is nothing to wait for, and the system ends the process.
            if tokio::signal::ctrl_c().await.is_err() {
                pending::<()>().await;
            }
        })
    }

    pub fn renew() -> io::Result<impl FnMut() -> Pending<()>> {
        Ok(pending)
    }
}
