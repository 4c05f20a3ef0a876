//! A section in the list of `edition.toml`: verdict, reasons, bylines, picture.

use std::collections::BTreeMap;

use newsroom::proposal::{Part, Proposed, ProposedCommentary, ProposedPicture, ProposedSection};
use newsroom::{BylineSlug, CommentarySlug, Flaw, Language, SectionSlug, Verdict, Written};

use super::{Reading, names};
use crate::fields::{Fields, one_of};
use crate::text_file::line;

impl Reading<'_> {
    /// Reads one item of the list; nothing if it is no section of the publication.
    pub(super) fn section(&mut self, fields: &mut Fields) -> Option<ProposedSection> {
        let section = self.section_named(fields);
        let verdict = verdict(fields);
        let reasons = reasons(fields, &self.languages);
        let (first, more) = (self.commentary(fields), fields.tables("more"));
        let more: Vec<_> = more.into_iter().flatten().map(|mut table| (self.commentary(&mut table), table)).collect();
        let section = section?;
        self.section_places(&section, fields, &reasons);
        let rest = more.iter().enumerate().map(|(place, (_, table))| (place + 2, table));
        for (place, table) in std::iter::once((1, &*fields)).chain(rest) {
            let slug = CommentarySlug::of(&section, place);
            self.places.put(Part::Bylines(slug.clone()), table.place("bylines"));
            self.places.put(Part::Picture(slug), table.place("picture"));
        }
        let commentaries = std::iter::once(first).chain(more.into_iter().map(|(commentary, _)| commentary)).collect();
        Some(ProposedSection {
            section,
            verdict,
            reasons: reasons.into_iter().map(|(language, (reason, _))| (language, reason)).collect(),
            commentaries,
        })
    }

    /// The section that `section` names, reported if it is missing or none.
    pub(super) fn section_named(&self, fields: &mut Fields) -> Option<SectionSlug> {
        fields.require("section");
        let word = fields.string("section")?;
        let slug = SectionSlug::parse(&word).ok().filter(|slug| self.publication.section(slug).is_some());
        if slug.is_none() {
            fields.add(self.no_section(&word, fields.place("section")));
        }
        slug
    }

    fn section_places(&mut self, section: &SectionSlug, fields: &Fields, reasons: &Reasons) {
        self.places.put(Part::Section(section.clone()), fields.place("section"));
        self.places.put(Part::Verdict(section.clone()), fields.place("verdict"));
        for (language, (_, place)) in reasons {
            self.places.put(Part::Reason(section.clone(), language.clone()), place.clone());
        }
    }

    fn commentary(&self, fields: &mut Fields) -> ProposedCommentary {
        ProposedCommentary { bylines: self.bylines(fields), picture: self.picture(fields) }
    }

    fn bylines(&self, fields: &mut Fields) -> Option<Vec<BylineSlug>> {
        let mut bylines = Vec::new();
        for (place, word) in fields.items("bylines")? {
            let slug = BylineSlug::parse(&word).ok().filter(|slug| self.publication.byline(slug).is_some());
            match slug {
                None => {
                    let right = || self.publication.bylines.iter().map(|byline| byline.slug.as_str());
                    let problem = format!("`{word}` is not a byline of the publication; expected {}", one_of(right()));
                    fields.add(Flaw::new(place, problem).near(&word, right()));
                }
                Some(slug) if bylines.contains(&slug) => {
                    fields.add(Flaw::new(place, format!("`{word}` is named twice")));
                }
                Some(slug) => bylines.push(slug),
            }
        }
        Some(bylines)
    }

    fn picture(&self, fields: &mut Fields) -> Option<ProposedPicture> {
        let mut table = fields.table("picture")?;
        table.require("file");
        let file = table.string("file");
        let picture = ProposedPicture {
            file: file.unwrap_or_default(),
            alt: table.full_labels("alt", &self.languages),
            caption: table.full_labels("caption", &self.languages),
            credit: table.full_labels("credit", &self.languages),
        };
        if picture.alt.is_empty() {
            let flaw = Flaw::new(table.place("alt"), "the picture needs words for those who do not see it");
            table.add(flaw.advise("say what it shows, in one language at least: alt.en = \"…\""));
        }
        let unnamed = picture.file.is_empty();
        self.pictured(&picture.file, &table);
        Some(picture).filter(|_| !unnamed)
    }

    /// Reports a picture's file that is none, or is not there.
    fn pictured(&self, file: &str, table: &Fields) {
        let here = || self.files.iter().map(|(path, _)| path).filter(|path| names::is_picture(path));
        if !table.has("file") {
        } else if file.contains(['/', '\\']) || file.starts_with('.') || !names::is_picture(file) {
            let problem = format!("`{file}` is not the name of a picture beside the texts; expected JPEG, PNG or WebP");
            table.flaw("file", problem);
        } else if self.files.get(file).is_none() {
            let flaw = Flaw::new(table.place("file"), format!("the picture `{file}` is not in the folder"));
            table.add(flaw.near(file, here()));
        }
    }
}

/// Reasons with their places.
type Reasons = BTreeMap<Language, (Proposed<String>, newsroom::Place)>;

fn reasons(fields: &mut Fields, languages: &[Language]) -> Reasons {
    let mut reasons = BTreeMap::new();
    let Some(mut table) = fields.table("reason") else {
        return reasons;
    };
    for (language, tag) in table.languages(languages) {
        let place = table.place(&tag);
        if let Some(words) = table.string(&tag) {
            let reason = Proposed { content: line(&words), written: Written::Original, base: None, added: None };
            reasons.insert(language, (reason, place));
        }
    }
    reasons
}

pub(super) fn verdict(fields: &mut Fields) -> Option<Verdict> {
    fields.choice("verdict", "a verdict", &Verdict::ALL, Verdict::as_str)
}
