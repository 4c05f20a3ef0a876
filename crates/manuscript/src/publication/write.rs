//! Writes a publication as a commented folder that reads back as the same publication.

use mailroom::Newsletter;
use newsroom::publication::Link;
use newsroom::{Byline, Labels, Language, Master, Publication, Section, SectionName, Spoken};

use super::{REDIRECTS, SHEET, newsletters, risk};
use crate::toml_text::{Sheet, instant, quoted};
use crate::{Files, text_file};

/// Writes a publication with its newsletters; `logo_bytes` are those of its logo's master.
pub fn write(publication: &Publication, newsletters: &[Newsletter], logo_bytes: Option<Vec<u8>>) -> Files {
    let languages: Vec<Language> = publication.languages.iter().map(|spoken| spoken.language.clone()).collect();
    let writing = Writing { publication, newsletters, languages: &languages };
    let mut files = Files::default();
    files.insert(SHEET, writing.sheet());
    if !publication.redirects.is_empty() {
        files.insert(REDIRECTS, redirects(publication));
    }
    if let Some((master, bytes)) = publication.logo.as_ref().zip(logo_bytes) {
        files.insert(logo(master), bytes);
    }
    risk::write(&mut files, &publication.risk, publication);
    for page in &publication.pages {
        for (language, text) in &page.texts.0 {
            let added = text.since.map(|since| instant(since, &publication.zone));
            let written = text_file::write(&text.content, |sheet| text_file::marks(sheet, text, added));
            files.insert(format!("pages/{}.{language}.md", page.slug), written);
        }
    }
    files
}

fn logo(master: &Master) -> String {
    format!("logo.{}", master.extension)
}

fn redirects(publication: &Publication) -> String {
    let mut sheet = Sheet::default();
    sheet.line("# Paths of an earlier site, and where what stood there is found now.");
    let mut redirects: Vec<_> = publication.redirects.iter().collect();
    redirects.sort();
    redirects.into_iter().for_each(|(path, target)| sheet.key(&quoted(path), quoted(target)));
    sheet.finish()
}

struct Writing<'a> {
    publication: &'a Publication,
    newsletters: &'a [Newsletter],
    languages: &'a [Language],
}

impl Writing<'_> {
    fn sheet(&self) -> String {
        let mut sheet = Sheet::default();
        self.words(&mut sheet);
        self.look(&mut sheet);
        comment(&mut sheet, "Languages in the order in which readers see them; the first is the default.");
        sheet.line("# `chain`: where a text that is missing in this language is looked for, in order.");
        self.publication.languages.iter().for_each(|spoken| language(&mut sheet, spoken));
        comment_list(&mut sheet, "Sections in the order of the board.", &self.publication.sections);
        self.publication.sections.iter().for_each(|one| self.section(&mut sheet, one));
        comment_list(&mut sheet, "Bylines: authors as readers see them.", &self.publication.bylines);
        self.publication.bylines.iter().for_each(|one| self.byline(&mut sheet, one));
        comment_list(&mut sheet, "Who stands behind the publication or helps.", &self.publication.partners);
        self.publication.partners.iter().for_each(|one| link(&mut sheet, "[[partners]]", one));
        comment_list(&mut sheet, "Other ways to follow it, as plain links.", &self.publication.channels);
        self.publication.channels.iter().for_each(|one| link(&mut sheet, "[[channels]]", one));
        comment_list(&mut sheet, "Newsletters, in the order of the form.", self.newsletters);
        self.newsletters.iter().for_each(|one| newsletters::write(&mut sheet, one, self.languages));
        comment_list(&mut sheet, "Standing pages, in order: pages/SLUG.LANG.md.", &self.publication.pages);
        for page in &self.publication.pages {
            sheet.header("[[pages]]");
            sheet.key("slug", quoted(page.slug.as_str()));
            sheet.key("footer", page.footer.to_string());
        }
        sheet.finish()
    }

    fn words(&self, sheet: &mut Sheet) {
        let publication = self.publication;
        comment(sheet, "Its name for good: feeds and citations are made from it. Never change it.");
        sheet.key("id", quoted(&publication.id.to_string()));
        self.commented(sheet, "The name, as the masthead shows it.", "name", &publication.name);
        self.commented(sheet, "One line under the name.", "tagline", &publication.tagline);
        self.commented(sheet, "Beside the newsletter's form.", "about", &publication.about);
        comment(sheet, "The IANA time zone of its dates and hours.");
        sheet.key("zone", quoted(publication.zone.iana_name().unwrap_or("UTC")));
        comment(sheet, "What one edition covers: day, week, fortnight, month or range.");
        sheet.key("period", quoted(publication.period.as_str()));
        self.commented(sheet, "On what terms the texts may be used.", "licence", &publication.licence);
    }

    fn commented(&self, sheet: &mut Sheet, words: &str, key: &str, labels: &Labels) {
        if !labels.is_empty() {
            comment(sheet, words);
            sheet.labels(key, labels, self.languages);
        }
    }

    fn look(&self, sheet: &mut Sheet) {
        comment(sheet, "true: nothing is kept on a reader's device, and no web fonts are sent.");
        sheet.key("leave_no_trace", self.publication.leave_no_trace.to_string());
        if let Some(master) = &self.publication.logo {
            sheet.key("logo", quoted(&logo(master)));
        }
        if !self.publication.colours.is_empty() {
            comment(sheet, "Colours, each of which keeps its contrast with the page.");
            sheet.line("[colours]");
            self.publication.colours.iter().for_each(|(token, colour)| sheet.key(token, quoted(colour)));
        }
    }

    fn section(&self, sheet: &mut Sheet, section: &Section) {
        sheet.header("[[sections]]");
        sheet.key("slug", quoted(section.slug.as_str()));
        self.name(sheet, section.name());
        for earlier in &section.names[..section.names.len() - 1] {
            sheet.header("[[sections.earlier]]");
            self.name(sheet, earlier);
        }
    }

    fn name(&self, sheet: &mut Sheet, name: &SectionName) {
        sheet.labels("title", &name.title, self.languages);
        sheet.labels("inside", &name.inside, self.languages);
        sheet.labels("yardstick", &name.yardstick, self.languages);
        if let Some(from) = name.from {
            sheet.key("from", from.to_string());
        }
        if let Some(until) = name.until {
            sheet.key("until", until.to_string());
        }
    }

    fn byline(&self, sheet: &mut Sheet, byline: &Byline) {
        sheet.header("[[bylines]]");
        sheet.key("slug", quoted(byline.slug.as_str()));
        sheet.key("shown", quoted(byline.shown.as_str()));
        sheet.labels("name", &byline.name, self.languages);
        sheet.labels("about", &byline.about, self.languages);
    }
}

fn language(sheet: &mut Sheet, spoken: &Spoken) {
    sheet.header("[[languages]]");
    sheet.key("tag", quoted(spoken.language.as_str()));
    sheet.key("name", quoted(&spoken.name));
    if !spoken.chain.is_empty() {
        sheet.list("chain", spoken.chain.iter().map(Language::as_str));
    }
    if spoken.direction != spoken.language.direction() {
        sheet.key("direction", quoted(spoken.direction.as_str()));
    }
}

fn link(sheet: &mut Sheet, header: &str, link: &Link) {
    sheet.header(header);
    sheet.key("name", quoted(&link.name));
    sheet.key("link", quoted(&link.link));
}

fn comment(sheet: &mut Sheet, words: &str) {
    sheet.blank();
    sheet.line(&format!("# {words}"));
}

fn comment_list<T>(sheet: &mut Sheet, words: &str, list: &[T]) {
    if !list.is_empty() {
        comment(sheet, words);
    }
}
