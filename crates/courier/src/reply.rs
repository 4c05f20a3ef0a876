//! Replies: what a server said, with its codes.

use std::fmt;

use zeroize::Zeroizing;

/// A whole reply of one or more lines.
pub(crate) struct Reply {
    /// Its code of three digits.
    pub code: u16,
    /// Its enhanced status (RFC 3463) without the class, which the code says better: `5.1.1` is (1, 1).
    pub status: Option<(u16, u16)>,
    /// Its lines without codes. They may name the recipient, so they are wiped, and `Debug` does not show them.
    pub lines: Vec<Zeroizing<String>>,
}

impl Reply {
    /// Of a code and the lines after it.
    pub fn new(code: u16, lines: Vec<Zeroizing<String>>) -> Self {
        let status = lines.first().and_then(|line| split_status(line)).map(|(status, _)| status);
        Self { code, status, lines }
    }

    /// In one line, with the codes once: `550 5.1.1 no such user; see our pages`.
    pub fn words(&self) -> Zeroizing<String> {
        let mut words = Zeroizing::new(self.code.to_string());
        for (number, line) in self.lines.iter().enumerate() {
            let line = line.trim();
            let rest = split_status(line).filter(|_| number > 0).map_or(line, |(_, rest)| rest);
            if !rest.is_empty() {
                words.push(' ');
                words.extend(rest.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
            }
        }
        words
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({} {:?} …)", self.code, self.status)
    }
}

/// An enhanced status at the head of a line, and what follows it.
fn split_status(line: &str) -> Option<((u16, u16), &str)> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut numbers = word.split('.');
    let class = numbers.next()?;
    let mut number = || numbers.next().filter(|digits| digits.len() <= 3)?.parse().ok();
    let status = (number()?, number()?);
    (matches!(class, "2" | "4" | "5") && numbers.next().is_none()).then_some((status, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(code: u16, lines: &[&str]) -> Reply {
        Reply::new(code, lines.iter().map(|line| Zeroizing::new((*line).to_owned())).collect())
    }

    #[test]
    fn the_status_is_read_from_the_first_line() {
        let cases = [
            ("5.1.1 unknown", Some((1, 1))),
            ("5.7.26", Some((7, 26))),
            ("5.1.1", Some((1, 1))),
            ("5.1 unknown", None),
            ("5.1.1.1 unknown", None),
            ("3.1.1 unknown", None),
            ("5.1.x unknown", None),
            ("10.0.0.1 is blocked", None),
            ("", None),
        ];
        for (line, status) in cases {
            assert_eq!(reply(550, &[line]).status, status, "{line}");
        }
    }

    #[test]
    fn several_lines_become_one_with_the_status_once() {
        let words = reply(550, &["5.1.1 no such user", "5.1.1 see\tour pages", ""]).words();
        assert_eq!(*words, "550 5.1.1 no such user see our pages");
        assert_eq!(*reply(250, &[]).words(), "250");
    }

    #[test]
    fn debug_does_not_show_what_was_said() {
        assert_eq!(format!("{:?}", reply(550, &["5.1.1 alena"])), "Reply(550 Some((1, 1)) …)");
    }
}
