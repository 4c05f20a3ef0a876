//! A verdict: which way the situation in one section moved in one edition.

use std::fmt;

/// One per edition and section. Always shown as symbol, word and colour together, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The situation has improved.
    Improved,
    /// The situation has not changed.
    Unchanged,
    /// The situation has worsened.
    Worsened,
    /// Nobody could judge; the reason says why. Breaks a run and lifts the pen of a trace.
    NotAssessed,
}

impl Verdict {
    /// Every verdict, in the order in which keys and legends show them.
    pub const ALL: [Self; 4] = [Self::Improved, Self::Unchanged, Self::Worsened, Self::NotAssessed];

    /// The word manuscripts and tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Unchanged => "unchanged",
            Self::Worsened => "worsened",
            Self::NotAssessed => "not assessed",
        }
    }

    /// Reads the word that [`Verdict::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }

    /// How the verdict moves the pen of a trace: a step up (1), level (0), down (-1), or not at all.
    pub fn step(self) -> Option<i32> {
        match self {
            Self::Improved => Some(1),
            Self::Unchanged => Some(0),
            Self::Worsened => Some(-1),
            Self::NotAssessed => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
