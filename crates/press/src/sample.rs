//! A small invented archive, the cast of samples and tests: the weekly *Situation in Vesnia* in each state a page can meet.
//!
//! A page's `samples(language)` gives every state it can be in; `examples/samples.rs` writes them all as files.

mod edition;
mod newsletters;
mod publication;

use std::sync::LazyLock;

use askama::Template;
use jiff::civil::{Date, date};
use jiff::{Timestamp, tz::TimeZone};
use mailroom::Newsletter;
use newsroom::{
    Archive, CommentarySlug, Edition, EditionSlug, Language, MediaHash, PageSlug, SectionSlug, State, Text, Written,
};

use crate::{Absent, Origin, Press, page, render};

/// Where the samples are found.
pub static ORIGIN: LazyLock<Origin> = LazyLock::new(|| Origin { base: "https://vesnia.example".to_owned() });

/// An archive, with the editions that pages need in full.
#[derive(Clone, Debug)]
pub struct Cast {
    /// Everything, in short.
    pub archive: Archive,
    /// Every edition in full.
    pub editions: Vec<Edition>,
    /// The newsletters; none, where a page is not about them.
    pub newsletters: Vec<Newsletter>,
}

/// The languages in which samples are shown.
pub fn languages() -> Vec<Language> {
    ["en", "be", "ru"].into_iter().filter_map(|tag| Language::parse(tag).ok()).collect()
}

/// A page from each cast, under the cast's name.
pub fn each<P, const N: usize>(
    casts: [(&'static str, Cast); N],
    language: &Language,
    page: impl Fn(&Press<'_>) -> Result<P, Absent>,
) -> Vec<(&'static str, P)> {
    casts.into_iter().filter_map(|(name, cast)| Some((name, page(&cast.press(language)).ok()?))).collect()
}

/// Every page's samples in every language, each with its path: `/home/typical/en.html`.
pub fn all() -> Vec<(String, String)> {
    let languages = languages();
    let other_way = language("ar").map(|arabic| right_to_left(&arabic)).unwrap_or_default();
    languages.iter().flat_map(of_language).chain(languages.iter().flat_map(with_room)).chain(other_way).collect()
}

/// The pages that have a place of their own for the newsletters' form, and two that have it at their foot.
fn with_room(language: &Language) -> Vec<(String, String)> {
    let cast = || [("newsletters", Cast::with_newsletters())];
    let economy = || CommentarySlug::parse("economy").map_err(|_| Absent::Unknown);
    let section = || SectionSlug::parse("economy").map_err(|_| Absent::Unknown);
    let about = || PageSlug::parse("about").map_err(|_| Absent::Unknown);
    let commentary = |press: &Press<'_>| page::commentary::page(press, &newest(), &economy()?);
    [
        written("home", language, each(cast(), language, page::home::page)),
        written("edition", language, each(cast(), language, |press| page::edition::page(press, &newest()))),
        written("commentary", language, each(cast(), language, commentary)),
        written("section", language, each(cast(), language, |press| page::section::page(press, &section()?))),
        written("standing", language, each(cast(), language, |press| page::standing::page(press, &about()?))),
    ]
    .concat()
}

/// The pages that hold most, as readers of a language that runs from right to left see them.
fn right_to_left(language: &Language) -> Vec<(String, String)> {
    let cast = || [("right-to-left", Cast::with_arabic())];
    let economy = || CommentarySlug::parse("economy").map_err(|_| Absent::Unknown);
    let commentary = |press: &Press<'_>| page::commentary::page(press, &newest(), &economy()?);
    [
        written("home", language, each(cast(), language, page::home::page)),
        written("edition", language, each(cast(), language, |press| page::edition::page(press, &newest()))),
        written("commentary", language, each(cast(), language, commentary)),
    ]
    .concat()
}

/// The pictures that samples show, with their paths.
pub fn media() -> Vec<(String, &'static [u8])> {
    edition::PICTURE.into_iter().map(|bytes| (format!("/media/{}.jpg", MediaHash::of(bytes)), bytes)).collect()
}

fn of_language(language: &Language) -> Vec<(String, String)> {
    [
        written("home", language, page::home::HomePage::samples(language)),
        written("edition", language, page::edition::EditionPage::samples(language)),
        written("commentary", language, page::commentary::CommentaryPage::samples(language)),
        written("revision", language, page::revision::RevisionPage::samples(language)),
        written("sections", language, page::sections::SectionsPage::samples(language)),
        written("section", language, page::section::SectionPage::samples(language)),
        written("authors", language, page::authors::AuthorsPage::samples(language)),
        written("author", language, page::author::AuthorPage::samples(language)),
        written("archive", language, page::archive::ArchivePage::samples(language)),
        written("year", language, page::year::YearPage::samples(language)),
        written("corrections", language, page::corrections::CorrectionsPage::samples(language)),
        written("standing", language, page::standing::StandingPage::samples(language)),
        written("subscribe", language, page::subscribe::SubscribePage::samples(language)),
        written("subscription", language, page::subscription::StepPage::samples(language)),
        written("subscriptions", language, page::subscription::PreferencesPage::samples(language)),
        written("error", language, page::error::ErrorPage::samples(language)),
        written("bare", language, page::error::BarePage::samples(language)),
    ]
    .concat()
}

fn written<P: Template>(template: &str, language: &Language, samples: Vec<(&str, P)>) -> Vec<(String, String)> {
    let one = |(state, page): (&str, P)| {
        let html = String::from_utf8_lossy(&render::bytes(&page)).into_owned();
        (format!("/{template}/{state}/{language}.html"), html)
    };
    samples.into_iter().map(one).collect()
}

/// The newest edition of the sample.
pub fn newest() -> EditionSlug {
    EditionSlug::regular(date(2020, 6, 22))
}

/// The sample's flash edition.
pub fn flash() -> EditionSlug {
    EditionSlug::flash(date(2020, 6, 30), 1)
}

impl Cast {
    /// Twenty-six weeks, with everything in its place: a correction, a translation that is missing in Belarusian, a
    /// section not assessed in April, a week without an edition.
    pub fn typical() -> Self {
        Self::of(edition::all())
    }

    /// A flash edition that is newer than the newest regular one.
    pub fn with_flash() -> Self {
        let mut editions = edition::all();
        editions.push(edition::flash());
        Self::of(editions)
    }

    /// The newest edition lacks what an edition can lack: a section, a verdict, a text, every reason but one; it has a
    /// second commentary, an addition, a headline as long as they come and an author who stays hidden.
    pub fn with_gaps() -> Self {
        let mut editions = edition::all();
        if let Some(newest) = editions.last_mut() {
            edition::make_gaps(newest);
        }
        Self::of(editions)
    }

    /// A publication that has not come out yet.
    pub fn without_editions() -> Self {
        Self::of(Vec::new())
    }

    /// A publication whose readers are at risk, with nothing it may leave out: no logo, partners, channels, tagline.
    pub fn traceless() -> Self {
        let mut cast = Self::typical();
        let publication = &mut cast.archive.publication;
        publication.leave_no_trace = true;
        publication.partners.clear();
        publication.channels.clear();
        publication.pages.clear();
        publication.tagline = Default::default();
        publication.about = Default::default();
        publication.licence = Default::default();
        cast
    }

    /// A fourth language, which runs from right to left; one commentary is written in it, the rest is shown in English.
    pub fn with_arabic() -> Self {
        let mut editions = edition::all();
        editions.last_mut().into_iter().for_each(edition::add_arabic);
        let mut cast = Self::of(editions);
        publication::add_arabic(&mut cast.archive.publication);
        cast
    }

    /// Two newsletters, and a notice of what being on a list can mean.
    pub fn with_newsletters() -> Self {
        let mut cast = Self { newsletters: newsletters::newsletters(), ..Self::typical() };
        cast.archive.publication.risk = newsletters::risk();
        cast
    }

    /// The same, with nothing said of what being on a list can mean.
    pub fn without_notice(mut self) -> Self {
        self.archive.publication.risk = Default::default();
        self
    }

    /// One newsletter, so that there is nothing to choose.
    pub fn with_one_newsletter() -> Self {
        let newsletters = newsletters::newsletters().into_iter().take(1).collect();
        Self { newsletters, ..Self::typical() }
    }

    /// The newest edition was taken back.
    pub fn with_withdrawn() -> Self {
        let mut editions = edition::all();
        if let Some(newest) = editions.last_mut() {
            newest.state = State::Withdrawn { published: instant(date(2020, 6, 29)), at: instant(date(2020, 6, 30)) };
        }
        Self::of(editions)
    }

    /// The only edition was taken back.
    pub fn with_none_left() -> Self {
        let mut cast = Self::with_withdrawn();
        cast.editions.drain(..cast.editions.len().saturating_sub(1));
        Self::of(cast.editions)
    }

    /// What pages in a language are made from.
    pub fn press<'a>(&'a self, language: &'a Language) -> Press<'a> {
        let press = Press::new(&self.archive, &self.editions, language, &ORIGIN);
        press.with_newsletters(&self.newsletters)
    }

    fn of(editions: Vec<Edition>) -> Self {
        let short = editions.iter().map(Edition::short).collect();
        let archive = Archive { generation: 1, publication: publication::publication(), editions: short };
        Self { archive, editions, newsletters: Vec::new() }
    }
}

/// Eight in the morning, in the publication's zone.
fn instant(day: Date) -> Timestamp {
    let zone = TimeZone::get(publication::ZONE).unwrap_or(TimeZone::UTC);
    day.at(8, 0, 0, 0).to_zoned_datetime(zone).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

fn text<P>(written: Written, content: P, since: Timestamp) -> Text<P> {
    Text { written, content, since: Some(since), first_public: Some(since), earlier: Vec::new() }
}

fn language(tag: &str) -> Option<Language> {
    Language::parse(tag).ok()
}

#[cfg(test)]
#[path = "sample_tests.rs"]
mod tests;
