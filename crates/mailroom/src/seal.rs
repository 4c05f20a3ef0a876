//! Seals: an address that only the holder of the secret keys can read.
//!
//! HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and ChaCha20-Poly1305. Each seal is bound to the noun it is of
//! and to a random id made before its row: moved to another row it does not open.

use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_CHACHA20_POLY1305 as SUITE;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey, HpkePublicKey};
use zeroize::Zeroizing;

use crate::chance::chance;
use crate::keys::Ring;
use crate::{Address, AddressHash, LookupKeys};

/// Sealed addresses are as long as the next multiple of this many bytes, length included: what is up to 62 bytes long
/// looks alike.
pub const SEAL_BLOCK_BYTES: usize = 64;

/// Sets these seals apart from any other use of the same keys.
const INFO: &[u8] = b"barograph address seal 1";

/// What a sealed address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A form somebody sent.
    Request,
    /// A subscriber.
    Subscriber,
    /// A member of the newsroom.
    Member,
    /// A notice whose reader has no row yet.
    Notice,
}

impl Noun {
    /// Every noun.
    pub const ALL: [Self; 4] = [Self::Request, Self::Subscriber, Self::Member, Self::Notice];

    /// The word that is bound into the seal; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Subscriber => "subscriber",
            Self::Member => "member",
            Self::Notice => "notice",
        }
    }
}

/// What binds a seal to its row: random, made before the row is, never a database id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SealId(pub [u8; 16]);

impl SealId {
    /// A new one.
    pub fn random() -> Self {
        Self(chance())
    }
}

/// A sealed address, as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The number of the key it is sealed under.
    pub key: u32,
    /// HPKE's encapsulated key.
    pub encapsulated: Vec<u8>,
    /// The padded address, enciphered.
    pub ciphertext: Vec<u8>,
}

/// Seals, and cannot open: all that the public site holds.
#[derive(Clone, Debug)]
pub struct SealingKey {
    number: u32,
    public: HpkePublicKey,
}

/// The public key is not one that anything can be sealed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing can be sealed to public key {0}: look at the key folder's public file")]
pub struct CannotSeal(pub u32);

impl SealingKey {
    pub(crate) fn new(number: u32, public: &[u8; 32]) -> Self {
        Self { number, public: HpkePublicKey(public.to_vec()) }
    }

    /// Seals an address for the row of this noun and id.
    pub fn seal(&self, noun: Noun, id: SealId, address: &Address) -> Result<Seal, CannotSeal> {
        let plain = padded(address.as_typed());
        let sealed = SUITE.seal(INFO, &bound(noun, id), &plain, &self.public);
        let (encapsulated, ciphertext) = sealed.map_err(|_| CannotSeal(self.number))?;
        Ok(Seal { key: self.number, encapsulated: encapsulated.0, ciphertext })
    }
}

/// Opens what was sealed under any key in use, and checks whose row it is.
pub struct OpeningKeys {
    pub(crate) secrets: Ring<HpkePrivateKey>,
    pub(crate) lookup: LookupKeys,
}

/// Why a seal does not give an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// Sealed or hashed under a key that is not in use here.
    #[error("key {0} is not in the key folder: was it restored whole?")]
    Key(u32),
    /// Changed, cut short, or of another row.
    #[error("the seal does not open: it was changed or belongs to another row")]
    Broken,
    /// It opens to an address that the row's hash is not of: somebody wrote it there without the keys.
    #[error("the sealed address is not the one its row was made for")]
    Planted,
}

impl OpeningKeys {
    /// The address in a seal that has no hash beside it: a request's, a notice's.
    pub fn open(&self, noun: Noun, id: SealId, seal: &Seal) -> Result<Address, CannotOpen> {
        let secret = self.secrets.get(seal.key).ok_or(CannotOpen::Key(seal.key))?;
        let encapsulated = EncapsulatedSecret(seal.encapsulated.clone());
        let plain = SUITE
            .open(&encapsulated, INFO, &bound(noun, id), &seal.ciphertext, secret)
            .map(Zeroizing::new)
            .map_err(|_| CannotOpen::Broken)?;
        unpadded(&plain).and_then(|typed| Address::parse(typed).ok()).ok_or(CannotOpen::Broken)
    }

    /// The address in a row that has seal and hash: the hash is made again, and a row that does not match is refused,
    /// so that whoever can write the database cannot plant an address.
    pub fn open_checked(&self, noun: Noun, id: SealId, seal: &Seal, hash: &AddressHash) -> Result<Address, CannotOpen> {
        let address = self.open(noun, id, seal)?;
        match self.lookup.is_of(hash, &address) {
            Some(true) => Ok(address),
            Some(false) => Err(CannotOpen::Planted),
            None => Err(CannotOpen::Key(hash.key)),
        }
    }
}

fn bound(noun: Noun, id: SealId) -> Vec<u8> {
    [noun.as_str().as_bytes(), &[0], &id.0].concat()
}

/// Two bytes of length, the address, zeros. The buffer is made at its full size, so that no copy stays behind.
fn padded(typed: &str) -> Zeroizing<Vec<u8>> {
    let mut plain = Zeroizing::new(vec![0; (typed.len() + 2).next_multiple_of(SEAL_BLOCK_BYTES)]);
    plain[..2].copy_from_slice(&(typed.len() as u16).to_be_bytes());
    plain[2..2 + typed.len()].copy_from_slice(typed.as_bytes());
    plain
}

fn unpadded(plain: &[u8]) -> Option<&str> {
    let (length, rest) = plain.split_first_chunk::<2>()?;
    let (typed, padding) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    std::str::from_utf8(typed).ok()
}
