//! An earlier revision of a commentary, as it stood before a correction.

use askama::Template;
use newsroom::{Change, CommentarySlug, EditionSlug, Language, Permalink};

use super::commentary::edition_link;
use crate::components::{self, Byline, LinkTo, Note, Prose};
use crate::sample::{self, Cast};
use crate::shown::Shown;
use crate::{Absent, Frame, Head, Press, Words, dates};

/// An earlier revision's page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/revision.html")]
pub struct RevisionPage {
    /// What every page has.
    pub frame: Frame,
    /// Its section.
    pub section: LinkTo,
    /// Its edition.
    pub edition: LinkTo,
    /// "Earlier revision 1".
    pub title: String,
    /// Until when the text stood like this.
    pub until: String,
    /// The text as it stands now.
    pub now: LinkTo,
    /// Its headline then.
    pub headline: Words,
    /// Its lead then; may be empty.
    pub standfirst: Words,
    /// Who wrote it.
    pub byline: Byline,
    /// The text, its outlook and its sources then.
    pub prose: Prose,
    /// The correction that replaced it, with its heading.
    pub corrections: (String, Vec<Note>),
}

/// The page of a commentary's earlier revision. It is found in its own language only.
pub fn page(
    press: &Press<'_>,
    edition: &EditionSlug,
    slug: &CommentarySlug,
    number: u32,
) -> Result<RevisionPage, Absent> {
    let edition = press.edition(edition).ok_or(Absent::Unknown)?;
    let (judged, commentary) = edition.commentary(slug).ok_or(Absent::Unknown)?;
    let text = commentary.texts.get(press.language).ok_or(Absent::Unknown)?;
    let earlier = text.earlier.iter().find(|earlier| earlier.number == number).ok_or(Absent::Unknown)?;
    let shown = Shown { language: press.language, text, own: true, lang: press.lang(press.language) };
    let title = press.say_with("revision", &[("number", number.to_string().into())]);
    let replaced = |change: &Change| {
        let Change::Commentary { commentary, language, revision } = change else {
            return false;
        };
        commentary == slug && language == press.language && *revision == number
    };
    let notes = edition.corrections.iter().filter(|correction| correction.changes.iter().any(replaced));
    let notes: Vec<Note> =
        notes.map(|correction| components::correction(press, edition, correction, |_| false)).collect();
    let until = dates::day(press.publication().day_of(earlier.until), press.voice());
    let place = Permalink::Revision(edition.slug.clone(), slug.clone(), number);
    let now = Permalink::Commentary(edition.slug.clone(), slug.clone());
    let head = Head { heading: format!("{title}: {}", earlier.content.headline), noindex: true, ..Head::default() };
    Ok(RevisionPage {
        frame: Frame::new(press, Some(&place), head),
        section: LinkTo::new(
            components::title(press, edition, &judged.section),
            press.link(&Permalink::Section(judged.section.clone())),
        ),
        edition: edition_link(press, edition),
        title: format!("{title}."),
        until: press.say_with("revision-until", &[("day", until.into())]),
        now: LinkTo::new(Words::own(press.say("revision-now")), press.link(&now)),
        headline: shown.words(&earlier.content.headline),
        standfirst: shown.words(&earlier.content.lead),
        byline: components::byline(press, &commentary.bylines, true),
        prose: components::prose(press, &earlier.content, &shown),
        corrections: (press.say_with("correction", &[("n", notes.len().into())]), notes),
    })
}

impl RevisionPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let Ok(economy) = CommentarySlug::parse("economy") else {
            return Vec::new();
        };
        sample::each([("typical", Cast::typical())], language, |press| page(press, &sample::newest(), &economy, 1))
    }
}
