//! A standing page: about, how we assess, privacy, imprint, or one of the publication's own.

use askama::Template;
use newsroom::{Language, PageSlug, Permalink};

use crate::components::{self, Prose};
use crate::sample::Cast;
use crate::{Absent, Frame, Head, Press, Words};

/// A standing page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/standing.html")]
pub struct StandingPage {
    /// What every page has.
    pub frame: Frame,
    /// That it is shown in another language; may be empty.
    pub untranslated: String,
    /// What it is about.
    pub title: Words,
    /// It in short; may be empty.
    pub standfirst: Words,
    /// Its text.
    pub prose: Prose,
}

/// A standing page in the reader's language.
pub fn page(press: &Press<'_>, slug: &PageSlug) -> Result<StandingPage, Absent> {
    let page = press.publication().page(slug).ok_or(Absent::Unknown)?;
    let shown = press.text(&page.texts).ok_or(Absent::NotInLanguage)?;
    let text = &shown.text.content;
    let head = Head { heading: text.headline.clone(), description: text.lead.clone(), ..Head::default() };
    Ok(StandingPage {
        frame: Frame::new(press, Some(&Permalink::Standing(slug.clone())), head),
        untranslated: shown.note(press, "untranslated-page").unwrap_or_default(),
        title: shown.words(&text.headline),
        standfirst: shown.words(&text.lead),
        prose: components::prose(press, text, &shown),
    })
}

impl StandingPage {
    /// The page in each state it can be in; without a Belarusian text the imprint is shown in Russian.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let cast = Cast::typical();
        let of = |name, slug: &str| Some((name, page(&cast.press(language), &PageSlug::parse(slug).ok()?).ok()?));
        [of("about", "about"), of("imprint", "imprint")].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
