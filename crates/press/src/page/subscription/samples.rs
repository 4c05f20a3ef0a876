//! Samples of every state.

use jiff::Timestamp;
use mailroom::{Choices, NewsletterSlug};
use newsroom::{Language, SectionSlug};

use super::{PreferencesPage, Step, StepPage, Taken, lost, preferences, step};
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
        let taken = |slug: &str, choices: Choices, confirmed| {
            let asked: Timestamp = Timestamp::from_second(1_591_000_000).unwrap_or_default();
            let newsletter = NewsletterSlug::parse(slug).ok()?;
            let confirmed = if confirmed { Some(asked) } else { None };
            Some(Taken { newsletter, choices, asked, confirmed, form: CONSENT.to_owned() })
        };
        let one: Vec<Taken> = taken("en", Choices::default(), true).into_iter().collect();
        let both: Vec<Taken> = one.iter().cloned().chain(taken("be-ru", few, true)).collect();
        let asked: Vec<Taken> = one.iter().cloned().chain(taken("be-ru", Choices::default(), false)).collect();
        vec![
            ("typical", preferences(&press, &one, false)),
            ("few-sections", preferences(&press, &both, true)),
            ("pending", preferences(&press, &asked, false)),
            ("nothing-taken", preferences(&press, &[], false)),
        ]
    }
}
