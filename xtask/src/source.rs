//! A Rust source as far as counting needs it: comments and literals blotted out, so that braces and words are code.
//!
//! No parser: what it counts is right for code that rustfmt has laid out.

use std::ops::RangeInclusive;

/// A source with comments turned to spaces and literals to quotes, line for line.
pub struct Source {
    code: Vec<char>,
}

/// A function with a body.
#[derive(Debug, PartialEq)]
pub struct Function {
    pub name: String,
    /// Where it begins, from 1.
    pub line: usize,
    /// Lines of its body that hold code.
    pub length: usize,
}

impl Source {
    /// Blots out what is no code.
    pub fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let mut code = text.clone();
        let mut at = 0;
        while at < text.len() {
            let end = end_of_blot(&text, at);
            let blot = if text[at] == '/' { ' ' } else { '"' };
            for symbol in code[at..end].iter_mut().filter(|symbol| !symbol.is_whitespace()) {
                *symbol = blot;
            }
            at = end.max(at + 1);
        }
        Self { code }
    }

    /// What is left.
    pub fn text(&self) -> String {
        self.code.iter().collect()
    }

    /// The lines, from 1, of everything under `#[cfg(test)]`.
    pub fn tests(&self) -> Vec<RangeInclusive<usize>> {
        let mut found: Vec<RangeInclusive<usize>> = Vec::new();
        for at in self.places("#[cfg(test)]") {
            let line = self.line(at);
            if found.last().is_none_or(|last| *last.end() < line) {
                let end = self.body(at + "#[cfg(test)]".len()).map_or_else(|end| end, |body| *body.end());
                found.push(line..=self.line(end));
            }
        }
        found
    }

    /// Every function with a body, in order; one within another counts for both.
    pub fn functions(&self) -> Vec<Function> {
        self.places("fn ")
            .filter(|at| *at == 0 || !is_word(self.code[at - 1]))
            .filter_map(|at| self.function(at))
            .collect()
    }

    /// How many of these lines, from 1, hold code.
    pub fn code_lines(&self, lines: impl Fn(usize) -> bool) -> usize {
        self.text().lines().enumerate().filter(|(index, line)| lines(index + 1) && !line.trim().is_empty()).count()
    }

    fn function(&self, at: usize) -> Option<Function> {
        let name: String = self.code[at + 3..].iter().take_while(|symbol| is_word(**symbol)).collect();
        let body = self.body(at).ok().filter(|_| !name.is_empty())?;
        let inside: String = self.code[body.start() + 1..*body.end()].iter().collect();
        Some(Function {
            name,
            line: self.line(at),
            length: inside.lines().filter(|line| !line.trim().is_empty()).count(),
        })
    }

    /// From the brace that opens after `from` to the one that closes it, or the semicolon that comes before any.
    fn body(&self, from: usize) -> Result<RangeInclusive<usize>, usize> {
        let (mut brackets, mut braces, mut opened) = (0_i32, 0_i32, None);
        for at in from..self.code.len() {
            match self.code[at] {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                '{' => {
                    opened = opened.or(Some(at));
                    braces += 1;
                }
                '}' => braces -= 1,
                ';' if opened.is_none() && brackets == 0 => return Err(at),
                _ => {}
            }
            if let (Some(opened), 0) = (opened, braces) {
                return Ok(opened..=at);
            }
        }
        Err(self.code.len())
    }

    fn places(&self, what: &str) -> impl Iterator<Item = usize> {
        let what: Vec<char> = what.chars().collect();
        (0..self.code.len()).filter(move |at| self.code[*at..].starts_with(&what))
    }

    fn line(&self, at: usize) -> usize {
        1 + self.code[..at.min(self.code.len())].iter().filter(|symbol| **symbol == '\n').count()
    }
}

/// Where the comment or literal that begins at `at` ends; `at` itself if none does.
fn end_of_blot(text: &[char], at: usize) -> usize {
    let next = |ahead: usize| text.get(at + ahead).copied();
    let after_a_word = at > 0 && is_word(text[at - 1]);
    match (text[at], next(1)) {
        ('/', Some('/')) => {
            text[at..].iter().position(|symbol| *symbol == '\n').map_or(text.len(), |length| at + length)
        }
        ('/', Some('*')) => end_of_block_comment(text, at),
        ('"', _) => end_of_quote(text, at, '"'),
        ('r', Some('"' | '#')) if !after_a_word || text[at - 1] == 'b' => end_of_raw(text, at),
        // A lifetime is a quote, too, but nothing closes it after one symbol.
        ('\'', Some('\\')) => end_of_quote(text, at, '\''),
        ('\'', Some(_)) if next(2) == Some('\'') => at + 3,
        _ => at,
    }
}

fn end_of_block_comment(text: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at + 1 < text.len() {
        match (text[at], text[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn end_of_quote(text: &[char], from: usize, quote: char) -> usize {
    let mut at = from + 1;
    while at < text.len() {
        match text[at] {
            '\\' => at += 2,
            symbol if symbol == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// `r"…"`, `r#"…"#` and so on; `r#word` is a word.
fn end_of_raw(text: &[char], from: usize) -> usize {
    let hashes = text[from + 1..].iter().take_while(|symbol| **symbol == '#').count();
    let start = from + 1 + hashes;
    if text.get(start) != Some(&'"') {
        return from;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    (start + 1..text.len()).find(|at| text[*at..].starts_with(&close)).map_or(text.len(), |at| at + close.len())
}

fn is_word(symbol: char) -> bool {
    symbol.is_alphanumeric() || symbol == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_are_blotted_out_line_for_line() {
        let source = Source::of("a \"}\" // }\n/* } /* } */ */ 'x' '\\'' '{' b\nr#\"}\"# &'a str r#fn \"\\\"}\" c");
        let text = source.text();
        let words: Vec<&str> = text.split_whitespace().filter(|word| !word.starts_with('"')).collect();
        assert_eq!(words, ["a", "b", "&'a", "str", "r#fn", "c"]);
        assert_eq!(source.text().lines().count(), 3);
    }

    #[test]
    fn functions_are_measured_by_the_code_in_their_bodies() {
        let text = "fn one() -> [u8; 2] {\n    // why\n    let a = \"}\";\n\n    two(a)\n}\n\
                    trait T {\n    fn none(&self);\n    fn two(&self) { 2 }\n}\ntype F = fn (u8);\n";
        let functions = Source::of(text).functions();
        let found: Vec<_> = functions.iter().map(|f| (f.name.as_str(), f.line, f.length)).collect();
        assert_eq!(found, [("one", 1, 2), ("two", 9, 1)]);
    }

    #[test]
    fn what_is_for_tests_is_found() {
        let source = Source::of(
            "#[cfg(test)]\nuse a::b;\nfn f() {}\n\
             #[cfg(test)]\nmod tests {\n    #[cfg(test)]\n    fn g() {}\n}\nfn h() {}\n",
        );
        assert_eq!(source.tests(), [1..=2, 4..=8]);
    }
}
