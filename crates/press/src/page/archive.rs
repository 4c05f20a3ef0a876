//! The archive: every edition, the newest year as a sheet and a list, earlier years as sheets.

use askama::Template;
use newsroom::{Language, Permalink, Verdict};

use crate::components::Symbol;
use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Press, dates};

pub mod long;
pub mod sheet;

use long::Long;
use sheet::Sheet;

/// Most years drawn as sheets on this page; those before are links.
const SHEETS_MAX: usize = 3;

/// The page of all editions.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/archive.html")]
pub struct ArchivePage {
    frame: Frame,
    title: String,
    about: String,
    signs: String,
    none: String,
    legend: Legend,
    years_title: String,
    years: Vec<YearLink>,
    list_title: String,
    newest: Option<Newest>,
    earlier: Vec<Earlier>,
}

/// What each sign means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// "Key".
    pub title: String,
    /// Each symbol with its word.
    pub signs: Vec<(Symbol, String)>,
}

/// A year and where it is shown: on this page, or on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct YearLink {
    year: i16,
    href: String,
}

/// The newest year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Newest {
    year: i16,
    sheet: Option<Sheet>,
    list: Long,
}

/// A year before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Earlier {
    year: i16,
    sheet: Option<Sheet>,
    /// "The 50 editions of 2019 as a list".
    all: String,
    href: String,
}

/// The page of all editions.
pub fn page(press: &Press<'_>) -> Result<ArchivePage, Absent> {
    let title = press.say("place-archive");
    let about = about(press);
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    let years = press.archive.years();
    Ok(ArchivePage {
        frame: Frame::new(press, Some(&Permalink::Archive), head),
        title,
        about,
        signs: press.say("archive-signs"),
        none: press.say(if press.archive.editions.is_empty() { "archive-none" } else { "no-editions-left" }),
        legend: legend(press),
        years_title: press.say("archive-years"),
        years: years.iter().enumerate().map(|(place, year)| year_link(press, place, *year)).collect(),
        list_title: press.say("archive-list"),
        newest: years.first().map(|year| newest(press, *year)),
        earlier: years.iter().take(SHEETS_MAX).skip(1).map(|year| earlier(press, *year)).collect(),
    })
}

/// "All 26 editions since December 30, 2019."
fn about(press: &Press<'_>) -> String {
    let Some(first) = press.archive.published().next() else {
        return String::new();
    };
    let day = first.period.first();
    let gaps = [
        ("n", press.archive.published().count().into()),
        ("date", dates::day(day, press.voice()).into()),
        ("day", day.day().into()),
    ];
    press.say_with("archive-count", &gaps)
}

/// The key to the signs.
pub fn legend(press: &Press<'_>) -> Legend {
    let sign = |verdict| {
        let symbol = Symbol(Some(verdict));
        (symbol, press.say(&format!("moved-{}", symbol.class())))
    };
    Legend { title: press.say("archive-key"), signs: Verdict::ALL.map(sign).into() }
}

fn year_link(press: &Press<'_>, place: usize, year: i16) -> YearLink {
    let here = place < SHEETS_MAX;
    YearLink { year, href: if here { format!("#y{year}") } else { press.link(&Permalink::Year(year)) } }
}

fn newest(press: &Press<'_>, year: i16) -> Newest {
    Newest { year, sheet: sheet::sheet(press, year), list: long::of_year(press, year) }
}

fn earlier(press: &Press<'_>, year: i16) -> Earlier {
    let editions = press.archive.published().filter(|edition| edition.period.first().year() == year).count();
    let gaps = [("n", editions.into()), ("year", year.to_string().into())];
    Earlier {
        year,
        sheet: sheet::sheet(press, year),
        all: press.say_with("archive-year-list", &gaps),
        href: press.link(&Permalink::Year(year)),
    }
}

impl ArchivePage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let casts = [
            ("typical", Cast::typical()),
            ("flash", Cast::with_flash()),
            ("gaps", Cast::with_gaps()),
            ("withdrawn", super::error::taken_back_with_a_reason()),
            ("ended", super::section::with_ended("foreign")),
            ("no-editions", Cast::without_editions()),
        ];
        sample::each(casts, language, page)
    }
}

#[cfg(test)]
pub(in crate::page) mod tests;
