//! One Markdown dialect: `newsroom::text` alone names the parser, everybody else asks it.

use super::{Flaw, Tree};

const PARSER: [&str; 2] = ["pulldown_cmark", "pulldown-cmark"];

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let elsewhere = |path: &str| path.starts_with("crates/") && !path.starts_with("crates/newsroom/");
    let code = tree
        .files
        .iter()
        .filter(|file| elsewhere(&file.path) && (file.path.ends_with(".rs") || file.path.ends_with(".toml")));
    let mut flaws = Vec::new();
    for file in code {
        let named = file.lines().filter(|(_, line)| PARSER.iter().any(|parser| line.contains(parser)));
        flaws.extend(
            named.map(|(number, _)| file.flaw(number, "pulldown_cmark outside newsroom is banned, use newsroom::text")),
        );
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn the_parser_is_named_in_newsroom_only() {
        let text = "//! Text.\nuse pulldown_cmark::Parser;\n";
        let files = [
            ("crates/newsroom/src/text.rs", text),
            ("crates/press/src/text.rs", text),
            ("Cargo.toml", "pulldown-cmark = \"0.13\"\n"),
        ];
        assert_eq!(
            said(super::flaws, &files),
            ["crates/press/src/text.rs:2: error: pulldown_cmark outside newsroom is banned, use newsroom::text"]
        );
    }
}
