//! A text's HTML as mail programs take it: styles on each element, absolute links, notes as plain numbers.
//!
//! What comes in has been sanitised, so tags are whole, and attributes have their quotes.

use crate::Origin;

const SERIF: &str = "font-family:Georgia,'Times New Roman',serif";
const SANS: &str = "font-family:Arial,Helvetica,sans-serif";
const MONO: &str = "font-family:Consolas,'Courier New',monospace";

/// Attributes that stay.
const KEPT: [&str; 6] = ["href", "hreflang", "lang", "dir", "start", "datetime"];

/// Where a text stands, for links that are relative to it, and which way it runs.
pub struct Place<'a> {
    /// Where absolute links lead.
    pub origin: &'a Origin,
    /// The text's own page, ending in a slash.
    pub page: &'a str,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
}

/// The HTML of a page's prose as a mail's.
pub fn for_mail(html: &str, place: &Place<'_>) -> String {
    let mut mail = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        mail.push_str(before);
        let (tag, after) = cut(after);
        rest = match reference(tag, after) {
            Some((number, after)) => {
                mail.push_str(&format!("\u{a0}[{number}]"));
                after
            }
            None if tag.starts_with("a href=\"#") => {
                // The way back from a note leads nowhere in a mail.
                mail.truncate(mail.trim_end().len());
                after.split_once("</a>").map_or("", |(_, after)| after)
            }
            None => {
                mail.push_str(&written(tag, place));
                after
            }
        };
    }
    mail.push_str(rest);
    mail
}

/// A tag without its brackets, and what follows it. A bracket within quotes ends nothing.
fn cut(after: &str) -> (&str, &str) {
    let mut quoted = false;
    let ends = |letter: char| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    };
    let end = after.find(ends).unwrap_or(after.len());
    (&after[..end], after.get(end + 1..).unwrap_or_default())
}

/// The number of the note to which `<sup><a href="#…">1</a></sup>` refers, and what follows.
fn reference<'h>(tag: &str, after: &'h str) -> Option<(&'h str, &'h str)> {
    if tag != "sup" || !after.starts_with("<a href=\"#") {
        return None;
    }
    let (link, after) = after.split_once("</a></sup>")?;
    Some((link.rsplit('>').next()?, after))
}

fn written(tag: &str, place: &Place<'_>) -> String {
    let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
    let shown = renamed(name);
    if tag.starts_with('/') {
        return format!("</{shown}>");
    }
    let attributes: String = attributes(tag).filter_map(|(key, value)| kept(key, value, place)).collect();
    let class = match name {
        "a" => " class=\"ink\"",
        "blockquote" | "th" | "td" | "hr" => " class=\"rule\"",
        _ => "",
    };
    let aligned = attributes_align(tag, place);
    match style(name, place) {
        Some(style) => format!("<{shown}{class}{attributes} style=\"{style}{aligned}\">"),
        None => format!("<{shown}{attributes}>"),
    }
}

/// A mail's headline is `h2`; and there is nothing to open or scroll.
fn renamed(name: &str) -> &str {
    match name {
        "h2" => "h3",
        "h3" => "h4",
        "h4" => "h5",
        "h5" => "h6",
        "details" => "div",
        "summary" => "p",
        _ => name,
    }
}

fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = tag.split_once(' ').map_or("", |(_, rest)| rest);
    pairs.split("\" ").filter_map(|pair| pair.split_once("=\"")).map(|(key, value)| (key, value.trim_end_matches('"')))
}

fn kept(key: &str, value: &str, place: &Place<'_>) -> Option<String> {
    if !KEPT.contains(&key) {
        return None;
    }
    let value = if key == "href" { absolute(value, place) } else { value.to_owned() };
    Some(format!(" {key}=\"{value}\""))
}

/// A link as it leads from anywhere.
pub fn absolute(link: &str, place: &Place<'_>) -> String {
    let scheme = link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '?', '#']));
    match link {
        _ if scheme => link.to_owned(),
        _ if link.starts_with("//") => format!("https:{link}"),
        _ if link.starts_with('/') => place.origin.absolute(link),
        _ => format!("{}{link}", place.page),
    }
}

/// Columns of figures are set at their end.
fn attributes_align(tag: &str, place: &Place<'_>) -> &'static str {
    let end = if place.right_to_left { ";text-align:left" } else { ";text-align:right" };
    match attributes(tag).find(|(key, _)| *key == "class").map(|(_, class)| class) {
        Some("center") => ";text-align:center",
        Some("end") => end,
        _ => "",
    }
}

fn style(name: &str, place: &Place<'_>) -> Option<String> {
    let start = if place.right_to_left { "right" } else { "left" };
    let text = format!("{SERIF};font-size:17px;line-height:27px");
    Some(match name {
        "p" | "summary" => format!("margin:0 0 15px;{text}"),
        "h2" => format!("margin:24px 0 8px;{SERIF};font-size:19px;line-height:25px;font-weight:bold"),
        "h3" | "h4" | "h5" | "h6" => {
            format!("margin:20px 0 6px;{SERIF};font-size:17px;line-height:24px;font-weight:bold")
        }
        "ul" | "ol" | "dl" => format!("margin:0 0 15px;padding:0;padding-{start}:24px;{text}"),
        "li" | "dt" | "dd" => format!("margin:0 0 6px;{text}"),
        "blockquote" => format!("margin:0 0 15px;padding:0;padding-{start}:16px;border-{start}:2px solid #c3d0c9"),
        "pre" => format!("margin:0 0 15px;white-space:pre-wrap;{MONO};font-size:14px;line-height:20px"),
        "code" => format!("{MONO};font-size:14px"),
        "table" => "width:100%;margin:0 0 15px;border-collapse:collapse".to_owned(),
        "th" | "td" => {
            let bold = if name == "th" { "bold" } else { "normal" };
            format!(
                "padding:7px 4px;border-top:1px solid #c3d0c9;vertical-align:top;text-align:{start};{SANS};\
                 font-size:14px;line-height:20px;font-weight:{bold}"
            )
        }
        "hr" => "margin:20px 0;border:0;border-top:1px solid #c3d0c9".to_owned(),
        "a" => "color:#14201c".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(html: &str) -> String {
        let origin = Origin { base: "https://vesnia.example".to_owned() };
        let page = "https://vesnia.example/en/editions/2020-06-22/economy/";
        for_mail(html, &Place { origin: &origin, page, right_to_left: false })
    }

    #[test]
    fn notes_are_numbers_and_lead_nowhere() {
        let page = "fell<sup><a href=\"#s1\" id=\"r1\" aria-label=\"Source 1\">1</a></sup> again";
        assert_eq!(mail(page), "fell\u{a0}[1] again");
        assert_eq!(mail("Bank. <a href=\"#r1\" aria-label=\"Back: Source 1\">↑</a>"), "Bank.");
        assert_eq!(mail("m<sup>2</sup>"), "m<sup>2</sup>");
    }

    #[test]
    fn links_are_absolute_and_nothing_of_the_page_is_left() {
        let link = |href: &str| mail(&format!("<a href=\"{href}\" rel=\"noopener\">x</a>"));
        assert!(link("/be/archive/").contains("href=\"https://vesnia.example/be/archive/\""));
        assert!(
            link("../security/")
                .contains("href=\"https://vesnia.example/en/editions/2020-06-22/economy/../security/\"")
        );
        assert!(link("mailto:a@b.example").contains("href=\"mailto:a@b.example\""));
        assert!(link("//c.example/").contains("href=\"https://c.example/\""));
        assert!(!link("/").contains("rel="));
        let table = mail(
            "<div class=\"table\" role=\"region\" aria-label=\"a > b\" tabindex=\"0\"><table><tr><td class=\"end\">1</td></tr></table></div>",
        );
        assert!(table.starts_with("<div><table style=") && table.contains(";text-align:right\">1</td>"), "{table}");
        assert_eq!(mail("<span lang=\"ru\" title=\"x\">да</span><br>"), "<span lang=\"ru\">да</span><br>");
    }
}
