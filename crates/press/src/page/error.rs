//! What cannot be shown: why, and a way on. It can be said without any archive too.

use askama::Template;
use newsroom::{
    Archive, Edition, EditionSlug, Headline, Language, Languages, Permalink, Spoken, State, Text, Texts, Written,
};

use crate::components::LinkTo;
use crate::phrases::Phrases;
use crate::render::{Rendered, bytes};
use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Origin, Press, Words, assets, dates};

/// Why a page cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// There is nothing to show.
    Absent(Absent),
    /// There may be, but it cannot be read just now.
    Unavailable,
}

impl From<Absent> for Lost {
    fn from(absent: Absent) -> Self {
        Self::Absent(absent)
    }
}

impl Lost {
    /// The status of the answer (RFC 9110, 15).
    pub fn status(&self) -> u16 {
        match self {
            Self::Absent(Absent::Unknown | Absent::NotInLanguage) => 404,
            Self::Absent(Absent::Withdrawn(_)) => 410,
            Self::Unavailable => 503,
        }
    }

    fn id(&self) -> &'static str {
        match self {
            Self::Absent(Absent::Unknown) => "error-not-found",
            Self::Absent(Absent::NotInLanguage) => "error-no-language",
            Self::Absent(Absent::Withdrawn(_)) => "error-withdrawn",
            Self::Unavailable => "error-unavailable",
        }
    }
}

/// The page for what cannot be shown.
#[derive(Clone, Debug, Template)]
#[template(path = "page/error.html")]
pub struct ErrorPage {
    /// What every page has.
    pub frame: Frame,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong.
    pub title: String,
    /// What that means.
    pub about: String,
    /// Why an edition was withdrawn, with its heading; may be empty.
    pub reason: (String, Words),
    /// The languages in which it exists, each by its own name.
    pub languages: Vec<(Language, LinkTo)>,
    /// What the ways on are called.
    pub ways_title: String,
    /// Where to go from here.
    pub ways: Vec<LinkTo>,
}

/// The same where there is no archive, and so neither name nor places.
#[derive(Clone, Debug, Template)]
#[template(path = "page/bare.html")]
pub struct BarePage {
    language: Language,
    direction: &'static str,
    sheet: String,
    title: String,
    about: String,
}

/// The page for what cannot be shown, as bytes. `path` is what was asked for.
pub fn rendered(archive: Option<&Archive>, lost: &Lost, language: &Language, origin: &Origin, path: &str) -> Rendered {
    let Some(archive) = archive else {
        let page = bare(lost, language);
        return finished(bytes(&page), page.language);
    };
    let languages = &archive.publication.languages;
    let language = languages.get(language).map_or_else(|| languages.default(), |spoken| &spoken.language);
    let press = Press::new(archive, &[], language, origin);
    finished(bytes(&page(&press, lost, path)), language.clone())
}

fn finished(bytes: Vec<u8>, language: Language) -> Rendered {
    Rendered { bytes, media_type: "text/html; charset=utf-8", language, noindex: true }
}

/// The page for what cannot be shown. `path` is what was asked for.
pub fn page(press: &Press<'_>, lost: &Lost, path: &str) -> ErrorPage {
    let place = Permalink::parse(path).map(|(_, place)| place);
    let elsewhere = place.as_ref().filter(|_| *lost == Lost::Absent(Absent::NotInLanguage));
    let title = press.say(lost.id());
    let head = Head { heading: title.clone(), noindex: true, ..Head::default() };
    let withdrawn = match lost {
        Lost::Absent(Absent::Withdrawn(slug)) => press.archive.edition(slug),
        _ => None,
    };
    ErrorPage {
        frame: Frame::new(press, elsewhere, head),
        status: lost.status(),
        title,
        about: withdrawn
            .map_or_else(|| press.say(&format!("{}-about", lost.id())), |edition| taken_back(press, edition)),
        reason: (press.say("error-withdrawn-why"), withdrawn.map(|edition| why(press, edition)).unwrap_or_default()),
        languages: elsewhere.map(|place| languages(press, place)).unwrap_or_default(),
        ways_title: press.say("error-ways-on"),
        ways: ways(press, withdrawn.map(|edition| &edition.slug), place.as_ref()),
    }
}

/// "June 22 – June 28, 2020: published on June 29, 2020, withdrawn on July 2, 2020."
fn taken_back(press: &Press<'_>, edition: &Edition<Headline>) -> String {
    let State::Withdrawn { published, at } = edition.state else {
        return String::new();
    };
    let day = |instant| dates::instant_day(instant, &press.publication().zone, press.voice());
    let gaps = [
        ("period", dates::period(&edition.period, press.voice()).into()),
        ("published", day(published).into()),
        ("date", day(at).into()),
    ];
    press.say_with("error-withdrawn-about", &gaps)
}

fn why(press: &Press<'_>, edition: &Edition<Headline>) -> Words {
    press.text(&edition.withdrawal).map(|shown| shown.words(&shown.text.content)).unwrap_or_default()
}

fn languages(press: &Press<'_>, place: &Permalink) -> Vec<(Language, LinkTo)> {
    let spoken = press.languages().iter().filter(|spoken| press.archive.shows(place, &spoken.language));
    let link = |language: &Language, name: &str| {
        LinkTo::new(Words { text: name.to_owned(), lang: press.lang(language) }, place.path(language))
    };
    spoken.map(|spoken| (spoken.language.clone(), link(&spoken.language, &spoken.name))).collect()
}

/// The edition that was meant or its neighbours, then the newest, all editions, all sections.
fn ways(press: &Press<'_>, withdrawn: Option<&EditionSlug>, place: Option<&Permalink>) -> Vec<LinkTo> {
    let link = |name: String, place: &Permalink| LinkTo::new(Words::own(name), press.link(place));
    let edition = |id: &str, edition: &Edition<Headline>| {
        let period = dates::period(&edition.period, press.voice());
        link(press.say_with(id, &[("period", period.into())]), &Permalink::Edition(edition.slug.clone()))
    };
    let mut ways = Vec::new();
    if let Some(slug) = withdrawn {
        let (before, after) = press.archive.neighbours(slug);
        ways.extend(after.map(|after| edition("next-edition", after)));
        ways.extend(before.map(|before| edition("previous-edition", before)));
    } else if let Some(meant) = place.and_then(|place| meant(press, place)) {
        ways.push(edition("error-edition", meant));
    }
    if let Some(newest) = press.archive.newest().map(|newest| edition("error-newest", newest)) {
        ways.retain(|way| way.href != newest.href);
        ways.push(newest);
    }
    ways.push(link(press.say("all-editions"), &Permalink::Archive));
    ways.push(link(press.say("error-sections"), &Permalink::Sections));
    ways
}

/// The edition within which something was looked for.
fn meant<'a>(press: &Press<'a>, place: &Permalink) -> Option<&'a Edition<Headline>> {
    match place {
        Permalink::Commentary(slug, _) | Permalink::Revision(slug, ..) => {
            press.archive.edition(slug).filter(|edition| edition.is_published())
        }
        _ => None,
    }
}

fn bare(lost: &Lost, language: &Language) -> BarePage {
    // Without phrases in the reader's language, those of the last resort; it is not known which chain to follow.
    let english = Language::parse("en").unwrap_or_else(|_| language.clone());
    let language = if Phrases::of(language).is_some() { language.clone() } else { english };
    let say = |id: &str| Phrases::of(&language).map(|phrases| phrases.get(id)).unwrap_or_default();
    let about = match lost {
        Lost::Absent(Absent::NotInLanguage) => "error-not-found-about".to_owned(),
        Lost::Absent(Absent::Withdrawn(_)) => "error-gone-about".to_owned(),
        _ => format!("{}-about", lost.id()),
    };
    BarePage {
        direction: language.direction().as_str(),
        sheet: assets::link("plain.css"),
        title: say(lost.id()),
        about: say(&about),
        language,
    }
}

impl ErrorPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let unknown = Lost::Absent(Absent::Unknown);
        let withdrawn = Lost::Absent(Absent::Withdrawn(sample::newest()));
        let of = |name, cast: Cast, lost: &Lost, path: &str| (name, page(&cast.press(language), lost, path));
        vec![
            of("unknown", Cast::typical(), &unknown, "/en/nothing/"),
            of("unknown-commentary", Cast::typical(), &unknown, "/en/editions/2020-06-22/culture/"),
            of("no-language", without_chains(), &Lost::Absent(Absent::NotInLanguage), "/be/imprint/"),
            of("withdrawn", taken_back_with_a_reason(), &withdrawn, "/en/editions/2020-06-22/"),
            of("unavailable", Cast::without_editions(), &Lost::Unavailable, "/en/"),
        ]
    }
}

/// The newest edition was taken back, and it is said why.
pub(super) fn taken_back_with_a_reason() -> Cast {
    let mut cast = Cast::with_withdrawn();
    let reasons = [
        ("en", "Two of its sources turned out to be forged. We publish the week anew when we know what happened."),
        (
            "ru",
            "Два источника этого выпуска оказались подделкой. Мы опубликуем неделю заново, когда узнаем, что произошло.",
        ),
    ];
    let text = |(tag, reason): (&str, &str)| {
        Some((Language::parse(tag).ok()?, Text::draft(Written::Original, reason.to_owned())))
    };
    if let Some(newest) = cast.archive.editions.last_mut() {
        newest.withdrawal = Texts(reasons.into_iter().filter_map(text).collect());
    }
    cast
}

/// The typical archive, in which no language falls back to another.
fn without_chains() -> Cast {
    let mut cast = Cast::typical();
    let alone = |spoken: &Spoken| Spoken { chain: Vec::new(), ..spoken.clone() };
    let languages = cast.archive.publication.languages.iter().map(alone).collect();
    cast.archive.publication.languages = Languages::new(languages).unwrap_or(cast.archive.publication.languages);
    cast
}

impl BarePage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let unknown = Lost::Absent(Absent::Unknown);
        vec![("unavailable", bare(&Lost::Unavailable, language)), ("unknown", bare(&unknown, language))]
    }
}

#[cfg(test)]
mod tests;
