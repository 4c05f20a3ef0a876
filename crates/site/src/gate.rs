//! What may be asked at a path, and who may send a form.

use axum::http::Method;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use newsroom::Permalink;
use press::page::subscription::SubscriptionPlace;

use crate::Site;
use crate::visit::Visit;

/// What stands at a path, as far as methods and headers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// A page, a feed, a file.
    Reading,
    /// The page with the newsletters' form.
    Subscribe,
    /// The form for those who lost their link.
    Lost,
    /// What became of a form: for one reader alone.
    Answer,
    /// A page that a mail leads to.
    Token,
}

impl Door {
    pub(crate) fn of(site: &Site, path: &str) -> Self {
        match SubscriptionPlace::parse(path) {
            Some(place) if place.token().is_some() => Self::Token,
            Some(SubscriptionPlace::Lost) => Self::Lost,
            Some(_) => Self::Answer,
            // What is not quite a token could still be most of one.
            None if path.starts_with("/subscriptions/") => Self::Token,
            None if site.counter.is_none() => Self::Reading,
            None => match Permalink::parse(path) {
                Some((_, Permalink::Subscribe)) => Self::Subscribe,
                _ => Self::Reading,
            },
        }
    }

    /// The methods that are answered, as `Allow` lists them.
    pub(crate) fn methods(self) -> &'static str {
        match self {
            Self::Reading | Self::Answer => "GET, HEAD, OPTIONS",
            Self::Subscribe | Self::Lost | Self::Token => "GET, HEAD, OPTIONS, POST",
        }
    }

    /// What a page that is for one reader alone says besides: nobody keeps it, searches for it, or is told where it is.
    pub(crate) fn keep_private(self, headers: &mut HeaderMap) {
        if matches!(self, Self::Lost | Self::Answer | Self::Token) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        }
        // Not on the form for a lost link: under `no-referrer` browsers say `Origin: null`, and those too old for
        // Sec-Fetch-Site could then not be told from other sites' visitors.
        if self == Self::Token {
            headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
    }

    pub(crate) fn lets(self, method: &Method) -> bool {
        self.methods().split(", ").any(|allowed| allowed == method.as_str())
    }
}

/// Whether a form comes from a page of ours, and not from another site that has its visitors send it. Pages that a
/// token leads to do not ask: mail programs press there too, and who has the token may.
pub(crate) fn is_ours(visit: &Visit, headers: &HeaderMap) -> bool {
    let told = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (told(HeaderName::from_static("sec-fetch-site")), told(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => visit.is_at(origin),
        (None, None) => true,
    }
}
