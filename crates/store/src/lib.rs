//! Every SQL statement, a file a noun, on SQLite and PostgreSQL; and where media lie.
//!
//! One SQL text serves both engines; only `engine` asks which it is. Every write of the newsroom is one transaction that
//! first locks the publication's row: writers form a line, and a generation's number commits in order. The mailroom's
//! writes lock the subscriber, the mailing or the deliveries that they are about: who leaves waits for nobody who
//! publishes. Sealed addresses are bytes here; this crate holds no key, and knows nothing of pages, SMTP or the web.

mod admit;
mod audit;
mod byline;
mod commentary;
mod correction;
mod count;
mod database;
mod delivery;
mod edition;
mod engine;
mod error;
mod forget;
mod generation;
mod granted;
mod hold;
mod id;
mod import;
mod instant;
mod label;
mod language;
mod link;
mod mail;
mod mailing;
mod media;
mod migrations;
mod newsletter;
mod notice;
mod page;
mod picture;
mod press;
mod publication;
mod publish;
mod purge;
mod redirect;
mod remove;
mod request;
mod returned;
mod section;
mod store;
mod subscriber;
mod subscription;
mod text;
mod token;
mod unpublish;
mod verdict;
mod withdraw;
mod worker;

pub use admit::{AdmitError, Admitting, Candidate};
pub use audit::Entry;
pub use count::ListCounts;
pub use database::Database;
pub use delivery::{Claimed, Settlement};
pub use error::Error;
pub use granted::Granted;
pub use hold::{Claim, Hold};
pub use import::{EditionImport, ImportError, PublicationImport};
pub use mailing::{PlannedMailing, Progress, Steer, SteerError};
pub use notice::ClaimedNotice;
pub use press::{Change, Pressed};
pub use publish::PublishError;
pub use remove::RemoveError;
pub use request::{NewRequest, Opening, RequestError, Unopened};
pub use returned::Returned;
pub use store::Store;
pub use subscriber::{Found, Sealed};
pub use subscription::Line;
pub use token::{TokenMaker, TokenRow};
pub use unpublish::UnpublishError;
pub use withdraw::WithdrawError;
pub use worker::WorkerError;
