//! Periods: the days an edition covers.

use jiff::ToSpan;
use jiff::civil::Date;

/// From a first to a last day, both included; the last is never before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: Date,
    last: Date,
}

/// The last day lies before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last day lies before the first")]
pub struct Backwards;

impl Period {
    /// From `first` to `last`, both included.
    pub fn new(first: Date, last: Date) -> Result<Self, Backwards> {
        if last < first { Err(Backwards) } else { Ok(Self { first, last }) }
    }

    /// The week, Monday to Sunday (ISO 8601), in which the day lies.
    pub fn week_of(day: Date) -> Self {
        let first = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        Self { first, last: first.saturating_add(6.days()) }
    }

    /// The first day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.last
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// How long a publication's periods usually are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodKind {
    /// One day.
    Day,
    /// Seven days.
    #[default]
    Week,
    /// Fourteen days.
    Fortnight,
    /// A month of the calendar.
    Month,
    /// Any range of days.
    Range,
}

impl PeriodKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Fortnight, Self::Month, Self::Range];

    /// The word manuscripts and tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Range => "range",
        }
    }

    /// Reads the word that [`PeriodKind::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The period of this kind that begins on a day; of a range, the day alone.
    pub fn beginning(self, first: Date) -> Period {
        let last = match self {
            Self::Day | Self::Range => first,
            Self::Week => first.saturating_add(6.days()),
            Self::Fortnight => first.saturating_add(13.days()),
            Self::Month => first.saturating_add(1.month()).saturating_sub(1.day()),
        };
        Period { first, last }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        let week = Period::new(date(2020, 6, 22), date(2020, 6, 28)).unwrap();
        assert_eq!(Period::week_of(date(2020, 6, 22)), week);
        assert_eq!(Period::week_of(date(2020, 6, 28)), week);
        assert_eq!(PeriodKind::Month.beginning(date(2020, 2, 1)).last(), date(2020, 2, 29));
        assert!(Period::new(date(2020, 6, 23), date(2020, 6, 22)).is_err());
    }

    #[test]
    fn periods_overlap_when_they_share_a_day() {
        let week = Period::week_of(date(2020, 6, 22));
        assert!(week.overlaps(&Period::new(date(2020, 6, 28), date(2020, 7, 2)).unwrap()));
        assert!(!week.overlaps(&Period::week_of(date(2020, 6, 29))));
    }
}
