//! What a host is told when it starts, and where its data lies if nobody says.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen; port 0 is a free one.
    pub listen: SocketAddr,
    /// Certificate and key for HTTPS; plain HTTP without.
    pub tls: Option<TlsFiles>,
    /// Whether the last address in `X-Forwarded-For` is the client's, as it is when only a proxy can connect.
    pub behind_proxy: bool,
    /// Writes a minute, and at once, for each shop.
    pub writes_per_minute: NonZeroU32,
    /// How long to wait for others.
    pub patience: Patience,
}

/// Files in PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate, followed by what leads to its root.
    pub certificates: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// How long to wait for others. One patience for all clients: whoever publishes is no slower than whoever reads.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the next request's head, so also how long a connection may idle; for the handshake.
    pub head: Duration,
    /// For the whole body of a request.
    pub body: Duration,
    /// For a client that does not take what it asked for.
    pub taking: Duration,
    /// For answers under way when the host stops.
    pub stop: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(30),
            taking: Duration::from_secs(20),
            stop: Duration::from_secs(10),
        }
    }
}

/// The data folder: what was given, else `$WAYMARK_HOST_DATA`, else systemd's `$STATE_DIRECTORY`, else
/// `$XDG_DATA_HOME/waymark-host`, by default `~/.local/share/waymark-host`, else `waymark-host-data` in the current
/// folder. `variable` reads the environment. Nothing is made on the disk.
pub fn data_folder(given: Option<PathBuf>, variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    given
        .or_else(|| set("WAYMARK_HOST_DATA"))
        .or_else(|| set("STATE_DIRECTORY"))
        .or_else(|| {
            // A relative XDG folder is invalid by the specification.
            let data = set("XDG_DATA_HOME").filter(|folder| folder.is_absolute());
            data.or(set("HOME").map(|home| home.join(".local/share")))
                .map(|folder| folder.join("waymark-host"))
        })
        .unwrap_or_else(|| "waymark-host-data".into())
}

#[cfg(test)]
mod tests {
    use super::data_folder;
    use std::path::PathBuf;

    #[test]
    fn the_nearest_word_counts() {
        let folder = |given: Option<&str>, variables: &[(&str, &str)]| {
            data_folder(given.map(PathBuf::from), |name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
            })
        };
        let all =
            [("WAYMARK_HOST_DATA", "/w"), ("STATE_DIRECTORY", "/s"), ("XDG_DATA_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(folder(Some("here"), &all), PathBuf::from("here"));
        assert_eq!(folder(None, &all), PathBuf::from("/w"));
        assert_eq!(folder(None, &all[1..]), PathBuf::from("/s"));
        assert_eq!(folder(None, &all[2..]), PathBuf::from("/x/waymark-host"));
        assert_eq!(folder(None, &all[3..]), PathBuf::from("/h/.local/share/waymark-host"));
        assert_eq!(folder(None, &[]), PathBuf::from("waymark-host-data"));
    }
}
