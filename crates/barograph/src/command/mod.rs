//! What each command does, a file a noun.

mod config;
mod demo;
mod edition;
mod init;
mod key;
mod mailing;
mod newsletter;
mod preview;
mod proof;
mod publication;
mod publishing;
mod serve;
mod subscriber;

use std::io::{IsTerminal, Write};

use anyhow::Result;
use clap::CommandFactory;
use newsroom::Permalink;

use crate::cli::{Cli, Noun};
use crate::config::Config;
use crate::shelf;

/// Does what the command line asks.
pub(crate) async fn run(cli: Cli) -> Result<()> {
    if let Noun::Init { dir } = &cli.noun {
        return init::run(dir);
    }
    if let Noun::Completions { shell } = cli.noun {
        clap_complete::generate(shell, &mut Cli::command(), "barograph", &mut std::io::stdout());
        return Ok(());
    }
    let config = Config::read(&cli.places.config, cli.places.data.as_deref())?;
    match cli.noun {
        Noun::Serve(asked) => serve::run(config, asked).await,
        Noun::Demo(asked) => demo::run(config, &asked, cli.places.data.is_some()).await,
        Noun::Publication(verb) => publication::run(&config, verb).await,
        Noun::Edition(verb) => edition::run(&config, verb).await,
        Noun::Newsletter(verb) => newsletter::run(&config, verb).await,
        Noun::Subscriber(verb) => subscriber::run(&config, verb).await,
        Noun::Mailing(verb) => mailing::run(&config, verb).await,
        Noun::Key(verb) => key::run(&config, &verb),
        Noun::Config(verb) => config::run(&config, &verb),
        Noun::Permalinks => permalinks(&config).await,
        Noun::Init { .. } | Noun::Completions { .. } => Ok(()),
    }
}

async fn permalinks(config: &Config) -> Result<()> {
    let store = shelf::open(config).await?;
    let Some(archive) = store.archive().await? else { return Ok(()) };
    let subscribe = if store.newsletters().await?.is_empty() { None } else { Some(Permalink::Subscribe) };
    let languages = archive.publication.languages.iter().map(|spoken| spoken.language.clone());
    let forms = languages.flat_map(|language| subscribe.clone().map(|place| (language, place)));
    let mut out = std::io::stdout().lock();
    for (language, place) in Permalink::all(&archive).into_iter().chain(forms) {
        writeln!(out, "{}", place.path(&language))?;
    }
    Ok(())
}

/// Asks before what cannot be undone; without a terminal only `--yes` will do.
fn confirmed(question: &str, yes: bool) -> Result<bool> {
    if yes {
        return Ok(true);
    }
    anyhow::ensure!(std::io::stdin().is_terminal(), "there is nobody to ask; say --yes to do it all the same");
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
