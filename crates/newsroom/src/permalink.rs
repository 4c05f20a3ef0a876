//! Permalinks: where a public thing stays found, and which thing a path means.
//!
//! Neutral of language and headline, so the other language is one segment away.

use std::collections::BTreeSet;

use crate::{
    Archive, BylineSlug, CommentarySlug, Edition, EditionSlug, Headline, Language, PageSlug, SectionSlug, Shown, State,
};

/// A public place. Every link is written with [`Permalink::path`], every request read with [`Permalink::parse`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permalink {
    /// The newest edition, and what came before.
    Home,
    /// One edition.
    Edition(EditionSlug),
    /// The drawn card of one edition, as other sites show it.
    Card(EditionSlug),
    /// One commentary.
    Commentary(EditionSlug, CommentarySlug),
    /// An earlier public revision of a commentary, by its number.
    Revision(EditionSlug, CommentarySlug, u32),
    /// All sections.
    Sections,
    /// One section over the years.
    Section(SectionSlug),
    /// All authors.
    Authors,
    /// One author.
    Author(BylineSlug),
    /// All editions.
    Archive,
    /// The editions of one year.
    Year(i16),
    /// All corrections.
    Corrections,
    /// A standing page.
    Standing(PageSlug),
    /// The newsletters' form. It is there when there are newsletters, so it is not among [`Permalink::places`].
    Subscribe,
    /// A feed of everything, or of one section.
    Feed(Option<SectionSlug>, Format),
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// As the feed's name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }
}

impl Permalink {
    /// The path in a language, with its leading slash.
    pub fn path(&self, language: &Language) -> String {
        format!("/{language}/{}", self.tail())
    }

    /// The path without its language; what ids of feed entries are made from.
    pub fn tail(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Edition(edition) => format!("editions/{edition}/"),
            Self::Card(edition) => format!("editions/{edition}/card.png"),
            Self::Commentary(edition, commentary) => format!("editions/{edition}/{commentary}/"),
            Self::Revision(edition, commentary, number) => {
                format!("editions/{edition}/{commentary}/revisions/{number}/")
            }
            Self::Sections => "sections/".to_owned(),
            Self::Section(section) => format!("sections/{section}/"),
            Self::Authors => "authors/".to_owned(),
            Self::Author(byline) => format!("authors/{byline}/"),
            Self::Archive => "archive/".to_owned(),
            Self::Year(year) => format!("archive/{year:04}/"),
            Self::Corrections => "corrections/".to_owned(),
            Self::Standing(page) => format!("{page}/"),
            Self::Subscribe => "subscribe/".to_owned(),
            Self::Feed(None, format) => format!("feed.{}", format.extension()),
            Self::Feed(Some(section), format) => {
                format!("sections/{section}/feed.{}", format.extension())
            }
        }
    }

    /// The language and place a path means, whether or not there is anything.
    pub fn parse(path: &str) -> Option<(Language, Self)> {
        let (language, tail) = path.strip_prefix('/')?.split_once('/')?;
        let language = Language::parse(language).ok().filter(|parsed| parsed.as_str() == language)?;
        let segments: Vec<&str> = tail.split('/').collect();
        let place = Self::from_segments(&segments)?;
        Some((language, place))
    }

    fn from_segments(segments: &[&str]) -> Option<Self> {
        Some(match *segments {
            [""] => Self::Home,
            ["editions", edition, ""] => Self::Edition(EditionSlug::parse(edition).ok()?),
            ["editions", edition, "card.png"] => Self::Card(EditionSlug::parse(edition).ok()?),
            ["editions", edition, commentary, ""] => {
                Self::Commentary(EditionSlug::parse(edition).ok()?, CommentarySlug::parse(commentary).ok()?)
            }
            ["editions", edition, commentary, "revisions", number, ""] => {
                let number: u32 = number.parse().ok().filter(|n: &u32| *n > 0 && n.to_string() == number)?;
                Self::Revision(EditionSlug::parse(edition).ok()?, CommentarySlug::parse(commentary).ok()?, number)
            }
            ["sections", ""] => Self::Sections,
            ["sections", section, ""] => Self::Section(SectionSlug::parse(section).ok()?),
            ["sections", section, feed] => Self::Feed(Some(SectionSlug::parse(section).ok()?), feed_format(feed)?),
            ["authors", ""] => Self::Authors,
            ["authors", byline, ""] => Self::Author(BylineSlug::parse(byline).ok()?),
            ["archive", ""] => Self::Archive,
            ["archive", year, ""] if year.len() == 4 => Self::Year(year.parse().ok().filter(|year| *year > 0)?),
            ["corrections", ""] => Self::Corrections,
            ["subscribe", ""] => Self::Subscribe,
            [page, ""] => Self::Standing(PageSlug::parse(page).ok()?),
            [feed] => Self::Feed(None, feed_format(feed)?),
            _ => return None,
        })
    }

    /// Every place of an archive in every language in which it can be shown.
    pub fn all(archive: &Archive) -> Vec<(Language, Self)> {
        let places = Self::places(archive);
        let languages = archive.publication.languages.iter();
        languages
            .flat_map(|spoken| {
                let shown = places.iter().filter(|place| archive.shows(place, &spoken.language));
                shown.map(|place| (spoken.language.clone(), place.clone()))
            })
            .collect()
    }

    /// Every place of an archive, whatever the language, each once.
    pub fn places(archive: &Archive) -> BTreeSet<Self> {
        let publication = &archive.publication;
        let mut places = BTreeSet::from([Self::Home, Self::Sections, Self::Authors, Self::Archive, Self::Corrections]);
        places.extend([Format::Atom, Format::Json].map(|format| Self::Feed(None, format)));
        for section in &publication.sections {
            places.insert(Self::Section(section.slug.clone()));
            places.extend([Format::Atom, Format::Json].map(|format| Self::Feed(Some(section.slug.clone()), format)));
        }
        let named = publication.bylines.iter().filter(|byline| byline.shown != Shown::Hidden);
        places.extend(named.map(|byline| Self::Author(byline.slug.clone())));
        places.extend(publication.pages.iter().map(|page| Self::Standing(page.slug.clone())));
        places.extend(archive.years().into_iter().map(Self::Year));
        archive.editions.iter().for_each(|edition| places.extend(of_edition(edition)));
        places
    }
}

fn of_edition(edition: &Edition<Headline>) -> Vec<Permalink> {
    if !matches!(edition.state, State::Published(_)) {
        return Vec::new();
    }
    let slug = &edition.slug;
    let mut places = vec![Permalink::Edition(slug.clone()), Permalink::Card(slug.clone())];
    for commentary in edition.commentaries() {
        places.push(Permalink::Commentary(slug.clone(), commentary.slug.clone()));
        let numbers: BTreeSet<u32> =
            commentary.texts.0.values().flat_map(|text| text.earlier.iter().map(|earlier| earlier.number)).collect();
        places.extend(numbers.into_iter().map(|n| Permalink::Revision(slug.clone(), commentary.slug.clone(), n)));
    }
    places
}

fn feed_format(name: &str) -> Option<Format> {
    match name {
        "feed.atom" => Some(Format::Atom),
        "feed.json" => Some(Format::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_place_are_the_same_thing() {
        let paths = [
            "/en/",
            "/be/editions/2020-06-22/",
            "/ru/editions/2020-06-25-flash-2/card.png",
            "/be/editions/2020-06-22/security-2/",
            "/be/editions/2020-06-22/security/revisions/1/",
            "/en/sections/",
            "/en/sections/security/",
            "/en/sections/security/feed.json",
            "/en/authors/",
            "/en/authors/smalich/",
            "/en/archive/",
            "/en/archive/2020/",
            "/en/corrections/",
            "/be-tarask/about/",
            "/be/subscribe/",
            "/en/feed.atom",
        ];
        for path in paths {
            let (language, place) = Permalink::parse(path).unwrap_or_else(|| panic!("{path} means nothing"));
            assert_eq!(place.path(&language), path);
        }
    }

    #[test]
    fn what_is_no_place_means_nothing() {
        let paths = [
            "/",
            "/en",
            "en/",
            "/EN/",
            "/en/editions/2020-06-22",
            "/en/editions/",
            "/en/search/",
            "/en/archive/20/",
            "/en/editions/2020-06-22/security/revisions/01/",
            "/en/feed.rss",
            "/desk/",
            "/en//",
        ];
        for path in paths {
            assert_eq!(Permalink::parse(path), None, "{path}");
        }
    }
}
