//! Who asks: the address of the far side, which a proxy may tell only if it is ours.

use std::net::IpAddr;

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address of the client: the peer's, or, when the peer is a trusted proxy, the last address in `X-Forwarded-For`
/// that is not a trusted proxy's itself. What anybody else writes there is not believed.
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address.to_canonical()));
    if !is_trusted(peer) {
        return peer;
    }
    let values = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    let told: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    for word in told.iter().rev() {
        match word.parse::<IpAddr>() {
            Ok(address) if is_trusted(address) => {}
            Ok(address) => return address,
            Err(_) => return peer,
        }
    }
    peer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn forwarded_addresses_are_believed_from_our_proxies_only() {
        assert_eq!(asked("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(asked("10.1.2.3", "198.51.100.1"), "198.51.100.1");
        assert_eq!(asked("::1", "192.0.2.7, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
        assert_eq!(asked("10.1.2.3", "198.51.100.1, nonsense"), "10.1.2.3");
        assert_eq!(asked("10.1.2.3", "10.4.4.4"), "10.1.2.3");
    }
}
