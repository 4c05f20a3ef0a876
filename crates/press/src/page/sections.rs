//! All sections: what each is judged by, how it stands, and its last half-year.

use askama::Template;
use newsroom::{Edition, Headline, Language, Permalink, Section, SectionSlug};

use super::section::{SectionLink, others};
use crate::components::{Months, Trace, months, since, strip};
use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Press, Words};

/// The page of all sections.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/sections.html")]
pub struct SectionsPage {
    frame: Frame,
    title: String,
    about: String,
    count: String,
    axis: Option<Axis>,
    sections: Vec<Row>,
    ended_title: String,
    ended: Vec<SectionLink>,
}

/// What stands above the strips.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Axis {
    /// "The last 26 weeks".
    title: String,
    months: Months,
}

/// A section on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    section_link: SectionLink,
    yardstick: Words,
    run: String,
    strip: Option<Trace>,
}

/// The page of all sections.
pub fn page(press: &Press<'_>) -> Result<SectionsPage, Absent> {
    let title = press.say("place-sections");
    let about = press.say("sections-about");
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    let (judged, ended) = others(press, None);
    let newest = press.archive.newest();
    Ok(SectionsPage {
        frame: Frame::new(press, Some(&Permalink::Sections), head),
        title,
        about,
        count: press.say_with("the-sections", &[("n", judged.len().into())]),
        axis: newest.map(|edition| axis(press, edition)),
        sections: rows(press, judged),
        ended_title: press.say("section-ended-others"),
        ended,
    })
}

fn rows(press: &Press<'_>, judged: Vec<SectionLink>) -> Vec<Row> {
    let still = |section: &&Section| super::section::ended(press, section).is_none();
    let sections = press.publication().sections.iter().filter(still);
    sections.zip(judged).map(|(section, section_link)| row(press, section, section_link)).collect()
}

fn row(press: &Press<'_>, section: &Section, section_link: SectionLink) -> Row {
    let newest = press.archive.newest();
    Row {
        section_link,
        yardstick: press.label(&section.name().yardstick),
        run: newest.map(|edition| run(press, edition, &section.slug)).unwrap_or_default(),
        strip: newest.map(|edition| strip(press, edition, &section.slug)),
    }
}

/// How long the verdict has stood. Silent where the newest edition gives none: then the one shown is older.
fn run(press: &Press<'_>, edition: &Edition<Headline>, section: &SectionSlug) -> String {
    let judged = edition.judged(section).filter(|judged| judged.verdict.is_some());
    judged.map(|judged| crate::components::judgement(press, edition, judged).run).unwrap_or_default()
}

fn axis(press: &Press<'_>, edition: &Edition<Headline>) -> Axis {
    let slug = press.publication().sections.first().map(|section| &section.slug);
    let weeks = slug.map_or(0, |slug| crate::trace::strip(press.archive, slug, &edition.period).weeks);
    Axis { title: press.say_with(&since(press, "last"), &[("n", weeks.into())]), months: months(press, edition) }
}

impl SectionsPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let casts = [
            ("typical", Cast::typical()),
            ("gaps", Cast::with_gaps()),
            ("ended", super::section::with_ended("foreign")),
            ("no-editions", Cast::without_editions()),
        ];
        sample::each(casts, language, page)
    }
}

#[cfg(test)]
mod tests;
