//! The mailroom's types as columns hold them, and values as columns take them.

use mailroom::{
    AddressHash, DeliveryId, Lane, MailingId, Mark, NewsletterId, NewsletterSlug, NoticeId, Pace, Purpose, RequestId,
    Seal, SealId, SubscriberId, SubscriberState, SubscriptionId, SubscriptionState, TokenHash,
};

use super::{Nullable, Row, Stored, Value, numbers};
use crate::Error;

numbers!(DeliveryId Lane MailingId NewsletterId NoticeId RequestId SubscriberId SubscriptionId);

macro_rules! bytes {
    ($($name:ident)*) => {$(
        impl Stored for $name {
            fn stored(row: &Row, column: &str) -> Result<Option<Self>, Error> {
                let Some(bytes) = row.maybe::<Vec<u8>>(column)? else {
                    return Ok(None);
                };
                let length = bytes.len();
                let array = bytes.try_into().map_err(|_| Error::corrupt(column, format!("{length} bytes")))?;
                Ok(Some(Self(array)))
            }
        }

        impl From<$name> for Value {
            fn from(value: $name) -> Self {
                value.0.to_vec().into()
            }
        }

        impl Nullable for $name {
            const NULL: Value = Value::Bytes(None);
        }
    )*};
}

bytes!(Mark SealId TokenHash);

macro_rules! words {
    ($($name:ident, |$word:ident| $read:expr;)*) => {$(
        impl Stored for $name {
            fn stored(row: &Row, column: &str) -> Result<Option<Self>, Error> {
                let Some(word) = row.maybe::<String>(column)? else {
                    return Ok(None);
                };
                let $word = word.as_str();
                let read: Option<Self> = $read;
                read.map(Some).ok_or_else(|| Error::corrupt(column, word))
            }
        }
    )*};
}

words! {
    NewsletterSlug, |word| NewsletterSlug::parse(word).ok();
    Pace, |word| Pace::parse(word).ok();
    Purpose, |word| Purpose::parse(word);
    SubscriptionState, |word| SubscriptionState::parse(word);
}

impl From<&NewsletterSlug> for Value {
    fn from(slug: &NewsletterSlug) -> Self {
        slug.as_str().into()
    }
}

impl Row {
    /// The seal in its three columns.
    pub(crate) fn seal(&self) -> Result<Seal, Error> {
        let (encapsulated, ciphertext) = (self.get("encapsulated")?, self.get("ciphertext")?);
        Ok(Seal { key: self.get("seal_key")?, encapsulated, ciphertext })
    }

    /// The keyed hash in its two columns.
    pub(crate) fn hash(&self) -> Result<AddressHash, Error> {
        let TokenHash(digest) = self.get("digest")?;
        Ok(AddressHash { key: self.get("hash_key")?, digest })
    }

    /// A subscriber's state in its two columns.
    pub(crate) fn state(&self, word: &str, reason: &str) -> Result<Option<SubscriberState>, Error> {
        let (state, reason) = (self.maybe::<String>(word)?, self.maybe::<String>(reason)?);
        let Some(state) = state else {
            return Ok(None);
        };
        let read = SubscriberState::parse(&state, reason.as_deref());
        read.map(Some).ok_or_else(|| Error::corrupt(word, state))
    }
}
