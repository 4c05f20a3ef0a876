//! A date cut into what locale data made of it: years, months, days, weekdays and what stands between.

use std::fmt;

use icu::calendar::{Date as CalendarDate, Gregorian};
use icu::datetime::fieldsets::enums::{CalendarPeriodFieldSet, CompositeDateTimeFieldSet, DateFieldSet};
use icu::datetime::fieldsets::{M, MD, MDE, YM, YMD};
use icu::datetime::input::{DateTime, Time};
use icu::datetime::{FixedCalendarDateTimeFormatter, parts};
use icu::locale::Locale;
use jiff::civil::Date;
use newsroom::Language;
use writeable::{Part, PartsWrite, Writeable};

/// Which fields are written.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Year, month and day.
    Day,
    /// Month and day.
    DayShort,
    /// Weekday, month and day.
    Weekday,
    /// The month alone.
    Month,
    /// The month alone, shortened.
    MonthShort,
    /// Year and month.
    MonthYear,
}

/// What a piece of a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Year,
    Month,
    Day,
    Weekday,
    Between,
}

/// A piece of a date, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub field: Field,
    pub words: String,
}

/// A day in this shape, as the language writes it.
pub fn of(day: Date, language: &Language, shape: Shape) -> Vec<Piece> {
    let Some(words) = formatted(day, language, shape) else {
        return vec![Piece { field: Field::Day, words: day.to_string() }];
    };
    keep_together(words)
}

/// The pieces as one.
pub fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.words.as_str()).collect()
}

impl Shape {
    fn fields(self) -> CompositeDateTimeFieldSet {
        use CompositeDateTimeFieldSet::{CalendarPeriod, Date};
        match self {
            Self::Day => Date(DateFieldSet::YMD(YMD::long())),
            Self::DayShort => Date(DateFieldSet::MD(MD::long())),
            Self::Weekday => Date(DateFieldSet::MDE(MDE::long())),
            Self::Month => CalendarPeriod(CalendarPeriodFieldSet::M(M::long())),
            Self::MonthShort => CalendarPeriod(CalendarPeriodFieldSet::M(M::medium())),
            Self::MonthYear => CalendarPeriod(CalendarPeriodFieldSet::YM(YM::long())),
        }
    }
}

/// `None` for what locale data cannot hold; every day of a permalink it can.
fn formatted(day: Date, language: &Language, shape: Shape) -> Option<Vec<Piece>> {
    let locale = Locale::try_from_str(language.as_str()).ok()?;
    let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), shape.fields()).ok()?;
    let number = |value: i8| u8::try_from(value).ok();
    let date = CalendarDate::try_new_gregorian(day.year().into(), number(day.month())?, number(day.day())?).ok()?;
    let mut pieces = Pieces { found: Vec::new(), field: Field::Between };
    formatter.format(&DateTime { date, time: Time::start_of_day() }).write_to_parts(&mut pieces).ok()?;
    Some(pieces.found)
}

/// Makes no-break spaces of those between day and month, and of those before a word that only follows the year («г.»).
/// The narrow one of locale data becomes the wide one, which every typeface has.
fn keep_together(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for at in 0..pieces.len() {
        let before = at.checked_sub(1).map(|before| pieces[before].field);
        let after = pieces.get(at + 1).map(|piece| piece.field);
        let day_and_month =
            matches!((before, after), (Some(Field::Day), Some(Field::Month)) | (Some(Field::Month), Some(Field::Day)));
        if pieces[at].field == Field::Between && (day_and_month || (before == Some(Field::Year) && after.is_none())) {
            pieces[at].words = pieces[at].words.replace([' ', '\u{202f}'], "\u{a0}");
        }
    }
    pieces
}

struct Pieces {
    found: Vec<Piece>,
    field: Field,
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        match self.found.last_mut() {
            Some(last) if last.field == self.field => last.words.push_str(words),
            _ => self.found.push(Piece { field: self.field, words: words.to_owned() }),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        let outer = self.field;
        if outer == Field::Between {
            self.field = field_of(part);
        }
        let result = write(self);
        self.field = outer;
        result
    }
}

fn field_of(part: Part) -> Field {
    match part {
        parts::YEAR => Field::Year,
        parts::MONTH => Field::Month,
        parts::DAY => Field::Day,
        parts::WEEKDAY => Field::Weekday,
        _ => Field::Between,
    }
}
