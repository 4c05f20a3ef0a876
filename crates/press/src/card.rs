//! The card of an edition, as other sites show it: 1200 × 630 pixels, drawn as SVG and made a PNG.
//!
//! On the left the edition's verdicts in words, on the right the same on ruled paper: each moves a pen one step up, level
//! or down. [`lettering`] breaks lines, because SVG does not.

mod drawing;
mod indexed;
mod lettering;
mod ruled;

use std::fmt;

use newsroom::{Direction, Verdict};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

/// Width in pixels.
pub const WIDTH: u32 = 1200;
/// Height in pixels.
pub const HEIGHT: u32 = 630;
/// Most sections on a card; those beyond are left out.
pub const SECTIONS_MAX: usize = 10;

/// The words on a card. Words in a script that the card's faces do not have (Latin and Cyrillic they have) are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardWords {
    /// The publication's name.
    pub name: String,
    /// The edition's days.
    pub period: String,
    /// Per section: its verdict, its title, the verdict's word.
    pub verdicts: Vec<(Verdict, String, String)>,
    /// Which way the language runs.
    pub direction: Direction,
}

/// A card could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardError(String);

impl fmt::Display for CardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the card could not be drawn: {}", self.0)
    }
}

impl std::error::Error for CardError {}

/// The card as PNG; the same words give the same bytes.
pub fn png(words: &CardWords) -> Result<Vec<u8>, CardError> {
    let failed = |error: &dyn fmt::Display| CardError(error.to_string());
    let tree = Tree::from_str(&drawing::svg(words), &lettering::options()).map_err(|error| failed(&error))?;
    let mut canvas = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| failed(&"no canvas"))?;
    resvg::render(&tree, Transform::identity(), &mut canvas.as_mut());
    indexed::png(&canvas).map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests;
