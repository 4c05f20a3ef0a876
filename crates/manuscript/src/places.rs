//! Where each part of a manuscript stands, so that an objection to it can be shown as a flaw.

use std::collections::BTreeMap;

use newsroom::proposal::{Objection, Part};
use newsroom::{CommentarySlug, Flaw, Place};

/// The places of a manuscript's parts.
#[derive(Clone, Debug, Default)]
pub struct Places {
    main: String,
    parts: BTreeMap<Part, Place>,
}

impl Places {
    pub(crate) fn new(main: &str) -> Self {
        Self { main: main.to_owned(), parts: BTreeMap::new() }
    }

    pub(crate) fn put(&mut self, part: Part, place: Place) {
        self.parts.entry(part).or_insert(place);
    }

    /// Where a part stands; the nearest place that holds it, if the manuscript does not have the part itself.
    pub fn of(&self, part: &Part) -> Place {
        self.parts.get(part).cloned().unwrap_or_else(|| self.around(part))
    }

    /// An objection as a flaw at its place.
    pub fn locate(&self, objection: &Objection) -> Flaw {
        let (problem, hint) = (objection.problem.clone(), objection.hint.clone());
        Flaw { place: self.of(&objection.part), problem, hint }
    }

    /// Objections as flaws, sorted by place.
    pub fn locate_all(&self, objections: &[Objection]) -> Vec<Flaw> {
        let mut flaws: Vec<Flaw> = objections.iter().map(|objection| self.locate(objection)).collect();
        flaws.sort();
        flaws
    }

    fn around(&self, part: &Part) -> Place {
        let section_of = |slug: &CommentarySlug| slug.parts().map(|(section, _)| Part::Section(section));
        let holder = match part {
            Part::Verdict(section) | Part::Reason(section, _) => Some(Part::Section(section.clone())),
            Part::Bylines(slug) | Part::Picture(slug) | Part::Text(slug, _) => section_of(slug),
            Part::Section(_) => Some(Part::Key("sections")),
            Part::Key(_) | Part::Front(_) | Part::Correction(_) => None,
        };
        match (holder, part) {
            (Some(holder), _) => self.of(&holder),
            (None, Part::Key(key)) => self.whole(key),
            (None, Part::Front(language)) => self.whole(&format!("front.{language}")),
            (None, _) => self.whole("corrections"),
        }
    }

    fn whole(&self, field: &str) -> Place {
        Place { file: self.main.clone(), line: 0, field: field.to_owned() }
    }
}
