//! The week in one sentence, made from the verdicts: what worsened first, then what improved, then what did not change.

use icu::list::ListFormatter;
use icu::list::options::{ListFormatterOptions, ListLength};
use icu::locale::Locale;
use newsroom::{Edition, Language, Verdict};

use crate::{Press, markup};

/// Stand for the tags around a verdict's words until the sentence is whole. No text of ours or theirs holds them.
const OPEN: [(char, &str); 3] = [('\u{f0001}', "worsened"), ('\u{f0002}', "improved"), ('\u{f0003}', "unchanged")];
const CLOSE: char = '\u{f0000}';

const NO_BREAK: char = '\u{a0}';

/// A sentence, for a page and for where no tags can stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// With `<b class="worsened">` and the like around the verdicts' words.
    pub html: String,
    /// The words alone.
    pub plain: String,
}

impl Sentence {
    /// Whether there is no verdict to make one from.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }
}

/// The sentence of an edition. Sections whose verdict is to follow are left out.
pub fn sentence<P>(press: &Press<'_>, edition: &Edition<P>) -> Sentence {
    let clauses: Vec<String> = [Verdict::Worsened, Verdict::Improved, Verdict::Unchanged]
        .into_iter()
        .filter_map(|verdict| clause(press, edition, verdict))
        .collect();
    let unassessed = sections(press, edition, Verdict::NotAssessed);
    let marked = match (joined(press, &clauses), unassessed) {
        (None, None) => return Sentence::default(),
        (None, Some(sections)) => press.say_with("sentence-none-assessed", &[("where", sections.into())]),
        (Some(moved), None) => press.say_with("sentence", &[("moved", moved.into())]),
        (Some(moved), Some(sections)) => {
            press.say_with("sentence-not-assessed", &[("moved", moved.into()), ("where", sections.into())])
        }
    };
    let marked = if press.voice().primary() == "be" { with_short_u(&marked) } else { marked };
    let marked = markup::typeset(&marked, press.voice());
    Sentence { html: html(&marked), plain: marked.chars().filter(|c| !is_mark(*c)).collect() }
}

fn clause<P>(press: &Press<'_>, edition: &Edition<P>, verdict: Verdict) -> Option<String> {
    let sections = sections(press, edition, verdict)?;
    let class = crate::components::Symbol(Some(verdict)).class();
    let open = OPEN.iter().find(|(_, of)| *of == class).map_or(CLOSE, |(mark, _)| *mark);
    let verb = format!("{open}{}{CLOSE}", press.say(&format!("has-{class}")));
    Some(press.say_with("clause", &[("verb", verb.into()), ("where", sections.into())]))
}

/// The sections with a verdict as a list in the page's language: "in the economy and in civil society".
fn sections<P>(press: &Press<'_>, edition: &Edition<P>, verdict: Verdict) -> Option<String> {
    let day = edition.period.first();
    let judged = edition.sections.iter().filter(|judged| judged.verdict == Some(verdict));
    let named = judged.filter_map(|judged| press.publication().section(&judged.section));
    let inside: Vec<String> = named.map(|section| press.label(&section.name_on(day).inside).text).collect();
    if inside.is_empty() { None } else { Some(list(&inside, press.voice())) }
}

fn joined(press: &Press<'_>, clauses: &[String]) -> Option<String> {
    match clauses {
        [] => None,
        [one] => Some(one.clone()),
        [first, second] => {
            let gaps = [("first", first.as_str().into()), ("second", second.as_str().into())];
            Some(press.say_with("clauses-two", &gaps))
        }
        [first, second, third, ..] => {
            let gaps = [
                ("first", first.as_str().into()),
                ("second", second.as_str().into()),
                ("third", third.as_str().into()),
            ];
            Some(press.say_with("clauses-three", &gaps))
        }
    }
}

/// Things in a list as the language joins them.
pub fn list(things: &[String], language: &Language) -> String {
    let options = ListFormatterOptions::default().with_length(ListLength::Wide);
    let locale = language.as_str().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    match ListFormatter::try_new_and((&locale).into(), options) {
        Ok(formatter) => formatter.format_to_string(things.iter()),
        Err(_) => things.join(", "),
    }
}

/// Belarusian «у» standing alone becomes «ў» after a vowel and a space: «пагоршылася ў эканоміцы».
fn with_short_u(sentence: &str) -> String {
    let letters: Vec<char> = sentence.chars().collect();
    let before = |place: usize| letters[..place].iter().rev().copied().filter(|c| !is_mark(*c));
    let shortens = |place: usize| {
        let mut before = before(place);
        let after = letters.get(place + 1).copied();
        letters[place] == 'у'
            && before.next().is_some_and(is_space)
            && before.next().is_some_and(|c| "аеёіоуыэюя".contains(c))
            && after.is_some_and(is_space)
    };
    (0..letters.len()).map(|place| if shortens(place) { 'ў' } else { letters[place] }).collect()
}

fn is_space(c: char) -> bool {
    c == ' ' || c == NO_BREAK
}

fn is_mark(c: char) -> bool {
    c == CLOSE || OPEN.iter().any(|(mark, _)| *mark == c)
}

fn html(marked: &str) -> String {
    let mut html = String::with_capacity(marked.len() + 96);
    for c in marked.chars() {
        match (c, OPEN.iter().find(|(mark, _)| *mark == c)) {
            (_, Some((_, class))) => html.push_str(&format!("<b class=\"{class}\">")),
            (CLOSE, _) => html.push_str("</b>"),
            ('&', _) => html.push_str("&amp;"),
            ('<', _) => html.push_str("&lt;"),
            ('>', _) => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
#[path = "sentence_tests.rs"]
mod tests;
