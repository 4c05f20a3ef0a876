//! The public site: a router that can be read, pages kept in memory by generation, headers.
//!
//! What a page says is `press`'s; what there is, `store`'s (or a folder's, for a preview). Nothing here knows members,
//! the desk or mail, and no link is made from what a request says its host is.

mod answer;
pub mod client;
mod fields;
mod forms;
mod gate;
mod network;
mod page;
mod pages;
mod preferences;
mod request;
mod source;
mod subscription;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use press::Origin;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub use forms::Forms;
pub use source::{Preview, Source};

use crate::forms::Counter;
use crate::gate::Door;
use crate::pages::Pages;
use crate::source::{Unreadable, Volume};

/// Longest time an answer may take.
const ANSWER_SECONDS_MAX: u64 = 30;

/// What every handler asks.
#[derive(Clone)]
pub(crate) struct Site {
    source: Source,
    pages: Arc<Pages>,
    origin: Arc<Origin>,
    counter: Option<Arc<Counter>>,
}

/// The public site over a source, with links made from `origin`. Where it cannot take forms, it has none.
pub fn router(source: Source, origin: Origin, forms: Option<Forms>) -> Router {
    let counter = forms.map(|forms| Arc::new(Counter::new(forms)));
    let site = Site { source, pages: Arc::new(Pages::new()), origin: Arc::new(origin), counter };
    let waiting = Duration::from_secs(ANSWER_SECONDS_MAX);
    Router::new()
        .route("/", get(page::entrance))
        .route("/robots.txt", get(page::robots))
        .route("/sitemap.xml", get(page::sitemap))
        .route("/healthz", get(page::health))
        .route("/assets/{name}", get(page::asset))
        .route("/media/{name}", get(page::media))
        .route("/preview/changes", get(page::changes))
        .route("/{language}/subscribe/", get(page::permalink).post(request::newsletter))
        .route("/subscriptions/link", get(subscription::show).post(request::link))
        .route("/subscriptions/{*place}", get(subscription::show).post(subscription::press))
        .fallback(page::permalink)
        .layer(middleware::from_fn_with_state(site.clone(), protect))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, waiting))
        .layer(CatchPanicLayer::custom(answer::panicked))
        .with_state(site)
}

impl Site {
    /// What there is; no newsletters where no form is taken.
    pub(crate) async fn volume(&self) -> Result<Option<Volume>, Unreadable> {
        let volume = self.source.volume().await?;
        Ok(volume.map(|volume| match self.counter {
            Some(_) => volume,
            None => Volume { newsletters: Arc::default(), ..volume },
        }))
    }
}

/// Only what a place is for is answered; and every answer carries the same protection.
async fn protect(State(site): State<Site>, request: Request, next: Next) -> Response {
    let door = Door::of(&site, request.uri().path());
    let mut response = match request.method() {
        &Method::OPTIONS => answer::methods(StatusCode::NO_CONTENT, door.methods()),
        method if door.lets(method) => next.run(request).await,
        _ => answer::methods(StatusCode::METHOD_NOT_ALLOWED, door.methods()),
    };
    let quiet = site.source.leaves_no_trace().await;
    answer::protect(response.headers_mut(), &site.origin, site.source.is_preview(), quiet);
    door.keep_private(response.headers_mut());
    response
}
