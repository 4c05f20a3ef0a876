//! A visit: what there is, in the reader's language.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use newsroom::{Language, Permalink};
use press::page::subscription::{Step, rendered, step};
use press::{Lost, Origin, Press};

use crate::fields::Fields;
use crate::page::Failure;
use crate::source::Volume;
use crate::{Site, answer};

/// What there is, in the reader's language.
pub(crate) struct Visit {
    pub(crate) volume: Volume,
    pub(crate) language: Language,
    origin: Arc<Origin>,
}

impl Visit {
    /// A visit to a page of a subscription: in the language that stands behind the path, or else the one that the
    /// browser asks for. `None` while there is no publication.
    pub(crate) async fn behind(site: &Site, uri: &Uri, headers: &HeaderMap) -> Result<Option<Self>, Failure> {
        let asked = Fields::parse(uri.query().unwrap_or_default().as_bytes());
        let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self::with(site).await?.map(|visit| {
            let languages = &visit.volume.archive.publication.languages;
            let named = Language::parse(asked.first("lang")).ok().filter(|language| languages.has(language));
            let language = named.unwrap_or_else(|| languages.negotiate(wish).clone());
            Self { language, ..visit }
        }))
    }

    /// A visit to a place whose path begins with a language; in the publication's first when it has not got that one.
    pub(crate) async fn at(site: &Site, uri: &Uri) -> Result<Option<Self>, Failure> {
        let named = Permalink::parse(uri.path()).map(|(language, _)| language);
        Ok(Self::with(site).await?.map(|visit| {
            let has = |language: &Language| visit.volume.archive.publication.languages.has(language);
            let language = named.filter(has).unwrap_or_else(|| visit.language.clone());
            Self { language, ..visit }
        }))
    }

    async fn with(site: &Site) -> Result<Option<Self>, Failure> {
        let Some(volume) = site.volume().await? else { return Ok(None) };
        let language = volume.archive.publication.languages.default().clone();
        Ok(Some(Self { volume, language, origin: site.origin.clone() }))
    }

    pub(crate) fn press(&self) -> Press<'_> {
        let press = Press::new(&self.volume.archive, &[], &self.language, &self.origin);
        press.with_newsletters(&self.volume.newsletters)
    }

    /// Whether this is where the site is found, or where a newsletter's links lead: blocked addresses have others.
    pub(crate) fn is_at(&self, origin: &str) -> bool {
        let bases = self.volume.newsletters.iter().map(|newsletter| newsletter.base.as_str());
        bases
            .chain([self.origin.base.as_str()])
            .any(|base| !base.is_empty() && base.trim_end_matches('/').eq_ignore_ascii_case(origin))
    }

    /// There is nothing to show.
    pub(crate) fn lost(&self, why: &Lost, path: &str) -> Response {
        let status = StatusCode::from_u16(why.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        answer::page(status, self.press().error(why, path))
    }

    /// The page of a step.
    pub(crate) fn step(&self, status: StatusCode, of: Step<'_>) -> Response {
        answer::page(status, rendered(&step(&self.press(), of), &self.language))
    }
}
