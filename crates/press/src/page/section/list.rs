//! Commentaries by month, newest first, as a section's and an author's page list them.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::archive::Said;
use newsroom::{Edition, Headline, Judged, Kind, Permalink, SectionSlug};

use crate::components::{Symbol, byline, title};
use crate::{Press, Words, dates};

/// Lines by year; all but the newest year can be folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "page/list.html")]
pub struct List {
    /// The newest year's months.
    pub newest: Vec<Month>,
    /// Earlier years.
    pub earlier: Vec<Year>,
}

impl HtmlSafe for List {}

/// A year that is folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// "50 commentaries".
    pub count: String,
    /// Its months.
    pub months: Vec<Month>,
}

/// A month of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// "June 2020".
    pub title: String,
    /// Newest first.
    pub lines: Vec<Line>,
}

/// One commentary on one line; of an edition that has none on the section, its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The verdict's symbol and class.
    pub symbol: Symbol,
    /// The verdict as a label.
    pub word: String,
    /// The commentary, or the edition.
    pub href: String,
    /// The headline, or the reason.
    pub words: Words,
    /// Whether the words are a reason.
    pub is_reason: bool,
    /// The edition's days.
    pub when: String,
    /// "Flash edition", of one that is.
    pub flash: Option<String>,
    /// The authors, or the section.
    pub who: Words,
}

impl List {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.newest.is_empty()
    }
}

/// What was said on a section: a line for each commentary, and for each edition that judged the section without one.
pub fn on(press: &Press<'_>, section: &SectionSlug) -> List {
    let editions = press.archive.published().rev();
    let judged = editions.filter_map(|edition| edition.judged(section).map(|judged| (edition, judged)));
    let lines = judged.flat_map(|(edition, judged)| {
        let said = judged.commentaries.iter().map(move |commentary| Said { edition, judged, commentary });
        let mut lines: Vec<Line> = said.filter_map(|said| line(press, &said, authors)).collect();
        lines.extend(if lines.is_empty() { reason(press, edition, judged) } else { None });
        lines.into_iter().map(move |line| (edition, line))
    });
    by_year(press, lines)
}

/// Commentaries with their sections, as an author's page lists them.
pub fn of<'e>(press: &Press<'_>, said: impl Iterator<Item = Said<'e>>) -> List {
    by_year(press, said.filter_map(|said| Some((said.edition, line(press, &said, section)?))))
}

/// A commentary that exists in no language of the reader's chain has no line.
fn line(press: &Press<'_>, said: &Said<'_>, who: fn(&Press<'_>, &Said<'_>) -> Words) -> Option<Line> {
    let shown = press.text(&said.commentary.texts)?;
    let place = Permalink::Commentary(said.edition.slug.clone(), said.commentary.slug.clone());
    let words = shown.words(&shown.text.content.headline);
    Some(Line { who: who(press, said), ..bare(press, said.edition, said.judged, (words, place)) })
}

fn reason(press: &Press<'_>, edition: &Edition<Headline>, judged: &Judged<Headline>) -> Option<Line> {
    judged.verdict?;
    let shown = press.text(&judged.reason)?;
    let told = (shown.words(&shown.text.content), Permalink::Edition(edition.slug.clone()));
    Some(Line { is_reason: true, ..bare(press, edition, judged, told) })
}

fn bare(
    press: &Press<'_>,
    edition: &Edition<Headline>,
    judged: &Judged<Headline>,
    (words, place): (Words, Permalink),
) -> Line {
    let symbol = Symbol(judged.verdict);
    Line {
        symbol,
        word: press.say(&format!("verdict-{}", symbol.class())),
        href: press.link(&place),
        words,
        is_reason: false,
        when: dates::period_short(&edition.period, press.voice()),
        flash: (edition.kind == Kind::Flash).then(|| press.say("flash-edition")),
        who: Words::default(),
    }
}

fn authors(press: &Press<'_>, said: &Said<'_>) -> Words {
    let names = byline(press, &said.commentary.bylines, false);
    match names.names.as_slice() {
        [only] => only.name.clone(),
        _ => Words::own(names.plain()),
    }
}

fn section(press: &Press<'_>, said: &Said<'_>) -> Words {
    title(press, said.edition, &said.judged.section)
}

fn by_year<'e>(press: &Press<'_>, lines: impl Iterator<Item = (&'e Edition<Headline>, Line)>) -> List {
    let mut years: Vec<Year> = Vec::new();
    for (edition, line) in lines {
        let first = edition.period.first();
        if years.last().is_none_or(|year| year.year != first.year()) {
            years.push(Year { year: first.year(), count: String::new(), months: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        let title = dates::month_year(first, press.voice());
        match year.months.last_mut().filter(|month| month.title == title) {
            Some(month) => month.lines.push(line),
            None => year.months.push(Month { title, lines: vec![line] }),
        }
    }
    let mut years = years.into_iter();
    let newest = years.next().map(|year| year.months).unwrap_or_default();
    List { newest, earlier: years.map(|year| counted(press, year)).collect() }
}

fn counted(press: &Press<'_>, year: Year) -> Year {
    let lines: usize = year.months.iter().map(|month| month.lines.len()).sum();
    let gaps = [("n", lines.into())];
    let all_reasons = year.months.iter().flat_map(|month| &month.lines).all(|line| line.is_reason);
    Year { count: press.say_with(if all_reasons { "list-verdicts" } else { "list-commentaries" }, &gaps), ..year }
}
