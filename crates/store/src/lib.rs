//! Every SQL statement, a file a noun, on SQLite and PostgreSQL; and where media lie.
//!
//! One SQL text serves both engines; only `engine` asks which it is. Every write is one transaction that first locks the
//! publication's row: writers form a line, and a generation's number commits in order. This crate knows nothing of pages,
//! mail or the web.

mod audit;
mod byline;
mod commentary;
mod correction;
mod database;
mod edition;
mod engine;
mod error;
mod generation;
mod id;
mod import;
mod instant;
mod label;
mod language;
mod link;
mod media;
mod migrations;
mod page;
mod picture;
mod publication;
mod publish;
mod redirect;
mod section;
mod store;
mod text;
mod verdict;
mod withdraw;

pub use audit::Entry;
pub use database::Database;
pub use error::Error;
pub use import::{EditionImport, ImportError, PublicationImport};
pub use publish::PublishError;
pub use store::Store;
pub use withdraw::WithdrawError;
