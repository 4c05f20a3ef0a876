//! The folder that a new publication begins with.

use newsroom::PublicationId;

use super::SHEET;
use crate::Files;

/// What stands in the template where a publication's own id belongs.
const ID: &str = "00000000-0000-0000-0000-000000000000";

/// The files that `barograph init` writes: three languages, three sections, four pages, a comment on everything.
const TEMPLATE: [(&str, &str); 13] = [
    (SHEET, include_str!("../../template/publication.toml")),
    ("pages/about.be.md", include_str!("../../template/pages/about.be.md")),
    ("pages/about.en.md", include_str!("../../template/pages/about.en.md")),
    ("pages/about.ru.md", include_str!("../../template/pages/about.ru.md")),
    ("pages/imprint.be.md", include_str!("../../template/pages/imprint.be.md")),
    ("pages/imprint.en.md", include_str!("../../template/pages/imprint.en.md")),
    ("pages/imprint.ru.md", include_str!("../../template/pages/imprint.ru.md")),
    ("pages/method.be.md", include_str!("../../template/pages/method.be.md")),
    ("pages/method.en.md", include_str!("../../template/pages/method.en.md")),
    ("pages/method.ru.md", include_str!("../../template/pages/method.ru.md")),
    ("pages/privacy.be.md", include_str!("../../template/pages/privacy.be.md")),
    ("pages/privacy.en.md", include_str!("../../template/pages/privacy.en.md")),
    ("pages/privacy.ru.md", include_str!("../../template/pages/privacy.ru.md")),
];

/// A publication's folder to begin with, which imports as it is.
pub fn template(id: PublicationId) -> Files {
    Files::from_pairs(TEMPLATE.map(|(path, text)| (path, text.replace(ID, &id.to_string()))))
}
