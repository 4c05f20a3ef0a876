//! The mailbox in the browser, without a script.
//!
//! A mail's HTML is shown in a frame of its own: nothing in it runs, loads or sends, and a link in it opens in a new tab.

mod answer;
mod json;
mod list;
mod page;
mod words;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::Mailbox;

/// Where the mailbox is.
const HOME: &str = "/mailbox/";
/// Our own style sheet, behind the site's.
const SHEET: &str = include_str!("../../assets/mailbox.css");

/// The mailbox's pages.
pub(crate) fn router(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/mailbox", get(|| async { Redirect::permanent(HOME) }))
        .route("/mailbox.json", get(json::mails))
        .route("/mailbox/", get(list::list))
        .route("/mailbox/clearing", post(clear))
        .route("/mailbox/mailbox.css", get(|| async { ([("content-type", "text/css; charset=utf-8")], SHEET) }))
        .route("/mailbox/{number}/", get(page::first))
        .route("/mailbox/{number}/text/", get(page::text))
        .route("/mailbox/{number}/source/", get(page::source))
        .route("/mailbox/{number}/html", get(page::html))
        .layer(middleware::map_response(answer::protect))
        .with_state(mailbox)
}

/// Throws everything away, if a page of ours asks for it.
async fn clear(State(mailbox): State<Mailbox>, headers: HeaderMap) -> Response {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if !matches!(site, None | Some("same-origin" | "none")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    mailbox.clear();
    Redirect::to(HOME).into_response()
}
