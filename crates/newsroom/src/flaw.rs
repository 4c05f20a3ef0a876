//! Flaws: what is wrong in what a person wrote, with its place and, where there is one, the nearest right word.

use std::fmt;

/// Something wrong in what a person wrote. Never given singly: readers return `Vec<Flaw>`, sorted by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// Where.
    pub place: Place,
    /// What is wrong and what was expected, in one sentence without a full stop.
    pub problem: String,
    /// What to do about it.
    pub hint: Option<Hint>,
}

/// A place in a manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the manuscript's folder.
    pub file: String,
    /// Counted from 1; 0 when the whole file is meant.
    pub line: u32,
    /// The field, as written: `sections.verdict`; empty when none is meant.
    pub field: String,
}

/// A hint, as data, so that each caller can show it in its own way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// The nearest right word.
    DidYouMean(String),
    /// What can be done.
    Try(String),
}

impl Flaw {
    /// A flaw with no hint.
    pub fn new(place: Place, problem: impl Into<String>) -> Self {
        Self { place, problem: problem.into(), hint: None }
    }

    /// The same with the nearest of the right words, if one is near enough.
    pub fn near<'a>(mut self, word: &str, right: impl IntoIterator<Item = &'a str>) -> Self {
        self.hint = nearest(word, right).map(|word| Hint::DidYouMean(word.to_owned()));
        self
    }

    /// The same with advice.
    pub fn advise(mut self, what: impl Into<String>) -> Self {
        self.hint = Some(Hint::Try(what.into()));
        self
    }
}

/// The right word nearest to the one written, if it is near enough to be meant (Jaro–Winkler, at least 0.8).
pub fn nearest<'a>(word: &str, right: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LIKENESS_MIN: f64 = 0.8;
    let likeness = |candidate: &&str| strsim::jaro_winkler(word, candidate);
    let best = right.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    if likeness(&best) >= LIKENESS_MIN { Some(best) } else { None }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.field.is_empty() { Ok(()) } else { write!(f, ": {}", self.field) }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)?;
        match &self.hint {
            Some(Hint::DidYouMean(word)) => write!(f, "\n  hint: did you mean `{word}`?"),
            Some(Hint::Try(what)) => write!(f, "\n  hint: {what}"),
            None => Ok(()),
        }
    }
}
