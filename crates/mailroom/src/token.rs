//! Tokens: what stands in a mail's links and lets its reader act without a password.
//!
//! A token is made from what it allows, never drawn by chance, so that `mail` can make it again for every mail; the
//! database holds only its SHA-256, so that `site` can check one without a key and a thief of the database has none.

use std::fmt;

use aws_lc_rs::{digest, hmac};
use zeroize::Zeroizing;

use crate::base32;
use crate::hash::sign;
use crate::keys::Ring;
use crate::{SubscriberId, SubscriptionId};

/// Letters of a token: 128 bits in base32.
pub const TOKEN_LETTERS: usize = 26;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Confirm one subscription; good for seven days from its mail.
    Confirm,
    /// Leave one subscription, and no other.
    Leave,
    /// Never to be written to again; stands in confirmation mails.
    Refuse,
    /// See and change everything of one subscriber.
    Manage,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Leave, Self::Refuse, Self::Manage];

    /// The word tables write and tokens are made from; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Leave => "leave",
            Self::Refuse => "refuse",
            Self::Manage => "manage",
        }
    }

    /// Reads the word that [`Purpose::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }
}

/// What a token allows, and of whom: the purpose decides the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grant {
    /// [`Purpose::Confirm`].
    Confirm(SubscriptionId),
    /// [`Purpose::Leave`].
    Leave(SubscriptionId),
    /// [`Purpose::Refuse`].
    Refuse(SubscriberId),
    /// [`Purpose::Manage`].
    Manage(SubscriberId),
}

impl Grant {
    /// From a row's purpose and id.
    pub fn of(purpose: Purpose, id: i64) -> Self {
        match purpose {
            Purpose::Confirm => Self::Confirm(SubscriptionId(id)),
            Purpose::Leave => Self::Leave(SubscriptionId(id)),
            Purpose::Refuse => Self::Refuse(SubscriberId(id)),
            Purpose::Manage => Self::Manage(SubscriberId(id)),
        }
    }

    /// What it is for.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Confirm(_) => Purpose::Confirm,
            Self::Leave(_) => Purpose::Leave,
            Self::Refuse(_) => Purpose::Refuse,
            Self::Manage(_) => Purpose::Manage,
        }
    }

    /// The id of the subscription or subscriber.
    pub fn id(self) -> i64 {
        match self {
            Self::Confirm(id) | Self::Leave(id) => id.0,
            Self::Refuse(id) | Self::Manage(id) => id.0,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Confirm(_) | Self::Leave(_) => "subscription",
            Self::Refuse(_) | Self::Manage(_) => "subscriber",
        }
    }
}

/// A token: whoever has it may do what it was made for. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

/// The word is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token: 26 small letters and digits from 2 to 7")]
pub struct NotAToken;

impl Token {
    /// Takes a word that could be one. Strict: a token has one spelling.
    pub fn parse(word: &str) -> Result<Self, NotAToken> {
        base32::decode::<16>(word).map(|_| Self(Zeroizing::new(word.to_owned()))).ok_or(NotAToken)
    }

    /// The letters, for a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database knows it by.
    pub fn hash(&self) -> TokenHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, self.0.as_bytes()).as_ref());
        TokenHash(hash)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of a token. Looking up by it needs no comparison in constant time: who could time it has the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

/// Makes tokens.
pub struct TokenKeys(pub(crate) Ring<hmac::Key>);

impl TokenKeys {
    /// A new token under the newest key, whose hash is to be written. `number` tells apart the tokens of one grant and
    /// is written too; the instant of writing, in microseconds, also keeps old links dead when ids are given again
    /// after a restored backup.
    pub fn make(&self, grant: Grant, number: i64) -> Token {
        token(self.0.newest().1, grant, number)
    }

    /// The token of a row that is there already, under whichever key in use gives its hash; `None` when none does: the
    /// key is gone, or the row was changed by somebody without it.
    pub fn again(&self, grant: Grant, number: i64, hash: &TokenHash) -> Option<Token> {
        self.0.iter().map(|(_, key)| token(key, grant, number)).find(|token| token.hash() == *hash)
    }
}

fn token(key: &hmac::Key, grant: Grant, number: i64) -> Token {
    let (noun, purpose) = (grant.noun().as_bytes(), grant.purpose().as_str().as_bytes());
    let digest = sign(key, &[noun, &[0], &grant.id().to_be_bytes(), purpose, &[0], &number.to_be_bytes()]);
    Token(Zeroizing::new(base32::encode(&digest[..16])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keys;

    #[test]
    fn every_purpose_id_and_number_has_its_own_token() {
        let keys = Keys::generate().tokens();
        let grants = Purpose::ALL.into_iter().flat_map(|purpose| [1, 2].map(|id| Grant::of(purpose, id)));
        let made = grants.flat_map(|grant| [1, 2].map(|number| keys.make(grant, number).hash()));
        let hashes: std::collections::BTreeSet<TokenHash> = made.collect();
        assert_eq!(hashes.len(), 16);
        let other = Keys::generate().tokens().make(Grant::of(Purpose::Leave, 1), 1);
        assert!(!hashes.contains(&other.hash()));
    }

    #[test]
    fn a_token_is_made_again_from_its_row() {
        let keys = Keys::generate();
        let leave = Grant::Leave(SubscriptionId(5));
        let first = keys.tokens().make(leave, 1);
        let rotated = keys.rotated().tokens();
        assert_ne!(rotated.make(leave, 1), first);
        assert_eq!(rotated.again(leave, 1, &first.hash()).as_ref(), Some(&first));
        assert_eq!(rotated.again(leave, 2, &first.hash()), None);
        assert_eq!(rotated.again(Grant::Confirm(SubscriptionId(5)), 1, &first.hash()), None);
        assert_eq!(Keys::generate().tokens().again(leave, 1, &first.hash()), None);
    }

    #[test]
    fn a_token_has_one_spelling() {
        let token = Keys::generate().tokens().make(Grant::Manage(SubscriberId(1)), 1);
        assert_eq!(token.as_str().len(), TOKEN_LETTERS);
        assert_eq!(Token::parse(token.as_str()), Ok(token.clone()));
        let (upper, spaced) = (token.as_str().to_uppercase(), format!("{} ", token.as_str()));
        for word in [upper.as_str(), spaced.as_str(), "", "a", &"1".repeat(26), &"b".repeat(26), &"ы".repeat(13)] {
            assert_eq!(Token::parse(word), Err(NotAToken), "{word}");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn grants_are_read_as_they_are_written() {
        for purpose in Purpose::ALL {
            let grant = Grant::of(purpose, 7);
            assert_eq!((grant.purpose(), grant.id()), (purpose, 7));
            assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
        }
        assert_eq!(Purpose::parse("admin"), None);
    }
}
