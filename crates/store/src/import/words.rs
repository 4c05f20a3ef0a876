//! What an import did, in words for the audit.

use newsroom::proposal::{Did, Part, Terms, Word};

/// One line: on what terms, and everything that was done.
pub(super) fn detail(terms: &Terms, did: &[Did]) -> String {
    let minor = match &terms.word {
        Some(Word::Minor(why)) => Some(format!("minor: {why}")),
        _ => None,
    };
    let over = terms.over.then(|| "over newer revisions".to_owned());
    let lines: Vec<String> = minor.into_iter().chain(over).chain(did.iter().map(done)).collect();
    lines.join("; ")
}

fn done(did: &Did) -> String {
    match did {
        Did::New => "new".to_owned(),
        Did::Added(part) => format!("added {}", name(part)),
        Did::Changed(part) => format!("changed {}", name(part)),
    }
}

fn name(part: &Part) -> String {
    match part {
        Part::Key(key) => (*key).to_owned(),
        Part::Section(section) => format!("section {section}"),
        Part::Verdict(section) => format!("verdict of {section}"),
        Part::Reason(section, language) => format!("reason of {section} in {language}"),
        Part::Bylines(commentary) => format!("bylines of {commentary}"),
        Part::Picture(commentary) => format!("picture of {commentary}"),
        Part::Text(commentary, language) => format!("text {commentary} in {language}"),
        Part::Front(language) => format!("front in {language}"),
        Part::Correction(number) => format!("correction {number}"),
    }
}
