//! Lanes: deliveries to one large mail provider go in a lane of their own, so that its slowness stops nobody else.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;

use crate::Address;
use crate::hash::sign;
use crate::keys::Ring;

/// A provider has a lane from this many subscribers on: below, a lane would say something about a single one.
pub const LANE_SUBSCRIBERS_MIN: usize = 50;

/// A number that stands for a receiving domain and means nothing without the key; 0 for all small ones together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane(pub i64);

impl Lane {
    /// The lane of all whose domain has too few subscribers.
    pub const COMMON: Self = Self(0);
}

/// Gives lanes.
pub struct LaneKeys(pub(crate) Ring<hmac::Key>);

impl LaneKeys {
    /// The lane of each address, in order: its domain's, where enough of the others share it.
    pub fn lanes(&self, addresses: &[Address]) -> Vec<Lane> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for address in addresses {
            *counts.entry(address.domain()).or_default() += 1;
        }
        let large = |domain: &str| counts.get(domain).is_some_and(|count| *count >= LANE_SUBSCRIBERS_MIN);
        let lane = |address: &Address| if large(address.domain()) { self.own(address.domain()) } else { Lane::COMMON };
        addresses.iter().map(lane).collect()
    }

    /// The domain's lane, positive. Two domains that meet in one of 2³¹ share it, which slows them and harms nothing.
    fn own(&self, domain: &str) -> Lane {
        let [a, b, c, d, ..] = sign(self.0.newest().1, &[domain.as_bytes()]);
        Lane(i64::from(u32::from_be_bytes([a, b, c, d]) >> 1).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keys;

    fn addresses(domain: &str, count: usize) -> impl Iterator<Item = Address> {
        (0..count).map(move |place| Address::parse(&format!("reader{place}@{domain}")).unwrap())
    }

    #[test]
    fn only_a_domain_of_many_has_a_lane() {
        let keys = Keys::generate();
        let small = addresses("small.example", LANE_SUBSCRIBERS_MIN - 1);
        let all: Vec<Address> = addresses("large.example", LANE_SUBSCRIBERS_MIN).chain(small).collect();
        let lanes = keys.lanes().lanes(&all);
        assert!(lanes[0] > Lane::COMMON);
        assert!(lanes[..LANE_SUBSCRIBERS_MIN].iter().all(|lane| *lane == lanes[0]));
        assert!(lanes[LANE_SUBSCRIBERS_MIN..].iter().all(|lane| *lane == Lane::COMMON));
        assert_ne!(Keys::generate().lanes().lanes(&all)[0], lanes[0]);
    }
}
