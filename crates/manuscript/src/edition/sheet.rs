//! `edition.toml`: what no language changes, and the short texts of every language.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use newsroom::proposal::{FrontPatch, Part, Proposed, ProposedSection};
use newsroom::{Base, Hint, Kind, Labels, Language, MailWords, Period, Written};

use super::Reading;
use crate::fields::Fields;
use crate::text_file::{base, line, written};

/// The keys that objections may be about.
const KEYS: [&str; 13] = [
    "kind",
    "flash",
    "first_day",
    "last_day",
    "cutoff",
    "published",
    "number",
    "number_in_year",
    "withdrawn",
    "withdrawal",
    "front",
    "mail",
    "sections",
];

/// What the file says; what could not be read is not there.
#[derive(Default)]
pub(super) struct Sheet {
    pub kind: Option<Kind>,
    pub flash: Option<u32>,
    pub period: Option<Period>,
    pub cutoff: Option<Timestamp>,
    pub published: Option<Timestamp>,
    pub number: Option<u32>,
    pub number_in_year: Option<u32>,
    pub withdrawn: Option<(Timestamp, Labels)>,
    pub fronts: BTreeMap<Language, Proposed<FrontPatch>>,
    pub mail: MailWords,
    pub sections: Option<Vec<ProposedSection>>,
    /// Not even TOML.
    pub is_unreadable: bool,
    /// A section in the list, or the key of a picture, could not be read.
    pub is_flawed: bool,
}

/// What the tables at the end say of one short text.
#[derive(Default)]
struct Mark {
    written: Option<Written>,
    added: Option<Timestamp>,
    base: Option<Base>,
}

impl Sheet {
    pub(super) fn read(fields: &mut Fields, reading: &mut Reading<'_>) -> Self {
        for key in KEYS.into_iter().filter(|key| fields.has(key)) {
            reading.places.put(Part::Key(key), fields.place(key));
        }
        let mut sheet = Self {
            kind: fields.choice("kind", "a kind of edition", &Kind::ALL, Kind::as_str),
            flash: fields.count("flash"),
            period: period(fields),
            cutoff: fields.instant("cutoff"),
            published: fields.instant("published"),
            number: fields.count("number"),
            number_in_year: fields.count("number_in_year"),
            withdrawn: withdrawn(fields, &reading.languages),
            fronts: fronts(fields, reading),
            mail: mail(fields, &reading.languages),
            ..Self::default()
        };
        sheet.of_its_kind(fields);
        let listed = fields.tables("sections");
        sheet.sections = listed.map(|tables| sheet.section_list(tables, reading));
        sheet.is_flawed |= fields.has_flaw(|flaw| flaw.hint == Some(Hint::DidYouMean("picture".to_owned())));
        sheet.marks(fields, reading);
        sheet
    }

    /// What only one kind of edition may say. That a flash edition has no number, settling knows.
    fn of_its_kind(&self, fields: &Fields) {
        if self.flash.is_some() && self.kind == Some(Kind::Regular) {
            fields.flaw("flash", "only a flash edition is counted within its day");
        }
        if self.number_in_year.is_some() && self.kind == Some(Kind::Flash) {
            fields.flaw("number_in_year", "a flash edition has no number within its year");
        }
    }

    fn section_list(&mut self, tables: Vec<Fields>, reading: &mut Reading<'_>) -> Vec<ProposedSection> {
        let mut sections: Vec<ProposedSection> = Vec::new();
        for mut table in tables {
            let Some(section) = reading.section(&mut table) else {
                self.is_flawed = true;
                continue;
            };
            if sections.iter().any(|other| other.section == section.section) {
                table.flaw("section", format!("`{}` is in the list twice", section.section));
            } else {
                sections.push(section);
            }
        }
        sections
    }

    /// `[translated_from]`, `[added]` and `[base]`: what is said of the reasons, and of fronts what their tables do not say.
    fn marks(&mut self, fields: &mut Fields, reading: &Reading<'_>) {
        let languages = &reading.languages;
        let reasons = self.sections.iter().flatten().flat_map(|s| s.reasons.keys().map(|l| (s.section.as_str(), l)));
        let reasons: BTreeSet<(&str, &Language)> = reasons.collect();
        let is_misspelled = fields.has_flaw(|flaw| flaw.place.field.starts_with("sections.reason"));
        let mut marks: BTreeMap<(String, Language), Mark> = BTreeMap::new();
        self.each(fields, "translated_from", languages, |table, tag, owner, language| {
            let source = table.language(tag, languages)?;
            if source == language {
                table.flaw(tag, format!("the text is in {language} itself; name the language it comes from"));
            } else if !is_misspelled && !reasons.contains(&(owner, &language)) {
                table.flaw(tag, format!("the section `{owner}` has no reason in {language} here"));
            }
            marks.entry((owner.to_owned(), language)).or_default().written = Some(Written::TranslatedFrom(source));
            Some(())
        });
        self.each(fields, "added", languages, |table, tag, owner, language| {
            marks.entry((owner.to_owned(), language)).or_default().added = Some(table.instant(tag)?);
            Some(())
        });
        self.each(fields, "base", languages, |table, tag, owner, language| {
            marks.entry((owner.to_owned(), language)).or_default().base = Some(base(table, tag)?);
            Some(())
        });
        marks.into_iter().for_each(|((owner, language), mark)| self.mark(&owner, &language, mark));
    }

    /// Goes through a table of owners and their languages. Who is written of elsewhere is no owner here.
    fn each(
        &self,
        fields: &mut Fields,
        key: &str,
        languages: &[Language],
        mut take: impl FnMut(&mut Fields, &str, &str, Language) -> Option<()>,
    ) {
        let Some(mut table) = fields.table(key) else {
            return;
        };
        let front = ["front"].into_iter().filter(|_| key != "translated_from" && !self.fronts.is_empty());
        let sections = self.sections.iter().flatten().map(|section| section.section.as_str());
        for owner in front.chain(sections) {
            let Some(mut tags) = table.table(owner) else {
                continue;
            };
            for (language, tag) in tags.languages(languages) {
                take(&mut tags, &tag, owner, language);
            }
        }
        if self.is_flawed {
            table.keys().iter().for_each(|key| table.skip(key));
        }
    }

    fn mark(&mut self, owner: &str, language: &Language, mark: Mark) {
        if owner == "front" {
            if let Some(front) = self.fronts.get_mut(language) {
                front.added = mark.added;
                front.base = mark.base;
            }
            return;
        }
        let section = self.sections.iter_mut().flatten().find(|section| section.section.as_str() == owner);
        if let Some(reason) = section.and_then(|section| section.reasons.get_mut(language)) {
            reason.written = mark.written.unwrap_or(Written::Original);
            reason.added = mark.added;
            reason.base = mark.base;
        }
    }
}

fn period(fields: &mut Fields) -> Option<Period> {
    fields.require("first_day");
    fields.require("last_day");
    let (first, last) = (fields.date("first_day"), fields.date("last_day"));
    let (first, last) = (first?, last?);
    let period = Period::new(first, last);
    period.map_err(|_| fields.flaw("last_day", format!("{last} lies before the first day, {first}"))).ok()
}

fn withdrawn(fields: &mut Fields, languages: &[Language]) -> Option<(Timestamp, Labels)> {
    let at = fields.instant("withdrawn");
    let why = fields.labels("withdrawal", languages);
    if fields.has("withdrawal") && !fields.has("withdrawn") {
        fields.flaw("withdrawal", "this says why the edition was withdrawn, but not when: `withdrawn` is missing");
    }
    at.map(|at| (at, why))
}

fn fronts(fields: &mut Fields, reading: &mut Reading<'_>) -> BTreeMap<Language, Proposed<FrontPatch>> {
    let mut fronts = BTreeMap::new();
    let Some(mut table) = fields.table("front") else {
        return fronts;
    };
    for (language, tag) in table.languages(&reading.languages) {
        reading.places.put(Part::Front(language.clone()), table.place(&tag));
        if let Some(mut front) = table.table(&tag) {
            let content = front_patch(&mut front);
            let written = written(&mut front, (&reading.languages, &language));
            fronts.insert(language, Proposed { content, written, base: None, added: None });
        }
    }
    fronts
}

fn mail(fields: &mut Fields, languages: &[Language]) -> MailWords {
    let Some(mut table) = fields.table("mail") else {
        return MailWords::default();
    };
    MailWords {
        subject: table.line_labels("subject", languages),
        preview: table.line_labels("preview", languages),
        greeting: table.labels("greeting", languages),
        closing: table.labels("closing", languages),
    }
}

/// A front's words, here and as they were before a correction.
pub(super) fn front_patch(fields: &mut Fields) -> FrontPatch {
    let takeaways = fields.strings("takeaways");
    FrontPatch {
        overview: fields.string("overview").map(|words| line(&words)),
        takeaways: takeaways.map(|all| all.iter().map(|words| line(words)).collect()),
    }
}
