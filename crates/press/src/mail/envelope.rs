//! The bytes of a mail: its headers in their order, its two parts, its boundary.
//!
//! Encoded words (RFC 2047), folding and the choice between quoted-printable and base64, whichever is shorter, are
//! mail-builder's.

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::headers::url::URL;
use mail_builder::mime::MimePart;
use mailroom::Newsletter;
use sha2::{Digest, Sha256};

use crate::Press;

/// How many hexadecimal digits of a hash a boundary has.
const BOUNDARY_DIGITS: usize = 32;

/// What is one mail's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The address; what could end a header line is left out.
    pub to: &'a str,
    /// Its Message-ID.
    pub message_id: &'a str,
    /// The moment the mailing began to go, or the notice was made.
    pub date: Timestamp,
}

/// Whom mails come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    name: String,
    from: String,
    reply_to: String,
}

impl Sender {
    /// A newsletter's sender, by the publication's name if it has none of its own.
    pub fn new(press: &Press<'_>, newsletter: &Newsletter) -> Self {
        let name = if newsletter.sender.is_empty() { &press.publication().name } else { &newsletter.sender };
        Self {
            name: press.label(name).text.replace('\u{a0}', " "),
            from: newsletter.from.clone(),
            reply_to: newsletter.reply_to.clone(),
        }
    }
}

/// The list that a mail is of.
pub struct List<'a> {
    /// Its List-Id, without angle brackets.
    pub id: &'a str,
    /// Leaves the newsletter by POST (RFC 8058).
    pub one_click: &'a str,
}

/// Everything of a mail.
pub struct Letter<'a> {
    pub envelope: &'a Envelope<'a>,
    pub sender: &'a Sender,
    pub subject: &'a str,
    pub list: Option<List<'a>>,
    pub boundary: &'a str,
    pub text: &'a str,
    pub html: &'a str,
}

/// A boundary made from the contents. Neither quoted-printable nor base64 can hold its first two characters.
pub fn boundary(parts: [&str; 3]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("=_{}", &digits[..BOUNDARY_DIGITS])
}

/// The mail's bytes.
pub fn bytes(letter: &Letter<'_>) -> Vec<u8> {
    let Letter { envelope, sender, .. } = letter;
    let from = Address::new_address(Some(sender.name.as_str()), sender.from.as_str());
    let mut mail = MessageBuilder::new().from(from).to(Address::new_address(None::<&str>, envelope.to));
    if !sender.reply_to.is_empty() {
        mail = mail.reply_to(Address::new_address(None::<&str>, sender.reply_to.as_str()));
    }
    mail = mail
        .subject(Text::new(letter.subject.replace('\u{a0}', " ")))
        .date(Date::new(envelope.date.as_second()))
        .message_id(MessageId::new(envelope.message_id.trim_matches(['<', '>'])));
    if let Some(list) = &letter.list {
        mail = mail
            .header("List-Id", Raw::new(format!("<{}>", list.id)))
            .header("List-Unsubscribe", URL::new(list.one_click))
            .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
    }
    let mail = mail
        .header("Auto-Submitted", Raw::new("auto-generated"))
        // All of Exchange's answers but the one that says that a mail could not be delivered.
        .header("X-Auto-Response-Suppress", Raw::new("DR, RN, NRN, OOF, AutoReply"))
        .header("MIME-Version", Raw::new("1.0"))
        .body(alternatives(letter));
    let mut bytes = Vec::new();
    mail.serialize(&mut bytes);
    bytes
}

fn alternatives<'a>(letter: &Letter<'a>) -> MimePart<'a> {
    let parts = vec![part("text/plain", letter.text), part("text/html", letter.html)];
    MimePart::new(ContentType::new("multipart/alternative").attribute("boundary", letter.boundary), parts)
}

/// Lines end as MIME has them end before they are encoded, for base64 keeps what it is given.
fn part(media_type: &'static str, text: &str) -> MimePart<'static> {
    MimePart::new(ContentType::new(media_type).attribute("charset", "utf-8"), text.replace('\n', "\r\n"))
}

/// How many bytes a part takes in the mail, encoded.
pub fn bytes_as_sent(html: &str) -> usize {
    let mut bytes = Vec::new();
    part("text/html", html).write_part(&mut bytes);
    bytes.len()
}
