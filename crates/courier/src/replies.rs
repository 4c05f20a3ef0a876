//! Bytes in, whole replies out. Knows no socket.

use zeroize::Zeroizing;

use crate::reply::Reply;

/// Longest line of a reply in bytes: four times RFC 5321's 512, as other clients bear.
const LINE_BYTES_MAX: usize = 2048;
/// Most lines in a reply; an EHLO answer has some twenty.
const LINES_MAX: usize = 100;

/// What came and was not yet read.
pub(crate) struct Replies {
    input: Zeroizing<Vec<u8>>,
}

/// What came is no reply of SMTP.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Garbage(pub &'static str);

impl Replies {
    /// Nothing came yet.
    pub fn new() -> Self {
        Self { input: Zeroizing::new(Vec::with_capacity(LINE_BYTES_MAX * 2)) }
    }

    /// Takes what came.
    pub fn push(&mut self, bytes: &[u8]) {
        self.input.extend_from_slice(bytes);
    }

    /// Whether nothing came that was not asked for.
    pub fn is_empty(&self) -> bool {
        self.input.is_empty()
    }

    /// The next whole reply, or `None` if more must come.
    pub fn next(&mut self) -> Result<Option<Reply>, Garbage> {
        let (mut code, mut lines, mut start) = (None, Vec::new(), 0);
        while let Some(end) = line_end(&self.input[start..])? {
            let line = Line::parse(&self.input[start..start + end])?;
            start += end;
            if *code.get_or_insert(line.code) != line.code {
                return Err(Garbage("a reply with two codes"));
            }
            lines.push(line.words);
            if line.is_last {
                self.input.drain(..start);
                return Ok(Some(Reply::new(line.code, lines)));
            }
            if lines.len() >= LINES_MAX {
                return Err(Garbage("a reply of too many lines"));
            }
        }
        Ok(None)
    }
}

/// How long the first line is with its end, if it has one.
fn line_end(bytes: &[u8]) -> Result<Option<usize>, Garbage> {
    let end = bytes.iter().position(|byte| *byte == b'\n').map(|place| place + 1);
    if end.unwrap_or(bytes.len()) > LINE_BYTES_MAX { Err(Garbage("a reply's line is too long")) } else { Ok(end) }
}

struct Line {
    code: u16,
    is_last: bool,
    words: Zeroizing<String>,
}

impl Line {
    /// `250-words` or `250 words` or `250`.
    fn parse(line: &[u8]) -> Result<Self, Garbage> {
        let line = line.trim_ascii_end();
        let (code, rest) = line.split_at_checked(3).ok_or(Garbage("a reply without a code"))?;
        if !matches!(code, [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9']) {
            return Err(Garbage("a reply without a code"));
        }
        let is_last = match rest.first() {
            None | Some(b' ') => true,
            Some(b'-') => false,
            Some(_) => return Err(Garbage("a reply without a code")),
        };
        let code = code.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
        let words = String::from_utf8_lossy(rest.get(1..).unwrap_or_default()).into_owned();
        Ok(Self { code, is_last, words: Zeroizing::new(words) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &str) -> Result<Option<Reply>, Garbage> {
        let mut replies = Replies::new();
        replies.push(bytes.as_bytes());
        replies.next()
    }

    #[test]
    fn a_reply_is_whole_when_its_last_line_is() {
        assert!(of("250-one\r\n250 tw").unwrap().is_none());
        assert!(of("250-one\r\n").unwrap().is_none());
        assert!(of("").unwrap().is_none());
        assert_eq!(*of("250-one\r\n250 two\r\n").unwrap().unwrap().words(), "250 one two");
        assert_eq!(*of("250\n").unwrap().unwrap().words(), "250");
    }

    #[test]
    fn what_follows_a_reply_stays_for_the_next() {
        let mut replies = Replies::new();
        replies.push(b"250 one\r\n354 two\r\n5");
        assert_eq!(replies.next().unwrap().unwrap().code, 250);
        assert_eq!(replies.next().unwrap().unwrap().code, 354);
        assert!(replies.next().unwrap().is_none());
        assert!(!replies.is_empty());
    }

    #[test]
    fn what_is_not_smtp_is_garbage() {
        let long = "x".repeat(LINE_BYTES_MAX);
        let many = "250-x\r\n".repeat(LINES_MAX);
        for bytes in
            ["HTTP/1.1 400 Bad Request\r\n", "25\r\n", "650 x\r\n", "250x\r\n", "250-a\r\n251 b\r\n", &long, &many]
        {
            assert!(of(&format!("{bytes}x")).is_err(), "{bytes}");
        }
    }
}
