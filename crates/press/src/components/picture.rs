//! A picture with its words, in the size a screen needs.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::Picture;

use crate::{Press, Words};

/// A picture on a page.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/figure.html")]
pub struct Figure {
    /// The picture at its full size.
    pub src: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Both sizes with their widths; empty when there is one only.
    pub srcset: String,
    /// For those who do not see it.
    pub alt: Words,
    /// Below it; may be empty.
    pub caption: Words,
    /// Whose it is; may be empty.
    pub credit: Words,
}

impl HtmlSafe for Figure {}

/// A picture with its words in the reader's language, or the next there are.
pub fn figure(press: &Press<'_>, picture: &Picture) -> Figure {
    let master = &picture.master;
    let src = format!("/{}", master.path());
    let srcset = master
        .small_path()
        .zip(master.small.as_ref())
        .map(|(path, (_, width, _))| format!("/{path} {width}w, {src} {}w", master.width));
    Figure {
        width: master.width,
        height: master.height,
        srcset: srcset.unwrap_or_default(),
        src,
        alt: press.label(&picture.alt),
        caption: press.label(&picture.caption),
        credit: press.label(&picture.credit),
    }
}
