//! The command line: one noun, one verb, and help that teaches.

mod edition;
mod mail;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;

pub(crate) use edition::{EditionImport, EditionPublish, EditionVerb};
pub(crate) use mail::{MailingVerb, NewsletterVerb, SubscriberVerb};

use crate::worker::Rhythm;

/// What every `--help` ends with.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  it could not be done: a file, the network or the database failed
  2  the command was not understood
  3  something written has flaws; each is listed with its file and line
  4  somebody else was faster, or it is done already";

const EXAMPLES: &str = "\
Examples:
  barograph demo                                an invented publication, in the browser at once
  barograph init digest                         a folder for your own
  barograph edition preview 2020-06-22          see an edition as readers would, reloading as you write
  barograph edition import 2020-06-22           read it into the database
  barograph edition publish 2020-06-22          show it to readers
  barograph serve                               the site

";

/// Self-hosted software with which analysts publish a periodic, multilingual situation digest.
#[derive(Debug, Parser)]
#[command(name = "barograph", version, after_help = format!("{EXAMPLES}{EXIT_CODES}"), max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) places: Places,
    #[command(subcommand)]
    pub(crate) noun: Noun,
}

/// Where configuration and data are; before or after the verb.
#[derive(Args, Clone, Debug)]
pub(crate) struct Places {
    /// The configuration; it may be missing
    #[arg(long, global = true, value_name = "FILE", default_value = "barograph.toml", env = "BAROGRAPH_CONFIG")]
    pub(crate) config: PathBuf,
    /// The data folder, instead of the configuration's
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Noun {
    /// Write a commented configuration and a publication folder to begin with
    #[command(after_help = "Example:\n  barograph init digest\n\nNothing that is there already is overwritten.")]
    Init {
        /// The folder; made when it is missing
        dir: PathBuf,
    },
    /// Serve the site, and mail
    #[command(
        after_help = "Examples:\n  barograph serve --config /etc/barograph.toml\n  barograph serve --role mail\n\nMails when `smtp` names a server. Stops on Ctrl-C or SIGTERM, after the answers and mails under way."
    )]
    Serve(Serve),
    /// Show what Barograph does, with an invented publication
    #[command(
        after_help = "Examples:\n  barograph demo\n  barograph demo --listen 127.0.0.1:9000 --data ~/vesnia\n  barograph demo --subscribers 2000\n\nPublishes an edition before your eyes, and mails it into a mailbox of its own, at /mailbox/. Nothing leaves this machine.\nWith --data the folder is kept, and its keys beside it; a second start finds everything there and mails nobody."
    )]
    Demo(Demo),
    /// The publication as a whole
    #[command(subcommand)]
    Publication(PublicationVerb),
    /// Editions: EDITION is the permalink's segment, such as 2020-06-22 or 2020-05-22-flash
    #[command(subcommand)]
    Edition(EditionVerb),
    /// Newsletters: the standing lines one subscribes to
    #[command(subcommand)]
    Newsletter(NewsletterVerb),
    /// Subscribers: how many there are, and what is held about one
    #[command(subcommand)]
    Subscriber(SubscriberVerb),
    /// Mailings: one edition going out on one newsletter, named EDITION/NEWSLETTER, such as 2020-06-22/be-ru
    #[command(subcommand)]
    Mailing(MailingVerb),
    /// The keys that open the list of subscribers
    #[command(subcommand)]
    Key(KeyVerb),
    /// The configuration
    #[command(subcommand)]
    Config(ConfigVerb),
    /// Print completions for a shell
    #[command(after_help = "Example:\n  barograph completions bash > /etc/bash_completion.d/barograph")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print every permalink, one a line
    #[command(hide = true)]
    Permalinks,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PublicationVerb {
    /// Read a publication's folder into the database
    #[command(
        after_help = "Example:\n  barograph publication import publication\n\nAll or nothing: every flaw is listed, and with one flaw nothing changes."
    )]
    Import {
        /// The folder with publication.toml
        dir: PathBuf,
        /// Also over texts that somebody else has changed since they were exported
        #[arg(long)]
        over: bool,
    },
    /// Write the publication into a folder
    #[command(after_help = "Example:\n  barograph publication export publication")]
    Export {
        /// The folder; it must be empty or missing
        dir: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// Address and port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// Numbered subscribers, besides three dozen by name
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) subscribers: u32,
}

#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// Address and port, instead of the configuration's
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    /// What this process does; `site` needs the public keys alone, `mail` is one process at a time on SQLite
    #[arg(
        long = "role",
        value_name = "ROLES",
        value_delimiter = ',',
        default_value = "site,desk,mail",
        hide_possible_values = true
    )]
    pub(crate) roles: Vec<Role>,
    /// How long a worker may keep what it claimed without a word, for tests that kill some
    #[arg(long, hide = true, value_name = "SECONDS", value_parser = clap::value_parser!(i64).range(1..=3600))]
    pub(crate) lease: Option<i64>,
}

impl Serve {
    /// The worker's rhythm.
    pub(crate) fn rhythm(&self) -> Rhythm {
        let usual = Rhythm::default();
        Rhythm { lease: self.lease.map_or(usual.lease, SignedDuration::from_secs), ..usual }
    }
}

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Public pages and forms
    Site,
    /// The newsroom's screens
    Desk,
    /// Opens what forms sent, and mails
    Mail,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyVerb {
    /// Show what the keys protect, where they are, their numbers and fingerprints; never the keys
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigVerb {
    /// Show the configuration as it is in force, and where each value comes from; secrets stay hidden
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}
