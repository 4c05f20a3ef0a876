//! The trace: verdicts drawn as a barograph draws pressure, one step up, level or down a period.
//!
//! [`slots`] divides time, [`pen`] draws, [`sheet`] lays out the archive's years. A missing edition and "not assessed"
//! lift the pen; flash editions do not enter the series.

mod pen;
mod sheet;
mod slots;

use jiff::civil::Date;
use newsroom::archive::{Mark, Tally};
use newsroom::{Archive, Period, SectionSlug, Verdict};

use pen::Paper;
pub use sheet::{Week, YearSheet, sheet_years, year_sheet};
use slots::Slots;

/// How many periods a strip shows.
pub const STRIP_PERIODS: usize = 26;

/// A sheet with a section's trace on it, as attributes of an SVG with `preserveAspectRatio="none"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// `viewBox`.
    pub view_box: String,
    /// `d` of the finest lines.
    pub fine: String,
    /// `d` of the lines where a month begins; may be empty.
    pub month: String,
    /// What the pen drew, a path for each verdict there is; unchanged, improved, worsened.
    pub pens: Vec<Pen>,
    /// Where the pen was last; `None` on an empty sheet.
    pub nib: Option<Pen>,
    /// The verdicts on this sheet.
    pub tally: Tally,
    /// How many weeks (or other periods) the sheet is wide.
    pub weeks: usize,
}

/// Lines in the colour of one verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    /// Which.
    pub verdict: Verdict,
    /// `d` of the path.
    pub d: String,
}

/// A month's name above a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLabel {
    /// `x` in percent of the sheet's width, without the sign: `19.32`.
    pub x_percent: String,
    /// A day in that month.
    pub date: Date,
}

/// A section's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its sheet.
    pub sheet: Strip,
    /// The verdicts on it.
    pub tally: Tally,
    /// The months above it.
    pub months: Vec<MonthLabel>,
}

/// The last periods of a section, [`STRIP_PERIODS`] at most, up to and with one.
pub fn strip(archive: &Archive, section: &SectionSlug, until: &Period) -> Strip {
    let slots = Slots::until(archive, until, STRIP_PERIODS);
    let mut series = archive.series(section);
    series.retain(|mark| mark.period.first() <= until.first());
    pen::draw(&slots, &series, &Paper::STRIP)
}

/// The months above the strips up to a period.
pub fn months(archive: &Archive, until: &Period) -> Vec<MonthLabel> {
    Slots::until(archive, until, STRIP_PERIODS).labels(Paper::STRIP.label_percent)
}

/// One sheet for each year in which the section has a verdict, newest first.
pub fn years(archive: &Archive, section: &SectionSlug) -> Vec<Year> {
    let series = archive.series(section);
    let year = |year| year_of(archive, &series, year);
    sheet_years(archive).into_iter().map(year).filter(|year| year.tally != Tally::default()).collect()
}

fn year_of(archive: &Archive, series: &[Mark], year: i16) -> Year {
    let slots = Slots::of_year(archive, year);
    let sheet = pen::draw(&slots, series, &Paper::YEAR);
    Year { year, tally: sheet.tally, months: slots.labels(Paper::YEAR.label_percent), sheet }
}

#[cfg(test)]
mod tests;
