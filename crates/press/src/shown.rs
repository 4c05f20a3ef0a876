//! Gaps, decided: in which language a text is shown, and the sentence that says so.

use newsroom::{Language, Text};

use crate::{Lang, Press, Words, markup};

/// A text as it is shown to readers of a language.
#[derive(Clone, Debug)]
pub struct Shown<'t, P> {
    /// The language it is in.
    pub language: &'t Language,
    /// The text.
    pub text: &'t Text<P>,
    /// Whether that is the reader's language.
    pub own: bool,
    /// The attributes of elements that hold it.
    pub lang: Lang,
}

impl<P> Shown<'_, P> {
    /// Words of this text, set as its language sets them.
    pub fn words(&self, words: &str) -> Words {
        Words { text: markup::typeset(words, self.language), lang: self.lang.clone() }
    }

    /// The sentence that says that the text is shown in another language than the reader's; `id` is `untranslated` for
    /// a commentary, `untranslated-page` for a standing page.
    pub fn note(&self, press: &Press<'_>, id: &str) -> Option<String> {
        if self.own {
            return None;
        }
        let gaps = [
            ("missing", press.language.primary().into()),
            ("missing-name", press.name_of(press.language).into()),
            ("shown", self.language.primary().into()),
            ("shown-name", press.name_of(self.language).into()),
        ];
        Some(press.say_with(id, &gaps))
    }
}
