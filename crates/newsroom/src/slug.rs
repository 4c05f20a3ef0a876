//! Slugs: the names by which things are found in permalinks, for good.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest slug, in bytes.
pub const SLUG_BYTES_MAX: usize = 64;

/// Why a word is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASlug {
    /// Empty, too long, or with anything but small Latin letters, digits and single hyphens inside.
    #[error("a slug has small Latin letters, digits and single hyphens between them, 64 at most")]
    Letters,
    /// A section's slug ends in a number, which would read like a second commentary.
    #[error("a section's slug does not end in a number: `security-2` is the second commentary on `security`")]
    Numbered,
    /// A standing page would hide one of our own places.
    #[error("the word is reserved for a place of ours")]
    Reserved,
    /// An edition's slug is its first day, with `-flash` or `-flash-2` for a flash edition.
    #[error("an edition's slug is its first day: `2020-06-22`, `2020-06-25-flash`, `2020-06-25-flash-2`")]
    Edition,
}

/// First segments after the language that standing pages may not take.
pub const RESERVED: [&str; 16] = [
    "api",
    "archive",
    "authors",
    "card",
    "corrections",
    "data",
    "desk",
    "dossiers",
    "editions",
    "events",
    "feed",
    "forecasts",
    "how-to-reach-us",
    "mirror",
    "search",
    "sections",
];

/// More of them, kept for the newsletter and for what is language-neutral.
pub const RESERVED_NEUTRAL: [&str; 6] = ["assets", "healthz", "mailbox", "media", "subscribe", "subscriptions"];

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// Takes a word that is a slug of this kind.
            pub fn parse(word: &str) -> Result<Self, NotASlug> {
                let check: fn(&str) -> Result<(), NotASlug> = $check;
                check(word).map(|()| Self(word.to_owned()))
            }

            /// The slug as permalinks write it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug! {
    /// Names a section.
    SectionSlug, |word| {
        letters(word)?;
        if numbered(word).is_some() { Err(NotASlug::Numbered) } else { Ok(()) }
    }
}
slug! {
    /// Names a commentary within its edition: its section's slug, with `-2` for the second on the same section.
    CommentarySlug, letters
}
slug! {
    /// Names a byline.
    BylineSlug, letters
}
slug! {
    /// Names a standing page.
    PageSlug, |word| {
        letters(word)?;
        if RESERVED.contains(&word) || RESERVED_NEUTRAL.contains(&word) { Err(NotASlug::Reserved) } else { Ok(()) }
    }
}
slug! {
    /// Names an edition by its first day.
    EditionSlug, |word| edition_parts(word).map(|_| ()).ok_or(NotASlug::Edition)
}

impl CommentarySlug {
    /// The `place`th commentary on a section, counted from 1.
    pub fn of(section: &SectionSlug, place: usize) -> Self {
        if place <= 1 { Self(section.0.clone()) } else { Self(format!("{section}-{place}")) }
    }

    /// The section this commentary is on, and which one it is on it, counted from 1.
    pub fn parts(&self) -> Option<(SectionSlug, usize)> {
        match numbered(&self.0) {
            Some((stem, place)) if place > 1 => Some((SectionSlug::parse(stem).ok()?, place)),
            _ => Some((SectionSlug::parse(&self.0).ok()?, 1)),
        }
    }
}

impl EditionSlug {
    /// A regular edition that begins on this day.
    pub fn regular(first_day: Date) -> Self {
        Self(first_day.to_string())
    }

    /// The `place`th flash edition that begins on this day, counted from 1.
    pub fn flash(first_day: Date, place: u32) -> Self {
        if place <= 1 { Self(format!("{first_day}-flash")) } else { Self(format!("{first_day}-flash-{place}")) }
    }

    /// The first day, as the slug says it.
    pub fn first_day(&self) -> Date {
        edition_parts(&self.0).map_or(Date::ZERO, |(day, _)| day)
    }

    /// Whether the slug is a flash edition's.
    pub fn is_flash(&self) -> bool {
        self.0.contains("-flash")
    }
}

fn letters(word: &str) -> Result<(), NotASlug> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fine = !word.is_empty()
        && word.len() <= SLUG_BYTES_MAX
        && word.bytes().all(allowed)
        && !word.starts_with('-')
        && !word.ends_with('-')
        && !word.contains("--");
    if fine { Ok(()) } else { Err(NotASlug::Letters) }
}

fn numbered(word: &str) -> Option<(&str, usize)> {
    let (stem, digits) = word.rsplit_once('-')?;
    digits.parse().ok().map(|place| (stem, place))
}

fn edition_parts(word: &str) -> Option<(Date, Option<u32>)> {
    let (day, rest) = word.split_at_checked(10)?;
    let day = day.parse().ok()?;
    let place = match rest {
        "" => None,
        "-flash" => Some(1),
        _ => Some(rest.strip_prefix("-flash-")?.parse().ok().filter(|place| *place > 1)?),
    };
    Some((day, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_named_by_their_first_day() {
        for word in ["2020-06-22", "2020-06-25-flash", "2020-06-25-flash-2"] {
            assert_eq!(EditionSlug::parse(word).map(|slug| slug.to_string()), Ok(word.to_owned()));
        }
        for word in ["2020-6-22", "2020-06-31", "2020-06-25-flash-1", "2020-06-25-", "latest", ""] {
            assert_eq!(EditionSlug::parse(word), Err(NotASlug::Edition), "{word}");
        }
    }

    #[test]
    fn a_second_commentary_is_told_from_its_section() {
        let security = SectionSlug::parse("security").unwrap();
        assert_eq!(CommentarySlug::of(&security, 2).as_str(), "security-2");
        assert_eq!(CommentarySlug::of(&security, 2).parts(), Some((security.clone(), 2)));
        assert_eq!(CommentarySlug::of(&security, 1).parts(), Some((security, 1)));
        assert_eq!(SectionSlug::parse("security-2"), Err(NotASlug::Numbered));
        assert_eq!(PageSlug::parse("search"), Err(NotASlug::Reserved));
        assert_eq!(PageSlug::parse("Über"), Err(NotASlug::Letters));
    }
}
