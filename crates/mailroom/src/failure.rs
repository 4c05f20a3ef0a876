//! Failures: whose fault first, then what becomes of the delivery.

/// What went wrong, as the far side or the line said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Whose fault it is.
    pub scope: Scope,
    /// Whether it lasts.
    pub lasting: Lasting,
    /// The reply, with the recipient in it replaced by `<recipient>`.
    pub reply: String,
}

impl Failure {
    /// The reply's status in short: `5.1.1` (RFC 3463) where there is one, else `550`, else nothing. What counts are
    /// kept by when the deliveries are gone.
    pub fn status(&self) -> &str {
        status(&self.reply)
    }
}

/// As [`Failure::status`], of a reply that a row holds.
pub fn status(reply: &str) -> &str {
    let (codes, _) = codes(reply);
    codes.rsplit([' ', '-']).find(|code| !code.is_empty()).unwrap_or_default()
}

/// A reply's codes at its head (`550 5.1.1 `, `550-`), and its words.
pub(crate) fn codes(reply: &str) -> (&str, &str) {
    let digits = |text: &str| text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let basic = digits(reply);
    if basic != 3 {
        return ("", reply);
    }
    let rest = &reply[basic..];
    let gap = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'-')).count();
    let enhanced = digits(&rest[gap..]);
    let is_enhanced = rest[gap..gap + enhanced].split('.').filter(|part| !part.is_empty()).count() == 3;
    reply.split_at(basic + gap + if is_enhanced { enhanced } else { 0 })
}

/// Whose fault a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Our route: login, configuration, a server that refuses us altogether.
    Route,
    /// The connection: it hung, broke, greeted with garbage, ran out of patience.
    Connection,
    /// The mail: its text, size or sender.
    Mail,
    /// The recipient.
    Recipient,
}

/// Whether a failure lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// Worth trying again.
    Passing,
    /// Not worth it.
    Permanent,
}

/// What becomes of the delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Back to waiting, no attempt counted.
    GiveBack,
    /// Back to waiting, an attempt counted.
    Deferred,
    /// Refused for good.
    Refused(Suppress),
}

/// Whether the subscriber is written to again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppress {
    /// Never again, until asked anew.
    Yes,
    /// It was not their fault.
    No,
}

/// Whose fault first, then what becomes of it. Only the recipient's own permanent refusal stops mail to them.
pub fn outcome(failure: &Failure) -> Outcome {
    match (failure.scope, failure.lasting) {
        (Scope::Route | Scope::Connection, _) => Outcome::GiveBack,
        (Scope::Mail | Scope::Recipient, Lasting::Passing) => Outcome::Deferred,
        (Scope::Mail, Lasting::Permanent) => Outcome::Refused(Suppress::No),
        (Scope::Recipient, Lasting::Permanent) => Outcome::Refused(Suppress::Yes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_recipients_own_lasting_refusal_stops_mail() {
        let of = |scope, lasting| outcome(&Failure { scope, lasting, reply: String::new() });
        assert_eq!(of(Scope::Recipient, Lasting::Permanent), Outcome::Refused(Suppress::Yes));
        assert_eq!(of(Scope::Mail, Lasting::Permanent), Outcome::Refused(Suppress::No));
        assert_eq!(of(Scope::Recipient, Lasting::Passing), Outcome::Deferred);
        for lasting in [Lasting::Passing, Lasting::Permanent] {
            assert_eq!(of(Scope::Route, lasting), Outcome::GiveBack);
            assert_eq!(of(Scope::Connection, lasting), Outcome::GiveBack);
        }
    }

    #[test]
    fn a_reply_is_counted_by_its_status() {
        let cases = [
            ("550 5.1.1 unknown", "5.1.1"),
            ("550-5.1.1 unknown", "5.1.1"),
            ("550 unknown", "550"),
            ("550", "550"),
            ("554 12 reasons", "554"),
            ("the line broke", ""),
            ("2020 was a year", ""),
            ("", ""),
        ];
        for (reply, expected) in cases {
            assert_eq!(status(reply), expected, "{reply}");
        }
    }
}
