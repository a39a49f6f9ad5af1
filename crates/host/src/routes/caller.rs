//! Who is asking: the address, and the token that came along.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, header};

use crate::TokenHash;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of the connection, kept with each request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub SocketAddr);

/// The client's address: the connection's, or behind a proxy what the proxy says. It wrote the last entry of the
/// list; what stands before it anybody can have made up.
pub(super) fn address(peer: Peer, headers: &HeaderMap, behind_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    behind_proxy.then(forwarded).flatten().unwrap_or(peer.0.ip())
}

/// The hash of the bearer token that came along.
pub(super) fn token(headers: &HeaderMap) -> Option<TokenHash> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| TokenHash::of(token.trim()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::{FORWARDED_FOR, Peer, address};

    #[test]
    fn forwarded_addresses_count_only_behind_a_proxy() {
        let peer = Peer("192.0.2.1:9".parse().unwrap());
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED_FOR, "203.0.113.9, 198.51.100.7".parse().unwrap());
        assert_eq!(address(peer, &headers, false).to_string(), "192.0.2.1");
        assert_eq!(address(peer, &headers, true).to_string(), "198.51.100.7");
        headers.insert(FORWARDED_FOR, "unknown".parse().unwrap());
        assert_eq!(address(peer, &headers, true).to_string(), "192.0.2.1");
    }
}
