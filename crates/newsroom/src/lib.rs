//! What we say: a publication, its editions, sections, commentaries, verdicts and texts, and where each stays found.
//!
//! Pure: this crate knows neither the clock nor chance, neither SQL nor HTTP, neither HTML nor mail. Instants are
//! [`jiff::Timestamp`]s and days [`jiff::civil::Date`]s, given by whoever calls.

pub mod archive;
pub mod byline;
pub mod correction;
pub mod edition;
pub mod flaw;
pub mod language;
pub mod mail_words;
pub mod media;
pub mod period;
pub mod permalink;
pub mod proposal;
pub mod publication;
pub mod section;
pub mod slug;
pub mod text;
pub mod verdict;

pub use archive::Archive;
pub use byline::{Byline, Shown};
pub use correction::{Change, Correction};
pub use edition::{Commentary, Edition, Judged, Kind, Missing, State};
pub use flaw::{Flaw, Hint, Place};
pub use language::{Direction, Labels, Language, Languages, Spoken};
pub use mail_words::MailWords;
pub use media::{Master, MediaHash, Picture};
pub use period::{Period, PeriodKind};
pub use permalink::Permalink;
pub use publication::{Publication, PublicationId, StandingPage};
pub use section::{Section, SectionName};
pub use slug::{BylineSlug, CommentarySlug, EditionSlug, PageSlug, SectionSlug};
pub use text::{Base, Earlier, Front, Headline, Prose, Text, Texts, Written};
pub use verdict::Verdict;
