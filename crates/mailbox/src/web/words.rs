//! Words around a mail: when it was, how it begins, where its links are.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsroom::Language;

/// Letters of a mail's text in a list.
const PREVIEW_LETTERS_MAX: usize = 160;

/// An instant, for people and for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    pub machine: String,
    pub day: String,
    pub time: String,
}

impl When {
    /// In English, by UTC.
    pub(super) fn of(instant: &str) -> Self {
        let Ok(parsed) = instant.parse::<Timestamp>() else { return Self::default() };
        let local = TimeZone::UTC.to_datetime(parsed);
        let day = Language::parse("en").map(|english| press::dates::day(local.date(), &english)).unwrap_or_default();
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        Self { machine: instant.to_owned(), day, time }
    }
}

/// How a text begins, on one line.
pub(super) fn beginning(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| is_word(word));
    let line = words.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(PREVIEW_LETTERS_MAX) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Neither a rule, nor filling, nor an address of the web.
fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) && next_link(word).is_none()
}

/// A piece of a text: words, or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// A text in pieces, its web addresses as links.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = next_link(rest) {
        let (words, link) = rest.split_at(at);
        let end = link.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(link.len());
        let link = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»']);
        pieces.extend((!words.is_empty()).then_some(Piece::Words(words)));
        pieces.push(Piece::Link(link));
        rest = &rest[at + link.len()..];
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    pieces
}

fn next_link(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_where_the_sentence_goes_on() {
        let text = "See <https://a.example/b?c=1>, or https://d.example/.\nhttp://e.example";
        let expected = [
            Piece::Words("See <"),
            Piece::Link("https://a.example/b?c=1"),
            Piece::Words(">, or "),
            Piece::Link("https://d.example/"),
            Piece::Words(".\n"),
            Piece::Link("http://e.example"),
        ];
        assert_eq!(pieces(text), expected);
    }

    #[test]
    fn a_text_of_nothing_but_marks_and_links_comes_back_whole() {
        for text in ["", "https://", "https://..", "http://http://", "«https://ё.example»", "\u{feff}https://x"] {
            let whole: String = pieces(text)
                .iter()
                .map(|piece| match piece {
                    Piece::Words(words) | Piece::Link(words) => *words,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_preview_is_words_alone() {
        assert_eq!(
            beginning("====\nВерасень\u{34f} \u{34f}\n<https://a.example/> * * *\nпачаўся."),
            "Верасень\u{34f} пачаўся."
        );
        let long = beginning(&"слова ".repeat(100));
        assert!(long.starts_with("слова слова ") && long.ends_with('…'), "{long}");
        assert_eq!(long.chars().count(), PREVIEW_LETTERS_MAX + 1);
    }

    #[test]
    fn an_instant_has_a_day_and_a_time() {
        let when = When::of("2020-06-29T07:05:00Z");
        assert_eq!((when.day.as_str(), when.time.as_str()), ("June\u{a0}29, 2020", "07:05"));
        assert_eq!(When::of("soon"), When::default());
    }
}
