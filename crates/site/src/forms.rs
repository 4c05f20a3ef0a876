//! What the site needs to take a form: the key that seals, the proxies that are believed, and how many forms came from
//! where.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use ipnet::IpNet;
use mailroom::SealingKey;

use crate::client;
use crate::network::Networks;

/// With these the site takes forms; without them it has none.
#[derive(Clone)]
pub struct Forms {
    /// Seals addresses. Nothing here opens them.
    pub sealing: SealingKey,
    /// Proxies that may tell whom they ask for.
    pub trusted_proxies: Vec<IpNet>,
}

impl fmt::Debug for Forms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forms").field("trusted_proxies", &self.trusted_proxies).finish_non_exhaustive()
    }
}

/// Takes forms.
pub(crate) struct Counter {
    pub(crate) forms: Forms,
    networks: Networks,
}

impl Counter {
    pub(crate) fn new(forms: Forms) -> Self {
        Self { forms, networks: Networks::new() }
    }

    /// Counts a form; gives whether its network may send one more.
    pub(crate) fn admits(&self, headers: &HeaderMap, extensions: &Extensions) -> bool {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let far_side: Option<IpAddr> = peer.map(|peer| client::address(peer, headers, &self.forms.trusted_proxies));
        self.networks.admits(far_side)
    }
}
