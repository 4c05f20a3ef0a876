//! An edition: its sentence, what stands above the verdicts, and each section with what is said on it.

use askama::Template;
use newsroom::{Commentary, Edition, EditionSlug, Headline, Judged, Kind, Language, Missing, Permalink, Verdict};

use super::home::{Week, week};
use crate::components::{self, Byline, Editions, Follow, LinkTo, Note, Trace};
use crate::sample::{self, Cast};
use crate::shown::Shown;
use crate::{Absent, Frame, Head, Press, Words, dates, sentence};

/// How many earlier editions are listed at its foot.
const EARLIER_MAX: usize = 5;

/// An edition's page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/edition.html")]
pub struct EditionPage {
    /// What every page has.
    pub frame: Frame,
    /// Dates and sentence.
    pub week: Week,
    /// What a flash edition is; empty for a regular one.
    pub flash: String,
    /// What to take away, with its heading.
    pub takeaways: (String, Vec<Words>),
    /// Its sections, what changed first.
    pub items: Vec<Item>,
    /// The sections that it leaves out, in a sentence; may be empty.
    pub missing: String,
    /// Until when things were taken into account; may be empty.
    pub cutoff: String,
    /// Its corrections, newest first, with their heading.
    pub corrections: (String, Vec<Note>),
    /// What its neighbours are called.
    pub neighbours_label: String,
    /// The edition before it, with `prev`, and after it, with `next`.
    pub neighbours: Vec<(&'static str, LinkTo)>,
    /// All editions.
    pub all: LinkTo,
    /// Feeds and channels.
    pub follow: Follow,
    /// Earlier editions, with their heading.
    pub earlier: (String, Editions),
}

/// A section of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id on the page.
    pub id: String,
    /// Title, verdict, reason, run.
    pub judgement: components::Judgement,
    /// The verdicts before.
    pub trace: Trace,
    /// Its commentaries.
    pub told: Vec<Told>,
    /// What is said when there is none.
    pub silence: String,
}

/// A commentary in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// That it is shown in another language; may be empty.
    pub untranslated: String,
    /// Its headline.
    pub headline: Words,
    /// Its page.
    pub href: String,
    /// Who wrote it.
    pub byline: Byline,
    /// When it was added to the published edition; may be empty.
    pub added: String,
    /// Its lead; may be empty.
    pub lead: Words,
    /// "Read more".
    pub more: String,
}

/// The page of an edition in the reader's language.
pub fn page(press: &Press<'_>, slug: &EditionSlug) -> Result<EditionPage, Absent> {
    let edition = press.archive.edition(slug).filter(|edition| edition.is_published()).ok_or(Absent::Unknown)?;
    let head = Head {
        heading: dates::period(&edition.period, press.voice()),
        description: sentence::sentence(press, edition).plain,
        card: Some(slug.clone()),
        ..Head::default()
    };
    let place = Permalink::Edition(slug.clone());
    let earlier = press.archive.regular().rev().filter(|other| other.slug < *slug).take(EARLIER_MAX);
    Ok(EditionPage {
        frame: Frame::new(press, Some(&place), head),
        week: week(press, edition),
        flash: if edition.kind == Kind::Flash { press.say("flash-about") } else { String::new() },
        takeaways: (press.say("takeaways"), takeaways(press, edition)),
        items: components::by_movement(&edition.sections)
            .into_iter()
            .map(|judged| item(press, edition, judged))
            .collect(),
        missing: missing(press, edition),
        cutoff: cutoff(press, edition),
        corrections: corrections(press, edition),
        neighbours_label: press.say("neighboring-editions"),
        neighbours: neighbours(press, slug),
        all: LinkTo::new(Words::own(press.say("all-editions")), press.link(&Permalink::Archive)),
        follow: components::follow(press, None),
        earlier: (press.say("earlier-editions"), components::editions(press, earlier)),
    })
}

fn takeaways(press: &Press<'_>, edition: &Edition<Headline>) -> Vec<Words> {
    let front = press.text(&edition.front);
    front.map(|shown| shown.text.content.takeaways.iter().map(|words| shown.words(words)).collect()).unwrap_or_default()
}

fn item(press: &Press<'_>, edition: &Edition<Headline>, judged: &Judged<Headline>) -> Item {
    let told: Vec<Told> = judged.commentaries.iter().filter_map(|c| told(press, edition, c)).collect();
    let silence = if told.is_empty() { silence(press, judged) } else { String::new() };
    Item {
        id: judged.section.to_string(),
        judgement: components::judgement(press, edition, judged),
        trace: components::strip(press, edition, &judged.section),
        told,
        silence,
    }
}

/// Of what is not assessed no commentary is awaited.
fn silence(press: &Press<'_>, judged: &Judged<Headline>) -> String {
    press.say(if judged.verdict == Some(Verdict::NotAssessed) { "no-commentary" } else { "text-to-follow" })
}

fn told(press: &Press<'_>, edition: &Edition<Headline>, commentary: &Commentary<Headline>) -> Option<Told> {
    let shown = press.text(&commentary.texts)?;
    Some(Told {
        untranslated: shown.note(press, "untranslated").unwrap_or_default(),
        headline: shown.words(&shown.text.content.headline),
        href: press.link(&Permalink::Commentary(edition.slug.clone(), commentary.slug.clone())),
        byline: components::byline(press, &commentary.bylines, false),
        added: added(press, edition, &shown),
        lead: shown.words(&shown.text.content.lead),
        more: read_more(press, &shown),
    })
}

/// "Read more", and in which language when it is not the reader's.
pub(crate) fn read_more<P>(press: &Press<'_>, shown: &Shown<'_, P>) -> String {
    if shown.own {
        return press.say("read-more");
    }
    let gaps = [("language", shown.language.primary().into()), ("name", press.name_of(shown.language).into())];
    press.say_with("read-more-in", &gaps)
}

/// The day on which a text was added to an edition that was out already; empty for one that came with it.
pub(super) fn added<P, Q>(press: &Press<'_>, edition: &Edition<P>, shown: &Shown<'_, Q>) -> String {
    let days = |at| press.publication().day_of(at);
    let since = shown.text.first_public.map(days);
    match (since, edition.state.published().map(days)) {
        (Some(since), Some(published)) if since > published => {
            press.say_with("added-on", &[("day", dates::day(since, press.voice()).into())])
        }
        _ => String::new(),
    }
}

/// The sections an edition leaves out, in a sentence; empty when there are none.
pub(super) fn missing<P>(press: &Press<'_>, edition: &Edition<P>) -> String {
    let left_out = edition.missing(press.publication()).into_iter().filter_map(|missing| match missing {
        Missing::Section(section) => Some(components::title(press, edition, &section).text),
        _ => None,
    });
    let titles: Vec<String> = left_out.collect();
    if titles.is_empty() {
        return String::new();
    }
    let sections = sentence::list(&titles, press.voice());
    press.say_with("sections-missing", &[("n", titles.len().into()), ("sections", sections.into())])
}

fn cutoff(press: &Press<'_>, edition: &Edition<Headline>) -> String {
    let Some(at) = edition.cutoff else {
        return String::new();
    };
    let zone = press.publication().zone.clone();
    let (day, time) = (press.publication().day_of(at), at.to_zoned_datetime(zone).time());
    let time = format!("{:02}:{:02}", time.hour(), time.minute());
    press.say_with("cutoff", &[("time", time.into()), ("day", dates::day(day, press.voice()).into())])
}

fn corrections(press: &Press<'_>, edition: &Edition<Headline>) -> (String, Vec<Note>) {
    let concerning = edition
        .corrections
        .iter()
        .rev()
        .filter(|correction| correction.changes.iter().any(|change| components::shows_in(change, press.language)));
    let shows = |change: &newsroom::Change| components::shows_in(change, press.language);
    let notes: Vec<Note> =
        concerning.map(|correction| components::correction(press, edition, correction, shows)).collect();
    (press.say_with("correction", &[("n", notes.len().into())]), notes)
}

fn neighbours(press: &Press<'_>, slug: &EditionSlug) -> Vec<(&'static str, LinkTo)> {
    let (before, after) = press.archive.neighbours(slug);
    let link = |rel, id: &str, edition: &Edition<Headline>| {
        let period = dates::period(&edition.period, press.voice());
        let name = press.say_with(id, &[("period", period.into())]);
        (rel, LinkTo::new(Words::own(name), press.link(&Permalink::Edition(edition.slug.clone()))))
    };
    let before = before.map(|edition| link("prev", "previous-edition", edition));
    before.into_iter().chain(after.map(|edition| link("next", "next-edition", edition))).collect()
}

impl EditionPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let casts = [("typical", Cast::typical()), ("gaps", Cast::with_gaps()), ("traceless", Cast::traceless())];
        let flash = sample::each([("flash", Cast::with_flash())], language, |press| page(press, &sample::flash()));
        let early = EditionSlug::regular(jiff::civil::date(2020, 4, 6));
        let first = sample::each([("not-assessed", Cast::typical())], language, |press| page(press, &early));
        let newest = sample::each(casts, language, |press| page(press, &sample::newest()));
        newest.into_iter().chain(flash).chain(first).collect()
    }
}
