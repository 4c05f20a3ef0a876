//! The handlers: each parses, asks one thing, answers.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use newsroom::{Language, Permalink, Publication};
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use press::{Absent, Lost, Press};

use crate::Site;
use crate::answer::{self, Caching};
use crate::pages::Kept;
use crate::source::{Source, Unreadable, Volume};

pub(crate) type Answer = Result<Response, Failure>;

/// A reader's language decides where `/` leads.
pub(crate) async fn entrance(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Answer {
    let Some(archive) = site.source.archive().await? else {
        return Ok(lost(&site, None, &Lost::Unavailable, &Permalink::Home.tail()));
    };
    if uri.query().is_some()
        && let Some(answer) = moved(&site, &uri).await?
    {
        return Ok(answer);
    }
    let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let language = archive.publication.languages.negotiate(wish);
    Ok(answer::redirect(StatusCode::FOUND, &Permalink::Home.path(language), Some("accept-language")))
}

/// Every page, feed and card.
pub(crate) async fn permalink(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Answer {
    let Some(volume) = site.volume().await? else {
        return Ok(lost(&site, None, &Lost::Unavailable, &Permalink::Home.tail()));
    };
    let Some((language, place)) = Permalink::parse(uri.path()) else { return elsewhere(&site, &volume, &uri).await };
    if !volume.archive.publication.languages.has(&language) {
        if let Some(answer) = moved(&site, &uri).await? {
            return Ok(answer);
        }
        let language = volume.archive.publication.languages.default();
        return Ok(lost(&site, Some((&volume, language)), &Absent::Unknown.into(), uri.path()));
    }
    match kept(&site, &volume, &place, &language).await? {
        Ok(kept) => {
            let mut response =
                answer::bytes(&headers, (kept.bytes.clone(), kept.media_type), &kept.etag, Caching::Revalidated);
            if kept.noindex {
                response.headers_mut().insert("x-robots-tag", axum::http::HeaderValue::from_static("noindex"));
            }
            Ok(previewed(&site, response, &kept))
        }
        Err(absent) => match moved(&site, &uri).await? {
            Some(answer) => Ok(answer),
            None => Ok(lost(&site, Some((&volume, &language)), &absent.into(), uri.path())),
        },
    }
}

/// Memory first; else the editions the place is made from, and press.
async fn kept(
    site: &Site,
    volume: &Volume,
    place: &Permalink,
    language: &Language,
) -> Result<Result<Arc<Kept>, Absent>, Failure> {
    let key = (volume.archive.generation, place.clone(), language.clone());
    if let Some(kept) = site.pages.get(&key) {
        return Ok(Ok(kept));
    }
    let mut editions = Vec::new();
    for slug in press::needs(&volume.archive, place) {
        editions.extend(site.source.edition(&slug).await?);
    }
    let lasts = site.source.is_newest(&volume.archive).await?;
    let (volume, origin) = (volume.clone(), site.origin.clone());
    let drawn = tokio::task::spawn_blocking(move || {
        let press = Press::new(&volume.archive, &editions, &key.2, &origin).with_newsletters(&volume.newsletters);
        press.render(&key.1).map(|rendered| (key, rendered))
    });
    let (key, rendered) = match drawn.await.map_err(|_| Failure::Drawing)? {
        Ok(drawn) => drawn,
        Err(absent) => return Ok(Err(absent)),
    };
    let etag = format!("W/\"{}\"", &newsroom::MediaHash::of(&rendered.bytes).as_str()[..16]);
    let kept = Kept { bytes: rendered.bytes.into(), media_type: rendered.media_type, etag, noindex: rendered.noindex };
    let kept = Arc::new(kept);
    if lasts {
        site.pages.keep(key, &kept);
    }
    Ok(Ok(kept))
}

/// What is no permalink may be one without its slash, the list of editions, or a path of an earlier site.
async fn elsewhere(site: &Site, volume: &Volume, uri: &Uri) -> Answer {
    let (path, archive) = (uri.path(), &volume.archive);
    if let Some(answer) = moved(site, uri).await? {
        return Ok(answer);
    }
    let slashed = format!("{path}/");
    if Permalink::parse(&slashed).is_some_and(|(language, _)| archive.publication.languages.has(&language)) {
        return Ok(answer::redirect(StatusCode::PERMANENT_REDIRECT, &slashed, None));
    }
    let editions = path.trim_end_matches('/').strip_suffix("/editions").and_then(|tag| Language::parse(&tag[1..]).ok());
    if let Some(language) = editions.filter(|language| archive.publication.languages.has(language)) {
        return Ok(answer::redirect(StatusCode::PERMANENT_REDIRECT, &Permalink::Archive.path(&language), None));
    }
    let first = path.split('/').nth(1).and_then(|tag| Language::parse(tag).ok());
    let language = first.filter(|language| archive.publication.languages.has(language));
    let language = language.unwrap_or_else(|| archive.publication.languages.default().clone());
    Ok(lost(site, Some((volume, &language)), &Absent::Unknown.into(), path))
}

/// Where a path of an earlier site has gone: asked for as a person would have written it in `redirects.toml`, with its
/// query or without, with a slash at its end or without.
async fn moved(site: &Site, uri: &Uri) -> Result<Option<Response>, Failure> {
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let other = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
    let with_query = uri.query().map(|query| format!("{path}?{query}"));
    for asked in with_query.iter().map(String::as_str).chain([&*path, &other]) {
        if let Some(to) = site.source.redirect(asked).await? {
            let to = utf8_percent_encode(&to, CONTROLS).to_string();
            return Ok(Some(answer::redirect(StatusCode::MOVED_PERMANENTLY, &to, None)));
        }
    }
    Ok(None)
}

pub(crate) async fn robots(State(site): State<Site>, headers: HeaderMap) -> Answer {
    let text = press::robots(&site.origin);
    Ok(text_of(&headers, text, "text/plain; charset=utf-8"))
}

pub(crate) async fn sitemap(State(site): State<Site>, headers: HeaderMap) -> Answer {
    let Some(volume) = site.volume().await? else {
        return Ok(lost(&site, None, &Lost::Unavailable, &Permalink::Home.tail()));
    };
    let sitemap = press::sitemap(&volume.archive, &volume.newsletters, &site.origin);
    Ok(text_of(&headers, sitemap, "application/xml; charset=utf-8"))
}

/// Whether the database answers: for whoever watches the machine.
pub(crate) async fn health(State(site): State<Site>) -> Answer {
    site.source.archive().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response())
}

pub(crate) async fn asset(State(site): State<Site>, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    if let Some(asset) = press::asset(&format!("/assets/{name}")) {
        let body = (axum::body::Bytes::from_static(asset.bytes), asset.media_type);
        return Ok(answer::bytes(&headers, body, &format!("W/\"{name}\""), Caching::Immutable));
    }
    if site.source.is_preview() && name == "preview.js" {
        return Ok(([(header::CONTENT_TYPE, "text/javascript")], RELOAD).into_response());
    }
    let archive = site.source.archive().await?;
    match archive.and_then(|archive| colours(&archive.publication, &name)) {
        Some(css) => {
            let body = (css.into_bytes().into(), "text/css; charset=utf-8");
            Ok(answer::bytes(&headers, body, &format!("W/\"{name}\""), Caching::Immutable))
        }
        None => Ok(answer::missing()),
    }
}

/// The publication's own colours, if they are still what the name's hash says.
fn colours(publication: &Publication, name: &str) -> Option<String> {
    let link = press::assets::colours_link(publication)?;
    if link == format!("/assets/{name}") { press::colours_css(publication) } else { None }
}

pub(crate) async fn media(State(site): State<Site>, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let Some(bytes) = site.source.media(&name).await? else { return Ok(answer::missing()) };
    let media_type = if name.ends_with(".png") { "image/png" } else { "image/jpeg" };
    Ok(answer::bytes(&headers, (bytes.into(), media_type), &format!("W/\"{name}\""), Caching::Day))
}

/// What the preview's one script asks: it is answered when a file has changed.
pub(crate) async fn changes(State(site): State<Site>) -> Answer {
    let Source::Preview(mut preview, _) = site.source else { return Ok(answer::missing()) };
    preview.mark_unchanged();
    let waited = tokio::time::timeout(std::time::Duration::from_secs(20), preview.changed()).await;
    let status = if waited.is_ok() { StatusCode::OK } else { StatusCode::NO_CONTENT };
    Ok((status, [(header::CACHE_CONTROL, "no-store")]).into_response())
}

/// Asks whether a file has changed, for as long as the page is open, and loads the page anew.
const RELOAD: &str = "(async()=>{for(;;){try{const r=await fetch('/preview/changes');if(r.status===200)location.reload()}\
                      catch{await new Promise(r=>setTimeout(r,1000))}}})()\n";

fn previewed(site: &Site, response: Response, kept: &Kept) -> Response {
    if !site.source.is_preview() || !kept.media_type.starts_with("text/html") || response.status() != StatusCode::OK {
        return response;
    }
    let page = String::from_utf8_lossy(&kept.bytes).replacen(
        "</body>",
        "<script src=\"/assets/preview.js\"></script></body>",
        1,
    );
    ([(header::CONTENT_TYPE, kept.media_type), (header::CACHE_CONTROL, "no-store")], page).into_response()
}

fn text_of(headers: &HeaderMap, text: String, media_type: &'static str) -> Response {
    let etag = format!("W/\"{}\"", &newsroom::MediaHash::of(text.as_bytes()).as_str()[..16]);
    answer::bytes(headers, (text.into(), media_type), &etag, Caching::Revalidated)
}

/// The page for what cannot be shown, in a language of the publication, or without one before there is any.
pub(crate) fn lost(site: &Site, known: Option<(&Volume, &Language)>, why: &Lost, path: &str) -> Response {
    let status = StatusCode::from_u16(why.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let page = match known {
        Some((volume, language)) => {
            let press = Press::new(&volume.archive, &[], language, &site.origin);
            press.with_newsletters(&volume.newsletters).error(why, path)
        }
        None => press::error(None, why, &Language::english(), &site.origin, path),
    };
    answer::page(status, page)
}

/// Something failed that the reader cannot help. Logged once, here.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("a page could not be drawn")]
    Drawing,
    #[error(transparent)]
    Sealing(#[from] mailroom::CannotSeal),
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Unreadable(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(error = %self, "no answer");
        let origin = press::Origin { base: String::new() };
        let page = press::error(None, &Lost::Unavailable, &Language::english(), &origin, "/");
        answer::page(StatusCode::SERVICE_UNAVAILABLE, page)
    }
}
