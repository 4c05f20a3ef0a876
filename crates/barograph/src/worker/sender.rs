//! Whom a mail is from on the way: the return path, with the mail's own mark behind a plus sign.

use mailroom::{Address, Mark, MessageKeys, Newsletter};

/// The return path of one mail; `None` where the address is none that SMTP takes.
pub(super) fn return_path(
    configured: &str,
    newsletter: &Newsletter,
    mark: &Mark,
    keys: &MessageKeys,
) -> Option<String> {
    let address = if configured.is_empty() { newsletter.from.as_str() } else { configured };
    let address = Address::parse(address).ok().filter(|address| !address.needs_smtputf8())?;
    Some(format!("{}+{}@{}", address.local(), mark.block(keys), address.domain()))
}
