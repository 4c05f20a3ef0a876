//! Everything a subscriber can choose, and what we hold.

use askama::Template;
use jiff::Timestamp;
use mailroom::{Choices, Newsletter, NewsletterSlug, SubscriptionState};
use newsroom::{Permalink, SectionSlug};

use super::{frame, place};
use crate::components::LinkTo;
use crate::{Frame, Press, Words, dates};

/// What we hold about a subscriber.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Whether the address is still there: it goes with the last newsletter.
    pub address: bool,
    /// Each newsletter that was asked for, those left too.
    pub taken: Vec<Taken>,
    /// Of how many mails we know what became of them.
    pub mails: u64,
}

/// A subscription as its subscriber sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Of which newsletter.
    pub newsletter: NewsletterSlug,
    /// What of it is wanted.
    pub choices: Choices,
    /// How far it is.
    pub state: SubscriptionState,
    /// When it was asked for.
    pub asked: Timestamp,
    /// Since when it is so far.
    pub since: Timestamp,
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
    /// The newsletters; none for those who left them all, whom only the newsletters' form helps.
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
    /// The newsletters' form, for those who left them all.
    pub again: Option<LinkTo>,
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
pub fn preferences(press: &Press<'_>, held: &Held, saved: bool) -> PreferencesPage {
    let title = press.say("preferences");
    let offered = press.newsletters().iter().filter(|_| held.address);
    PreferencesPage {
        frame: frame(press, &title),
        title,
        about: press.say(if held.address { "preferences-about" } else { "preferences-left" }),
        saved: if saved { press.say("preferences-saved") } else { String::new() },
        lines: offered.map(|newsletter| choosing(press, newsletter, &held.taken)).collect(),
        sections_label: press.say("preferences-sections"),
        changes_label: press.say("preferences-changes"),
        button: press.say("preferences-button"),
        leaving: press.say("preferences-leaving"),
        held: (press.say("held"), lines(press, held)),
        erasure: (press.say("erasure"), press.say("erasure-about"), erasure(press)),
        again: again(press).filter(|_| !held.address),
    }
}

fn choosing(press: &Press<'_>, newsletter: &Newsletter, taken: &[Taken]) -> Choosing {
    // What is only asked for is not ticked: to save the page would confirm what somebody else may have asked for.
    let is_taken = |taken: &&Taken| taken.newsletter == newsletter.slug && taken.state == SubscriptionState::Confirmed;
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

/// One line for the address, one a subscription, one for the mails, one for what there is not.
fn lines(press: &Press<'_>, held: &Held) -> Vec<String> {
    let mut lines = vec![press.say(if held.address { "held-address" } else { "held-code" })];
    lines.extend(held.taken.iter().map(|taken| line(press, taken)));
    lines.extend((held.mails > 0).then(|| press.say_with("held-mails", &[("n", held.mails.into())])));
    lines.push(press.say("held-nothing-else"));
    lines
}

fn line(press: &Press<'_>, taken: &Taken) -> String {
    let newsletter = press.newsletters().iter().find(|newsletter| newsletter.slug == taken.newsletter);
    let name = newsletter.map_or_else(|| taken.newsletter.to_string(), |found| press.label(&found.name).text);
    let day = |at| dates::instant_day(at, &press.publication().zone, press.voice());
    let id = match taken.state {
        SubscriptionState::Pending => "held-pending",
        SubscriptionState::Confirmed => "held-subscription",
        SubscriptionState::Left => "held-left",
    };
    let gaps = [
        ("newsletter", name.into()),
        ("asked", day(taken.asked).into()),
        ("since", day(taken.since).into()),
        ("form", taken.form.as_str().into()),
    ];
    press.say_with(id, &gaps)
}

fn erasure(press: &Press<'_>) -> LinkTo {
    LinkTo::new(Words::own(press.say("erasure-link")), place::in_language("erasure", press.language))
}

fn again(press: &Press<'_>) -> Option<LinkTo> {
    let link = || LinkTo::new(Words::own(press.say("subscribe-again")), press.link(&Permalink::Subscribe));
    (!press.newsletters().is_empty()).then(link)
}
