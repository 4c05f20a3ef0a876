//! A commentary in a mail: how much of it stands there, and in which language.

use newsroom::text::markdown::{self, Block};
use newsroom::{Commentary, CommentarySlug, Edition, Judged, Language, Permalink, Picture, Prose};

use super::plain;
use super::prose::{self, Place};
use super::sheet::WIDTH;
use crate::components::{self, Symbol};
use crate::markup::{self, Notes};
use crate::shown::Shown;
use crate::{Press, Words, page};

/// How much of a commentary stands in the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Its headline, and the way to the rest.
    Headline,
    /// Its lead too.
    Lead,
    /// All of it.
    Full,
}

/// A commentary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub slug: CommentarySlug,
    /// How much of it.
    pub extent: Extent,
    /// How much at most: all; the lead, of a text that has no more; the headline, of one in none of the newsletter's
    /// languages.
    pub most: Extent,
    /// The language it is in, as attributes that are there in any case: mail programs drop those of the root.
    pub attributes: String,
    /// Its section's verdict.
    pub symbol: Symbol,
    /// The verdict as a label.
    pub word: String,
    /// The verdict as a sentence.
    pub said: String,
    /// Its section.
    pub section: Words,
    /// That it is in another language; may be empty.
    pub untranslated: String,
    /// Its headline.
    pub headline: Words,
    /// Its page.
    pub href: String,
    /// Who wrote it; may be empty.
    pub byline: String,
    /// Its lead; may be empty.
    pub lead: String,
    /// Its picture, in words.
    pub picture: Option<PictureWords>,
    /// The text with its outlook and sources, as HTML.
    pub html: Body,
    /// The same as lines.
    pub lines: Body,
    /// "Read more", "Read on the site".
    pub more: String,
}

/// A text's parts, each of which may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The text.
    pub text: String,
    /// "Outlook".
    pub outlook_title: String,
    /// What is likely next.
    pub outlook: String,
    /// "Sources".
    pub sources_title: String,
    /// Its notes, in their order; the first has number 1, which stands before it in lines.
    pub sources: Vec<String>,
}

/// A picture that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureWords {
    /// "Picture:".
    pub label: String,
    /// For those who do not see it, which here is everybody.
    pub alt: Words,
    /// Below it; may be empty.
    pub caption: Words,
    /// Whose it is; may be empty.
    pub credit: Words,
    /// "See it on the site".
    pub see: String,
}

/// The commentaries of an edition, what changed first, as a newsletter in these languages tells them.
pub fn told(press: &Press<'_>, edition: &Edition<Prose>, languages: &[Language], in_full: bool) -> Vec<Told> {
    let ordered = components::by_movement(&edition.sections);
    let all = ordered.into_iter().flat_map(|judged| judged.commentaries.iter().map(move |c| (judged, c)));
    let most = |shown: &Shown<'_, Prose>| {
        let text = &shown.text.content;
        match (languages.contains(shown.language), in_full && !(text.body.is_empty() && text.outlook.is_empty())) {
            (false, _) => Extent::Headline,
            (true, false) => Extent::Lead,
            (true, true) => Extent::Full,
        }
    };
    all.filter_map(|(judged, commentary)| {
        let shown = press.text(&commentary.texts)?;
        Some(one(press, edition, (judged, commentary), &shown, most(&shown)))
    })
    .collect()
}

fn one(
    press: &Press<'_>,
    edition: &Edition<Prose>,
    (judged, commentary): (&Judged<Prose>, &Commentary<Prose>),
    shown: &Shown<'_, Prose>,
    most: Extent,
) -> Told {
    let place = Permalink::Commentary(edition.slug.clone(), commentary.slug.clone());
    let href = press.origin.link(&place, press.language);
    let judgement = components::judgement(press, edition, judged);
    let direction = press.direction(shown.language).as_str();
    Told {
        slug: commentary.slug.clone(),
        extent: most.min(Extent::Lead),
        most,
        attributes: format!(" lang=\"{}\" dir=\"{direction}\"", shown.language),
        symbol: judgement.symbol,
        word: judgement.word,
        said: judgement.said,
        section: judgement.section,
        untranslated: untranslated(press, shown, most),
        headline: shown.words(&shown.text.content.headline),
        byline: byline(press, commentary),
        lead: shown.words(&shown.text.content.lead).text,
        picture: commentary.picture.as_ref().map(|picture| picture_words(press, picture)),
        html: html(press, shown, &href),
        lines: lines(press, shown, &href),
        more: page::edition::read_more(press, shown),
        href,
    }
}

/// "By Yan Smalich"; nothing where everybody named stays hidden.
fn byline(press: &Press<'_>, commentary: &Commentary<Prose>) -> String {
    let names = components::byline(press, &commentary.bylines, true).plain();
    if names.is_empty() { names } else { format!("{} {names}", press.say("by")).trim_start().to_owned() }
}

fn untranslated(press: &Press<'_>, shown: &Shown<'_, Prose>, most: Extent) -> String {
    let id = if most == Extent::Headline { "mail-untranslated" } else { "untranslated" };
    shown.note(press, id).unwrap_or_default()
}

fn picture_words(press: &Press<'_>, picture: &Picture) -> PictureWords {
    PictureWords {
        label: press.say("mail-picture"),
        alt: press.label(&picture.alt),
        caption: press.label(&picture.caption),
        credit: press.label(&picture.credit),
        see: press.say("mail-picture-see"),
    }
}

fn html(press: &Press<'_>, shown: &Shown<'_, Prose>, page: &str) -> Body {
    let (back, source) = (press.say("back"), press.say("source"));
    let notes = |first| Notes { prefix: "", first, back_label: &back, source_label: &source };
    let text = markup::html(&shown.text.content.body, shown.language, &notes(1));
    let outlook = markup::html(&shown.text.content.outlook, shown.language, &notes(text.notes.len() + 1));
    let place = Place {
        origin: press.origin,
        page,
        right_to_left: press.direction(shown.language) == newsroom::Direction::RightToLeft,
    };
    let source = |item: &String| prose::for_mail(inner(item), &place);
    Body {
        text: prose::for_mail(&text.body, &place),
        outlook_title: press.say("outlook"),
        outlook: prose::for_mail(&outlook.body, &place),
        sources_title: press.say("sources"),
        sources: text.notes.iter().chain(&outlook.notes).map(source).collect(),
    }
}

/// What stands within a `<li>`.
fn inner(item: &str) -> &str {
    let inner = item.split_once('>').map_or(item, |(_, inner)| inner);
    inner.trim_end().trim_end_matches("</li>")
}

fn lines(press: &Press<'_>, shown: &Shown<'_, Prose>, page: &str) -> Body {
    let read = |text: &str| markdown::parse(text, shown.language);
    let (text, outlook) = (read(&shown.text.content.body), read(&shown.text.content.outlook));
    let writer = |first| plain::Writer { language: shown.language, origin: press.origin, page, first, width: WIDTH };
    let (first, second) = (writer(1), writer(text.notes.len() + 1));
    let source = |(note, number): (&Vec<Block>, usize)| {
        let mark = format!("[{number}] ");
        first.within(note, &mark, &" ".repeat(mark.len()))
    };
    Body {
        text: first.blocks(&text.blocks),
        outlook_title: press.say("outlook"),
        outlook: second.blocks(&outlook.blocks),
        sources_title: press.say("sources"),
        sources: text.notes.iter().chain(&outlook.notes).zip(1..).map(source).collect(),
    }
}
