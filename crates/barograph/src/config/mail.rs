//! The configuration of mail: the route, its bounds, and where mail comes back to.

use std::num::NonZeroU32;
use std::path::Path;

use anyhow::{Context, Result};
use courier::{Limits, Route};
use jiff::SignedDuration;
use mailroom::Address;

use super::Config;

/// A route that the rest of the configuration can be tried on.
const SOME_ROUTE: &str = "smtp+plain://127.0.0.1";
/// Letters of a local part (RFC 5321, 4.5.3.1.1), less a plus sign and a mark's block.
const LOCAL_LETTERS_MAX: usize = 64 - 27;
/// Connections to one server at the same time.
const CONNECTIONS_MAX: usize = 100;
/// Deliveries are kept no longer than ten years.
const KEPT_DAYS_MAX: i64 = 3650;

impl Config {
    /// The route that mail goes on; `None`: nothing is mailed from here.
    pub(crate) fn route(&self) -> Result<Option<Route>> {
        if self.get("smtp").is_empty() {
            return Ok(None);
        }
        let mut route = Route::parse(self.get("smtp")).context("`smtp`")?;
        if !self.get("smtp_hello").is_empty() {
            route = route.greeting_as(self.get("smtp_hello")).context("`smtp_hello`")?;
        }
        if !self.get("smtp_roots").is_empty() {
            route = route.trusting(Path::new(self.get("smtp_roots"))).context("`smtp_roots`")?;
        }
        let limits = Limits {
            connections_max: self.get("smtp_connections").parse()?,
            mails_per_connection_max: self.get("smtp_per_connection").parse()?,
            mails_per_second_max: self.get("smtp_per_second").parse().ok(),
        };
        Ok(Some(route.with_limits(limits)))
    }

    /// How long the deliveries of a mailing that is done are kept.
    pub(crate) fn kept(&self) -> Result<SignedDuration> {
        Ok(SignedDuration::from_hours(24 * self.get("keep_deliveries_days").parse::<i64>()?))
    }
}

/// Whether a key of mail's may have a value, or what was expected. A route's flaw never repeats it.
pub(super) fn fits(name: &str, value: &str) -> Result<(), String> {
    let some_route = || Route::parse(SOME_ROUTE);
    let is_set = !value.is_empty();
    match name {
        "smtp" if is_set => Route::parse(value).map(drop).map_err(|error| error.to_string()),
        "smtp_hello" if is_set => {
            some_route().and_then(|route| route.greeting_as(value)).map(drop).map_err(|error| error.to_string())
        }
        "smtp_roots" if is_set => some_route()
            .and_then(|route| route.trusting(Path::new(value)))
            .map(drop)
            .map_err(|error| format!("`{value}`: {error}")),
        "smtp_connections" => number(value, 1..=CONNECTIONS_MAX),
        "smtp_per_connection" => number(value, NonZeroU32::MIN..=NonZeroU32::MAX),
        "smtp_per_second" if is_set => number(value, NonZeroU32::MIN..=NonZeroU32::MAX),
        "keep_deliveries_days" => number(value, 1..=KEPT_DAYS_MAX),
        "return_path" if is_set => return_path(value),
        _ => Ok(()),
    }
}

fn number<N>(value: &str, range: std::ops::RangeInclusive<N>) -> Result<(), String>
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let fits = value.parse().is_ok_and(|number| range.contains(&number));
    if fits { Ok(()) } else { Err(format!("`{value}` is no number from {} to {}", range.start(), range.end())) }
}

fn return_path(value: &str) -> Result<(), String> {
    let address = Address::parse(value).map_err(|_| format!("`{value}` is no address such as bounces@example.org"))?;
    if address.needs_smtputf8() {
        return Err(format!("`{value}` has letters that not every server takes"));
    }
    if address.local().len() > LOCAL_LETTERS_MAX {
        return Err(format!("`{value}` is too long before the @: a mark of 27 letters goes there too"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_says_what_was_expected() {
        let cases = [
            ("smtp", "smtp://desk:secret@", "a route is written"),
            ("smtp", "mail.example.org", "a route begins with"),
            ("smtp_hello", "a b", "greeted by a name"),
            ("smtp_roots", "no-such-file.pem", "`no-such-file.pem`: the file"),
            ("smtp_connections", "0", "no number from 1 to 100"),
            ("smtp_per_connection", "many", "no number from 1"),
            ("smtp_per_second", "-1", "no number from 1"),
            ("keep_deliveries_days", "", "no number from 1 to 3650"),
            ("return_path", "bounces", "no address"),
            ("return_path", "a-very-long-name-for-a-mailbox-indeed1@example.org", "too long"),
        ];
        for (name, value, words) in cases {
            let error = fits(name, value).unwrap_err();
            assert!(error.contains(words) && !error.contains("secret"), "{name}: {error}");
        }
    }

    #[test]
    fn every_default_fits() {
        for key in &super::super::KEYS {
            assert_eq!(super::super::fits(key.name, key.default), Ok(()), "{}", key.name);
        }
    }
}
