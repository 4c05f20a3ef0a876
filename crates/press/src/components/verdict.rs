//! A verdict: always symbol, word and colour together; and the trace of those before it.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::archive::Tally;
use newsroom::{Archive, Edition, Judged, Permalink, SectionSlug, Verdict};

use crate::trace::{self, Strip};
use crate::{Press, Words, dates};

/// The symbol of a verdict; of none, the one that stands for a text to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Template)]
#[template(path = "components/symbol.html")]
pub struct Symbol(pub Option<Verdict>);

impl HtmlSafe for Symbol {}

impl Symbol {
    /// The verdict's name in style sheets, which is also its symbol's.
    pub fn class(&self) -> &'static str {
        match self.0 {
            Some(Verdict::Improved) => "improved",
            Some(Verdict::Unchanged) => "unchanged",
            Some(Verdict::Worsened) => "worsened",
            Some(Verdict::NotAssessed) => "not-assessed",
            None => "to-follow",
        }
    }
}

/// What is said of one section in one edition, without its commentaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The section's title in that edition.
    pub section: Words,
    /// The section's own page.
    pub href: String,
    /// The verdict's symbol and, with it, its class.
    pub symbol: Symbol,
    /// The verdict as a label: "Worsened".
    pub word: String,
    /// The verdict as a sentence: "The situation has worsened".
    pub said: String,
    /// One line of reason; of a section not assessed, why. Empty when there is none.
    pub reason: Words,
    /// How long it has been so: "3 editions in a row", "new this week". Empty when that cannot be said.
    pub run: String,
}

/// The judgement on a section in an edition. Its run is counted in the archive.
pub fn judgement<P>(press: &Press<'_>, edition: &Edition<P>, judged: &Judged<P>) -> Judgement {
    let said = if judged.verdict.is_none() && judged.commentaries.is_empty() { "text-to-follow" } else { key(judged) };
    Judgement {
        section: title(press, edition, &judged.section),
        href: press.link(&Permalink::Section(judged.section.clone())),
        symbol: Symbol(judged.verdict),
        word: word(press, judged),
        said: press.say(&format!("situation-{said}")),
        reason: press.text(&judged.reason).map(|shown| shown.words(&shown.text.content)).unwrap_or_default(),
        run: run(press, edition, judged),
    }
}

fn key<P>(judged: &Judged<P>) -> &'static str {
    Symbol(judged.verdict).class()
}

/// A verdict as a label: "Worsened". A section with neither verdict nor commentary says that its text will follow.
pub fn word<P>(press: &Press<'_>, judged: &Judged<P>) -> String {
    match (judged.verdict, judged.commentaries.is_empty()) {
        (None, true) => press.say("verdict-text-to-follow"),
        _ => press.say(&format!("verdict-{}", key(judged))),
    }
}

/// A section's title as an edition shows it.
pub fn title<P>(press: &Press<'_>, edition: &Edition<P>, section: &SectionSlug) -> Words {
    let section = press.publication().section(section);
    section.map(|section| press.label(&section.name_on(edition.period.first()).title)).unwrap_or_default()
}

/// How long a verdict has stood. A flash edition stands outside the series, so nothing is said of a row there.
pub fn run<P>(press: &Press<'_>, edition: &Edition<P>, judged: &Judged<P>) -> String {
    match press.archive.run(&judged.section, &edition.slug) {
        0 => String::new(),
        1 if is_first(press.archive, edition, &judged.section) => String::new(),
        1 if press.is_weekly() => press.say("new-this-week"),
        1 => press.say("new-this-edition"),
        n => press.say_with("run", &[("n", n.into())]),
    }
}

/// Whether the series begins here, so that nothing is new against anything.
fn is_first<P>(archive: &Archive, edition: &Edition<P>, section: &SectionSlug) -> bool {
    archive.series(section).first().is_some_and(|mark| mark.edition == edition.slug)
}

/// A section's trace, its numbers also as text.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/trace.html")]
pub struct Trace {
    /// The sheet and what is drawn on it.
    pub sheet: Strip,
    /// "Economy, last 26 weeks: improved 4, unchanged 14, worsened 7".
    pub label: String,
}

impl HtmlSafe for Trace {}

impl Trace {
    /// A sheet with its label; `of` says which section and which time.
    pub fn new(press: &Press<'_>, sheet: Strip, of: &str) -> Self {
        let label = format!("{of}: {}", counts(press, &sheet.tally));
        Self { sheet, label }
    }

    fn class(verdict: &Verdict) -> &'static str {
        Symbol(Some(*verdict)).class()
    }
}

/// "improved 4, unchanged 14, worsened 7", with those not assessed when there are any.
pub fn counts(press: &Press<'_>, tally: &Tally) -> String {
    let gaps = [
        ("improved", tally.improved.into()),
        ("unchanged", tally.unchanged.into()),
        ("worsened", tally.worsened.into()),
    ];
    let counted = press.say_with("counts", &gaps);
    if tally.not_assessed == 0 {
        return counted;
    }
    format!("{counted}, {}", press.say_with("counts-not-assessed", &[("n", tally.not_assessed.into())]))
}

/// The strip of a section's last verdicts up to and with an edition, beside the section's name.
pub fn strip<P>(press: &Press<'_>, edition: &Edition<P>, section: &SectionSlug) -> Trace {
    let sheet = trace::strip(press.archive, section, &edition.period);
    let title = title(press, edition, section).text;
    let of = press.say_with(&since(press, "strip-of"), &[("section", title.into()), ("n", sheet.weeks.into())]);
    Trace::new(press, sheet, &of)
}

/// The months above strips; letters never stretch, so they are placed in percent.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/months.html")]
pub struct Months(
    /// Where each stands, in percent, and its short name.
    pub Vec<(String, String)>,
);

impl HtmlSafe for Months {}

impl Months {
    /// Names for the labels of a sheet.
    pub fn new(press: &Press<'_>, labels: Vec<trace::MonthLabel>) -> Self {
        let named = |label: trace::MonthLabel| (label.x_percent, dates::month_short(label.date, press.voice()));
        Self(labels.into_iter().map(named).collect())
    }
}

/// The months above the strips up to and with an edition.
pub fn months<P>(press: &Press<'_>, edition: &Edition<P>) -> Months {
    Months::new(press, trace::months(press.archive, &edition.period))
}

/// A phrase's id for weeks, or for editions when they cover something else.
pub fn since(press: &Press<'_>, id: &str) -> String {
    format!("{id}-{}", if press.is_weekly() { "weeks" } else { "editions" })
}

/// Sections in the order in which their movement is news: worsened, improved, unchanged, not assessed, to follow; within
/// each as the edition orders them.
pub fn by_movement<P>(sections: &[Judged<P>]) -> Vec<&Judged<P>> {
    let weight = |judged: &&Judged<P>| match judged.verdict {
        Some(Verdict::Worsened) => 0,
        Some(Verdict::Improved) => 1,
        Some(Verdict::Unchanged) => 2,
        Some(Verdict::NotAssessed) => 3,
        None => 4,
    };
    let mut ordered: Vec<&Judged<P>> = sections.iter().collect();
    ordered.sort_by_key(weight);
    ordered
}
