//! What a server can do, as its answer to EHLO says.

use crate::reply::Reply;

/// The extensions that matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extensions {
    /// Commands may go together (RFC 2920).
    pub pipelining: bool,
    /// Bytes over 127 may go (RFC 6152).
    pub eight_bit: bool,
    /// Addresses may have letters of any script (RFC 6531).
    pub utf8: bool,
    /// Sizes may be declared (RFC 1870).
    pub size: bool,
    /// Largest mail in bytes, if the server has a fixed bound.
    pub size_bytes_max: Option<u64>,
    /// A conversation may go on under TLS (RFC 3207).
    pub start_tls: bool,
    /// AUTH PLAIN (RFC 4616).
    pub plain: bool,
    /// AUTH LOGIN, which some servers have alone.
    pub login: bool,
}

impl Extensions {
    /// Read from the answer; its first line is the server's name.
    pub fn of(reply: &Reply) -> Self {
        let mut extensions = Self::default();
        for line in reply.lines.iter().skip(1) {
            extensions.add(&line.to_ascii_uppercase());
        }
        extensions
    }

    fn add(&mut self, line: &str) {
        // `AUTH=` is how servers said it before RFC 2554; some still say both.
        let mut words = line.split([' ', '=']).filter(|word| !word.is_empty());
        match words.next() {
            Some("PIPELINING") => self.pipelining = true,
            Some("8BITMIME") => self.eight_bit = true,
            Some("SMTPUTF8") => self.utf8 = true,
            Some("STARTTLS") => self.start_tls = true,
            Some("SIZE") => {
                self.size = true;
                self.size_bytes_max = words.next().and_then(|bytes| bytes.parse().ok()).filter(|bytes| *bytes > 0);
            }
            Some("AUTH") => {
                for mechanism in words {
                    self.plain |= mechanism == "PLAIN";
                    self.login |= mechanism == "LOGIN";
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    fn of(lines: &[&str]) -> Extensions {
        Extensions::of(&Reply::new(250, lines.iter().map(|line| Zeroizing::new((*line).to_owned())).collect()))
    }

    #[test]
    fn what_the_server_says_is_known() {
        let extensions = of(&["mx", "pipelining", "8BITMIME", "SMTPUTF8", "SIZE 1000", "STARTTLS", "AUTH LOGIN PLAIN"]);
        assert!(extensions.pipelining && extensions.eight_bit && extensions.utf8 && extensions.start_tls);
        assert!(extensions.plain && extensions.login && extensions.size);
        assert_eq!(extensions.size_bytes_max, Some(1000));
    }

    #[test]
    fn a_server_may_be_named_as_an_extension_is() {
        assert_eq!(of(&["STARTTLS"]), Extensions::default());
    }

    #[test]
    fn no_size_is_no_bound() {
        for line in ["SIZE", "SIZE 0", "SIZE many"] {
            assert_eq!(of(&["mx", line]), Extensions { size: true, ..Extensions::default() }, "{line}");
        }
        assert!(of(&["mx", "AUTH=PLAIN"]).plain);
    }
}
