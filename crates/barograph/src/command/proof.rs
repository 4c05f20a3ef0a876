//! `barograph edition proof`: each newsletter's mail to colleagues, before readers get it. Nothing of it is recorded.

use anyhow::{Context, Result};
use courier::{Courier, Outgoing};
use mailroom::{Address, Keys, Mark, Newsletter};
use newsroom::{Archive, Edition};
use press::mail::{NothingToSend, Plate, Reader};
use press::page::subscription::SubscriptionPlace;

use crate::config::Config;
use crate::report::say;
use crate::{plan, progress, shelf};

/// What stands before the subject, so that no proof is taken for the mail.
const MARKED: &str = "[proof]";

pub(crate) async fn run(config: &Config, name: &str, to: &[Address]) -> Result<()> {
    let route = config.route()?.context("there is no `smtp` to send a proof by; see docs/operators.md, Mail")?;
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    let archive = store.archive().await?.context("there is no publication yet")?;
    let (archive, edition) = plan::once_published(archive, &edition, store.clock().await?);
    let keys = config.keys()?.provide(&store).await?;
    let newsletters = store.newsletters().await?;
    anyhow::ensure!(!newsletters.is_empty(), "there is no newsletter; `[[newsletters]]` in publication.toml makes one");
    let now = store.clock().await?;
    let proofs = newsletters.iter().flat_map(|newsletter| to.iter().map(move |address| (newsletter, address)));
    let (courier, bar) = (Courier::new(route)?, progress::bar("Sending proofs", newsletters.len() * to.len()));
    for (newsletter, address) in proofs {
        let plate = plate(config, &archive, &edition, newsletter);
        match plate {
            Ok(plate) => {
                let bytes = mail(config, &plate, newsletter, address, (&archive, &keys, now));
                let sent = courier.deliver(&Outgoing { from: &newsletter.from, to: address, bytes: &bytes }).await;
                sent.map_err(|failure| anyhow::anyhow!("the server did not take it: {}", failure.reply))?;
            }
            Err(_) => say!("{}: nothing of the edition is in its languages, so there is no mail", newsletter.slug),
        }
        bar.inc(1);
    }
    bar.finish();
    say!("Sent to {}.", if to.len() == 1 { "1 colleague".to_owned() } else { format!("{} colleagues", to.len()) });
    Ok(())
}

fn plate(
    config: &Config,
    archive: &Archive,
    edition: &Edition,
    newsletter: &Newsletter,
) -> Result<Plate, NothingToSend> {
    let mut plate = plan::plate(archive, edition, newsletter, &config.origin())?;
    plate.subject = format!("{MARKED} {}", plate.subject);
    Ok(plate)
}

/// A colleague is no subscriber, so the links that are a reader's own lead to where one asks for one's link.
fn mail(
    config: &Config,
    plate: &Plate,
    newsletter: &Newsletter,
    to: &Address,
    (archive, keys, now): (&Archive, &Keys, jiff::Timestamp),
) -> Vec<u8> {
    let language = newsletter.languages.first().unwrap_or_else(|| archive.publication.languages.default());
    let lost = format!("{}{}", config.origin().base, SubscriptionPlace::Lost.link(language));
    let message_id = Mark::random().message_id(&keys.messages(), archive.publication.id);
    plate.mail(&Reader {
        to: to.as_typed(),
        message_id: &message_id,
        date: now,
        leave_link: &lost,
        manage_link: &lost,
        one_click_link: &lost,
    })
}
