//! `barograph key`: what the key folder holds, and why it is to be copied. Never the keys themselves.

use anyhow::{Context, Result};
use mailroom::PublicKeys;
use serde_json::{Value, json};

use crate::cli::KeyVerb;
use crate::config::Config;
use crate::report::say;

/// What the keys are for, in two sentences.
const ABOUT: &str = "\
These keys open the list of subscribers: without them nobody can read an address in the database, you neither.
Keep a copy of this folder apart from the data folder and its backups, for whoever has both can read the whole list.";

pub(crate) fn run(config: &Config, verb: &KeyVerb) -> Result<()> {
    let KeyVerb::Show { json } = verb;
    let folder = config.keys()?;
    let secret = folder.read()?;
    let opens = secret.is_some();
    let public = secret.map_or_else(|| folder.public(), |keys| Ok(Some(keys.public())))?;
    let none = || format!("{} holds no keys yet; `barograph serve` makes them", folder.path().display());
    let public = public.with_context(none)?;
    if *json {
        let keys = fingerprints(&public);
        let shown = json!({ "folder": folder.path(), "opens": opens, "keys": keys });
        say!("{}", serde_json::to_string_pretty(&shown)?);
        return Ok(());
    }
    say!("{ABOUT}\n\nFolder: {}", folder.path().display());
    for (place, (number, fingerprint)) in public.fingerprints().into_iter().enumerate() {
        let what = if place == 0 { "seals what is new" } else { "still opens what it sealed" };
        say!("Key {number}: {fingerprint}  ({what})");
    }
    if !opens {
        say!("Only the public keys are here: this machine takes forms and opens none.");
    }
    Ok(())
}

fn fingerprints(public: &PublicKeys) -> Vec<Value> {
    let keys = public.fingerprints().into_iter();
    keys.map(|(number, fingerprint)| json!({ "number": number, "fingerprint": fingerprint })).collect()
}
