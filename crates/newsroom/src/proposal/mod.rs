//! Proposals: what a manuscript would have an edition or publication be, and what comes of it.
//!
//! What is absent in a proposal stays as it is; a list that is there replaces the list. Settling is all or nothing:
//! [`edition::settle`] gives the edition as it will be, or every [`Objection`] at once.

mod changes;
pub mod edition;
pub mod publication;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    Base, BylineSlug, CommentarySlug, EditionSlug, Kind, Labels, Language, MailWords, Period, SectionSlug, Verdict,
    Written, flaw::Hint,
};

/// What a manuscript proposes for one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionProposal {
    /// Regular or flash.
    pub kind: Kind,
    /// Which flash edition of its first day, counted from 1.
    pub flash: u32,
    /// Its days.
    pub period: Period,
    /// The information cut-off.
    pub cutoff: Option<Timestamp>,
    /// Counts as published since then; no mailing ever comes of it.
    pub published: Option<Timestamp>,
    /// Its running number.
    pub number: Option<u32>,
    /// Its number within its year.
    pub year_number: Option<u32>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(Timestamp, Labels)>,
    /// What it says in its mails; absent words are not there, words taken away are empty.
    pub mail: MailWords,
    /// Fronts per language; absent keys of a front are `None`.
    pub fronts: BTreeMap<Language, Proposed<FrontPatch>>,
    /// The sections in order, if the list is there.
    pub sections: Option<Vec<ProposedSection>>,
    /// Commentaries' texts.
    pub texts: BTreeMap<(CommentarySlug, Language), Proposed<ProsePatch>>,
    /// Corrections that were made, by number.
    pub corrections: BTreeMap<u32, ProposedCorrection>,
}

/// A text with what its manuscript says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed<P> {
    /// What it says.
    pub content: P,
    /// Original or translation.
    pub written: Written,
    /// The revision it stands on, if an export named one.
    pub base: Option<Base>,
    /// When it was added to an edition already published; of a standing page, since when it has had these words.
    pub added: Option<Timestamp>,
}

/// A front with its absent keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontPatch {
    /// The overview.
    pub overview: Option<String>,
    /// The takeaways.
    pub takeaways: Option<Vec<String>>,
}

/// A commentary's text with its absent keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProsePatch {
    /// The headline.
    pub headline: Option<String>,
    /// The lead.
    pub lead: Option<String>,
    /// The body; always there when its file is.
    pub body: String,
    /// The outlook.
    pub outlook: Option<String>,
}

/// A section of an edition as proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedSection {
    /// Which section.
    pub section: SectionSlug,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// Its reason per language.
    pub reasons: BTreeMap<Language, Proposed<String>>,
    /// Its commentaries, the first one always there.
    pub commentaries: Vec<ProposedCommentary>,
}

/// What of a commentary no language changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposedCommentary {
    /// Its bylines, if the list is there.
    pub bylines: Option<Vec<BylineSlug>>,
    /// Its picture.
    pub picture: Option<ProposedPicture>,
}

/// A picture as proposed; its file lies beside the texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposedPicture {
    /// The file's name.
    pub file: String,
    /// For those who do not see it.
    pub alt: Labels,
    /// Below it.
    pub caption: Labels,
    /// Whose it is.
    pub credit: Labels,
}

/// A correction made before: its note, and what stood there before it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedCorrection {
    /// When it was published.
    pub published: Timestamp,
    /// What changed, per language.
    pub note: BTreeMap<Language, String>,
    /// Texts as they were.
    pub texts: BTreeMap<(CommentarySlug, Language), ProsePatch>,
    /// Verdicts as they were.
    pub verdicts: BTreeMap<SectionSlug, Verdict>,
    /// Reasons as they were.
    pub reasons: BTreeMap<(SectionSlug, Language), String>,
    /// Fronts as they were.
    pub fronts: BTreeMap<Language, FrontPatch>,
    /// Commentaries whose bylines were changed.
    pub bylines: Vec<CommentarySlug>,
    /// Dates and numbers that were changed, in words.
    pub facts: Vec<String>,
}

/// On what terms a proposal is taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Also over revisions that the manuscript does not know.
    pub over: bool,
    /// What is said of changes to what readers have seen.
    pub word: Option<Word>,
}

/// What is said of a change to what readers have seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// A public note per language.
    Correction(BTreeMap<Language, String>),
    /// No public note: spelling, a broken link.
    Minor(String),
}

/// What an objection is about; whoever read the manuscript knows its file and line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A key of `edition.toml` or `publication.toml`.
    Key(&'static str),
    /// A section in the list.
    Section(SectionSlug),
    /// A section's verdict.
    Verdict(SectionSlug),
    /// A section's reason in a language.
    Reason(SectionSlug, Language),
    /// A commentary's bylines.
    Bylines(CommentarySlug),
    /// A commentary's picture.
    Picture(CommentarySlug),
    /// A commentary's text in a language.
    Text(CommentarySlug, Language),
    /// The front in a language.
    Front(Language),
    /// A correction.
    Correction(u32),
}

/// Why a proposal cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Objection {
    /// What it is about.
    pub part: Part,
    /// What is wrong, in one sentence without a full stop.
    pub problem: String,
    /// What to do about it.
    pub hint: Option<Hint>,
}

impl Objection {
    /// An objection with advice.
    pub fn new(part: Part, problem: impl Into<String>, hint: Option<&str>) -> Self {
        Self { part, problem: problem.into(), hint: hint.map(|hint| Hint::Try(hint.to_owned())) }
    }
}

/// What a proposal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// The edition was not there before.
    New,
    /// A text that was not there before.
    Added(Part),
    /// Something that was there and says something else now.
    Changed(Part),
}

impl EditionProposal {
    /// The permalink's segment of the edition that is meant.
    pub fn slug(&self) -> EditionSlug {
        match self.kind {
            Kind::Regular => EditionSlug::regular(self.period.first()),
            Kind::Flash => EditionSlug::flash(self.period.first(), self.flash),
        }
    }
}

impl Labels {
    /// Takes over what the other says; an empty word takes a language's words away.
    pub fn merge(&mut self, other: &Self) {
        for (language, words) in &other.0 {
            if words.is_empty() {
                self.0.remove(language);
            } else {
                self.0.insert(language.clone(), words.clone());
            }
        }
    }
}
