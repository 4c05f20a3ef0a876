//! Everything that one subscriber can choose: shown, and saved as one change.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use mailroom::{Choices, Grant, Newsletter, Press, Reason, SubscriberState, SubscriptionState};
use newsroom::Section;
use press::components::CONSENT;
use press::page::subscription::{Held, Step, SubscriptionPlace, Taken, preferences, rendered};
use store::{Change, Granted, Line, Pressed, Store};

use crate::answer;
use crate::fields::Fields;
use crate::page::Answer;
use crate::subscription::{Ticket, gone};
use crate::visit::Visit;

/// What the button sends: a form without it was sent by something that pressed nothing.
const BUTTON: (&str, &str) = ("act", "save");

/// The choices as they are, and all that is held; `saved` after they were sent.
pub(crate) fn show(visit: &Visit, granted: &Granted, saved: bool) -> Response {
    let is_shown = matches!(granted.grant, Grant::Manage(_));
    match granted.subscriber.state {
        _ if !is_shown => gone(visit),
        SubscriberState::Pending | SubscriberState::Confirmed | SubscriberState::Left => page(visit, granted, saved),
        SubscriberState::Suppressed(Reason::Asked) => visit.step(StatusCode::OK, Step::Refused),
        SubscriberState::Suppressed(_) | SubscriberState::Erased => gone(visit),
    }
}

/// Makes the choices what the form says.
pub(crate) async fn save(visit: &Visit, list: &Store, (place, body): (&SubscriptionPlace, Body)) -> Answer {
    let Ok(fields) = Fields::read(body).await else {
        return Ok(answer::plain(StatusCode::PAYLOAD_TOO_LARGE, "413\n"));
    };
    let Some(ticket) = Ticket::of(list, place).await? else { return Ok(gone(visit)) };
    if fields.first(BUTTON.0) != BUTTON.1 {
        return Ok(show(visit, &ticket.granted, false));
    }
    let pressed = Pressed::Change(changes(visit, &ticket.granted, &fields));
    if list.press(&ticket.hash, &pressed, list.clock().await?).await? == Press::Gone {
        return Ok(gone(visit));
    }
    match Ticket::of(list, place).await? {
        Some(ticket) => Ok(show(visit, &ticket.granted, true)),
        None => Ok(gone(visit)),
    }
}

fn page(visit: &Visit, granted: &Granted, saved: bool) -> Response {
    let held = Held {
        address: granted.subscriber.state.keeps_seal(),
        taken: granted.lines.iter().map(taken).collect(),
        mails: granted.deliveries + granted.notices,
    };
    answer::page(StatusCode::OK, rendered(&preferences(&visit.press(), &held, saved), &visit.language))
}

fn taken(line: &Line) -> Taken {
    let subscription = &line.subscription;
    Taken {
        newsletter: subscription.newsletter.clone(),
        choices: subscription.choices.clone(),
        state: subscription.state,
        asked: subscription.consent.at,
        since: line.since,
        form: subscription.consent.form.clone(),
    }
}

/// One change for each newsletter on offer, and the language in which the form was read.
fn changes(visit: &Visit, granted: &Granted, fields: &Fields) -> Vec<Change> {
    let newsletters = visit.volume.newsletters.iter();
    let changes = newsletters.filter_map(|newsletter| change(visit, granted, fields, newsletter));
    changes.chain([Change::Speak(visit.language.clone())]).collect()
}

/// What is pending is not ticked on the page: it stays so until it is ticked, or confirmed by its own mail. Only what the
/// page showed ticked is left: what was confirmed since, in another tab, its reader did not untick.
fn change(visit: &Visit, granted: &Granted, fields: &Fields, newsletter: &Newsletter) -> Option<Change> {
    let slug = &newsletter.slug;
    let is_confirmed = granted
        .lines
        .iter()
        .map(|line| &line.subscription)
        .any(|subscription| subscription.newsletter == *slug && subscription.state == SubscriptionState::Confirmed);
    let has = |field| fields.all(field).any(|named| named == slug.as_str());
    let choices = || choices(visit, fields, newsletter);
    match (has("newsletter"), is_confirmed) {
        (true, true) => Some(Change::Choose(slug.clone(), choices())),
        (true, false) => Some(Change::Add { newsletter: slug.clone(), choices: choices(), form: CONSENT.to_owned() }),
        (false, true) if has("shown") => Some(Change::Leave(slug.clone())),
        (false, _) => None,
    }
}

/// All sections are no choice of sections, so that one which is new comes too; and so is none, for a newsletter
/// without any would never come.
fn choices(visit: &Visit, fields: &Fields, newsletter: &Newsletter) -> Choices {
    let name = |field: &str| format!("{}.{field}", newsletter.slug);
    let (section_name, changes_name) = (name("section"), name("only_changes"));
    let is_ticked = |section: &&Section| fields.all(&section_name).any(|ticked| ticked == section.slug.as_str());
    let standing = || visit.volume.archive.publication.sections.iter().filter(|section| section.ended().is_none());
    let ticked: Vec<_> = standing().filter(is_ticked).map(|section| section.slug.clone()).collect();
    let sections = if ticked.len() == standing().count() { Vec::new() } else { ticked };
    Choices { sections, only_changes: !fields.first(&changes_name).is_empty() }
}
