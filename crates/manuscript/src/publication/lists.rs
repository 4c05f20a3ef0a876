//! The lists of `publication.toml`: languages, bylines, partners and channels, newsletters, standing pages.

use std::fmt::Display;

use newsroom::publication::Link;
use newsroom::{Byline, BylineSlug, Direction, Flaw, Language, Languages, PageSlug, Place, Shown, Spoken};

use super::Reading;
use crate::fields::{Fields, spoken};

impl Reading<'_> {
    /// The languages come first: all other words are in one of them.
    pub(super) fn spoken(&mut self, fields: &mut Fields) {
        let Some(mut tables) = fields.tables("languages") else {
            return;
        };
        let tags: Vec<Option<Language>> = tables.iter_mut().map(|table| slug(table, "tag", Language::parse)).collect();
        let chains: Vec<_> = tables.iter_mut().map(|table| table.items("chain").unwrap_or_default()).collect();
        let mut languages: Vec<Language> = Vec::new();
        tags.iter().flatten().for_each(|tag| add(&mut languages, tag.clone()));
        if languages.len() < tags.len() {
            // One is misspelled. What is written in it is not, so the others' chains are believed.
            let chained = chains.iter().flatten().filter_map(|(_, tag)| Language::parse(tag).ok());
            chained.for_each(|tag| add(&mut languages, tag));
        }
        let mut all = Vec::new();
        for ((mut table, tag), chain) in tables.into_iter().zip(tags).zip(chains) {
            table.require("name");
            let (name, direction) = (table.string("name"), direction(&mut table));
            let chain = chain_of(&table, chain, tag.as_ref(), &languages);
            let Some(language) = tag else {
                continue;
            };
            once(&table, "tag", &language, all.iter().map(|spoken: &Spoken| &spoken.language));
            let direction = direction.unwrap_or_else(|| language.direction());
            let name = name.unwrap_or_else(|| language.to_string());
            all.push(Spoken { language, name, direction, chain });
        }
        self.proposal.languages = Languages::new(all);
        if self.proposal.languages.is_none() {
            fields.flaw("languages", "a publication has at least one language");
        }
        self.languages = languages;
    }

    pub(super) fn lists(&mut self, fields: &mut Fields) {
        let sections = fields.tables("sections");
        self.proposal.sections = sections.map(|tables| self.sections(tables));
        let bylines = fields.tables("bylines");
        self.proposal.bylines = bylines.map(|tables| self.bylines(tables));
        self.proposal.partners = fields.tables("partners").map(links);
        self.proposal.channels = fields.tables("channels").map(links);
        let newsletters = fields.tables("newsletters");
        self.newsletters = newsletters.map(|tables| self.newsletters(tables));
        let pages = fields.tables("pages");
        self.proposal.pages = pages.map(|tables| self.page_list(tables));
    }

    fn bylines(&self, tables: Vec<Fields>) -> Vec<Byline> {
        let mut bylines: Vec<Byline> = Vec::new();
        for mut table in tables {
            let slug = slug(&mut table, "slug", BylineSlug::parse);
            let shown = table.choice("shown", "a way to be shown", &Shown::ALL, Shown::as_str);
            let name = table.required_labels("name", &self.languages);
            let about = table.full_labels("about", &self.languages);
            if let Some(slug) = slug {
                once(&table, "slug", &slug, bylines.iter().map(|byline| &byline.slug));
                bylines.push(Byline { slug, shown: shown.unwrap_or(Shown::Name), name, about });
            }
        }
        bylines
    }

    fn page_list(&mut self, tables: Vec<Fields>) -> Vec<(PageSlug, bool)> {
        let mut pages: Vec<(PageSlug, bool)> = Vec::new();
        for mut table in tables {
            let slug = slug(&mut table, "slug", PageSlug::parse);
            let footer = table.bool("footer").unwrap_or(false);
            if let Some(slug) = slug {
                once(&table, "slug", &slug, pages.iter().map(|(slug, _)| slug));
                pages.push((slug, footer));
            }
        }
        pages
    }
}

/// A slug or tag that an item of a list must have.
pub(super) fn slug<T, E: Display>(fields: &mut Fields, key: &str, parse: fn(&str) -> Result<T, E>) -> Option<T> {
    fields.require(key);
    fields.parsed(key, parse)
}

/// Reports a slug or tag that the list has already.
pub(super) fn once<'a, T: PartialEq + Display + 'a>(
    fields: &Fields,
    key: &str,
    slug: &T,
    mut others: impl Iterator<Item = &'a T>,
) {
    if others.any(|other| other == slug) {
        fields.flaw(key, format!("`{slug}` is in the list twice"));
    }
}

fn add(languages: &mut Vec<Language>, language: Language) {
    if !languages.contains(&language) {
        languages.push(language);
    }
}

fn direction(fields: &mut Fields) -> Option<Direction> {
    const BOTH: [Direction; 2] = [Direction::LeftToRight, Direction::RightToLeft];
    fields.choice("direction", "a direction", &BOTH, Direction::as_str)
}

fn chain_of(
    fields: &Fields,
    tags: Vec<(Place, String)>,
    own: Option<&Language>,
    languages: &[Language],
) -> Vec<Language> {
    let mut chain = Vec::new();
    for (place, tag) in tags {
        match spoken(&tag, languages, place.clone()) {
            Ok(language) if Some(&language) == own => {
                fields.add(Flaw::new(place, "a language does not fall back to itself"));
            }
            Ok(language) if chain.contains(&language) => {
                fields.add(Flaw::new(place, format!("`{tag}` is in the chain twice")));
            }
            Ok(language) => chain.push(language),
            Err(flaw) => fields.add(flaw),
        }
    }
    chain
}

fn links(tables: Vec<Fields>) -> Vec<Link> {
    tables.into_iter().filter_map(link).collect()
}

fn link(mut fields: Fields) -> Option<Link> {
    fields.require("name");
    fields.require("link");
    let (name, link) = (fields.string("name"), fields.string("link"));
    let (name, link) = (name?, link?);
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with('/') || link.contains(char::is_whitespace)) {
        fields.flaw("link", format!("`{link}` is not a link; expected https://…"));
    }
    Some(Link { name, link })
}
