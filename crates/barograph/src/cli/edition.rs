//! The verbs of `barograph edition`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use mailroom::Address;
use newsroom::Language;
use newsroom::proposal::{Terms, Word};

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
        after_help = "Examples:\n  barograph edition publish 2020-06-22\n  barograph edition publish 2020-06-22 --yes --detach\n\nSays what is missing and what goes to how many readers at which hour, asks, then acts at once: the edition is public,\nits mailings are recorded. Nothing is mailed before the grace is over; until then `edition unpublish` takes all of it back.\nThen watches the mailings until they are done, also those of a later hour; Ctrl-C stops the watching, not the mailing."
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
