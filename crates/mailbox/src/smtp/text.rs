//! What comes after DATA, up to the dot that stands alone.
//!
//! Only CR LF ends a line (RFC 5321, 2.3.8): a bare LF or CR before a dot is text like any other. `smtp-proto`'s own reader
//! takes `. CR CR LF` for the end and overlooks a dot on the first line, so this is ours.

use std::io;

use super::lines::Lines;

/// Largest mail taken.
pub(super) const MAIL_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Bytes read at a time of a line that is longer.
const LINE_BYTES: usize = 64 * 1024;

/// What came.
pub(super) enum Text {
    /// The mail, without the dots that SMTP adds.
    Whole(Vec<u8>),
    /// More than is taken; what came is gone.
    TooBig,
    /// The connection ended before the text.
    Broken,
}

pub(super) async fn read(lines: &mut Lines) -> io::Result<Text> {
    let mut text = Vec::new();
    let mut is_too_big = false;
    let mut begins_line = true;
    loop {
        let start = text.len();
        if !lines.next(&mut text, LINE_BYTES).await? {
            return Ok(Text::Broken);
        }
        if begins_line && text[start..] == *b".\r\n" {
            text.truncate(start);
            return Ok(if is_too_big { Text::TooBig } else { Text::Whole(text) });
        }
        // The CR may be the last byte of a piece and the LF the first of the next.
        let ends_line = text.ends_with(b"\r\n");
        if begins_line && text.get(start) == Some(&b'.') {
            text.remove(start);
        }
        begins_line = ends_line;
        if is_too_big || text.len() > MAIL_BYTES_MAX {
            is_too_big = true;
            text.drain(..text.len().saturating_sub(1));
        }
    }
}
