//! Answers and what a browser may do with them.

use askama::Template;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::{Html, IntoResponse, Response};

/// A page of ours: the site's sheet and fonts, and a frame for a mail.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A mail: its own inline style, and nothing else; in no origin, so not ours either. Links open outside.
const POLICY_MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
                           frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/// What every answer carries; a mail has brought its policy along.
pub(super) async fn protect<B>(mut response: HttpResponse<B>) -> HttpResponse<B> {
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("x-robots-tag"), "noindex");
    response
}

/// A page from its template.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A mail's HTML as a document of its own, whose links open in a new tab.
pub(super) fn mail(html: &str) -> Response {
    let head = html.find("<head").and_then(|at| html[at..].find('>').map(|end| at + end + 1)).unwrap_or(0);
    let (before, after) = html.split_at(head);
    let document = format!("{before}<base target=\"_blank\">{after}");
    ([(header::CONTENT_SECURITY_POLICY, POLICY_MAIL)], Html(document)).into_response()
}
