//! Samples of every state.

use jiff::Timestamp;
use mailroom::{Choices, NewsletterSlug, SubscriptionState};
use newsroom::{Language, SectionSlug};

use super::{Held, PreferencesPage, Step, StepPage, Taken, lost, preferences, step};
use crate::components::{CONSENT, Subscribing, Wrong};
use crate::sample::Cast;

impl StepPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let cast = Cast::with_newsletters();
        let press = cast.press(language);
        let Some(newsletter) = cast.newsletters.last() else { return Vec::new() };
        let steps = [
            ("asked", Step::Asked),
            ("confirm", Step::Confirm(newsletter)),
            ("confirmed", Step::Confirmed(newsletter)),
            ("already", Step::Already(newsletter)),
            ("leave", Step::Leave(newsletter)),
            ("left", Step::Left(newsletter)),
            ("refuse", Step::Refuse),
            ("refused", Step::Refused),
            ("erase", Step::Erase),
            ("erased", Step::Erased),
            ("link-asked", Step::LinkAsked),
            ("gone", Step::Gone),
            ("busy", Step::Busy),
            ("foreign", Step::Foreign),
        ];
        let mut samples: Vec<_> = steps.into_iter().map(|(name, of)| (name, step(&press, of))).collect();
        let wrong = Subscribing { wrong: vec![Wrong::AddressMissing], ..Subscribing::default() };
        samples.push(("lost", lost(&press, &Subscribing::default())));
        samples.push(("lost-again", lost(&press, &wrong)));
        samples
    }
}

impl PreferencesPage {
    /// The page in each state it can be in.
    pub fn samples(language: &Language) -> Vec<(&'static str, Self)> {
        let cast = Cast::with_newsletters();
        let press = cast.press(language);
        let section = |slug| SectionSlug::parse(slug).ok();
        let few =
            Choices { sections: ["economy", "civil"].into_iter().filter_map(section).collect(), only_changes: true };
        let asked = Timestamp::from_second(1_591_000_000).unwrap_or_default();
        let taken = |slug: &str, state, choices: Choices| {
            let newsletter = NewsletterSlug::parse(slug).ok()?;
            Some(Taken { newsletter, choices, state, asked, since: asked, form: CONSENT.to_owned() })
        };
        let held = |mails, taken: Vec<Option<Taken>>| Held {
            address: mails > 0,
            taken: taken.into_iter().flatten().collect(),
            mails,
        };
        let (confirmed, all) = (SubscriptionState::Confirmed, Choices::default());
        let english = || taken("en", confirmed, all.clone());
        let pending = taken("be-ru", SubscriptionState::Pending, all.clone());
        let left = || taken("be-ru", SubscriptionState::Left, all.clone());
        vec![
            ("typical", preferences(&press, &held(1, vec![english()]), false)),
            ("few-sections", preferences(&press, &held(22, vec![english(), taken("be-ru", confirmed, few)]), true)),
            ("pending", preferences(&press, &held(3, vec![english(), pending]), false)),
            ("one-left", preferences(&press, &held(5, vec![english(), left()]), false)),
            ("nothing-taken", preferences(&press, &held(0, vec![left()]), false)),
        ]
    }
}
