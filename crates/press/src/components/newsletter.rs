//! The newsletters' form: which one, to which address. It stands on every page of a publication that has newsletters.

use askama::Template;
use askama::filters::HtmlSafe;
use mailroom::{Newsletter, NewsletterSlug};
use newsroom::{Language, Permalink};

use super::LinkTo;
use crate::{Press, Words};

/// The version of the words that stand on the form: a consent record names it. Raised when they come to mean another
/// thing (the phrases from `subscribe-about` to `subscribe-after`).
pub const CONSENT: &str = "1";

/// What was given in the form, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscribing {
    /// The address as typed; shown again, so that it can be put right.
    pub address: String,
    /// The newsletter chosen; `None`: the one for the page's language.
    pub newsletter: Option<NewsletterSlug>,
    /// What is wrong. Words come from the template.
    pub wrong: Vec<Wrong>,
}

/// Something wrong in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// No address was given.
    AddressMissing,
    /// What was given is no address.
    AddressInvalid,
    /// There is no such newsletter, or no longer.
    NewsletterUnknown,
}

impl Wrong {
    /// The id of the field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::AddressMissing | Self::AddressInvalid => "address",
            Self::NewsletterUnknown => "newsletter",
        }
    }

    fn phrase(self) -> &'static str {
        match self {
            Self::AddressMissing => "address-missing",
            Self::AddressInvalid => "address-invalid",
            Self::NewsletterUnknown => "newsletter-unknown",
        }
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/form.html")]
pub struct Form {
    /// Where it is sent, by POST.
    pub action: String,
    /// "Which newsletter?"
    pub legend: String,
    /// The newsletters; none in a form that asks for an address only.
    pub newsletters: Vec<Line>,
    /// "Your e-mail address".
    pub address_label: String,
    /// The address as typed.
    pub address: String,
    /// What is asked for, and what is not; may be empty.
    pub hint: String,
    /// The label of a field that people do not see and leave empty.
    pub trap: String,
    /// The button.
    pub button: String,
    /// What being on a list can mean.
    pub risk: Option<LinkTo>,
    /// What follows; may be empty.
    pub after: String,
    /// What is wrong: the field's id and the words. Summed up by the page, and said again at the field.
    pub wrong: Vec<(&'static str, String)>,
}

impl HtmlSafe for Form {}

impl Form {
    fn wrong_with(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|(of, _)| *of == field).map(|(_, words)| words.as_str())
    }

    /// What describes the address: its hint, its error.
    fn described_by(&self) -> &'static str {
        match (self.hint.is_empty(), self.wrong_with("address").is_some()) {
            (true, false) => "",
            (true, true) => "address-wrong",
            (false, false) => "address-hint",
            (false, true) => "address-wrong address-hint",
        }
    }
}

/// A newsletter to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the form sends it.
    pub slug: NewsletterSlug,
    /// Short: «BE/RU».
    pub name: Words,
    /// What it is; may be empty.
    pub description: Words,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The form with its heading, as pages show it that are about something else.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/room.html")]
pub struct Room {
    /// "Subscribe to our newsletter".
    pub title: String,
    /// What the publication is, in its own words; may be empty.
    pub about: Words,
    /// The form.
    pub form: Form,
}

impl HtmlSafe for Room {}

/// The form with its heading, if there are newsletters.
pub fn room(press: &Press<'_>) -> Option<Room> {
    if press.newsletters().is_empty() {
        return None;
    }
    let risk = press.risk().map(|_| {
        let href = format!("{}#risk", press.link(&Permalink::Subscribe));
        LinkTo::new(Words::own(press.say("risk-link")), href)
    });
    let form = form(press, &Subscribing::default());
    Some(Room {
        title: press.say("subscribe"),
        about: press.label(&press.publication().about),
        form: Form { risk, hint: String::new(), after: String::new(), ..form },
    })
}

/// The form alone, with what was given.
pub fn form(press: &Press<'_>, given: &Subscribing) -> Form {
    let chosen = given.newsletter.as_ref().or_else(|| preset(press.newsletters(), press.language).map(|n| &n.slug));
    let line = |newsletter: &Newsletter| Line {
        slug: newsletter.slug.clone(),
        name: press.label(&newsletter.name),
        description: press.label(&newsletter.description),
        chosen: Some(&newsletter.slug) == chosen,
    };
    Form {
        action: press.link(&Permalink::Subscribe),
        legend: press.say("which-newsletter"),
        newsletters: press.newsletters().iter().map(line).collect(),
        address_label: press.say("your-address"),
        address: given.address.clone(),
        hint: press.say("address-hint"),
        trap: press.say("leave-empty"),
        button: press.say("subscribe-button"),
        risk: None,
        after: press.say("subscribe-after"),
        wrong: given.wrong.iter().map(|wrong| (wrong.field(), press.say(wrong.phrase()))).collect(),
    }
}

/// The newsletter for readers of a language, which is taken where none is named: the first that begins with it, or that
/// has it at all, or the first there is.
pub fn preset<'n>(newsletters: &'n [Newsletter], language: &Language) -> Option<&'n Newsletter> {
    let place = |newsletter: &&Newsletter| {
        newsletter.languages.iter().position(|tag| tag == language).unwrap_or(newsletter.languages.len() + 1)
    };
    newsletters.iter().min_by_key(place)
}
