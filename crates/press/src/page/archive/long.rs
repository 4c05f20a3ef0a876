//! Editions by month, newest first, each with its headline and its verdicts in one row.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::{Edition, Headline, Kind, Section, State};

use crate::components::{EditionRow, by_movement, row};
use crate::{Press, Words, dates, sentence};

/// A year's editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "page/long.html")]
pub struct Long {
    months: Vec<Month>,
}

impl HtmlSafe for Long {}

/// A month's editions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Month {
    /// "June".
    title: String,
    lines: Vec<Line>,
}

/// An edition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    row: EditionRow,
    /// The headline of what moved most; without commentaries, its reason; without that, the edition in one sentence.
    headline: Words,
    /// Of an edition that was taken back: when and why.
    withdrawn: Option<Withdrawn>,
}

/// That an edition was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Withdrawn {
    /// "withdrawn on July 2, 2020".
    when: String,
    why: Words,
}

/// The editions that begin in a year, withdrawn ones too.
pub fn of_year(press: &Press<'_>, year: i16) -> Long {
    let mut months: Vec<Month> = Vec::new();
    let editions = press.archive.editions.iter().rev().filter(|edition| edition.state.published().is_some());
    for edition in editions.filter(|edition| edition.period.first().year() == year) {
        let title = dates::month(edition.period.first(), press.voice());
        match months.last_mut().filter(|month| month.title == title) {
            Some(month) => month.lines.push(line(press, edition)),
            None => months.push(Month { title, lines: vec![line(press, edition)] }),
        }
    }
    Long { months }
}

fn line(press: &Press<'_>, edition: &Edition<Headline>) -> Line {
    Line { row: aligned(press, edition), headline: headline(press, edition), withdrawn: withdrawn(press, edition) }
}

/// A flash edition's verdicts under those of its sections in the lines around it.
fn aligned(press: &Press<'_>, edition: &Edition<Headline>) -> EditionRow {
    let row = row(press, edition);
    if edition.kind == Kind::Regular {
        return row;
    }
    let sections = press.publication().sections.iter().filter(|section| section.is_judged_on(edition.period.first()));
    let mut cells = row.verdicts.into_iter();
    let under = |section: &Section| edition.judged(&section.slug).and_then(|_| cells.next().flatten());
    EditionRow { verdicts: sections.map(under).collect(), ..row }
}

fn headline(press: &Press<'_>, edition: &Edition<Headline>) -> Words {
    let judged = by_movement(&edition.sections);
    let told = judged.iter().flat_map(|judged| &judged.commentaries).find_map(|commentary| {
        let shown = press.text(&commentary.texts)?;
        Some(shown.words(&shown.text.content.headline))
    });
    let reason = || {
        let mut reasons = judged.iter().filter_map(|judged| press.text(&judged.reason));
        reasons.next().map(|shown| shown.words(&shown.text.content))
    };
    told.or_else(reason).unwrap_or_else(|| Words::own(sentence::sentence(press, edition).plain))
}

fn withdrawn(press: &Press<'_>, edition: &Edition<Headline>) -> Option<Withdrawn> {
    let State::Withdrawn { at, .. } = edition.state else {
        return None;
    };
    let day = dates::instant_day(at, &press.publication().zone, press.voice());
    Some(Withdrawn {
        when: press.say_with("archive-withdrawn", &[("date", day.into())]),
        why: press.text(&edition.withdrawal).map(|shown| shown.words(&shown.text.content)).unwrap_or_default(),
    })
}
