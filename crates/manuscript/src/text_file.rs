//! A text's file: front matter in TOML between two lines of `+++`, then Markdown.

use newsroom::proposal::{Proposed, ProsePatch};
use newsroom::text::markdown::{Fault, faults};
use newsroom::{Base, Flaw, Language, Place, Prose, Text, Written};

use crate::fields::Fields;
use crate::toml_text::{Sheet, quoted};

pub(crate) const FENCE: &str = "+++";

/// What a text's front matter may say, and how its body is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A commentary.
    Commentary,
    /// A standing page.
    Page,
    /// A text as it was before a correction: what is wrong in it may be what was corrected.
    Before,
}

/// A file's text: bytes that are UTF-8, without byte order mark, lines ending as on Unix.
pub(crate) fn decode(file: &str, bytes: &[u8]) -> Result<String, Flaw> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")),
        Err(error) => {
            let newlines = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            let line = u32::try_from(newlines + 1).unwrap_or(u32::MAX);
            let place = Place { file: file.to_owned(), line, field: String::new() };
            Err(Flaw::new(place, "the file is not UTF-8").advise("save it as UTF-8 in your editor"))
        }
    }
}

/// Reads a text; `None` if its front matter or headline cannot be read.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    role: Role,
    (languages, own): (&[Language], &Language),
) -> (Option<Proposed<ProsePatch>>, Vec<Flaw>) {
    match decode(file, bytes).and_then(|text| Matter::split(file, &text)) {
        Ok(matter) => matter.read(role, languages, own),
        Err(flaw) => (None, vec![flaw]),
    }
}

/// A text's file, taken apart.
struct Matter {
    fields: Fields,
    body: String,
    lines_before_body: u32,
    /// Lines before the outlook's first one.
    lines_before_outlook: u32,
}

impl Matter {
    fn split(file: &str, text: &str) -> Result<Self, Flaw> {
        let at = |line| Place { file: file.to_owned(), line, field: String::new() };
        let fences = || text.lines().enumerate().filter(|(_, line)| line.trim_end() == FENCE).map(|(at, _)| at);
        if fences().next() != Some(0) {
            let problem = "a text begins with its front matter, in TOML between two lines of `+++`";
            return Err(Flaw::new(at(1), problem));
        }
        let Some(end) = fences().nth(1) else {
            return Err(Flaw::new(at(1), "the front matter is not closed: its second line of `+++` is missing"));
        };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let fields = Fields::parse_after(file, &lines[1..end].concat(), 1)?;
        let line = fields.place("outlook").line;
        let opening = lines.get(line.saturating_sub(1) as usize).unwrap_or(&"").trim_end();
        let is_below = opening.ends_with("\"\"\"") || opening.ends_with("'''");
        Ok(Self {
            fields,
            body: lines[end + 1..].concat(),
            lines_before_body: u32::try_from(end + 1).unwrap_or(u32::MAX),
            lines_before_outlook: if is_below { line } else { line.saturating_sub(1) },
        })
    }

    fn read(self, role: Role, languages: &[Language], own: &Language) -> (Option<Proposed<ProsePatch>>, Vec<Flaw>) {
        let Self { mut fields, body, lines_before_body, lines_before_outlook } = self;
        let headline = fields.string("headline").map(|words| line(&words));
        let lead = fields.string("lead").map(|words| line(&words));
        let outlook = fields.string("outlook");
        let is_empty = headline.as_ref().is_some_and(String::is_empty);
        if is_empty {
            fields.flaw("headline", "a headline has words");
        }
        let readable = !is_empty && (headline.is_some() || !fields.has("headline"));
        if role != Role::Before {
            mark(&fields, &body, lines_before_body, "");
            mark(&fields, outlook.as_deref().unwrap_or_default(), lines_before_outlook, "outlook");
        }
        let outlook = outlook.map(|text| markdown(&text));
        let content = ProsePatch { headline, lead, body: markdown(&body), outlook };
        let written = written(&mut fields, (languages, own));
        let stands = role != Role::Before;
        let added = if stands { fields.instant("added") } else { None };
        let base = if stands { base(&mut fields, "base") } else { None };
        (Some(Proposed { content, written, base, added }).filter(|_| readable), fields.finish())
    }
}

/// Reports what in Markdown cannot be meant.
fn mark(fields: &Fields, text: &str, lines_before: u32, field: &str) {
    for (line, fault) in faults(text) {
        let place = Place { line: lines_before + line, field: field.to_owned(), ..fields.begin() };
        fields.add(flaw(place, &fault));
    }
}

/// What in Markdown cannot be meant, as a flaw.
pub(crate) fn flaw(place: Place, fault: &Fault) -> Flaw {
    match fault {
        Fault::NoteWithoutText(label) => Flaw::new(place, format!("the footnote [^{label}] has no text"))
            .advise(format!("write it below, on a line of its own: [^{label}]: …")),
        Fault::NoteWithoutReference(label) => Flaw::new(place, format!("nothing refers to the footnote [^{label}]"))
            .advise(format!("write [^{label}] where it belongs, or take it out")),
        Fault::Picture(file) => Flaw::new(place, format!("a picture stands in the text: {file}"))
            .advise("name it in edition.toml, under [sections.picture]"),
    }
}

/// `translated_from`, which is another language than the text's own.
pub(crate) fn written(fields: &mut Fields, (languages, own): (&[Language], &Language)) -> Written {
    match fields.language("translated_from", languages) {
        Some(source) if source == *own => {
            fields.flaw("translated_from", format!("the text is in {own} itself; name the language it comes from"));
            Written::Original
        }
        Some(source) => Written::TranslatedFrom(source),
        None => Written::Original,
    }
}

/// The revision a text stands on.
pub(crate) fn base(fields: &mut Fields, key: &str) -> Option<Base> {
    fields.parsed(key, |digits| Base::parse(digits).ok_or("a base has 16 hexadecimal digits, as exports write it"))
}

/// Words of a text in their canonical form: without white space round them.
pub(crate) fn line(words: &str) -> String {
    words.trim().to_owned()
}

/// Markdown in its canonical form: no blank lines before it, one line's end behind it; empty if there is nothing.
pub(crate) fn markdown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let blank: usize = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let text = text[blank..].trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Writes a text as its file; `marks` are the lines of front matter that come after its words.
pub(crate) fn write(prose: &Prose, marks: impl FnOnce(&mut Sheet)) -> String {
    let mut sheet = Sheet::default();
    sheet.line(FENCE);
    sheet.key("headline", quoted(&line(&prose.headline)));
    sheet.words("lead", &line(&prose.lead));
    sheet.words("outlook", &markdown(&prose.outlook));
    marks(&mut sheet);
    sheet.line(FENCE);
    let body = markdown(&prose.body);
    if !body.is_empty() {
        sheet.blank();
    }
    sheet.finish() + &body
}

/// The marks of a text that stands in an edition or publication: where it was translated from, when it was added to a
/// published edition or a page got its words (as TOML), and its base.
pub(crate) fn marks(sheet: &mut Sheet, text: &Text<Prose>, added: Option<String>) {
    if let Written::TranslatedFrom(source) = &text.written {
        sheet.key("translated_from", quoted(source.as_str()));
    }
    if let Some(added) = added {
        sheet.key("added", added);
    }
    sheet.key("base", quoted(&Base::of(&text.content).to_string()));
}
