//! What an edition's mail says, every gap decided: from the same page as the web's, in a newsletter's languages.

use mailroom::Newsletter;
use newsroom::{Edition, EditionSlug, Judged, Labels, Language, Permalink, Prose, SectionSlug};

use super::holes::{LEAVE, MANAGE};
use super::plate::{NothingToSend, Order};
use super::told::{Told, told};
use crate::components::{self, Judgement, Symbol};
use crate::page::edition::EditionPage;
use crate::sentence::{Sentence, sentence};
use crate::{Press, Words, page};

/// How many verdicts stand in a row behind a section.
const STRIP_MAX: usize = 8;

/// An edition's mail but for its reader's own links.
#[derive(Clone, Debug)]
pub struct Matter {
    /// The root's language.
    pub lang: Language,
    /// The root's direction.
    pub dir: &'static str,
    /// The subject; also the HTML part's title.
    pub subject: String,
    /// What a list of mails shows beside the subject. Empty where that is not to tell anything.
    pub preview: String,
    /// The publication's name.
    pub name: Words,
    /// The front page.
    pub home: String,
    /// "Edition 126"; may be empty.
    pub number: String,
    /// Its days.
    pub period: String,
    /// The edition on the site, in each language, the mail's own first.
    pub on_site: Vec<OnSite>,
    /// "Unsubscribe"; short, near the top.
    pub leave_short: String,
    /// Said before all else; may be empty.
    pub greeting: Words,
    /// What changed.
    pub sentence: Sentence,
    /// What a flash edition is; may be empty.
    pub flash: String,
    /// The week in a few sentences; may be empty.
    pub overview: Words,
    /// What to take away, with its heading.
    pub takeaways: (String, Vec<Words>),
    /// That only chosen sections are here; may be empty.
    pub only: String,
    /// The sections, in standing order, with their heading.
    pub board: (String, Vec<Row>),
    /// The commentaries.
    pub told: Vec<Told>,
    /// What is missing, and until when things were taken into account.
    pub fine_print: Vec<String>,
    /// Corrections with their heading; each with its number and day before.
    pub corrections: (String, Vec<(String, Words)>),
    /// Said after all else; may be empty.
    pub closing: Words,
    /// "Unsubscribe with one click".
    pub leave: String,
    /// "Choose newsletters and sections".
    pub manage: String,
    /// Why the mail came; the publication's own lines; its postal address.
    pub foot: Vec<Words>,
}

/// The edition on the site in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnSite {
    /// "Read on the site", or the language's own name.
    pub name: Words,
    /// Where; no token in it.
    pub href: String,
}

/// A section on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its verdict.
    pub judgement: Judgement,
    /// "Last eight:"; empty when there is nothing to show.
    pub strip_label: String,
    /// Symbols, oldest first.
    pub strip: String,
    /// The same in numbers, for those who listen.
    pub strip_said: String,
}

/// A verdict as a character.
pub fn sign(symbol: Symbol) -> &'static str {
    match symbol.class() {
        "improved" => "▲",
        "unchanged" => "▬",
        "worsened" => "▼",
        "not-assessed" => "○",
        _ => "…",
    }
}

/// What the mail says, for readers with these choices. The press is set up along the newsletter's languages.
pub fn matter(press: &Press<'_>, order: &Order<'_>) -> Result<Matter, NothingToSend> {
    let page = page::edition::page(press, &order.edition.slug).map_err(|_| NothingToSend::NotPublished)?;
    let edition = chosen(order);
    let newsletter = order.newsletter;
    refuse(order, &edition)?;
    let sentence = sentence(press, &edition);
    let own = |words: &Labels| own_words(press, newsletter, words);
    Ok(Matter {
        lang: press.voice().clone(),
        dir: press.direction(press.voice()).as_str(),
        subject: subject(press, order, &page),
        preview: if newsletter.subject.is_empty() {
            own(&order.edition.mail.preview).map_or_else(|| sentence.plain.clone(), |words| words.text)
        } else {
            String::new()
        },
        name: press.label(&press.publication().name),
        home: press.origin.link(&Permalink::Home, press.language),
        number: page.week.number.clone(),
        period: page.week.period.clone(),
        on_site: on_site(press, &edition.slug),
        leave_short: press.say("mail-leave-short"),
        greeting: own(&order.edition.mail.greeting).unwrap_or_default(),
        overview: page.week.overview.clone(),
        flash: page.flash.clone(),
        takeaways: page.takeaways.clone(),
        only: if order.choices.sections.is_empty() { String::new() } else { press.say("mail-only-sections") },
        board: board(press, &edition),
        told: told(press, &edition, &newsletter.languages, newsletter.in_full),
        fine_print: fine_print(&page, order),
        corrections: corrections(&page),
        closing: own(&order.edition.mail.closing).unwrap_or_else(|| Words::own(press.say("mail-closing"))),
        leave: press.say("mail-leave"),
        manage: press.say("mail-manage"),
        foot: foot(press, newsletter),
        sentence,
    })
}

/// The edition with the sections chosen.
fn chosen(order: &Order<'_>) -> Edition<Prose> {
    let mut edition = order.edition.clone();
    edition.sections.retain(|judged| order.choices.shows(&judged.section));
    edition
}

fn refuse(order: &Order<'_>, edition: &Edition<Prose>) -> Result<(), NothingToSend> {
    if !mailroom::wanted(order.choices, order.edition) {
        return Err(NothingToSend::NotChosen);
    }
    let languages = &order.newsletter.languages;
    let said = edition.sections.iter().any(|judged| is_said(judged, languages));
    let front = languages.iter().any(|tag| edition.front.get(tag).is_some());
    if said || front { Ok(()) } else { Err(NothingToSend::InNoLanguage) }
}

fn is_said(judged: &Judged<Prose>, languages: &[Language]) -> bool {
    languages.iter().any(|tag| {
        judged.reason.get(tag).is_some() || judged.commentaries.iter().any(|told| told.texts.get(tag).is_some())
    })
}

/// A newsletter's neutral subject goes before the edition's own, for it is there to protect: in whatever language it is.
fn subject(press: &Press<'_>, order: &Order<'_>, page: &EditionPage) -> String {
    if !order.newsletter.subject.is_empty() {
        return press.label(&order.newsletter.subject).text;
    }
    let own = own_words(press, order.newsletter, &order.edition.mail.subject).map(|words| words.text);
    own.unwrap_or_else(|| {
        let name = press.label(&press.publication().name).text;
        let gaps = [("name", name.into()), ("period", page.week.period.as_str().into())];
        press.say_with(if page.flash.is_empty() { "mail-subject" } else { "mail-subject-flash" }, &gaps)
    })
}

/// Words that somebody wrote, in the first of the newsletter's languages that has them.
fn own_words(press: &Press<'_>, newsletter: &Newsletter, words: &Labels) -> Option<Words> {
    let found = newsletter.languages.iter().find_map(|tag| words.0.get_key_value(tag));
    found.map(|(tag, words)| Words { text: crate::markup::typeset(words, tag), lang: press.lang(tag) })
}

fn on_site(press: &Press<'_>, slug: &EditionSlug) -> Vec<OnSite> {
    let place = Permalink::Edition(slug.clone());
    let own =
        OnSite { name: Words::own(press.say("mail-read-on-site")), href: press.origin.link(&place, press.language) };
    let others = press.languages().iter().filter(|spoken| spoken.language != *press.language);
    let other = |language: &Language, name: &str| OnSite {
        name: Words { text: name.to_owned(), lang: press.lang(language) },
        href: press.origin.link(&place, language),
    };
    std::iter::once(own).chain(others.map(|spoken| other(&spoken.language, &spoken.name))).collect()
}

fn board(press: &Press<'_>, edition: &Edition<Prose>) -> (String, Vec<Row>) {
    let standing = |judged: &&Judged<Prose>| {
        press.publication().sections.iter().position(|section| section.slug == judged.section)
    };
    let mut sections: Vec<&Judged<Prose>> = edition.sections.iter().collect();
    sections.sort_by_key(standing);
    let rows: Vec<Row> = sections.into_iter().map(|judged| row(press, edition, judged)).collect();
    (press.say_with("the-sections", &[("n", rows.len().into())]), rows)
}

/// A flash edition stands outside the series, so nothing of it is shown there.
fn row(press: &Press<'_>, edition: &Edition<Prose>, judged: &Judged<Prose>) -> Row {
    let judgement = components::judgement(press, edition, judged);
    let verdicts = if edition.slug.is_flash() { Vec::new() } else { strip(press, &edition.slug, &judged.section) };
    if verdicts.len() < 2 {
        return Row { judgement, strip_label: String::new(), strip: String::new(), strip_said: String::new() };
    }
    let signs: Vec<&str> = verdicts.iter().map(|verdict| sign(Symbol(Some(*verdict)))).collect();
    let tally = newsroom::archive::Tally::of(verdicts.iter().copied());
    let gaps = [("section", judgement.section.text.as_str().into()), ("n", verdicts.len().into())];
    Row {
        strip_label: press.say_with("mail-strip", &[("n", verdicts.len().into())]),
        strip: signs.join(" "),
        strip_said: format!("{}: {}", press.say_with("strip-of-editions", &gaps), components::counts(press, &tally)),
        judgement,
    }
}

fn strip(press: &Press<'_>, up_to: &EditionSlug, section: &SectionSlug) -> Vec<newsroom::Verdict> {
    let mut marks = press.archive.series(section);
    marks.retain(|mark| mark.edition <= *up_to);
    let surplus = marks.len().saturating_sub(STRIP_MAX);
    marks.drain(..surplus);
    marks.into_iter().map(|mark| mark.verdict).collect()
}

/// A reader who chose sections does not miss the others.
fn fine_print(page: &EditionPage, order: &Order<'_>) -> Vec<String> {
    let missing = Some(&page.missing).filter(|_| order.choices.sections.is_empty());
    missing.into_iter().chain([&page.cutoff]).filter(|words| !words.is_empty()).cloned().collect()
}

fn corrections(page: &EditionPage) -> (String, Vec<(String, Words)>) {
    let (title, notes) = &page.corrections;
    let line = |note: &components::Note| (format!("{}, {}:", note.number, note.day), note.note.clone());
    (title.clone(), notes.iter().map(line).collect())
}

fn foot(press: &Press<'_>, newsletter: &Newsletter) -> Vec<Words> {
    let name = press.label(&newsletter.name).text;
    let why = press.say_with("mail-why", &[("newsletter", name.into())]);
    let own = [&newsletter.footer, &newsletter.postal].map(|words| press.label(words));
    std::iter::once(Words::own(why)).chain(own).filter(|words| !words.is_empty()).collect()
}

/// The two links that are each reader's own, as marks.
impl Matter {
    /// Leaves the newsletter.
    pub fn leave_mark(&self) -> &'static str {
        LEAVE
    }

    /// The reader's preferences.
    pub fn manage_mark(&self) -> &'static str {
        MANAGE
    }
}
