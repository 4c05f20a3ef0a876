//! A route as a person writes it.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use url::Url;
use zeroize::Zeroizing;

use crate::route::{Login, Route, RouteError, Security};

/// Schemes, what they mean, and the port where none is given.
const SCHEMES: [(&str, Security, u16); 3] =
    [("smtp", Security::StartTls, 587), ("smtps", Security::Tls, 465), ("smtp+plain", Security::Plain, 25)];

/// See [`Route::parse`].
pub(crate) fn parse(text: &str) -> Result<Route, RouteError> {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    let (_, security, port) = SCHEMES.into_iter().find(|(name, ..)| *name == scheme).ok_or(RouteError::Scheme)?;
    let url = Url::parse(text).map_err(|_| RouteError::Form)?;
    let host = host(&url)?;
    let is_unprotected_meant = is_unprotected_meant(&url)?;
    if security == Security::Plain && !is_this_machine(&host) && !is_unprotected_meant {
        return Err(RouteError::Unprotected);
    }
    Route::new(security, host, url.port().unwrap_or(port), login(&url)?)
}

/// Without the brackets that an address of IPv6 has there.
fn host(url: &Url) -> Result<String, RouteError> {
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(RouteError::Host)?;
    Ok(host.trim_start_matches('[').trim_end_matches(']').to_owned())
}

/// Whether what follows the port is the one word that may.
fn is_unprotected_meant(url: &Url) -> Result<bool, RouteError> {
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(RouteError::Extra);
    }
    match url.query() {
        None => Ok(false),
        Some("unprotected=yes") => Ok(true),
        Some(_) => Err(RouteError::Extra),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

fn login(url: &Url) -> Result<Option<Login>, RouteError> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) if !user.is_empty() && !password.is_empty() => {
            Ok(Some(Login { user: decoded(user)?, password: decoded(password)? }))
        }
        _ => Err(RouteError::Login),
    }
}

fn decoded(text: &str) -> Result<Zeroizing<String>, RouteError> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_| RouteError::Form)?;
    Ok(Zeroizing::new(text.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_are_read() {
        let cases = [
            ("smtp://mail.example.org", "mail.example.org", 587, Security::StartTls),
            ("smtp://mail.example.org:2587/", "mail.example.org", 2587, Security::StartTls),
            ("smtps://mail.example.org", "mail.example.org", 465, Security::Tls),
            ("smtp+plain://127.0.0.1:2525", "127.0.0.1", 2525, Security::Plain),
            ("smtp+plain://localhost", "localhost", 25, Security::Plain),
            ("smtp+plain://[::1]:25", "::1", 25, Security::Plain),
            ("smtp+plain://relay:25?unprotected=yes", "relay", 25, Security::Plain),
        ];
        for (url, host, port, security) in cases {
            let route = parse(url).unwrap();
            assert_eq!((route.host(), route.port(), route.security()), (host, port, security), "{url}");
        }
    }

    #[test]
    fn user_and_password_are_decoded_and_not_shown() {
        let route = parse("smtp://desk%40example.org:s%C3%A9cret%2F@mail.example.org").unwrap();
        let login = route.login().unwrap();
        assert_eq!((login.user.as_str(), login.password.as_str()), ("desk@example.org", "sécret/"));
        let shown = format!("{route:?}");
        assert!(!shown.contains("cret") && !shown.contains("desk"), "{shown}");
    }

    #[test]
    fn what_is_no_route_is_refused() {
        let cases = [
            ("", "begins with"),
            ("mail.example.org:587", "begins with"),
            ("http://mail.example.org", "begins with"),
            ("smtp://", "neither a name"),
            ("smtp:///x", "neither a name"),
            ("smtp://mail example", "is written"),
            ("smtp://mail.example.org:99999", "is written"),
            ("smtp://-", "neither a name"),
            ("smtp://mail.example.org/inbox", "takes nothing"),
            ("smtp://mail.example.org?tls=no", "takes nothing"),
            ("smtp://desk@mail.example.org", "a user and a password"),
            ("smtp://:secret@mail.example.org", "a user and a password"),
            ("smtp+plain://mail.example.org", "this machine alone"),
            ("smtp+plain://localhost.example.org", "this machine alone"),
        ];
        for (url, words) in cases {
            let error = parse(url).unwrap_err().to_string();
            assert!(error.contains(words), "{url}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_greeting_cannot_hold_a_command() {
        let route = || parse("smtp://mail.example.org").unwrap();
        assert_eq!(route().greeting_as("news.example.org").unwrap().hello(), "news.example.org");
        for hello in ["", "a b", "a\r\nMAIL", "<a>"] {
            assert!(route().greeting_as(hello).is_err(), "{hello}");
        }
    }
}
