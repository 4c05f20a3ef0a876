//! Replies without their recipient: what a mail server says is kept, whom it says it of is not.

use crate::Address;
use crate::failure::codes;

/// What stands in the recipient's place.
pub const RECIPIENT: &str = "<recipient>";

impl Address {
    /// A server's reply with every trace of this address replaced: the address in any spelling, and its local part or
    /// domain alone, since servers write `user alena unknown` and `alena=example.org@…` too. The reply's codes stay.
    pub fn redacted(&self, reply: &str) -> String {
        let (codes, words) = codes(reply);
        let redacted = without(words, &self.names());
        let joined = format!("{RECIPIENT}@{RECIPIENT}");
        let bracketed = format!("<{RECIPIENT}>");
        format!("{codes}{}", redacted.replace(&joined, RECIPIENT).replace(&bracketed, RECIPIENT))
    }

    /// What the address may be called, longest first.
    fn names(&self) -> Vec<Vec<char>> {
        let typed_domain = &self.as_typed()[self.local().len() + 1..];
        let user = self.local().split('+').next().unwrap_or_default();
        let normalised = self.normalised();
        let normalised_local = normalised.split('@').next().unwrap_or_default();
        let parts = [self.as_typed(), self.local(), normalised_local, user, typed_domain, self.domain()];
        let mut names: Vec<Vec<char>> = parts.into_iter().filter(|name| !name.is_empty()).map(small).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names
    }
}

/// The words with each whole occurrence of a name replaced, whatever its case.
fn without(words: &str, names: &[Vec<char>]) -> String {
    let (letters, small): (Vec<char>, Vec<char>) = (words.chars().collect(), small(words));
    let mut kept = String::with_capacity(words.len());
    let mut place = 0;
    while let Some(letter) = letters.get(place) {
        let is_here = |name: &&Vec<char>| small[place..].starts_with(name) && is_whole(&small, place, name.len());
        if let Some(name) = names.iter().find(is_here) {
            kept.push_str(RECIPIENT);
            place += name.len();
        } else {
            kept.push(*letter);
            place += 1;
        }
    }
    kept
}

/// In small letters, one for one.
fn small(words: &str) -> Vec<char> {
    words.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect()
}

fn is_whole(letters: &[char], start: usize, length: usize) -> bool {
    let is_open = |letter: Option<&char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    is_open(start.checked_sub(1).and_then(|before| letters.get(before))) && is_open(letters.get(start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_trace_of_the_recipient_stays_in_a_reply() {
        let cases = [
            ("alena@example.org", "550 5.1.1 <alena@example.org>: unknown", "550 5.1.1 <recipient>: unknown"),
            ("Alena@Example.org", "550 ALENA@EXAMPLE.ORG unknown", "550 <recipient> unknown"),
            ("alena@example.org", "550 5.1.1 user alena unknown", "550 5.1.1 user <recipient> unknown"),
            ("alena@example.org", "550 rcpt alena=example.org@relay", "550 rcpt <recipient>=<recipient>@relay"),
            ("alena+news@example.org", "550 alena is gone", "550 <recipient> is gone"),
            ("550@example.org", "550 5.5.0 550 unknown", "550 5.5.0 <recipient> unknown"),
            ("a@b.example", "450 a b.example later", "450 <recipient> <recipient> later"),
            ("алена@прыклад.example", "550 АЛЕНА@xn--80aj3ahdji.example?", ""),
            ("alena@example.org", "421 try again later", "421 try again later"),
            ("alena@example.org", "", ""),
        ];
        for (address, reply, expected) in cases {
            let address = Address::parse(address).unwrap();
            let redacted = address.redacted(&reply.replace("xn--80aj3ahdji.example", address.domain()));
            if expected.is_empty() && !reply.is_empty() {
                assert_eq!(redacted, "550 <recipient>?");
            } else {
                assert_eq!(redacted, expected);
            }
        }
    }

    #[test]
    fn the_recipients_name_inside_another_word_is_no_trace() {
        let address = Address::parse("ann@mail.example").unwrap();
        assert_eq!(address.redacted("550 cannot deliver"), "550 cannot deliver");
    }
}
