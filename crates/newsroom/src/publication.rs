//! The publication: the whole, with everything of it that no edition holds.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Byline, BylineSlug, Labels, Languages, Master, PageSlug, PeriodKind, Prose, Section, SectionSlug, Texts};

/// A name for good, given at `init`: outlives domain, headline and title. Feed ids and citations are made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationId(pub Uuid);

impl PublicationId {
    /// Reads a UUID.
    pub fn parse(uuid: &str) -> Option<Self> {
        Uuid::parse_str(uuid).ok().map(Self)
    }

    /// An id for a thing of this publication that stays the same wherever it is published: a version 5 UUID (RFC 9562)
    /// of the publication's id and the thing's path.
    pub fn urn(&self, path: &str) -> String {
        format!("urn:uuid:{}", Uuid::new_v5(&self.0, path.as_bytes()))
    }
}

impl fmt::Display for PublicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The whole. One per data folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// Its name for good.
    pub id: PublicationId,
    /// Its name to readers.
    pub name: Labels,
    /// One line under the name.
    pub tagline: Labels,
    /// What it is, beside the newsletter's form.
    pub about: Labels,
    /// What being on a newsletter's list can mean, shown before the form; Markdown.
    pub risk: Labels,
    /// On what terms its texts may be used.
    pub licence: Labels,
    /// Its IANA time zone.
    pub zone: TimeZone,
    /// How long its periods are.
    pub period: PeriodKind,
    /// Readers are at risk: nothing is kept on their devices.
    pub leave_no_trace: bool,
    /// Its logo.
    pub logo: Option<Master>,
    /// Its own colours, by token: `accent`, `accent_dark`.
    pub colours: Vec<(String, String)>,
    /// Its languages.
    pub languages: Languages,
    /// Its sections, in the order of the board.
    pub sections: Vec<Section>,
    /// Its bylines.
    pub bylines: Vec<Byline>,
    /// Who stands behind it or helps.
    pub partners: Vec<Link>,
    /// Other ways to follow it, as plain links.
    pub channels: Vec<Link>,
    /// Its standing pages, in order.
    pub pages: Vec<StandingPage>,
    /// Paths of an earlier site, and where they lead now.
    pub redirects: Vec<(String, String)>,
}

/// A name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// As shown.
    pub name: String,
    /// An absolute `https:` address.
    pub link: String,
}

/// About, how we assess, privacy, imprint, or one of the publication's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingPage {
    /// Its permalink.
    pub slug: PageSlug,
    /// Whether every page's foot leads to it.
    pub footer: bool,
    /// Its text per language.
    pub texts: Texts<Prose>,
}

impl Publication {
    /// The section of this slug.
    pub fn section(&self, slug: &SectionSlug) -> Option<&Section> {
        self.sections.iter().find(|section| section.slug == *slug)
    }

    /// The byline of this slug.
    pub fn byline(&self, slug: &BylineSlug) -> Option<&Byline> {
        self.bylines.iter().find(|byline| byline.slug == *slug)
    }

    /// The standing page of this slug.
    pub fn page(&self, slug: &PageSlug) -> Option<&StandingPage> {
        self.pages.iter().find(|page| page.slug == *slug)
    }

    /// The day of an instant in the publication's zone.
    pub fn day_of(&self, instant: Timestamp) -> Date {
        instant.to_zoned_datetime(self.zone.clone()).date()
    }
}
