//! Addresses: where a person's mail goes. Parsed at the door, never shown, wiped when dropped.

use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Longest address in bytes: RFC 5321's path of 256 octets (4.5.3.1.3) without its angle brackets.
pub const ADDRESS_BYTES_MAX: usize = 254;

/// Longest local part in bytes (RFC 5321, 4.5.3.1.1).
pub const LOCAL_BYTES_MAX: usize = 64;

/// A mail address that may be written to. `Debug` does not show it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    typed: Zeroizing<String>,
    at: usize,
    domain: Zeroizing<String>,
}

/// Why a word is no address. Never repeats the word: errors go to logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAddress {
    /// Nothing was given.
    #[error("there is no address")]
    Empty,
    /// Over [`ADDRESS_BYTES_MAX`] or [`LOCAL_BYTES_MAX`].
    #[error("the address is too long")]
    TooLong,
    /// No `@`, or more than one.
    #[error("an address has one @, as in alena@example.org")]
    At,
    /// Spaces, control characters, brackets, quotes or other marks; or dots at the ends or side by side.
    #[error("the part before the @ has characters that cannot be there")]
    Local,
    /// No domain that mail can go to.
    #[error("the part after the @ is not the name of a mail server")]
    Domain,
}

impl Address {
    /// Takes an address as a person types it; spaces around it do not count.
    ///
    /// Quoted local parts and addresses in numbers (RFC 5321's `address-literal`) are refused: no reader has one, and
    /// what cannot hold a space, a bracket or a line's end cannot inject a header or a command.
    pub fn parse(typed: &str) -> Result<Self, NotAnAddress> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NotAnAddress::Empty);
        }
        if typed.len() > ADDRESS_BYTES_MAX {
            return Err(NotAnAddress::TooLong);
        }
        let (local, domain) = typed.split_once('@').ok_or(NotAnAddress::At)?;
        if domain.contains('@') {
            return Err(NotAnAddress::At);
        }
        check_local(local)?;
        let domain = ascii(domain).ok_or(NotAnAddress::Domain)?;
        if local.len() + 1 + domain.len() > ADDRESS_BYTES_MAX {
            return Err(NotAnAddress::TooLong);
        }
        Ok(Self { typed: Zeroizing::new(typed.to_owned()), at: local.len(), domain })
    }

    /// The address as typed, trimmed: what is sealed and, to its owner alone, shown.
    pub fn as_typed(&self) -> &str {
        &self.typed
    }

    /// The part before the @, as typed: whether its case matters is its server's affair (RFC 5321, 2.4).
    pub fn local(&self) -> &str {
        &self.typed[..self.at]
    }

    /// The domain in ASCII (UTS 46) and small letters.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The address as SMTP and headers take it: local part as typed, domain in ASCII.
    pub fn mailbox(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}@{}", self.local(), self.domain()))
    }

    /// Whether the mailbox still has letters outside ASCII, which only a server with SMTPUTF8 (RFC 6531) takes.
    pub fn needs_smtputf8(&self) -> bool {
        !self.local().is_ascii()
    }

    /// One spelling for the hash: NFC, domain in ASCII, all small letters. Plus parts and dots stay.
    pub fn normalised(&self) -> Zeroizing<String> {
        let composed: Zeroizing<String> = Zeroizing::new(self.local().nfc().collect());
        let small = Zeroizing::new(composed.to_lowercase());
        // Small letters of a composed word may be decomposed again (İ), so composed once more.
        Zeroizing::new(small.nfc().chain("@".chars()).chain(self.domain.chars()).collect())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

/// A dot-string of RFC 5321 (4.1.2), with letters of any script by RFC 6531.
fn check_local(local: &str) -> Result<(), NotAnAddress> {
    if local.len() > LOCAL_BYTES_MAX {
        return Err(NotAnAddress::TooLong);
    }
    let atoms = local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atext));
    if atoms { Ok(()) } else { Err(NotAnAddress::Local) }
}

fn is_atext(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter)
    } else {
        !letter.is_control() && !letter.is_whitespace() && !is_invisible(letter)
    }
}

/// What a copied address brings along unseen: soft hyphen, joiners, marks of direction, a byte order mark.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The domain in ASCII, if mail can go there: a name with a dot whose last part is no number, or `localhost`.
fn ascii(domain: &str) -> Option<Zeroizing<String>> {
    let ascii = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify)
        .ok()?;
    let top = ascii.rsplit_once('.').map(|(_, top)| top);
    let fine = top.map_or(ascii == "localhost", |top| !top.bytes().all(|byte| byte.is_ascii_digit()));
    fine.then(|| Zeroizing::new(ascii.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_type_them() {
        let cases = [
            ("alena@example.org", "alena@example.org"),
            ("  Alena@Example.ORG\n", "Alena@example.org"),
            ("a.l+news_1@mail.example.org", "a.l+news_1@mail.example.org"),
            ("o'brien@example.org", "o'brien@example.org"),
            ("alena@прыклад.бел", "alena@xn--80aiqesg1f.xn--90ais"),
            ("алена@example.org", "алена@example.org"),
            ("alena@localhost", "alena@localhost"),
            ("alena@ｅxample。org", "alena@example.org"),
        ];
        for (typed, mailbox) in cases {
            let address = Address::parse(typed).map(|address| address.mailbox().to_string());
            assert_eq!(address.as_deref(), Ok(mailbox), "{typed}");
        }
        assert!(Address::parse("алена@example.org").unwrap().needs_smtputf8());
        assert!(!Address::parse("alena@прыклад.бел").unwrap().needs_smtputf8());
        assert_eq!(Address::parse(" Alena@Example.ORG ").unwrap().as_typed(), "Alena@Example.ORG");
    }

    #[test]
    fn what_is_no_address_is_refused_by_name() {
        use NotAnAddress::{At, Domain, Empty, Local, TooLong};
        let long = "a".repeat(65);
        let longer = format!("a@{}.org", "example.".repeat(32));
        let cases = [
            ("", Empty),
            (" \u{a0}\n", Empty),
            ("alena", At),
            ("a@b@example.org", At),
            ("\"a@b\"@example.org", At),
            ("@example.org", Local),
            ("a b@example.org", Local),
            ("a\u{a0}b@example.org", Local),
            (".a@example.org", Local),
            ("a.@example.org", Local),
            ("a..b@example.org", Local),
            ("a\r\nBcc: b@example.org", Local),
            ("a\0@example.org", Local),
            ("a\u{85}b@example.org", Local),
            ("a\u{200b}b@example.org", Local),
            ("a\u{202e}b@example.org", Local),
            ("<a@example.org>", Local),
            ("Alena <a@example.org>", Local),
            ("a,b@example.org", Local),
            ("mailto:a@example.org", Local),
            ("\"a\"@example.org", Local),
            ("a\\b@example.org", Local),
            ("a@", Domain),
            ("a@example", Domain),
            ("a@example.org>", Domain),
            ("a@example.org\r\nRCPT TO:b", Domain),
            ("a@example..org", Domain),
            ("a@.example.org", Domain),
            ("a@example.org.", Domain),
            ("a@-example.org", Domain),
            ("a@exa_mple.org", Domain),
            ("a@exam ple.org", Domain),
            ("a@[127.0.0.1]", Domain),
            ("a@127.0.0.1", Domain),
            ("a@example.org, b", Domain),
            ("a@xn--0.example", Domain),
            (longer.as_str(), TooLong),
            (&format!("{long}@example.org"), TooLong),
        ];
        for (typed, expected) in cases {
            assert_eq!(Address::parse(typed).err(), Some(expected), "{typed:?}");
        }
    }

    #[test]
    fn every_spelling_has_one_normal_form() {
        let same: [&[&str]; 4] = [
            &["alena@example.org", " ALENA@EXAMPLE.ORG ", "Alena@Example.org"],
            &["a@прыклад.бел", "A@ПРЫКЛАД.БЕЛ"],
            &["алёна@example.org", "АЛЁНА@example.org", "але\u{308}на@example.org"],
            &["a@b\u{fc}cher.example", "a@bu\u{308}cher.example", "a@xn--bcher-kva.example", "a@XN--BCHER-KVA.example"],
        ];
        for spellings in same {
            let forms: Vec<_> = spellings.iter().map(|typed| Address::parse(typed).unwrap().normalised()).collect();
            assert!(forms.iter().all(|form| *form == forms[0]), "{spellings:?}");
            assert_eq!(Address::parse(&forms[0]).unwrap().normalised(), forms[0]);
        }
        let differ = ["alena@example.org", "alena+news@example.org", "al.ena@example.org", "alena@example.com"];
        let forms = differ.map(|typed| Address::parse(typed).unwrap().normalised().to_string());
        assert_eq!(forms, differ);
    }

    #[test]
    fn an_address_is_not_shown_by_debug_or_errors() {
        let marked = "marked-9f3c@marked.example";
        assert_eq!(format!("{:?}", Address::parse(marked)), "Ok(Address(…))");
        for typed in ["marked 9f3c@marked.example", "marked-9f3c@marked_", "marked-9f3c"] {
            let error = Address::parse(typed).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("marked"), "{typed}");
        }
    }
}
