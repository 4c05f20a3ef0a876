//! An edition as a folder: `edition.toml`, a text per commentary and language, pictures, corrections.

mod corrections;
pub(crate) mod names;
mod pictures;
mod sections;
mod sheet;
mod write;

use std::collections::BTreeMap;

use newsroom::proposal::{EditionProposal, Part, Proposed, ProsePatch};
use newsroom::{CommentarySlug, Flaw, Kind, Language, Place, Publication};

pub use write::write;

use crate::fields::{Fields, one_of};
use crate::text_file::{self, Role};
use crate::{Files, Places};
use sheet::Sheet;

/// The file that every edition has.
pub const SHEET: &str = "edition.toml";

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// What could be read; nothing if not even the edition's days could. With flaws it is for looking at, not for taking.
    pub proposal: Option<EditionProposal>,
    /// The pictures that sections name, by file.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// Everything that is wrong, sorted by place.
    pub flaws: Vec<Flaw>,
    /// Where the proposal's parts stand.
    pub places: Places,
}

/// Commentaries' texts as proposed.
type Texts = BTreeMap<(CommentarySlug, Language), Proposed<ProsePatch>>;

/// A reading under way.
struct Reading<'a> {
    files: &'a Files,
    publication: &'a Publication,
    languages: Vec<Language>,
    flaws: Vec<Flaw>,
    places: Places,
}

/// Reads an edition's folder. What is wrong never stops the reading; it comes back as flaws.
pub fn read(files: &Files, publication: &Publication) -> Read {
    let languages = publication.languages.iter().map(|spoken| spoken.language.clone()).collect();
    let places = Places::new(SHEET);
    let mut reading = Reading { files, publication, languages, flaws: Vec::new(), places };
    let sheet = reading.sheet();
    let mut texts = reading.texts();
    if let Some(sections) = sheet.sections.as_ref().filter(|_| sheet.is_flawed) {
        // A section that could not be read is a flaw already; its texts are none besides.
        let listed =
            |slug: &CommentarySlug| slug.parts().is_some_and(|(of, _)| sections.iter().any(|s| s.section == of));
        texts.retain(|(slug, _), _| listed(slug));
    }
    let corrections = reading.corrections();
    let pictures = reading.pictures(&sheet);
    reading.strangers();
    let Reading { mut flaws, places, .. } = reading;
    flaws.sort();
    flaws.dedup();
    let proposal = sheet.period.map(|period| EditionProposal {
        kind: sheet.kind.unwrap_or(Kind::Regular),
        flash: sheet.flash.unwrap_or(1),
        period,
        cutoff: sheet.cutoff,
        published: sheet.published,
        number: sheet.number,
        year_number: sheet.number_in_year,
        withdrawn: sheet.withdrawn,
        mail: sheet.mail,
        fronts: sheet.fronts,
        sections: sheet.sections,
        texts,
        corrections,
    });
    Read { proposal, pictures, flaws, places }
}

impl Reading<'_> {
    fn sheet(&mut self) -> Sheet {
        match self.fields(SHEET) {
            Some(mut fields) => {
                let sheet = Sheet::read(&mut fields, self);
                self.flaws.extend(fields.finish());
                sheet
            }
            None => Sheet { is_unreadable: true, ..Sheet::default() },
        }
    }

    /// A TOML file of the folder, if it is there and can be read.
    fn fields(&mut self, file: &str) -> Option<Fields> {
        let Some(bytes) = self.files.get(file) else {
            self.flaws.push(Flaw::new(whole(file), "this file is missing"));
            return None;
        };
        let fields = text_file::decode(file, bytes).and_then(|text| Fields::parse(file, &text));
        fields.map_err(|flaw| self.flaws.push(flaw)).ok()
    }

    fn texts(&mut self) -> Texts {
        let names: Vec<String> = self.files.iter().map(|(path, _)| path.to_owned()).collect();
        let names = names.into_iter().filter(|name| names::is_text(name) && !name.contains('/'));
        self.texts_of("", names.collect(), Role::Commentary)
    }

    /// The texts of a folder within the manuscript; `folder` ends with a slash, or is empty.
    fn texts_of(&mut self, folder: &str, names: Vec<String>, role: Role) -> Texts {
        let mut texts = Texts::new();
        let mut files: BTreeMap<(CommentarySlug, Language), String> = BTreeMap::new();
        for name in names {
            let file = format!("{folder}{name}");
            let Some(named) = self.text_named(folder, &name) else {
                continue;
            };
            let bytes = self.files.get(&file).unwrap_or_default();
            let (text, flaws) = text_file::read(&file, bytes, role, (&self.languages, &named.1));
            self.flaws.extend(flaws);
            if let Some(other) = files.get(&named) {
                self.flaws.push(names::two_for_one(&file, other, &format!("{folder}{}.{}.md", named.0, named.1)));
                continue;
            }
            if role == Role::Commentary {
                self.places.put(Part::Text(named.0.clone(), named.1.clone()), whole(&file));
            }
            files.insert(named.clone(), file);
            texts.extend(text.map(|text| (named, text)));
        }
        texts
    }

    /// Files that are nothing a manuscript has.
    fn strangers(&mut self) {
        let known = |path: &&str| {
            let at_root = !path.contains('/');
            *path == SHEET
                || (at_root && (names::is_text(path) || names::is_picture(path)))
                || names::correction(path).is_some_and(|(_, name)| name == corrections::SHEET || names::is_text(name))
        };
        let strangers = self.files.iter().map(|(path, _)| path).filter(|path| !known(path));
        let flaw = |path: &str| {
            let problem = "this file is neither a text nor a picture of the edition";
            Flaw::new(whole(path), problem).near(path, [SHEET, "corrections/1/correction.toml"])
        };
        self.flaws.extend(strangers.map(flaw).collect::<Vec<_>>());
    }

    /// The slugs of the publication's sections.
    fn sections(&self) -> Vec<&str> {
        self.publication.sections.iter().map(|section| section.slug.as_str()).collect()
    }

    /// A word that should be the slug of a section, and is none.
    fn no_section(&self, word: &str, place: Place) -> Flaw {
        let problem = format!("`{word}` is not a section of the publication; expected {}", one_of(self.sections()));
        Flaw::new(place, problem).near(word, self.sections())
    }
}

/// A whole file.
pub(crate) fn whole(file: &str) -> Place {
    Place { file: file.to_owned(), line: 0, field: String::new() }
}
