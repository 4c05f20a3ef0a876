//! The HTML part, and how much of the edition fits into it.

use askama::Template;

use super::envelope;
use super::holes::Holed;
use super::matter::{Matter, sign};
use super::told::Extent;
use crate::components::Symbol;
use crate::render;

/// The HTML part stays below this, both decoded and as sent: from about 102 kB on some programs cut a mail off.
pub const HTML_BYTES_MAX: usize = 95_000;

/// A reader's own link has fewer bytes; so much is allowed for when the mail is measured.
const LINK_BYTES_MAX: usize = 200;

#[derive(Template)]
#[template(path = "mail/edition.html")]
struct EditionMail<'a> {
    matter: &'a Matter,
    start: &'static str,
}

impl EditionMail<'_> {
    fn sign(symbol: &Symbol) -> &'static str {
        sign(*symbol)
    }

    /// Padding that begins where the text does.
    fn padded(&self, top: u8, gap: u8, bottom: u8) -> String {
        let (right, left) = if self.start == "left" { (gap, 0) } else { (0, gap) };
        format!("padding:{top}px {right}px {bottom}px {left}px")
    }

    fn colour(class: &str) -> &'static str {
        match class {
            "improved" => "#0a5f99",
            "unchanged" => "#55625c",
            "worsened" => "#b3380a",
            _ => "#4a5852",
        }
    }

    /// The class by which the dark recolours it.
    fn dark(class: &str) -> &'static str {
        match class {
            "improved" => "imp",
            "unchanged" => "unc",
            "worsened" => "wor",
            _ => "soft",
        }
    }

    /// The sentence's own tags carry a class; here they need their colour too.
    fn sentence(&self) -> String {
        ["improved", "unchanged", "worsened"].iter().fold(self.matter.sentence.html.clone(), |html, class| {
            let (dark, colour) = (Self::dark(class), Self::colour(class));
            html.replace(&format!("<b class=\"{class}\">"), &format!("<b class=\"{dark}\" style=\"color:{colour}\">"))
        })
    }
}

/// The HTML part with as much as fits: first every lead, then, in their order, every text in full that leaves it small
/// enough. Should the leads be too many, the last stand as headlines.
pub fn fitted(matter: &mut Matter) -> String {
    let mut html = html(matter);
    for last in (0..matter.told.len()).rev() {
        if fits(&html) {
            break;
        }
        matter.told[last].extent = Extent::Headline;
        html = self::html(matter);
    }
    for at in 0..matter.told.len() {
        let (before, most) = (matter.told[at].extent, matter.told[at].most);
        if before != Extent::Lead || most != Extent::Full {
            continue;
        }
        matter.told[at].extent = Extent::Full;
        let fuller = self::html(matter);
        if fits(&fuller) {
            html = fuller;
        } else {
            matter.told[at].extent = before;
        }
    }
    html
}

fn html(matter: &Matter) -> String {
    let start = if matter.dir == "rtl" { "right" } else { "left" };
    String::from_utf8_lossy(&render::bytes(&EditionMail { matter, start })).into_owned()
}

fn fits(html: &str) -> bool {
    let link = "x".repeat(LINK_BYTES_MAX);
    let html = Holed::new(html).filled(&link, &link);
    html.len() < HTML_BYTES_MAX && envelope::bytes_as_sent(&html) < HTML_BYTES_MAX
}
