//! `/mailbox/`: all mails, or those to one address, the newest first.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use mail_parser::decoders::html::html_to_text;
use serde::Deserialize;

use super::answer;
use super::words::{When, beginning};
use crate::{Mail, Mailbox, Received};

/// Mails on one page.
const PAGE_MAILS: usize = 50;

/// Letters that are enough to tell how a mail begins.
const PREVIEW_LETTERS_MIN: usize = 30;

/// Which mails.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    sheet: String,
    icon: String,
    title: String,
    to: String,
    count: usize,
    first: usize,
    last: usize,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    number: u64,
    subject: String,
    language: Option<String>,
    preview: String,
    to: Vec<(String, String)>,
    when: When,
}

pub(super) async fn list(State(mailbox): State<Mailbox>, Query(which): Query<Which>) -> Response {
    let mut mails = mailbox.received();
    if !which.to.is_empty() {
        mails.retain(|mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(&which.to)));
    }
    mails.reverse();
    let pages = mails.len().div_ceil(PAGE_MAILS).max(1);
    let page = which.page.clamp(1, pages);
    let first = (page - 1) * PAGE_MAILS;
    let rows: Vec<Row> = mails.iter().skip(first).take(PAGE_MAILS).map(|mail| row(mail)).collect();
    let list = List {
        sheet: press::assets::link("site.css"),
        icon: press::assets::link("mark.svg"),
        title: if which.to.is_empty() { "Mailbox".to_owned() } else { format!("Mails to {}", which.to) },
        count: mails.len(),
        first: first + 1,
        last: first + rows.len(),
        rows,
        newer: (page > 1).then(|| link(&which.to, page - 1)),
        older: (page < pages).then(|| link(&which.to, page + 1)),
        to: which.to,
    };
    answer::page(StatusCode::OK, &list)
}

fn row(received: &Received) -> Row {
    let mail = Mail::read(received);
    let preview = preview(&mail);
    Row {
        number: mail.number,
        subject: if mail.subject.is_empty() { "(no subject)".to_owned() } else { mail.subject },
        language: mail.language,
        preview,
        to: received.to.iter().map(|to| (to.clone(), link(to, 1))).collect(),
        when: When::of(&mail.date),
    }
}

/// What its HTML part says first, besides its subject: that is where a mail puts the words that programs show beside the
/// subject. Words that are too few to be those have the next beside them.
fn preview(mail: &Mail) -> String {
    let Some(html) = &mail.html else { return beginning(&mail.text) };
    let body = &html[html.find("<body").unwrap_or(0)..];
    let pieces = body.split('<').filter_map(|piece| piece.split_once('>'));
    let pieces = pieces.map(|(_, words)| beginning(&html_to_text(words)));
    let subject = beginning(&mail.subject);
    let mut words = String::new();
    for piece in pieces.filter(|piece| !piece.is_empty() && *piece != subject) {
        words = format!("{words} {piece}");
        if words.chars().count() >= PREVIEW_LETTERS_MIN {
            break;
        }
    }
    words.trim_start().to_owned()
}

/// The list of mails to an address, or to all for none.
pub(super) fn link(to: &str, page: usize) -> String {
    let mut query = Vec::new();
    if !to.is_empty() {
        query.push(format!("to={}", encoded(to)));
    }
    if page > 1 {
        query.push(format!("page={page}"));
    }
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", super::HOME, query.join("&"))
}

/// Every byte but the plainest as %XX.
fn encoded(words: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'@' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    words.bytes().map(byte).collect()
}
