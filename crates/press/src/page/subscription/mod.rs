//! The pages of one subscription: asked for, confirmed, changed, left. Reached by a token or by a form.
//!
//! Language-neutral places, so the language stands behind the path. None of them shows an address, none is for search
//! engines, and none does anything before its button is pressed.

mod place;
mod preferences;
mod samples;
mod step;

pub use place::SubscriptionPlace;
pub use preferences::{Held, PreferencesPage, Taken, preferences};
pub use step::{Step, StepPage, lost, step};

use newsroom::Language;

use crate::render::{Rendered, bytes};
use crate::{Frame, Head, Press};

/// A page's frame: at no permalink, with the choice of languages behind the path that the reader is at.
fn frame(press: &Press<'_>, heading: &str) -> Frame {
    let head = Head { heading: heading.to_owned(), noindex: true, ..Head::default() };
    let mut frame = Frame::new(press, None, head);
    for choice in &mut frame.languages {
        choice.href = place::in_language("", &choice.tag);
    }
    // What every other page promises is not true of those who are on the list.
    frame.promise = press.say("promise-list");
    frame
}

/// A page of a subscription as bytes. It is never to be kept: `no-store` is the caller's to say.
pub fn rendered(page: &impl askama::Template, language: &Language) -> Rendered {
    Rendered { bytes: bytes(page), media_type: "text/html; charset=utf-8", language: language.clone(), noindex: true }
}

#[cfg(test)]
mod tests;
