//! `barograph edition proof`: each newsletter's mail to colleagues, before readers get it. Nothing of it is recorded.

use anyhow::{Context, Result};
use courier::{Courier, Outgoing};
use jiff::Timestamp;
use mailroom::{Address, Mark, Newsletter};
use newsroom::Archive;
use press::mail::{Plate, Reader};
use press::page::subscription::SubscriptionPlace;

use crate::config::Config;
use crate::report::say;
use crate::worker::sender::return_path;
use crate::{plan, progress, shelf};

/// What stands before the subject, so that no proof is taken for the mail.
const MARKED: &str = "[proof]";

pub(crate) async fn run(config: &Config, name: &str, to: &[Address]) -> Result<()> {
    let route = config.route()?.context("there is no `smtp` to send a proof by; see docs/operators.md, Mail")?;
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    let archive = store.archive().await?.context("there is no publication yet")?;
    let now = store.clock().await?;
    let (archive, edition) = plan::once_published(archive, &edition, now);
    let messages = config.keys()?.provide(&store).await?.messages();
    let newsletters = store.newsletters().await?;
    anyhow::ensure!(!newsletters.is_empty(), "there is no newsletter; `[[newsletters]]` in publication.toml makes one");
    let (courier, bar) = (Courier::new(route)?, progress::bar("Sending proofs", newsletters.len() * to.len()));
    for newsletter in &newsletters {
        let Ok(plate) = plan::plate(&archive, &edition, newsletter, &config.origin()) else {
            say!("{}: nothing of the edition is in its languages, so there is no mail", newsletter.slug);
            continue;
        };
        for colleague in to {
            let mark = Mark::random();
            let message_id = mark.message_id(&messages, archive.publication.id);
            let bytes = proof(config, &plate, (newsletter, &archive), &message_id, (colleague, now));
            let from = return_path(config.get("return_path"), newsletter, &mark, &messages);
            let from = from.context("neither `return_path` nor the newsletter's `from` can take a mark")?;
            let sent = courier.deliver(&Outgoing { from: &from, to: colleague, bytes: &bytes }).await;
            sent.map_err(|failure| anyhow::anyhow!("the server did not take it: {}", failure.reply))?;
            bar.inc(1);
        }
    }
    bar.finish();
    say!("Sent to {}.", if to.len() == 1 { "1 colleague".to_owned() } else { format!("{} colleagues", to.len()) });
    Ok(())
}

/// A colleague is no subscriber, so the links that are a reader's own lead to where one asks for one's link.
fn proof(
    config: &Config,
    plate: &Plate,
    (newsletter, archive): (&Newsletter, &Archive),
    message_id: &str,
    (to, date): (&Address, Timestamp),
) -> Vec<u8> {
    let language = newsletter.languages.first().unwrap_or_else(|| archive.publication.languages.default());
    let base = newsletter.base.trim_end_matches('/');
    let base = if base.is_empty() { config.origin().base } else { base.to_owned() };
    let lost = format!("{base}{}", SubscriptionPlace::Lost.link(language));
    let (to, links) = (to.mailbox(), [lost.as_str(); 3]);
    let [leave_link, manage_link, one_click_link] = links;
    plate.proof(&Reader { to: &to, message_id, date, leave_link, manage_link, one_click_link }, MARKED)
}
