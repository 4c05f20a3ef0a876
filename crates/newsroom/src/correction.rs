//! Corrections: public, numbered, dated notes on what changed after publication.

use jiff::Timestamp;

use crate::{CommentarySlug, Language, SectionSlug, Texts, Verdict};

/// One correction of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Counted from 1 within its edition.
    pub number: u32,
    /// When it was published.
    pub published: Timestamp,
    /// What changed, per language.
    pub note: Texts<String>,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// One thing a correction changed. Its note is shown along the chain on pages of the language changed; that of a verdict
/// or of bylines in all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A commentary's text in a language; `revision` is the public revision that it replaced, counted from 1.
    Commentary {
        /// Which commentary.
        commentary: CommentarySlug,
        /// In which language.
        language: Language,
        /// The number of the earlier public revision.
        revision: u32,
    },
    /// A verdict; what it was before.
    Verdict {
        /// Of which section.
        section: SectionSlug,
        /// The verdict before.
        before: Verdict,
    },
    /// The reason of a verdict in a language; the words before.
    Reason {
        /// Of which section.
        section: SectionSlug,
        /// In which language.
        language: Language,
        /// The words before.
        before: String,
    },
    /// The edition's front in a language.
    Front {
        /// In which language.
        language: Language,
        /// The front before.
        before: crate::Front,
    },
    /// Who is named for a commentary.
    Bylines {
        /// Which commentary.
        commentary: CommentarySlug,
    },
    /// A date or the number; in words of the manuscript: `the last day`.
    Facts {
        /// What was changed.
        what: String,
    },
}

impl Correction {
    /// Whether a reader of this commentary in this language is told.
    pub fn concerns(&self, commentary: &CommentarySlug, in_language: &Language) -> bool {
        let section = commentary.parts().map(|(section, _)| section);
        self.changes.iter().any(|change| match change {
            Change::Commentary { commentary: changed, language, .. } => {
                changed == commentary && language == in_language
            }
            Change::Reason { section: changed, language, .. } => {
                Some(changed) == section.as_ref() && language == in_language
            }
            Change::Verdict { section: changed, .. } => Some(changed) == section.as_ref(),
            Change::Bylines { commentary: changed } => changed == commentary,
            Change::Front { .. } | Change::Facts { .. } => false,
        })
    }
}
