//! The sitemap: every place in each language in which it has its own text, with its alternates.
//!
//! What only falls back to another language is left out, as are earlier revisions, feeds and cards.

use jiff::Timestamp;
use mailroom::Newsletter;
use newsroom::{Archive, BylineSlug, Commentary, Edition, Headline, Language, Permalink, SectionSlug, Text};

use crate::Origin;

/// Most places that one sitemap may hold (sitemaps.org).
pub const URLS_MAX: usize = 50_000;

/// `sitemap.xml` as sitemaps.org describes it, with the `xhtml:link` of search engines. Beyond [`URLS_MAX`] the places
/// that changed last are kept. Where there are newsletters, their form is a place too.
pub fn xml(archive: &Archive, newsletters: &[Newsletter], origin: &Origin) -> String {
    let mut entries = entries(archive);
    if !newsletters.is_empty() {
        entries.extend(in_each(archive, Permalink::Subscribe));
    }
    if entries.len() > URLS_MAX {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.changed));
        entries.truncate(URLS_MAX);
    }
    let urls: String = entries.iter().map(|entry| url(entry, origin)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n\
         {urls}</urlset>\n"
    )
}

/// A place in one of its languages.
struct Entry<'a> {
    place: Permalink,
    language: &'a Language,
    languages: Vec<&'a Language>,
    changed: Option<Timestamp>,
}

fn entries(archive: &Archive) -> Vec<Entry<'_>> {
    let listed =
        |place: &Permalink| !matches!(place, Permalink::Card(_) | Permalink::Revision(..) | Permalink::Feed(..));
    Permalink::places(archive).into_iter().filter(listed).flat_map(|place| in_each(archive, place)).collect()
}

fn in_each(archive: &Archive, place: Permalink) -> Vec<Entry<'_>> {
    let own = |language: &&Language| archive.shows(&place, language) && archive.shown_in(&place, language) == *language;
    let languages: Vec<_> = archive.publication.languages.iter().map(|spoken| &spoken.language).filter(own).collect();
    let entry = |language| Entry {
        place: place.clone(),
        language,
        languages: languages.clone(),
        changed: changed(archive, &place, language),
    };
    languages.iter().copied().map(entry).collect()
}

fn url(entry: &Entry<'_>, origin: &Origin) -> String {
    let at = |language| escape(&origin.link(&entry.place, language));
    let changed = entry.changed.map(|at| format!("<lastmod>{}</lastmod>", second(at))).unwrap_or_default();
    let alternate =
        |tag: &str, href: &str| format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
    let mut alternates = String::new();
    if let [first, _, ..] = entry.languages.as_slice() {
        alternates.extend(entry.languages.iter().map(|language| alternate(language.as_str(), &at(language))));
        // The bare root chooses by the reader's wishes; every other place is offered in its first language.
        let default = if entry.place == Permalink::Home { escape(&origin.absolute("/")) } else { at(first) };
        alternates += &alternate("x-default", &default);
    }
    format!("<url><loc>{}</loc>{changed}{alternates}</url>\n", at(entry.language))
}

/// When what stands at a place last changed for its readers, as far as publications and corrections tell.
fn changed(archive: &Archive, place: &Permalink, language: &Language) -> Option<Timestamp> {
    let newest = |within: &dyn Fn(&Edition<Headline>) -> bool| {
        archive.published().filter(|edition| within(edition)).filter_map(edition_changed).max()
    };
    match place {
        Permalink::Edition(slug) => newest(&|edition| edition.slug == *slug),
        Permalink::Commentary(slug, commentary) => {
            let (edition, commentary) = archive.edition(slug).and_then(|e| Some((e, e.commentary(commentary)?.1)))?;
            commentary_changed(edition, commentary, language)
        }
        Permalink::Section(section) => newest(&|edition| judges(edition, section)),
        Permalink::Author(byline) => newest(&|edition| names(edition, byline)),
        Permalink::Year(year) => newest(&|edition| edition.period.first().year() == *year),
        Permalink::Standing(slug) => archive.publication.page(slug)?.texts.get(language)?.since,
        Permalink::Sections | Permalink::Authors | Permalink::Subscribe => None,
        _ => newest(&|_| true),
    }
}

/// The newest of: its publication, any of its texts', any of its corrections'.
fn edition_changed(edition: &Edition<Headline>) -> Option<Timestamp> {
    let fronts = edition.front.0.values().filter_map(since);
    let reasons = edition.sections.iter().flat_map(|judged| judged.reason.0.values().filter_map(since));
    let texts = edition.commentaries().flat_map(|commentary| commentary.texts.0.values().filter_map(since));
    let corrections = edition.corrections.iter().map(|correction| correction.published);
    edition.state.published().into_iter().chain(fronts).chain(reasons).chain(texts).chain(corrections).max()
}

fn commentary_changed(
    edition: &Edition<Headline>,
    commentary: &Commentary<Headline>,
    language: &Language,
) -> Option<Timestamp> {
    let concerning = edition.corrections.iter().filter(|correction| correction.concerns(&commentary.slug, language));
    let corrections = concerning.map(|correction| correction.published);
    let text = commentary.texts.get(language).and_then(since);
    edition.state.published().into_iter().chain(text).chain(corrections).max()
}

fn since<P>(text: &Text<P>) -> Option<Timestamp> {
    text.since
}

fn judges(edition: &Edition<Headline>, section: &SectionSlug) -> bool {
    edition.judged(section).is_some()
}

fn names(edition: &Edition<Headline>, byline: &BylineSlug) -> bool {
    edition.commentaries().any(|commentary| commentary.bylines.contains(byline))
}

/// To the second, as W3C's profile of ISO 8601 has it.
fn second(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn escape(link: &str) -> String {
    link.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;
    use crate::sample::{Cast, ORIGIN};

    /// The text of each `<loc>`, and each alternate as `language href`.
    fn read(xml: &str) -> (Vec<String>, BTreeSet<String>) {
        let mut reader = Reader::from_str(xml);
        let (mut places, mut alternates, mut in_loc) = (Vec::new(), BTreeSet::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return (places, alternates),
                Event::Start(tag) => in_loc = tag.name().as_ref() == b"loc",
                Event::End(_) => in_loc = false,
                Event::Text(words) if in_loc => places.push(words.decode().unwrap().into_owned()),
                Event::Empty(tag) => {
                    let value = |name: &str| tag.try_get_attribute(name).unwrap().unwrap().value.to_vec();
                    let value = |name| String::from_utf8(value(name)).unwrap();
                    alternates.insert(format!("{} {}", value("hreflang"), value("href")));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_place_stands_once_in_each_language_of_its_own() {
        let cast = Cast::typical();
        let (places, alternates) = read(&xml(&cast.archive, &[], &ORIGIN));
        let mut expected = Vec::new();
        for (language, place) in Permalink::all(&cast.archive) {
            let own = cast.archive.shown_in(&place, &language) == &language;
            if own && !matches!(place, Permalink::Card(_) | Permalink::Revision(..) | Permalink::Feed(..)) {
                expected.push(ORIGIN.link(&place, &language));
            }
        }
        expected.sort();
        let mut found = places.clone();
        found.sort();
        assert_eq!(found, expected);
        for alternate in alternates.iter().filter(|alternate| !alternate.starts_with("x-default")) {
            let (tag, href) = alternate.split_once(' ').unwrap();
            assert!(places.contains(&href.to_owned()), "{alternate} is no place of the sitemap");
            assert!(href.starts_with(&format!("{}/{tag}/", ORIGIN.base)), "{alternate}");
        }
        assert!(alternates.contains(&format!("x-default {}/", ORIGIN.base)));
    }

    #[test]
    fn the_newsletters_form_is_a_place_where_there_are_newsletters() {
        let cast = Cast::with_newsletters();
        let (places, alternates) = read(&xml(&cast.archive, &cast.newsletters, &ORIGIN));
        let without = read(&xml(&cast.archive, &[], &ORIGIN)).0;
        let added: Vec<_> = places.iter().filter(|place| !without.contains(place)).collect();
        assert_eq!(added, ["en", "be", "ru"].map(|tag| format!("{}/{tag}/subscribe/", ORIGIN.base)).each_ref());
        assert!(alternates.contains(&format!("be {}/be/subscribe/", ORIGIN.base)));
    }

    #[test]
    fn a_place_changed_when_its_newest_text_did() {
        let cast = Cast::typical();
        let archive = &cast.archive;
        let newest = archive.newest().unwrap();
        let language = archive.publication.languages.default();
        let of = |place: Permalink| changed(archive, &place, language);
        assert_eq!(of(Permalink::Edition(newest.slug.clone())), edition_changed(newest));
        assert!(of(Permalink::Home) >= of(Permalink::Edition(newest.slug.clone())));
        for correction in archive.editions.iter().flat_map(|edition| &edition.corrections) {
            assert!(of(Permalink::Corrections) >= Some(correction.published));
        }
        let instant: Timestamp = "2020-06-29T05:00:00.25Z".parse().unwrap();
        assert_eq!(second(instant), "2020-06-29T05:00:00Z");
    }

    #[test]
    fn a_withdrawn_edition_is_not_listed() {
        let cast = Cast::with_withdrawn();
        let withdrawn = cast.archive.editions.last().unwrap();
        assert!(!xml(&cast.archive, &[], &ORIGIN).contains(&format!("/editions/{}/", withdrawn.slug)));
    }
}
