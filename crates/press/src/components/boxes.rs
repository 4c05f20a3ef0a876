//! Boxes at the foot of pages: the latest edition, and the ways to follow the publication.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::permalink::Format;
use newsroom::{CommentarySlug, Edition, Headline, Permalink, SectionSlug};

use super::verdict::{Symbol, title, word};
use crate::{Press, Words, dates};

/// The latest edition under the publication's own name: its dates, its headlines, and the way to all of it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/latest.html")]
pub struct Latest {
    /// The publication's name.
    pub name: Words,
    /// The edition's days.
    pub period: String,
    /// The edition's page.
    pub href: String,
    /// "View all".
    pub view_all: String,
    /// Its commentaries.
    pub items: Vec<LatestItem>,
}

impl HtmlSafe for Latest {}

/// A commentary in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestItem {
    /// Where it is.
    pub href: String,
    /// Its section's verdict.
    pub symbol: Symbol,
    /// The verdict in words.
    pub word: String,
    /// Its section.
    pub section: Words,
    /// Its headline.
    pub headline: Words,
}

/// The box for the newest regular edition, without the commentary that the page itself shows.
pub fn latest(press: &Press<'_>, without: Option<&CommentarySlug>) -> Option<Latest> {
    let edition = press.archive.newest()?;
    Some(Latest {
        name: press.label(&press.publication().name),
        period: dates::period_short(&edition.period, press.voice()),
        href: press.link(&Permalink::Edition(edition.slug.clone())),
        view_all: press.say("view-all"),
        items: items(press, edition, without),
    })
}

/// An edition's commentaries, what changed first, each on a line.
pub fn items(press: &Press<'_>, edition: &Edition<Headline>, without: Option<&CommentarySlug>) -> Vec<LatestItem> {
    let all = super::verdict::by_movement(&edition.sections);
    let told = all.into_iter().flat_map(|judged| judged.commentaries.iter().map(move |c| (judged, c)));
    told.filter(|(_, commentary)| Some(&commentary.slug) != without)
        .filter_map(|(judged, commentary)| {
            let shown = press.text(&commentary.texts)?;
            let symbol = Symbol(judged.verdict);
            Some(LatestItem {
                href: press.link(&Permalink::Commentary(edition.slug.clone(), commentary.slug.clone())),
                symbol,
                word: word(press, judged),
                section: title(press, edition, &judged.section),
                headline: shown.words(&shown.text.content.headline),
            })
        })
        .collect()
}

/// "Subscribe to us": feeds and channels.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/follow.html")]
pub struct Follow {
    /// "Subscribe to us".
    pub title: String,
    /// What the publication is, in its own words; may be empty.
    pub about: Words,
    /// Feeds, then channels.
    pub links: Vec<LinkTo>,
}

impl HtmlSafe for Follow {}

/// A name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo {
    /// As shown.
    pub name: Words,
    /// Where it leads.
    pub href: String,
    /// What it is, behind the name; may be empty.
    pub hint: String,
    /// Whether it leads to the page it stands on.
    pub current: bool,
}

impl LinkTo {
    /// A link with nothing more to be said about it.
    pub fn new(name: Words, href: String) -> Self {
        Self { name, href, hint: String::new(), current: false }
    }
}

/// The box with feeds of everything, of a section if there is one, and the publication's channels.
pub fn follow(press: &Press<'_>, section: Option<(&SectionSlug, &Words)>) -> Follow {
    let feed = |section: Option<&SectionSlug>, format, name: String, hint| LinkTo {
        hint: press.say(hint),
        ..LinkTo::new(Words::own(name), press.link(&Permalink::Feed(section.cloned(), format)))
    };
    let mut links = vec![
        feed(None, Format::Atom, press.say("feed-all"), "feed-atom"),
        feed(None, Format::Json, press.say("feed-all"), "feed-json"),
    ];
    if let Some((slug, title)) = section {
        let name = press.say_with("feed-section", &[("section", title.text.clone().into())]);
        links.push(feed(Some(slug), Format::Atom, name, "feed-atom"));
    }
    links.extend(press.publication().channels.iter().map(|channel| LinkTo {
        hint: host_of(&channel.link),
        ..LinkTo::new(Words::own(channel.name.clone()), channel.link.clone())
    }));
    // Where there is a newsletter, its form says what the publication is, and these are the ways around it.
    let (title, about) = if press.newsletters().is_empty() {
        ("follow", press.label(&press.publication().about))
    } else {
        ("off-the-list", Words::default())
    };
    Follow { title: press.say(title), about, links }
}

/// The host a link leads to, so that a reader sees whose it is before following it.
fn host_of(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).to_owned()
}
