//! What to read after a commentary: others of its edition, earlier ones of its section.

use newsroom::archive::Said;
use newsroom::{Commentary, CommentarySlug, Edition, Judged, Permalink};

use crate::components::{self, LatestItem, LinkTo, Symbol};
use crate::{Press, Words, dates};

/// How many earlier commentaries on the section are listed.
const EARLIER_MAX: usize = 5;

/// What to read next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// "Read more".
    pub title: String,
    /// "In this edition": others of the edition, unless the box of the latest shows them.
    pub edition: (String, Vec<LatestItem>),
    /// "Earlier in Economy".
    pub section: (String, Vec<Earlier>),
    /// The section's page with all of them.
    pub all: LinkTo,
    /// What the neighbours are called.
    pub neighbours_label: String,
    /// The commentaries on the section before it, with `prev`, and after it, with `next`.
    pub neighbours: Vec<(&'static str, LinkTo)>,
}

/// An earlier commentary on the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its verdict.
    pub symbol: Symbol,
    /// The verdict in words.
    pub word: String,
    /// Its headline.
    pub headline: Words,
    /// Its page.
    pub href: String,
    /// Its edition's days.
    pub period: String,
}

/// What to read after a commentary on a section of this title.
pub fn next(press: &Press<'_>, edition: &Edition, commentary: &Commentary, judged: &Judged, title: &Words) -> Next {
    let on: Vec<Said<'_>> = press.archive.on(&judged.section).collect();
    let here = |said: &Said<'_>| said.edition.slug == edition.slug && said.commentary.slug == commentary.slug;
    let place = on.iter().position(here);
    let before = place.map(|place| &on[place + 1..]).unwrap_or_default();
    let after = place.and_then(|place| place.checked_sub(1)).and_then(|place| on.get(place));
    let neighbour = |rel, id: &str, said: &Said<'_>| {
        let period = dates::period_short(&said.edition.period, press.voice());
        (rel, LinkTo::new(Words::own(press.say_with(id, &[("period", period.into())])), href(press, said)))
    };
    let back = before.first().map(|said| neighbour("prev", "previous-commentary", said));
    Next {
        title: press.say("read-more"),
        edition: (press.say("in-this-edition"), others(press, edition, &commentary.slug)),
        section: (
            press.say_with("earlier-in", &[("section", title.text.as_str().into())]),
            before.iter().take(EARLIER_MAX).filter_map(|said| earlier(press, said)).collect(),
        ),
        all: LinkTo::new(Words::own(all(press, &on)), press.link(&Permalink::Section(judged.section.clone()))),
        neighbours_label: press.say("neighboring-commentaries"),
        neighbours: back.into_iter().chain(after.map(|said| neighbour("next", "next-commentary", said))).collect(),
    }
}

/// "All 126 commentaries, and the trace since 2018".
fn all(press: &Press<'_>, on: &[Said<'_>]) -> String {
    let since = on.last().map_or(0, |said| said.edition.period.first().year());
    press.say_with("all-commentaries", &[("n", on.len().into()), ("year", since.to_string().into())])
}

/// The box of the latest edition stands beside, so its commentaries are not listed twice.
fn others(press: &Press<'_>, edition: &Edition, without: &CommentarySlug) -> Vec<LatestItem> {
    let short = press.archive.edition(&edition.slug).filter(|short| press.archive.newest() != Some(short));
    short.map(|short| components::items(press, short, Some(without))).unwrap_or_default()
}

fn earlier(press: &Press<'_>, said: &Said<'_>) -> Option<Earlier> {
    let shown = press.text(&said.commentary.texts)?;
    let symbol = Symbol(said.judged.verdict);
    Some(Earlier {
        symbol,
        word: components::word(press, said.judged),
        headline: shown.words(&shown.text.content.headline),
        href: href(press, said),
        period: dates::period_short(&said.edition.period, press.voice()),
    })
}

fn href(press: &Press<'_>, said: &Said<'_>) -> String {
    press.link(&Permalink::Commentary(said.edition.slug.clone(), said.commentary.slug.clone()))
}
