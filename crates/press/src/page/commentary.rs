//! A commentary: all of it, the verdict beside it, and what to read next.

use askama::Template;
use newsroom::{Change, Commentary, CommentarySlug, Edition, EditionSlug, Judged, Language, Permalink, Verdict};

use super::edition::added;
use super::next::{Next, next};
use crate::components::{self, Byline, Figure, Follow, Judgement, Latest, LinkTo, Months, Note, Prose, Trace};
use crate::sample::{self, Cast};
use crate::shown::Shown;
use crate::{Absent, Frame, Head, Press, Words, dates};

/// A commentary's page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/commentary.html")]
pub struct CommentaryPage {
    /// What every page has.
    pub frame: Frame,
    /// Its section.
    pub section: LinkTo,
    /// Its edition.
    pub edition: LinkTo,
    /// "Flash edition"; empty for a regular one.
    pub flash: String,
    /// That it is shown in another language; may be empty.
    pub untranslated: String,
    /// Its headline.
    pub headline: Words,
    /// Its lead; may be empty.
    pub standfirst: Words,
    /// Who wrote it.
    pub byline: Byline,
    /// Since when it has been public: its day as `datetime` takes it, and in words.
    pub published: (String, String),
    /// The languages it is also written in, with what stands before them.
    pub also_in: (String, Vec<AlsoIn>),
    /// Its picture.
    pub picture: Option<Figure>,
    /// The verdict beside it.
    pub aside: Aside,
    /// The text, its outlook and its sources.
    pub prose: Prose,
    /// Its corrections, newest first, with their heading.
    pub corrections: (String, Vec<Note>),
    /// How to cite it.
    pub cite: Cite,
    /// Feeds and channels.
    pub follow: Follow,
    /// The latest edition.
    pub latest: Option<Latest>,
    /// What to read next.
    pub next: Next,
}

/// A language the text is also written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoIn {
    /// Its tag.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// The page in it.
    pub href: String,
    /// Whether a comma goes before.
    pub follows: bool,
}

/// The verdict beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// "Verdict".
    pub label: String,
    /// The verdict and its reason.
    pub judgement: Judgement,
    /// How long it has been so, and over which time the trace runs.
    pub run: String,
    /// The trace.
    pub trace: Trace,
    /// The months on it.
    pub months: Months,
    /// For whom the section is judged, and against when; may be empty.
    pub yardstick: Words,
}

/// How to cite a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// "Cite as".
    pub title: String,
    /// The citation.
    pub words: Words,
    /// What the id is for.
    pub hint: String,
    /// An id that outlives address and headline.
    pub id: String,
}

/// The page of a commentary in the reader's language.
pub fn page(press: &Press<'_>, edition: &EditionSlug, slug: &CommentarySlug) -> Result<CommentaryPage, Absent> {
    let edition = press.edition(edition).ok_or(Absent::Unknown)?;
    let (judged, commentary) = edition.commentary(slug).ok_or(Absent::Unknown)?;
    let shown = press.text(&commentary.texts).ok_or(Absent::NotInLanguage)?;
    let text = &shown.text.content;
    let aside = aside(press, edition, judged);
    let title = aside.judgement.section.clone();
    let head = Head {
        heading: text.headline.clone(),
        description: if text.lead.is_empty() { aside.judgement.reason.text.clone() } else { text.lead.clone() },
        card: Some(edition.slug.clone()),
        section: Some(judged.section.clone()),
        article: true,
        noindex: false,
    };
    let place = Permalink::Commentary(edition.slug.clone(), slug.clone());
    Ok(CommentaryPage {
        frame: Frame::new(press, Some(&place), head),
        section: LinkTo::new(title.clone(), aside.judgement.href.clone()),
        edition: edition_link(press, edition),
        flash: if edition.slug.is_flash() { press.say("flash-edition") } else { String::new() },
        untranslated: shown.note(press, "untranslated").unwrap_or_default(),
        headline: shown.words(&text.headline),
        standfirst: shown.words(&text.lead),
        byline: components::byline(press, &commentary.bylines, true),
        published: published(press, edition, &shown),
        also_in: (press.say("also-in"), also_in(press, edition, commentary, &shown)),
        picture: commentary.picture.as_ref().map(|picture| components::figure(press, picture)),
        prose: components::prose(press, text, &shown),
        corrections: corrections(press, edition, commentary, &shown),
        cite: cite(press, edition, commentary, &shown),
        follow: components::follow(press, Some((&judged.section, &title))),
        latest: components::latest(press, newest_without(press, edition, slug)),
        next: next(press, edition, commentary, judged, &title),
        aside,
    })
}

/// The way to an edition, under its days.
pub(super) fn edition_link<P>(press: &Press<'_>, edition: &Edition<P>) -> LinkTo {
    let period = dates::period(&edition.period, press.voice());
    LinkTo::new(Words::own(period), press.link(&Permalink::Edition(edition.slug.clone())))
}

/// The box of the latest edition leaves out what the page itself shows.
fn newest_without<'s>(press: &Press<'_>, edition: &Edition, slug: &'s CommentarySlug) -> Option<&'s CommentarySlug> {
    press.archive.newest().filter(|newest| newest.slug == edition.slug).map(|_| slug)
}

/// A text that came with its edition was published then; one that came later says that it was added.
fn published<P>(press: &Press<'_>, edition: &Edition, shown: &Shown<'_, P>) -> (String, String) {
    let Some(at) = shown.text.first_public.or(edition.state.published()) else {
        return (String::new(), String::new());
    };
    let day = press.publication().day_of(at);
    let added = added(press, edition, shown);
    let words = press.say_with("published", &[("day", dates::day(day, press.voice()).into())]);
    (day.to_string(), if added.is_empty() { words } else { added })
}

fn also_in<P>(press: &Press<'_>, edition: &Edition, told: &Commentary, shown: &Shown<'_, P>) -> Vec<AlsoIn> {
    let place = Permalink::Commentary(edition.slug.clone(), told.slug.clone());
    let other = |language: &&Language| *language != shown.language && told.texts.get(language).is_some();
    let others = press.languages().iter().map(|spoken| &spoken.language).filter(other);
    let link = |(order, language): (usize, &Language)| AlsoIn {
        tag: language.to_string(),
        name: press.name_of(language),
        href: place.path(language),
        follows: order > 0,
    };
    others.enumerate().map(link).collect()
}

fn aside(press: &Press<'_>, edition: &Edition, judged: &Judged) -> Aside {
    let section = press.publication().section(&judged.section);
    let trace = components::strip(press, edition, &judged.section);
    Aside {
        label: press.say("verdict"),
        judgement: components::judgement(press, edition, judged),
        run: run(press, edition, judged, trace.sheet.weeks),
        trace,
        months: components::months(press, edition),
        yardstick: section
            .map(|section| press.label(&section.name_on(edition.period.first()).yardstick))
            .unwrap_or_default(),
    }
}

/// "Worsened 3 editions in a row. Last 26 weeks:"
fn run(press: &Press<'_>, edition: &Edition, judged: &Judged, weeks: usize) -> String {
    let run = match (judged.verdict, components::run(press, edition, judged)) {
        (None | Some(Verdict::NotAssessed), _) => String::new(),
        (_, run) if run.is_empty() => run,
        (Some(verdict), run) => {
            let class = components::Symbol(Some(verdict)).class();
            let id = if press.archive.run(&judged.section, &edition.slug) == 1 { "run-new" } else { "run-long" };
            press.say_with(&format!("{id}-{class}"), &[("run", run.into())])
        }
    };
    let since = press.say_with(&components::since(press, "last"), &[("n", weeks.into())]);
    format!("{run} {since}:").trim_start().to_owned()
}

fn corrections<P>(
    press: &Press<'_>,
    edition: &Edition,
    told: &Commentary,
    shown: &Shown<'_, P>,
) -> (String, Vec<Note>) {
    let of = |change: &Change| match change {
        Change::Commentary { commentary, language, .. } => *commentary == told.slug && language == shown.language,
        Change::Verdict { section, .. } => is_on(&told.slug, section),
        Change::Reason { section, language, .. } => is_on(&told.slug, section) && language == press.language,
        Change::Bylines { commentary } => *commentary == told.slug,
        Change::Front { .. } | Change::Facts { .. } => false,
    };
    let concerning = edition.corrections.iter().rev().filter(|correction| correction.changes.iter().any(of));
    let notes: Vec<Note> =
        concerning.map(|correction| components::correction(press, edition, correction, of)).collect();
    (press.say_with("correction", &[("n", notes.len().into())]), notes)
}

fn is_on(commentary: &CommentarySlug, section: &newsroom::SectionSlug) -> bool {
    commentary.parts().is_some_and(|(of, _)| of == *section)
}

fn cite(press: &Press<'_>, edition: &Edition, told: &Commentary, shown: &Shown<'_, newsroom::Prose>) -> Cite {
    let place = Permalink::Commentary(edition.slug.clone(), told.slug.clone());
    let authors = components::byline(press, &told.bylines, false).plain();
    let gaps = [
        ("headline", shown.text.content.headline.as_str().into()),
        ("publication", press.label(&press.publication().name).text.into()),
        ("period", dates::period(&edition.period, press.voice()).into()),
        ("address", press.origin.link(&place, shown.language).into()),
        ("authors", authors.as_str().into()),
    ];
    Cite {
        title: press.say("cite-as"),
        words: Words::own(press.say_with(if authors.is_empty() { "cite-anonymous" } else { "cite" }, &gaps)),
        hint: press.say("permanent-id"),
        id: press.publication().id.urn(&place.tail()),
    }
}

impl CommentaryPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let on = |state, cast, edition: EditionSlug, slug: &str| {
            let slug = CommentarySlug::parse(slug).ok();
            sample::each([(state, cast)], language, |press| {
                page(press, &edition, slug.as_ref().ok_or(Absent::Unknown)?)
            })
        };
        let before = EditionSlug::regular(jiff::civil::date(2020, 6, 8));
        let samples = [
            on("typical", Cast::typical(), sample::newest(), "economy"),
            on("another-language", Cast::typical(), sample::newest(), "civil"),
            on("earlier", Cast::typical(), before, "foreign"),
            on("long-headline", Cast::with_gaps(), sample::newest(), "economy"),
            on("hidden-author", Cast::with_gaps(), sample::newest(), "economy-2"),
            on("no-verdict", Cast::with_gaps(), sample::newest(), "foreign"),
            on("flash", Cast::with_flash(), sample::flash(), "economy"),
            on("traceless", Cast::traceless(), sample::newest(), "economy"),
        ];
        samples.into_iter().flatten().collect()
    }
}
