//! `/mailbox.json`: every mail, the newest last, written one at a time, for together they may be large.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::{Mail, Mailbox, Received};

pub(super) async fn mails(State(mailbox): State<Mailbox>) -> Response {
    let mails = mailbox.received();
    let pieces = mails.into_iter().enumerate().map(|(place, mail)| piece(&mail, place == 0));
    let pieces = std::iter::once(Bytes::from_static(b"{\"mails\":[")).chain(pieces);
    let pieces = pieces.chain(std::iter::once(Bytes::from_static(b"]}\n")));
    let body = Body::from_stream(tokio_stream::iter(pieces.map(Ok::<_, Infallible>)));
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn piece(received: &Arc<Received>, is_first: bool) -> Bytes {
    // A struct of strings always has a JSON form.
    let mail = serde_json::to_string(&Mail::read(received)).unwrap_or_default();
    Bytes::from(if is_first { mail } else { format!(",\n{mail}") })
}
