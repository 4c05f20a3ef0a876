//! No dead template: each is named, between quotes, by a source of the press or by another template.

use super::{File, Flaw, Tree};

const FOLDER: &str = "crates/press/templates/";

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let press: Vec<&File> = tree.files.iter().filter(|file| file.path.starts_with("crates/press/")).collect();
    let mut flaws = Vec::new();
    for (template, name) in press.iter().filter_map(|file| Some((file, file.path.strip_prefix(FOLDER)?))) {
        let quoted = format!("\"{name}\"");
        if !press.iter().any(|file| file.path != template.path && file.text.contains(&quoted)) {
            flaws.push(
                template.flaw(1, format!("a template that nobody names is banned, use it as {quoted} or take it away")),
            );
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_template_is_named_by_a_source_or_another_template() {
        let files = [
            ("crates/press/src/home.rs", "#[template(path = \"home.html\")]\n"),
            ("crates/press/templates/home.html", "{% extends \"base/page.html\" %}"),
            ("crates/press/templates/base/page.html", ""),
            ("crates/press/templates/old.html", "{# not \"old.html\" itself #}"),
        ];
        assert_eq!(
            said(super::flaws, &files),
            [
                "crates/press/templates/old.html:1: error: a template that nobody names is banned, use it as \"old.html\" or take it away"
            ]
        );
    }
}
