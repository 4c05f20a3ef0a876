//! The public site: a router that can be read, pages kept in memory by generation, headers.
//!
//! What a page says is `press`'s; what there is, `store`'s (or a folder's, for a preview). Nothing here knows members,
//! the desk or mail, and no link is made from what a request says its host is.

mod answer;
pub mod client;
mod page;
mod pages;
mod source;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use press::Origin;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub use source::{Preview, Source};

use crate::pages::Pages;

/// Longest time an answer may take.
const ANSWER_SECONDS_MAX: u64 = 30;

/// What every handler asks.
#[derive(Clone)]
pub(crate) struct Site {
    source: Source,
    pages: Arc<Pages>,
    origin: Arc<Origin>,
}

/// The public site over a source, with links made from `origin`.
pub fn router(source: Source, origin: Origin) -> Router {
    let site = Site { source, pages: Arc::new(Pages::new()), origin: Arc::new(origin) };
    let waiting = Duration::from_secs(ANSWER_SECONDS_MAX);
    Router::new()
        .route("/", get(page::entrance))
        .route("/robots.txt", get(page::robots))
        .route("/sitemap.xml", get(page::sitemap))
        .route("/healthz", get(page::health))
        .route("/assets/{name}", get(page::asset))
        .route("/media/{name}", get(page::media))
        .route("/preview/changes", get(page::changes))
        .fallback(page::permalink)
        .layer(middleware::from_fn_with_state(site.clone(), protect))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, waiting))
        .layer(CatchPanicLayer::custom(answer::panicked))
        .with_state(site)
}

/// Reading is all the public site is for, so far; and every answer carries the same protection.
async fn protect(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = if is_reading { next.run(request).await } else { answer::only_reading() };
    let quiet = site.source.leaves_no_trace().await;
    answer::protect(response.headers_mut(), &site.origin, site.source.is_preview(), quiet);
    response
}
