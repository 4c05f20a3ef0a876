//! Where the pages of a subscription are found: neutral of language, with a token or without.

use mailroom::token::TOKEN_LETTERS;
use newsroom::Language;

/// A place under `/subscriptions/`. Mails and pages write it with [`SubscriptionPlace::path`], the site reads it with
/// [`SubscriptionPlace::parse`]. What a token opens is the token's to say: a place only asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubscriptionPlace {
    /// The newsletter was asked for: the same words for every address.
    Asked,
    /// The form for those who lost their link.
    Lost,
    /// The link was asked for: the same words for every address.
    LinkAsked,
    /// Everything a subscriber can choose.
    Preferences(String),
    /// One press subscribes.
    Confirmation(String),
    /// One press leaves one newsletter.
    Leaving(String),
    /// One press, and nothing is ever sent to the address again.
    Refusal(String),
    /// One press deletes what we hold.
    Erasure(String),
}

impl SubscriptionPlace {
    /// The token it is behind, if it is behind one.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Asked | Self::Lost | Self::LinkAsked => None,
            Self::Preferences(token)
            | Self::Confirmation(token)
            | Self::Leaving(token)
            | Self::Refusal(token)
            | Self::Erasure(token) => Some(token),
        }
    }

    /// The path, without a language: the page then speaks the language that the reader's browser asks for.
    pub fn path(&self) -> String {
        match self {
            Self::Asked => "/subscriptions/asked".to_owned(),
            Self::Lost => "/subscriptions/link".to_owned(),
            Self::LinkAsked => "/subscriptions/link/asked".to_owned(),
            Self::Preferences(token) => format!("/subscriptions/{token}/"),
            Self::Confirmation(token) => format!("/subscriptions/{token}/confirmation"),
            Self::Leaving(token) => format!("/subscriptions/{token}/leaving"),
            Self::Refusal(token) => format!("/subscriptions/{token}/refusal"),
            Self::Erasure(token) => format!("/subscriptions/{token}/erasure"),
        }
    }

    /// The path of the page in a language; every link in a mail is written so.
    pub fn link(&self, language: &Language) -> String {
        in_language(&self.path(), language)
    }

    /// The place a path means; whether the token is one of ours is asked elsewhere.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/subscriptions/")?;
        let (token, place) = match rest {
            "asked" => return Some(Self::Asked),
            "link" => return Some(Self::Lost),
            "link/asked" => return Some(Self::LinkAsked),
            _ => rest.split_once('/')?,
        };
        let token = Some(token).filter(|token| is_token(token))?.to_owned();
        Some(match place {
            "" => Self::Preferences(token),
            "confirmation" => Self::Confirmation(token),
            "leaving" => Self::Leaving(token),
            "refusal" => Self::Refusal(token),
            "erasure" => Self::Erasure(token),
            _ => return None,
        })
    }
}

/// A path with the language behind it.
pub fn in_language(path: &str, language: &Language) -> String {
    format!("{path}?lang={language}")
}

/// As tokens are written.
fn is_token(word: &str) -> bool {
    word.len() == TOKEN_LETTERS && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_place_are_the_same_thing() {
        let token = "abcdefghijklmnopqrstuvwx23";
        let of = |place: fn(String) -> SubscriptionPlace| place(token.to_owned());
        let places = [
            SubscriptionPlace::Asked,
            SubscriptionPlace::Lost,
            SubscriptionPlace::LinkAsked,
            of(SubscriptionPlace::Preferences),
            of(SubscriptionPlace::Confirmation),
            of(SubscriptionPlace::Leaving),
            of(SubscriptionPlace::Refusal),
            of(SubscriptionPlace::Erasure),
        ];
        for place in places {
            assert_eq!(SubscriptionPlace::parse(&place.path()), Some(place));
        }
    }

    #[test]
    fn what_is_no_place_means_nothing() {
        for path in ["/subscriptions/", "/subscriptions/short/leaving", "/subscriptions/LINK", "/en/subscribe/"] {
            assert_eq!(SubscriptionPlace::parse(path), None, "{path}");
        }
    }
}
