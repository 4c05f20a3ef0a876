//! Forms that ask for something: a newsletter, or the link to one's choices.
//!
//! A form is sealed and appended, and nobody is looked up: neither the answer nor the time it takes can depend on who
//! is on the list.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use mailroom::{Address, Asked, Choices, NewsletterSlug, NotAnAddress, Noun, SealId, SealingKey};
use press::components::{CONSENT, Subscribing, Wrong, preset};
use press::page::subscription::{Step, SubscriptionPlace, lost, rendered};
use press::{Absent, Lost, page::subscribe};
use store::{NewRequest, RequestError, Store};

use crate::fields::Fields;
use crate::page::{self, Answer, Failure};
use crate::visit::Visit;
use crate::{Site, answer, gate};

/// When to come again, once too many forms wait to be opened.
const FULL_SECONDS: u32 = 600;
/// When to come again, once a network has sent too many.
const CROWDED_SECONDS: u32 = 3600;
/// A field that people do not see: what fills it in is a program.
const TRAP: &str = "homepage";

/// Asks for a newsletter.
pub(crate) async fn newsletter(State(site): State<Site>, request: Request) -> Answer {
    let path = request.uri().path();
    let Some(visit) = Visit::at(&site, request.uri()).await? else {
        return Ok(page::lost(&site, None, &Lost::Unavailable, path));
    };
    if visit.volume.newsletters.is_empty() || !path.starts_with(&format!("/{}/", visit.language)) {
        return Ok(visit.lost(&Absent::Unknown.into(), path));
    }
    take(&site, &visit, Form::Newsletter, request).await
}

/// Asks for the link to one's choices.
pub(crate) async fn link(State(site): State<Site>, request: Request) -> Answer {
    match Visit::behind(&site, request.uri(), request.headers()).await? {
        Some(visit) => take(&site, &visit, Form::Link, request).await,
        None => Ok(page::lost(&site, None, &Lost::Unavailable, request.uri().path())),
    }
}

/// Reads a form, and keeps it if all is well.
async fn take(site: &Site, visit: &Visit, form: Form, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let (Some(counter), Some(list)) = (&site.counter, site.source.list()) else {
        return Ok(visit.lost(&Absent::Unknown.into(), parts.uri.path()));
    };
    if !gate::is_ours(visit, &parts.headers) {
        return Ok(visit.step(StatusCode::FORBIDDEN, Step::Foreign));
    }
    let Ok(fields) = Fields::read(body).await else {
        return Ok(answer::plain(StatusCode::PAYLOAD_TOO_LARGE, "413\n"));
    };
    if !fields.first(TRAP).is_empty() {
        return Ok(form.taken(visit));
    }
    let given = match form.read(visit, &fields) {
        Ok(given) => given,
        Err(given) => return Ok(form.again(visit, &given)),
    };
    if !counter.admits(&parts.headers, &parts.extensions) {
        let busy = visit.step(StatusCode::TOO_MANY_REQUESTS, Step::Busy);
        return Ok(answer::retry_after(busy, CROWDED_SECONDS));
    }
    match append(list, visit, &counter.forms.sealing, &given).await? {
        Ok(_) => Ok(form.taken(visit)),
        Err(RequestError::Full) => {
            let busy = visit.step(StatusCode::SERVICE_UNAVAILABLE, Step::Busy);
            Ok(answer::retry_after(busy, FULL_SECONDS))
        }
        Err(RequestError::NoNewsletter(_)) => Ok(form.again(visit, &wrong(&fields, vec![Wrong::NewsletterUnknown]))),
        Err(RequestError::Store(error)) => Err(error.into()),
    }
}

/// Seals the address and writes what is asked for: the same for every address.
async fn append(
    list: &Store,
    visit: &Visit,
    sealing: &SealingKey,
    (asked, address): &(Asked, Address),
) -> Result<Result<mailroom::RequestId, RequestError>, Failure> {
    let seal_id = SealId::random();
    let seal = sealing.seal(Noun::Request, seal_id, address)?;
    let at = list.clock().await?;
    let request = NewRequest { asked, language: &visit.language, form: CONSENT, seal_id, seal: &seal, at };
    Ok(list.append_request(&request).await)
}

/// A form.
#[derive(Clone, Copy)]
enum Form {
    Newsletter,
    Link,
}

impl Form {
    /// What is asked for, and of whom; or the form, to be put right.
    fn read(self, visit: &Visit, fields: &Fields) -> Result<(Asked, Address), Subscribing> {
        let newsletter = match self {
            Self::Newsletter => Some(newsletter_of(visit, fields).ok_or(Wrong::NewsletterUnknown)),
            Self::Link => None,
        };
        let address = Address::parse(fields.first("address")).map_err(|error| match error {
            NotAnAddress::Empty => Wrong::AddressMissing,
            _ => Wrong::AddressInvalid,
        });
        match (newsletter, address) {
            (None, Ok(address)) => Ok((Asked::Link, address)),
            (Some(Ok(slug)), Ok(address)) => Ok((Asked::Subscribe(slug, Choices::default()), address)),
            (newsletter, address) => {
                let newsletter = newsletter.and_then(Result::err);
                Err(wrong(fields, newsletter.into_iter().chain(address.err()).collect()))
            }
        }
    }

    /// The form again, with what is wrong and what was typed.
    fn again(self, visit: &Visit, given: &Subscribing) -> Response {
        let page = match self {
            Self::Newsletter => subscribe::page(&visit.press(), given).map(|page| rendered(&page, &visit.language)),
            Self::Link => Ok(rendered(&lost(&visit.press(), given), &visit.language)),
        };
        match page {
            Ok(page) => answer::page(StatusCode::UNPROCESSABLE_ENTITY, page),
            Err(absent) => visit.lost(&absent.into(), ""),
        }
    }

    /// Onwards, with the same words for every address.
    fn taken(self, visit: &Visit) -> Response {
        let place = match self {
            Self::Newsletter => SubscriptionPlace::Asked,
            Self::Link => SubscriptionPlace::LinkAsked,
        };
        answer::see_other(&place.link(&visit.language))
    }
}

/// The newsletter that is named, if it is on offer; the one for readers of the page's language, where none is named.
fn newsletter_of(visit: &Visit, fields: &Fields) -> Option<NewsletterSlug> {
    let (named, newsletters) = (fields.first("newsletter"), &visit.volume.newsletters);
    let found = match named {
        "" => preset(newsletters, &visit.language),
        _ => newsletters.iter().find(|newsletter| newsletter.slug.as_str() == named),
    };
    found.map(|newsletter| newsletter.slug.clone())
}

fn wrong(fields: &Fields, wrong: Vec<Wrong>) -> Subscribing {
    let newsletter = NewsletterSlug::parse(fields.first("newsletter")).ok();
    let newsletter = newsletter.filter(|_| !wrong.contains(&Wrong::NewsletterUnknown));
    Subscribing { address: fields.first("address").to_owned(), newsletter, wrong }
}
