//! How many forms come from one network within an hour. Known by a salted hash, in memory only.
//!
//! What keeps honest people served: only forms that would be kept are counted, so nobody is punished for a slip of the
//! pen; the bound leaves room for an office, a dormitory or a village behind one address; and whoever is over it is told
//! so (429, with when to come again) instead of being promised a mail that never comes. Readers who cannot be told
//! apart, behind an onion service or a proxy that nobody has named as ours, share a bound that leaves room for all of
//! them. What one person could do to another is bounded elsewhere, by address: `mailroom` writes to it three times a
//! day at most, whoever asks.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use moka::sync::Cache;

/// Forms that one network may send within an hour.
pub(crate) const FORMS_PER_NETWORK_AND_HOUR_MAX: u32 = 60;
/// Forms that all readers together may send within an hour who cannot be told apart.
pub(crate) const FORMS_UNTOLD_PER_HOUR_MAX: u32 = 5_000;
/// Networks that are remembered at once; beyond that those that send least are forgotten.
const NETWORKS_MAX: u64 = 200_000;
/// For how long a network is remembered after its first form.
const REMEMBERED: Duration = Duration::from_secs(3600);

/// Forms by network. Nothing of it outlives the process: the salt is made anew at each start and written nowhere.
pub(crate) struct Networks {
    salt: RandomState,
    counts: Cache<u64, Arc<AtomicU32>>,
}

impl Networks {
    pub(crate) fn new() -> Self {
        let counts = Cache::builder().max_capacity(NETWORKS_MAX).time_to_live(REMEMBERED).build();
        Self { salt: RandomState::new(), counts }
    }

    /// Counts a form from an address, if one is known; gives whether its network may send it.
    pub(crate) fn admits(&self, address: Option<IpAddr>) -> bool {
        let network = address.and_then(network);
        let bound = if network.is_some() { FORMS_PER_NETWORK_AND_HOUR_MAX } else { FORMS_UNTOLD_PER_HOUR_MAX };
        let count = self.counts.get_with(self.salt.hash_one(network), Arc::default);
        count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| (count < bound).then_some(count + 1)).is_ok()
    }
}

/// The network of an address: its /24, or its /64. None of the machine itself or of those beside it: who comes from
/// there came through something that does not say for whom.
fn network(address: IpAddr) -> Option<IpAddr> {
    match address.to_canonical() {
        IpAddr::V4(at) if at.is_loopback() || at.is_private() || at.is_link_local() => None,
        IpAddr::V6(at) if at.is_loopback() || at.is_unique_local() || at.is_unicast_link_local() => None,
        IpAddr::V4(at) => Some(Ipv4Addr::from_bits(at.to_bits() & (u32::MAX << 8)).into()),
        IpAddr::V6(at) => Some(Ipv6Addr::from_bits(at.to_bits() & (u128::MAX << 64)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(networks: &Networks, address: &str) -> bool {
        networks.admits(Some(address.parse().unwrap()))
    }

    #[test]
    fn a_network_has_its_bound_and_its_neighbour_another() {
        for (inside, also_inside, outside) in [
            ("203.0.113.7", "203.0.113.250", "203.0.114.7"),
            ("2001:db8:0:1::7", "2001:db8:0:1:ffff::1", "2001:db8:0:2::7"),
            ("::ffff:198.51.100.1", "198.51.100.2", "198.51.101.1"),
        ] {
            let networks = Networks::new();
            for _ in 0..FORMS_PER_NETWORK_AND_HOUR_MAX / 2 {
                assert!(admits(&networks, inside) && admits(&networks, also_inside));
            }
            assert!(!admits(&networks, inside) && !admits(&networks, also_inside), "{inside}");
            assert!(admits(&networks, outside), "{outside}");
        }
    }

    #[test]
    fn who_cannot_be_told_apart_shares_a_wider_bound() {
        let networks = Networks::new();
        let beside = ["127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "fd00::1", "::ffff:192.168.1.1"];
        let asked = beside.into_iter().map(|address| Some(address.parse().unwrap())).chain([None]);
        let admitted = asked.cycle().take(2 * FORMS_UNTOLD_PER_HOUR_MAX as usize);
        let admitted = admitted.filter(|address| networks.admits(*address)).count();
        assert_eq!(admitted, FORMS_UNTOLD_PER_HOUR_MAX as usize);
        assert!(admits(&networks, "203.0.113.7"), "others are not held up by it");
    }

    #[test]
    fn the_salt_is_another_at_each_start() {
        let hash = |networks: &Networks| networks.salt.hash_one("203.0.113.0");
        assert_ne!(hash(&Networks::new()), hash(&Networks::new()));
    }
}
