//! Keys: a few secrets, numbered, from which everything that seals, finds and signs is derived.
//!
//! Each number stands for 256 bits of chance; the keys for seals, look-ups, tokens, messages and lanes come from it by
//! HKDF (RFC 5869) with a label each. Rotation adds a number: new rows use the newest, old ones stay readable.
//! This module makes and reads what the files hold; where they lie is the program's affair.

use aws_lc_rs::{agreement, digest, hkdf, hmac};
use rustls::crypto::hpke::HpkePrivateKey;
use zeroize::Zeroizing;

use crate::chance::chance;
pub use crate::key_file::{PUBLIC as PUBLIC_FILE, SECRET as SECRET_FILE};
use crate::{LaneKeys, LookupKeys, MessageKeys, OpeningKeys, SealingKey, TokenKeys, base32, key_file};

/// Sets these keys apart from any that another program derives from the same chance.
const PRODUCT: &[u8] = b"barograph mailroom 1";

/// Every key: for those who open, look up and write. One number at least.
pub struct Keys(Ring<Secret>);

type Secret = Zeroizing<[u8; 32]>;

/// The public keys: for those who only seal. One number at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys(pub(crate) Ring<[u8; 32]>);

/// What a key is for. The label makes each independent of the others.
#[derive(Clone, Copy)]
enum For {
    Seal,
    Lookup,
    Token,
    Message,
    Lane,
}

impl For {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Seal => b"seal",
            Self::Lookup => b"lookup",
            Self::Token => b"token",
            Self::Message => b"message",
            Self::Lane => b"lane",
        }
    }
}

impl Keys {
    /// Keys for a new publication: number 1, by chance.
    pub fn generate() -> Self {
        Self(Ring(vec![(1, Zeroizing::new(chance()))]))
    }

    /// These and a new one, by chance, which everything written from now on uses.
    pub fn rotated(mut self) -> Self {
        let (newest, _) = self.0.newest();
        self.0.0.push((newest.saturating_add(1), Zeroizing::new(chance())));
        self
    }

    /// The numbers in use, newest first.
    pub fn numbers(&self) -> Vec<u32> {
        self.0.iter().map(|(number, _)| number).collect()
    }

    /// What seals, and cannot open.
    pub fn public(&self) -> PublicKeys {
        PublicKeys(self.0.map(|secret| public(&derive(secret, For::Seal))))
    }

    /// What opens.
    pub fn opening(&self) -> OpeningKeys {
        let secrets = self.0.map(|secret| HpkePrivateKey::from(derive(secret, For::Seal).to_vec()));
        OpeningKeys { secrets, lookup: self.lookup() }
    }

    /// What finds an address.
    pub fn lookup(&self) -> LookupKeys {
        LookupKeys(self.0.map(|secret| mac(secret, For::Lookup)))
    }

    /// What makes tokens.
    pub fn tokens(&self) -> TokenKeys {
        TokenKeys(self.0.map(|secret| mac(secret, For::Token)))
    }

    /// What enciphers marks.
    pub fn messages(&self) -> MessageKeys {
        MessageKeys(self.0.map(|secret| derive(secret, For::Message)))
    }

    /// What gives lanes.
    pub fn lanes(&self) -> LaneKeys {
        LaneKeys(self.0.map(|secret| mac(secret, For::Lane)))
    }

    /// The key folder's files and their contents: the secret one, the public one.
    pub fn to_files(&self) -> Vec<(&'static str, Zeroizing<Vec<u8>>)> {
        let secret = key_file::write(key_file::SECRET_HEAD, self.0.iter().map(|(number, key)| (number, &**key)));
        vec![(key_file::SECRET, secret), (key_file::PUBLIC, self.public().to_file())]
    }

    /// Reads the key folder's files, by name. A public file that says other keys than the secret one is refused: a form
    /// would seal what nobody, or somebody else, can open. One that is absent or lacks the newest may be written anew.
    pub fn from_files(files: &[(&str, &[u8])]) -> Result<Self, NotKeys> {
        let named = |name| files.iter().find(|(other, _)| *other == name).map(|(_, contents)| *contents);
        let secret = named(key_file::SECRET).ok_or(NotKeys::Absent(key_file::SECRET))?;
        let keys = Self(key_file::read(key_file::SECRET, secret)?);
        if let Some(contents) = named(key_file::PUBLIC) {
            keys.public().agree_with(&PublicKeys::from_file(contents)?)?;
        }
        Ok(keys)
    }
}

impl PublicKeys {
    /// The key that new seals are made with: the newest.
    pub fn sealing(&self) -> SealingKey {
        let (number, public) = self.0.newest();
        SealingKey::new(number, public)
    }

    /// Each number, newest first, with its key's fingerprint: 26 letters of its SHA-256, by which two copies are compared.
    pub fn fingerprints(&self) -> Vec<(u32, String)> {
        let letters = |key: &[u8; 32]| base32::encode(&digest::digest(&digest::SHA256, key).as_ref()[..16]);
        self.0.iter().map(|(number, key)| (number, letters(key))).collect()
    }

    /// The public file's contents.
    pub fn to_file(&self) -> Zeroizing<Vec<u8>> {
        key_file::write(key_file::PUBLIC_HEAD, self.0.iter())
    }

    /// Reads the public file's contents.
    pub fn from_file(contents: &[u8]) -> Result<Self, NotKeys> {
        key_file::read(key_file::PUBLIC, contents).map(|ring| Self(ring.map(|key| **key)))
    }

    fn agree_with(&self, other: &Self) -> Result<(), NotKeys> {
        match other.0.iter().find(|(number, key)| self.0.get(*number) != Some(key)) {
            Some((number, _)) => Err(NotKeys::Differs(number)),
            None => Ok(()),
        }
    }
}

/// Why files hold no keys. Never repeats what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKeys {
    /// A file is not there.
    #[error("the key folder has no file `{0}`")]
    Absent(&'static str),
    /// No key in it.
    #[error("`{0}` holds no key")]
    Empty(&'static str),
    /// A line that is none of ours.
    #[error("`{0}`, line {1}: expected a number and a key of 52 letters and digits, numbers rising")]
    Line(&'static str, usize),
    /// The public file says another key.
    #[error("public key {0} is not the one of secret key {0}: restore both files from one backup")]
    Differs(u32),
}

fn derive(secret: &Secret, purpose: For) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, PRODUCT).extract(&**secret);
    match extracted.expand(&[purpose.label()], hkdf::HKDF_SHA256).and_then(|okm| okm.fill(&mut *key)) {
        Ok(()) => key,
        Err(_) => unreachable!("HKDF gives up to 255 blocks, and this is one"),
    }
}

fn mac(secret: &Secret, purpose: For) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &*derive(secret, purpose))
}

fn public(private: &[u8; 32]) -> [u8; 32] {
    let computed = agreement::PrivateKey::from_private_key(&agreement::X25519, private)
        .ok()
        .and_then(|key| key.compute_public_key().ok())
        .and_then(|public| public.as_ref().try_into().ok());
    match computed {
        Some(public) => public,
        None => unreachable!("any 32 bytes are a private key of X25519 (RFC 7748, 5)"),
    }
}

/// Keys by number, rising; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ring<T>(pub(crate) Vec<(u32, T)>);

impl<T> Ring<T> {
    pub(crate) fn newest(&self) -> (u32, &T) {
        let (number, key) = &self.0[self.0.len() - 1];
        (*number, key)
    }

    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        self.0.iter().find(|(other, _)| *other == number).map(|(_, key)| key)
    }

    /// Newest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.0.iter().rev().map(|(number, key)| (*number, key))
    }

    pub(crate) fn map<U>(&self, each: impl Fn(&T) -> U) -> Ring<U> {
        Ring(self.0.iter().map(|(number, key)| (*number, each(key))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use key_file::{PUBLIC, SECRET};

    fn read(secret: &str) -> Result<Keys, NotKeys> {
        Keys::from_files(&[(SECRET, secret.as_bytes())])
    }

    fn borrowed<'a>(files: &'a [(&'static str, Zeroizing<Vec<u8>>)]) -> Vec<(&'a str, &'a [u8])> {
        files.iter().map(|(name, contents)| (*name, contents.as_slice())).collect()
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let files = Keys::generate().rotated().rotated().to_files();
        let keys = Keys::from_files(&borrowed(&files)).unwrap();
        assert_eq!(keys.numbers(), [3, 2, 1]);
        assert_eq!(keys.to_files(), files);
        assert_eq!(PublicKeys::from_file(&files[1].1), Ok(keys.public()));
        let fingerprints = keys.public().fingerprints();
        assert_eq!(fingerprints.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 2, 1]);
        let public = String::from_utf8(files[1].1.to_vec()).unwrap();
        assert!(fingerprints.iter().all(|(_, letters)| letters.len() == 26 && !public.contains(letters)));
        let windows = String::from_utf8(files[0].1.to_vec()).unwrap().replace('\n', "\r\n");
        assert_eq!(read(&windows).unwrap().to_files(), files);
    }

    #[test]
    fn the_public_file_gives_no_secret_and_must_be_ours() {
        let (ours, theirs) = (Keys::generate(), Keys::generate().to_files());
        let files = ours.to_files();
        let secret = String::from_utf8(files[0].1.to_vec()).unwrap();
        let public = String::from_utf8(files[1].1.to_vec()).unwrap();
        assert!(!public.contains(secret.lines().last().unwrap()));
        let swapped = [(SECRET, files[0].1.as_slice()), (PUBLIC, theirs[1].1.as_slice())];
        assert_eq!(Keys::from_files(&swapped).err(), Some(NotKeys::Differs(1)));
        // Rotated, and stopped before the public file was written: nothing is lost.
        let rotated = ours.rotated().to_files();
        assert!(Keys::from_files(&[(SECRET, &rotated[0].1), (PUBLIC, &files[1].1)]).is_ok());
        assert_eq!(Keys::from_files(&[(PUBLIC, &files[1].1)]).err(), Some(NotKeys::Absent(SECRET)));
    }

    #[test]
    fn a_broken_file_is_told_by_its_line() {
        let key = "a".repeat(52);
        let cases = [
            (String::new(), NotKeys::Empty(SECRET)),
            ("# nothing\n\n".to_owned(), NotKeys::Empty(SECRET)),
            (format!("1 {key}\n1 {key}\n"), NotKeys::Line(SECRET, 2)),
            (format!("2 {key}\n1 {key}\n"), NotKeys::Line(SECRET, 2)),
            (format!("# a\n0 {key}\n"), NotKeys::Line(SECRET, 2)),
            (format!("1 {}\n", &key[1..]), NotKeys::Line(SECRET, 1)),
            (format!("1 {}\n", key.to_uppercase()), NotKeys::Line(SECRET, 1)),
            (format!("one {key}\n"), NotKeys::Line(SECRET, 1)),
            (key.clone(), NotKeys::Line(SECRET, 1)),
            (format!("1 {}\n", "ы".repeat(26)), NotKeys::Line(SECRET, 1)),
        ];
        for (contents, expected) in cases {
            assert_eq!(read(&contents).err(), Some(expected), "{contents}");
        }
        assert_eq!(Keys::from_files(&[(SECRET, &[0xff, b'\n'])]).err(), Some(NotKeys::Line(SECRET, 1)));
        let error = read(&format!("1 {key}{key}")).err().unwrap().to_string();
        assert!(!error.contains(&key));
    }
}
