//! Sections: standing subjects, judged in every edition.

use jiff::civil::Date;

use crate::{Labels, Period, SectionSlug};

/// A standing subject. It may be renamed, end, and come back; its slug stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its permalink.
    pub slug: SectionSlug,
    /// Its names, oldest first; each holds from its day until the next. Never empty.
    pub names: Vec<SectionName>,
}

/// What a section is called from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionName {
    /// The first day on which the name holds; `None`: from the beginning.
    pub from: Option<Date>,
    /// The last day on which the section is judged under this name; `None`: until the next name begins, or still. Between
    /// it and the next name the section pauses; the last name's is the day on which the section ended.
    pub until: Option<Date>,
    /// As a title: «Безопасность».
    pub title: Labels,
    /// Inside a sentence, with its preposition: «в сфере безопасности».
    pub inside: Labels,
    /// For whom the section is judged, and against when.
    pub yardstick: Labels,
}

impl Section {
    /// The name that held on a day: an edition shows the one of its first day. In a pause it is the name before, and
    /// before the first name the first.
    pub fn name_on(&self, day: Date) -> &SectionName {
        self.begun_by(day).unwrap_or(&self.names[0])
    }

    /// The newest name, which the section's own page shows.
    pub fn name(&self) -> &SectionName {
        &self.names[self.names.len() - 1]
    }

    /// Whether the section is judged on a day.
    pub fn is_judged_on(&self, day: Date) -> bool {
        self.begun_by(day).is_some_and(|name| name.until.is_none_or(|until| day <= until))
    }

    /// The last day on which it is judged, of a section that ends and does not come back.
    pub fn ended(&self) -> Option<Date> {
        self.name().until
    }

    /// The days between two names on which it is not judged, oldest first.
    pub fn pauses(&self) -> impl Iterator<Item = Period> {
        self.names.windows(2).filter_map(|pair| {
            let (first, last) = (pair[0].until?.tomorrow().ok()?, pair[1].from?.yesterday().ok()?);
            Period::new(first, last).ok()
        })
    }

    /// The newest name that had begun by a day.
    fn begun_by(&self, day: Date) -> Option<&SectionName> {
        self.names.iter().rev().find(|name| name.from.is_none_or(|from| from <= day))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn name(title: &str, from: Option<Date>, until: Option<Date>) -> SectionName {
        let title = Labels::from([("en", title)]);
        SectionName { from, until, title, inside: Labels::default(), yardstick: Labels::default() }
    }

    fn section(names: Vec<SectionName>) -> Section {
        Section { slug: SectionSlug::parse("civil").unwrap(), names }
    }

    /// Judged since 2018, renamed in 2019, away for the summer of 2020, back under the same name, ended with 2021.
    fn with_a_life() -> Section {
        section(vec![
            name("Associations", Some(date(2018, 1, 8)), None),
            name("Civil society", Some(date(2019, 1, 7)), Some(date(2020, 5, 31))),
            name("Civil society", Some(date(2020, 9, 7)), Some(date(2021, 12, 31))),
        ])
    }

    #[test]
    fn a_section_is_judged_under_its_names_and_not_in_its_pauses() {
        let civil = with_a_life();
        let days = [
            ("before", date(2018, 1, 7), false, 0),
            ("its first day", date(2018, 1, 8), true, 0),
            ("the day before it is renamed", date(2019, 1, 6), true, 0),
            ("renamed, without a pause", date(2019, 1, 7), true, 1),
            ("the last day before the pause", date(2020, 5, 31), true, 1),
            ("the pause begins", date(2020, 6, 1), false, 1),
            ("the pause ends", date(2020, 9, 6), false, 1),
            ("back", date(2020, 9, 7), true, 2),
            ("its last day", date(2021, 12, 31), true, 2),
            ("ended", date(2022, 1, 1), false, 2),
        ];
        for (said, day, is_judged, place) in days {
            assert_eq!(civil.is_judged_on(day), is_judged, "{said}");
            assert!(std::ptr::eq(civil.name_on(day), &civil.names[place]), "{said}");
        }
        assert_eq!(civil.ended(), Some(date(2021, 12, 31)));
    }

    #[test]
    fn a_section_without_days_has_always_been_judged() {
        let economy = section(vec![name("Economy", None, None)]);
        assert!(economy.is_judged_on(Date::MIN) && economy.is_judged_on(Date::MAX));
        assert_eq!((economy.ended(), economy.pauses().count()), (None, 0));
    }

    #[test]
    fn a_pause_is_the_days_between_two_names() {
        let summer = Period::new(date(2020, 6, 1), date(2020, 9, 6)).unwrap();
        assert_eq!(with_a_life().pauses().collect::<Vec<_>>(), [summer]);
        let mut gapless = with_a_life();
        gapless.names[1].until = Some(date(2020, 9, 6));
        assert_eq!(gapless.pauses().count(), 0, "the next name begins the day after");
        gapless.names[2].until = None;
        assert_eq!(gapless.ended(), None, "a section that came back has not ended");
    }
}
