//! The cast: a small publication about Vesnia, and weeks of it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use newsroom::language::Spoken;
use newsroom::proposal::publication::PublicationProposal;
use newsroom::proposal::{EditionProposal, FrontPatch, Proposed, ProposedCommentary, ProposedSection, ProsePatch};
use newsroom::publication::Link;
use newsroom::{
    Byline, BylineSlug, CommentarySlug, EditionSlug, Kind, Labels, Language, Languages, MailWords, PageSlug, Period,
    PeriodKind, Section, SectionName, SectionSlug, Shown, Verdict, Written,
};

pub fn now() -> Timestamp {
    "2020-07-01T10:00:00.123456Z".parse().unwrap()
}

pub fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

pub fn edition(slug: &str) -> EditionSlug {
    EditionSlug::parse(slug).unwrap()
}

pub fn section(slug: &str) -> SectionSlug {
    SectionSlug::parse(slug).unwrap()
}

pub fn commentary(slug: &str) -> CommentarySlug {
    CommentarySlug::parse(slug).unwrap()
}

pub fn byline(slug: &str) -> BylineSlug {
    BylineSlug::parse(slug).unwrap()
}

pub fn page(slug: &str) -> PageSlug {
    PageSlug::parse(slug).unwrap()
}

/// Security, economy and civil; Smalich and the group; one standing page.
pub fn publication() -> PublicationProposal {
    let link = |name: &str| Link { name: name.to_owned(), link: "https://example.org/".to_owned() };
    PublicationProposal {
        id: None,
        name: Labels::from([("en", "Situation in Vesnia"), ("be", "Сітуацыя ў Весніі")]),
        tagline: Labels::from([("en", "A weekly digest")]),
        about: Labels::from([("en", "Every Monday.")]),
        risk: Labels::from([("en", "Who finds this letter knows that you read us.")]),
        licence: Labels::from([("en", "CC BY 4.0")]),
        zone: Some(TimeZone::get("Europe/Vilnius").unwrap()),
        period: Some(PeriodKind::Week),
        leave_no_trace: Some(true),
        colours: Some(vec![("accent".to_owned(), "#4b2e83".to_owned())]),
        languages: Languages::new(vec![spoken("en", &["ru", "be"]), spoken("be", &["ru"]), spoken("ru", &[])]),
        sections: Some(["security", "economy", "civil"].map(subject).into()),
        bylines: Some(vec![author("smalich", Shown::PenName), author("group", Shown::Group)]),
        partners: Some(vec![link("Institute of Two Rivers")]),
        channels: Some(vec![link("Telegram"), link("Mastodon")]),
        pages: Some(vec![(page("about"), true)]),
        texts: [((page("about"), language("en")), original(prose("About us")))].into(),
        redirects: Some(vec![("/2020/old".to_owned(), "/en/editions/2020-06-22/".to_owned())]),
        logo: None,
    }
}

pub fn spoken(tag: &str, chain: &[&str]) -> Spoken {
    let language = language(tag);
    let chain = chain.iter().map(|tag| self::language(tag)).collect();
    Spoken { direction: language.direction(), name: tag.to_uppercase(), language, chain }
}

pub fn subject(slug: &str) -> Section {
    Section { slug: section(slug), names: vec![called(None, slug)] }
}

pub fn called(from: Option<Date>, title: &str) -> SectionName {
    SectionName {
        from,
        until: None,
        title: Labels::from([("en", title)]),
        inside: Labels::from([("en", "in it"), ("be", "у ёй")]),
        yardstick: Labels::default(),
    }
}

pub fn author(slug: &str, shown: Shown) -> Byline {
    let about = Labels::from([("ru", "пишет о ценах")]);
    Byline { slug: byline(slug), shown, name: Labels::from([("en", slug)]), about }
}

pub fn prose(headline: &str) -> ProsePatch {
    ProsePatch {
        headline: Some(headline.to_owned()),
        lead: Some(format!("{headline}, in short.")),
        body: format!("{headline} on June 23.[^1]\n\n[^1]: “Source”.\n"),
        outlook: None,
    }
}

pub fn original<P>(content: P) -> Proposed<P> {
    Proposed { content, written: Written::Original, base: None, added: None }
}

pub fn translated<P>(content: P, from: &str) -> Proposed<P> {
    Proposed { written: Written::TranslatedFrom(language(from)), ..original(content) }
}

/// A draft of the week that begins on a day: security with a commentary in en and be, economy with a verdict alone.
pub fn week(first_day: &str) -> EditionProposal {
    let period = Period::week_of(first_day.parse().unwrap());
    let mut security = judged("security", Verdict::Unchanged);
    security.reasons.insert(language("be"), translated("Як было.".to_owned(), "en"));
    security.commentaries[0].bylines = Some(vec![byline("smalich"), byline("group")]);
    let front = FrontPatch { overview: Some("A quiet week.".to_owned()), takeaways: Some(vec!["Calm.".to_owned()]) };
    let text = |tag: &str| (commentary("security"), language(tag));
    EditionProposal {
        kind: Kind::Regular,
        flash: 1,
        period,
        cutoff: Some(hour(period.last(), 15)),
        published: None,
        number: None,
        year_number: None,
        withdrawn: None,
        mail: MailWords {
            greeting: Labels::from([("en", "Good morning."), ("be", "Добрай раніцы.")]),
            ..Default::default()
        },
        fronts: [(language("en"), original(front))].into(),
        sections: Some(vec![security, judged("economy", Verdict::Worsened)]),
        texts: [
            (text("be"), translated(prose("Граніца маўчыць"), "en")),
            (text("en"), original(prose("The border is silent"))),
        ]
        .into(),
        corrections: Default::default(),
    }
}

/// The same week, published on the Monday after it.
pub fn published(first_day: &str) -> EditionProposal {
    let week = week(first_day);
    let monday = week.period.last().tomorrow().unwrap();
    EditionProposal { published: Some(hour(monday, 8)), ..week }
}

fn hour(day: Date, hour: i8) -> Timestamp {
    day.at(hour, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp()
}

pub fn judged(slug: &str, verdict: Verdict) -> ProposedSection {
    ProposedSection {
        section: section(slug),
        verdict: Some(verdict),
        reasons: [(language("en"), original(format!("{slug} is {verdict}.")))].into(),
        commentaries: vec![ProposedCommentary::default()],
    }
}

/// The proposal with another headline of its English commentary.
pub fn headed(mut week: EditionProposal, headline: &str) -> EditionProposal {
    let text = week.texts.get_mut(&(commentary("security"), language("en"))).unwrap();
    text.content.headline = Some(headline.to_owned());
    week
}

/// The sections of a proposal.
pub fn sections(week: &mut EditionProposal) -> &mut Vec<ProposedSection> {
    week.sections.as_mut().unwrap()
}
