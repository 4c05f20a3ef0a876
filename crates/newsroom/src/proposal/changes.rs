//! The ledger of a settlement: what is new, what changes what readers have seen, and what stands against it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::edition::{Context, Other, prose, without_note};
use super::{Did, EditionProposal, Objection, Part, Proposed, ProposedCorrection, Word};
use crate::{
    Base, Change, CommentarySlug, Correction, Earlier, Edition, Front, Judged, Language, Master, Publication,
    SectionSlug, State, Text, Texts, Verdict, Written,
};

/// Collects what a proposal does, and judges it at the end.
pub(super) struct Ledger<'a> {
    context: &'a Context<'a>,
    /// The edition as readers have seen it, once published.
    seen: Option<&'a Edition>,
    is_new: bool,
    /// Since when a text that is new now is public; `None` in a draft.
    public_since: Option<Timestamp>,
    did: Vec<Did>,
    changes: Vec<(Part, Change)>,
    objections: Vec<Objection>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(there: Option<&'a Edition>, proposal: &EditionProposal, context: &'a Context<'a>) -> Self {
        let seen = there.filter(|edition| edition.state.published().is_some());
        let public_since = if seen.is_some() { Some(context.now) } else { proposal.published };
        Self {
            context,
            seen,
            is_new: there.is_none(),
            public_since,
            did: Vec::new(),
            changes: Vec::new(),
            objections: Vec::new(),
        }
    }

    pub(super) fn publication(&self) -> &'a Publication {
        self.context.publication
    }

    pub(super) fn now(&self) -> Timestamp {
        self.context.now
    }

    /// Whether readers have seen the edition.
    pub(super) fn is_seen(&self) -> bool {
        self.seen.is_some()
    }

    pub(super) fn others(&self) -> &'a [Other] {
        self.context.others
    }

    pub(super) fn masters(&self) -> &'a BTreeMap<String, Master> {
        self.context.masters
    }

    pub(super) fn object(&mut self, part: Part, problem: impl Into<String>, hint: Option<&str>) {
        self.objections.push(Objection::new(part, problem, hint));
    }

    pub(super) fn note(&mut self, did: Did) {
        self.did.push(did);
    }

    /// A date or number that differs from what was there.
    pub(super) fn fact(&mut self, key: &'static str, what: &str) {
        self.changed(Part::Key(key), Change::Facts { what: what.to_owned() });
    }

    pub(super) fn bylines(&mut self, commentary: &CommentarySlug, has_texts: bool) {
        let part = Part::Bylines(commentary.clone());
        if has_texts {
            self.changed(part, Change::Bylines { commentary: commentary.clone() });
        } else {
            self.note(Did::Added(part));
        }
    }

    pub(super) fn verdict(&mut self, section: &SectionSlug, before: Option<Verdict>) {
        let part = Part::Verdict(section.clone());
        match before {
            Some(before) => self.changed(part, Change::Verdict { section: section.clone(), before }),
            None => self.note(Did::Added(part)),
        }
    }

    /// A section the list no longer has. What readers have seen is not taken away so.
    pub(super) fn gone(&mut self, judged: &Judged) {
        let part = Part::Section(judged.section.clone());
        if self.seen.is_some() && (judged.verdict.is_some() || !judged.commentaries.is_empty()) {
            let problem =
                format!("`{}` is published in this edition and cannot be left out of its list", judged.section);
            self.object(Part::Key("sections"), problem, Some("keep it in the list, or withdraw the edition"));
        } else {
            self.note(Did::Changed(part));
        }
    }

    /// A text as proposed: the same, new, or another one.
    pub(super) fn text<P: Clone + PartialEq + Serialize, Q>(
        &mut self,
        texts: &mut Texts<P>,
        language: &Language,
        proposed: &Proposed<Q>,
        (part, content): (Part, P),
    ) {
        let Some(text) = texts.0.get_mut(language) else {
            let since = proposed.added.or(self.public_since);
            let text = Text { since, first_public: since, ..Text::draft(proposed.written.clone(), content) };
            texts.0.insert(language.clone(), text);
            return self.note(Did::Added(part));
        };
        if text.content == content && text.written == proposed.written {
            return;
        }
        self.conflict(&part, &text.content, proposed.base.as_ref());
        let before = std::mem::replace(&mut text.content, content);
        text.written.clone_from(&proposed.written);
        if before == text.content {
            return self.note(Did::Changed(part));
        }
        let now = self.context.now;
        let correcting = matches!(self.context.terms.word, Some(Word::Correction(_)));
        self.weigh(&part, &before, &text.content);
        let number = next_number(text);
        if text.since.is_some() && correcting {
            text.earlier.push(Earlier { number, content: before.clone(), until: now });
            text.since = Some(now);
        }
        self.changed(part.clone(), change(&part, number, &before));
    }

    /// A figure that changes, or a text that vanishes, is never minor.
    fn weigh<P: Serialize>(&mut self, part: &Part, before: &P, after: &P) {
        if self.seen.is_none() || !matches!(self.context.terms.word, Some(Word::Minor(_))) {
            return;
        }
        let (before, after) = (crate::text::bytes(before), crate::text::bytes(after));
        let emptied = after == "\"\"";
        if emptied || figures(&before) != figures(&after) {
            let problem = if emptied { "the text vanishes" } else { "a figure changes" };
            self.object(part.clone(), format!("{problem}, which is no minor change"), Some("say --correction instead"));
        }
    }

    fn conflict<P: Serialize>(&mut self, part: &Part, there: &P, base: Option<&Base>) {
        let newest = Base::of(there);
        if let Some(base) = base.filter(|base| **base != newest && !self.context.terms.over) {
            let problem = format!("this text has changed since it was exported: from {base} to {newest}");
            let hint = "export the edition anew and bring your change in, or import with --over";
            self.object(part.clone(), problem, Some(hint));
        }
    }

    fn changed(&mut self, part: Part, change: Change) {
        self.did.push(Did::Changed(part.clone()));
        if self.seen.is_some() {
            self.changes.push((part, change));
        }
    }

    /// Judges everything, writes corrections into the edition, and says what was done.
    pub(super) fn close(
        mut self,
        proposal: &EditionProposal,
        edition: &mut Edition,
    ) -> Result<Vec<Did>, Vec<Objection>> {
        for (number, correction) in &proposal.corrections {
            if !edition.corrections.iter().any(|there| there.number == *number) {
                self.made_before(*number, correction, edition);
            }
        }
        self.word_for_changes(edition);
        edition.corrections.sort_by_key(|correction| correction.number);
        self.withdrawal(proposal, edition);
        if self.is_new {
            self.did.insert(0, Did::New);
        }
        self.objections.sort();
        self.objections.dedup();
        if self.objections.is_empty() { Ok(self.did) } else { Err(self.objections) }
    }

    fn word_for_changes(&mut self, edition: &mut Edition) {
        if self.changes.is_empty() {
            return self.unneeded();
        }
        match &self.context.terms.word {
            None => {
                let hint =
                    "say what changed: --correction en=\"…\" for every language, or --minor \"…\" for a typing error";
                let parts: Vec<Part> = self.changes.iter().map(|(part, _)| part.clone()).collect();
                parts.into_iter().for_each(|part| self.object(part, "readers have already seen this", Some(hint)));
            }
            Some(Word::Minor(_)) => {
                let weighty = self.changes.iter().filter(|(_, change)| {
                    matches!(change, Change::Verdict { .. } | Change::Bylines { .. } | Change::Facts { .. })
                });
                let parts: Vec<Part> = weighty.map(|(part, _)| part.clone()).collect();
                for part in parts {
                    self.object(
                        part,
                        "a verdict, number, date or byline is no minor change",
                        Some("say --correction instead"),
                    );
                }
            }
            Some(Word::Correction(note)) => {
                let languages: Vec<Language> =
                    self.publication().languages.iter().map(|s| s.language.clone()).collect();
                for language in note.keys().filter(|language| !languages.contains(language)) {
                    let problem = format!("`{language}` is not a language of the publication");
                    self.object(Part::Key("corrections"), problem, None);
                }
                for language in without_note(&languages, note) {
                    let problem = format!("the correction says nothing in {language}");
                    self.object(
                        Part::Key("corrections"),
                        problem,
                        Some("give --correction LANG=\"…\" once for each language"),
                    );
                }
                let number = edition.corrections.iter().map(|c| c.number).max().unwrap_or(0) + 1;
                let changes = std::mem::take(&mut self.changes).into_iter().map(|(_, change)| change).collect();
                edition.corrections.push(correction(number, self.context.now, note, changes));
            }
        }
    }

    /// A word for changes where nothing changes would be lost, and its writer would believe that a correction is out.
    fn unneeded(&mut self) {
        let what = match &self.context.terms.word {
            None => return,
            Some(Word::Correction(_)) => "nothing was corrected",
            Some(Word::Minor(_)) => "nothing minor was changed",
        };
        let problem = format!("{what}: the folder changes nothing that readers have seen");
        self.object(Part::Key("corrections"), problem, Some("import it without --correction and --minor"));
    }

    /// A correction that an archive brings with it: the texts before it become earlier revisions.
    fn made_before(&mut self, number: u32, made: &ProposedCorrection, edition: &mut Edition) {
        let mut changes = Vec::new();
        let until = made.published;
        for ((slug, language), before) in &made.texts {
            let commentaries = edition.sections.iter_mut().flat_map(|judged| &mut judged.commentaries);
            let text = commentaries.filter(|c| c.slug == *slug).find_map(|c| c.texts.0.get_mut(language));
            let Some(text) = text else {
                let problem =
                    format!("correction {number} holds `{slug}.{language}.md`, which the edition does not have");
                self.object(Part::Correction(number), problem, None);
                continue;
            };
            let revision = next_number(text);
            text.earlier.push(Earlier { number: revision, content: prose(None, before), until });
            text.since = Some(until);
            changes.push(Change::Commentary { commentary: slug.clone(), language: language.clone(), revision });
        }
        let verdicts = made.verdicts.iter();
        changes.extend(verdicts.map(|(section, before)| Change::Verdict { section: section.clone(), before: *before }));
        changes.extend(made.reasons.iter().map(|((section, language), before)| Change::Reason {
            section: section.clone(),
            language: language.clone(),
            before: before.clone(),
        }));
        changes.extend(made.fronts.iter().map(|(language, before)| Change::Front {
            language: language.clone(),
            before: Front {
                overview: before.overview.clone().unwrap_or_default(),
                takeaways: before.takeaways.clone().unwrap_or_default(),
            },
        }));
        for commentary in &made.bylines {
            if edition.commentaries().any(|there| there.slug == *commentary) {
                changes.push(Change::Bylines { commentary: commentary.clone() });
            } else {
                let problem = format!("correction {number} names `{commentary}`, which the edition does not have");
                self.object(Part::Correction(number), problem, None);
            }
        }
        changes.extend(made.facts.iter().map(|what| Change::Facts { what: what.clone() }));
        edition.corrections.push(correction(number, until, &made.note, changes));
        self.note(Did::Added(Part::Correction(number)));
    }

    fn withdrawal(&mut self, proposal: &EditionProposal, edition: &mut Edition) {
        let Some((at, why)) = &proposal.withdrawn else {
            return;
        };
        let Some(published) = edition.state.published() else {
            return self.object(Part::Key("withdrawn"), "only a published edition can be withdrawn", None);
        };
        if edition.state == (State::Withdrawn { published, at: *at }) {
            return;
        }
        edition.state = State::Withdrawn { published, at: *at };
        edition.withdrawal = notes(*at, &why.0);
        self.note(Did::Changed(Part::Key("withdrawn")));
    }
}

/// The runs of digits in a text, in order.
fn figures(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
}

fn next_number<P>(text: &Text<P>) -> u32 {
    u32::try_from(text.earlier.len()).unwrap_or(u32::MAX - 1) + 1
}

fn change<P: Serialize>(part: &Part, revision: u32, before: &P) -> Change {
    let words = crate::text::bytes(before);
    match part {
        Part::Text(commentary, language) => {
            Change::Commentary { commentary: commentary.clone(), language: language.clone(), revision }
        }
        Part::Reason(section, language) => Change::Reason {
            section: section.clone(),
            language: language.clone(),
            before: crate::text::from_bytes(&words).unwrap_or_default(),
        },
        Part::Front(language) => {
            Change::Front { language: language.clone(), before: crate::text::from_bytes(&words).unwrap_or_default() }
        }
        _ => Change::Facts { what: "a text".to_owned() },
    }
}

/// Sorted, so that an archive that was moved lists them in the same order.
fn correction(number: u32, at: Timestamp, note: &BTreeMap<Language, String>, mut changes: Vec<Change>) -> Correction {
    changes.sort();
    Correction { number, published: at, note: notes(at, note), changes }
}

/// Notes per language, public since an instant.
pub(super) fn notes(at: Timestamp, words: &BTreeMap<Language, String>) -> Texts<String> {
    let text = |note: &String| Text {
        since: Some(at),
        first_public: Some(at),
        ..Text::draft(Written::Original, note.clone())
    };
    Texts(words.iter().map(|(language, note)| (language.clone(), text(note))).collect())
}
