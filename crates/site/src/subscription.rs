//! The pages of one subscription: reading changes nothing, one press does what the page says.
//!
//! What a token allows is the store's to say, and what a press does the mailroom's rule, asked with the rows locked.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use jiff::Timestamp;
use mailroom::{Grant, Newsletter, Press, Token, TokenHash, life};
use press::Lost;
use press::components::Subscribing;
use press::page::subscription::{Step, SubscriptionPlace, lost, rendered};
use store::{Granted, Pressed, Store};

use crate::page::{self, Answer, Failure};
use crate::visit::Visit;
use crate::{Site, answer, fields, preferences};

/// What mail programs send that leave for their reader (RFC 8058, 3.2): the field's value, in either coding of a form.
const ONE_CLICK: &[u8] = b"One-Click";

/// Shows what is so, or what one press would do.
pub(crate) async fn show(State(site): State<Site>, uri: Uri, headers: HeaderMap) -> Answer {
    let Some(visit) = Visit::behind(&site, &uri, &headers).await? else {
        return Ok(page::lost(&site, None, &Lost::Unavailable, uri.path()));
    };
    let Some((list, place)) = found(&site, &uri) else {
        return Ok(visit.step(StatusCode::NOT_FOUND, Step::Gone));
    };
    match place {
        SubscriptionPlace::Asked => Ok(visit.step(StatusCode::OK, Step::Asked)),
        SubscriptionPlace::LinkAsked => Ok(visit.step(StatusCode::OK, Step::LinkAsked)),
        SubscriptionPlace::Lost => {
            let page = lost(&visit.press(), &Subscribing::default());
            Ok(answer::page(StatusCode::OK, rendered(&page, &visit.language)))
        }
        place => {
            let Some(ticket) = Ticket::of(list, &place).await? else { return Ok(gone(&visit)) };
            if let SubscriptionPlace::Preferences(_) = place {
                return Ok(preferences::show(&visit, &ticket.granted, false));
            }
            let now = list.clock().await?;
            Ok(stepped(&visit, ticket.offer(&place, now)))
        }
    }
}

/// Does what the page says.
pub(crate) async fn press(State(site): State<Site>, request: Request) -> Answer {
    let (parts, body) = request.into_parts();
    let Some(visit) = Visit::behind(&site, &parts.uri, &parts.headers).await? else {
        return Ok(page::lost(&site, None, &Lost::Unavailable, parts.uri.path()));
    };
    let Some((list, place)) = found(&site, &parts.uri) else {
        return Ok(visit.step(StatusCode::NOT_FOUND, Step::Gone));
    };
    let pressed = match place {
        SubscriptionPlace::Preferences(_) => return preferences::save(&visit, list, (&place, body)).await,
        SubscriptionPlace::Confirmation(_) => Pressed::Confirm,
        SubscriptionPlace::Leaving(_) => Pressed::Leave,
        SubscriptionPlace::Refusal(_) => Pressed::Refuse,
        SubscriptionPlace::Erasure(_) => Pressed::Erase,
        SubscriptionPlace::Asked | SubscriptionPlace::Lost | SubscriptionPlace::LinkAsked => return Ok(gone(&visit)),
    };
    let is_program = pressed == Pressed::Leave && is_one_click(&fields::bytes(body).await.unwrap_or_default());
    let Some(ticket) = Ticket::of(list, &place).await? else {
        return Ok(if is_program { answer::plain(StatusCode::GONE, "410\n") } else { gone(&visit) });
    };
    let now = list.clock().await?;
    match list.press(&ticket.hash, &pressed, now).await? {
        Press::Gone if is_program => Ok(answer::plain(StatusCode::GONE, "410\n")),
        Press::Done | Press::Already if is_program => Ok(answer::plain(StatusCode::OK, "200\n")),
        press => Ok(stepped(&visit, ticket.outcome(&place, press))),
    }
}

/// The place a path means; the form for a lost link only where forms are taken.
fn found<'s>(site: &'s Site, uri: &Uri) -> Option<(&'s Store, SubscriptionPlace)> {
    let place = SubscriptionPlace::parse(uri.path())?;
    let is_there = place != SubscriptionPlace::Lost || site.counter.is_some();
    site.source.list().filter(|_| is_there).map(|list| (list, place))
}

fn is_one_click(body: &[u8]) -> bool {
    body.windows(ONE_CLICK.len()).any(|window| window == ONE_CLICK)
}

/// The page for a link that leads nowhere any more, or never did: nobody can tell one from the other.
pub(crate) fn gone(visit: &Visit) -> Response {
    visit.step(StatusCode::GONE, Step::Gone)
}

fn stepped(visit: &Visit, step: Step<'_>) -> Response {
    if step == Step::Gone { gone(visit) } else { visit.step(StatusCode::OK, step) }
}

/// A token that is one of ours, and what it leads to.
pub(crate) struct Ticket {
    pub(crate) hash: TokenHash,
    pub(crate) granted: Granted,
    newsletter: Option<Newsletter>,
}

impl Ticket {
    pub(crate) async fn of(list: &Store, place: &SubscriptionPlace) -> Result<Option<Self>, Failure> {
        let Some(token) = place.token().and_then(|word| Token::parse(word).ok()) else { return Ok(None) };
        let hash = token.hash();
        let Some(granted) = list.token(&hash).await? else { return Ok(None) };
        let newsletter = match granted.line() {
            Some(line) => list.newsletter(&line.subscription.newsletter).await?,
            None => None,
        };
        Ok(Some(Self { hash, granted, newsletter }))
    }

    /// What a press would do, or what it would find done.
    fn offer(&self, place: &SubscriptionPlace, now: Timestamp) -> Step<'_> {
        let state = self.granted.subscriber.state;
        match (place, self.granted.grant, &self.newsletter) {
            (SubscriptionPlace::Confirmation(_), Grant::Confirm(_), Some(newsletter)) => {
                match self.granted.confirming(now) {
                    Press::Done => Step::Confirm(newsletter),
                    Press::Already => Step::Already(newsletter),
                    Press::Gone => Step::Gone,
                }
            }
            (SubscriptionPlace::Leaving(_), Grant::Leave(_), Some(newsletter)) => {
                let line = self.granted.line().map(|line| life::leave(line.subscription.state));
                if line == Some(Press::Done) { Step::Leave(newsletter) } else { Step::Left(newsletter) }
            }
            (SubscriptionPlace::Refusal(_), Grant::Refuse(_) | Grant::Manage(_), _) => {
                if life::refuse(state) == Press::Done { Step::Refuse } else { Step::Refused }
            }
            (SubscriptionPlace::Erasure(_), Grant::Manage(_), _) => Step::Erase,
            _ => Step::Gone,
        }
    }

    /// What a press has done, or found done.
    fn outcome(&self, place: &SubscriptionPlace, press: Press) -> Step<'_> {
        match (place, press, &self.newsletter) {
            (SubscriptionPlace::Confirmation(_), Press::Done, Some(newsletter)) => Step::Confirmed(newsletter),
            (SubscriptionPlace::Confirmation(_), Press::Already, Some(newsletter)) => Step::Already(newsletter),
            (SubscriptionPlace::Leaving(_), Press::Done | Press::Already, Some(newsletter)) => Step::Left(newsletter),
            (SubscriptionPlace::Refusal(_), Press::Done | Press::Already, _) => Step::Refused,
            (SubscriptionPlace::Erasure(_), Press::Done | Press::Already, _) => Step::Erased,
            _ => Step::Gone,
        }
    }
}
