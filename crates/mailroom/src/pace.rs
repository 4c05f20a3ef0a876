//! Pace: when a newsletter's mailing goes after an edition is published.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// When a newsletter's mailing goes after an edition is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// At once (after the grace minute).
    AtOnce,
    /// At its hour, of the day of publication or the next.
    At(Hour),
    /// When every text is there in the newsletter's first language, but no later than an hour of the day of
    /// publication or the next.
    WhenComplete(Hour),
}

/// An hour of the day in the publication's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour(pub Time);

/// The word is no pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a pace: `at once`, `at 09:00`, `complete by 09:00`")]
pub struct NotAPace;

/// The instant at which a mailing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The instant.
    pub at: Timestamp,
    /// What a change of clocks did to the hour that day; to be said before it is acted on.
    pub shifted: Option<Shifted>,
}

/// What a change of clocks did to an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shifted {
    /// The hour does not exist that day; a later one is taken.
    Skipped {
        /// What the clock never shows.
        asked: DateTime,
        /// What it shows when the mailing is due.
        taken: DateTime,
    },
    /// The hour comes twice that day; the first is taken.
    Twice(DateTime),
}

impl Pace {
    /// Reads what [`Pace`]'s `Display` writes, as manuscripts and tables have it.
    pub fn parse(words: &str) -> Result<Self, NotAPace> {
        if words == "at once" {
            return Ok(Self::AtOnce);
        }
        let hour = |word| Hour::parse(word).ok_or(NotAPace);
        match (words.strip_prefix("at "), words.strip_prefix("complete by ")) {
            (Some(word), _) => hour(word).map(Self::At),
            (_, Some(word)) => hour(word).map(Self::WhenComplete),
            _ => Err(NotAPace),
        }
    }

    /// When the mailing of an edition published at this instant is due. `complete`: every text is there in the
    /// newsletter's first language; where that comes later, it is due then, if this has not come before.
    pub fn due(self, published: Timestamp, complete: bool, zone: &TimeZone) -> Due {
        match self {
            Self::AtOnce => Due { at: published, shifted: None },
            Self::WhenComplete(_) if complete => Due { at: published, shifted: None },
            Self::At(hour) | Self::WhenComplete(hour) => hour.first_from(published, zone),
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtOnce => f.write_str("at once"),
            Self::At(hour) => write!(f, "at {hour}"),
            Self::WhenComplete(hour) => write!(f, "complete by {hour}"),
        }
    }
}

impl Due {
    /// The same, but not before an instant: the end of the grace minute.
    pub fn not_before(self, instant: Timestamp) -> Self {
        if self.at < instant { Self { at: instant, shifted: None } } else { self }
    }
}

impl Hour {
    /// Reads hours and minutes: `09:00`.
    pub fn parse(word: &str) -> Option<Self> {
        let (hours, minutes) = word.split_once(':')?;
        let two = |digits: &str| digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !two(hours) || !two(minutes) {
            return None;
        }
        Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok().map(Self)
    }

    /// The first time that it is this hour, from an instant on.
    fn first_from(self, instant: Timestamp, zone: &TimeZone) -> Due {
        let today = zone.to_datetime(instant).date();
        let days = [today, today.saturating_add(1.day())];
        let mut dues = days.into_iter().filter_map(|day| self.on(day, zone));
        dues.find(|due| due.at >= instant).unwrap_or(Due { at: instant, shifted: None })
    }

    /// The one time that it counts as this hour on a day: where the clock skips it, as much later as the clock is put
    /// forward; where it comes twice, the first (RFC 5545, 3.3.5).
    fn on(self, day: Date, zone: &TimeZone) -> Option<Due> {
        let asked = day.to_datetime(self.0);
        let moment = zone.to_ambiguous_timestamp(asked);
        let offset = moment.offset();
        let at = moment.compatible().ok()?;
        let shifted = match offset {
            AmbiguousOffset::Unambiguous { .. } => None,
            AmbiguousOffset::Gap { .. } => Some(Shifted::Skipped { asked, taken: zone.to_datetime(at) }),
            AmbiguousOffset::Fold { .. } => Some(Shifted::Twice(asked)),
        };
        Some(Due { at, shifted })
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vilnius() -> TimeZone {
        TimeZone::get("Europe/Vilnius").unwrap()
    }

    fn instant(word: &str) -> Timestamp {
        word.parse().unwrap()
    }

    /// Clocks went from 03:00 (+02) to 04:00 (+03) on 2020-03-29, and from 04:00 (+03) to 03:00 (+02) on 2020-10-25.
    #[test]
    fn an_hour_is_taken_once_whatever_clocks_do() {
        let cases = [
            ("at 09:00", "2020-06-29T05:00:00Z", "2020-06-29T06:00:00Z", "none"),
            ("at 09:00", "2020-06-29T06:00:00Z", "2020-06-29T06:00:00Z", "none"),
            ("at 09:00", "2020-06-29T06:00:01Z", "2020-06-30T06:00:00Z", "none"),
            // Late in the evening in UTC it is the next day in Vilnius already.
            ("at 00:30", "2020-06-28T21:10:00Z", "2020-06-28T21:30:00Z", "none"),
            ("at 09:00", "2020-03-28T12:00:00Z", "2020-03-29T06:00:00Z", "none"),
            ("at 02:59", "2020-03-28T22:30:00Z", "2020-03-29T00:59:00Z", "none"),
            ("at 03:00", "2020-03-28T22:30:00Z", "2020-03-29T01:00:00Z", "skipped, 04:00"),
            ("at 03:30", "2020-03-28T22:30:00Z", "2020-03-29T01:30:00Z", "skipped, 04:30"),
            ("at 03:30", "2020-03-29T01:10:00Z", "2020-03-29T01:30:00Z", "skipped, 04:30"),
            ("at 03:30", "2020-03-29T01:40:00Z", "2020-03-30T00:30:00Z", "none"),
            ("at 04:00", "2020-03-28T22:30:00Z", "2020-03-29T01:00:00Z", "none"),
            ("at 02:59", "2020-10-24T21:30:00Z", "2020-10-24T23:59:00Z", "none"),
            ("at 03:00", "2020-10-24T21:30:00Z", "2020-10-25T00:00:00Z", "twice"),
            ("at 03:30", "2020-10-24T21:30:00Z", "2020-10-25T00:30:00Z", "twice"),
            // Published between the first and the second 03:30: the second does not count again.
            ("at 03:30", "2020-10-25T00:45:00Z", "2020-10-26T01:30:00Z", "none"),
            ("at 04:00", "2020-10-24T21:30:00Z", "2020-10-25T02:00:00Z", "none"),
            ("complete by 03:30", "2020-10-24T21:30:00Z", "2020-10-25T00:30:00Z", "twice"),
            ("at once", "2020-03-29T01:00:00Z", "2020-03-29T01:00:00Z", "none"),
        ];
        for (pace, published, expected, expected_shift) in cases {
            let due = Pace::parse(pace).unwrap().due(instant(published), false, &vilnius());
            let shift = match due.shifted {
                None => "none".to_owned(),
                Some(Shifted::Skipped { taken, .. }) => format!("skipped, {}", Hour(taken.time())),
                Some(Shifted::Twice(_)) => "twice".to_owned(),
            };
            assert_eq!((due.at, shift.as_str()), (instant(expected), expected_shift), "{pace} {published}");
        }
    }

    #[test]
    fn what_is_complete_goes_at_once_and_never_within_the_grace_minute() {
        let (published, grace) = (instant("2020-06-29T05:00:00Z"), instant("2020-06-29T05:01:00Z"));
        let due = Pace::parse("complete by 09:00").unwrap().due(published, true, &vilnius());
        assert_eq!(due.at, published);
        assert_eq!(due.not_before(grace).at, grace);
        let at_nine = Pace::parse("at 09:00").unwrap().due(published, false, &vilnius());
        assert_eq!(at_nine.not_before(grace), at_nine);
    }

    #[test]
    fn paces_are_read_as_they_are_written() {
        for words in ["at once", "at 09:00", "at 00:00", "complete by 23:59"] {
            assert_eq!(Pace::parse(words).map(|pace| pace.to_string()).as_deref(), Ok(words));
        }
        for words in ["", "at", "at 9:00", "at 24:00", "at 09:60", "at +9:00", "at 09:00 ", "by 09:00", "complete by"] {
            assert_eq!(Pace::parse(words), Err(NotAPace), "{words}");
        }
    }
}
