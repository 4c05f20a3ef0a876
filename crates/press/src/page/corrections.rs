//! Everything that was corrected after publication, newest first.

use askama::Template;
use newsroom::{
    Change, CommentarySlug, Correction, Edition, Front, Headline, Language, Permalink, SectionSlug, Verdict,
};

use crate::components::{self, LinkTo, Symbol};
use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Press, Words, dates};

/// The page of all corrections.
#[derive(Clone, Debug, Template)]
#[template(path = "page/corrections.html")]
pub struct CorrectionsPage {
    /// What every page has.
    pub frame: Frame,
    /// "Corrections".
    pub title: String,
    /// How we correct.
    pub about: String,
    /// What is said while there is none.
    pub none: String,
    /// Newest first.
    pub items: Vec<Item>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// "Correction 1".
    pub number: String,
    /// Its day, as `datetime` takes it.
    pub date: String,
    /// Its day.
    pub day: String,
    /// Its edition's days.
    pub period: String,
    /// Its edition; none once that was withdrawn.
    pub href: Option<String>,
    /// That the edition was withdrawn; else empty.
    pub withdrawn: String,
    /// What it says.
    pub note: Words,
    /// What it changed.
    pub changes: Vec<Changed>,
}

/// One thing that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is, and where it stands now.
    pub page: LinkTo,
    /// The language that was changed, where that is not the reader's; else empty.
    pub language: String,
    /// The words or verdict before.
    pub before: Vec<Words>,
    /// The text before.
    pub earlier: Vec<LinkTo>,
}

/// The page of all corrections.
pub fn page(press: &Press<'_>) -> Result<CorrectionsPage, Absent> {
    let title = press.say("place-corrections");
    let about = press.say("corrections-about");
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    let of = |edition: &'_ Edition<Headline>| edition.state.published().is_some();
    let editions = press.archive.editions.iter().filter(|edition| of(edition));
    let mut all: Vec<(&Edition<Headline>, &Correction)> =
        editions.flat_map(|edition| edition.corrections.iter().map(move |correction| (edition, correction))).collect();
    all.sort_by_key(|(_, correction)| std::cmp::Reverse((correction.published, correction.number)));
    Ok(CorrectionsPage {
        frame: Frame::new(press, Some(&Permalink::Corrections), head),
        title,
        about,
        none: press.say("corrections-none"),
        items: all.into_iter().map(|(edition, correction)| item(press, edition, correction)).collect(),
    })
}

fn item(press: &Press<'_>, edition: &Edition<Headline>, correction: &Correction) -> Item {
    let note = components::correction(press, edition, correction, |_| false);
    let stands = edition.is_published();
    let changes = correction.changes.iter().filter(|_| stands);
    Item {
        number: note.number,
        date: note.date,
        day: note.day,
        period: dates::period(&edition.period, press.voice()),
        href: stands.then(|| press.link(&Permalink::Edition(edition.slug.clone()))),
        withdrawn: if stands { String::new() } else { press.say("corrections-withdrawn") },
        note: note.note,
        changes: changes.map(|change| changed(press, edition, correction, change)).collect(),
    }
}

fn changed(press: &Press<'_>, edition: &Edition<Headline>, correction: &Correction, change: &Change) -> Changed {
    let note = components::correction(press, edition, correction, |other| other == change);
    let language = language(change).filter(|language| *language != press.language);
    Changed {
        page: place(press, edition, change),
        language: language.map(|language| press.name_of(language)).unwrap_or_default(),
        before: before(press, change).map_or(note.before, |before| vec![before]),
        earlier: note.earlier,
    }
}

/// The verdict as it was; beside its section's link the section's name would stand twice.
fn before(press: &Press<'_>, change: &Change) -> Option<Words> {
    let Change::Verdict { before, .. } = change else { return None };
    let word = press.say(&format!("moved-{}", Symbol(Some(*before)).class()));
    Some(Words::own(press.say_with("verdict-was", &[("verdict", word.into())])))
}

fn language(change: &Change) -> Option<&Language> {
    match change {
        Change::Commentary { language, .. } | Change::Reason { language, .. } | Change::Front { language, .. } => {
            Some(language)
        }
        Change::Verdict { .. } | Change::Bylines { .. } | Change::Facts { .. } => None,
    }
}

fn place(press: &Press<'_>, edition: &Edition<Headline>, change: &Change) -> LinkTo {
    let own = Permalink::Edition(edition.slug.clone());
    let here = language(change).unwrap_or(press.language);
    match change {
        Change::Commentary { commentary, language, .. } => {
            let found = edition.commentary(commentary).and_then(|(_, commentary)| commentary.texts.get(language));
            let text = found.map(|text| text.content.headline.clone()).unwrap_or_else(|| commentary.to_string());
            let place = Permalink::Commentary(edition.slug.clone(), commentary.clone());
            LinkTo::new(Words { text, lang: press.lang(language) }, place.path(language))
        }
        Change::Verdict { section, .. } | Change::Reason { section, .. } => {
            let href = format!("{}#{section}", own.path(here));
            LinkTo::new(components::title(press, edition, section), href)
        }
        Change::Front { .. } => LinkTo::new(Words::own(press.say("corrections-front")), own.path(here)),
        Change::Bylines { commentary } => bylines(press, edition, commentary),
        Change::Facts { .. } => LinkTo::new(Words::own(press.say("corrections-facts")), own.path(here)),
    }
}

/// "The byline of" a commentary, in the language in which readers find it.
fn bylines(press: &Press<'_>, edition: &Edition<Headline>, slug: &CommentarySlug) -> LinkTo {
    let found = edition.commentary(slug).and_then(|(_, commentary)| press.text(&commentary.texts));
    let headline = found.map(|shown| shown.words(&shown.text.content.headline).text);
    let commentary = headline.unwrap_or_else(|| slug.to_string());
    let words = press.say_with("corrections-byline", &[("commentary", commentary.into())]);
    LinkTo::new(Words::own(words), press.link(&Permalink::Commentary(edition.slug.clone(), slug.clone())))
}

impl CorrectionsPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let casts = [
            ("typical", Cast::typical()),
            ("every-change", with_every_change()),
            ("withdrawn", Cast::with_withdrawn()),
            ("none", Cast::without_editions()),
        ];
        sample::each(casts, language, page)
    }
}

/// The typical archive, with a correction of everything else that can be corrected.
fn with_every_change() -> Cast {
    let mut cast = Cast::typical();
    let newest = cast.archive.editions.last_mut();
    for correction in newest.into_iter().flat_map(|edition| edition.corrections.first_mut()) {
        let sections = ["foreign", "domestic"].map(|slug| SectionSlug::parse(slug).ok());
        if let ([Some(foreign), Some(domestic)], Ok(russian)) = (sections, Language::parse("ru")) {
            let before = "Границу открыли на два часа.".to_owned();
            correction.changes.extend([
                Change::Verdict { section: domestic, before: Verdict::Worsened },
                Change::Reason { section: foreign.clone(), language: russian.clone(), before },
                Change::Front { language: russian, before: Front::default() },
                Change::Bylines { commentary: CommentarySlug::of(&foreign, 1) },
                Change::Facts { what: "the last day".to_owned() },
            ]);
        }
    }
    cast
}

#[cfg(test)]
mod tests;
