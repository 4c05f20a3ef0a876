//! Answers: validators, caching and protection, in one place.

use axum::body::{Body, Bytes};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::{IntoResponse, Response};
use press::Origin;

/// How long an answer may be kept.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Caching {
    /// Named by the hash of its bytes: for good.
    Immutable,
    /// A picture: a day, for a face may have to vanish.
    Day,
    /// Asked for anew each time, answered 304 while nothing has changed.
    Revalidated,
    /// Not at all.
    Never,
}

impl Caching {
    fn value(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Day => "public, max-age=86400",
            Self::Revalidated => "public, max-age=0, must-revalidate",
            Self::Never => "no-store",
        }
    }
}

/// What a browser may do with a page: show it with our own sheet, pictures and fonts. Nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
/// A preview reloads when a file changes, and only a preview has a script.
const POLICY_PREVIEW: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
                              script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The headers every answer carries.
pub(crate) fn protect(headers: &mut HeaderMap, origin: &Origin, is_preview: bool, leave_no_trace: bool) {
    let policy = if is_preview { POLICY_PREVIEW } else { POLICY };
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "browsing-topics=(), interest-cohort=()");
    if origin.base.starts_with("https://") {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if leave_no_trace {
        set(header::CACHE_CONTROL, Caching::Never.value());
        headers.remove(header::ETAG);
    }
}

/// Bytes with their type and validator; 304 when the reader has them already.
pub(crate) fn bytes(asked: &HeaderMap, (body, media_type): (Bytes, &str), etag: &str, caching: Caching) -> Response {
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let unchanged = known.is_some_and(|known| known == "*" || known.split(',').any(|tag| is_same(tag.trim(), etag)));
    let status = if unchanged { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let body = if unchanged { Body::empty() } else { Body::from(body) };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    for (name, value) in
        [(header::CONTENT_TYPE, media_type), (header::ETAG, etag), (header::CACHE_CONTROL, caching.value())]
    {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if unchanged {
        headers.remove(header::CONTENT_TYPE);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Weak comparison (RFC 9110, 8.8.3.2): the opaque tags are the same.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_start_matches("W/") == other.trim_start_matches("W/")
}

/// Nothing of this name among assets and pictures.
pub(crate) fn missing() -> Response {
    plain(StatusCode::NOT_FOUND, "404\n")
}

/// A page that nobody keeps: that says what went wrong, or what became of a form.
pub(crate) fn page(status: StatusCode, page: press::Rendered) -> Response {
    let headers = [(header::CONTENT_TYPE, page.media_type), (header::CACHE_CONTROL, Caching::Never.value())];
    (status, headers, page.bytes).into_response()
}

/// A redirect for good, for a while, or by what the reader prefers.
pub(crate) fn redirect(status: StatusCode, to: &str, vary: Option<&'static str>) -> Response {
    let mut response = (status, [(header::LOCATION, to)]).into_response();
    let caching = if vary.is_some() { "private, no-cache" } else { "public, max-age=3600" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Some(vary) = vary {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static(vary));
    }
    response
}

/// What may be asked here: as OPTIONS wants to know it, or because something else was asked.
pub(crate) fn methods(status: StatusCode, allowed: &'static str) -> Response {
    let headers = [(header::ALLOW, allowed), (header::CACHE_CONTROL, Caching::Never.value())];
    (status, headers).into_response()
}

/// Onwards from a form that was taken (RFC 9110, 15.4.4).
pub(crate) fn see_other(to: &str) -> Response {
    let headers = [(header::LOCATION, to), (header::CACHE_CONTROL, Caching::Never.value())];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// A word for programs.
pub(crate) fn plain(status: StatusCode, word: &'static str) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, Caching::Never.value())];
    (status, headers, word).into_response()
}

/// The same answer, with when to come again.
pub(crate) fn retry_after(mut response: Response, seconds: u32) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// A handler panicked: said in the log by the panic hook, to the reader in one line.
pub(crate) fn panicked(_: Box<dyn std::any::Any + Send>) -> HttpResponse<Body> {
    (StatusCode::INTERNAL_SERVER_ERROR, "500\n").into_response()
}
