//! Nothing in the project knows the machine it was written on.

use super::{Flaw, Tree};

/// Written in two halves, or this file would name them. A sample's page is `/home/…` by its template's name, so sources
/// may say that.
const FOLDERS: [&str; 2] = [concat!("/ro", "ot/"), concat!("/ho", "me/")];

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for file in &tree.files {
        for (number, line) in file.lines() {
            let is_source = file.path.ends_with(".rs");
            for folder in FOLDERS.iter().filter(|folder| names(line, folder) && !(is_source && **folder == FOLDERS[1]))
            {
                flaws.push(file.flaw(
                    number,
                    format!("a path of this machine ({folder}…) is banned, use one from the root of the project"),
                ));
            }
        }
    }
    flaws
}

/// Whether a path beginning in this folder stands there, and not one that has the folder further in.
fn names(line: &str, folder: &str) -> bool {
    let inside = |before: &str| before.ends_with(|last: char| last.is_alphanumeric() || "./}_-~*".contains(last));
    line.match_indices(folder).any(|(at, _)| !inside(&line[..at]))
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_machines_folder_is_found_and_a_links_is_not() {
        let text = format!("see {0}me/notes\nsee example.org{0}\n", super::FOLDERS[1]);
        let says = format!(
            "README.md:1: error: a path of this machine ({}…) is banned, use one from the root of the project",
            super::FOLDERS[1]
        );
        assert_eq!(said(super::flaws, &[("README.md", &text)]), [says]);
    }
}
