//! What a server's words speak of, where neither its code nor its status says it: of us, of the mail, of our pace, of the
//! reader's full mailbox, or of a reader who is not there.
//!
//! Words are found at their beginning (" limit" not in "unlimited"), in small letters, with one space between them.

use mailroom::redact::RECIPIENT;

/// A server refuses us, not the reader.
const OF_US: [&str; 7] = ["relay", "rcpthosts", "authenticat", "helo", "ehlo", "client host", "blocked using"];
/// A server refuses what we send or whence.
const OF_MAIL: [&str; 8] = ["spam", "block", "blacklist", "listed", "policy", "denied", "reputation", "sender"];

/// We sent too many for a time: whoever counts by time counts what we send.
const OF_TIME: [&str; 13] = [
    " per second",
    " per minute",
    " per hour",
    " per day",
    " hourly",
    " daily",
    " sending limit",
    " sending quota",
    " sending rate",
    " rate limit",
    " ratelimit",
    " rate exceeded",
    " throttl",
];
/// Too much, of what must be guessed.
const OF_PACE: [&str; 9] =
    [" exceed", " limit ", " limits ", " quota", " too many", " too much", " too fast", " too quickly", " frequen"];
/// Too much at once; said with a status of the reader's mailbox, it is the reader who gets too much.
const OF_RATE: [&str; 3] = [" rate ", " too quickly", " too many"];
/// The mail is too large, which it stays however long it waits.
const OF_SIZE: [&str; 4] = [" size", " too large", " too big", " too long"];
/// What a reader has that may be full.
const OF_STORAGE: [&str; 6] = [" mailbox", " inbox", " storage", " disk", " over quota", " overquota"];
/// That it is full.
const FULL: [&str; 5] = [" full ", " exceed", " quota", " overquota", " limit "];

/// Who may be missing.
const READER: [&str; 6] = [" user", " mailbox", " recipient", " account", " address", " alias"];
/// That there is none such.
const MISSING: [&str; 13] = [
    " unknown",
    " no such ",
    " no mailbox",
    " not exist",
    "n t exist",
    " nonexist",
    " non exist",
    " not found",
    " not known",
    " not our ",
    " unrout",
    " invalid",
    " name not allowed",
];
/// What may be closed and is not ours: an account or a user may be the one that we sign in as.
const MAILBOX: [&str; 2] = [" mailbox", " recipient"];
/// That it is closed.
const CLOSED: [&str; 7] =
    [" disabled", " inactive", " not active", " deactivated", " suspended", " closed", " unavailable"];
/// The reader's own address, `@` here, is missing.
const NAMED: [&str; 6] =
    [" @ unknown", " unknown @", " @ is unknown", " @ not found", " @ does not exist", " no such @"];
/// Something else may be what is missing, or it is back soon.
const OF_OTHERS: [&str; 17] = [
    " your ",
    " ip ",
    " dns",
    " rdns",
    " ptr ",
    " mx ",
    " spf",
    " dkim",
    " dmarc",
    " host",
    " reverse",
    " return path",
    " from ",
    " command",
    " temporar",
    " try again",
    " later ",
];

/// The words of a reply, made ready to be looked through.
pub(crate) struct Words {
    /// As they were said, small.
    said: String,
    /// Letters and digits with one space between words, before and behind.
    plain: String,
}

impl Words {
    /// Of a reply in which the recipient is hidden.
    pub fn of(reply: &str) -> Self {
        let said = reply.to_lowercase();
        let marked = said.replace(RECIPIENT, " @ ");
        let words = marked.split(|letter: char| !letter.is_alphanumeric() && letter != '@');
        let plain = words.filter(|word| !word.is_empty()).fold(" ".to_owned(), |plain, word| plain + word + " ");
        Self { said, plain }
    }

    /// Whether they refuse us.
    pub fn speak_of_us(&self) -> bool {
        OF_US.iter().any(|words| self.said.contains(words))
    }

    /// Whether they refuse what we send or whence.
    pub fn speak_of_the_mail(&self) -> bool {
        OF_MAIL.iter().any(|words| self.said.contains(words))
    }

    /// Whether they say that we sent too many for a time.
    pub fn speak_of_time(&self) -> bool {
        self.have(&OF_TIME)
    }

    /// Whether they say that something is too much: not a mail's size, nor what a reader may keep.
    pub fn speak_of_pace(&self) -> bool {
        self.speak_of_time() || self.have(&OF_PACE) && !self.have(&OF_SIZE) && !self.speak_of_a_full_mailbox()
    }

    /// Whether they say, of a mailbox, that it gets too much at once.
    pub fn speak_of_rate(&self) -> bool {
        self.speak_of_time() || self.have(&OF_RATE)
    }

    /// Whether they say that a reader's mailbox is full.
    pub fn speak_of_a_full_mailbox(&self) -> bool {
        !self.speak_of_time() && !self.have(&OF_SIZE) && self.have(&OF_STORAGE) && self.have(&FULL)
    }

    /// Whether they say of the reader, and can mean nobody else, that there is none.
    pub fn speak_of_a_missing_reader(&self) -> bool {
        let is_missing = self.have(&READER) && self.have(&MISSING);
        let is_closed = self.have(&MAILBOX) && self.have(&CLOSED);
        !self.have(&OF_OTHERS) && (is_missing || is_closed || self.have(&NAMED))
    }

    fn have(&self, list: &[&str]) -> bool {
        list.iter().any(|words| self.plain.contains(words))
    }
}
