//! Files' names, and what they name.

use newsroom::{CommentarySlug, Flaw, Language, SectionSlug};

use super::{Reading, whole};
use crate::fields::{one_of, spoken};

/// How pictures' names end.
pub(crate) const PICTURES: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

pub(crate) fn is_text(name: &str) -> bool {
    name.ends_with(".md")
}

pub(crate) fn is_picture(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| PICTURES.contains(&extension.as_str()))
}

/// The number and the file's own name of `corrections/1/economy.en.md`.
pub(super) fn correction(path: &str) -> Option<(u32, &str)> {
    let (digits, name) = path.strip_prefix("corrections/")?.split_once('/')?;
    let number = digits.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == digits)?;
    Some((number, name)).filter(|_| !name.contains('/'))
}

/// The stem and the language of a text's name, reported if it has none.
pub(crate) fn text<'a>(
    folder: &str,
    name: &'a str,
    what: &str,
    languages: &[Language],
) -> Result<(&'a str, Language), Flaw> {
    let file = whole(&format!("{folder}{name}"));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let Some((stem, tag)) = stem.rsplit_once('.') else {
        let first = languages.first().map_or("en", Language::as_str);
        let problem = format!("a text's name says its language: {what}.LANG.md");
        return Err(Flaw::new(file, problem).advise(format!("as {stem}.{first}.md")));
    };
    match spoken(tag, languages, file.clone()) {
        Ok(language) => Ok((stem, language)),
        Err(flaw) => {
            let right: Vec<_> = languages.iter().map(Language::as_str).collect();
            let problem = format!("{}, as in {stem}.{}.md", flaw.problem, right.first().unwrap_or(&"en"));
            Err(Flaw { place: file, problem, hint: flaw.hint })
        }
    }
}

/// Two files for one text; the one that does not have the text's own name is to blame.
pub(crate) fn two_for_one(file: &str, other: &str, own: &str) -> Flaw {
    let (blamed, other) = if file == own { (other, file) } else { (file, other) };
    Flaw::new(whole(blamed), format!("this is a second file for the text of {other}")).advise("keep one of them")
}

impl Reading<'_> {
    /// The commentary and the language that a file's name names; reported if it names none.
    pub(super) fn text_named(&mut self, folder: &str, name: &str) -> Option<(CommentarySlug, Language)> {
        let named = text(folder, name, "SECTION", &self.languages);
        let (stem, language) = named.map_err(|flaw| self.flaws.push(flaw)).ok()?;
        let numbered = stem.rsplit_once('-').and_then(|(section, digits)| Some((section, digits.parse().ok()?)));
        let (word, place): (&str, usize) = numbered.unwrap_or((stem, 1));
        let file = whole(&format!("{folder}{name}"));
        let section = SectionSlug::parse(word).ok().filter(|slug| self.publication.section(slug).is_some());
        let Some(section) = section else {
            let right = self.sections();
            let problem = format!("`{word}` is not a section of the publication; expected {}", one_of(right.clone()));
            let nearest = newsroom::flaw::nearest(word, right).map(|right| format!("{folder}{right}.{language}.md"));
            let flaw = Flaw::new(file, problem);
            self.flaws.push(Flaw { hint: nearest.map(newsroom::Hint::DidYouMean), ..flaw });
            return None;
        };
        let slug = CommentarySlug::of(&section, place);
        if slug.as_str() != stem && self.files.get(&format!("{folder}{slug}.{language}.md")).is_none() {
            let problem = "the first commentary on a section has no number, the second is SECTION-2.LANG.md";
            self.flaws.push(Flaw::new(file, problem).advise(format!("call it {slug}.{language}.md")));
        }
        Some((slug, language))
    }
}
