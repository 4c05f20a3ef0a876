//! Texts: what is written in one language for one owner, and their revisions.

mod read;
mod write;

use newsroom::{Front, Headline, Prose};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::engine::Row;
use crate::id::{CommentaryId, CorrectionId, EditionId, PageId, Scope, VerdictId};

pub(crate) use read::Shelf;
pub(crate) use write::{Pen, remove};

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// A commentary.
    Commentary(CommentaryId),
    /// A verdict: its reason.
    Verdict(VerdictId),
    /// An edition: its front.
    Edition(EditionId),
    /// A correction: its note.
    Correction(CorrectionId),
    /// An edition that was withdrawn: why.
    Withdrawal(EditionId),
    /// A standing page.
    StandingPage(PageId),
}

impl Owner {
    fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Commentary(id) => ("commentary", id.0),
            Self::Verdict(id) => ("verdict", id.0),
            Self::Edition(id) => ("edition", id.0),
            Self::Correction(id) => ("correction", id.0),
            Self::Withdrawal(id) => ("withdrawal", id.0),
            Self::StandingPage(id) => ("standing_page", id.0),
        }
    }

    fn read(row: &Row) -> Result<Self, Error> {
        let id = row.get("owner")?;
        let noun: String = row.get("owner_noun")?;
        Ok(match noun.as_str() {
            "commentary" => Self::Commentary(CommentaryId(id)),
            "verdict" => Self::Verdict(VerdictId(id)),
            "edition" => Self::Edition(EditionId(id)),
            "correction" => Self::Correction(CorrectionId(id)),
            "withdrawal" => Self::Withdrawal(EditionId(id)),
            "standing_page" => Self::StandingPage(PageId(id)),
            _ => return Err(Error::corrupt("texts.owner_noun", noun)),
        })
    }
}

/// What a text says, as its revisions keep it.
pub(crate) trait Content: Clone + PartialEq + Serialize + Sync {
    /// What the archive keeps of it, where that is less than all.
    fn short(&self) -> Option<String> {
        None
    }
}

impl Content for Prose {
    fn short(&self) -> Option<String> {
        Some(newsroom::text::bytes(&Headline::from(self)))
    }
}

impl Content for Front {}

impl Content for String {}

/// How much of a commentary is read.
pub(crate) trait Depth: DeserializeOwned {
    /// Whether only what the archive keeps.
    const SHORT: bool;
}

impl Depth for Prose {
    const SHORT: bool = false;
}

impl Depth for Headline {
    const SHORT: bool = true;
}

/// Which revisions are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// What editors see.
    Newest,
    /// What readers see.
    Public,
}

/// What is looked at: which editions, and which revisions of their texts and verdicts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) scope: Scope,
    pub(crate) seen: Seen,
}

impl Look {
    /// The newest revisions.
    pub(crate) fn newest(scope: Scope) -> Self {
        Self { scope, seen: Seen::Newest }
    }

    /// The public ones.
    pub(crate) fn public(scope: Scope) -> Self {
        Self { scope, seen: Seen::Public }
    }

    /// For a placeholder that asks whether only public revisions are meant.
    pub(crate) fn is_public(self) -> bool {
        self.seen == Seen::Public
    }
}
