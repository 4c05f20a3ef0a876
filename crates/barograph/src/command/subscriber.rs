//! `barograph subscriber`: how long the list is, and what is held about one address. The address is asked for, or read
//! from standard input: as an argument it would stay in the shell's history and in the list of processes.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result};
use mailroom::{Address, Keys, Reason, SubscriberState};
use serde_json::{Value, json};
use store::{Found, Store};

use crate::cli::SubscriberVerb;
use crate::command::confirmed;
use crate::config::Config;
use crate::report::say;
use crate::shelf;

pub(crate) async fn run(config: &Config, verb: SubscriberVerb) -> Result<()> {
    let store = shelf::open(config).await?;
    match verb {
        SubscriberVerb::Count { json } => count(&store, json).await,
        SubscriberVerb::Find { json } => {
            let found = found(config, &store).await?;
            say_found(found.as_ref(), json)
        }
        SubscriberVerb::Leave { yes, json } => leave(config, &store, yes, json).await,
        SubscriberVerb::Erase { yes, json } => erase(config, &store, yes, json).await,
    }
}

async fn count(store: &Store, as_json: bool) -> Result<()> {
    let counts = store.list_counts().await?;
    if as_json {
        let subscribers = counts.subscribers.iter().map(|(state, count)| {
            json!({"state": state.as_str(), "reason": state.reason().map(Reason::as_str), "count": count})
        });
        let subscriptions = counts.subscriptions.iter().map(|(newsletter, state, count)| {
            json!({"newsletter": newsletter.as_str(), "state": state.as_str(), "count": count})
        });
        let all = json!({
            "subscribers": subscribers.collect::<Value>(),
            "subscriptions": subscriptions.collect::<Value>(),
            "requests": counts.requests,
        });
        say!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    if counts.subscribers.is_empty() {
        say!("Nobody yet.");
    }
    for (state, count) in &counts.subscribers {
        say!("{:<28} {count:>7}", in_words(*state));
    }
    for (newsletter, state, count) in &counts.subscriptions {
        say!("  {:<26} {count:>7}", format!("{newsletter}, {}", state.as_str()));
    }
    if counts.requests > 0 {
        say!("{:<28} {:>7}", "forms not opened yet", counts.requests);
    }
    Ok(())
}

fn in_words(state: SubscriberState) -> String {
    match state.reason() {
        Some(reason) => format!("{}, {}", state.as_str(), reason.as_str()),
        None => state.as_str().to_owned(),
    }
}

/// Asks for an address, and looks it up under every key in use. The look is audited.
async fn found(config: &Config, store: &Store) -> Result<Option<Found>> {
    let folder = config.keys()?;
    let keys = folder
        .read()?
        .with_context(|| format!("{} holds no secret keys, and only they find an address", folder.path().display()))?;
    look_up(store, &keys, &asked_for()?).await
}

async fn look_up(store: &Store, keys: &Keys, address: &Address) -> Result<Option<Found>> {
    Ok(store.find_subscriber(&keys.lookup().all(address), store.clock().await?).await?)
}

fn asked_for() -> Result<Address> {
    if std::io::stdin().is_terminal() {
        eprint!("Address: ");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    // What was typed is not repeated: it would stand in a log, if this runs in a script.
    Address::parse(line.trim())
        .map_err(|error| anyhow::anyhow!("standard input has no address in its first line: {error}"))
}

fn say_found(found: Option<&Found>, as_json: bool) -> Result<()> {
    if as_json {
        say!("{}", serde_json::to_string_pretty(&found.map(in_full))?);
        return Ok(());
    }
    let Some(found) = found else {
        say!("Not known here.");
        return Ok(());
    };
    say!("{}, written to in {}", in_words(found.subscriber.state), found.subscriber.language);
    for line in &found.lines {
        let subscription = &line.subscription;
        let consent = &subscription.consent;
        say!(
            "  {:<14} {:<10} asked for on {} by {}",
            subscription.newsletter,
            subscription.state.as_str(),
            consent.at.strftime("%Y-%m-%d"),
            consent.source
        );
    }
    Ok(())
}

fn in_full(found: &Found) -> Value {
    let subscription = |line: &store::Line| {
        let store::Line { subscription, sent, .. } = line;
        let sections: Vec<&str> = subscription.choices.sections.iter().map(newsroom::SectionSlug::as_str).collect();
        json!({
            "newsletter": subscription.newsletter.as_str(),
            "state": subscription.state.as_str(),
            "sections": sections,
            "only_changes": subscription.choices.only_changes,
            "consent": {
                "at": subscription.consent.at.to_string(),
                "source": subscription.consent.source,
                "form": subscription.consent.form,
            },
            "confirmation_sent": sent.map(|at| at.to_string()),
        })
    };
    json!({
        "state": found.subscriber.state.as_str(),
        "reason": found.subscriber.state.reason().map(Reason::as_str),
        "language": found.subscriber.language.as_str(),
        "subscriptions": found.lines.iter().map(subscription).collect::<Value>(),
    })
}

async fn leave(config: &Config, store: &Store, yes: bool, as_json: bool) -> Result<()> {
    let Some(found) = found(config, store).await? else { return say_found(None, as_json) };
    if !confirmed("Leave every newsletter for this subscriber?", yes)? {
        say!("Nothing was left.");
        return Ok(());
    }
    let changed = store.leave_for(found.subscriber.id, store.clock().await?).await?;
    say_done("left", (found.subscriber.state, changed), as_json)
}

async fn erase(config: &Config, store: &Store, yes: bool, as_json: bool) -> Result<()> {
    let Some(found) = found(config, store).await? else { return say_found(None, as_json) };
    let lifted = match found.subscriber.state.reason() {
        Some(Reason::Asked) => {
            " They asked never to be written to; once erased, a form can have us write to them again."
        }
        Some(Reason::Complaint) => " They complained of our mail; once erased, a form can have us write to them again.",
        Some(Reason::Refused | Reason::Operator) | None => "",
    };
    if !confirmed(&format!("Erase all we hold about this subscriber, for good?{lifted}"), yes)? {
        say!("Nothing was erased.");
        return Ok(());
    }
    let changed = store.erase(found.subscriber.id, store.clock().await?).await?;
    say_done("erased", (found.subscriber.state, changed), as_json)
}

fn say_done(what: &str, (before, changed): (SubscriberState, bool), as_json: bool) -> Result<()> {
    match (as_json, changed) {
        (true, _) => say!("{}", serde_json::to_string_pretty(&json!({ "done": what, "changed": changed }))?),
        (false, true) => say!("Done: {what}."),
        (false, false) => say!("Nothing to do: {}.", in_words(before)),
    }
    Ok(())
}
