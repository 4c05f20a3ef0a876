//! An author as readers see them, with everything written under that byline.

use askama::Template;
use newsroom::{Byline, BylineSlug, Language, Permalink, Shown};

use super::section::list::{self, List};
use crate::sample::Cast;
use crate::{Absent, Frame, Head, Press, Words};

/// The page of an author.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/author.html")]
pub struct AuthorPage {
    frame: Frame,
    kicker: String,
    name: Words,
    about: Words,
    /// That the name is a pen name, or the group's.
    nature: Option<String>,
    list_title: String,
    none: String,
    list: List,
    all: String,
    all_href: String,
}

/// The page of an author. A byline that is not shown has none.
pub fn page(press: &Press<'_>, slug: &BylineSlug) -> Result<AuthorPage, Absent> {
    let byline = press.publication().byline(slug).filter(|byline| byline.shown != Shown::Hidden);
    let byline = byline.ok_or(Absent::Unknown)?;
    let name = press.label(&byline.name);
    let about = press.label(&byline.about);
    let head = Head { heading: name.text.clone(), description: about.text.clone(), ..Head::default() };
    Ok(AuthorPage {
        frame: Frame::new(press, Some(&Permalink::Author(slug.clone())), head),
        kicker: press.say("author-kicker"),
        name,
        about,
        nature: nature(press, byline),
        list_title: press.say("section-list"),
        none: press.say("author-none"),
        list: list::of(press, press.archive.by(slug)),
        all: press.say("author-others"),
        all_href: press.link(&Permalink::Authors),
    })
}

/// What kind of name it is, where it is not simply a person's own.
pub(super) fn nature(press: &Press<'_>, byline: &Byline) -> Option<String> {
    match byline.shown {
        Shown::PenName => Some(press.say("author-pen-name")),
        Shown::Group => Some(press.say("author-group")),
        Shown::Name | Shown::Hidden => None,
    }
}

impl AuthorPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let of = |name, cast: Cast, byline: &str| {
            let slug = BylineSlug::parse(byline).ok()?;
            Some((name, page(&cast.press(language), &slug).ok()?))
        };
        let states = [
            of("typical", Cast::typical(), "smalich"),
            of("pen-name", Cast::typical(), "ladutska"),
            of("group", Cast::with_flash(), "group"),
            of("nothing-yet", Cast::without_editions(), "smalich"),
        ];
        states.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
