//! The newsletters of `publication.toml`, read and written.

use jiff::civil::Time;
use mailroom::{Address, Hour, Newsletter, NewsletterSlug, Pace};
use newsroom::{Flaw, Labels, Language};

use super::Reading;
use super::lists::{once, slug};
use crate::fields::{Fields, one_of, spoken};
use crate::toml_text::{Sheet, quoted};

/// An hour to show where none was meant.
const MORNING: Hour = Hour(Time::constant(9, 0, 0, 0));

impl Reading<'_> {
    pub(super) fn newsletters(&self, tables: Vec<Fields>) -> Vec<Newsletter> {
        let mut newsletters: Vec<Newsletter> = Vec::new();
        for mut table in tables {
            if let Some(newsletter) = self.newsletter(&mut table) {
                once(&table, "slug", &newsletter.slug, newsletters.iter().map(|newsletter| &newsletter.slug));
                newsletters.push(newsletter);
            }
        }
        newsletters
    }

    /// Everything is read though the slug may be none, so that all flaws are found at once.
    fn newsletter(&self, table: &mut Fields) -> Option<Newsletter> {
        let slug = slug(table, "slug", NewsletterSlug::parse);
        table.require("from");
        let languages = languages(table, &self.languages);
        let name = table.required_labels("name", &self.languages);
        let mut words = |key| table.full_labels(key, &self.languages);
        let (description, postal, footer) = (words("description"), words("postal"), words("footer"));
        let mut line = |key| full(table.line_labels(key, &self.languages));
        let (sender, subject) = (line("sender"), line("subject"));
        is_read(table, "subject", &subject, &languages);
        let pace = pace(table);
        let (from, reply_to) = (address(table, "from", |words| Some(words)), address(table, "reply_to", unless_empty));
        let (base, in_full) = (base(table), in_full(table));
        Some(Newsletter {
            slug: slug?,
            languages,
            name,
            description,
            pace,
            sender,
            from,
            reply_to,
            postal,
            footer,
            subject,
            base,
            in_full,
        })
    }
}

/// Writes a newsletter as an item of its list.
pub(super) fn write(sheet: &mut Sheet, newsletter: &Newsletter, order: &[Language]) {
    sheet.header("[[newsletters]]");
    sheet.key("slug", quoted(newsletter.slug.as_str()));
    sheet.list("languages", newsletter.languages.iter().map(Language::as_str));
    sheet.labels("name", &newsletter.name, order);
    sheet.labels("description", &newsletter.description, order);
    sheet.key("pace", quoted(&newsletter.pace.to_string()));
    sheet.labels("sender", &newsletter.sender, order);
    sheet.words("from", &newsletter.from);
    sheet.words("reply_to", &newsletter.reply_to);
    sheet.labels("postal", &newsletter.postal, order);
    sheet.labels("footer", &newsletter.footer, order);
    sheet.labels("subject", &newsletter.subject, order);
    sheet.words("base", &newsletter.base);
    sheet.key("texts", quoted(extent(newsletter.in_full)));
}

fn full(mut labels: Labels) -> Labels {
    labels.0.retain(|_, words| !words.is_empty());
    labels
}

/// A subject is there to protect, so it is not to be found missing in an open mailbox.
fn is_read(table: &Fields, key: &str, labels: &Labels, languages: &[Language]) {
    if !labels.is_empty() && !languages.is_empty() && !languages.iter().any(|tag| labels.0.contains_key(tag)) {
        let tags: Vec<&str> = languages.iter().map(Language::as_str).collect();
        table.flaw(key, format!("the newsletter is read in other languages; expected words in {}", one_of(tags)));
    }
}

fn languages(table: &mut Fields, of_publication: &[Language]) -> Vec<Language> {
    table.require("languages");
    let mut languages = Vec::new();
    let tags = table.items("languages");
    if tags.as_ref().is_some_and(Vec::is_empty) {
        table.flaw("languages", "a newsletter has at least one language");
    }
    for (place, tag) in tags.unwrap_or_default() {
        match spoken(&tag, of_publication, place.clone()) {
            Ok(language) if languages.contains(&language) => {
                table.add(Flaw::new(place, format!("the language {language} is there twice")));
            }
            Ok(language) => languages.push(language),
            Err(flaw) => table.add(flaw),
        }
    }
    languages
}

fn pace(table: &mut Fields) -> Pace {
    let Some(words) = table.string("pace") else {
        return Pace::AtOnce;
    };
    Pace::parse(&words).unwrap_or_else(|_| {
        let hour = words.split_whitespace().find_map(|word| Hour::parse(&format!("{word:0>5}"))).unwrap_or(MORNING);
        let right = [Pace::AtOnce, Pace::At(hour), Pace::WhenComplete(hour)].map(|pace| pace.to_string());
        let right = || right.iter().map(String::as_str);
        let problem = format!("`{words}` is not a pace; expected {}", one_of(right()));
        table.add(Flaw::new(table.place("pace"), problem).near(&words, right()));
        Pace::AtOnce
    })
}

/// An address as headers take it, its domain in ASCII; empty if there is none. `given` says which words are to be one.
fn address(table: &mut Fields, key: &str, given: fn(&str) -> Option<&str>) -> String {
    let address = table.parsed(key, |words| given(words).map(Address::parse).transpose());
    let Some(address) = address.flatten() else {
        return String::new();
    };
    if address.needs_smtputf8() {
        table.flaw(key, "many mail servers refuse an address with letters outside ASCII before the @");
    }
    address.mailbox().to_string()
}

fn unless_empty(words: &str) -> Option<&str> {
    Some(words).filter(|words| !words.trim().is_empty())
}

/// Scheme and host, as the site's own address has them.
fn base(table: &mut Fields) -> String {
    let base = table.string("base").unwrap_or_default();
    if base.is_empty() || is_base(&base) {
        return base;
    }
    let host = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    let right = format!("https://{}", host.split(['/', '?', '#']).next().unwrap_or(host));
    let problem = format!(
        "`{base}` is no address for links; expected one as https://letters.example, without a path or a slash at its end"
    );
    let flaw = Flaw::new(table.place("base"), problem);
    table.add(if is_base(&right) { flaw.near(&right, [right.as_str()]) } else { flaw });
    base
}

fn is_base(base: &str) -> bool {
    let host = base.strip_prefix("https://").unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, "443"));
    let label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    host.split('.').all(label) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

fn in_full(table: &mut Fields) -> bool {
    table.choice("texts", "a way to send texts", &[true, false], extent).unwrap_or(true)
}

fn extent(in_full: bool) -> &'static str {
    if in_full { "full" } else { "leads" }
}
