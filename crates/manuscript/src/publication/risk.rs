//! What being on a newsletter's list can mean: `risk.LANG.md`, Markdown without front matter.

use std::collections::BTreeMap;

use newsroom::text::markdown::{Fault, faults};
use newsroom::{Flaw, Labels, Language, Place, Publication};

use super::Reading;
use crate::edition::names;
use crate::{Files, text_file};

const STEM: &str = "risk";

impl Reading<'_> {
    pub(super) fn risk(&mut self) {
        let mut read: BTreeMap<Language, String> = BTreeMap::new();
        let files: Vec<String> =
            self.files.iter().map(|(path, _)| path.to_owned()).filter(|path| is_risk(path)).collect();
        for file in files {
            let Some(language) = self.risk_in(&file) else {
                continue;
            };
            if let Some(other) = read.get(&language) {
                self.flaws.push(names::two_for_one(&file, other, &name(&language)));
                continue;
            }
            let words = text_file::decode(&file, self.files.get(&file).unwrap_or_default());
            match words.map(|words| (flaws(&file, &words), text_file::markdown(&words))) {
                Ok((flaws, words)) => {
                    self.flaws.extend(flaws);
                    self.proposal.risk.0.insert(language.clone(), words);
                }
                Err(flaw) => self.flaws.push(flaw),
            }
            read.insert(language, file);
        }
    }

    /// The language that a file's name names. Without languages every file would be a flaw, and that they are missing is
    /// one already.
    fn risk_in(&mut self, file: &str) -> Option<Language> {
        let named = names::text("", file, STEM, &self.languages);
        let named = named.map_err(|flaw| self.flaws.extend(Some(flaw).filter(|_| !self.languages.is_empty())));
        named.ok().map(|(_, language)| language)
    }
}

/// Whether a file is one of these, though its language may be none.
pub(super) fn is_risk(path: &str) -> bool {
    let stem = path.strip_suffix(".md").unwrap_or_default();
    stem == STEM || stem.strip_prefix("risk.").is_some_and(|tag| !tag.contains(['.', '/']))
}

/// Writes the files.
pub(super) fn write(files: &mut Files, risk: &Labels, publication: &Publication) {
    for (language, words) in risk.0.iter().filter(|(language, _)| publication.languages.has(language)) {
        files.insert(name(language), text_file::markdown(words));
    }
}

pub(super) fn name(language: &Language) -> String {
    format!("{STEM}.{language}.md")
}

fn flaws(file: &str, words: &str) -> Vec<Flaw> {
    let at = |line| Place { file: file.to_owned(), line, field: String::new() };
    if words.lines().next().is_some_and(|line| line.trim_end() == text_file::FENCE) {
        return vec![Flaw::new(at(1), "this file is Markdown alone, without front matter")];
    }
    let flaw = |(line, fault)| match fault {
        Fault::Picture(_) => Flaw { hint: None, ..text_file::flaw(at(line), &fault) },
        _ => text_file::flaw(at(line), &fault),
    };
    faults(words).into_iter().map(flaw).collect()
}
