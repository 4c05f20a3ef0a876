//! Newsletters: standing lines one subscribes to.

use std::fmt;

use newsroom::{Edition, Labels, Language, Missing, Publication, PublicationId, slug::NotASlug};

use crate::Pace;

/// Names a newsletter: small Latin letters, digits and hyphens, as `be-ru`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NewsletterSlug(String);

impl NewsletterSlug {
    /// Takes a word that is a slug.
    pub fn parse(word: &str) -> Result<Self, NotASlug> {
        newsroom::PageSlug::parse(word).map(|slug| Self(slug.as_str().to_owned()))
    }

    /// The slug as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NewsletterSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A standing line one subscribes to. Its words per language are labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    /// Its name in commands and forms.
    pub slug: NewsletterSlug,
    /// Its languages in order: a text missing in the first is sent in the next. Never empty.
    pub languages: Vec<Language>,
    /// Short, as on a button: «BE/RU».
    pub name: Labels,
    /// What it is: "Belarusian, or else Russian".
    pub description: Labels,
    /// When it goes.
    pub pace: Pace,
    /// The name mails come from; may be neutral, so that an open mailbox does not tell.
    pub sender: Labels,
    /// The address mails come from; must be of a domain that the SMTP route may send for.
    pub from: String,
    /// Where an answer goes; empty: to `from`.
    pub reply_to: String,
    /// The postal address that some laws ask for.
    pub postal: Labels,
    /// Lines at the foot of each mail.
    pub footer: Labels,
    /// A subject that does not tell what it is; empty: publication and dates.
    pub subject: Labels,
    /// The base of links in its mails, where it differs from the site's; empty: the site's.
    pub base: String,
    /// Whether texts are sent in full, or their leads.
    pub in_full: bool,
}

impl Newsletter {
    /// Its List-Id (RFC 2919), without angle brackets: made from the publication's id, so that readers' rules hold when
    /// the domain changes, and saying neither the publication's name nor its own. It stands in the namespace that
    /// RFC 2919 (section 3) has for lists without a domain.
    pub fn list_id(&self, publication: PublicationId) -> String {
        self.slug.list_id(publication)
    }

    /// Whether the edition has every section, verdict and text that is expected, in the newsletter's first language.
    pub fn is_complete<P>(&self, edition: &Edition<P>, publication: &Publication) -> bool {
        edition.missing(publication).iter().all(|gap| match gap {
            Missing::Reason(_, language) | Missing::Translation(_, language) => {
                self.languages.first() != Some(language)
            }
            Missing::Section(_) | Missing::Verdict(_) | Missing::Commentary(_) => false,
        })
    }
}

impl NewsletterSlug {
    fn list_id(&self, publication: PublicationId) -> String {
        let urn = publication.urn(&format!("newsletters/{self}"));
        format!("{}.localhost", urn.trim_start_matches("urn:uuid:").replace('-', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_id_comes_from_the_publications_id_alone() {
        let publication = PublicationId::parse("11111111-2222-4333-8444-555555555555").unwrap();
        let list_id = |slug| NewsletterSlug::parse(slug).unwrap().list_id(publication);
        assert_eq!(list_id("be-ru"), "edf1d8b671225379ad5d96595068776c.localhost");
        assert_ne!(list_id("en"), list_id("be-ru"));
    }
}
