//! Settling a publication's proposal.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Objection, Part, Proposed, ProsePatch, edition::prose};
use crate::{
    Base, Byline, Labels, Language, Languages, Master, PageSlug, PeriodKind, Publication, PublicationId, Section,
    StandingPage, Text, Texts, publication::Link,
};

/// What a folder proposes for the publication; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublicationProposal {
    /// Its name for good: `id` in publication.toml, written by `init` and by an export, so that it survives a move.
    pub id: Option<PublicationId>,
    /// Its name.
    pub name: Labels,
    /// One line under the name.
    pub tagline: Labels,
    /// Beside the newsletter's form.
    pub about: Labels,
    /// What being on a newsletter's list can mean.
    pub risk: Labels,
    /// On what terms its texts may be used.
    pub licence: Labels,
    /// Its time zone.
    pub zone: Option<TimeZone>,
    /// Its usual period.
    pub period: Option<PeriodKind>,
    /// Whether nothing is kept on readers' devices.
    pub leave_no_trace: Option<bool>,
    /// The logo's file.
    pub logo: Option<String>,
    /// Its colours.
    pub colours: Option<Vec<(String, String)>>,
    /// Its languages.
    pub languages: Option<Languages>,
    /// Its sections.
    pub sections: Option<Vec<Section>>,
    /// Its bylines.
    pub bylines: Option<Vec<Byline>>,
    /// Its partners.
    pub partners: Option<Vec<Link>>,
    /// Its channels.
    pub channels: Option<Vec<Link>>,
    /// Its standing pages, and whether the foot leads to them.
    pub pages: Option<Vec<(PageSlug, bool)>>,
    /// The pages' texts.
    pub texts: BTreeMap<(PageSlug, Language), Proposed<ProsePatch>>,
    /// Paths of an earlier site.
    pub redirects: Option<Vec<(String, String)>>,
}

/// Lays a proposal onto the publication that is there, if any. `used` are the slugs and tags that editions hold: sections,
/// bylines and languages among them cannot be left out.
pub fn settle(
    proposal: &PublicationProposal,
    there: Option<&Publication>,
    id: PublicationId,
    logo: Option<Master>,
    terms: &Settling<'_>,
) -> Result<Publication, Vec<Objection>> {
    let mut publication =
        there.cloned().unwrap_or_else(|| blank(proposal.id.unwrap_or(id), proposal.languages.clone()));
    let p = &mut publication;
    p.name.merge(&proposal.name);
    p.tagline.merge(&proposal.tagline);
    p.about.merge(&proposal.about);
    p.risk.merge(&proposal.risk);
    p.licence.merge(&proposal.licence);
    replace(&mut p.zone, &proposal.zone);
    replace(&mut p.period, &proposal.period);
    replace(&mut p.leave_no_trace, &proposal.leave_no_trace);
    replace(&mut p.colours, &proposal.colours);
    replace(&mut p.languages, &proposal.languages);
    replace(&mut p.sections, &proposal.sections);
    replace(&mut p.bylines, &proposal.bylines);
    replace(&mut p.partners, &proposal.partners);
    replace(&mut p.channels, &proposal.channels);
    replace(&mut p.redirects, &proposal.redirects);
    p.logo = logo.or(p.logo.take());
    let mut objections = left_out(p, terms.used);
    if proposal.id.is_some_and(|id| id != p.id) {
        let problem = format!("this database holds the publication {}; one data folder holds one publication", p.id);
        objections.push(Objection::new(Part::Key("id"), problem, Some("import into another data folder: --data DIR")));
    }
    pages(proposal, p, terms, &mut objections);
    objections.sort();
    if objections.is_empty() { Ok(publication) } else { Err(objections) }
}

/// On what terms a publication's proposal is taken.
#[derive(Clone, Debug)]
pub struct Settling<'a> {
    /// Slugs of sections and bylines, and tags of languages, that editions hold.
    pub used: &'a Used,
    /// Also over revisions that the folder does not know.
    pub over: bool,
    /// The present instant.
    pub now: Timestamp,
}

/// What editions hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Used {
    /// Sections' slugs.
    pub sections: Vec<String>,
    /// Bylines' slugs.
    pub bylines: Vec<String>,
    /// Languages' tags.
    pub languages: Vec<String>,
}

fn blank(id: PublicationId, languages: Option<Languages>) -> Publication {
    let english = Language::english();
    let spoken = crate::Spoken {
        direction: english.direction(),
        name: "English".to_owned(),
        language: english,
        chain: Vec::new(),
    };
    Publication {
        id,
        name: Labels::default(),
        tagline: Labels::default(),
        about: Labels::default(),
        risk: Labels::default(),
        licence: Labels::default(),
        zone: TimeZone::UTC,
        period: PeriodKind::default(),
        leave_no_trace: false,
        logo: None,
        colours: Vec::new(),
        languages: languages.unwrap_or_else(|| Languages::only(spoken)),
        sections: Vec::new(),
        bylines: Vec::new(),
        partners: Vec::new(),
        channels: Vec::new(),
        pages: Vec::new(),
        redirects: Vec::new(),
    }
}

fn replace<T: Clone>(place: &mut T, proposed: &Option<T>) {
    if let Some(value) = proposed {
        place.clone_from(value);
    }
}

fn left_out(publication: &Publication, used: &Used) -> Vec<Objection> {
    let sections: Vec<&str> = publication.sections.iter().map(|s| s.slug.as_str()).collect();
    let bylines: Vec<&str> = publication.bylines.iter().map(|b| b.slug.as_str()).collect();
    let languages: Vec<&str> = publication.languages.iter().map(|s| s.language.as_str()).collect();
    let lists = [
        ("sections", &used.sections, sections, "a section that has ended stays in the list, with `until`"),
        (
            "bylines",
            &used.bylines,
            bylines,
            "a byline no longer to be shown stays in the list, with shown = \"hidden\"",
        ),
        ("languages", &used.languages, languages, "a language in which texts were published stays in the list"),
    ];
    let missing = lists.iter().flat_map(|(key, used, there, hint)| {
        let gone = used.iter().filter(|word| !there.contains(&word.as_str()));
        gone.map(move |word| {
            Objection::new(Part::Key(key), format!("editions hold `{word}`, which the list leaves out"), Some(hint))
        })
    });
    missing.collect()
}

fn pages(
    proposal: &PublicationProposal,
    publication: &mut Publication,
    terms: &Settling<'_>,
    objections: &mut Vec<Objection>,
) {
    if let Some(pages) = &proposal.pages {
        let before = std::mem::take(&mut publication.pages);
        let texts = |slug: &PageSlug| before.iter().find(|page| page.slug == *slug).map(|page| page.texts.clone());
        let page = |(slug, footer): &(PageSlug, bool)| StandingPage {
            slug: slug.clone(),
            footer: *footer,
            texts: texts(slug).unwrap_or_default(),
        };
        publication.pages = pages.iter().map(page).collect();
    }
    for ((slug, language), proposed) in &proposal.texts {
        let Some(page) = publication.pages.iter_mut().find(|page| page.slug == *slug) else {
            let problem = format!("pages/{slug}.{language}.md is not in the list of pages");
            objections.push(Objection::new(Part::Key("pages"), problem, Some("name it under [[pages]]")));
            continue;
        };
        objections.extend(page_text(&mut page.texts, slug, language, proposed, terms));
    }
}

fn page_text(
    texts: &mut Texts<crate::Prose>,
    slug: &PageSlug,
    language: &Language,
    proposed: &Proposed<ProsePatch>,
    terms: &Settling<'_>,
) -> Option<Objection> {
    let there = texts.0.get(language);
    let content = prose(there.map(|text| &text.content), &proposed.content);
    if there.is_some_and(|text| text.content == content && text.written == proposed.written) {
        return None;
    }
    let newest = there.map(|text| Base::of(&text.content));
    let stale = proposed.base.is_some() && newest.is_some() && proposed.base != newest && !terms.over;
    if stale {
        let problem = format!("pages/{slug}.{language}.md has changed since it was exported");
        return Some(Objection::new(Part::Key("pages"), problem, Some("export it anew, or import with --over")));
    }
    // An archive that is moved in brings the day of a text along; whoever changes one changes it now.
    let since = if there.is_some() { terms.now } else { proposed.added.unwrap_or(terms.now) };
    let first_public = there.and_then(|text| text.first_public).or(Some(since));
    let text = Text { since: Some(since), first_public, ..Text::draft(proposed.written.clone(), content) };
    texts.0.insert(language.clone(), text);
    None
}
