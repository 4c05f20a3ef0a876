//! `barograph mailing`: how far each mailing is, and what a person does with it. MAILING is `EDITION/NEWSLETTER`.

use std::time::Duration;

use anyhow::{Context, Result};
use mailroom::{Mailing, MailingId, MailingKind};
use serde_json::{Value, json};
use store::{Progress, Steer, SteerError, Store};

use crate::cli::MailingVerb;
use crate::command::confirmed;
use crate::config::Config;
use crate::report::{TooLate, say};
use crate::{plan, progress, shelf};

pub(crate) async fn run(config: &Config, verb: MailingVerb) -> Result<()> {
    let store = shelf::open(config).await?;
    match verb {
        MailingVerb::List { json } => list(&store, json).await,
        MailingVerb::Show { mailing, json } => show(&store, &mailing, json).await,
        MailingVerb::Pause { mailing, json } => steer(&store, &mailing, Steer::Pause, json).await,
        MailingVerb::Resume { mailing, json } => steer(&store, &mailing, Steer::Resume, json).await,
        MailingVerb::Retry { mailing, json } => steer(&store, &mailing, Steer::Retry, json).await,
        MailingVerb::Cancel { mailing, yes, json } => {
            let question = format!("Cancel {mailing}? Who has not been mailed yet will not be.");
            if confirmed(&question, yes)? {
                return steer(&store, &mailing, Steer::Cancel, json).await;
            }
            say!("Nothing was cancelled.");
            Ok(())
        }
    }
}

/// How a mailing is named: by edition and newsletter, and by what it is of the edition when it is not the whole.
pub(crate) fn named(mailing: &Mailing) -> String {
    let Mailing { edition, newsletter, kind, .. } = mailing;
    match kind {
        MailingKind::Edition => format!("{edition}/{newsletter}"),
        MailingKind::Correction(number) | MailingKind::Addition(number) => {
            format!("{edition}/{newsletter}/{}-{number}", kind.as_str())
        }
    }
}

async fn list(store: &Store, as_json: bool) -> Result<()> {
    let mut mailings = store.mailings().await?;
    mailings.reverse();
    if as_json {
        let lines: Vec<Value> = mailings.iter().map(in_short).collect();
        say!("{}", serde_json::to_string_pretty(&lines)?);
    } else if mailings.is_empty() {
        say!("No mailing yet. Publishing an edition makes one for each newsletter.");
    } else {
        for progress in &mailings {
            let counts = &progress.counts;
            say!(
                "{:<28} {:<10} {:>7} of {}",
                named(&progress.mailing),
                state(progress),
                counts.accepted,
                progress.audience
            );
        }
    }
    Ok(())
}

async fn show(store: &Store, name: &str, as_json: bool) -> Result<()> {
    let progress = find(store, name).await?;
    if as_json {
        say!("{}", serde_json::to_string_pretty(&in_full(&progress))?);
        return Ok(());
    }
    let archive = store.archive().await?.context("there is no publication yet")?;
    let (mailing, counts) = (&progress.mailing, &progress.counts);
    say!("{}: {}", named(mailing), state(&progress));
    match mailing.began {
        Some(began) => say!("  began {}", plan::moment(began, &archive)),
        None => say!("  due {}", plan::moment(mailing.due, &archive)),
    }
    let lines = [
        ("audience", progress.audience),
        ("accepted", counts.accepted),
        ("waiting", counts.waiting),
        ("on the way", counts.claimed),
        ("refused", counts.refused),
        ("expired", counts.expired),
        ("cancelled", counts.cancelled),
    ];
    for (word, count) in lines.into_iter().filter(|(word, count)| *count > 0 || *word == "audience") {
        say!("  {word:<10} {count:>7}");
    }
    for (state, reason, count) in progress.reasons.iter().filter(|(_, reason, _)| !reason.is_empty()) {
        say!("    {state}, {reason}: {count}");
    }
    Ok(())
}

fn state(progress: &Progress) -> &'static str {
    let mailing = &progress.mailing;
    match mailing.began {
        _ if mailing.cancelled => "cancelled",
        _ if progress.is_done() => "done",
        _ if mailing.paused => "held",
        Some(_) => "going",
        None => "waiting",
    }
}

fn in_short(progress: &Progress) -> Value {
    let mailing = &progress.mailing;
    json!({
        "mailing": named(mailing),
        "edition": mailing.edition.as_str(),
        "newsletter": mailing.newsletter.as_str(),
        "kind": mailing.kind.as_str(),
        "state": state(progress),
        "due": mailing.due.to_string(),
        "began": mailing.began.map(|at| at.to_string()),
        "audience": progress.audience,
        "accepted": progress.counts.accepted,
        "open": progress.counts.open(),
    })
}

fn in_full(progress: &Progress) -> Value {
    let counts = &progress.counts;
    let mut value = in_short(progress);
    value["counts"] = json!({
        "waiting": counts.waiting, "claimed": counts.claimed, "accepted": counts.accepted,
        "refused": counts.refused, "expired": counts.expired, "cancelled": counts.cancelled,
    });
    let reasons = progress.reasons.iter();
    value["reasons"] =
        reasons.map(|(state, reason, count)| json!({"state": state, "reason": reason, "count": count})).collect();
    value
}

/// The mailing of a name, with the nearest right one when there is none.
async fn find(store: &Store, name: &str) -> Result<Progress> {
    let mailings = store.mailings().await?;
    let names: Vec<String> = mailings.iter().map(|progress| named(&progress.mailing)).collect();
    if let Some(place) = names.iter().position(|other| other == name) {
        return mailings.into_iter().nth(place).context("a mailing was lost while it was looked at");
    }
    let near = newsroom::flaw::nearest(name, names.iter().map(String::as_str)).map_or_else(
        || "`barograph mailing list` shows what there is; a mailing is named EDITION/NEWSLETTER".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    anyhow::bail!("there is no mailing `{name}`; {near}")
}

async fn steer(store: &Store, name: &str, steer: Steer, as_json: bool) -> Result<()> {
    let id = find(store, name).await?.mailing.id;
    let changed = store.steer(id, steer, store.clock().await?).await.map_err(|error| match error {
        SteerError::Cancelled | SteerError::Began => anyhow::Error::new(TooLate(error.to_string())),
        other => other.into(),
    })?;
    if as_json {
        return show(store, name, true).await;
    }
    say!("{name}: {}", done(steer, changed));
    Ok(())
}

fn done(steer: Steer, changed: u64) -> String {
    match (steer, changed) {
        (Steer::Pause, 0) => "it was held already".to_owned(),
        (Steer::Pause, _) => "held; `barograph mailing resume` lets it go on".to_owned(),
        (Steer::Resume, 0) => "it was not held".to_owned(),
        (Steer::Resume, _) => "goes on".to_owned(),
        (Steer::Cancel, 0) => "there was nothing left to cancel".to_owned(),
        (Steer::Cancel, _) => "cancelled; what was on the way has its outcome there".to_owned(),
        (Steer::Retry, 0) => "there is nothing to try again".to_owned(),
        (Steer::Retry, count) => format!("{count} tried again"),
        (Steer::Move(due), _) => format!("due at {due}"),
    }
}

/// Shows mailings in a bar under a title until nothing of them waits. Ending the watching ends no mailing.
pub(crate) async fn watch(store: &Store, mailings: &[MailingId], title: &'static str, every: Duration) -> Result<()> {
    if mailings.is_empty() {
        return Ok(());
    }
    let bar = progress::bar(title, 0);
    loop {
        let mut watched = Vec::new();
        for id in mailings {
            watched.extend(store.mailing(*id).await?);
        }
        let settled: u64 = watched.iter().map(|progress| progress.counts.total() - progress.counts.open()).sum();
        bar.set_length(watched.iter().map(|progress| progress.audience).sum());
        bar.set_position(settled);
        let held = watched.iter().filter(|progress| progress.mailing.paused && !progress.is_done());
        let held: Vec<String> = held.map(|progress| named(&progress.mailing)).collect();
        if !held.is_empty() || watched.iter().all(Progress::is_done) {
            bar.finish();
            held.iter().for_each(|name| say!("{name} is held; `barograph mailing resume {name}` lets it go on."));
            watched.iter().filter(|progress| progress.is_done()).for_each(say_outcome);
            return Ok(());
        }
        tokio::time::sleep(every).await;
    }
}

fn say_outcome(progress: &Progress) {
    let (name, counts) = (named(&progress.mailing), &progress.counts);
    let others = [("refused", counts.refused), ("expired", counts.expired), ("cancelled", counts.cancelled)];
    let others = others.into_iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!(", {count} {word}"));
    say!("{name}: {} of {} accepted{}", counts.accepted, progress.audience, others.collect::<String>());
}
