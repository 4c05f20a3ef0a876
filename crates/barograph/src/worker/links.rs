//! The links of one mail: tokens made again from their rows, at places under a newsletter's host.

use mailroom::{Newsletter, Purpose, Token};
use newsroom::Language;
use press::Origin;
use press::page::subscription::SubscriptionPlace;
use store::TokenRow;

use super::room::Room;

/// Makes the links of a mail of one newsletter in one language.
pub(super) struct Links<'a> {
    room: &'a Room,
    pub(super) origin: Origin,
    language: &'a Language,
}

impl<'a> Links<'a> {
    /// Links lead to the newsletter's base, or else to where the site is.
    pub(super) fn new(room: &'a Room, newsletter: &Newsletter, language: &'a Language) -> Self {
        let base = newsletter.base.trim_end_matches('/');
        let base = if base.is_empty() { room.origin.base.as_str() } else { base };
        Self { room, origin: Origin { base: base.to_owned() }, language }
    }

    /// The link that a row's token stands in; `None` where nobody who has these keys wrote the row.
    pub(super) fn of(&self, row: &TokenRow) -> Option<String> {
        let token = self.room.tokens.again(row.grant, row.number, &row.hash)?;
        Some(self.origin.absolute(&place(row.grant.purpose(), &token).link(self.language)))
    }

    /// The link of the first of these rows that is for a purpose.
    pub(super) fn for_purpose(&self, rows: &[TokenRow], purpose: Purpose) -> Option<String> {
        rows.iter().find(|row| row.grant.purpose() == purpose).and_then(|row| self.of(row))
    }
}

fn place(purpose: Purpose, token: &Token) -> SubscriptionPlace {
    let token = token.as_str().to_owned();
    match purpose {
        Purpose::Confirm => SubscriptionPlace::Confirmation(token),
        Purpose::Leave => SubscriptionPlace::Leaving(token),
        Purpose::Refuse => SubscriptionPlace::Refusal(token),
        Purpose::Manage => SubscriptionPlace::Preferences(token),
    }
}
