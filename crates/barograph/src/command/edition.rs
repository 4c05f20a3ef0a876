//! `barograph edition`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use jiff::Timestamp;
use newsroom::proposal::{Did, Part};
use newsroom::{Edition, Headline, Labels, Language, Missing, Publication, State};
use serde_json::{Value, json};

use crate::cli::{EditionImport, EditionVerb};
use crate::command::{confirmed, preview, proof, publication, publishing};
use crate::config::Config;
use crate::report::{TooLate, say};
use crate::{import, shelf};

pub(crate) async fn run(config: &Config, verb: EditionVerb) -> Result<()> {
    match verb {
        EditionVerb::List { json } => list(config, json).await,
        EditionVerb::Show { edition, json } => show(config, &edition, json).await,
        EditionVerb::Import(asked) => imported(config, &asked).await,
        EditionVerb::Export { edition, dir } => export(config, &edition, &dir).await,
        EditionVerb::Preview { dir, listen, publication } => {
            preview::run(config, &dir, &listen, publication.as_deref()).await
        }
        EditionVerb::Publish(asked) => publishing::publish(config, &asked).await,
        EditionVerb::Proof { edition, to } => proof::run(config, &edition, &to).await,
        EditionVerb::Unpublish { edition, yes } => publishing::unpublish(config, &edition, yes).await,
        EditionVerb::Remove { edition, yes } => remove(config, &edition, yes).await,
        EditionVerb::Withdraw { edition, why, yes } => withdraw(config, &edition, why, yes).await,
    }
}

async fn list(config: &Config, as_json: bool) -> Result<()> {
    let store = shelf::open(config).await?;
    let mut editions = store.editions().await?;
    editions.sort_by(|a, b| b.slug.cmp(&a.slug));
    if as_json {
        let lines: Vec<Value> = editions.iter().map(in_short).collect();
        say!("{}", serde_json::to_string_pretty(&lines)?);
    } else if editions.is_empty() {
        say!("No edition yet. `barograph edition import DIR` reads one.");
    } else {
        for edition in &editions {
            let number =
                edition.number.map_or_else(|| edition.kind.as_str().to_owned(), |number| format!("no. {number}"));
            let verdicts: Vec<&str> = edition.sections.iter().map(|judged| symbol(judged.verdict)).collect();
            say!("{:<20} {:<9} {:<10} {}", edition.slug, number, edition.state.as_str(), verdicts.join(" "));
        }
    }
    Ok(())
}

fn in_short(edition: &Edition<Headline>) -> Value {
    let verdicts: serde_json::Map<String, Value> = edition
        .sections
        .iter()
        .map(|judged| (judged.section.to_string(), json!(judged.verdict.map(newsroom::Verdict::as_str))))
        .collect();
    json!({
        "edition": edition.slug.as_str(),
        "kind": edition.kind.as_str(),
        "number": edition.number,
        "first_day": edition.period.first().to_string(),
        "last_day": edition.period.last().to_string(),
        "state": edition.state.as_str(),
        "published": edition.state.published().map(|at| at.to_string()),
        "verdicts": verdicts,
    })
}

fn symbol(verdict: Option<newsroom::Verdict>) -> &'static str {
    match verdict {
        Some(newsroom::Verdict::Improved) => "▲",
        Some(newsroom::Verdict::Unchanged) => "▬",
        Some(newsroom::Verdict::Worsened) => "▼",
        Some(newsroom::Verdict::NotAssessed) => "·",
        None => " ",
    }
}

async fn show(config: &Config, name: &str, as_json: bool) -> Result<()> {
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    let publication = store.publication().await?.context("there is no publication yet")?;
    let missing = edition.missing(&publication);
    if as_json {
        let mut value = in_short(&edition.short());
        value["texts"] = edition
            .commentaries()
            .map(|commentary| {
                let texts: BTreeMap<&str, &str> = commentary
                    .texts
                    .0
                    .iter()
                    .map(|(tag, text)| (tag.as_str(), text.content.headline.as_str()))
                    .collect();
                json!({"commentary": commentary.slug.as_str(), "headlines": texts})
            })
            .collect();
        value["corrections"] = json!(edition.corrections.len());
        value["missing"] = missing.iter().map(in_words).collect();
        say!("{}", serde_json::to_string_pretty(&value)?);
        return Ok(());
    }
    say!("{}: {} to {}, {}", edition.slug, edition.period.first(), edition.period.last(), edition.state.as_str());
    for judged in &edition.sections {
        say!(
            "  {} {:<12} {}",
            symbol(judged.verdict),
            judged.section,
            judged.verdict.map_or("no verdict", |v| v.as_str())
        );
        for commentary in &judged.commentaries {
            for (tag, text) in &commentary.texts.0 {
                say!("      {tag:<4} {}", text.content.headline);
            }
        }
    }
    say_missing(&missing);
    Ok(())
}

pub(super) fn say_missing(missing: &[Missing]) {
    if !missing.is_empty() {
        say!("Missing:");
        missing.iter().for_each(|gap| say!("  {}", in_words(gap)));
    }
}

fn in_words(gap: &Missing) -> String {
    match gap {
        Missing::Section(section) => format!("the section `{section}`"),
        Missing::Verdict(section) => format!("the verdict on `{section}`"),
        Missing::Reason(section, language) => format!("the reason of `{section}` in {language}"),
        Missing::Commentary(section) => format!("a commentary on `{section}`"),
        Missing::Translation(commentary, language) => format!("`{commentary}` in {language}"),
    }
}

async fn imported(config: &Config, asked: &EditionImport) -> Result<()> {
    let files = publication::read(&asked.dir)?;
    let store = shelf::open(config).await?;
    let settled = import::edition(&store, &files, &asked.terms()?, Timestamp::now()).await?;
    let slug = &settled.edition.slug;
    if settled.did.is_empty() {
        say!("{slug}: nothing to change.");
        return Ok(());
    }
    say!("{slug}: imported, {}.", settled.edition.state.as_str());
    let texts = settled.did.iter().filter(|did| matches!(did, Did::Added(Part::Text(..)))).count();
    let changed = settled.did.iter().filter(|did| matches!(did, Did::Changed(_))).count();
    if settled.did.contains(&Did::New) {
        say!("  {texts} commentaries and translations");
    } else {
        say!("  {texts} new commentaries and translations, {changed} changes");
    }
    let publication = store.publication().await?.context("there is no publication yet")?;
    say_missing(&settled.edition.missing(&publication));
    if settled.edition.state == State::Draft {
        say!("Next: barograph edition publish {slug}");
    }
    Ok(())
}

async fn export(config: &Config, name: &str, dir: &Path) -> Result<()> {
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    let publication = store.publication().await?.context("there is no publication yet")?;
    let mut pictures = BTreeMap::new();
    for picture in edition.commentaries().filter_map(|commentary| commentary.picture.as_ref()) {
        let bytes = store.media_bytes(&picture.master.hash, &picture.master.extension).await?;
        pictures.insert(picture.file.clone(), bytes.with_context(|| format!("the picture {} is lost", picture.file))?);
    }
    let files = manuscript::edition::write(&edition, &publication, pictures);
    files.write_to(dir, false).with_context(|| format!("cannot write into {}", dir.display()))?;
    say!("Written: {}", dir.display());
    Ok(())
}

async fn remove(config: &Config, name: &str, yes: bool) -> Result<()> {
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    if edition.state != State::Draft {
        let word = edition.state.as_str();
        return Err(TooLate(format!("{} is {word}; only a draft is removed", edition.slug)).into());
    }
    if !confirmed(&format!("Remove {} for good, with all its texts?", edition.slug), yes)? {
        say!("Nothing was removed.");
        return Ok(());
    }
    store.remove(&edition.slug, Timestamp::now()).await?;
    say!("{} is removed.", edition.slug);
    Ok(())
}

async fn withdraw(config: &Config, name: &str, why: Vec<(Language, String)>, yes: bool) -> Result<()> {
    let store = shelf::open(config).await?;
    let publication = store.publication().await?.context("there is no publication yet")?;
    let why = each_language(&why, &publication)?;
    let edition = shelf::edition(&store, name).await?;
    if !edition.is_published() {
        return Err(TooLate(format!(
            "{} is {}; only a published edition is withdrawn",
            edition.slug,
            edition.state.as_str()
        ))
        .into());
    }
    let question = format!("Withdraw {}? Its pages will say so for good.", edition.slug);
    if !confirmed(&question, yes)? {
        say!("Nothing was withdrawn.");
        return Ok(());
    }
    store.withdraw(&edition.slug, &why, Timestamp::now()).await?;
    say!("{} is withdrawn.", edition.slug);
    Ok(())
}

/// Words once in each of the publication's languages, and in no other.
fn each_language(words: &[(Language, String)], publication: &Publication) -> Result<Labels> {
    let languages = &publication.languages;
    for (language, _) in words {
        anyhow::ensure!(languages.has(language), "`{language}` is not a language of the publication");
        let times = words.iter().filter(|(other, _)| other == language).count();
        anyhow::ensure!(times == 1, "there are {times} reasons in {language}");
    }
    for spoken in languages.iter() {
        let said = words.iter().any(|(language, _)| *language == spoken.language);
        anyhow::ensure!(said, "the reason is missing in {}: --why {}=\"…\"", spoken.name, spoken.language);
    }
    Ok(Labels(words.iter().cloned().collect()))
}
