//! Settling an edition's proposal: the edition as it will be, or everything that stands against it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::changes::Ledger;
use super::{Did, EditionProposal, Objection, Part, ProposedPicture, ProposedSection, ProsePatch, Terms};
use crate::{
    Commentary, CommentarySlug, Edition, EditionSlug, Front, Judged, Kind, Language, MailWords, Master, Period,
    Picture, Prose, Publication, State,
};

/// What settling needs to know besides proposal and edition.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The publication.
    pub publication: &'a Publication,
    /// All editions there are, this one included.
    pub others: &'a [Other],
    /// The masters of the pictures that the manuscript names, by file.
    pub masters: &'a BTreeMap<String, Master>,
    /// On what terms.
    pub terms: &'a Terms,
    /// The present instant.
    pub now: Timestamp,
}

/// An edition in a line, for overlaps and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its slug.
    pub slug: EditionSlug,
    /// Its kind.
    pub kind: Kind,
    /// Its days.
    pub period: Period,
    /// Its number.
    pub number: Option<u32>,
    /// Its number within the year of its first day.
    pub year_number: Option<u32>,
}

/// The edition as it will be, and what was done to it; nothing when the proposal changes nothing.
#[derive(Clone, Debug)]
pub struct Settled {
    /// As it will be.
    pub edition: Edition,
    /// What was done.
    pub did: Vec<Did>,
}

/// Lays a proposal onto the edition that is there, if any.
pub fn settle(
    proposal: &EditionProposal,
    there: Option<&Edition>,
    context: &Context<'_>,
) -> Result<Settled, Vec<Objection>> {
    let mut edition = there.cloned().unwrap_or_else(|| blank(proposal));
    let mut ledger = Ledger::new(there, proposal, context);
    facts(proposal, &mut edition, &mut ledger);
    sections(proposal, &mut edition, &mut ledger);
    for (language, proposed) in &proposal.fronts {
        let part = Part::Front(language.clone());
        let mut front: Front = edition.front.get(language).map(|text| text.content.clone()).unwrap_or_default();
        take(&mut front.overview, &proposed.content.overview);
        take(&mut front.takeaways, &proposed.content.takeaways);
        ledger.text(&mut edition.front, language, proposed, (part, front));
    }
    texts(proposal, &mut edition, &mut ledger);
    mail(proposal, &mut edition, &mut ledger);
    let did = ledger.close(proposal, &mut edition)?;
    Ok(Settled { edition, did })
}

/// The numbers an edition gets at its first publication: running, and within its year. A flash edition has none.
pub fn numbers(period: &Period, kind: Kind, others: &[Other]) -> (Option<u32>, Option<u32>) {
    if kind == Kind::Flash {
        return (None, None);
    }
    let newest = others.iter().filter_map(|other| other.number).max().unwrap_or(0);
    let same_year = others.iter().filter(|other| other.period.first().year() == period.first().year());
    let newest_in_year = same_year.filter_map(|other| other.year_number).max().unwrap_or(0);
    (Some(newest + 1), Some(newest_in_year + 1))
}

fn blank(proposal: &EditionProposal) -> Edition {
    Edition {
        slug: proposal.slug(),
        kind: proposal.kind,
        number: None,
        year_number: None,
        period: proposal.period,
        cutoff: None,
        state: State::Draft,
        front: Default::default(),
        sections: Vec::new(),
        corrections: Vec::new(),
        mail: Default::default(),
        withdrawal: Default::default(),
    }
}

/// Kind, dates, cut-off, number: said once, changed only in the open.
fn facts(proposal: &EditionProposal, edition: &mut Edition, ledger: &mut Ledger<'_>) {
    overlaps(proposal, edition, ledger);
    if edition.period != proposal.period {
        edition.period = proposal.period;
        ledger.fact("last_day", "the last day");
    }
    if proposal.cutoff.is_some() && edition.cutoff != proposal.cutoff {
        edition.cutoff = proposal.cutoff;
        ledger.fact("cutoff", "the information cut-off");
    }
    let too_early = edition.cutoff.is_some_and(|at| ledger.publication().day_of(at) < edition.period.first());
    if too_early {
        ledger.object(Part::Key("cutoff"), "the cut-off lies before the first day", None);
    }
    if let Some(published) = proposal.published {
        instant(published, edition, ledger);
    }
    if proposal.published.is_some() && edition.state.published() != proposal.published {
        if edition.state.published().is_some() {
            ledger.object(Part::Key("published"), "the edition was published at another instant", None);
        }
        edition.make_public(proposal.published.unwrap_or_default());
    }
    if edition.kind == Kind::Flash && proposal.number.is_some() {
        ledger.object(Part::Key("number"), "a flash edition has no number", None);
    }
    number(proposal, edition, ledger);
}

/// `published` moves in what was published before; it is no way to publish at an hour to come.
fn instant(published: Timestamp, edition: &Edition, ledger: &mut Ledger<'_>) {
    let part = Part::Key("published");
    if published > ledger.now() {
        let hint = "leave it out, import, and run `barograph edition publish` when the hour has come";
        ledger.object(part, "`published` lies in the future", Some(hint));
    } else if ledger.publication().day_of(published) < edition.period.first() {
        ledger.object(part, "`published` lies before the first day", None);
    }
}

fn overlaps(proposal: &EditionProposal, edition: &Edition, ledger: &mut Ledger<'_>) {
    if proposal.kind == Kind::Flash {
        return;
    }
    let regular = ledger.others().iter().filter(|other| other.kind == Kind::Regular && other.slug != edition.slug);
    let overlapping: Vec<_> = regular.filter(|other| other.period.overlaps(&proposal.period)).cloned().collect();
    for other in overlapping {
        let (first, last) = (other.period.first(), other.period.last());
        let problem = format!("the period shares days with the regular edition {} ({first} to {last})", other.slug);
        ledger.object(Part::Key("first_day"), problem, None);
    }
}

fn number(proposal: &EditionProposal, edition: &mut Edition, ledger: &mut Ledger<'_>) {
    let others: Vec<Other> = ledger.others().iter().filter(|other| other.slug != edition.slug).cloned().collect();
    let (next, next_in_year) = numbers(&edition.period, edition.kind, &others);
    let public = edition.state.published().is_some();
    let wanted = proposal.number.or(edition.number).or(if public { next } else { None });
    if wanted != edition.number && edition.kind == Kind::Regular {
        let taken = wanted.is_some() && others.iter().any(|other| other.number == wanted);
        if taken {
            ledger.object(Part::Key("number"), format!("another edition has the number {}", wanted.unwrap_or(0)), None);
        }
        edition.number = wanted;
        ledger.fact("number", "the number");
    }
    let in_year = proposal.year_number.or(edition.year_number).or(if public { next_in_year } else { None });
    if in_year != edition.year_number && edition.kind == Kind::Regular {
        let same_year = others.iter().filter(|other| other.period.first().year() == edition.period.first().year());
        if in_year.is_some() && same_year.clone().any(|other| other.year_number == in_year) {
            let problem = format!("another edition of the year has the number {}", in_year.unwrap_or(0));
            ledger.object(Part::Key("number_in_year"), problem, None);
        }
        edition.year_number = in_year;
        ledger.fact("number_in_year", "the number within the year");
    }
}

fn sections(proposal: &EditionProposal, edition: &mut Edition, ledger: &mut Ledger<'_>) {
    let Some(proposed) = &proposal.sections else {
        return;
    };
    let mut before = std::mem::take(&mut edition.sections);
    let order: Vec<_> = before.iter().map(|judged| judged.section.clone()).collect();
    for section in proposed {
        let judged = match before.iter().position(|judged| judged.section == section.section) {
            Some(place) => before.remove(place),
            None => Judged {
                section: section.section.clone(),
                verdict: None,
                reason: Default::default(),
                commentaries: Vec::new(),
            },
        };
        edition.sections.push(judge(section, judged, proposal, ledger));
    }
    for gone in before {
        ledger.gone(&gone);
    }
    if edition.sections.iter().map(|judged| &judged.section).ne(order.iter()) && !order.is_empty() {
        ledger.note(Did::Changed(Part::Key("sections")));
    }
}

fn judge(section: &ProposedSection, mut judged: Judged, proposal: &EditionProposal, ledger: &mut Ledger<'_>) -> Judged {
    if let Some(verdict) = section.verdict.filter(|verdict| judged.verdict != Some(*verdict)) {
        ledger.verdict(&section.section, judged.verdict);
        judged.verdict = Some(verdict);
    }
    for (language, proposed) in &section.reasons {
        let part = Part::Reason(section.section.clone(), language.clone());
        ledger.text(&mut judged.reason, language, proposed, (part, proposed.content.clone()));
    }
    let listed = section.commentaries.len();
    let written = written(proposal, section, judged.commentaries.len().max(listed), ledger);
    if !ledger.is_seen() && judged.commentaries.len() > written.max(listed) {
        judged.commentaries.truncate(written.max(listed));
        ledger.note(Did::Changed(Part::Section(section.section.clone())));
    }
    let count = written.max(judged.commentaries.len());
    for place in 1..=count {
        let slug = CommentarySlug::of(&section.section, place);
        if judged.commentaries.len() < place {
            let commentary =
                Commentary { slug: slug.clone(), bylines: Vec::new(), picture: None, texts: Default::default() };
            judged.commentaries.push(commentary);
        }
        let Some(proposed) = section.commentaries.get(place - 1) else {
            continue;
        };
        let commentary = &mut judged.commentaries[place - 1];
        if let Some(bylines) = proposed.bylines.as_ref().filter(|bylines| **bylines != commentary.bylines) {
            ledger.bylines(&slug, !commentary.texts.is_empty());
            commentary.bylines.clone_from(bylines);
        }
        if let Some(picture) = &proposed.picture {
            let picture = pictured(picture, ledger);
            if picture.is_some() && commentary.picture != picture {
                ledger.note(Did::Changed(Part::Picture(slug.clone())));
                commentary.picture = picture;
            }
        }
    }
    judged
}

/// How many commentaries the folder's files make, counted without a gap; `known` are there or listed already.
fn written(proposal: &EditionProposal, section: &ProposedSection, known: usize, ledger: &mut Ledger<'_>) -> usize {
    let mut count = 0;
    let named = proposal.texts.keys().filter_map(|(slug, language)| Some((slug.parts()?, slug, language)));
    let mut named: Vec<_> = named.filter(|((of, _), ..)| *of == section.section).collect();
    named.sort_by_key(|((_, place), ..)| *place);
    for ((_, place), slug, language) in named {
        if place > known.max(count) + 1 {
            let before = CommentarySlug::of(&section.section, place - 1);
            let problem = format!("there is no commentary `{before}` before this one");
            ledger.object(Part::Text(slug.clone(), language.clone()), problem, Some("number them without a gap"));
        } else {
            count = count.max(place);
        }
    }
    count
}

fn pictured(proposed: &ProposedPicture, ledger: &Ledger<'_>) -> Option<Picture> {
    let master = ledger.masters().get(&proposed.file)?.clone();
    Some(Picture {
        file: proposed.file.clone(),
        master,
        alt: proposed.alt.clone(),
        caption: proposed.caption.clone(),
        credit: proposed.credit.clone(),
    })
}

fn texts(proposal: &EditionProposal, edition: &mut Edition, ledger: &mut Ledger<'_>) {
    for ((slug, language), proposed) in &proposal.texts {
        let part = Part::Text(slug.clone(), language.clone());
        let commentary = edition.sections.iter_mut().flat_map(|j| &mut j.commentaries).find(|c| c.slug == *slug);
        let Some(commentary) = commentary else {
            // Of a section that is listed, it stands behind a gap in the numbers, which is said already.
            let is_listed =
                slug.parts().is_some_and(|(of, _)| edition.sections.iter().any(|judged| judged.section == of));
            if !is_listed {
                let problem = format!("the edition's list of sections does not have the section of `{slug}`");
                ledger.object(part, problem, Some("name it under [[sections]] in edition.toml"));
            }
            continue;
        };
        if proposed.content.headline.is_none() && commentary.texts.get(language).is_none() {
            ledger.object(part.clone(), "a new text needs a headline", None);
        }
        let content = prose(commentary.texts.get(language).map(|text| &text.content), &proposed.content);
        ledger.text(&mut commentary.texts, language, proposed, (part, content));
    }
}

/// What is said in mails: readers of the site never see it, so a change needs no word.
fn mail(proposal: &EditionProposal, edition: &mut Edition, ledger: &mut Ledger<'_>) {
    let before = edition.mail.clone();
    edition.mail.merge(&proposal.mail);
    if edition.mail != before {
        let part = Part::Key("mail");
        ledger.note(if before == MailWords::default() { Did::Added(part) } else { Did::Changed(part) });
    }
}

/// A prose with a patch laid onto it.
pub(super) fn prose(there: Option<&Prose>, patch: &ProsePatch) -> Prose {
    let mut prose = there.cloned().unwrap_or_default();
    take(&mut prose.headline, &patch.headline);
    take(&mut prose.lead, &patch.lead);
    take(&mut prose.outlook, &patch.outlook);
    prose.body.clone_from(&patch.body);
    prose
}

fn take<T: Clone>(place: &mut T, proposed: &Option<T>) {
    if let Some(value) = proposed {
        place.clone_from(value);
    }
}

/// For [`super::changes`]: the language a note is missing in.
pub(super) fn without_note(languages: &[Language], note: &BTreeMap<Language, String>) -> Vec<Language> {
    languages
        .iter()
        .filter(|language| note.get(*language).is_none_or(|words| words.trim().is_empty()))
        .cloned()
        .collect()
}
