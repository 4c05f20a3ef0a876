//! Parts that several pages share: each a typed value with its template in `templates/components/`.
//!
//! A template writes one as `{{ name }}`; it is HTML already and is not escaped again.

mod boxes;
mod byline;
mod correction;
mod editions;
mod newsletter;
mod picture;
mod prose;
mod verdict;

pub use boxes::{Follow, Latest, LatestItem, LinkTo, follow, items, latest};
pub use byline::{Byline, Named, byline};
pub use correction::{Note, correction, shows_in};
pub use editions::{Cell, EditionRow, Editions, editions, row};
pub use newsletter::{CONSENT, Form, Line, Room, Subscribing, Wrong, form, preset, room};
pub use picture::{Figure, figure};
pub use prose::{Prose, prose};
pub use verdict::{
    Judgement, Months, Symbol, Trace, by_movement, counts, judgement, months, run, since, strip, title, word,
};
