//! The plate: an edition's mail compiled once for a newsletter and a set of choices, with holes for each reader.

use jiff::Timestamp;
use mailroom::{Choices, Newsletter};
use newsroom::{Archive, CommentarySlug, Edition, Language, Languages, Spoken};

use super::envelope::{self, Envelope, Letter, List, Sender};
use super::holes::Holed;
use super::html::fitted;
use super::matter::matter;
use super::text::text;
use crate::{Origin, Press};

/// What a plate is made from.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Everything ever published, this edition too.
    pub archive: &'a Archive,
    /// The edition in full.
    pub edition: &'a Edition,
    /// The newsletter.
    pub newsletter: &'a Newsletter,
    /// Where links lead, unless the newsletter has a base of its own.
    pub origin: &'a Origin,
    /// What its readers want of it.
    pub choices: &'a Choices,
}

/// Why there is no mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NothingToSend {
    /// The archive does not have the edition.
    NotPublished,
    /// Nothing of the edition exists in any of the newsletter's languages.
    InNoLanguage,
    /// The choices leave nothing of it.
    NotChosen,
}

/// One reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader<'a> {
    /// The address.
    pub to: &'a str,
    /// The delivery's Message-ID.
    pub message_id: &'a str,
    /// The moment the mailing began to go.
    pub date: Timestamp,
    /// Leaves this newsletter, after a press on the page.
    pub leave_link: &'a str,
    /// Everything the reader can choose.
    pub manage_link: &'a str,
    /// Leaves this newsletter by POST (RFC 8058); an `https:` address.
    pub one_click_link: &'a str,
}

/// An edition's mail with holes for its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    /// The commentaries of which only less than all could be sent, so that the HTML part is not too large.
    pub fell_to_leads: Vec<CommentarySlug>,
    /// The subject.
    pub subject: String,
    sender: Sender,
    list_id: String,
    boundary: String,
    text: Holed,
    html: Holed,
}

impl Plate {
    /// Compiles an edition's mail.
    pub fn new(order: &Order<'_>) -> Result<Self, NothingToSend> {
        let (publication, newsletter) = (&order.archive.publication, order.newsletter);
        let language = newsletter.languages.first().unwrap_or_else(|| publication.languages.default());
        let languages = in_order(&publication.languages, language, newsletter);
        let base = Origin { base: newsletter.base.trim_end_matches('/').to_owned() };
        let origin = if base.base.is_empty() { order.origin } else { &base };
        let editions = std::slice::from_ref(order.edition);
        let press = Press::new(order.archive, editions, language, origin).along(&languages);
        let mut matter = matter(&press, order)?;
        let html = fitted(&mut matter);
        let text = text(&matter);
        let fell = matter.told.iter().filter(|told| told.extent < told.most).map(|told| told.slug.clone());
        Ok(Self {
            fell_to_leads: fell.collect(),
            sender: Sender::new(&press, newsletter),
            list_id: newsletter.list_id(publication.id),
            boundary: envelope::boundary([&matter.subject, &text, &html]),
            text: Holed::new(&text),
            html: Holed::new(&html),
            subject: matter.subject,
        })
    }

    /// The finished mail for one reader. The same reader gets the same bytes.
    pub fn mail(&self, reader: &Reader<'_>) -> Vec<u8> {
        let list = Some(List { id: &self.list_id, one_click: reader.one_click_link });
        self.filled(reader, &self.subject, list)
    }

    /// The same for a colleague, its subject marked. There is no list to leave, so no header offers to.
    pub fn proof(&self, reader: &Reader<'_>, marked: &str) -> Vec<u8> {
        self.filled(reader, &format!("{marked} {}", self.subject), None)
    }

    fn filled(&self, reader: &Reader<'_>, subject: &str, list: Option<List<'_>>) -> Vec<u8> {
        let text = self.text.filled(reader.leave_link, reader.manage_link);
        let html = self.html.filled(&escaped(reader.leave_link), &escaped(reader.manage_link));
        envelope::bytes(&Letter {
            envelope: &Envelope { to: reader.to, message_id: reader.message_id, date: reader.date },
            sender: &self.sender,
            subject,
            list,
            boundary: &self.boundary,
            text: &text,
            html: &html,
        })
    }
}

fn escaped(link: &str) -> String {
    link.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// The publication's languages, where what is missing in the newsletter's first is looked for in its others before it is
/// looked for elsewhere.
fn in_order(languages: &Languages, first: &Language, newsletter: &Newsletter) -> Languages {
    let chained = |spoken: &Spoken| {
        let mut spoken = spoken.clone();
        if spoken.language == *first {
            let others = newsletter.languages.iter().skip(1).cloned();
            let mut chain: Vec<Language> = others.collect();
            chain.extend(spoken.chain.into_iter().filter(|tag| !newsletter.languages.contains(tag)));
            spoken.chain = chain;
        }
        spoken
    };
    Languages::new(languages.iter().map(chained).collect()).unwrap_or_else(|| languages.clone())
}
