//! A typed id per noun, over i64. They never leave this crate: others know things by their slugs.

use crate::engine::numbers;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) i64);
    )*
        numbers!($($name)*);
    };
}

ids! {
    /// A section.
    SectionId;
    /// A name that a section has from a day on.
    SectionNameId;
    /// A byline.
    BylineId;
    /// A standing page.
    PageId;
    /// An edition.
    EditionId;
    /// A section within an edition.
    VerdictId;
    /// A commentary.
    CommentaryId;
    /// A picture.
    PictureId;
    /// A correction.
    CorrectionId;
    /// A text.
    TextId;
}

/// Which editions are looked at: a range of ids, so that one statement serves for one and for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl Scope {
    /// No edition: what belongs to the publication.
    pub(crate) const PUBLICATION: Self = Self { from: 0, to: 0 };
    /// Every edition.
    pub(crate) const EDITIONS: Self = Self { from: 1, to: i64::MAX };

    /// One edition.
    pub(crate) fn of(edition: EditionId) -> Self {
        Self { from: edition.0, to: edition.0 }
    }
}
