//! A mail as a person sees it.

use std::fmt;

use jiff::Timestamp;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use serde::Serialize;

use crate::Received;

/// A mail, read. `Debug` shows nothing of it but its number.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Its number in the mailbox, from 1, in the order of arrival.
    #[serde(skip)]
    pub number: u64,
    /// Whom it says it is from: `Name <address>`.
    pub from: String,
    /// Whom it is for, likewise; the envelope's recipients where the mail names nobody.
    pub to: String,
    /// Its subject; may be empty.
    pub subject: String,
    /// When it says it was written (RFC 3339); else when it came.
    pub date: String,
    /// Its text part, or its HTML part as text; may be empty.
    pub text: String,
    /// Its HTML part, if it has one.
    pub html: Option<String>,
    /// All of it, as it came.
    pub source: String,
    /// The language that it says it is in, or that its HTML part does.
    #[serde(skip)]
    pub language: Option<String>,
}

impl Mail {
    /// Reads a mail; what cannot be read stays empty, the source is always there.
    pub fn read(received: &Received) -> Self {
        let source = String::from_utf8_lossy(&received.bytes).into_owned();
        let envelope = received.to.join(", ");
        let Some(message) = MessageParser::new().parse(&received.bytes) else {
            return Self::unread(received, envelope, source);
        };
        let html = html(&message);
        let written = message.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());
        Self {
            number: received.number,
            from: message.from().map(people).unwrap_or_else(|| received.from.clone()),
            to: message.to().map(people).filter(|to| !to.is_empty()).unwrap_or(envelope),
            subject: message.subject().unwrap_or_default().to_owned(),
            date: written.unwrap_or(received.at).to_string(),
            text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
            language: language(&message, html.as_deref()),
            html,
            source,
        }
    }

    fn unread(received: &Received, to: String, source: String) -> Self {
        Self {
            number: received.number,
            from: received.from.clone(),
            to,
            subject: String::new(),
            date: received.at.to_string(),
            text: String::new(),
            html: None,
            source,
            language: None,
        }
    }
}

/// Its own HTML part, not one made of its text.
fn html(message: &Message<'_>) -> Option<String> {
    match &message.html_part(0)?.body {
        PartType::Html(html) => Some(html.replace("\r\n", "\n")),
        _ => None,
    }
}

fn people(address: &Address<'_>) -> String {
    let people = address.iter().map(|person| match (person.name(), person.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => address.or(name).unwrap_or_default().to_owned(),
    });
    people.collect::<Vec<_>>().join(", ")
}

/// What `Content-Language` says, or the root element of the HTML part.
fn language(message: &Message<'_>, html: Option<&str>) -> Option<String> {
    let said = message.content_language().as_text().map(str::to_owned);
    let root = || {
        let (_, root) = html?.split_once("<html")?;
        let (_, tag) = root.split_once('>')?.0.split_once("lang=\"")?;
        Some(tag.split_once('"')?.0.to_owned())
    };
    let is_tag = |tag: &String| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    said.or_else(root).filter(is_tag)
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail").field("number", &self.number).finish_non_exhaustive()
    }
}
