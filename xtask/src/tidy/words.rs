//! One word per thing, from the database to the screen: names that the word table gives up do not come back.
//!
//! Held against what declares a name (types and modules in Rust, everything in SQL, names of files), and only for words
//! that mean nothing else here: *post* is also HTTP's, *content* everybody's, *status* a delivery's.

use super::{Flaw, Tree};
use crate::source::Source;

/// What something is not called, and what it is.
const WORDS: [(&str, &str); 16] = [
    ("admin", "desk or administrator"),
    ("article", "commentary"),
    ("backend", "desk"),
    ("blast", "mailing"),
    ("blog", "publication"),
    ("campaign", "newsletter or mailing"),
    ("category", "section"),
    ("dashboard", "desk"),
    ("issue", "edition"),
    ("localisation", "translation"),
    ("localization", "translation"),
    ("post", "edition or commentary"),
    ("rating", "verdict"),
    ("score", "verdict"),
    ("tenant", "publication"),
    ("user", "member or byline"),
];

const DECLARING: [&str; 6] = ["struct", "enum", "trait", "type", "union", "mod"];

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with("crates/")) {
        let named: Vec<(usize, String)> = match file.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => names(&file.path).chain(declared(&Source::of(&file.text).text())).collect(),
            Some("sql") => names(&file.path).chain(in_sql(&file.text)).collect(),
            Some("html" | "css" | "ftl") => names(&file.path).collect(),
            _ => continue,
        };
        for (line, name) in named {
            let banned = parts(&name).into_iter().filter_map(|part| WORDS.iter().find(|(word, _)| *word == part));
            flaws.extend(
                banned.map(|(word, instead)| file.flaw(line, format!("{word} (in `{name}`) is banned, use {instead}"))),
            );
        }
    }
    flaws
}

/// The file's own name.
fn names(path: &str) -> impl Iterator<Item = (usize, String)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    std::iter::once((1, name.split('.').next().unwrap_or(name).into()))
}

/// Types and modules that a Rust source declares.
fn declared(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let words = words(line);
        let declarations = words.windows(2).filter(|pair| DECLARING.contains(&pair[0]));
        found.extend(declarations.map(|pair| (index + 1, pair[1].into())));
    }
    found
}

/// Every name in SQL, comments left out.
fn in_sql(text: &str) -> Vec<(usize, String)> {
    let code = |line| str::split(line, "--").next().unwrap_or_default();
    text.lines()
        .enumerate()
        .flat_map(|(index, line)| words(code(line)).into_iter().map(move |word| (index + 1, word.into())))
        .collect()
}

fn words(line: &str) -> Vec<&str> {
    line.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '_').filter(|word| !word.is_empty()).collect()
}

/// `BlogPosts` and `blog_posts` → blog, post.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for symbol in name.chars() {
        if !symbol.is_alphanumeric() || (symbol.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        was_lower = symbol.is_lowercase();
        if let Some(part) = parts.last_mut().filter(|_| symbol.is_alphanumeric()) {
            part.extend(symbol.to_lowercase());
        }
    }
    parts.into_iter().map(singular).collect()
}

fn singular(word: String) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').map(String::from).unwrap_or(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_declared_name_is_held_against_the_table() {
        let text = "//! Posts.\nuse axum::routing::post;\npub struct BlogPost { user: u8 }\nfn issue() { \"struct Issue\" }\nmod categories;\n";
        assert_eq!(
            said(super::flaws, &[("crates/site/src/lib.rs", text)]),
            [
                "crates/site/src/lib.rs:3: error: blog (in `BlogPost`) is banned, use publication",
                "crates/site/src/lib.rs:3: error: post (in `BlogPost`) is banned, use edition or commentary",
                "crates/site/src/lib.rs:5: error: category (in `categories`) is banned, use section",
            ]
        );
    }

    #[test]
    fn sql_and_names_of_files_too() {
        let text = "-- What users see.\ncreate table posts (id integer, user_id integer);\n";
        assert_eq!(
            said(super::flaws, &[("crates/store/migrations/0001-campaign.sql", text)]),
            [
                "crates/store/migrations/0001-campaign.sql:1: error: campaign (in `0001-campaign`) is banned, use newsletter or mailing",
                "crates/store/migrations/0001-campaign.sql:2: error: post (in `posts`) is banned, use edition or commentary",
                "crates/store/migrations/0001-campaign.sql:2: error: user (in `user_id`) is banned, use member or byline",
            ]
        );
    }
}
