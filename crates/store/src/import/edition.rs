//! Importing an edition.

use std::collections::BTreeMap;

use jiff::Timestamp;
use newsroom::proposal::edition::{Context, Settled, settle};
use newsroom::proposal::{EditionProposal, Objection, Part, Terms, Word};
use newsroom::{Edition, Master, Publication};

use super::{ImportError, claim, words};
use crate::engine::{Act, Ended, Tx};
use crate::{Error, audit, edition, generation, instant, publication};

/// An edition's proposal with all that goes with it.
#[derive(Clone, Debug)]
pub struct EditionImport<'a> {
    /// What the manuscript proposes.
    pub proposal: &'a EditionProposal,
    /// The masters of the pictures it names, by file; each was given to [`crate::Store::put_media`].
    pub masters: &'a BTreeMap<String, Master>,
    /// On what terms.
    pub terms: &'a Terms,
    /// What [`crate::Store::changes`] said when the manuscript was read.
    pub expected_changes: i64,
    /// The present instant.
    pub now: Timestamp,
}

impl Act for EditionImport<'_> {
    type Done = Settled;
    type Refused = ImportError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Settled>, ImportError> {
        claim(tx, self.expected_changes).await?;
        let publication = publication::load(tx).await?.ok_or(ImportError::NoPublication)?;
        let there = edition::find(tx, &self.proposal.slug()).await?;
        let settled = self.settle(tx, &publication, there.as_ref()).await?;
        if there.as_ref() == Some(&settled.edition) {
            return Ok(Ended::Rollback(settled));
        }
        self.write(tx, there.as_ref(), &settled).await?;
        Ok(Ended::Commit(settled))
    }
}

impl EditionImport<'_> {
    async fn settle(
        &self,
        tx: &mut Tx,
        publication: &Publication,
        there: Option<&Edition>,
    ) -> Result<Settled, ImportError> {
        let proposal = instant::proposal(self.proposal);
        let others = edition::others(tx).await?;
        let now = instant::micros(self.now);
        let context = Context { publication, others: &others, masters: self.masters, terms: self.terms, now };
        let settled = settle(&proposal, there, &context).map_err(ImportError::Objections)?;
        let unknown = unknown(&settled.edition, publication);
        if unknown.is_empty() { Ok(settled) } else { Err(ImportError::Objections(unknown)) }
    }

    async fn write(&self, tx: &mut Tx, there: Option<&Edition>, settled: &Settled) -> Result<(), Error> {
        let (at, slug) = (instant::micros(self.now), settled.edition.slug.as_str());
        edition::save(tx, there, &settled.edition, at).await?;
        if settled.edition.state.published().is_some() {
            generation::raise(tx, at, &format!("import {slug}")).await?;
        }
        let known = there.map_or(0, |there| there.corrections.len());
        let corrects =
            matches!(self.terms.word, Some(Word::Correction(_))) && settled.edition.corrections.len() > known;
        let act = if corrects { "correct" } else { "import" };
        let detail = words::detail(self.terms, &settled.did);
        audit::append(tx, &audit::Record { at, act, subject: slug, detail: &detail }).await
    }
}

/// Sections, bylines and languages that the publication does not have. A manuscript that was read against this very
/// publication names none.
fn unknown(edition: &Edition, publication: &Publication) -> Vec<Objection> {
    let mut objections = Vec::new();
    let mut object = |part: Part, kind: &str, word: &str| {
        objections.push(Objection::new(part, format!("the publication has no {kind} `{word}`"), None));
    };
    for judged in &edition.sections {
        let section = &judged.section;
        if publication.section(section).is_none() {
            object(Part::Section(section.clone()), "section", section.as_str());
        }
        for language in judged.reason.0.keys().filter(|language| !publication.languages.has(language)) {
            object(Part::Reason(section.clone(), language.clone()), "language", language.as_str());
        }
    }
    for commentary in edition.commentaries() {
        for byline in commentary.bylines.iter().filter(|byline| publication.byline(byline).is_none()) {
            object(Part::Bylines(commentary.slug.clone()), "byline", byline.as_str());
        }
        for language in commentary.texts.0.keys().filter(|language| !publication.languages.has(language)) {
            object(Part::Text(commentary.slug.clone(), language.clone()), "language", language.as_str());
        }
    }
    for language in edition.mail.languages().into_iter().filter(|language| !publication.languages.has(language)) {
        object(Part::Key("mail"), "language", language.as_str());
    }
    for language in edition.front.0.keys().filter(|language| !publication.languages.has(language)) {
        object(Part::Front(language.clone()), "language", language.as_str());
    }
    objections
}
