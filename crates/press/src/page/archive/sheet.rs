//! The sheet of a year: every verdict of every section, its weeks across a desk and down a phone.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use newsroom::{Archive, Edition, Headline, Period, Permalink, SectionSlug, Verdict};

use crate::components::{Symbol, title};
use crate::trace::{self, YearSheet};
use crate::{Press, Words, dates};

/// More columns than this do not fit a desk and are scrolled.
const COLUMNS_MAX: usize = 27;

/// A year's verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/sheet.html")]
pub struct Sheet {
    /// The sections' titles, beside the bands.
    labels: Vec<Words>,
    bands: Vec<Band>,
    none: String,
}

impl HtmlSafe for Sheet {}

/// Half a year, of weekly editions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Band {
    is_wide: bool,
    weeks: Vec<Week>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Week {
    /// "June", where the month begins.
    month: Option<String>,
    /// The number of its first day.
    day: i8,
    /// "June 22 – June 28".
    period: String,
    /// The edition, where there is one.
    href: Option<String>,
    /// Of a month before the first edition or after the newest: nothing is missing there, so a list leaves it out.
    outside: bool,
    cells: Vec<Cell>,
}

/// A verdict in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    /// The commentary, or the edition; nothing where the edition leaves the section out.
    href: Option<String>,
    symbol: Symbol,
    section: Words,
    word: String,
}

/// The sheet of a year, if any edition is on it.
pub fn sheet(press: &Press<'_>, year: i16) -> Option<Sheet> {
    let drawn = trace::year_sheet(press.archive, year);
    let bands: Vec<Band> = drawn.bands.iter().map(|weeks| band(press, &drawn, weeks)).collect();
    if bands.is_empty() {
        return None;
    }
    let labels = drawn.sections.iter().map(|section| label(press, section, year)).collect();
    Some(Sheet { labels, bands, none: press.say("archive-no-edition") })
}

/// The title that a section had at the year's end.
fn label(press: &Press<'_>, section: &SectionSlug, year: i16) -> Words {
    let section = press.publication().section(section);
    section.map(|section| press.label(&section.name_on(date(year, 12, 31)).title)).unwrap_or_default()
}

fn band(press: &Press<'_>, drawn: &YearSheet, weeks: &[trace::Week]) -> Band {
    let weeks: Vec<Week> = weeks.iter().map(|column| week(press, drawn, column)).collect();
    Band { is_wide: weeks.len() > COLUMNS_MAX, weeks }
}

fn week(press: &Press<'_>, drawn: &YearSheet, week: &trace::Week) -> Week {
    let edition = week.edition.as_ref().and_then(|slug| press.archive.edition(slug));
    let judged = drawn.sections.iter().zip(&week.verdicts);
    Week {
        month: week.new_month.map(|day| dates::month(day, press.voice())),
        day: week.period.first().day(),
        period: dates::period_short(&week.period, press.voice()),
        href: edition.map(|edition| press.link(&Permalink::Edition(edition.slug.clone()))),
        outside: edition.is_none() && !is_within(press.archive, week),
        cells: edition.into_iter().flat_map(|edition| judged.clone().map(|of| cell(press, edition, of))).collect(),
    }
}

/// Whether the week's month, that of its middle day, is one from the first edition's to the newest's.
fn is_within(archive: &Archive, week: &trace::Week) -> bool {
    let months = || archive.regular().map(|edition| month(&edition.period));
    let month = month(&week.period);
    months().min().is_some_and(|first| first <= month) && months().max().is_some_and(|newest| month <= newest)
}

fn month(period: &Period) -> Date {
    let days = period.first().duration_until(period.last()).as_hours() / 24;
    period.first().saturating_add((days / 2).days()).first_of_month()
}

fn cell(press: &Press<'_>, edition: &Edition<Headline>, of: (&SectionSlug, &Option<Verdict>)) -> Cell {
    let (section, verdict) = of;
    let symbol = Symbol(*verdict);
    let id = verdict.map_or("archive-not-judged".to_owned(), |_| format!("moved-{}", symbol.class()));
    Cell {
        href: verdict.map(|_| press.link(&place(press, edition, section))),
        symbol,
        section: title(press, edition, section),
        word: press.say(&id),
    }
}

/// The commentary that a reader of this language can read, or else the edition.
fn place(press: &Press<'_>, edition: &Edition<Headline>, section: &SectionSlug) -> Permalink {
    let commentaries = edition.judged(section).into_iter().flat_map(|judged| &judged.commentaries);
    let readable = commentaries.into_iter().find(|commentary| press.text(&commentary.texts).is_some());
    let slug = edition.slug.clone();
    match readable {
        Some(commentary) => Permalink::Commentary(slug, commentary.slug.clone()),
        None => Permalink::Edition(slug),
    }
}
