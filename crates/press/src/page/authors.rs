//! All authors who are shown, as the reader's language sorts them.

use askama::Template;
use newsroom::{Byline, Language, Permalink, Shown};

use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Press, Words, collate};

/// The page of all authors.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "page/authors.html")]
pub struct AuthorsPage {
    frame: Frame,
    title: String,
    about: String,
    none: String,
    list_title: String,
    authors: Vec<Author>,
}

/// An author in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Author {
    href: String,
    name: Words,
    about: Words,
    nature: Option<String>,
    /// "12 commentaries".
    count: String,
}

/// The page of all authors.
pub fn page(press: &Press<'_>) -> Result<AuthorsPage, Absent> {
    let title = press.say("place-authors");
    let about = press.say("authors-about");
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    let shown = press.publication().bylines.iter().filter(|byline| byline.shown != Shown::Hidden);
    let mut authors: Vec<Author> = shown.map(|byline| author(press, byline)).collect();
    collate::sort_by_key(&mut authors, press.voice(), |author| author.name.text.clone());
    Ok(AuthorsPage {
        frame: Frame::new(press, Some(&Permalink::Authors), head),
        title,
        about,
        none: press.say("authors-none"),
        list_title: press.say("authors-list"),
        authors,
    })
}

fn author(press: &Press<'_>, byline: &Byline) -> Author {
    let written = press.archive.by(&byline.slug).filter(|said| press.text(&said.commentary.texts).is_some()).count();
    Author {
        href: press.link(&Permalink::Author(byline.slug.clone())),
        name: press.label(&byline.name),
        about: press.label(&byline.about),
        nature: super::author::nature(press, byline),
        count: match written {
            0 => String::new(),
            n => press.say_with("list-commentaries", &[("n", n.into())]),
        },
    }
}

impl AuthorsPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let mut nobody = Cast::typical();
        nobody.archive.publication.bylines.clear();
        sample::each([("typical", Cast::typical()), ("nobody", nobody)], language, page)
    }
}

#[cfg(test)]
mod tests;
