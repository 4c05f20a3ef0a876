//! Replies without their recipient, in whatever spelling a server repeats it.
//!
//! Plain spellings, and the recipient's name or domain alone, are [`mailroom::Address::redacted`]'s. Here are those that are
//! SMTP's: percent, quoted-printable, xtext (RFC 3461), character references and backslashes, for any of the letters; and
//! any other address, since a server that forwards may name where a reader's mail goes on to.

use mailroom::Address;
use mailroom::redact::RECIPIENT;

/// What stands in another address's place.
const ADDRESS: &str = "<address>";
/// Longest text kept of a reply, in characters, after hiding: cut before, half an address would stay.
const CHARS_MAX: usize = 500;

/// The text without the recipient, and short.
pub(crate) fn hidden(text: &str, recipient: Option<&Address>) -> String {
    let plain = match recipient {
        Some(recipient) => recipient.redacted(&without_spelled(text, recipient)),
        None => text.to_owned(),
    };
    without_addresses(&plain).chars().take(CHARS_MAX).collect()
}

/// Replaces the recipient where some of its letters are written otherwise.
fn without_spelled(text: &str, recipient: &Address) -> String {
    let (typed, mailbox) = (recipient.as_typed(), recipient.mailbox());
    let domain = recipient.domain();
    let quoted = format!("\"{}\"@{domain}", recipient.local());
    let names = [quoted.as_str(), typed, mailbox.as_str()];
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(length) = names.iter().find_map(|name| spelled(rest, name)) {
            kept.push_str(RECIPIENT);
            rest = &rest[length..];
        } else {
            kept.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    kept
}

/// How many bytes of the text's beginning spell the name, if they do.
fn spelled(text: &str, name: &str) -> Option<usize> {
    let Some(letter) = name.chars().next() else { return Some(0) };
    let rest_of_name = &name[letter.len_utf8()..];
    spellings(text, letter).find_map(|length| Some(length + spelled(&text[length..], rest_of_name)?))
}

/// How long each spelling of a letter is that the text begins with.
fn spellings(text: &str, letter: char) -> impl Iterator<Item = usize> {
    let (small, large) = (small(letter), letter.to_uppercase().next().unwrap_or(letter));
    let number = u32::from(letter);
    let first = text.chars().next();
    let plain = first.filter(|first| self::small(*first) == small).map(char::len_utf8);
    let written = match first {
        Some(mark @ ('%' | '=' | '+')) => vec![in_hex(small, mark), in_hex(large, mark)],
        Some('&') => vec![format!("&#{number};"), format!("&#x{number:x};")],
        Some('\\') => vec![format!("\\x{{{number:x}}}"), format!("\\{letter}")],
        _ => Vec::new(),
    };
    plain.into_iter().chain(written.into_iter().filter_map(|spelling| begins(text, &spelling)))
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn begins(text: &str, spelling: &str) -> Option<usize> {
    let head = text.get(..spelling.len())?;
    head.eq_ignore_ascii_case(spelling).then_some(spelling.len())
}

/// Each of the letter's bytes in hexadecimal after a mark: `%40`, `=40`, `+40`.
fn in_hex(letter: char, mark: char) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("{mark}{byte:02x}")).collect()
}

/// Replaces what looks like an address.
fn without_addresses(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        let local = before.trim_end_matches(is_of_local);
        let domain = after.trim_start_matches(is_of_domain);
        if local.len() == before.len() || domain.len() == after.len() {
            kept.extend([before, "@"]);
            rest = after;
        } else {
            kept.extend([local, ADDRESS]);
            rest = domain;
        }
    }
    kept.push_str(rest);
    kept.replace(&format!("<{ADDRESS}>"), ADDRESS)
}

fn is_of_local(letter: char) -> bool {
    letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.\"".contains(letter)
}

fn is_of_domain(letter: char) -> bool {
    letter.is_alphanumeric() || "-.[]".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, text: &str) -> String {
        hidden(text, Some(&Address::parse(address).unwrap()))
    }

    #[test]
    fn the_recipient_is_hidden_in_every_spelling() {
        let spellings = [
            "alena+news@example.org",
            "Alena+News@EXAMPLE.ORG",
            "<alena+news@example.org>",
            "\"alena+news\"@example.org",
            "<\"alena+news\"@example.org>",
            "alena%2Bnews%40example.org",
            "alena%2bnews@example.org",
            "%61lena+news@example%2Eorg",
            "alena+2Bnews@example.org",
            "alena+2Bnews+40example.org",
            "alena+news=40example.org",
            "alena=2Bnews=40example.org",
            "alena+news&#64;example.org",
            "alena+news&#x40;example.org",
            "alena\\+news@example.org",
            "alena+news\\@example.org",
        ];
        for spelling in spellings {
            let reply = format!("550 5.1.1 {spelling}: User unknown");
            assert_eq!(of("alena+news@example.org", &reply), "550 5.1.1 <recipient>: User unknown", "{spelling}");
        }
    }

    #[test]
    fn letters_of_any_script_are_hidden_in_every_spelling() {
        for spelling in ["алена@example.org", "АЛЕНА@example.org", "\\x{430}лена@example.org"] {
            assert_eq!(
                of("алена@example.org", &format!("550 {spelling} unknown")),
                "550 <recipient> unknown",
                "{spelling}"
            );
        }
        for encoded in ["%D0%B0%d0%bb%D0%B5%D0%BD%D0%B0%40example.org", "%D0%90%D0%9B%D0%95%D0%9D%D0%90@example.org"] {
            assert_eq!(
                of("алена@example.org", &format!("550 {encoded} unknown")),
                "550 <recipient> unknown",
                "{encoded}"
            );
        }
    }

    #[test]
    fn other_addresses_are_hidden_too() {
        let cases = [
            ("550 alena is now a.n@private.example here", "550 <recipient> is now <address> here"),
            ("550 <a.n@private.example>: gone", "550 <address>: gone"),
            ("550 ask postmaster@mx.example.", "550 ask <address>"),
            ("550 @ alone, and a@ and @b", "550 @ alone, and a@ and @b"),
            ("550 alena@example.orga", "550 <recipient>a"),
        ];
        for (reply, expected) in cases {
            assert_eq!(of("alena@example.org", reply), expected, "{reply}");
        }
    }

    #[test]
    fn it_is_cut_after_it_is_hidden() {
        let reply = format!("550 {}alena@example.org", "x ".repeat(CHARS_MAX / 2 - 6));
        let kept = of("alena@example.org", &reply);
        assert_eq!(kept.chars().count(), CHARS_MAX);
        assert!(!kept.contains("al"), "{kept}");
    }
}
