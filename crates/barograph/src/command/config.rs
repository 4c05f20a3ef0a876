//! `barograph config`.

use anyhow::Result;
use serde_json::json;

use crate::cli::ConfigVerb;
use crate::config::{Config, From, Key};
use crate::report::say;

pub(crate) fn run(config: &Config, verb: &ConfigVerb) -> Result<()> {
    let ConfigVerb::Show { json } = verb;
    if *json {
        let entries: serde_json::Map<String, serde_json::Value> = config
            .entries()
            .map(|(key, value, from)| (key.name.to_owned(), json!({"value": shown(key, value), "from": origin(from)})))
            .collect();
        say!("{}", serde_json::to_string_pretty(&entries)?);
        return Ok(());
    }
    for (key, value, from) in config.entries() {
        say!("{:<16} = {:<28} # {}", key.name, format!("{:?}", shown(key, value)), origin(from));
    }
    Ok(())
}

fn shown<'a>(key: &Key, value: &'a str) -> &'a str {
    if key.secret && !value.is_empty() { "(hidden)" } else { value }
}

fn origin(from: From) -> &'static str {
    match from {
        From::Default => "default",
        From::File => "file",
        From::Environment => "environment",
        From::Flag => "command line",
    }
}
