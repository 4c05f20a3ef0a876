//! What may stand in a page: two lists, one for HTML that a person wrote, one for all that leaves here.
//!
//! Neither lets through style, script, frames, forms, pictures, SVG or MathML, nor an attribute that begins with `on`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Tags a person may write within a line.
const IN_LINE: [&str; 25] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Tags a person may write between paragraphs.
const BLOCKS: [&str; 13] =
    ["blockquote", "dd", "details", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "summary", "ul"];

/// Tags that only we write.
const OURS: [&str; 11] = ["h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"];

/// Attributes a person may write on any tag.
const WRITTEN_ATTRIBUTES: [&str; 3] = ["lang", "dir", "title"];

/// Attributes that only we write.
const OUR_ATTRIBUTES: [&str; 6] = ["id", "class", "role", "tabindex", "aria-label", "aria-labelledby"];

/// Tags whose contents go with them.
pub const DROPPED: [&str; 18] = [
    "applet", "audio", "canvas", "embed", "form", "frameset", "iframe", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

static PAGE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = builder(written().chain(OURS), WRITTEN_ATTRIBUTES.into_iter().chain(OUR_ATTRIBUTES));
    builder.link_rel(None).add_tag_attributes("a", ["rel"]).add_tag_attributes("th", ["scope"]);
    builder
});

static AUTHORED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = builder(written(), WRITTEN_ATTRIBUTES.into_iter());
    builder.link_rel(Some("noopener noreferrer"));
    builder
});

/// Cleans what leaves for a page; its tags are closed and in order afterwards, whatever they were before.
pub fn page(html: &str) -> String {
    // The character itself is shorter, and XML knows no other name for it.
    PAGE.clean(html).to_string().replace("&nbsp;", "\u{a0}")
}

/// Cleans a piece of HTML that a person wrote among Markdown.
pub fn authored(html: &str) -> String {
    AUTHORED.clean(html).to_string()
}

/// The words of a piece of HTML that a person wrote.
pub fn words(html: &str) -> String {
    Builder::empty().clean_content_tags(DROPPED.into_iter().collect()).clean(html).to_string()
}

/// Cleans a single tag that a person wrote within a line: what stands between it and its end is ours to write. Nothing
/// is left of a tag that may not stand.
pub fn authored_tag(tag: &str) -> String {
    let Some(name) = tag_name(tag).filter(|name| IN_LINE.contains(&name.as_str())) else { return String::new() };
    if tag.starts_with("</") {
        return format!("</{name}>");
    }
    let whole = authored(tag);
    whole.strip_suffix(&format!("</{name}>")).map(str::to_owned).unwrap_or(whole)
}

/// The name of a tag, in small letters.
pub fn tag_name(tag: &str) -> Option<String> {
    let name = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<'))?;
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    if end == 0 { None } else { Some(name[..end].to_ascii_lowercase()) }
}

fn written() -> impl Iterator<Item = &'static str> {
    IN_LINE.into_iter().chain(BLOCKS)
}

fn builder(
    tags: impl Iterator<Item = &'static str>,
    attributes: impl Iterator<Item = &'static str>,
) -> Builder<'static> {
    let mut builder = Builder::empty();
    let of_tags =
        [("a", vec!["href", "hreflang"]), ("ol", vec!["start"]), ("time", vec!["datetime"]), ("details", vec!["open"])];
    let of_tags: HashMap<_, HashSet<_>> =
        of_tags.into_iter().map(|(tag, names)| (tag, names.into_iter().collect())).collect();
    builder
        .tags(tags.collect())
        .clean_content_tags(DROPPED.into_iter().collect())
        .tag_attributes(of_tags)
        .generic_attributes(attributes.collect())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .strip_comments(true);
    builder
}
