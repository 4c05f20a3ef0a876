//! The front page: the newest edition at a glance, and what came before it.

use askama::Template;
use newsroom::text::markdown::{self, Block, Document};
use newsroom::{Commentary, CommentarySlug, Edition, Headline, Judged, Kind, Language, Permalink};

use crate::components::{self, Byline, Editions, Follow, Judgement, Months, Symbol, Trace};
use crate::sample::{self, Cast};
use crate::sentence::{Sentence, sentence};
use crate::{Absent, Frame, Head, Press, Words, dates};

/// How many earlier editions the front page lists.
const EARLIER_MAX: usize = 5;

/// How many paragraphs of the first commentary stand on the front page, below its lead.
const OPENING_PARAGRAPHS_MAX: usize = 2;

/// The front page.
#[derive(Clone, Debug, Template)]
#[template(path = "page/home.html")]
pub struct HomePage {
    /// What every page has.
    pub frame: Frame,
    /// The newest edition, once there is one.
    pub week: Option<Week>,
    /// What is said when there is none.
    pub none: (String, String),
    /// Flash editions that are newer than the newest regular one.
    pub flashes: Option<Flashes>,
    /// Its sections with their verdicts.
    pub board: Option<Board>,
    /// Its commentaries, what changed first.
    pub leads: Vec<Lead>,
    /// The leads' heading.
    pub leads_title: String,
    /// Feeds and channels.
    pub follow: Follow,
    /// Earlier editions.
    pub earlier: Editions,
    /// Their heading.
    pub earlier_title: String,
    /// "View all" and where.
    pub view_all: (String, String),
}

/// An edition's dates and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its days.
    pub period: String,
    /// Its page.
    pub href: String,
    /// Its number, and that it is a flash edition; may be empty.
    pub number: String,
    /// When it was published.
    pub published: String,
    /// What changed.
    pub sentence: Sentence,
    /// The week in a few sentences; may be empty.
    pub overview: Words,
}

/// Flash editions above the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flashes {
    /// "Since then".
    pub title: String,
    /// "Flash edition".
    pub kind: String,
    /// One line each.
    pub items: Vec<Flash>,
}

/// A flash edition's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Its commentary, or itself.
    pub href: String,
    /// Its days.
    pub period: String,
    /// What it is about.
    pub headline: Words,
}

/// The sections with their verdicts, in standing order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// "The five sections".
    pub title: String,
    /// "The last 26 weeks".
    pub since: String,
    /// The months above the traces.
    pub months: Months,
    /// A section each.
    pub rows: Vec<(Judgement, Trace)>,
    /// The sections that the edition leaves out, in a sentence; may be empty.
    pub missing: String,
}

/// A commentary in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Its section's verdict.
    pub symbol: Symbol,
    /// The verdict in words.
    pub word: String,
    /// Its section.
    pub section: Words,
    /// The section's page.
    pub section_href: String,
    /// That it is shown in another language; may be empty.
    pub untranslated: String,
    /// Its headline.
    pub headline: Words,
    /// Its page.
    pub href: String,
    /// Who wrote it.
    pub byline: Byline,
    /// Its lead, and for the first one how the text begins.
    pub paragraphs: Vec<Words>,
    /// "Read more".
    pub more: String,
    /// When it was added to a published edition; may be empty.
    pub added: String,
}

/// The front page in the reader's language.
pub fn page(press: &Press<'_>) -> Result<HomePage, Absent> {
    let newest = press.archive.newest();
    let head = Head {
        heading: newest.map(|edition| dates::period(&edition.period, press.voice())).unwrap_or_default(),
        description: newest.map(|edition| sentence(press, edition).plain).unwrap_or_default(),
        card: newest.map(|edition| edition.slug.clone()),
        ..Head::default()
    };
    let earlier = press.archive.regular().rev().skip(1).take(EARLIER_MAX);
    Ok(HomePage {
        frame: Frame::new(press, Some(&Permalink::Home), head),
        week: newest.map(|edition| week(press, edition)),
        none: none(press),
        flashes: flashes(press),
        board: newest.map(|edition| board(press, edition)),
        leads: newest.map(|edition| leads(press, edition)).unwrap_or_default(),
        leads_title: press.say("the-commentaries"),
        follow: components::follow(press, None),
        earlier: components::editions(press, earlier),
        earlier_title: press.say("earlier-editions"),
        view_all: (press.say("view-all"), press.link(&Permalink::Archive)),
    })
}

/// Before the first edition, and where none is left of those that there were.
fn none(press: &Press<'_>) -> (String, String) {
    let id = if press.archive.editions.is_empty() { "no-editions" } else { "no-editions-left" };
    (press.say(id), press.say(&format!("{id}-hint")))
}

/// An edition's dates and its sentence.
pub(super) fn week<P>(press: &Press<'_>, edition: &Edition<P>) -> Week {
    let number = match (edition.kind, edition.number) {
        (Kind::Flash, _) => press.say("flash-edition"),
        (Kind::Regular, Some(number)) => press.say_with("edition-number", &[("number", number.to_string().into())]),
        (Kind::Regular, None) => String::new(),
    };
    let published = edition.state.published().map(|at| {
        // Without its weekday, which some languages would have to decline here.
        let day = dates::day(press.publication().day_of(at), press.voice());
        press.say_with("published-on", &[("day", day.into())])
    });
    Week {
        period: dates::period(&edition.period, press.voice()),
        href: press.link(&Permalink::Edition(edition.slug.clone())),
        number,
        published: published.unwrap_or_default(),
        sentence: sentence(press, edition),
        overview: press.text(&edition.front).map(|shown| shown.words(&shown.text.content.overview)).unwrap_or_default(),
    }
}

fn flashes(press: &Press<'_>) -> Option<Flashes> {
    let since = press.archive.newest().and_then(|edition| edition.state.published());
    let newer = press.archive.published().rev().filter(|edition| edition.kind == Kind::Flash);
    let newer = newer.filter(|edition| edition.state.published() > since);
    let items: Vec<Flash> = newer.map(|edition| flash(press, edition)).collect();
    (!items.is_empty()).then(|| Flashes { title: press.say("flash-newer"), kind: press.say("flash-edition"), items })
}

fn flash(press: &Press<'_>, edition: &Edition<Headline>) -> Flash {
    let told = edition.commentaries().find_map(|commentary| Some((commentary, press.text(&commentary.texts)?)));
    let headline = told.as_ref().map(|(_, shown)| shown.words(&shown.text.content.headline));
    Flash {
        href: press.link(&Permalink::Edition(edition.slug.clone())),
        period: dates::period_short(&edition.period, press.voice()),
        headline: headline.unwrap_or_default(),
    }
}

fn board(press: &Press<'_>, edition: &Edition<Headline>) -> Board {
    let order = |judged: &&Judged<Headline>| {
        press.publication().sections.iter().position(|section| section.slug == judged.section)
    };
    let mut sections: Vec<&Judged<Headline>> = edition.sections.iter().collect();
    sections.sort_by_key(order);
    let rows: Vec<(Judgement, Trace)> = sections
        .into_iter()
        .map(|judged| {
            (components::judgement(press, edition, judged), components::strip(press, edition, &judged.section))
        })
        .collect();
    let weeks = rows.first().map_or(0, |(_, trace)| trace.sheet.weeks);
    Board {
        title: press.say_with("the-sections", &[("n", rows.len().into())]),
        since: press.say_with(&components::since(press, "last"), &[("n", weeks.into())]),
        months: components::months(press, edition),
        rows,
        missing: super::edition::missing(press, edition),
    }
}

fn leads(press: &Press<'_>, edition: &Edition<Headline>) -> Vec<Lead> {
    let ordered = components::by_movement(&edition.sections);
    let all = ordered.into_iter().flat_map(|judged| judged.commentaries.iter().map(move |c| (judged, c)));
    let mut leads: Vec<Lead> = Vec::new();
    for (judged, commentary) in all {
        let opens = leads.is_empty();
        leads.extend(lead(press, edition, (judged, commentary), opens));
    }
    leads
}

fn lead(
    press: &Press<'_>,
    edition: &Edition<Headline>,
    (judged, commentary): (&Judged<Headline>, &Commentary<Headline>),
    opens: bool,
) -> Option<Lead> {
    let shown = press.text(&commentary.texts)?;
    let text = &shown.text.content;
    let opening = if opens { opening(press, edition, &commentary.slug) } else { Vec::new() };
    let said = std::iter::once(text.lead.clone()).filter(|lead| !lead.is_empty()).chain(opening);
    Some(Lead {
        symbol: Symbol(judged.verdict),
        word: components::word(press, judged),
        section: components::title(press, edition, &judged.section),
        section_href: press.link(&Permalink::Section(judged.section.clone())),
        untranslated: shown.note(press, "untranslated").unwrap_or_default(),
        headline: shown.words(&text.headline),
        href: press.link(&Permalink::Commentary(edition.slug.clone(), commentary.slug.clone())),
        byline: components::byline(press, &commentary.bylines, false),
        paragraphs: said.map(|words| shown.words(&words)).collect(),
        more: super::edition::read_more(press, &shown),
        added: super::edition::added(press, edition, &shown),
    })
}

/// How the text of the first commentary begins: its first paragraphs, without what only a page of its own can show.
fn opening(press: &Press<'_>, edition: &Edition<Headline>, slug: &CommentarySlug) -> Vec<String> {
    let full = press.edition(&edition.slug).and_then(|full| full.commentary(slug));
    let Some(shown) = full.and_then(|(_, commentary)| press.text(&commentary.texts)) else {
        return Vec::new();
    };
    let document = markdown::parse(&shown.text.content.body, shown.language);
    let paragraphs = document.blocks.into_iter().take_while(|block| matches!(block, Block::Paragraph(_)));
    let plain = |block| markdown::plain(&Document { blocks: vec![block], notes: Vec::new() });
    paragraphs.take(OPENING_PARAGRAPHS_MAX).map(plain).collect()
}

impl HomePage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let casts = [
            ("typical", Cast::typical()),
            ("flash", Cast::with_flash()),
            ("gaps", Cast::with_gaps()),
            ("no-editions", Cast::without_editions()),
            ("none-left", Cast::with_none_left()),
            ("traceless", Cast::traceless()),
        ];
        sample::each(casts, language, page)
    }
}
