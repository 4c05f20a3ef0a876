//! Mails: an edition as one mail with holes for its reader, and notices to one person.
//!
//! A mail is made from the same values as the pages. Nothing in it is fetched from anywhere, and nothing in its headers
//! says who subscribed, on which host or with which program.

mod envelope;
mod holes;
mod html;
mod matter;
mod notice;
mod plain;
mod plate;
mod prose;
mod sample;
mod sheet;
mod text;
mod told;

pub use envelope::Envelope;
pub use html::HTML_BYTES_MAX;
pub use notice::{Occasion, notice};
pub use plate::{NothingToSend, Order, Plate, Reader};
pub use sample::{Meant, SampleMail, samples};

#[cfg(test)]
mod tests;
