//! TOML as we write it: pleasant to read, and the same for the same values.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsroom::{Labels, Language};

/// A TOML text that grows line by line.
#[derive(Default)]
pub(crate) struct Sheet(String);

impl Sheet {
    pub(crate) fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A blank line, unless nothing stands above it.
    pub(crate) fn blank(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// A table's header, with a blank line above.
    pub(crate) fn header(&mut self, header: &str) {
        self.blank();
        self.line(header);
    }

    /// A key and its value, which is TOML already.
    pub(crate) fn key(&mut self, key: &str, value: impl AsRef<str>) {
        self.line(&format!("{key} = {}", value.as_ref()));
    }

    /// A key and its words, unless there are none.
    pub(crate) fn words(&mut self, key: &str, words: &str) {
        if !words.is_empty() {
            self.key(key, quoted(words));
        }
    }

    /// Words by language, in the publication's order.
    pub(crate) fn labels(&mut self, key: &str, labels: &Labels, order: &[Language]) {
        for (language, words) in in_order(order, |language| labels.0.get(language)) {
            self.words(&format!("{key}.{language}"), words.trim());
        }
    }

    /// A list of words, on one line.
    pub(crate) fn list<'a>(&mut self, key: &str, words: impl IntoIterator<Item = &'a str>) {
        let words: Vec<_> = words.into_iter().map(quoted).collect();
        self.key(key, format!("[{}]", words.join(", ")));
    }

    /// A list of sentences, a line each.
    pub(crate) fn sentences(&mut self, key: &str, sentences: &[String]) {
        self.line(&format!("{key} = ["));
        sentences.iter().for_each(|sentence| self.line(&format!("  {},", quoted(sentence.trim()))));
        self.line("]");
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// What there is of each language, in the publication's order.
pub(crate) fn in_order<T>(
    order: &[Language],
    get: impl Fn(&Language) -> Option<T>,
) -> impl Iterator<Item = (&Language, T)> {
    order.iter().filter_map(move |language| Some((language, get(language)?)))
}

/// Words as a TOML string: of several lines if they have several, otherwise of one.
pub(crate) fn quoted(words: &str) -> String {
    // A line of `+++` would end the front matter that the string stands in.
    if words.contains('\n') && !words.lines().any(|line| line.trim_end() == "+++") {
        return format!("\"\"\"\n{}\"\"\"", escaped(words, true));
    }
    format!("\"{}\"", escaped(words, false))
}

fn escaped(words: &str, many_lines: bool) -> String {
    let mut text = String::with_capacity(words.len());
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        let closes = |next: Option<&char>| next.is_none_or(|next| *next == '"');
        match character {
            '\\' => text.push_str("\\\\"),
            '\n' if many_lines => text.push('\n'),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '"' if !many_lines || closes(characters.peek()) => text.push_str("\\\""),
            control if control.is_ascii_control() => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => text.push(other),
        }
    }
    text
}

/// An instant as the publication's clocks show it, with its offset.
pub(crate) fn instant(at: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at);
    // TOML's offsets have no seconds; some zones had, long ago.
    if offset.seconds() % 60 == 0 && offset.seconds() != 0 {
        at.display_with_offset(offset).to_string()
    } else {
        at.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Fields;

    #[test]
    fn every_string_survives() {
        let hard = [
            "",
            "plain",
            "\"",
            "a\"\"\"\"b",
            "ends with \"",
            "back\\slash\\",
            "\\\n",
            "a\nb",
            "\na",
            "a\n",
            "\n",
            "\n\n",
            "\"\"\"\n\"\"\"",
            "tab\tand\u{7f}\u{1}\u{1b}",
            "\r\n",
            "a\rb",
            "🎏 «ў» ’",
            "'''\n",
            "+++\n",
            "x\n+++\ny\n",
            "trailing \\ \n  next\\",
            "a\u{2028}b\u{85}",
            " \n\t\n",
        ];
        for words in hard {
            let text = format!("key = {}\n", quoted(words));
            let mut fields = Fields::parse("x.toml", &text).unwrap();
            assert_eq!(fields.string("key").as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn instants_are_written_as_the_publication_s_clocks_show_them() {
        let at: Timestamp = "2020-06-29T05:00:00Z".parse().unwrap();
        let zone = |name| TimeZone::get(name).unwrap();
        assert_eq!(instant(at, &zone("Europe/Vilnius")), "2020-06-29T08:00:00+03:00");
        assert_eq!(instant(at, &TimeZone::UTC), "2020-06-29T05:00:00Z");
        let old: Timestamp = "1870-01-01T00:00:00.5Z".parse().unwrap();
        assert_eq!(instant(old, &zone("Europe/Amsterdam")), "1870-01-01T00:00:00.5Z");
    }
}
