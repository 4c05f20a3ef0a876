//! Feeds: the newest commentaries of everything or of one section, as Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Ids are made from the publication's id and the permalink without language, host, headline or title, so no reader's
//! feed shows an old text as new when a domain is blocked. An entry speaks one language throughout: the text's.

mod json;

use std::collections::BTreeSet;

use askama::Template;
use jiff::Timestamp;
use newsroom::archive::Said;
use newsroom::permalink::Format;
use newsroom::{Archive, Edition, EditionSlug, Headline, Kind, Language, Permalink, Prose, SectionSlug, State};

use crate::components::{self, byline, judgement};
use crate::markup::{self, Notes};
use crate::render::bytes;
use crate::shown::Shown;
use crate::{Absent, Press, Rendered};

/// Most entries in a feed; readers keep the older ones.
pub const ENTRIES_MAX: usize = 30;

/// A feed before it becomes one of the formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name for good.
    pub id: String,
    /// The publication's name, and the section's.
    pub title: String,
    /// The publication's line under its name, or the section's yardstick; may be empty.
    pub about: String,
    /// The language of its readers.
    pub language: Language,
    /// The absolute link to itself.
    pub own: String,
    /// The absolute link to the page it goes with.
    pub page: String,
    /// The publication, author of what has no byline.
    pub publisher: String,
    /// On what terms the texts may be used; may be empty.
    pub rights: String,
    /// The newest commentaries, newest first.
    pub entries: Vec<Entry>,
    /// When something of it was last taken back.
    pub withdrawn: Option<Timestamp>,
}

/// A commentary in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name for good.
    pub id: String,
    /// The language it is shown in.
    pub language: Language,
    /// "Economy: The National Bank spends in a week …", marked when it is shown in another language than the feed's.
    pub title: String,
    /// The absolute link to its page.
    pub link: String,
    /// Since when it has been public in this language.
    pub published: Timestamp,
    /// When text or verdict last changed.
    pub updated: Timestamp,
    /// Those named for it.
    pub authors: Vec<String>,
    /// Its section.
    pub section: SectionSlug,
    /// The section's title.
    pub section_title: String,
    /// The verdict in words, its reason, and the lead; no HTML.
    pub summary: String,
    /// All of it, if the edition was given in full and says more than headline and lead.
    pub html: Option<String>,
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Atom<'c> {
    channel: &'c Channel,
}

/// The feed of everything or of one section, in a format.
pub fn feed(press: &Press<'_>, section: Option<&SectionSlug>, format: Format) -> Result<Rendered, Absent> {
    let channel = channel(press, section, format).ok_or(Absent::Unknown)?;
    let (bytes, media_type) = match format {
        Format::Atom => (clean(bytes(&Atom { channel: &channel })), "application/atom+xml; charset=utf-8"),
        Format::Json => (json::text(&channel).into_bytes(), "application/feed+json; charset=utf-8"),
    };
    Ok(Rendered { bytes, media_type, language: press.language.clone(), noindex: false })
}

/// The editions that a feed wants in full, in whichever language.
pub fn needs(archive: &Archive, section: Option<&SectionSlug>) -> Vec<EditionSlug> {
    let languages = archive.publication.languages.iter();
    let newest = languages.flat_map(|spoken| newest(archive, &spoken.language, section));
    let slugs: BTreeSet<EditionSlug> = newest.map(|said| said.edition.slug.clone()).collect();
    slugs.into_iter().collect()
}

fn newest<'a>(
    archive: &'a Archive,
    language: &'a Language,
    section: Option<&'a SectionSlug>,
) -> impl Iterator<Item = Said<'a>> {
    let languages = &archive.publication.languages;
    let wanted = move |said: &Said<'_>| section.is_none_or(|section| said.judged.section == *section);
    let readable = move |said: &Said<'_>| said.commentary.texts.along(languages, language).is_some();
    archive.said().filter(move |said| wanted(said) && readable(said)).take(ENTRIES_MAX)
}

/// The feed of everything or of one section, not yet in its format.
pub fn channel(press: &Press<'_>, section: Option<&SectionSlug>, format: Format) -> Option<Channel> {
    let publication = press.publication();
    let publisher = press.label(&publication.name).text;
    let (title, about, page) = match section {
        None => (publisher.clone(), press.label(&publication.tagline).text, Permalink::Home),
        Some(slug) => {
            let name = publication.section(slug)?.name();
            let gaps = [("publication", publisher.clone().into()), ("section", press.label(&name.title).text.into())];
            let about = press.label(&name.yardstick).text;
            (press.say_with("entry-feed", &gaps), about, Permalink::Section(slug.clone()))
        }
    };
    let place = Permalink::Feed(section.cloned(), format);
    Some(Channel {
        id: publication.id.urn(&format!("{}/{}", press.language, place.tail())),
        title,
        about,
        language: press.language.clone(),
        own: press.origin.link(&place, press.language),
        page: press.origin.link(&page, press.language),
        publisher,
        rights: press.label(&publication.licence).text,
        entries: newest(press.archive, press.language, section).filter_map(|said| entry(press, &said)).collect(),
        withdrawn: withdrawn(press, section),
    })
}

impl Channel {
    /// When any of it last changed; the beginning of time while it is empty, for nothing here knows what time it is.
    pub fn updated(&self) -> Timestamp {
        self.entries.iter().map(|entry| entry.updated).chain(self.withdrawn).max().unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// What is taken back leaves the feed, which changes it too.
fn withdrawn(press: &Press<'_>, section: Option<&SectionSlug>) -> Option<Timestamp> {
    let held = |edition: &&Edition<Headline>| {
        section.is_none_or(|section| edition.sections.iter().any(|judged| judged.section == *section))
    };
    let at = |edition: &Edition<Headline>| match edition.state {
        State::Withdrawn { at, .. } => Some(at),
        _ => None,
    };
    press.archive.editions.iter().filter(held).filter_map(at).max()
}

fn entry(reader: &Press<'_>, said: &Said<'_>) -> Option<Entry> {
    let (language, text) = said.commentary.texts.along(reader.languages(), reader.language)?;
    let press = Press::new(reader.archive, reader.editions, language, reader.origin);
    let (edition, commentary) = (said.edition, said.commentary);
    let place = Permalink::Commentary(edition.slug.clone(), commentary.slug.clone());
    let published = text.first_public.or(edition.state.published()).unwrap_or(Timestamp::UNIX_EPOCH);
    let corrected = edition.corrections.iter().filter(|c| c.concerns(&commentary.slug, language));
    let section_title = components::title(&press, edition, &said.judged.section).text;
    Some(Entry {
        id: press.publication().id.urn(&place.tail()),
        language: language.clone(),
        title: title(&press, said, &section_title, language != reader.language),
        link: reader.origin.link(&place, reader.language),
        published,
        updated: corrected.map(|c| c.published).chain(text.since).max().unwrap_or(published).max(published),
        authors: byline(&press, &commentary.bylines, false).names.into_iter().map(|named| named.name.text).collect(),
        section: said.judged.section.clone(),
        section_title,
        summary: summary(&press, said, &text.content.lead),
        html: full(&press, said),
    })
}

fn title(press: &Press<'_>, said: &Said<'_>, section: &str, elsewhere: bool) -> String {
    let headline = press.text(&said.commentary.texts).map(|shown| shown.text.content.headline.clone());
    let gaps = [
        ("section", section.to_owned().into()),
        ("headline", headline.unwrap_or_default().into()),
        ("language", press.name_of(press.language).into()),
    ];
    let title = press.say_with(if elsewhere { "entry-elsewhere" } else { "entry-title" }, &gaps);
    match said.edition.kind {
        Kind::Regular => title,
        Kind::Flash => press.say_with("entry-flash", &[("title", title.into())]),
    }
}

/// The verdict as sentences. A reason that is not in the entry's language is left out.
fn verdict(press: &Press<'_>, said: &Said<'_>) -> (String, String) {
    let sentence = format!("{}.", judgement(press, said.edition, said.judged).said);
    let reason = said.judged.reason.get(press.language).map(|text| text.content.clone());
    (sentence, reason.unwrap_or_default())
}

fn summary(press: &Press<'_>, said: &Said<'_>, lead: &str) -> String {
    let (sentence, reason) = verdict(press, said);
    let parts = [sentence.as_str(), reason.as_str(), lead];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn full(press: &Press<'_>, said: &Said<'_>) -> Option<String> {
    let edition = press.edition(&said.edition.slug)?;
    let (_, commentary) = edition.commentary(&said.commentary.slug)?;
    let shown = press.text(&commentary.texts)?;
    let prose = &shown.text.content;
    (!prose.body.is_empty() || !prose.outlook.is_empty()).then(|| html(press, said, &shown))
}

fn html(press: &Press<'_>, said: &Said<'_>, shown: &Shown<'_, Prose>) -> String {
    let prose = &shown.text.content;
    let (sentence, reason) = verdict(press, said);
    let mut html = format!("<p><strong>{}</strong> {}</p>\n", escape(&sentence), escape(&reason));
    if !prose.lead.is_empty() {
        html.push_str(&format!("<p>{}</p>\n", escape(&prose.lead)));
    }
    let (back, source) = (press.say("back"), press.say("source"));
    let mut notes = Vec::new();
    for (heading, markdown) in [(None, &prose.body), (Some("outlook"), &prose.outlook)] {
        if markdown.is_empty() {
            continue;
        }
        if let Some(id) = heading {
            html.push_str(&format!("<h2>{}</h2>\n", escape(&press.say(id))));
        }
        let numbered = Notes { prefix: "", first: notes.len() + 1, back_label: &back, source_label: &source };
        let set = markup::html(markdown, shown.language, &numbered);
        html.push_str(&set.body);
        notes.extend(set.notes);
    }
    if !notes.is_empty() {
        html.push_str(&format!("<ol>{}</ol>\n", notes.concat()));
    }
    html
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Without the characters that XML 1.0 (2.2) has no way to write.
fn clean(bytes: Vec<u8>) -> Vec<u8> {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    String::from_utf8_lossy(&bytes).chars().filter(allowed).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests;
