//! A mail as it goes over the line after DATA.

use zeroize::Zeroizing;

/// The mail with every line ended by CRLF alone, a dot before each that begins with one (RFC 5321, 4.5.2), and the final dot.
///
/// A bare CR or LF becomes a line's end: some servers take one for it and some do not, and between two that differ a second
/// mail can be smuggled.
pub(crate) fn stuffed(mail: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(mail.len() + mail.len() / 50 + 16));
    let mut rest = mail;
    while !rest.is_empty() {
        let length = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, end) = rest.split_at(length);
        if line.first() == Some(&b'.') {
            out.push(b'.');
        }
        out.extend_from_slice(line);
        out.extend_from_slice(b"\r\n");
        rest = end.strip_prefix(b"\r\n").or_else(|| end.get(1..)).unwrap_or_default();
    }
    out.extend_from_slice(b".\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_by_crlf_and_dots_are_doubled() {
        let cases: [(&str, &str); 9] = [
            ("a\r\nb\r\n", "a\r\nb\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            ("", ".\r\n"),
            (".\r\n..\r\n.a", "..\r\n...\r\n..a\r\n.\r\n"),
            ("a\nb\rc\r\n", "a\r\nb\r\nc\r\n.\r\n"),
            ("a\n.\nb\r.\rc", "a\r\n..\r\nb\r\n..\r\nc\r\n.\r\n"),
            ("a\r\n\r\nb\r\n", "a\r\n\r\nb\r\n.\r\n"),
            ("a\n\r\nb", "a\r\n\r\nb\r\n.\r\n"),
            ("a.b\r\n", "a.b\r\n.\r\n"),
        ];
        for (mail, expected) in cases {
            assert_eq!(String::from_utf8_lossy(&stuffed(mail.as_bytes())), expected, "{mail:?}");
        }
    }
}
