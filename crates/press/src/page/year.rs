//! The editions of one year, as a sheet and as a list.

use askama::Template;
use newsroom::{Language, Permalink};

use super::archive::long::{self, Long};
use super::archive::sheet::{self, Sheet};
use super::archive::{Legend, legend};
use crate::sample::Cast;
use crate::{Absent, Frame, Head, Press};

/// The page of a year.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/year.html")]
pub struct YearPage {
    frame: Frame,
    archive: String,
    archive_href: String,
    title: String,
    about: String,
    legend: Legend,
    sheet_title: String,
    sheet: Option<Sheet>,
    list_title: String,
    list: Long,
    others_title: String,
    others: Vec<(i16, String)>,
}

/// The page of a year; there is none for a year in which no edition begins.
pub fn page(press: &Press<'_>, year: i16) -> Result<YearPage, Absent> {
    let years = press.archive.years();
    let place = years.iter().position(|with| *with == year).ok_or(Absent::Unknown)?;
    let editions = press.archive.published().filter(|edition| edition.period.first().year() == year).count();
    let title = press.say_with("year-title", &[("year", year.to_string().into())]);
    let about = press.say_with("year-count", &[("n", editions.into())]);
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    // Newest first, so the year before stands behind.
    let neighbours = [years.get(place + 1), place.checked_sub(1).and_then(|after| years.get(after))];
    Ok(YearPage {
        frame: Frame::new(press, Some(&Permalink::Year(year)), head),
        archive: press.say("place-archive"),
        archive_href: press.link(&Permalink::Archive),
        title,
        about,
        legend: legend(press),
        sheet_title: press.say("archive-verdicts"),
        sheet: sheet::sheet(press, year),
        list_title: press.say("archive-list"),
        list: long::of_year(press, year),
        others_title: press.say("year-neighbors"),
        others: neighbours.into_iter().flatten().map(|year| (*year, press.link(&Permalink::Year(*year)))).collect(),
    })
}

impl YearPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let of = |name, cast: Cast, year| Some((name, page(&cast.press(language), year).ok()?));
        let states = [
            of("typical", Cast::typical(), 2020),
            of("one-edition", Cast::typical(), 2019),
            of("withdrawn", super::error::taken_back_with_a_reason(), 2020),
        ];
        states.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
