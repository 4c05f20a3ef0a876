//! The sections of `publication.toml`, with their earlier names.

use newsroom::{Flaw, Section, SectionName, SectionSlug};

use super::Reading;
use super::lists::{once, slug};
use crate::fields::Fields;

/// What `[base]` in `edition.toml` calls an edition's front.
const FRONT: &str = "front";

impl Reading<'_> {
    pub(super) fn sections(&self, tables: Vec<Fields>) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for mut table in tables {
            let slug = slug(&mut table, "slug", SectionSlug::parse);
            let names = self.names(&mut table);
            let Some(slug) = slug else {
                continue;
            };
            if slug.as_str() == FRONT {
                table.flaw("slug", "`front` is what edition.toml calls an edition's front; choose another slug");
            }
            once(&table, "slug", &slug, sections.iter().map(|section| &section.slug));
            sections.push(Section { slug, names });
        }
        sections
    }

    /// The section's names, oldest first; the present one is the last.
    fn names(&self, table: &mut Fields) -> Vec<SectionName> {
        let present = self.name(table);
        let mut names: Vec<SectionName> = Vec::new();
        let mut tables = table.tables("earlier").unwrap_or_default();
        for earlier in &mut tables {
            let name = self.name(earlier);
            if names.last().is_some_and(|before| name.from <= before.from) {
                earlier.flaw("from", "earlier names stand oldest first, each from a later day than the one above");
            }
            names.push(name);
        }
        if !names.is_empty() && present.from.is_none() && !table.has("from") {
            let flaw =
                Flaw::new(table.place("from"), "a section with earlier names says from when its present one holds");
            table.add(flaw.advise("from = 2020-01-06"));
        } else if names.last().is_some_and(|before| present.from <= before.from) {
            table.flaw("from", "the present name holds from a later day than the earlier ones");
        }
        names.push(present);
        tables.iter().zip(names.windows(2)).for_each(|(earlier, pair)| lasts(earlier, &pair[0], &pair[1]));
        names
    }

    fn name(&self, table: &mut Fields) -> SectionName {
        let (from, until) = (table.date("from"), table.date("until"));
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            table.flaw("until", "the last day under this name lies before its first");
        }
        SectionName {
            from,
            until,
            title: table.required_labels("title", &self.languages),
            inside: table.required_labels("inside", &self.languages),
            yardstick: table.full_labels("yardstick", &self.languages),
        }
    }
}

/// Reports an earlier name that lasts into the next. Where the two stand in the wrong order, that is said already.
fn lasts(earlier: &Fields, name: &SectionName, next: &SectionName) {
    let Some((until, from)) = name.until.zip(next.from) else {
        return;
    };
    if name.from < next.from && from <= until {
        earlier.flaw("until", format!("on this day the next name holds already, from {from}"));
    }
}
