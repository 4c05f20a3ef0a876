//! A correction as readers are told of it: numbered, dated, with what it says and how it was before.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::{Change, Correction, Edition, Language, Permalink};

use super::boxes::LinkTo;
use super::verdict::{Symbol, title};
use crate::{Press, Words, dates};

/// A correction's note.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/correction.html")]
pub struct Note {
    /// "Correction 1".
    pub number: String,
    /// Its day, as `datetime` takes it.
    pub date: String,
    /// Its day.
    pub day: String,
    /// What changed.
    pub note: Words,
    /// Verdicts and reasons as they were before.
    pub before: Vec<Words>,
    /// The earlier revisions of what it changed.
    pub earlier: Vec<LinkTo>,
}

impl HtmlSafe for Note {}

/// The note on a correction, with links to what it changed as far as `shown` picks.
pub fn correction<P>(
    press: &Press<'_>,
    edition: &Edition<P>,
    correction: &Correction,
    shown: impl Fn(&Change) -> bool,
) -> Note {
    let changes: Vec<&Change> = correction.changes.iter().filter(|change| shown(change)).collect();
    let day = press.publication().day_of(correction.published);
    Note {
        number: press.say_with("correction-number", &[("number", correction.number.to_string().into())]),
        date: day.to_string(),
        day: dates::day(day, press.voice()),
        note: press.text(&correction.note).map(|shown| shown.words(&shown.text.content)).unwrap_or_default(),
        before: changes.iter().filter_map(|change| before(press, edition, change)).collect(),
        earlier: changes.iter().filter_map(|change| earlier(press, edition, change)).collect(),
    }
}

/// Whether a change shows on an edition's pages in the reader's language.
pub fn shows_in(change: &Change, reader: &Language) -> bool {
    match change {
        Change::Commentary { language, .. } | Change::Reason { language, .. } | Change::Front { language, .. } => {
            language == reader
        }
        Change::Verdict { .. } | Change::Bylines { .. } | Change::Facts { .. } => true,
    }
}

fn before<P>(press: &Press<'_>, edition: &Edition<P>, change: &Change) -> Option<Words> {
    match change {
        Change::Verdict { section, before } => {
            let word = press.say(&format!("moved-{}", Symbol(Some(*before)).class()));
            let gaps = [("section", title(press, edition, section).text.into()), ("verdict", word.into())];
            Some(Words::own(press.say_with("verdict-before", &gaps)))
        }
        Change::Reason { before, language, .. } => {
            let words = press.say_with("reason-before", &[("words", before.as_str().into())]);
            Some(Words { text: words, lang: press.lang(language) })
        }
        Change::Commentary { .. } | Change::Front { .. } | Change::Bylines { .. } | Change::Facts { .. } => None,
    }
}

/// An earlier revision is found in the language it is in, whatever page leads there.
fn earlier<P>(press: &Press<'_>, edition: &Edition<P>, change: &Change) -> Option<LinkTo> {
    let Change::Commentary { commentary, language, revision } = change else {
        return None;
    };
    let place = Permalink::Revision(edition.slug.clone(), commentary.clone(), *revision);
    let exists = press.archive.shows(&place, language);
    exists.then(|| LinkTo::new(Words::own(press.say("earlier-revision")), place.path(language)))
}
