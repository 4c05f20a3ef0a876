//! The frame: what every page has around its own matter. Masthead, choice of language, colophon, and the page's head.

use newsroom::permalink::Format;
use newsroom::{EditionSlug, Language, Master, Permalink, Publication, SectionSlug};

use crate::components::{self, LinkTo, Room};
use crate::{Press, Words, assets};

/// What a page says of itself to its frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What the page is, without the publication's name.
    pub heading: String,
    /// One or two sentences for those who have not come yet.
    pub description: String,
    /// The edition whose card other sites show.
    pub card: Option<EditionSlug>,
    /// The section whose feed belongs to the page.
    pub section: Option<SectionSlug>,
    /// Whether it is one text rather than a place to find several.
    pub article: bool,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
}

/// What every page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The language of phrases and dates, named by the page's `lang`.
    pub lang: Language,
    /// Its direction. Words in another language, the reader's among them, name their own.
    pub dir: &'static str,
    /// The document's title.
    pub title: String,
    /// Its description; may be empty.
    pub description: String,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Where the page is found for good: its own address, or the original's when it is shown in another language.
    pub canonical: Option<String>,
    /// The page in each language in which it has its own text, and `x-default`.
    pub alternates: Vec<(String, String)>,
    /// Feeds that belong to the page.
    pub feeds: Vec<FeedLink>,
    /// The favicon.
    pub icon: String,
    /// The style sheet.
    pub sheet: String,
    /// The publication's own colours.
    pub colours: Option<String>,
    /// How other sites show a link to the page.
    pub graph: Option<Graph>,
    /// The way past the masthead.
    pub skip: String,
    /// Whether the masthead is a front page's.
    pub front: bool,
    /// The publication's name.
    pub name: Words,
    /// The publication's logo.
    pub logo: Option<Logo>,
    /// One line under the name.
    pub tagline: Words,
    /// The front page.
    pub home: String,
    /// What the list of places is called.
    pub places_label: String,
    /// The main places.
    pub places: Vec<LinkTo>,
    /// What the choice of languages is called.
    pub languages_label: String,
    /// The choice of languages.
    pub languages: Vec<Choice>,
    /// The newsletters' form, where there are any. A page that has its own place for it leaves the frame's empty.
    pub room: Option<Room>,
    /// What this site does not do to its readers.
    pub promise: String,
    /// Lists of links at the foot.
    pub columns: Vec<Column>,
    /// On what terms texts may be used.
    pub licence: Words,
    /// Which program made it.
    pub made_with: String,
}

/// A feed in a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Where it is.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub title: String,
}

/// Open Graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// `article` or `website`.
    pub kind: &'static str,
    /// The title without the publication's name.
    pub title: String,
    /// The page's canonical address.
    pub url: String,
    /// The edition's card.
    pub image: Option<String>,
}

/// A logo as an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Where it is.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A language to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its tag.
    pub tag: Language,
    /// Its own name for itself.
    pub name: String,
    /// The same page in it, or where that cannot be shown, the nearest place that can.
    pub href: String,
    /// Whether it is the page's own.
    pub current: bool,
}

/// A list of links at the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its id on the page.
    pub id: &'static str,
    /// What it holds.
    pub title: String,
    /// The links.
    pub links: Vec<LinkTo>,
}

impl Frame {
    /// The frame of a page at a place; of an error's page, which is at none.
    pub fn new(press: &Press<'_>, place: Option<&Permalink>, head: Head) -> Self {
        let publication = press.publication();
        let name = press.label(&publication.name);
        let lasting = if head.noindex { None } else { place };
        let canonical = lasting.map(|place| canonical(press, place));
        Self {
            lang: press.voice().clone(),
            dir: press.direction(press.voice()).as_str(),
            title: title(press, place, &head.heading, &name.text),
            noindex: head.noindex,
            alternates: lasting.map(|place| alternates(press, place)).unwrap_or_default(),
            feeds: feeds(press, head.section.as_ref(), &name.text),
            icon: assets::link("mark.svg"),
            sheet: sheet(publication),
            colours: assets::colours_link(publication),
            graph: canonical.clone().map(|url| graph(press, url, &head)),
            canonical,
            description: head.description,
            skip: press.say("skip"),
            front: place == Some(&Permalink::Home),
            logo: publication.logo.as_ref().map(logo),
            name,
            tagline: press.label(&publication.tagline),
            home: press.link(&Permalink::Home),
            places_label: press.say("places"),
            places: places(press, place),
            languages_label: press.say("languages"),
            languages: choices(press, place),
            room: place.filter(|place| **place != Permalink::Subscribe).and_then(|_| components::room(press)),
            promise: press.say(if publication.leave_no_trace { "promise-no-trace" } else { "promise" }),
            columns: columns(press, place),
            licence: press.label(&publication.licence),
            made_with: press.say("made-with"),
        }
    }
}

fn title(press: &Press<'_>, place: Option<&Permalink>, heading: &str, name: &str) -> String {
    let id = if place == Some(&Permalink::Home) { "title-home" } else { "title-page" };
    if heading.is_empty() {
        return name.to_owned();
    }
    press.say_with(id, &[("page", heading.into()), ("name", name.into())])
}

/// A page shown in another language than its own segment has its lasting place where the original is.
fn canonical(press: &Press<'_>, place: &Permalink) -> String {
    press.origin.link(place, press.archive.shown_in(place, press.language))
}

fn alternates(press: &Press<'_>, place: &Permalink) -> Vec<(String, String)> {
    let own = |language: &&Language| {
        press.archive.shows(place, language) && press.archive.shown_in(place, language) == *language
    };
    let languages: Vec<&Language> = press.languages().iter().map(|spoken| &spoken.language).filter(own).collect();
    let Some(first) = languages.first().filter(|_| languages.len() > 1) else {
        return Vec::new();
    };
    // The bare root chooses by the reader's wishes; every other place is offered in the publication's first language.
    let default = match place {
        Permalink::Home => press.origin.absolute("/"),
        _ => press.origin.link(place, first),
    };
    let mut alternates: Vec<(String, String)> =
        languages.iter().map(|tag| (tag.to_string(), press.origin.link(place, tag))).collect();
    alternates.push(("x-default".to_owned(), default));
    alternates
}

fn feeds(press: &Press<'_>, section: Option<&SectionSlug>, name: &str) -> Vec<FeedLink> {
    let of = |section: Option<&SectionSlug>, title: &str| {
        [(Format::Atom, "application/atom+xml"), (Format::Json, "application/feed+json")].map(|(format, media_type)| {
            let href = press.link(&Permalink::Feed(section.cloned(), format));
            FeedLink { href, media_type, title: title.to_owned() }
        })
    };
    let titled = section.and_then(|slug| press.publication().section(slug)).map(|found| {
        let gaps = [("page", press.label(&found.name().title).text.into()), ("name", name.into())];
        of(section, &press.say_with("title-page", &gaps))
    });
    of(None, name).into_iter().chain(titled.into_iter().flatten()).collect()
}

/// Where nothing is to be kept on a device, no fonts are sent.
fn sheet(publication: &Publication) -> String {
    assets::link(if publication.leave_no_trace { "plain.css" } else { "site.css" })
}

fn graph(press: &Press<'_>, url: String, head: &Head) -> Graph {
    let card = head.card.as_ref().map(|slug| Permalink::Card(slug.clone()));
    Graph {
        kind: if head.article { "article" } else { "website" },
        title: head.heading.clone(),
        url,
        image: card.map(|card| press.origin.link(&card, press.language)),
    }
}

fn logo(master: &Master) -> Logo {
    Logo { src: format!("/{}", master.path()), width: master.width, height: master.height }
}

fn places(press: &Press<'_>, here: Option<&Permalink>) -> Vec<LinkTo> {
    let link = |id: &str, place: Permalink, current: bool| LinkTo {
        current,
        ..LinkTo::new(Words::own(press.say(id)), press.link(&place))
    };
    let within = |places: fn(&Permalink) -> bool| here.is_some_and(places);
    let subscribe = || link("place-subscribe", Permalink::Subscribe, here == Some(&Permalink::Subscribe));
    let mut places = vec![
        link(
            if press.is_weekly() { "place-this-week" } else { "place-this-edition" },
            Permalink::Home,
            within(|place| *place == Permalink::Home),
        ),
        link(
            "place-sections",
            Permalink::Sections,
            within(|place| matches!(place, Permalink::Sections | Permalink::Section(_))),
        ),
        link(
            "place-archive",
            Permalink::Archive,
            within(|place| matches!(place, Permalink::Archive | Permalink::Year(_))),
        ),
    ];
    places.extend((!press.newsletters().is_empty()).then(subscribe));
    places
}

fn choices(press: &Press<'_>, place: Option<&Permalink>) -> Vec<Choice> {
    let choice = |language: &Language, name: &str| Choice {
        tag: language.clone(),
        name: name.to_owned(),
        href: nearest(press, place, language).path(language),
        current: language == press.language,
    };
    press.languages().iter().map(|spoken| choice(&spoken.language, &spoken.name)).collect()
}

/// The place itself where it can be shown in a language; else its commentary, its edition, or the front page.
fn nearest(press: &Press<'_>, place: Option<&Permalink>, language: &Language) -> Permalink {
    let wider = match place {
        Some(place) if press.archive.shows(place, language) => return place.clone(),
        Some(Permalink::Revision(edition, commentary, _)) => Permalink::Commentary(edition.clone(), commentary.clone()),
        Some(Permalink::Commentary(edition, _)) => Permalink::Edition(edition.clone()),
        _ => return Permalink::Home,
    };
    nearest(press, Some(&wider), language)
}

fn columns(press: &Press<'_>, here: Option<&Permalink>) -> Vec<Column> {
    let publication = press.publication();
    let link = |id: &str, place: &Permalink| LinkTo {
        current: here == Some(place),
        ..LinkTo::new(Words::own(press.say(id)), press.link(place))
    };
    let mut digest = standing(press, here);
    digest.push(link("place-authors", &Permalink::Authors));
    digest.push(link("place-corrections", &Permalink::Corrections));
    let mut follow = vec![
        link("feed-atom", &Permalink::Feed(None, Format::Atom)),
        link("feed-json", &Permalink::Feed(None, Format::Json)),
    ];
    let outside = |link: &newsroom::publication::Link| LinkTo::new(Words::own(link.name.clone()), link.link.clone());
    follow.extend(publication.channels.iter().map(outside));
    let partners: Vec<LinkTo> = publication.partners.iter().map(outside).collect();
    let lists = [("digest", digest), ("elsewhere", follow), ("partners", partners)];
    lists
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(id, links)| Column { id, title: press.say(&format!("column-{id}")), links })
        .collect()
}

fn standing(press: &Press<'_>, here: Option<&Permalink>) -> Vec<LinkTo> {
    let pages = press.publication().pages.iter().filter(|page| page.footer);
    pages
        .filter_map(|page| {
            let shown = press.text(&page.texts)?;
            let place = Permalink::Standing(page.slug.clone());
            let name = shown.words(&shown.text.content.headline);
            Some(LinkTo { current: here == Some(&place), ..LinkTo::new(name, press.link(&place)) })
        })
        .collect()
}
