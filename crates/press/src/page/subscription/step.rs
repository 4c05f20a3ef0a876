//! One step of a subscription: what is so, or what one press would do. A single template, for each says little.

use askama::Template;
use mailroom::Newsletter;
use newsroom::Permalink;

use super::{SubscriptionPlace, frame, place};
use crate::components::{self, Form, Latest, LinkTo, Subscribing};
use crate::{Frame, Press, Words, dates};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The newsletter was asked for. The same for every address.
    Asked,
    /// One press subscribes.
    Confirm(&'a Newsletter),
    /// It is done.
    Confirmed(&'a Newsletter),
    /// It was done before.
    Already(&'a Newsletter),
    /// One press leaves.
    Leave(&'a Newsletter),
    /// It is left, now or before.
    Left(&'a Newsletter),
    /// One press, and nothing is sent again.
    Refuse,
    /// Nothing is sent again.
    Refused,
    /// One press deletes all.
    Erase,
    /// All is deleted.
    Erased,
    /// The link was asked for. The same for every address.
    LinkAsked,
    /// The token is unknown, or too old.
    Gone,
    /// There are too many requests just now.
    Busy,
    /// The form was sent from another site's page.
    Foreign,
}

impl<'a> Step<'a> {
    fn id(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Confirm(_) => "confirm",
            Self::Confirmed(_) => "confirmed",
            Self::Already(_) => "already",
            Self::Leave(_) => "leave",
            Self::Left(_) => "left",
            Self::Refuse => "refuse",
            Self::Refused => "refused",
            Self::Erase => "erase",
            Self::Erased => "erased",
            Self::LinkAsked => "link-asked",
            Self::Gone => "gone",
            Self::Busy => "busy",
            Self::Foreign => "foreign",
        }
    }

    fn newsletter(self) -> Option<&'a Newsletter> {
        match self {
            Self::Confirm(of) | Self::Confirmed(of) | Self::Already(of) | Self::Leave(of) | Self::Left(of) => Some(of),
            _ => None,
        }
    }

    fn has_button(self) -> bool {
        matches!(self, Self::Confirm(_) | Self::Leave(_) | Self::Refuse | Self::Erase)
    }

    fn shows_the_edition(self) -> bool {
        matches!(self, Self::Confirmed(_) | Self::Already(_))
    }

    /// Phrases with what is said below: nothing that is not needed before a button, so that a phone shows it at once.
    fn more(self) -> &'static [&'static str] {
        match self {
            Self::Asked | Self::LinkAsked => &["asked-more", "asked-spam"],
            Self::Confirm(_) => &["confirm-more"],
            Self::Confirmed(_) | Self::Already(_) => &["confirmed-more", "confirmed-spam"],
            Self::Leave(_) => &["leave-more"],
            Self::Left(_) => &["left-more"],
            Self::Refuse => &["refuse-more"],
            Self::Refused => &["refused-more"],
            Self::Erase => &["erase-more"],
            Self::Erased | Self::Gone | Self::Busy | Self::Foreign => &[],
        }
    }
}

/// The page of a step.
#[derive(Clone, Debug, Template)]
#[template(path = "page/subscription.html")]
pub struct StepPage {
    /// What every page has.
    pub frame: Frame,
    /// What is so.
    pub title: String,
    /// What that means.
    pub about: String,
    /// Whether something was done just now, so that readers of the page by ear are told.
    pub done: bool,
    /// The button of what one press would do.
    pub button: Option<String>,
    /// The form for those who lost their link.
    pub form: Option<Form>,
    /// "There is a problem".
    pub wrong_title: String,
    /// What else is to be known.
    pub more: Vec<String>,
    /// Where to go from here, with what that is called.
    pub ways: (String, Vec<LinkTo>),
    /// The newest edition.
    pub latest: Option<Latest>,
}

/// The page of a step, in the language of the request.
pub fn step(press: &Press<'_>, step: Step<'_>) -> StepPage {
    let id = step.id();
    let name = step.newsletter().map(|newsletter| press.label(&newsletter.name).text).unwrap_or_default();
    let say = |id: &str| press.say_with(id, &[("newsletter", name.as_str().into())]);
    // A heading is balanced, not bound: it is found by the words as one types them.
    let title = say(id).replace('\u{a0}', " ");
    StepPage {
        frame: frame(press, &title),
        title,
        about: say(&format!("{id}-about")),
        done: matches!(step, Step::Confirmed(_) | Step::Left(_) | Step::Refused | Step::Erased),
        button: step.has_button().then(|| say(&format!("{id}-button"))),
        form: None,
        wrong_title: press.say("form-problem"),
        more: step.more().iter().map(|id| say(id)).collect(),
        ways: (press.say("error-ways-on"), ways(press, step)),
        latest: if step.shows_the_edition() { components::latest(press, None) } else { None },
    }
}

/// The form for those who lost their link, with what was given if it is shown again.
pub fn lost(press: &Press<'_>, given: &Subscribing) -> StepPage {
    let title = press.say("lost");
    let form = Form {
        action: SubscriptionPlace::Lost.link(press.language),
        newsletters: Vec::new(),
        hint: String::new(),
        after: String::new(),
        button: press.say("lost-button"),
        ..components::form(press, given)
    };
    StepPage {
        frame: frame(press, &title),
        title,
        about: press.say("lost-about"),
        done: false,
        button: None,
        form: Some(form),
        wrong_title: press.say("form-problem"),
        more: Vec::new(),
        ways: (press.say("error-ways-on"), Vec::new()),
        latest: None,
    }
}

/// A page with a button leads nowhere else but back.
fn ways(press: &Press<'_>, step: Step<'_>) -> Vec<LinkTo> {
    let link = |id: &str, href: String| LinkTo::new(Words::own(press.say(id)), href);
    let form = |id: &str, href: String| Some(link(id, href)).filter(|_| !press.newsletters().is_empty());
    let subscribe = form("subscribe-again", press.link(&Permalink::Subscribe));
    let lost = form("lost", SubscriptionPlace::Lost.link(press.language));
    match step {
        Step::Erase => vec![link("back-to-preferences", place::in_language("./", press.language))],
        Step::Gone | Step::Foreign => subscribe.into_iter().chain(lost).chain(newest(press)).collect(),
        Step::Asked | Step::LinkAsked | Step::Busy | Step::Refused => newest(press),
        Step::Left(_) | Step::Erased => newest(press).into_iter().chain(subscribe).collect(),
        _ => Vec::new(),
    }
}

fn newest(press: &Press<'_>) -> Vec<LinkTo> {
    let newest = press.archive.newest().map(|edition| {
        let period = dates::period(&edition.period, press.voice());
        let name = press.say_with("error-newest", &[("period", period.into())]);
        LinkTo::new(Words::own(name), press.link(&Permalink::Edition(edition.slug.clone())))
    });
    newest.into_iter().collect()
}
