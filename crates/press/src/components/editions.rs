//! Editions in a list, each with its verdicts in one row.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::{Edition, Headline, Kind, Permalink};

use super::verdict::{Symbol, title};
use crate::{Press, Words, dates};

/// Editions, newest first, each on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "components/editions.html")]
pub struct Editions {
    /// The lines.
    pub rows: Vec<EditionRow>,
}

impl HtmlSafe for Editions {}

/// An edition on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// The edition's page.
    pub href: String,
    /// Its days.
    pub period: String,
    /// "Flash edition", of one that is.
    pub flash: Option<String>,
    /// Its verdicts in the publication's order of sections; `None` where the edition leaves the section out.
    pub verdicts: Vec<Option<Cell>>,
}

/// A verdict in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Symbol and class.
    pub symbol: Symbol,
    /// The section's title in that edition.
    pub section: Words,
    /// The verdict in small letters: "worsened".
    pub word: String,
}

/// A list of editions in the order given.
pub fn editions<'e>(press: &Press<'_>, list: impl Iterator<Item = &'e Edition<Headline>>) -> Editions {
    Editions { rows: list.map(|edition| row(press, edition)).collect() }
}

/// One edition's line. A flash edition shows its own sections only, for it never judges them all.
pub fn row(press: &Press<'_>, edition: &Edition<Headline>) -> EditionRow {
    let flash = edition.kind == Kind::Flash;
    let expected = press.publication().sections.iter().filter(|section| section.is_judged_on(edition.period.first()));
    let cell = |section| {
        let judged = edition.judged(section)?;
        let symbol = Symbol(judged.verdict);
        let word = press.say(&format!("moved-{}", symbol.class()));
        Some(Cell { symbol, section: title(press, edition, section), word })
    };
    let cells = expected.map(|section| cell(&section.slug));
    EditionRow {
        href: press.link(&Permalink::Edition(edition.slug.clone())),
        period: dates::period_short(&edition.period, press.voice()),
        flash: flash.then(|| press.say("flash-edition")),
        verdicts: if flash { cells.flatten().map(Some).collect() } else { cells.collect() },
    }
}
