//! The pages: each a typed value with its template in `templates/page/`, and samples of every state it can be in.
//!
//! `page(press, …)` decides every gap, link and date; a template only loops and asks whether something is there.

pub mod archive;
pub mod author;
pub mod authors;
pub mod commentary;
pub mod corrections;
pub mod edition;
pub mod error;
pub mod home;
pub mod next;
pub mod revision;
pub mod section;
pub mod sections;
pub mod standing;
pub mod subscribe;
pub mod subscription;
pub mod year;
