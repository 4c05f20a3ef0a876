//! Notices: short, plain mails to one person, each about one press on a page.

use askama::Template;
use mailroom::Newsletter;
use newsroom::Language;

use super::envelope::{self, Envelope, Letter, Sender};
use super::sheet::Sheet;
use crate::{Press, render};

/// What a notice is about, with the links that are its reader's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion<'a> {
    /// Somebody asked for a newsletter.
    Confirmation {
        /// One press there subscribes.
        confirm: &'a str,
        /// One press there, and nothing is ever sent again.
        refuse: &'a str,
    },
    /// A subscriber asked for one more newsletter.
    Adding {
        /// One press there adds it.
        confirm: &'a str,
        /// Everything the reader can choose.
        manage: &'a str,
    },
    /// Somebody asked for the link to their preferences.
    Link {
        /// Everything the reader can choose.
        manage: &'a str,
    },
}

impl<'a> Occasion<'a> {
    fn id(self) -> &'static str {
        match self {
            Self::Confirmation { .. } => "notice-confirm",
            Self::Adding { .. } => "notice-add",
            Self::Link { .. } => "notice-link",
        }
    }

    fn link(self) -> &'a str {
        match self {
            Self::Confirmation { confirm, .. } | Self::Adding { confirm, .. } => confirm,
            Self::Link { manage } => manage,
        }
    }

    /// A second way, smaller, with the phrase before it.
    fn other(self) -> Option<(&'static str, &'a str)> {
        match self {
            Self::Confirmation { refuse, .. } => Some(("notice-refuse", refuse)),
            Self::Adding { manage, .. } => Some(("notice-manage", manage)),
            Self::Link { .. } => None,
        }
    }
}

/// A line of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Words(String),
    Link(String),
    Soft(String),
    SoftLink(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    lang: Language,
    dir: &'static str,
    subject: String,
    heading: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct NoticeMail<'a> {
    said: &'a Said,
}

/// The finished notice in the press's language. It comes from the sender of the newsletter that it is about; of the link
/// to preferences, from that of any newsletter of the reader's.
pub fn notice(press: &Press<'_>, newsletter: &Newsletter, occasion: Occasion<'_>, envelope: &Envelope<'_>) -> Vec<u8> {
    let said = said(press, newsletter, occasion);
    let (text, html) = (text(&said), html(&said));
    envelope::bytes(&Letter {
        envelope,
        sender: &Sender::new(press, newsletter),
        subject: &said.subject,
        list: None,
        boundary: &envelope::boundary([&said.subject, &text, &html]),
        text: &text,
        html: &html,
    })
}

fn said(press: &Press<'_>, newsletter: &Newsletter, occasion: Occasion<'_>) -> Said {
    let id = occasion.id();
    let gaps = [
        ("newsletter", press.label(&newsletter.name).text.into()),
        ("name", press.label(&press.publication().name).text.into()),
    ];
    let say = |id: &str| press.say_with(id, &gaps);
    let mut lines = vec![
        Line::Words(say(&format!("{id}-about"))),
        Line::Link(occasion.link().to_owned()),
        Line::Words(say(&format!("{id}-if-not"))),
    ];
    if let Some((id, href)) = occasion.other() {
        lines.push(Line::Soft(say(id)));
        lines.push(Line::SoftLink(href.to_owned()));
    }
    Said {
        lang: press.voice().clone(),
        dir: press.direction(press.voice()).as_str(),
        subject: subject(press, newsletter, occasion),
        heading: say(id),
        lines,
    }
}

/// A neutral subject is there to protect, so a notice has it too.
pub(super) fn subject(press: &Press<'_>, newsletter: &Newsletter, occasion: Occasion<'_>) -> String {
    if newsletter.subject.is_empty() {
        press.say_with(occasion.id(), &[("newsletter", press.label(&newsletter.name).text.into())])
    } else {
        press.label(&newsletter.subject).text
    }
}

fn text(said: &Said) -> String {
    let mut sheet = Sheet::default();
    for line in &said.lines {
        match line {
            Line::Words(words) | Line::Soft(words) => sheet.paragraph(words),
            Line::Link(href) | Line::SoftLink(href) => sheet.lines(href),
        }
    }
    sheet.finish()
}

fn html(said: &Said) -> String {
    String::from_utf8_lossy(&render::bytes(&NoticeMail { said })).into_owned()
}
