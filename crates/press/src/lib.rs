//! An archive and an edition become pages, feeds and pictures: templates, phrases, assets.
//!
//! Pure: the same archive, editions, permalink, language and origin give the same bytes. This crate knows neither the
//! clock nor today, neither a database nor the network, neither configuration nor who is reading.

pub mod assets;
pub mod card;
pub mod collate;
pub mod components;
pub mod dates;
pub mod feed;
pub mod frame;
pub mod mail;
pub mod markup;
pub mod page;
pub mod phrases;
mod press;
pub mod render;
pub mod sample;
pub mod sentence;
pub mod shown;
pub mod sitemap;
pub mod trace;
pub mod words;

pub use assets::{Asset, asset, colours_css};
pub use frame::{Frame, Head};
pub use phrases::Phrases;
pub use press::{Origin, Press};
pub use render::{Absent, Lost, Rendered, error, needs, render, robots, sitemap};
pub use words::{Lang, Words};
