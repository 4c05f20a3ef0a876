//! Standing pages, the logo, and files that are neither.

use std::collections::BTreeMap;

use newsroom::flaw::nearest;
use newsroom::proposal::{Proposed, ProsePatch};
use newsroom::{Flaw, Hint, Language, PageSlug};

use super::risk::{self, is_risk};
use super::{REDIRECTS, Reading, SHEET, whole};
use crate::edition::names;
use crate::fields::one_of;
use crate::text_file::{self, Role};

const FOLDER: &str = "pages/";

impl Reading<'_> {
    pub(super) fn pages(&mut self) {
        let mut read: BTreeMap<(PageSlug, Language), String> = BTreeMap::new();
        for file in self.page_files() {
            let Some(named) = self.page_named(&file) else {
                continue;
            };
            if let Some(other) = read.get(&named) {
                self.flaws.push(names::two_for_one(&file, other, &format!("{FOLDER}{}.{}.md", named.0, named.1)));
                continue;
            }
            let bytes = self.files.get(&file).unwrap_or_default();
            let (text, flaws) = text_file::read(&file, bytes, Role::Page, (&self.languages, &named.1));
            self.flaws.extend(flaws);
            read.insert(named.clone(), file.clone());
            if let Some(text) = text.filter(|text| self.has_headline(&file, &named, text)) {
                self.proposal.texts.insert(named, text);
            }
        }
    }

    fn page_files(&self) -> Vec<String> {
        let names = self.files.iter().filter_map(|(path, _)| path.strip_prefix(FOLDER));
        names.filter(|name| names::is_text(name) && !name.contains('/')).map(|name| format!("{FOLDER}{name}")).collect()
    }

    /// A new page needs a headline; one that is there keeps its own.
    fn has_headline(&mut self, file: &str, named: &(PageSlug, Language), text: &Proposed<ProsePatch>) -> bool {
        let there = self.there.and_then(|publication| publication.page(&named.0)?.texts.get(&named.1));
        let has = text.content.headline.is_some() || there.is_some();
        if !has {
            self.flaws.push(Flaw::new(whole(file), "a new page needs a headline"));
        }
        has
    }

    /// The page and the language that a file's name names; reported if it names none.
    fn page_named(&mut self, file: &str) -> Option<(PageSlug, Language)> {
        let name = file.strip_prefix(FOLDER).unwrap_or(file);
        let named = names::text(FOLDER, name, "PAGE", &self.languages);
        // Without languages every file would be a flaw, and the missing languages are one already.
        let named = named.map_err(|flaw| self.flaws.extend(Some(flaw).filter(|_| !self.languages.is_empty())));
        let (stem, language) = named.ok()?;
        let listed = self.listed();
        let found = listed.iter().find(|slug| slug.as_str() == stem).cloned();
        if found.is_none() && !self.is_flawed {
            let right = || listed.iter().map(PageSlug::as_str);
            let problem = format!("`{stem}` is not in the list of pages; expected {}", one_of(right()));
            let hint = nearest(stem, right()).map(|slug| Hint::DidYouMean(format!("{FOLDER}{slug}.{language}.md")));
            let hint = hint.or_else(|| Some(Hint::Try("name it under [[pages]] in publication.toml".to_owned())));
            self.flaws.push(Flaw { hint, ..Flaw::new(whole(file), problem) });
        }
        Some((found?, language))
    }

    /// The pages as they will be.
    fn listed(&self) -> Vec<PageSlug> {
        let there = || self.there.iter().flat_map(|p| &p.pages).map(|page| page.slug.clone()).collect();
        self.proposal.pages.as_ref().map_or_else(there, |pages| pages.iter().map(|(slug, _)| slug.clone()).collect())
    }

    /// The logo's file. A picture that is not the logo is reported.
    pub(super) fn logo(&mut self) -> Option<(String, Vec<u8>)> {
        let named = self.proposal.logo.clone();
        let here = || self.files.iter().map(|(path, _)| path).filter(|path| is_logo(path));
        let found = named.as_ref().and_then(|name| here().find(|path| path == name));
        let meant = match (&named, found) {
            (Some(name), None) => {
                let place = self.places.of(&newsroom::proposal::Part::Key("logo"));
                let flaw = Flaw::new(place, format!("the picture `{name}` is not in the folder")).near(name, here());
                self.flaws.push(flaw);
                nearest(name, here())
            }
            _ => found,
        };
        let others = here().filter(|path| Some(*path) != meant && !self.is_flawed);
        let flaw = |path: &str| Flaw::new(whole(path), "publication.toml does not name this picture");
        let flaws: Vec<Flaw> = others.map(|path| flaw(path).advise(format!("logo = \"{path}\""))).collect();
        self.flaws.extend(flaws);
        found.and_then(|path| Some((path.to_owned(), self.files.get(path)?.to_vec())))
    }

    pub(super) fn strangers(&mut self) {
        let is_page =
            |path: &str| path.strip_prefix(FOLDER).is_some_and(|name| names::is_text(name) && !name.contains('/'));
        let known = |path: &&str| [SHEET, REDIRECTS].contains(path) || is_page(path) || is_risk(path) || is_logo(path);
        let strangers = self.files.iter().map(|(path, _)| path).filter(|path| !known(path));
        let risks = self.languages.iter().map(risk::name);
        let right: Vec<String> = [SHEET, REDIRECTS].map(str::to_owned).into_iter().chain(risks).collect();
        let flaw = |path: &str| {
            let problem = "this file is neither a page nor the logo of the publication";
            Flaw::new(whole(path), problem).near(path, right.iter().map(String::as_str))
        };
        self.flaws.extend(strangers.map(flaw).collect::<Vec<_>>());
    }
}

fn is_logo(path: &str) -> bool {
    names::is_picture(path) && !path.contains('/')
}
