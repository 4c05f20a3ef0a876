//! A section over the years: how it stands, its trace on one sheet a year, and everything said on it.

use askama::Template;
use jiff::civil::{Date, date};
use newsroom::archive::Tally;
use newsroom::permalink::Format;
use newsroom::{Language, Permalink, Section, SectionName, SectionSlug, Verdict};

use crate::components::{Judgement, Months, Symbol, Trace, judgement};
use crate::sample::Cast;
use crate::{Absent, Frame, Head, Press, Words, dates, trace};

pub mod list;

use list::List;

/// The page of a section.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/section.html")]
pub struct SectionPage {
    frame: Frame,
    labels: Labels,
    title: Words,
    yardstick: Words,
    since: String,
    ended: Option<String>,
    pauses: Vec<String>,
    earlier: Vec<EarlierName>,
    present: Option<Present>,
    sheets: Vec<Sheet>,
    list: List,
    others: Vec<SectionLink>,
    ended_others: Vec<SectionLink>,
    atom: String,
    json: String,
}

/// The words of the page that do not depend on the section.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Labels {
    kicker: String,
    earlier: String,
    sheets: String,
    sheets_about: String,
    list: String,
    list_none: String,
    others: String,
    ended_others: String,
    follow: String,
    atom: String,
    json: String,
}

/// What the section was called before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EarlierName {
    name: Words,
    until: String,
}

/// The newest verdict of the series.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Present {
    judgement: Judgement,
    /// "3 editions in a row; June 22 – June 28, 2020".
    run: String,
    edition: String,
}

/// A year of the section.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sheet {
    year: i16,
    tally: Vec<Counted>,
    months: Months,
    trace: Trace,
}

/// How often a verdict was given.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Counted {
    symbol: Symbol,
    n: usize,
    word: String,
}

/// A section in short, as other pages link to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLink {
    /// Its page.
    pub href: String,
    /// Its newest title.
    pub title: Words,
    /// Its newest verdict; of none, the sign of a text to follow.
    pub symbol: Symbol,
    /// The verdict as a label.
    pub word: String,
}

/// The page of a section; there is none for a slug that the publication does not have.
pub fn page(press: &Press<'_>, slug: &SectionSlug) -> Result<SectionPage, Absent> {
    let section = press.publication().section(slug).ok_or(Absent::Unknown)?;
    let title = press.label(&section.name().title);
    let yardstick = press.label(&section.name().yardstick);
    let place = Permalink::Section(slug.clone());
    let head = Head {
        heading: title.text.clone(),
        description: yardstick.text.clone(),
        section: Some(slug.clone()),
        ..Head::default()
    };
    let (others, ended_others) = others(press, Some(slug));
    Ok(SectionPage {
        frame: Frame::new(press, Some(&place), head),
        labels: labels(press),
        since: since(press, slug),
        ended: ended(press, section).map(|day| on_day(press, "section-ended", day)),
        pauses: pauses(press, section),
        earlier: earlier(press, section),
        present: present(press, slug),
        sheets: trace::years(press.archive, slug).into_iter().map(|year| sheet(press, &title.text, year)).collect(),
        list: list::on(press, slug),
        others,
        ended_others,
        atom: press.link(&Permalink::Feed(Some(slug.clone()), Format::Atom)),
        json: press.link(&Permalink::Feed(Some(slug.clone()), Format::Json)),
        title,
        yardstick,
    })
}

fn labels(press: &Press<'_>) -> Labels {
    Labels {
        kicker: press.say("section-kicker"),
        earlier: press.say("section-earlier-name"),
        sheets: press.say("section-sheets"),
        sheets_about: press.say(&crate::components::since(press, "section-sheets-about")),
        list: press.say("section-list"),
        list_none: press.say("section-list-none"),
        others: press.say("section-others"),
        ended_others: press.say("section-ended-others"),
        follow: press.say("section-follow"),
        atom: press.say("feed-atom"),
        json: press.say("feed-json"),
    }
}

fn on_day(press: &Press<'_>, id: &str, day: Date) -> String {
    press.say_with(id, &[("date", dates::day(day, press.voice()).into()), ("day", day.day().into())])
}

fn since(press: &Press<'_>, slug: &SectionSlug) -> String {
    match press.archive.series(slug).first() {
        Some(mark) => on_day(press, "section-judged-since", mark.period.first()),
        None => press.say("section-unjudged"),
    }
}

/// The day on which a section ended, once an edition has begun after it.
pub fn ended(press: &Press<'_>, section: &Section) -> Option<Date> {
    let newest = press.archive.newest()?.period.first();
    section.ended().filter(|until| *until < newest)
}

/// The days on which it was not judged and after which it came back, newest first, once an edition has begun in them.
fn pauses(press: &Press<'_>, section: &Section) -> Vec<String> {
    let newest = press.archive.newest().map(|edition| edition.period.first());
    let begun = section.pauses().filter(|pause| newest.is_some_and(|newest| pause.first() <= newest));
    let said = |pause| press.say_with("section-pause", &[("period", dates::period(&pause, press.voice()).into())]);
    let mut pauses: Vec<String> = begun.map(said).collect();
    pauses.reverse();
    pauses
}

fn earlier(press: &Press<'_>, section: &Section) -> Vec<EarlierName> {
    let pairs = section.names.windows(2).rev();
    let named = pairs.filter_map(|pair| {
        let after = pair[0].until.and_then(|until| until.tomorrow().ok()).or(pair[1].from)?;
        let until = dates::day(after, press.voice());
        let name = press.label(&pair[0].title);
        let until = press.say_with("section-earlier-until", &[("date", until.into())]);
        (name != press.label(&pair[1].title)).then_some(EarlierName { name, until })
    });
    named.collect()
}

fn present(press: &Press<'_>, slug: &SectionSlug) -> Option<Present> {
    let mark = press.archive.series(slug).pop()?;
    let edition = press.archive.edition(&mark.edition)?;
    let judgement = judgement(press, edition, edition.judged(slug)?);
    let period = dates::period(&mark.period, press.voice());
    let run = match judgement.run.as_str() {
        "" => period,
        run => press.say_with("section-run", &[("run", run.into()), ("period", period.into())]),
    };
    Some(Present { judgement, run, edition: press.link(&Permalink::Edition(mark.edition)) })
}

fn sheet(press: &Press<'_>, title: &str, year: trace::Year) -> Sheet {
    let gaps = [("section", title.into()), ("year", year.year.to_string().into())];
    Sheet {
        year: year.year,
        tally: counted(press, &year.tally),
        months: Months::new(press, year.months),
        trace: Trace::new(press, year.sheet, &press.say_with("section-in-year", &gaps)),
    }
}

fn counted(press: &Press<'_>, tally: &Tally) -> Vec<Counted> {
    let of = |(verdict, n): (Verdict, usize)| {
        let symbol = Symbol(Some(verdict));
        Counted { symbol, n, word: press.say(&format!("moved-{}", symbol.class())) }
    };
    let always = [
        (Verdict::Improved, tally.improved),
        (Verdict::Unchanged, tally.unchanged),
        (Verdict::Worsened, tally.worsened),
    ];
    let gaps = Some((Verdict::NotAssessed, tally.not_assessed)).filter(|(_, n)| *n > 0);
    always.into_iter().chain(gaps).map(of).collect()
}

/// The sections that are judged, and those that have ended, each with its newest verdict; without one, if it is given.
pub fn others(press: &Press<'_>, without: Option<&SectionSlug>) -> (Vec<SectionLink>, Vec<SectionLink>) {
    let sections = press.publication().sections.iter().filter(|section| Some(&section.slug) != without);
    let (ended, judged): (Vec<&Section>, Vec<&Section>) = sections.partition(|section| ended(press, section).is_some());
    let section_link = |section: &Section| section_link(press, section);
    (judged.into_iter().map(section_link).collect(), ended.into_iter().map(section_link).collect())
}

fn section_link(press: &Press<'_>, section: &Section) -> SectionLink {
    let symbol = Symbol(press.archive.series(&section.slug).last().map(|mark| mark.verdict));
    SectionLink {
        href: press.link(&Permalink::Section(section.slug.clone())),
        title: press.label(&section.name().title),
        symbol,
        word: press.say(&format!("verdict-{}", symbol.class())),
    }
}

impl SectionPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let of = |name, cast: Cast, section: &str| {
            let slug = SectionSlug::parse(section).ok()?;
            Some((name, page(&cast.press(language), &slug).ok()?))
        };
        let states = [
            of("typical", Cast::typical(), "economy"),
            of("renamed", Cast::typical(), "civil"),
            of("flash", Cast::with_flash(), "economy"),
            of("gaps", Cast::with_gaps(), "security"),
            of("ended", with_ended("foreign"), "foreign"),
            of("came-back", with_pause("foreign"), "foreign"),
            of("other-ended", with_ended("foreign"), "economy"),
            of("unjudged", Cast::without_editions(), "economy"),
        ];
        states.into_iter().flatten().collect()
    }
}

/// The typical archive, in which a section ended in spring.
pub(super) fn with_ended(slug: &str) -> Cast {
    with_names(slug, |name| vec![SectionName { until: Some(date(2020, 5, 31)), ..name }])
}

/// The typical archive, in which a section was not judged in May.
fn with_pause(slug: &str) -> Cast {
    with_names(slug, |name| {
        let before = SectionName { until: Some(date(2020, 5, 3)), ..name.clone() };
        vec![before, SectionName { from: Some(date(2020, 6, 1)), ..name }]
    })
}

/// The typical archive, in which a section's name was kept for other days; no edition judges it on the rest.
fn with_names(slug: &str, names: impl Fn(SectionName) -> Vec<SectionName>) -> Cast {
    let mut cast = Cast::typical();
    let sections = cast.archive.publication.sections.iter_mut();
    for section in sections.filter(|section| section.slug.as_str() == slug) {
        section.names = names(section.name().clone());
        for edition in cast.archive.editions.iter_mut() {
            let is_judged = section.is_judged_on(edition.period.first());
            edition.sections.retain(|judged| judged.section != section.slug || is_judged);
        }
    }
    cast
}

#[cfg(test)]
pub(in crate::page) mod tests;
