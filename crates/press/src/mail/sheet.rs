//! Lines of a text part: wrapped, with blank lines between what belongs apart.

/// Letters on a line, so that a quoted answer still fits.
pub const WIDTH: usize = 72;

/// A sheet that fills from the top.
#[derive(Default)]
pub struct Sheet(String);

impl Sheet {
    /// Lines of their own, wrapped, with a blank line before; nothing when there are no words.
    pub fn paragraph(&mut self, words: &str) {
        self.lines(&wrapped(words));
    }

    /// Lines as they are, with a blank line before; nothing when there are none.
    pub fn lines(&mut self, lines: &str) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(lines);
        self.0.push('\n');
    }

    /// A heading with a line below it.
    pub fn heading(&mut self, words: &str, line: char) {
        let longest = wrapped(words).lines().map(|line| line.chars().count()).max().unwrap_or_default();
        if longest > 0 {
            self.lines(&format!("{}\n{}", wrapped(words), line.to_string().repeat(longest)));
        }
    }

    /// A name and a link on the line below it, which is never broken.
    pub fn link(&mut self, name: &str, href: &str) {
        self.lines(&format!("{name}:\n{href}"));
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Words on lines of [`WIDTH`] letters.
pub fn wrapped(words: &str) -> String {
    wrapped_to(words, WIDTH)
}

/// Words on lines of so many letters. Breaks that are there stay; a no-break space breaks nothing; a word that is longer,
/// as links are, has a line of its own.
pub fn wrapped_to(words: &str, width: usize) -> String {
    words.lines().map(|line| wrapped_line(line, width)).collect::<Vec<_>>().join("\n")
}

/// Words wrapped, the first line behind one mark and each other behind another.
pub fn hanging(words: &str, first: &str, rest: &str) -> String {
    marked(&wrapped_to(words, WIDTH - rest.chars().count()), first, rest)
}

/// Lines as they are, the first behind one mark and each other behind another.
pub fn marked(lines: &str, first: &str, rest: &str) -> String {
    let mark =
        |(at, line): (usize, &str)| format!("{}{line}", if at == 0 { first } else { rest }).trim_end().to_owned();
    lines.lines().enumerate().map(mark).collect::<Vec<_>>().join("\n")
}

/// A line that fits keeps its spaces, at its beginning too.
fn wrapped_line(line: &str, width: usize) -> String {
    if line.chars().count() <= width {
        return line.trim_end().to_owned();
    }
    let (mut lines, mut column) = (String::new(), 0);
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let letters = word.chars().count();
        if column > 0 && column + 1 + letters > width {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += letters;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_nowhere_else() {
        let words = "word ".repeat(30);
        assert!(wrapped(&words).lines().all(|line| line.chars().count() <= WIDTH && !line.ends_with(' ')));
        let link = format!("see https://vesnia.example/{} for more", "a".repeat(90));
        assert_eq!(wrapped(&link).lines().count(), 3);
        let bound = "10\u{a0}".repeat(30);
        assert_eq!(wrapped(&bound).lines().count(), 1);
    }

    #[test]
    fn an_item_hangs_behind_its_mark() {
        let item = hanging(&"слова ".repeat(20), "- ", "  ");
        let lines: Vec<&str> = item.lines().collect();
        assert!(lines[0].starts_with("- слова") && lines[1].starts_with("  слова"));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
    }
}
