//! The command line: one noun, one verb, and help that teaches.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mailroom::Address;
use newsroom::Language;
use newsroom::proposal::{Terms, Word};

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
        after_help = "Examples:\n  barograph demo\n  barograph demo --listen 127.0.0.1:9000 --data ~/vesnia\n\nWith --data the folder is kept, and a second start finds everything there."
    )]
    Demo {
        /// Address and port
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
        listen: String,
    },
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

#[derive(Debug, Subcommand)]
pub(crate) enum EditionVerb {
    /// List the editions, newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one edition: its verdicts, its texts, and what is missing
    #[command(after_help = "Example:\n  barograph edition show 2020-06-22 --json")]
    Show {
        /// The permalink's segment
        edition: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read an edition's folder into the database
    #[command(
        after_help = "Examples:\n  barograph edition import 2020-06-22\n  barograph edition import 2020-06-22 --correction en=\"200, not 100\" --correction be=\"200, а не 100\"\n  barograph edition import 2020-06-22 --minor \"two typing errors\"\n\nAll or nothing: every flaw is listed, and with one flaw nothing changes."
    )]
    Import(EditionImport),
    /// Write an edition into a folder
    #[command(
        after_help = "Example:\n  barograph edition export 2020-06-22 2020-06-22\n\nWhat is written, import and export give back byte for byte."
    )]
    Export {
        /// The permalink's segment
        edition: String,
        /// The folder; it must be empty or missing
        dir: PathBuf,
    },
    /// Show a folder as the site would, storing nothing and reloading when a file changes
    #[command(
        after_help = "Example:\n  barograph edition preview 2020-06-22\n\nThe publication is the database's, or else the folder `publication` beside the edition's."
    )]
    Preview {
        /// The folder with edition.toml
        dir: PathBuf,
        /// Address and port
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8088")]
        listen: String,
        /// The publication's folder, instead of the database's
        #[arg(long, value_name = "DIR")]
        publication: Option<PathBuf>,
    },
    /// Show an edition to readers, and mail it to subscribers
    #[command(
        after_help = "Examples:\n  barograph edition publish 2020-06-22\n  barograph edition publish 2020-06-22 --yes --detach\n\nSays what is missing and what goes to how many readers at which hour, asks, then acts at once: the edition is public,\nits mailings are recorded. Nothing is mailed before the grace is over; until then `edition unpublish` takes all of it back.\nWatches the mailings that go within ten minutes; Ctrl-C stops the watching, not the mailing."
    )]
    Publish(EditionPublish),
    /// Send each newsletter's mail of an edition to colleagues
    #[command(
        after_help = "Example:\n  barograph edition proof 2020-06-22 --to editor@example.org --to translator@example.org\n\nGoes at once, by the `smtp` of the configuration; its subject begins with [proof]. Nothing of it is recorded."
    )]
    Proof {
        /// The permalink's segment
        edition: String,
        /// A colleague's address; as often as need be
        #[arg(long, value_name = "NAME@…", required = true, value_parser = address)]
        to: Vec<Address>,
    },
    /// Take an edition back that was just published, before anything of it is mailed: it is a draft again
    #[command(
        after_help = "Example:\n  barograph edition unpublish 2020-06-22\n\nAs long as the grace that its publishing gave lasts. What readers may have read is withdrawn instead, in the open."
    )]
    Unpublish {
        /// The permalink's segment
        edition: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Delete a draft for good
    #[command(
        after_help = "Example:\n  barograph edition remove 2020-06-22\n\nWhat readers have seen is withdrawn, not removed. Asks before it acts."
    )]
    Remove {
        /// The permalink's segment
        edition: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Take an edition back: its pages answer that it was withdrawn, and why
    #[command(
        after_help = "Example:\n  barograph edition withdraw 2020-06-22 --why en=\"The source has been shown to be forged\"\n\nThe edition's number and permalink stay its own. Asks before it acts."
    )]
    Withdraw {
        /// The permalink's segment
        edition: String,
        /// Why, once for each language
        #[arg(long, value_name = "LANG=WORDS", required = true, value_parser = note)]
        why: Vec<(Language, String)>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Args, Debug)]
pub(crate) struct EditionPublish {
    /// The permalink's segment
    pub(crate) edition: String,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// How long nothing is mailed, so that it can be taken back; at most an hour
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=3600))]
    pub(crate) grace: u32,
    /// Do not watch the mailings
    #[arg(long)]
    pub(crate) detach: bool,
}

#[derive(Args, Debug)]
pub(crate) struct EditionImport {
    /// The folder with edition.toml
    pub(crate) dir: PathBuf,
    /// Also over texts that somebody else has changed since they were exported
    #[arg(long)]
    pub(crate) over: bool,
    /// What a change to a published text corrects, once for each language: numbered, dated and public
    #[arg(long, value_name = "LANG=WORDS", value_parser = note, conflicts_with = "minor")]
    pub(crate) correction: Vec<(Language, String)>,
    /// A change to a published text that needs no public note: spelling, a broken link
    #[arg(long, value_name = "WHAT")]
    pub(crate) minor: Option<String>,
}

impl EditionImport {
    /// On what terms the folder is read.
    pub(crate) fn terms(&self) -> anyhow::Result<Terms> {
        for (place, (language, _)) in self.correction.iter().enumerate() {
            let twice = self.correction[..place].iter().any(|(other, _)| other == language);
            anyhow::ensure!(!twice, "--correction says something in {language} twice");
        }
        let correction =
            (!self.correction.is_empty()).then(|| self.correction.iter().cloned().collect::<BTreeMap<_, _>>());
        let word = correction.map(Word::Correction).or_else(|| self.minor.clone().map(Word::Minor));
        Ok(Terms { over: self.over, word })
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewsletterVerb {
    /// List the newsletters, with how many are confirmed on each
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SubscriberVerb {
    /// Count subscribers by state, and subscriptions by newsletter
    Count {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what is held about one address
    #[command(
        after_help = "Examples:\n  barograph subscriber find\n  barograph subscriber find --json < address.txt\n\nThe address is asked for, or read from standard input, so that it stays in no shell's history. Audited."
    )]
    Find {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Leave every newsletter for somebody who cannot
    #[command(
        after_help = "Example:\n  barograph subscriber leave\n\nAsks for the address, and before it acts. Audited."
    )]
    Leave {
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Erase all we hold about somebody, for good
    #[command(
        after_help = "Example:\n  barograph subscriber erase\n\nNothing stays but a hash that bars imports. Asks for the address, and before it acts. Audited."
    )]
    Erase {
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailingVerb {
    /// List the mailings, newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one mailing: its audience, and what became of each part of it
    #[command(after_help = "Example:\n  barograph mailing show 2020-06-22/be-ru --json")]
    Show {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Hold a mailing: nothing more of it is sent until it is resumed
    #[command(after_help = "Example:\n  barograph mailing pause 2020-06-22/be-ru")]
    Pause {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Let a mailing that is held go on
    #[command(
        after_help = "Example:\n  barograph mailing resume 2020-06-22/be-ru\n\nA mailing whose hour was missed by more than two hours is held, and waits for this."
    )]
    Resume {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// End a mailing: who has not been mailed yet will not be
    #[command(after_help = "Example:\n  barograph mailing cancel 2020-06-22/be-ru\n\nAsks before it acts.")]
    Cancel {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Try again what was refused or has expired, where there is still somebody to write to
    #[command(after_help = "Example:\n  barograph mailing retry 2020-06-22/be-ru")]
    Retry {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
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

/// Reads an address to write to.
fn address(argument: &str) -> Result<Address, String> {
    Address::parse(argument).map_err(|error| error.to_string())
}

/// Reads `LANG=WORDS`.
fn note(argument: &str) -> Result<(Language, String), String> {
    let (tag, words) = argument.split_once('=').ok_or("write LANG=\"words\", such as en=\"the limit is 200\"")?;
    let language = Language::parse(tag).map_err(|error| error.to_string())?;
    if words.trim().is_empty() {
        Err("the words are missing".to_owned())
    } else {
        Ok((language, words.trim().to_owned()))
    }
}
