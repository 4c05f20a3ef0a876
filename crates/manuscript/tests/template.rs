//! What `barograph init` writes imports as it is.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod common;

use common::{id, published, shown};
use manuscript::publication;

#[test]
fn a_new_publication_s_folder_imports_as_it_is() {
    let files = publication::template(id());
    let publication = published(&files);
    assert_eq!(publication.id, id());
    assert_eq!(publication.sections.len(), 3);
    let languages = publication.languages.iter().count();
    assert!(publication.pages.iter().all(|page| page.texts.0.len() == languages));

    let export = publication::write(&publication, &[], None);
    assert_eq!(shown(&publication::read(&export, Some(&publication)).flaws), "");
    assert_eq!(published(&export), publication);
}

/// Lines that are commented out are there to be used: they must be right.
#[test]
fn its_comments_are_true() {
    let files = publication::template(id());
    let text = String::from_utf8(files.get("publication.toml").unwrap().to_vec()).unwrap();
    let starts = ["logo = ", "[colours]", "accent", "[[partners]]", "[[channels]]", "name = ", "link = "];
    let letters =
        ["[[newsletters]]", "slug = ", "languages = ", "name.", "description.", "pace = ", "sender.", "from = "];
    let more = ["reply_to = ", "postal.", "footer.", "texts = ", "subject.", "base = "];
    let starts = [starts.as_slice(), &letters, &more].concat();
    let used = |line: &str| {
        let bare = line.strip_prefix("# ").filter(|bare| starts.iter().any(|start| bare.starts_with(start)));
        bare.unwrap_or(line).to_owned()
    };
    let mut lines: Vec<String> = text.lines().map(used).collect();
    // What is a list may not come before the single words that stand below it.
    lines.retain(|line| !line.is_empty());
    let mut files = files;
    files.insert("publication.toml", lines.join("\n"));
    files.insert("logo.png", "a logo");
    let read = publication::read(&files, None);
    assert_eq!(shown(&read.flaws), "");
    assert_eq!(read.newsletters.map(|newsletters| newsletters.len()), Some(2));
}
