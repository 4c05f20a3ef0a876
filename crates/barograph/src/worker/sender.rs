//! Whom a mail is from on the way: the return path, with the mail's own mark behind a plus sign.

use mailroom::address::LOCAL_BYTES_MAX;
use mailroom::{Address, Mark, MessageKeys, Newsletter};

/// The return path of one mail; `None` where the address is none that SMTP takes with a mark in it.
pub(crate) fn return_path(
    configured: &str,
    newsletter: &Newsletter,
    mark: &Mark,
    keys: &MessageKeys,
) -> Option<String> {
    let address = if configured.is_empty() { newsletter.from.as_str() } else { configured };
    let address = Address::parse(address).ok().filter(|address| !address.needs_smtputf8())?;
    let local = format!("{}+{}", address.local(), mark.block(keys));
    Some(format!("{local}@{}", address.domain())).filter(|_| local.len() <= LOCAL_BYTES_MAX)
}
