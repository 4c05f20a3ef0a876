//! A year of all sections at once, as the archive lays it out: weeks across, sections down.

use std::collections::BTreeSet;

use jiff::civil::Date;
use newsroom::{Archive, Edition, EditionSlug, Headline, Period, SectionSlug, Verdict};

use super::STRIP_PERIODS;
use super::slots::Slots;

/// A year of all sections, as the archive shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearSheet {
    /// The year.
    pub year: i16,
    /// The sections judged in it, in the publication's order.
    pub sections: Vec<SectionSlug>,
    /// Its halves, oldest first; one without any edition is left out. 26 weeks each, the second 27 in a year of 53.
    pub bands: Vec<Vec<Week>>,
}

/// A week (or other period) of a year sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its days: the edition's where there is one.
    pub period: Period,
    /// A day of the month that begins here; the first of a band has one too.
    pub new_month: Option<Date>,
    /// The edition, if there is one.
    pub edition: Option<EditionSlug>,
    /// The verdicts, in the order of [`YearSheet::sections`].
    pub verdicts: Vec<Option<Verdict>>,
}

/// The years that have a sheet, newest first.
pub fn sheet_years(archive: &Archive) -> Vec<i16> {
    let years: BTreeSet<i16> = archive.regular().map(|edition| Slots::year_of(archive, &edition.period)).collect();
    years.into_iter().rev().collect()
}

/// The sheet of a year. A week belongs to the year of its middle day, as ISO 8601 counts; an edition's to the year in which
/// it begins as long as the other has none.
pub fn year_sheet(archive: &Archive, year: i16) -> YearSheet {
    let slots = Slots::of_year(archive, year);
    let mut editions = vec![Vec::new(); slots.periods().len()];
    for edition in archive.regular() {
        if let Some(place) = slots.place(edition.period.first()) {
            editions[place].push(edition);
        }
    }
    let sections = judged(archive, &editions);
    let bands = halves(editions.len()).into_iter().filter(|places| places.clone().any(|p| !editions[p].is_empty()));
    let band = |places: std::ops::Range<usize>| {
        let begin = places.start;
        let week = |place| weeks_at(&slots, place, begin, &editions[place], &sections);
        places.flat_map(week).collect()
    };
    let bands = bands.map(band).collect();
    YearSheet { year, sections, bands }
}

fn judged(archive: &Archive, editions: &[Vec<&Edition<Headline>>]) -> Vec<SectionSlug> {
    let sections = archive.publication.sections.iter().map(|section| section.slug.clone());
    let within = |slug: &SectionSlug| editions.iter().flatten().any(|edition| edition.judged(slug).is_some());
    sections.filter(within).collect()
}

/// Bands of 26 places; a single place over joins the last of them.
fn halves(places: usize) -> Vec<std::ops::Range<usize>> {
    let begins = (0..places).step_by(STRIP_PERIODS).filter(|begin| *begin == 0 || places - begin > 1);
    let begins: Vec<usize> = begins.collect();
    let ends = begins.iter().skip(1).copied().chain([places]);
    begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
}

/// The columns of one place: its edition, or none; more than one when editions came oftener than periods.
fn weeks_at(
    slots: &Slots,
    place: usize,
    band_begin: usize,
    editions: &[&Edition<Headline>],
    sections: &[SectionSlug],
) -> Vec<Week> {
    let month = |place: usize| (slots.middle(place).year(), slots.middle(place).month());
    let begins = place == band_begin || month(place) != month(place - 1);
    let new_month = begins.then(|| slots.middle(place));
    if editions.is_empty() {
        let verdicts = vec![None; sections.len()];
        return vec![Week { period: slots.periods()[place], new_month, edition: None, verdicts }];
    }
    let week = |(nth, edition): (usize, &&Edition<Headline>)| Week {
        period: edition.period,
        new_month: new_month.filter(|_| nth == 0),
        edition: Some(edition.slug.clone()),
        verdicts: sections.iter().map(|section| edition.judged(section)?.verdict).collect(),
    };
    editions.iter().enumerate().map(week).collect()
}
