//! The format's page is exact: its example imports, its flaw is the one that is shown, and it leaves no key out.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod common;

use common::{cast, published, round_trip, shown};
use manuscript::{Files, edition};

fn page() -> String {
    std::fs::read_to_string(common::root().join("docs/manuscript.md")).unwrap()
}

/// The blocks of the page that have a file's name above them.
fn files() -> Files {
    let page = page();
    let mut files = Files::from_pairs([("bank.jpg", "a picture"), ("publication/logo.png", "a logo")]);
    for (at, opening) in page.match_indices("`\n\n```") {
        let name = page[..at].rsplit('\n').next().unwrap().trim_start_matches('`');
        let (_, block) = page[at + opening.len()..].split_once('\n').unwrap();
        if !name.is_empty() {
            files.insert(name, block.split_once("```\n").unwrap().0);
        }
    }
    files
}

fn edition_s(files: &Files) -> Files {
    let own = files.iter().filter(|(path, _)| !path.starts_with("publication/"));
    Files::from_pairs(own.map(|(path, bytes)| (path, bytes.to_vec())))
}

#[test]
fn the_example_imports_and_comes_back() {
    let files = files();
    assert_eq!(files.len(), 12);
    let publication = published(&files.folder("publication"));
    let export = round_trip(&edition_s(&files), &publication).unwrap();
    assert_eq!(export.len(), 7);
}

#[test]
fn the_flaw_on_the_page_is_the_one_that_is_shown() {
    let files = files();
    let sheet = String::from_utf8(files.get("edition.toml").unwrap().to_vec()).unwrap();
    let publication = published(&files.folder("publication"));
    let sheet = cast::instead(&sheet, "verdict = \"worsened\"", "verdict = \"improoved\"");
    let flawed = cast::with(edition_s(&files), "edition.toml", sheet);
    let flaws = shown(&edition::read(&flawed, &publication).flaws);
    assert!(page().contains(&format!("```\n{flaws}\n```")), "{flaws}");
}

#[test]
fn no_key_is_left_out() {
    let page = page();
    let rich = [cast::EDITION, cast::CORRECTION, cast::PUBLICATION, cast::ECONOMY, cast::BELARUSIAN];
    let lines = rich.iter().flat_map(|text| text.lines());
    let keys = lines.filter_map(|line| {
        line.split_once(" = ").map(|(key, _)| key).or(line.strip_prefix('[').filter(|rest| !rest.starts_with('^')))
    });
    for key in keys {
        let word = key.trim_matches(['[', ']']).split('.').next().unwrap();
        let is_there = [
            format!("\n{word} = "),
            format!("\n{word}."),
            format!("[{word}"),
            format!("`{word}"),
            format!("\n# {word} = "),
        ];
        assert!(is_there.iter().any(|form| page.contains(form)), "{key}");
    }
    for key in ["flash", "direction", "until", "base", "added", "withdrawn", "withdrawal", "facts", "number_in_year"] {
        assert!(page.contains(&format!("{key} = ")) || page.contains(&format!("{key}.")), "{key}");
    }
}
