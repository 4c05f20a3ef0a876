//! One call for every place: what is at a permalink, in a language, as bytes.

use askama::Template;
use newsroom::{Archive, Edition, EditionSlug, Headline, Language, Permalink};

use crate::components::{Symbol, title};
use crate::{Origin, Press, card, dates, feed, page};

pub use crate::page::error::Lost;
pub use crate::sitemap::xml as sitemap;

/// A page, feed or picture, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type.
    pub media_type: &'static str,
    /// The language shown: the one asked for, or the one along its chain in which the text is.
    pub language: Language,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
}

/// Why there is nothing at a permalink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nothing was ever there.
    Unknown,
    /// It exists, but in no language of the reader's chain.
    NotInLanguage,
    /// An edition was taken back.
    Withdrawn(EditionSlug),
}

/// Which editions a place needs in full.
pub fn needs(archive: &Archive, place: &Permalink) -> Vec<EditionSlug> {
    let wanted = match place {
        Permalink::Home => archive.newest().map(|edition| edition.slug.clone()).into_iter().collect(),
        Permalink::Edition(edition) | Permalink::Commentary(edition, _) | Permalink::Revision(edition, ..) => {
            vec![edition.clone()]
        }
        Permalink::Feed(section, _) => feed::needs(archive, section.as_ref()),
        _ => Vec::new(),
    };
    let is_there = |slug: &EditionSlug| archive.edition(slug).is_some_and(Edition::is_published);
    wanted.into_iter().filter(is_there).collect()
}

/// What is at a place, for readers of a language. `editions` are those that [`needs`] asks for.
pub fn render(
    archive: &Archive,
    editions: &[Edition],
    place: &Permalink,
    language: &Language,
    origin: &Origin,
) -> Result<Rendered, Absent> {
    Press::new(archive, editions, language, origin).render(place)
}

impl Press<'_> {
    /// The page for what cannot be shown, with a way on, in the reader's language.
    pub fn error(&self, lost: &Lost, path: &str) -> Rendered {
        let page = page::error::page(self, lost, path);
        let language = self.language.clone();
        Rendered { bytes: bytes(&page), media_type: "text/html; charset=utf-8", language, noindex: true }
    }

    /// What is at a place. As [`render`], and with what the press was told of newsletters.
    pub fn render(&self, place: &Permalink) -> Result<Rendered, Absent> {
        refuse(self.archive, place, self.language)?;
        match place {
            Permalink::Home => html(self, place, &page::home::page(self)?),
            Permalink::Edition(edition) => html(self, place, &page::edition::page(self, edition)?),
            Permalink::Card(edition) => picture(self, edition),
            Permalink::Commentary(edition, slug) => html(self, place, &page::commentary::page(self, edition, slug)?),
            Permalink::Revision(edition, slug, number) => {
                html(self, place, &page::revision::page(self, edition, slug, *number)?)
            }
            Permalink::Sections => html(self, place, &page::sections::page(self)?),
            Permalink::Section(section) => html(self, place, &page::section::page(self, section)?),
            Permalink::Authors => html(self, place, &page::authors::page(self)?),
            Permalink::Author(byline) => html(self, place, &page::author::page(self, byline)?),
            Permalink::Archive => html(self, place, &page::archive::page(self)?),
            Permalink::Year(year) => html(self, place, &page::year::page(self, *year)?),
            Permalink::Corrections => html(self, place, &page::corrections::page(self)?),
            Permalink::Standing(slug) => html(self, place, &page::standing::page(self, slug)?),
            Permalink::Subscribe => html(self, place, &page::subscribe::page(self, &Default::default())?),
            Permalink::Feed(section, format) => feed::feed(self, section.as_ref(), *format),
        }
    }
}

/// The page for what cannot be shown, with a way on. Without an archive it says only that.
pub fn error(archive: Option<&Archive>, lost: &Lost, language: &Language, origin: &Origin, path: &str) -> Rendered {
    page::error::rendered(archive, lost, language, origin, path)
}

/// `robots.txt`: all may be read, and the sitemap says what there is. Earlier revisions say `noindex` themselves.
pub fn robots(origin: &Origin) -> String {
    format!("User-agent: *\nDisallow:\n\nSitemap: {}\n", origin.absolute("/sitemap.xml"))
}

/// What can be told from the archive alone.
fn refuse(archive: &Archive, place: &Permalink, language: &Language) -> Result<(), Absent> {
    if !archive.publication.languages.has(language) {
        return Err(Absent::Unknown);
    }
    let edition = match place {
        Permalink::Edition(slug) | Permalink::Card(slug) => slug,
        Permalink::Commentary(slug, _) | Permalink::Revision(slug, ..) => slug,
        _ => return Ok(()),
    };
    match archive.edition(edition) {
        Some(_) if archive.is_withdrawn(edition) => Err(Absent::Withdrawn(edition.clone())),
        Some(edition) if edition.is_published() => Ok(()),
        _ => Err(Absent::Unknown),
    }
}

/// A page as bytes.
pub(crate) fn html(press: &Press<'_>, place: &Permalink, page: &impl Template) -> Result<Rendered, Absent> {
    let language = press.archive.shown_in(place, press.language).clone();
    let noindex = matches!(place, Permalink::Revision(..));
    Ok(Rendered { bytes: bytes(page), media_type: "text/html; charset=utf-8", language, noindex })
}

/// A template as bytes. Rendering into memory fails only if a part of ours does, and none can.
pub(crate) fn bytes(page: &impl Template) -> Vec<u8> {
    let rendered = page.render();
    debug_assert!(rendered.is_ok(), "{rendered:?}");
    rendered.unwrap_or_default().into_bytes()
}

fn picture(press: &Press<'_>, slug: &EditionSlug) -> Result<Rendered, Absent> {
    let edition = press.archive.edition(slug).ok_or(Absent::Unknown)?;
    let bytes = card::png(&card_words(press, edition)).map_err(|_| Absent::Unknown)?;
    Ok(Rendered { bytes, media_type: "image/png", language: press.language.clone(), noindex: false })
}

fn card_words(press: &Press<'_>, edition: &Edition<Headline>) -> card::CardWords {
    let judged = edition.sections.iter().filter_map(|judged| {
        let verdict = judged.verdict?;
        let word = press.say(&format!("verdict-{}", Symbol(Some(verdict)).class()));
        Some((verdict, title(press, edition, &judged.section).text, word))
    });
    card::CardWords {
        name: press.label(&press.publication().name).text,
        period: dates::period(&edition.period, press.voice()),
        verdicts: judged.collect(),
        direction: press.direction(press.language),
    }
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
