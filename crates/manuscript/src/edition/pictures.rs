//! The pictures that lie beside the texts.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::Flaw;
use newsroom::flaw::nearest;

use super::sheet::Sheet;
use super::{Reading, names, whole};

impl Reading<'_> {
    /// The bytes of the pictures that sections name. Pictures that none names are reported, unless one is so nearly
    /// named that the name is the flaw.
    pub(super) fn pictures(&mut self, sheet: &Sheet) -> BTreeMap<String, Vec<u8>> {
        let commentaries = sheet.sections.iter().flatten().flat_map(|section| &section.commentaries);
        let named: BTreeSet<&str> = commentaries.filter_map(|c| Some(c.picture.as_ref()?.file.as_str())).collect();
        let here = || self.files.iter().filter(|(path, _)| names::is_picture(path) && !path.contains('/'));
        let missing = named.iter().filter(|file| self.files.get(file).is_none());
        let meant: BTreeSet<&str> = missing.filter_map(|file| nearest(file, here().map(|(path, _)| path))).collect();
        let unnamed = here().map(|(path, _)| path).filter(|path| !named.contains(path) && !meant.contains(path));
        // Without the list nobody can say what it names.
        let unnamed: Vec<&str> = unnamed.filter(|_| !sheet.is_unreadable && !sheet.is_flawed).collect();
        let flaw = |path: &str| {
            let flaw = Flaw::new(whole(path), "no section of the edition names this picture");
            flaw.advise(format!("under its section: [sections.picture] file = \"{path}\""))
        };
        self.flaws.extend(unnamed.into_iter().map(flaw));
        here().filter(|(path, _)| named.contains(path)).map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
    }
}
