//! `corrections/N/`: what a correction said, and what stood there before it.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::proposal::{Part, ProposedCorrection};
use newsroom::{CommentarySlug, Flaw};

use super::sections::verdict;
use super::sheet::front_patch;
use super::{Reading, names};
use crate::fields::Fields;
use crate::text_file::{Role, line};

/// The file that every correction has.
pub(super) const SHEET: &str = "correction.toml";

impl Reading<'_> {
    pub(super) fn corrections(&mut self) -> BTreeMap<u32, ProposedCorrection> {
        let numbers = self.files.iter().filter_map(|(path, _)| Some(names::correction(path)?.0));
        let numbers: BTreeSet<u32> = numbers.collect();
        numbers.into_iter().filter_map(|number| Some((number, self.correction(number)?))).collect()
    }

    fn correction(&mut self, number: u32) -> Option<ProposedCorrection> {
        let folder = format!("corrections/{number}/");
        let names = self.files.iter().filter_map(|(path, _)| path.strip_prefix(&folder));
        let names = names.filter(|name| names::is_text(name) && !name.contains('/')).map(str::to_owned).collect();
        let texts = self.texts_of(&folder, names, Role::Before);
        let mut fields = self.fields(&format!("{folder}{SHEET}"))?;
        self.places.put(Part::Correction(number), fields.begin());
        let correction = self.made(&mut fields);
        self.flaws.extend(fields.finish());
        let texts = texts.into_iter().map(|(owner, text)| (owner, text.content)).collect();
        Some(ProposedCorrection { texts, ..correction? })
    }

    fn made(&self, fields: &mut Fields) -> Option<ProposedCorrection> {
        fields.require("published");
        fields.require("note");
        let published = fields.instant("published");
        let mut made = ProposedCorrection {
            published: published.unwrap_or_default(),
            note: fields.labels("note", &self.languages).0,
            texts: BTreeMap::new(),
            verdicts: BTreeMap::new(),
            reasons: BTreeMap::new(),
            fronts: BTreeMap::new(),
            bylines: bylines(fields),
            facts: fields.strings("facts").unwrap_or_default().iter().map(|fact| line(fact)).collect(),
        };
        for table in fields.tables("sections").unwrap_or_default() {
            self.section_before(table, &mut made);
        }
        if let Some(mut front) = fields.table("front") {
            for (language, tag) in front.languages(&self.languages) {
                let patch = front.table(&tag).map(|mut table| front_patch(&mut table));
                made.fronts.extend(patch.map(|patch| (language, patch)));
            }
        }
        published.map(|_| made)
    }

    fn section_before(&self, mut table: Fields, made: &mut ProposedCorrection) {
        let slug = self.section_named(&mut table);
        let (verdict, reason) = (verdict(&mut table), table.labels("reason", &self.languages));
        if let Some(slug) = slug {
            made.reasons.extend(reason.0.into_iter().map(|(language, words)| ((slug.clone(), language), words)));
            made.verdicts.extend(verdict.map(|verdict| (slug, verdict)));
        }
    }
}

/// Commentaries whose bylines were others; whether the edition has them is seen when it is settled.
fn bylines(fields: &mut Fields) -> Vec<CommentarySlug> {
    let mut commentaries = Vec::new();
    for (place, word) in fields.items("bylines").unwrap_or_default() {
        match CommentarySlug::parse(&word) {
            Ok(commentary) => commentaries.push(commentary),
            Err(error) => fields.add(Flaw::new(place, format!("`{word}`: {error}"))),
        }
    }
    commentaries
}
