//! The archive: everything ever published, in short; one immutable value per generation.

use std::collections::BTreeSet;

use crate::{
    BylineSlug, Commentary, Edition, EditionSlug, Headline, Judged, Kind, Language, Master, MediaHash, Period,
    Permalink, Publication, SectionSlug, State, Verdict,
};

/// Everything ever published. What is drawn from several editions (runs, traces, lists) is asked here.
#[derive(Clone, Debug, PartialEq)]
pub struct Archive {
    /// Raised with any change of what readers see.
    pub generation: u64,
    /// The publication.
    pub publication: Publication,
    /// Every edition that was ever published (withdrawn ones too), by first day, oldest first.
    pub editions: Vec<Edition<Headline>>,
}

/// One verdict in a section's series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The edition that gave it.
    pub edition: EditionSlug,
    /// The edition's days.
    pub period: Period,
    /// The verdict.
    pub verdict: Verdict,
}

/// How many verdicts of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Improved.
    pub improved: usize,
    /// Unchanged.
    pub unchanged: usize,
    /// Worsened.
    pub worsened: usize,
    /// Not assessed.
    pub not_assessed: usize,
}

impl Tally {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Improved => tally.improved += 1,
                Verdict::Unchanged => tally.unchanged += 1,
                Verdict::Worsened => tally.worsened += 1,
                Verdict::NotAssessed => tally.not_assessed += 1,
            }
        }
        tally
    }
}

impl Archive {
    /// The editions that readers can open, oldest first.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = &Edition<Headline>> {
        self.editions.iter().filter(|edition| edition.is_published())
    }

    /// The regular editions that readers can open, oldest first: the series.
    pub fn regular(&self) -> impl DoubleEndedIterator<Item = &Edition<Headline>> {
        self.published().filter(|edition| edition.kind == Kind::Regular)
    }

    /// The newest regular edition.
    pub fn newest(&self) -> Option<&Edition<Headline>> {
        self.regular().next_back()
    }

    /// The edition of this slug, published or withdrawn.
    pub fn edition(&self, slug: &EditionSlug) -> Option<&Edition<Headline>> {
        self.editions.iter().find(|edition| edition.slug == *slug)
    }

    /// The regular editions before and after one.
    pub fn neighbours(&self, slug: &EditionSlug) -> (Option<&Edition<Headline>>, Option<&Edition<Headline>>) {
        let before = self.regular().take_while(|edition| edition.slug < *slug).last();
        let after = self.regular().find(|edition| edition.slug > *slug);
        (before, after)
    }

    /// A section's verdicts in the series, oldest first. Flash editions do not enter it.
    pub fn series(&self, section: &SectionSlug) -> Vec<Mark> {
        let mark = |edition: &Edition<Headline>| {
            let verdict = edition.judged(section)?.verdict?;
            Some(Mark { edition: edition.slug.clone(), period: edition.period, verdict })
        };
        self.regular().filter_map(mark).collect()
    }

    /// How many editions in a row, up to and with this one, gave the section the verdict it gives. Not assessed breaks a
    /// run, a missing edition does not; 0 without a verdict, or with "not assessed".
    pub fn run(&self, section: &SectionSlug, edition: &EditionSlug) -> usize {
        let series = self.series(section);
        let up_to = series.iter().rev().skip_while(|mark| mark.edition != *edition);
        let Some(verdict) = up_to.clone().next().map(|mark| mark.verdict) else {
            return 0;
        };
        if verdict == Verdict::NotAssessed { 0 } else { up_to.take_while(|mark| mark.verdict == verdict).count() }
    }

    /// The years in which published editions begin, newest first.
    pub fn years(&self) -> Vec<i16> {
        let years: BTreeSet<i16> = self.published().map(|edition| edition.period.first().year()).collect();
        years.into_iter().rev().collect()
    }

    /// The commentaries on a section, newest first, with their editions.
    pub fn on(&self, section: &SectionSlug) -> impl Iterator<Item = Said<'_>> {
        self.said().filter(move |said| said.judged.section == *section)
    }

    /// The commentaries under a byline, newest first, with their editions.
    pub fn by(&self, byline: &BylineSlug) -> impl Iterator<Item = Said<'_>> {
        self.said().filter(move |said| said.commentary.bylines.contains(byline))
    }

    /// Every published commentary, newest first.
    pub fn said(&self) -> impl Iterator<Item = Said<'_>> {
        self.published().rev().flat_map(|edition| {
            let within = move |judged| of_judged(edition, judged);
            edition.sections.iter().flat_map(within)
        })
    }

    /// Whether a place can be shown in a language: its text exists along the language's chain.
    pub fn shows(&self, place: &Permalink, language: &Language) -> bool {
        let languages = &self.publication.languages;
        match place {
            Permalink::Standing(slug) => {
                self.publication.page(slug).is_some_and(|page| page.texts.along(languages, language).is_some())
            }
            Permalink::Commentary(edition, commentary) => self
                .edition(edition)
                .filter(|edition| edition.is_published())
                .and_then(|edition| edition.commentary(commentary))
                .is_some_and(|(_, commentary)| commentary.texts.along(languages, language).is_some()),
            Permalink::Revision(edition, commentary, number) => self
                .edition(edition)
                .filter(|edition| edition.is_published())
                .and_then(|edition| edition.commentary(commentary))
                .and_then(|(_, commentary)| commentary.texts.get(language))
                .is_some_and(|text| text.earlier.iter().any(|earlier| earlier.number == *number)),
            _ => languages.has(language),
        }
    }

    /// The language in which a place is shown to readers of a language: itself, or the next of its chain.
    pub fn shown_in<'a>(&'a self, place: &Permalink, language: &'a Language) -> &'a Language {
        let languages = &self.publication.languages;
        let found = match place {
            Permalink::Standing(slug) => {
                self.publication.page(slug).and_then(|page| page.texts.along(languages, language)).map(|(tag, _)| tag)
            }
            Permalink::Commentary(edition, slug) => {
                let commentary = self.edition(edition).and_then(|edition| edition.commentary(slug));
                commentary.and_then(|(_, c)| c.texts.along(languages, language)).map(|(tag, _)| tag)
            }
            _ => None,
        };
        found.unwrap_or(language)
    }

    /// Whether readers are shown a picture: by an edition that they can open, or as the publication's logo.
    pub fn shows_media(&self, hash: &MediaHash) -> bool {
        let is_it =
            |master: &Master| master.hash == *hash || master.small.as_ref().is_some_and(|(small, ..)| small == hash);
        let pictures =
            self.published().flat_map(Edition::commentaries).filter_map(|commentary| commentary.picture.as_ref());
        pictures.map(|picture| &picture.master).chain(&self.publication.logo).any(is_it)
    }

    /// Whether an edition was withdrawn.
    pub fn is_withdrawn(&self, slug: &EditionSlug) -> bool {
        self.edition(slug).is_some_and(|edition| matches!(edition.state, State::Withdrawn { .. }))
    }
}

/// A commentary where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The edition.
    pub edition: &'a Edition<Headline>,
    /// The section within it.
    pub judged: &'a Judged<Headline>,
    /// The commentary.
    pub commentary: &'a Commentary<Headline>,
}

fn of_judged<'a>(edition: &'a Edition<Headline>, judged: &'a Judged<Headline>) -> impl Iterator<Item = Said<'a>> {
    judged.commentaries.iter().map(move |commentary| Said { edition, judged, commentary })
}
