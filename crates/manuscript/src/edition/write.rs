//! Writes an edition as a folder that reads back as the same edition.

mod corrections;

use std::collections::BTreeMap;

use jiff::Timestamp;
use newsroom::{Base, Commentary, Edition, Front, Judged, Language, Publication, State, Text, Texts, Written};

use crate::Files;
use crate::text_file;
use crate::toml_text::{Sheet, in_order, instant, quoted};

/// Writes an edition; `pictures` are the masters' bytes by the pictures' file names.
pub fn write(edition: &Edition, publication: &Publication, pictures: BTreeMap<String, Vec<u8>>) -> Files {
    let languages: Vec<Language> = publication.languages.iter().map(|spoken| spoken.language.clone()).collect();
    let writing = Writing { edition, publication, languages: &languages };
    let mut files = Files::default();
    files.insert(super::SHEET, writing.sheet());
    for commentary in edition.commentaries() {
        for (language, text) in &commentary.texts.0 {
            files.insert(format!("{}.{language}.md", commentary.slug), writing.text(text));
        }
    }
    pictures.into_iter().for_each(|(file, bytes)| files.insert(file, bytes));
    writing.corrections(&mut files);
    files
}

struct Writing<'a> {
    edition: &'a Edition,
    publication: &'a Publication,
    languages: &'a [Language],
}

impl Writing<'_> {
    fn sheet(&self) -> String {
        let mut sheet = Sheet::default();
        self.facts(&mut sheet);
        for (language, text) in in_order(self.languages, |language| self.edition.front.get(language)) {
            sheet.header(&format!("[front.{language}]"));
            if let Written::TranslatedFrom(source) = &text.written {
                sheet.key("translated_from", quoted(source.as_str()));
            }
            front(&mut sheet, &text.content);
        }
        self.mail(&mut sheet);
        self.edition.sections.iter().for_each(|judged| self.section(&mut sheet, judged));
        self.marks(&mut sheet);
        sheet.finish()
    }

    fn facts(&self, sheet: &mut Sheet) {
        let edition = self.edition;
        sheet.key("kind", quoted(edition.kind.as_str()));
        if let Some((_, place)) = edition.slug.as_str().rsplit_once("-flash-") {
            sheet.key("flash", place);
        }
        sheet.key("first_day", edition.period.first().to_string());
        sheet.key("last_day", edition.period.last().to_string());
        self.instant(sheet, "cutoff", edition.cutoff);
        self.instant(sheet, "published", edition.state.published());
        if let Some(number) = edition.number {
            sheet.key("number", number.to_string());
        }
        if let Some(number) = edition.year_number {
            sheet.key("number_in_year", number.to_string());
        }
        if let State::Withdrawn { at, .. } = edition.state {
            self.instant(sheet, "withdrawn", Some(at));
            self.words(sheet, "withdrawal", &edition.withdrawal);
        }
    }

    fn instant(&self, sheet: &mut Sheet, key: &str, at: Option<Timestamp>) {
        if let Some(at) = at {
            sheet.key(key, instant(at, &self.publication.zone));
        }
    }

    fn words(&self, sheet: &mut Sheet, key: &str, texts: &Texts<String>) {
        for (language, text) in in_order(self.languages, |language| texts.get(language)) {
            sheet.key(&format!("{key}.{language}"), quoted(text.content.trim()));
        }
    }

    fn mail(&self, sheet: &mut Sheet) {
        let mail = &self.edition.mail;
        if mail.languages().iter().any(|language| self.languages.contains(language)) {
            sheet.header("[mail]");
            sheet.labels("subject", &mail.subject, self.languages);
            sheet.labels("preview", &mail.preview, self.languages);
            sheet.labels("greeting", &mail.greeting, self.languages);
            sheet.labels("closing", &mail.closing, self.languages);
        }
    }

    fn section(&self, sheet: &mut Sheet, judged: &Judged) {
        sheet.header("[[sections]]");
        sheet.key("section", quoted(judged.section.as_str()));
        if let Some(verdict) = judged.verdict {
            sheet.key("verdict", quoted(verdict.as_str()));
        }
        self.words(sheet, "reason", &judged.reason);
        for (place, commentary) in judged.commentaries.iter().enumerate() {
            let path = if place == 0 { "sections" } else { "sections.more" };
            if place > 0 {
                sheet.header("[[sections.more]]");
            }
            self.commentary(sheet, path, commentary);
        }
    }

    fn commentary(&self, sheet: &mut Sheet, path: &str, commentary: &Commentary) {
        if !commentary.bylines.is_empty() {
            sheet.list("bylines", commentary.bylines.iter().map(|byline| byline.as_str()));
        }
        if let Some(picture) = &commentary.picture {
            sheet.header(&format!("[{path}.picture]"));
            sheet.key("file", quoted(&picture.file));
            sheet.labels("alt", &picture.alt, self.languages);
            sheet.labels("caption", &picture.caption, self.languages);
            sheet.labels("credit", &picture.credit, self.languages);
        }
    }

    /// What is said of reasons and fronts: where they were translated from, when they were added, their bases.
    fn marks(&self, sheet: &mut Sheet) {
        let reasons = || self.edition.sections.iter().map(|judged| (judged.section.as_str(), &judged.reason));
        let sources = reasons().flat_map(|(owner, texts)| self.each(owner, texts, source));
        table(sheet, "[translated_from]", sources.collect());
        let fronts = self.each("front", &self.edition.front, |text| self.added(text));
        let added = fronts.into_iter().chain(reasons().flat_map(|(o, texts)| self.each(o, texts, |t| self.added(t))));
        table(sheet, "[added]", added.collect());
        let bases = self.each("front", &self.edition.front, |text| digits(&Base::of(&text.content)));
        let bases = bases
            .into_iter()
            .chain(reasons().flat_map(|(o, texts)| self.each(o, texts, |t| digits(&Base::of(&t.content)))));
        table(sheet, "[base]", bases.collect());
    }

    /// One line for each of an owner's texts of which `say` says anything.
    fn each<P>(&self, owner: &str, texts: &Texts<P>, say: impl Fn(&Text<P>) -> Option<String>) -> Vec<String> {
        let said = in_order(self.languages, |language| say(texts.get(language)?));
        said.map(|(language, value)| format!("{owner}.{language} = {value}")).collect()
    }

    /// When a text was added to the edition after it was published.
    fn added<P>(&self, text: &Text<P>) -> Option<String> {
        let added = text.first_public.filter(|at| self.edition.state.published().is_some_and(|edition| edition != *at));
        added.map(|at| instant(at, &self.publication.zone))
    }

    fn text(&self, text: &Text<newsroom::Prose>) -> String {
        text_file::write(&text.content, |sheet| text_file::marks(sheet, text, self.added(text)))
    }
}

fn front(sheet: &mut Sheet, front: &Front) {
    sheet.words("overview", front.overview.trim());
    if !front.takeaways.is_empty() {
        sheet.sentences("takeaways", &front.takeaways);
    }
}

fn source<P>(text: &Text<P>) -> Option<String> {
    match &text.written {
        Written::Original => None,
        Written::TranslatedFrom(source) => Some(quoted(source.as_str())),
    }
}

fn digits(base: &Base) -> Option<String> {
    Some(quoted(&base.to_string()))
}

fn table(sheet: &mut Sheet, header: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        sheet.header(header);
        lines.iter().for_each(|line| sheet.line(line));
    }
}
