//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{Channel, Entry};

const VERSION: &str = "https://jsonfeed.org/version/1.1";

#[derive(Serialize)]
struct Feed<'c> {
    version: &'static str,
    title: &'c str,
    home_page_url: &'c str,
    feed_url: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'c str,
    language: &'c str,
    authors: Vec<Author<'c>>,
    items: Vec<Item<'c>>,
}

#[derive(Serialize)]
struct Author<'c> {
    name: &'c str,
}

#[derive(Serialize)]
struct Item<'c> {
    id: &'c str,
    url: &'c str,
    title: &'c str,
    summary: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'c str>,
    /// The format asks for one content at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'c str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'c>>,
    tags: [&'c str; 1],
    language: &'c str,
}

/// The feed as JSON.
pub(super) fn text(channel: &Channel) -> String {
    let feed = Feed {
        version: VERSION,
        title: &channel.title,
        home_page_url: &channel.page,
        feed_url: &channel.own,
        description: &channel.about,
        language: channel.language.as_str(),
        authors: vec![Author { name: &channel.publisher }],
        items: channel.entries.iter().map(item).collect(),
    };
    // Strings alone, under keys that are strings: nothing here can fail.
    serde_json::to_string_pretty(&feed).unwrap_or_default()
}

fn item(entry: &Entry) -> Item<'_> {
    let html = entry.html.as_deref();
    Item {
        id: &entry.id,
        url: &entry.link,
        title: &entry.title,
        summary: &entry.summary,
        content_html: html,
        content_text: html.is_none().then_some(&entry.summary),
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: [&entry.section_title],
        language: entry.language.as_str(),
    }
}
