//! Media: pictures an edition shows, known by the hash of the file we serve.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Labels;

/// SHA-256 of a file's bytes, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MediaHash(String);

impl MediaHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(crate::text::hex(&Sha256::digest(bytes)))
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let fine =
            digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        fine.then(|| Self(digits.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A picture as we keep it: encoded anew, without metadata. An export writes this file, an import of it takes it as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Master {
    /// The hash of its bytes.
    pub hash: MediaHash,
    /// `jpg` or `png`.
    pub extension: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The smaller size, if the picture is wide enough to have one: its hash and its width and height in pixels.
    pub small: Option<(MediaHash, u32, u32)>,
}

impl Master {
    /// Where it is served, without a leading slash: `media/…jpg`.
    pub fn path(&self) -> String {
        format!("media/{}.{}", self.hash, self.extension)
    }

    /// Where its smaller size is served.
    pub fn small_path(&self) -> Option<String> {
        self.small.as_ref().map(|(hash, _, _)| format!("media/{hash}.{}", self.extension))
    }
}

/// A picture in an edition: the master and the words that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file's name in the manuscript.
    pub file: String,
    /// What is shown.
    pub master: Master,
    /// For those who do not see it; in at least one language.
    pub alt: Labels,
    /// Below the picture.
    pub caption: Labels,
    /// Whose it is.
    pub credit: Labels,
}
