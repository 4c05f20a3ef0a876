//! Marks: what joins a mail that went out, or came back, to its row, for those alone who have the message key.

use aws_lc_rs::cipher::{AES_256, DecryptingKey, DecryptionContext, EncryptingKey, UnboundCipherKey};
use newsroom::PublicationId;
use zeroize::Zeroizing;

use crate::base32;
use crate::chance::chance;
use crate::keys::Ring;

/// A delivery's or notice's own random number. Message-ID and return path carry it enciphered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub [u8; 16]);

/// Enciphers marks under the newest key and reads them under every one in use.
pub struct MessageKeys(pub(crate) Ring<Zeroizing<[u8; 32]>>);

impl Mark {
    /// A new one.
    pub fn random() -> Self {
        Self(chance())
    }

    /// The mark enciphered, in 26 small letters and digits: for the return path's local part. The same mark gives the
    /// same block, so a repeat after a crash is the same message. (One block of AES-256 is a permutation of all marks:
    /// as these are random, there is no pattern for it to leave.)
    pub fn block(&self, keys: &MessageKeys) -> String {
        base32::encode(&keys.encipher(self.0))
    }

    /// The marks that a block may stand for: one for each key in use, newest first. At most one has a row.
    pub fn from_block(keys: &MessageKeys, block: &str) -> Vec<Self> {
        let block = base32::decode::<16>(&block.to_ascii_lowercase());
        block.map_or_else(Vec::new, |block| keys.decipher(*block))
    }

    /// The Message-ID, with its angle brackets (RFC 5322, 3.6.4): the block, and the publication's id for a domain.
    ///
    /// The right side is made from the id, which outlives every domain of the publication, and ends in `.invalid`
    /// (RFC 2606), which nobody can ever register: it names neither host nor program and is nobody else's name.
    pub fn message_id(&self, keys: &MessageKeys, publication: PublicationId) -> String {
        format!("<{}@{publication}.invalid>", self.block(keys))
    }

    /// The marks that a Message-ID of this publication may stand for, as [`Mark::from_block`]; none for any other's.
    pub fn from_message_id(keys: &MessageKeys, publication: PublicationId, message_id: &str) -> Vec<Self> {
        let bare = message_id.trim().trim_start_matches('<').trim_end_matches('>');
        let right = format!("{publication}.invalid");
        match bare.split_once('@') {
            Some((block, domain)) if domain.eq_ignore_ascii_case(&right) => Self::from_block(keys, block),
            _ => Vec::new(),
        }
    }
}

impl MessageKeys {
    fn encipher(&self, mut block: [u8; 16]) -> [u8; 16] {
        let cipher = UnboundCipherKey::new(&AES_256, &**self.0.newest().1).and_then(EncryptingKey::ecb);
        match cipher.and_then(|cipher| cipher.encrypt(&mut block)) {
            Ok(_) => block,
            Err(_) => unreachable!("the key has 32 bytes and the block 16"),
        }
    }

    fn decipher(&self, block: [u8; 16]) -> Vec<Mark> {
        self.0.iter().filter_map(|(_, key)| decipher(key, block)).map(Mark).collect()
    }
}

fn decipher(key: &[u8; 32], mut block: [u8; 16]) -> Option<[u8; 16]> {
    let cipher = UnboundCipherKey::new(&AES_256, key).and_then(DecryptingKey::ecb).ok()?;
    cipher.decrypt(&mut block, DecryptionContext::None).ok()?;
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keys;

    const OURS: &str = "7d444840-9dc0-41d1-b245-5ffdce74fad2";

    fn ours() -> PublicationId {
        PublicationId::parse(OURS).unwrap()
    }

    #[test]
    fn a_message_id_leads_back_to_its_row_for_those_with_the_key() {
        let (mark, keys) = (Mark::random(), Keys::generate());
        let message_id = mark.message_id(&keys.messages(), ours());
        assert_eq!(message_id, mark.message_id(&keys.messages(), ours()));
        assert_eq!(Mark::from_message_id(&keys.messages(), ours(), &message_id), [mark]);
        assert_eq!(
            Mark::from_message_id(&keys.messages(), ours(), &format!(" {} ", message_id.to_uppercase())),
            [mark]
        );
        assert_ne!(Mark::from_message_id(&Keys::generate().messages(), ours(), &message_id), [mark]);
        assert!(Mark::from_message_id(&keys.rotated().messages(), ours(), &message_id).contains(&mark));
    }

    /// RFC 5322's dot-atom on both sides and labels of RFC 1035's length.
    #[test]
    fn a_message_id_is_well_formed_and_names_nobody() {
        let message_id = Mark([0; 16]).message_id(&Keys::generate().messages(), ours());
        let (block, domain) = message_id[1..message_id.len() - 1].split_once('@').unwrap();
        assert_eq!(domain, format!("{OURS}.invalid"));
        assert!(block.bytes().chain(domain.bytes()).all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)));
        assert!(domain.split('.').all(|label| label.len() <= 63));
    }

    #[test]
    fn what_is_no_mark_leads_nowhere() {
        let keys = Keys::generate().messages();
        let foreign = format!("<{}@example.org>", Mark::random().block(&keys));
        for garbage in ["", "<>", "@", "<@>", "ы", "<a@b>", &foreign, &format!("<x@{OURS}.invalid>")] {
            assert_eq!(Mark::from_message_id(&keys, ours(), garbage), [], "{garbage}");
        }
        assert_eq!(Mark::from_block(&keys, "ы".repeat(13).as_str()), []);
    }
}
