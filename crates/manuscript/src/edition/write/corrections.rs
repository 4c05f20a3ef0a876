//! The corrections of an edition, each with what stood there before it.

use std::collections::BTreeMap;

use newsroom::{Change, Correction, Front, Language, Prose, SectionSlug, Verdict};

use super::super::corrections::SHEET;
use super::{Writing, front};
use crate::toml_text::{Sheet, in_order, quoted};
use crate::{Files, text_file};

/// A section as it was: verdict and reasons, as far as they were changed.
type Before<'a> = BTreeMap<&'a SectionSlug, (Option<Verdict>, BTreeMap<&'a Language, &'a str>)>;

impl Writing<'_> {
    pub(super) fn corrections(&self, files: &mut Files) {
        for correction in &self.edition.corrections {
            let folder = format!("corrections/{}/", correction.number);
            files.insert(format!("{folder}{SHEET}"), self.correction(correction));
            for (name, prose) in correction.changes.iter().filter_map(|change| self.text_before(change)) {
                files.insert(format!("{folder}{name}"), text_file::write(prose, |_| {}));
            }
        }
    }

    fn correction(&self, correction: &Correction) -> String {
        let mut sheet = Sheet::default();
        self.instant(&mut sheet, "published", Some(correction.published));
        self.words(&mut sheet, "note", &correction.note);
        let bylines: Vec<&str> = correction.changes.iter().filter_map(bylines).collect();
        if !bylines.is_empty() {
            sheet.list("bylines", bylines);
        }
        let facts: Vec<String> = correction.changes.iter().filter_map(fact).collect();
        if !facts.is_empty() {
            sheet.sentences("facts", &facts);
        }
        for (section, (verdict, reason)) in sections(correction) {
            sheet.header("[[sections]]");
            sheet.key("section", quoted(section.as_str()));
            if let Some(verdict) = verdict {
                sheet.key("verdict", quoted(verdict.as_str()));
            }
            for (language, words) in in_order(self.languages, |language| reason.get(language)) {
                sheet.key(&format!("reason.{language}"), quoted(words.trim()));
            }
        }
        for (language, before) in in_order(self.languages, |language| front_before(correction, language)) {
            sheet.header(&format!("[front.{language}]"));
            front(&mut sheet, before);
        }
        sheet.finish()
    }

    /// The file and the text of the revision that a change replaced.
    fn text_before(&self, change: &Change) -> Option<(String, &Prose)> {
        let Change::Commentary { commentary, language, revision } = change else {
            return None;
        };
        let (_, holder) = self.edition.commentary(commentary)?;
        let earlier = holder.texts.get(language)?.earlier.iter().find(|earlier| earlier.number == *revision)?;
        Some((format!("{commentary}.{language}.md"), &earlier.content))
    }
}

fn bylines(change: &Change) -> Option<&str> {
    match change {
        Change::Bylines { commentary } => Some(commentary.as_str()),
        _ => None,
    }
}

fn fact(change: &Change) -> Option<String> {
    match change {
        Change::Facts { what } => Some(what.clone()),
        _ => None,
    }
}

fn sections(correction: &Correction) -> Before<'_> {
    let mut sections = Before::new();
    for change in &correction.changes {
        match change {
            Change::Verdict { section, before } => sections.entry(section).or_default().0 = Some(*before),
            Change::Reason { section, language, before } => {
                sections.entry(section).or_default().1.insert(language, before);
            }
            _ => {}
        }
    }
    sections
}

fn front_before<'a>(correction: &'a Correction, of: &Language) -> Option<&'a Front> {
    correction.changes.iter().find_map(|change| match change {
        Change::Front { language, before } if language == of => Some(before),
        _ => None,
    })
}
