//! One mail: as HTML in its frame, as text, and as it came.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::words::{Piece, When, pieces};
use super::{answer, list};
use crate::{Mail, Mailbox, Received};

/// How a mail is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Html,
    Text,
    Source,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    sheet: String,
    icon: String,
    title: String,
    mail: &'a Mail,
    when: When,
    to: Vec<(String, String)>,
    view: View,
    text: Vec<Piece<'a>>,
    newer: Option<u64>,
    older: Option<u64>,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct Gone {
    sheet: String,
    icon: String,
    title: String,
}

/// As HTML if it has any, else as text.
pub(super) async fn first(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    show(&mailbox, &number, View::Html)
}

pub(super) async fn text(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    show(&mailbox, &number, View::Text)
}

pub(super) async fn source(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    show(&mailbox, &number, View::Source)
}

/// What stands in the frame.
pub(super) async fn html(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    let mails = mailbox.received();
    let mail = place(&mails, &number).and_then(|place| Mail::read(&mails[place]).html);
    mail.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |html| answer::mail(&html))
}

fn show(mailbox: &Mailbox, number: &str, view: View) -> Response {
    let mails = mailbox.received();
    let Some(place) = place(&mails, number) else { return gone() };
    let received = &mails[place];
    let mail = Mail::read(received);
    let view = if mail.html.is_none() && view == View::Html { View::Text } else { view };
    let page = Page {
        sheet: press::assets::link("site.css"),
        icon: press::assets::link("mark.svg"),
        title: if mail.subject.is_empty() { "(no subject)".to_owned() } else { mail.subject.clone() },
        mail: &mail,
        when: When::of(&mail.date),
        to: received.to.iter().map(|to| (to.clone(), list::link(to, 1))).collect(),
        view,
        text: pieces(if view == View::Source { &mail.source } else { &mail.text }),
        newer: mails.get(place + 1).map(|mail| mail.number),
        older: place.checked_sub(1).map(|older| mails[older].number),
    };
    answer::page(StatusCode::OK, &page)
}

/// Where a mail lies, by its number.
fn place(mails: &[Arc<Received>], number: &str) -> Option<usize> {
    let number = number.parse().ok()?;
    mails.binary_search_by_key(&number, |mail| mail.number).ok()
}

fn gone() -> Response {
    let (sheet, icon) = (press::assets::link("site.css"), press::assets::link("mark.svg"));
    answer::page(StatusCode::NOT_FOUND, &Gone { sheet, icon, title: "This mail is not here".to_owned() })
}
