//! Who gets it: newsletters, subscribers, mailings, deliveries, outcomes, addresses and their sealing.
//!
//! Pure but for the seal's own randomness: this crate knows neither the clock nor SQL, neither SMTP nor HTML. Instants
//! are [`jiff::Timestamp`]s, given by whoever calls.

pub mod address;
mod base32;
mod chance;
pub mod choices;
pub mod counts;
pub mod delivery;
pub mod failure;
pub mod hash;
pub mod id;
mod key_file;
pub mod keys;
pub mod lane;
pub mod life;
pub mod mailing;
pub mod mark;
pub mod newsletter;
pub mod notice;
pub mod pace;
pub mod redact;
pub mod request;
pub mod retry;
pub mod seal;
pub mod subscriber;
pub mod token;

pub use address::{Address, NotAnAddress};
pub use choices::{Choices, wanted};
pub use counts::Counts;
pub use delivery::{Delivery, State as DeliveryState};
pub use failure::{Failure, Lasting, Outcome, Scope, Suppress, outcome};
pub use hash::{AddressHash, LookupKeys};
pub use id::{DeliveryId, MailingId, NewsletterId, NoticeId, RequestId, SubscriberId, SubscriptionId};
pub use keys::{Keys, NotKeys, PublicKeys};
pub use lane::{Lane, LaneKeys};
pub use life::Press;
pub use mailing::{Mailing, MailingKind};
pub use mark::{Mark, MessageKeys};
pub use newsletter::{Newsletter, NewsletterSlug};
pub use notice::{Notice, NoticeKind};
pub use pace::{Due, Hour, NotAPace, Pace, Shifted};
pub use request::{Answer, Asked, Known, Request, Silence, answer};
pub use retry::{Settled, next_try, settle};
pub use seal::{CannotOpen, CannotSeal, Noun, OpeningKeys, Seal, SealId, SealingKey};
pub use subscriber::{Consent, Reason, Subscriber, SubscriberState, Subscription, SubscriptionState};
pub use token::{Grant, NotAToken, Purpose, Token, TokenHash, TokenKeys};
