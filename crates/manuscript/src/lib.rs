//! Folders of texts to newsroom values and back, with every flaw located.
//!
//! The format is described in `docs/manuscript.md`. Reading never stops at the first flaw: it gives all of them, sorted
//! by place, and a proposal with what could be read. What a proposal does to what is there, `newsroom::proposal` settles.

pub mod edition;
pub mod fields;
mod places;
pub mod publication;
pub mod source;
mod text_file;
mod toml_text;

pub use places::Places;
pub use source::Files;
