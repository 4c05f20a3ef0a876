//! Everything a subscriber can choose, and what we hold.

use askama::Template;
use jiff::Timestamp;
use mailroom::{Choices, Newsletter, NewsletterSlug};
use newsroom::SectionSlug;

use super::{frame, place};
use crate::components::LinkTo;
use crate::{Frame, Press, Words, dates};

/// A subscription as its subscriber sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Of which newsletter.
    pub newsletter: NewsletterSlug,
    /// What of it is wanted.
    pub choices: Choices,
    /// When it was asked for.
    pub asked: Timestamp,
    /// When it was confirmed.
    pub confirmed: Option<Timestamp>,
    /// Under which text of the form.
    pub form: String,
}

/// The page with all choices.
#[derive(Clone, Debug, Template)]
#[template(path = "page/subscriptions.html")]
pub struct PreferencesPage {
    /// What every page has.
    pub frame: Frame,
    /// "Your newsletters".
    pub title: String,
    /// What the page does not show.
    pub about: String,
    /// That the choices were saved; else empty.
    pub saved: String,
    /// The newsletters.
    pub lines: Vec<Choosing>,
    /// "Which sections?"
    pub sections_label: String,
    /// "Only when one of them improved or worsened".
    pub changes_label: String,
    /// "Save".
    pub button: String,
    /// How to leave.
    pub leaving: String,
    /// What we hold, with its heading.
    pub held: (String, Vec<String>),
    /// Deletes all, with its heading and what that is.
    pub erasure: (String, String, LinkTo),
}

/// A newsletter with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// As the form sends it; before the names of its choices too.
    pub slug: NewsletterSlug,
    /// Short: «BE/RU».
    pub name: Words,
    /// What it is; may be empty.
    pub description: Words,
    /// Whether it comes.
    pub taken: bool,
    /// The sections, each with whether it is wanted.
    pub sections: Vec<(SectionSlug, Words, bool)>,
    /// Whether only changes are wanted.
    pub only_changes: bool,
}

/// The page with the choices of one subscriber; `saved` after they were sent.
pub fn preferences(press: &Press<'_>, taken: &[Taken], saved: bool) -> PreferencesPage {
    let title = press.say("preferences");
    PreferencesPage {
        frame: frame(press, &title),
        title,
        about: press.say("preferences-about"),
        saved: if saved { press.say("preferences-saved") } else { String::new() },
        lines: press.newsletters().iter().map(|newsletter| choosing(press, newsletter, taken)).collect(),
        sections_label: press.say("preferences-sections"),
        changes_label: press.say("preferences-changes"),
        button: press.say("preferences-button"),
        leaving: press.say("preferences-leaving"),
        held: (press.say("held"), held(press, taken)),
        erasure: (press.say("erasure"), press.say("erasure-about"), erasure(press)),
    }
}

fn choosing(press: &Press<'_>, newsletter: &Newsletter, taken: &[Taken]) -> Choosing {
    // What is only asked for is not ticked: to save the page would confirm what somebody else may have asked for.
    let is_taken = |taken: &&Taken| taken.newsletter == newsletter.slug && taken.confirmed.is_some();
    let choices = taken.iter().find(is_taken).map(|taken| &taken.choices);
    let wanted = |section: &SectionSlug| {
        choices.is_none_or(|choices| choices.sections.is_empty() || choices.sections.contains(section))
    };
    let standing = press.publication().sections.iter().filter(|section| section.ended().is_none());
    Choosing {
        slug: newsletter.slug.clone(),
        name: press.label(&newsletter.name),
        description: press.label(&newsletter.description),
        taken: choices.is_some(),
        sections: standing
            .map(|section| (section.slug.clone(), press.label(&section.name().title), wanted(&section.slug)))
            .collect(),
        only_changes: choices.is_some_and(|choices| choices.only_changes),
    }
}

/// One line for the address, one a subscription, one for what there is not.
fn held(press: &Press<'_>, taken: &[Taken]) -> Vec<String> {
    let mut lines = vec![press.say("held-address")];
    lines.extend(taken.iter().map(|taken| held_of(press, taken)));
    lines.push(press.say("held-nothing-else"));
    lines
}

fn held_of(press: &Press<'_>, taken: &Taken) -> String {
    let newsletter = press.newsletters().iter().find(|newsletter| newsletter.slug == taken.newsletter);
    let name = newsletter.map_or_else(|| taken.newsletter.to_string(), |found| press.label(&found.name).text);
    let day = |at| dates::instant_day(at, &press.publication().zone, press.voice());
    let mut gaps =
        vec![("newsletter", name.into()), ("asked", day(taken.asked).into()), ("form", taken.form.as_str().into())];
    let Some(confirmed) = taken.confirmed else { return press.say_with("held-pending", &gaps) };
    gaps.push(("confirmed", day(confirmed).into()));
    press.say_with("held-subscription", &gaps)
}

fn erasure(press: &Press<'_>) -> LinkTo {
    LinkTo::new(Words::own(press.say("erasure-link")), place::in_language("erasure", press.language))
}
