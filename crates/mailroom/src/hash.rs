//! Hashes: how an address is found without being read. Keyed, so that nobody without the keys can try addresses out.

use aws_lc_rs::hmac;

use crate::Address;
use crate::keys::Ring;

/// HMAC-SHA256 over the normalized address, with the number of the key it was made under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressHash {
    /// The key's number.
    pub key: u32,
    /// The hash.
    pub digest: [u8; 32],
}

/// Hashes addresses under every key in use.
pub struct LookupKeys(pub(crate) Ring<hmac::Key>);

impl LookupKeys {
    /// The hash under the newest key: what a new row is written with.
    pub fn hash(&self, address: &Address) -> AddressHash {
        let (key, secret) = self.0.newest();
        AddressHash { key, digest: digest(secret, address) }
    }

    /// The hashes under every key in use, newest first: what a look-up asks for. Rows are not hashed anew on rotation,
    /// and suppressions have no address to hash.
    pub fn all(&self, address: &Address) -> Vec<AddressHash> {
        self.0.iter().map(|(key, secret)| AddressHash { key, digest: digest(secret, address) }).collect()
    }

    /// Whether the hash is this address's; `None` when its key is not in use here.
    pub fn is_of(&self, hash: &AddressHash, address: &Address) -> Option<bool> {
        let secret = self.0.get(hash.key)?;
        Some(hmac::verify(secret, address.normalised().as_bytes(), &hash.digest).is_ok())
    }
}

pub(crate) fn digest(secret: &hmac::Key, address: &Address) -> [u8; 32] {
    sign(secret, &[address.normalised().as_bytes()])
}

/// HMAC-SHA256 over pieces, one after the other.
pub(crate) fn sign(secret: &hmac::Key, pieces: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(secret);
    pieces.iter().for_each(|piece| context.update(piece));
    let mut digest = [0; 32];
    digest.copy_from_slice(context.sign().as_ref());
    digest
}
