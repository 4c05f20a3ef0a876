//! Sections: standing subjects, judged in every edition.

use jiff::civil::Date;

use crate::{Labels, SectionSlug};

/// A standing subject. It may be renamed, end, and come back; its slug stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its permalink.
    pub slug: SectionSlug,
    /// Its names, oldest first; each holds from its day until the next. Never empty.
    pub names: Vec<SectionName>,
    /// The last day on which it is judged, of a section that has ended.
    pub until: Option<Date>,
}

/// What a section is called from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionName {
    /// The first day on which the name holds; `None`: from the beginning.
    pub from: Option<Date>,
    /// As a title: «Безопасность».
    pub title: Labels,
    /// Inside a sentence, with its preposition: «в сфере безопасности».
    pub inside: Labels,
    /// For whom the section is judged, and against when.
    pub yardstick: Labels,
}

impl Section {
    /// The name that held on a day: an edition shows the one of its first day.
    pub fn name_on(&self, day: Date) -> &SectionName {
        let held = self.names.iter().rev().find(|name| name.from.is_none_or(|from| from <= day));
        held.unwrap_or(&self.names[0])
    }

    /// The newest name, which the section's own page shows.
    pub fn name(&self) -> &SectionName {
        &self.names[self.names.len() - 1]
    }

    /// Whether the section is judged on a day.
    pub fn is_judged_on(&self, day: Date) -> bool {
        let begun = self.names[0].from.is_none_or(|from| from <= day);
        begun && self.until.is_none_or(|until| day <= until)
    }
}
