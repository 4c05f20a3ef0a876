//! The cast: a small publication about Vesnia with two newsletters.

use jiff::tz::TimeZone;
use mailroom::{Newsletter, NewsletterSlug, Pace};
use newsroom::language::Spoken;
use newsroom::proposal::publication::PublicationProposal;
use newsroom::{Labels, Language, Languages, PeriodKind, Section, SectionName, SectionSlug};

pub fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

pub fn newsletter(slug: &str) -> NewsletterSlug {
    NewsletterSlug::parse(slug).unwrap()
}

pub fn section(slug: &str) -> SectionSlug {
    SectionSlug::parse(slug).unwrap()
}

/// Security, economy and civil, in three languages.
pub fn publication() -> PublicationProposal {
    PublicationProposal {
        name: Labels::from([("en", "Situation in Vesnia"), ("be", "Сітуацыя ў Весніі")]),
        risk: Labels::from([("en", "# Is it safe?\n\nWho finds a letter knows that you read us.")]),
        zone: Some(TimeZone::get("Europe/Vilnius").unwrap()),
        period: Some(PeriodKind::Week),
        languages: Languages::new(vec![spoken("en", &[]), spoken("be", &["ru"]), spoken("ru", &["be"])]),
        sections: Some(["security", "economy", "civil"].map(subject).into()),
        ..Default::default()
    }
}

fn spoken(tag: &str, chain: &[&str]) -> Spoken {
    let language = language(tag);
    let chain = chain.iter().map(|tag| self::language(tag)).collect();
    Spoken { direction: language.direction(), name: tag.to_uppercase(), language, chain }
}

fn subject(slug: &str) -> Section {
    let title = Labels::from([("en", slug)]);
    let name = SectionName { from: None, until: None, title, inside: Labels::default(), yardstick: Labels::default() };
    Section { slug: section(slug), names: vec![name] }
}

/// English; Belarusian, or else Russian.
pub fn newsletters() -> Vec<Newsletter> {
    vec![line("en", "EN", &["en"]), line("be-ru", "BE/RU", &["be", "ru"])]
}

pub fn line(slug: &str, name: &str, languages: &[&str]) -> Newsletter {
    Newsletter {
        slug: newsletter(slug),
        languages: languages.iter().map(|tag| language(tag)).collect(),
        name: Labels::from([("en", name)]),
        description: Labels::from([("en", "Mondays.")]),
        pace: Pace::AtOnce,
        sender: Labels::default(),
        from: "digest@example.org".to_owned(),
        reply_to: String::new(),
        postal: Labels::default(),
        footer: Labels::default(),
        subject: Labels::default(),
        base: "https://mirror.example.org".to_owned(),
        in_full: true,
    }
}
