//! The configuration: what the machine needs, from `barograph.toml`, the environment, or the default.
//!
//! Every key is also an environment variable, `BAROGRAPH_` and its name in capitals; a secret's value may lie in a file
//! named by the variable with `_FILE` behind it. What readers see is in the database, not here.

mod mail;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ipnet::IpNet;
use manuscript::fields::Fields;
use newsroom::{Flaw, Place};

use crate::keys::KeyFolder;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// Nobody set it.
    Default,
    /// `barograph.toml`.
    File,
    /// The environment.
    Environment,
    /// The command line.
    Flag,
}

/// One key: its name, its default, what it is for, and whether its value is shown.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) default: &'static str,
    pub(crate) about: &'static str,
    pub(crate) secret: bool,
}

/// Every key there is, in the order in which `init` writes them.
pub(crate) const KEYS: [Key; 15] = [
    Key {
        name: "address",
        default: "http://127.0.0.1:8080",
        about: "Where readers find the site, without a slash at the end. Every link is made from it.",
        secret: false,
    },
    Key {
        name: "listen",
        default: "127.0.0.1:8080",
        about: "Address and port on which `barograph serve` listens, usually behind a proxy that speaks TLS.",
        secret: false,
    },
    Key {
        name: "data",
        default: "barograph-data",
        about: "The data folder: database and media. Back it up.",
        secret: false,
    },
    Key {
        name: "database",
        default: "",
        about: "Empty for the embedded database in the data folder, or `postgres://user:password@host/name`.",
        secret: true,
    },
    Key {
        name: "keys",
        default: "",
        about: "The folder of the keys that open the list of subscribers; never inside the data folder. Empty: the data folder's name and `.keys`, beside it. Copy it once, elsewhere.",
        secret: false,
    },
    Key {
        name: "smtp",
        default: "",
        about: "The server that mail goes through: `smtp://user:password@host:587` (STARTTLS), `smtps://…:465` (TLS) or `smtp+plain://127.0.0.1:25` (neither, this machine alone). Empty: nothing is mailed from here.",
        secret: true,
    },
    Key {
        name: "smtp_hello",
        default: "",
        about: "The name that the server is greeted with, such as `mail.example.org`; it is written into every mail. Empty: `[127.0.0.1]`, which names no machine.",
        secret: false,
    },
    Key {
        name: "smtp_roots",
        default: "",
        about: "A PEM file of certificates to trust at the server, besides Mozilla's.",
        secret: false,
    },
    Key {
        name: "smtp_connections",
        default: "4",
        about: "Connections to the server at the same time, at most.",
        secret: false,
    },
    Key {
        name: "smtp_per_connection",
        default: "100",
        about: "Mails on one connection, at most; then it is closed for another.",
        secret: false,
    },
    Key {
        name: "smtp_per_second",
        default: "",
        about: "Mails a second, at most. Empty: as many as the server takes.",
        secret: false,
    },
    Key {
        name: "return_path",
        default: "",
        about: "The address that what cannot be delivered comes back to. Each mail has its own behind a plus sign, `bounces+…@example.org`, so the mailbox must take those. Empty: the newsletter's `from`, likewise.",
        secret: false,
    },
    Key {
        name: "keep_deliveries_days",
        default: "90",
        about: "Days after a mailing is done until its deliveries are deleted; its counts stay.",
        secret: false,
    },
    Key {
        name: "trusted_proxies",
        default: "",
        about: "Networks of your own proxies, separated by commas: `127.0.0.1/32, ::1/128`. Only they may say for whom they ask, once forms count what comes from one network.",
        secret: false,
    },
    Key {
        name: "log",
        default: "info",
        about: "How much is logged: error, warn, info, debug. No address ever is.",
        secret: false,
    },
];

/// How much may be logged.
const LEVELS: [&str; 4] = ["error", "warn", "info", "debug"];

/// The configuration in force.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    values: Vec<(String, From)>,
}

impl Config {
    /// Reads file and environment; `data` from the command line wins over both.
    pub(crate) fn read(file: &Path, data: Option<&Path>) -> Result<Self> {
        let written = written(file)?;
        let mut values = Vec::new();
        for (key, written) in KEYS.iter().zip(written) {
            let value = match (environment(key)?, written) {
                (Some(value), _) => (value, From::Environment),
                (None, Some(value)) => (value, From::File),
                (None, None) => (key.default.to_owned(), From::Default),
            };
            values.push(value);
        }
        let mut config = Self { values };
        if let Some(data) = data {
            config.set("data", data.display().to_string());
        }
        config.checked()
    }

    /// The value of a key.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.entries().find(|(key, _, _)| key.name == name).map_or("", |(_, value, _)| value)
    }

    /// Sets a key as the command line does.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        if let Some(place) = KEYS.iter().position(|key| key.name == name) {
            self.values[place] = (value, From::Flag);
        }
    }

    /// Each key with its value and where that comes from.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static Key, &str, From)> {
        KEYS.iter().zip(&self.values).map(|(key, (value, from))| (key, value.as_str(), *from))
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        PathBuf::from(self.get("data"))
    }

    /// The database: PostgreSQL, or the embedded one in the data folder.
    pub(crate) fn database(&self) -> store::Database {
        match self.get("database") {
            "" => store::Database::within(&self.data()),
            address => store::Database::parse(address),
        }
    }

    /// The proxies that may say for whom they ask.
    pub(crate) fn trusted_proxies(&self) -> Vec<IpNet> {
        networks(self.get("trusted_proxies")).unwrap_or_default()
    }

    /// Where readers find the site.
    pub(crate) fn origin(&self) -> press::Origin {
        press::Origin { base: self.get("address").trim_end_matches('/').to_owned() }
    }

    /// The folder of the keys.
    pub(crate) fn keys(&self) -> Result<KeyFolder> {
        match self.get("keys") {
            "" => KeyFolder::beside(&self.data()).context("`data` has no name to call a key folder by; set `keys`"),
            path => Ok(KeyFolder::at(PathBuf::from(path))),
        }
    }

    fn checked(self) -> Result<Self> {
        for (key, value, from) in self.entries() {
            let apart = if key.name == "keys" { apart(value, &self.data()) } else { Ok(()) };
            if let Err(problem) = apart.and_then(|()| fits(key.name, value)) {
                let place = match from {
                    From::File => "barograph.toml".to_owned(),
                    From::Environment => format!("BAROGRAPH_{}", key.name.to_uppercase()),
                    From::Default | From::Flag => "the command line".to_owned(),
                };
                let place = Place { file: place, line: 0, field: key.name.to_owned() };
                return Err(crate::report::Flawed(vec![Flaw::new(place, problem)]).into());
            }
        }
        Ok(self)
    }
}

/// Whether a key may have a value, or what was expected.
fn fits(name: &str, value: &str) -> Result<(), String> {
    match name {
        "address" => address(value),
        "database" if value.is_empty() || value.starts_with("postgres://") || value.starts_with("postgresql://") => {
            Ok(())
        }
        "database" => Err("expected nothing, or postgres://user:password@host/name".to_owned()),
        "log" if !LEVELS.contains(&value) => Err(format!("`{value}` is no level; expected {}", LEVELS.join(", "))),
        "trusted_proxies" => networks(value).map(drop),
        _ => mail::fits(name, value),
    }
}

/// The networks of proxies.
fn networks(value: &str) -> Result<Vec<IpNet>, String> {
    let networks = value.split(',').map(str::trim).filter(|network| !network.is_empty());
    networks
        .map(|network| network.parse().map_err(|_| format!("`{network}` is no network such as 10.0.0.0/8")))
        .collect()
}

/// Keys are not kept where what they open is kept.
fn apart(keys: &str, data: &Path) -> Result<(), String> {
    let (Ok(keys), Ok(data)) = (std::path::absolute(keys), std::path::absolute(data)) else {
        return Ok(());
    };
    let within = keys.starts_with(&data);
    if within {
        Err("the keys must not lie in the data folder, whose every backup would hold them".to_owned())
    } else {
        Ok(())
    }
}

/// Scheme and host, and a port if need be: links are paths from the root.
fn address(value: &str) -> Result<(), String> {
    let expected =
        || format!("`{value}` is no address such as https://digest.example; it has no path, and no slash at the end");
    let host = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).ok_or_else(expected)?;
    let uri: axum::http::Uri = value.parse().map_err(|_| expected())?;
    let is_plain = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) && uri.host().is_some();
    let port_fits =
        uri.authority().is_some_and(|authority| authority.port().is_none() || authority.port_u16().is_some());
    if is_plain && port_fits { Ok(()) } else { Err(expected()) }
}

/// The commented file that `init` writes.
pub(crate) fn template() -> String {
    let mut text = String::from(
        "# Barograph: what this machine needs. Every key can also be set in the environment,\n# as BAROGRAPH_ and its name in capitals. `barograph config show` tells what is in force.\n",
    );
    for key in &KEYS {
        let variable = key.name.to_uppercase();
        let file = if key.secret {
            format!(" (BAROGRAPH_{variable}_FILE names a file with the value)")
        } else {
            String::new()
        };
        text.push_str(&format!("\n# {}{file}\n# {} = {:?}\n", key.about, key.name, key.default));
    }
    text
}

/// The values in the file, key by key. A missing file has none; an unknown key is a flaw with its line.
fn written(file: &Path) -> Result<Vec<Option<String>>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let name = file.display().to_string();
    let mut fields = Fields::parse(&name, &text).map_err(|flaw| crate::report::Flawed(vec![flaw]))?;
    let values = KEYS.iter().map(|key| fields.string(key.name)).collect();
    let flaws: Vec<Flaw> = fields.finish();
    if flaws.is_empty() { Ok(values) } else { Err(crate::report::Flawed(flaws).into()) }
}

fn environment(key: &Key) -> Result<Option<String>> {
    let variable = format!("BAROGRAPH_{}", key.name.to_uppercase());
    let set = |variable: &str| std::env::var(variable).ok().filter(|value| !value.is_empty());
    let in_file = set(&format!("{variable}_FILE")).filter(|_| key.secret);
    if let Some(path) = in_file {
        let value = std::fs::read_to_string(&path)
            .with_context(|| format!("{variable}_FILE names {path}, which cannot be read"))?;
        return Ok(Some(value.trim().to_owned()));
    }
    Ok(set(&variable))
}
