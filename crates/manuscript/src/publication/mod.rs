//! The publication as a folder: `publication.toml`, `redirects.toml`, a logo, standing pages, and a notice of risk.

mod colours;
mod lists;
mod newsletters;
mod pages;
mod redirects;
mod risk;
mod sections;
mod template;
mod write;

use mailroom::Newsletter;
use newsroom::proposal::Part;
use newsroom::proposal::publication::PublicationProposal;
use newsroom::{Flaw, Language, PeriodKind, Publication, PublicationId};

pub use template::template;
pub use write::write;

use crate::edition::whole;
use crate::fields::Fields;
use crate::{Files, Places, text_file};

/// The file with everything of a publication but its pages and redirects.
pub const SHEET: &str = "publication.toml";
/// The file with paths of an earlier site.
pub const REDIRECTS: &str = "redirects.toml";

/// The keys that objections may be about.
const KEYS: [&str; 17] = [
    "id",
    "channels",
    "name",
    "tagline",
    "about",
    "licence",
    "zone",
    "period",
    "leave_no_trace",
    "logo",
    "colours",
    "languages",
    "newsletters",
    "sections",
    "bylines",
    "pages",
    "partners",
];

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// What could be read. With flaws it is for looking at, not for taking.
    pub proposal: PublicationProposal,
    /// The newsletters in order, if the list is there.
    pub newsletters: Option<Vec<Newsletter>>,
    /// The logo's file and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
    /// Everything that is wrong, sorted by place.
    pub flaws: Vec<Flaw>,
    /// Where the proposal's parts stand.
    pub places: Places,
}

/// A reading under way.
struct Reading<'a> {
    files: &'a Files,
    there: Option<&'a Publication>,
    proposal: PublicationProposal,
    newsletters: Option<Vec<Newsletter>>,
    /// The languages as they will be.
    languages: Vec<Language>,
    flaws: Vec<Flaw>,
    places: Places,
    /// The sheet or one of its lists could not be read, so that nobody can say what it names.
    is_flawed: bool,
}

/// Reads a publication's folder; `there` is the publication as it is, if there is one.
pub fn read(files: &Files, there: Option<&Publication>) -> Read {
    let languages = there.map(|p| p.languages.iter().map(|s| s.language.clone()).collect()).unwrap_or_default();
    let mut reading = Reading {
        files,
        there,
        proposal: PublicationProposal::default(),
        newsletters: None,
        languages,
        flaws: Vec::new(),
        places: Places::new(SHEET),
        is_flawed: false,
    };
    reading.sheet();
    reading.redirects();
    reading.pages();
    reading.risk();
    let logo = reading.logo();
    reading.strangers();
    let Reading { proposal, newsletters, mut flaws, places, .. } = reading;
    flaws.sort();
    flaws.dedup();
    Read { proposal, newsletters, logo, flaws, places }
}

impl Reading<'_> {
    fn sheet(&mut self) {
        if self.files.get(SHEET).is_none() {
            if self.there.is_none() {
                self.flaws.push(Flaw::new(whole(SHEET), "this file is missing"));
                self.is_flawed = true;
            }
            return;
        }
        let Some(mut fields) = self.fields(SHEET) else {
            self.is_flawed = true;
            return;
        };
        for key in KEYS.into_iter().filter(|key| fields.has(key)) {
            self.places.put(Part::Key(key), fields.place(key));
        }
        if self.there.is_none() {
            ["name", "zone", "languages"].into_iter().for_each(|key| fields.require(key));
        }
        self.spoken(&mut fields);
        self.words(&mut fields);
        self.lists(&mut fields);
        let flaws = fields.finish();
        self.is_flawed |= !flaws.is_empty();
        self.flaws.extend(flaws);
    }

    fn fields(&mut self, file: &str) -> Option<Fields> {
        let text = text_file::decode(file, self.files.get(file)?);
        let fields = text.and_then(|text| Fields::parse(file, &text));
        fields.map_err(|flaw| self.flaws.push(flaw)).ok()
    }

    fn words(&mut self, fields: &mut Fields) {
        let proposal = &mut self.proposal;
        proposal.id =
            fields.parsed("id", |id| PublicationId::parse(id).ok_or("not a UUID, as barograph init writes one"));
        proposal.name = fields.labels("name", &self.languages);
        proposal.tagline = fields.labels("tagline", &self.languages);
        proposal.about = fields.labels("about", &self.languages);
        proposal.licence = fields.labels("licence", &self.languages);
        proposal.zone = zone(fields);
        proposal.period = fields.choice("period", "a period", &PeriodKind::ALL, PeriodKind::as_str);
        proposal.leave_no_trace = fields.bool("leave_no_trace");
        proposal.logo = fields.string("logo");
        proposal.colours = colours::read(fields);
    }
}

fn zone(fields: &mut Fields) -> Option<jiff::tz::TimeZone> {
    let name = fields.string("zone")?;
    let zone = jiff::tz::TimeZone::get(&name).ok();
    if zone.is_none() {
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let problem = format!("`{name}` is not a time zone of the IANA database, as Europe/Vilnius is");
        fields.add(Flaw::new(fields.place("zone"), problem).near(&name, names.iter().map(String::as_str)));
    }
    zone
}
