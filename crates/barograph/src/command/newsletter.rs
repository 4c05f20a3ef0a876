//! `barograph newsletter`: the standing lines one subscribes to.

use anyhow::{Context, Result};
use mailroom::SubscriptionState;
use serde_json::{Value, json};
use store::ListCounts;

use crate::cli::NewsletterVerb;
use crate::config::Config;
use crate::report::say;
use crate::{plan, shelf};

pub(crate) async fn run(config: &Config, verb: NewsletterVerb) -> Result<()> {
    let NewsletterVerb::List { json: as_json } = verb;
    let store = shelf::open(config).await?;
    let archive = store.archive().await?.context("there is no publication yet")?;
    let (newsletters, counts) = (store.newsletters().await?, store.list_counts().await?);
    let lines: Vec<Value> = newsletters
        .iter()
        .map(|newsletter| {
            let languages: Vec<&str> = newsletter.languages.iter().map(newsroom::Language::as_str).collect();
            json!({
                "slug": newsletter.slug.as_str(),
                "name": plan::name(newsletter, &archive),
                "languages": languages,
                "pace": newsletter.pace.to_string(),
                "confirmed": confirmed(&counts, newsletter.slug.as_str()),
            })
        })
        .collect();
    if as_json {
        say!("{}", serde_json::to_string_pretty(&lines)?);
    } else if lines.is_empty() {
        say!("No newsletter yet. `[[newsletters]]` in publication.toml makes one.");
    } else {
        for (newsletter, line) in newsletters.iter().zip(&lines) {
            let name = plan::name(newsletter, &archive);
            say!("{:<14} {name:<28} {:<18} {:>7} confirmed", newsletter.slug, newsletter.pace, line["confirmed"]);
        }
    }
    Ok(())
}

fn confirmed(counts: &ListCounts, slug: &str) -> u64 {
    let of = counts.subscriptions.iter();
    of.filter(|(other, state, _)| other.as_str() == slug && *state == SubscriptionState::Confirmed)
        .map(|(.., count)| count)
        .sum()
}
