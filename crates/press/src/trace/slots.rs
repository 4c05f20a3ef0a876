//! Time cut into the periods of a publication, whether or not each has an edition.
//!
//! Periods are counted from the newest edition's first day, so that weeks may begin on any weekday.

use jiff::ToSpan;
use jiff::civil::Date;
use newsroom::{Archive, Period, PeriodKind};

use super::MonthLabel;

/// A run of periods, oldest first.
#[derive(Clone, Debug)]
pub struct Slots {
    kind: PeriodKind,
    periods: Vec<Period>,
}

impl Slots {
    /// The last `most` periods, up to and with the one in which `until` begins. Where periods are any range of days,
    /// those of the editions.
    pub fn until(archive: &Archive, until: &Period, most: usize) -> Self {
        let grid = Grid::of(archive, until.first());
        let mut periods: Vec<Period> = if grid.kind == PeriodKind::Range {
            let ranges = archive.regular().map(|edition| edition.period);
            ranges.filter(|period| period.first() <= until.first()).collect()
        } else {
            let last = grid.index_of(until.first());
            (0..most).map(|back| grid.period(last.saturating_sub_unsigned(back as u64))).rev().collect()
        };
        let periods = periods.split_off(periods.len().saturating_sub(most));
        Self { kind: grid.kind, periods }
    }

    /// The periods of a year: those that [`counted`] counts in it, with an edition or without.
    pub fn of_year(archive: &Archive, year: i16) -> Self {
        let grid = Grid::of(archive, first_of(year));
        let years = archive.years();
        let all: Vec<Period> = if grid.kind == PeriodKind::Range {
            archive.regular().map(|edition| edition.period).collect()
        } else {
            // One more at each end, for the weeks that begin in one year and belong to the other.
            let begin = grid.index_of(first_of(year)) - 1;
            let end = grid.index_of(first_of(year.saturating_add(1))) + 1;
            (begin..=end).map(|index| grid.period(index)).collect()
        };
        let has_edition = |period: &Period| archive.regular().any(|edition| holds(period, edition.period.first()));
        let within = |period: &Period| {
            middle(grid.kind, period).year() == year
                || (period.first().year() == year && counted(grid.kind, period, &years) == year && has_edition(period))
        };
        Self { kind: grid.kind, periods: all.into_iter().filter(within).collect() }
    }

    /// The year in which an edition's period is counted.
    pub fn year_of(archive: &Archive, period: &Period) -> i16 {
        let grid = Grid::of(archive, period.first());
        let slot = if grid.kind == PeriodKind::Range { *period } else { grid.period(grid.index_of(period.first())) };
        counted(grid.kind, &slot, &archive.years())
    }

    /// Which of them a day lies in.
    pub fn place(&self, day: Date) -> Option<usize> {
        self.periods.iter().position(|period| holds(period, day))
    }

    /// All of them.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The day that decides to which month the period at a place belongs.
    pub fn middle(&self, place: usize) -> Date {
        middle(self.kind, &self.periods[place])
    }

    /// The places at which another month begins (another quarter, where each period is a month), with a day in it. The
    /// first place is one.
    pub fn months(&self) -> Vec<(usize, Date)> {
        let key = |day: Date| match self.kind {
            PeriodKind::Month => (day.year(), (day.month() - 1) / 3),
            _ => (day.year(), day.month()),
        };
        let days = (0..self.periods.len()).map(|place| (place, self.middle(place)));
        let mut begun: Vec<(usize, Date)> = Vec::new();
        for (place, day) in days {
            if begun.last().is_none_or(|(_, before)| key(*before) != key(day)) {
                begun.push((place, day));
            }
        }
        begun
    }

    /// The names of the months, `shift` percent after each line; none at the edge that would run into the next.
    pub fn labels(&self, shift: f64) -> Vec<MonthLabel> {
        let width = self.periods.len() as f64 + 1.0;
        let months = self.months();
        let crowded = months.get(1).is_some_and(|(place, _)| *place < 2) && self.periods.len() > 13;
        let shown = months.into_iter().skip(usize::from(crowded));
        let percent = |place: usize| super::pen::short(place as f64 / width * 100.0 + shift);
        shown.map(|(place, date)| MonthLabel { x_percent: percent(place), date }).collect()
    }
}

/// Periods of one length, counted from one of them.
struct Grid {
    kind: PeriodKind,
    anchor: Date,
}

impl Grid {
    fn of(archive: &Archive, otherwise: Date) -> Self {
        let kind = archive.publication.period;
        let newest = archive.newest().map_or(otherwise, |edition| edition.period.first());
        Self { kind, anchor: if kind == PeriodKind::Month { newest.first_of_month() } else { newest } }
    }

    fn period(&self, index: i64) -> Period {
        let first = match self.kind {
            PeriodKind::Month => self.anchor.saturating_add(index.months()),
            kind => self.anchor.saturating_add((index * days(kind)).days()),
        };
        self.kind.beginning(first)
    }

    /// Which of them a day lies in; 0 is the one that begins on the anchor.
    fn index_of(&self, day: Date) -> i64 {
        if self.kind == PeriodKind::Month {
            let years = i64::from(day.year()) - i64::from(self.anchor.year());
            return years * 12 + i64::from(day.month()) - i64::from(self.anchor.month());
        }
        let days_between = self.anchor.duration_until(day).as_hours() / 24;
        days_between.div_euclid(days(self.kind))
    }
}

fn holds(period: &Period, day: Date) -> bool {
    period.first() <= day && day <= period.last()
}

/// A period belongs to the year of its middle day, as ISO 8601 counts weeks; to the year in which it begins as long as no
/// edition begins in the other, since only years in which an edition begins have a page.
fn counted(kind: PeriodKind, period: &Period, years: &[i16]) -> i16 {
    let year = middle(kind, period).year();
    if years.contains(&year) { year } else { period.first().year() }
}

fn first_of(year: i16) -> Date {
    Date::new(year, 1, 1).unwrap_or(Date::MAX)
}

/// The day that decides to which month and year a period belongs: a week's fourth, of ISO weeks the Thursday.
fn middle(kind: PeriodKind, period: &Period) -> Date {
    let length = match kind {
        PeriodKind::Range => period.first().duration_until(period.last()).as_hours() / 24,
        kind => days(kind),
    };
    period.first().saturating_add((length / 2).days())
}

/// How long a period is; for the middle of a month 28 days are near enough.
fn days(kind: PeriodKind) -> i64 {
    match kind {
        PeriodKind::Day | PeriodKind::Range => 1,
        PeriodKind::Week => 7,
        PeriodKind::Fortnight => 14,
        PeriodKind::Month => 28,
    }
}
