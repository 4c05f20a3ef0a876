//! The newsletters' own page: what being on a list can mean, the ways without a list, and the form.

use askama::Template;
use mailroom::NewsletterSlug;
use newsroom::{Language, Permalink};

use crate::components::{self, Follow, Form, LinkTo, Subscribing, Wrong};
use crate::markup::{self, Notes};
use crate::page::subscription::SubscriptionPlace;
use crate::sample::{self, Cast};
use crate::{Absent, Frame, Head, Lang, Press, Words};

/// The page with the form.
#[derive(Clone, Debug, Template)]
#[template(path = "page/subscribe.html")]
pub struct SubscribePage {
    /// What every page has.
    pub frame: Frame,
    /// "Subscribe to our newsletter".
    pub title: String,
    /// What comes, and how often.
    pub about: String,
    /// "There is a problem".
    pub wrong_title: String,
    /// The publication's own notice.
    pub risk: Option<Risk>,
    /// The form.
    pub form: Form,
    /// "Subscribed already?", and where to ask for the link in every mail.
    pub lost: (String, LinkTo),
    /// Ways that know of no reader.
    pub ways: Ways,
}

/// What being on a list can mean, in the publication's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// What the notice is called.
    pub label: String,
    /// Its language.
    pub lang: Lang,
    /// The notice as HTML, sanitised.
    pub html: String,
}

/// Feeds and channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// "Or stay off the list".
    pub title: String,
    /// Why one would.
    pub about: String,
    /// The links.
    pub links: Vec<LinkTo>,
}

/// The page in the reader's language, with what was given if the form is shown again. Absent without newsletters.
pub fn page(press: &Press<'_>, given: &Subscribing) -> Result<SubscribePage, Absent> {
    if press.newsletters().is_empty() {
        return Err(Absent::Unknown);
    }
    let title = press.say("subscribe");
    let about = press.say("subscribe-about");
    let head = Head { heading: title.clone(), description: about.clone(), ..Head::default() };
    Ok(SubscribePage {
        frame: Frame::new(press, Some(&Permalink::Subscribe), head),
        title,
        about,
        wrong_title: press.say("form-problem"),
        risk: risk(press),
        form: components::form(press, given),
        lost: lost(press),
        ways: ways(press),
    })
}

/// The notice's own first heading is the section's.
fn risk(press: &Press<'_>) -> Option<Risk> {
    let (tag, words) = press.risk()?.along(press.languages(), press.language)?;
    let (back, source) = (press.say("back"), press.say("source"));
    let notes = Notes { prefix: "risk-", first: 1, back_label: &back, source_label: &source };
    let html = markup::html(words, tag, &notes);
    Some(Risk { label: press.say("risk-link"), lang: press.lang(tag), html: html.body })
}

fn lost(press: &Press<'_>) -> (String, LinkTo) {
    let link = LinkTo::new(Words::own(press.say("subscribe-lost-link")), SubscriptionPlace::Lost.link(press.language));
    (press.say("subscribe-lost"), link)
}

fn ways(press: &Press<'_>) -> Ways {
    let Follow { links, .. } = components::follow(press, None);
    Ways { title: press.say("off-the-list"), about: press.say("off-the-list-about"), links }
}

impl SubscribePage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let of = |wrong: &[Wrong], address: &str| Subscribing {
            address: address.to_owned(),
            newsletter: NewsletterSlug::parse("be-ru").ok(),
            wrong: wrong.to_vec(),
        };
        let shown =
            |name, cast: Cast, given: Subscribing| sample::each([(name, cast)], language, |press| page(press, &given));
        [
            shown("typical", Cast::with_newsletters(), Subscribing::default()),
            shown("no-notice", Cast::with_newsletters().without_notice(), Subscribing::default()),
            shown("one-newsletter", Cast::with_one_newsletter(), Subscribing::default()),
            shown("address-missing", Cast::with_newsletters(), of(&[Wrong::AddressMissing], "")),
            shown(
                "both-wrong",
                Cast::with_newsletters(),
                of(&[Wrong::NewsletterUnknown, Wrong::AddressInvalid], "alena at <mail>"),
            ),
        ]
        .concat()
    }
}
