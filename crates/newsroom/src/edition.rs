//! Editions: one period's issue, with its verdicts and commentaries.

use jiff::Timestamp;

use crate::{
    BylineSlug, CommentarySlug, Correction, EditionSlug, Front, Headline, Language, MailWords, Period, Picture, Prose,
    Publication, SectionSlug, Texts, Verdict,
};

/// One issue. `P` is how much of each commentary it holds: all its [`Prose`], or (in the archive) its [`Headline`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition<P = Prose> {
    /// Its permalink, given at first publication and never recomputed.
    pub slug: EditionSlug,
    /// Regular or flash.
    pub kind: Kind,
    /// Its running number, given at first publication; a flash edition has none.
    pub number: Option<u32>,
    /// Its number within the year of its first day, likewise.
    pub year_number: Option<u32>,
    /// Its days.
    pub period: Period,
    /// Nothing after this instant is taken into account.
    pub cutoff: Option<Timestamp>,
    /// How far it is.
    pub state: State,
    /// What stands above the verdicts, per language.
    pub front: Texts<Front>,
    /// Its sections, in order.
    pub sections: Vec<Judged<P>>,
    /// Its corrections, by number.
    pub corrections: Vec<Correction>,
    /// What it says in its mails around its texts.
    pub mail: MailWords,
    /// Why it was withdrawn, per language.
    pub withdrawal: Texts<String>,
}

/// Whether an edition covers a period of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// In the series: numbered, and its verdicts move the traces.
    Regular,
    /// About one event between two regular editions; its verdicts do not enter the series.
    Flash,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Flash];

    /// The word manuscripts and tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Flash => "flash",
        }
    }

    /// Reads the word that [`Kind::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How far an edition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// To be published at an instant.
    Scheduled(Timestamp),
    /// Public since an instant.
    Published(Timestamp),
    /// Public once, taken back at an instant.
    Withdrawn {
        /// When it was published.
        published: Timestamp,
        /// When it was taken back.
        at: Timestamp,
    },
}

impl State {
    /// The word tables and listings show.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled(_) => "scheduled",
            Self::Published(_) => "published",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// When it was published, if it ever was.
    pub fn published(self) -> Option<Timestamp> {
        match self {
            Self::Draft | Self::Scheduled(_) => None,
            Self::Published(at) | Self::Withdrawn { published: at, .. } => Some(at),
        }
    }
}

/// One section in one edition: its verdict, the reason, and what was said on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<P = Prose> {
    /// Which section.
    pub section: SectionSlug,
    /// The verdict, once there is one.
    pub verdict: Option<Verdict>,
    /// One line of reason per language; for a section not assessed, why.
    pub reason: Texts<String>,
    /// The commentaries, usually one.
    pub commentaries: Vec<Commentary<P>>,
}

/// What is said on one section in one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commentary<P = Prose> {
    /// Its permalink within the edition.
    pub slug: CommentarySlug,
    /// Who is named for it, in order.
    pub bylines: Vec<BylineSlug>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Its text per language.
    pub texts: Texts<P>,
}

/// Something an edition does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A section that the publication judges, and the edition leaves out.
    Section(SectionSlug),
    /// A section's verdict.
    Verdict(SectionSlug),
    /// A reason in a language.
    Reason(SectionSlug, Language),
    /// Any commentary on a section.
    Commentary(SectionSlug),
    /// A commentary in a language.
    Translation(CommentarySlug, Language),
}

impl<P> Edition<P> {
    /// All its commentaries, in order.
    pub fn commentaries(&self) -> impl Iterator<Item = &Commentary<P>> {
        self.sections.iter().flat_map(|judged| &judged.commentaries)
    }

    /// The commentary of this slug, with the section it is on.
    pub fn commentary(&self, slug: &CommentarySlug) -> Option<(&Judged<P>, &Commentary<P>)> {
        let within = |judged: &'_ Judged<P>| judged.commentaries.iter().position(|commentary| commentary.slug == *slug);
        self.sections.iter().find_map(|judged| within(judged).map(|place| (judged, &judged.commentaries[place])))
    }

    /// The section of this slug.
    pub fn judged(&self, section: &SectionSlug) -> Option<&Judged<P>> {
        self.sections.iter().find(|judged| judged.section == *section)
    }

    /// Published at an instant: every text that nobody has seen is public since then.
    pub fn make_public(&mut self, at: Timestamp) {
        self.state = State::Published(at);
        self.front.make_public(at);
        for judged in &mut self.sections {
            judged.reason.make_public(at);
            judged.commentaries.iter_mut().for_each(|commentary| commentary.texts.make_public(at));
        }
    }

    /// Whether readers see it.
    pub fn is_published(&self) -> bool {
        matches!(self.state, State::Published(_))
    }

    /// What the edition does not have, of what the publication's sections and languages lead one to expect.
    pub fn missing(&self, publication: &Publication) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.kind == Kind::Regular {
            let expected = publication.sections.iter().filter(|section| section.is_judged_on(self.period.first()));
            let left_out = expected.filter(|section| self.judged(&section.slug).is_none());
            missing.extend(left_out.map(|section| Missing::Section(section.slug.clone())));
        }
        for judged in &self.sections {
            let section = &judged.section;
            if judged.verdict.is_none() {
                missing.push(Missing::Verdict(section.clone()));
            }
            if judged.commentaries.is_empty() && judged.verdict != Some(Verdict::NotAssessed) {
                missing.push(Missing::Commentary(section.clone()));
            }
            for spoken in publication.languages.iter() {
                if judged.verdict.is_some() && judged.reason.get(&spoken.language).is_none() {
                    missing.push(Missing::Reason(section.clone(), spoken.language.clone()));
                }
                let without = judged.commentaries.iter().filter(|c| c.texts.get(&spoken.language).is_none());
                missing.extend(without.map(|c| Missing::Translation(c.slug.clone(), spoken.language.clone())));
            }
        }
        missing
    }
}

impl Edition<Prose> {
    /// The edition in short, as the archive keeps it.
    pub fn short(&self) -> Edition<Headline> {
        let commentary = |commentary: &Commentary<Prose>| Commentary {
            slug: commentary.slug.clone(),
            bylines: commentary.bylines.clone(),
            picture: commentary.picture.clone(),
            texts: commentary.texts.map(|prose| Headline::from(prose)),
        };
        let judged = |judged: &Judged<Prose>| Judged {
            section: judged.section.clone(),
            verdict: judged.verdict,
            reason: judged.reason.clone(),
            commentaries: judged.commentaries.iter().map(commentary).collect(),
        };
        Edition {
            slug: self.slug.clone(),
            kind: self.kind,
            number: self.number,
            year_number: self.year_number,
            period: self.period,
            cutoff: self.cutoff,
            state: self.state,
            front: self.front.clone(),
            sections: self.sections.iter().map(judged).collect(),
            corrections: self.corrections.clone(),
            mail: self.mail.clone(),
            withdrawal: self.withdrawal.clone(),
        }
    }
}
