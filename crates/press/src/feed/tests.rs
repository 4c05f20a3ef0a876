use std::collections::BTreeSet;

use newsroom::{Labels, PublicationId};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::Origin;
use crate::sample::Cast;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn economy() -> SectionSlug {
    SectionSlug::parse("economy").unwrap()
}

fn written(cast: &Cast, tag: &str, section: Option<&SectionSlug>, format: Format) -> String {
    let rendered = feed(&cast.press(&language(tag)), section, format).unwrap();
    String::from_utf8(rendered.bytes).unwrap()
}

/// The text of every element of this name, in order; the document must be well-formed.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut open, mut depth) = (Vec::new(), None, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                if start.name().as_ref() == name.as_bytes() {
                    open = Some(String::new());
                }
            }
            Event::Text(text) => open.iter_mut().for_each(|open| open.push_str(&text.decode().unwrap())),
            Event::GeneralRef(entity) => {
                let c = match entity.decode().unwrap().as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => entity.resolve_char_ref().unwrap().unwrap(),
                };
                open.iter_mut().for_each(|open| open.push(c));
            }
            Event::End(end) => {
                depth -= 1;
                if end.name().as_ref() == name.as_bytes() {
                    found.extend(open.take());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element stays open");
    found
}

fn json(cast: &Cast, tag: &str) -> serde_json::Value {
    serde_json::from_str(&written(cast, tag, None, Format::Json)).unwrap()
}

#[test]
fn a_feed_is_well_formed_in_every_language_and_section() {
    let cast = Cast::with_flash();
    let sections: Vec<Option<SectionSlug>> = vec![None, Some(economy())];
    for tag in ["en", "be", "ru"] {
        for section in &sections {
            let xml = written(&cast, tag, section.as_ref(), Format::Atom);
            assert!(!elements(&xml, "entry").is_empty(), "{tag}");
            for time in elements(&xml, "updated").into_iter().chain(elements(&xml, "published")) {
                let read: Timestamp = time.parse().unwrap();
                assert_eq!(time, read.to_string(), "RFC 3339, in UTC");
                assert!(time.ends_with('Z'));
            }
        }
    }
}

#[test]
fn ids_outlive_domain_headline_and_title() {
    let before = written(&Cast::typical(), "en", None, Format::Atom);
    let mut cast = Cast::typical();
    cast.archive.publication.name = Labels::from([("en", "Another name")]);
    for commentary in cast
        .archive
        .editions
        .iter_mut()
        .flat_map(|edition| &mut edition.sections)
        .flat_map(|judged| &mut judged.commentaries)
    {
        commentary.texts.0.values_mut().for_each(|text| text.content.headline = "Another headline".to_owned());
    }
    let elsewhere = Origin { base: "https://mirror.example.org".to_owned() };
    let english = language("en");
    let press = Press::new(&cast.archive, &cast.editions, &english, &elsewhere);
    let after = String::from_utf8(feed(&press, None, Format::Atom).unwrap().bytes).unwrap();
    assert_ne!(before, after);
    assert_eq!(elements(&before, "id"), elements(&after, "id"));
    let ids = elements(&after, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each id once");
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));
}

#[test]
fn another_publication_has_other_ids() {
    let mut cast = Cast::typical();
    let before = elements(&written(&cast, "en", None, Format::Atom), "id");
    cast.archive.publication.id =
        PublicationId(serde_json::from_str("\"0d4f7e0a-5d0c-4a53-9d0e-3f3c0a6f2b11\"").unwrap());
    let after = elements(&written(&cast, "en", None, Format::Atom), "id");
    assert!(before.iter().all(|id| !after.contains(id)));
}

#[test]
fn a_text_in_another_language_is_marked() {
    let cast = Cast::typical();
    let channel = channel(&cast.press(&language("be")), None, Format::Atom).unwrap();
    let elsewhere: Vec<&Entry> = channel.entries.iter().filter(|entry| entry.language != channel.language).collect();
    assert!(!elsewhere.is_empty(), "the sample lacks a Belarusian text on purpose");
    for entry in elsewhere {
        assert!(entry.title.ends_with("(Русский)"), "{}", entry.title);
        assert!(entry.summary.starts_with("Ситуация"), "{}", entry.summary);
        assert!(entry.link.contains("/be/"), "readers stay in their language: {}", entry.link);
    }
    let xml = written(&cast, "be", None, Format::Atom);
    assert!(xml.contains("<entry xml:lang=\"ru\">"));
}

#[test]
fn an_entry_holds_what_the_edition_in_full_says() {
    let cast = Cast::typical();
    let xml = written(&cast, "en", Some(&economy()), Format::Atom);
    let contents = elements(&xml, "content");
    assert_eq!(contents.len(), 1, "one commentary of the sample has a body");
    assert!(contents[0].starts_with("<p><strong>The situation has worsened.</strong> "), "{}", contents[0]);
    assert!(contents[0].contains("<ol>"), "its notes");
    let english = language("en");
    let press = Press::new(&cast.archive, &[], &english, &crate::sample::ORIGIN);
    let short = channel(&press, None, Format::Atom).unwrap();
    assert!(short.entries.iter().all(|entry| entry.html.is_none()), "nothing in full was given");
}

#[test]
fn json_says_the_same_as_atom() {
    let cast = Cast::with_flash();
    let (json, xml) = (json(&cast, "en"), written(&cast, "en", None, Format::Atom));
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], "https://vesnia.example/en/feed.json");
    let items = json["items"].as_array().unwrap();
    let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, elements(&xml, "id")[1..]);
    for item in items {
        assert!(item["content_html"].is_string() != item["content_text"].is_string(), "one content each");
        item["date_published"].as_str().unwrap().parse::<Timestamp>().unwrap();
    }
    assert!(items[0]["title"].as_str().unwrap().ends_with("(flash edition)"));
}

#[test]
fn a_feed_holds_the_newest_and_no_more() {
    let cast = Cast::typical();
    let channel = channel(&cast.press(&language("en")), None, Format::Atom).unwrap();
    let all = cast.archive.said().count();
    assert_eq!(channel.entries.len(), all.min(ENTRIES_MAX));
    let newest = cast.archive.newest().unwrap();
    assert_eq!(needs(&cast.archive, None).last(), Some(&newest.slug));
    assert!(needs(&cast.archive, Some(&economy())).len() <= ENTRIES_MAX);
}

#[test]
fn nothing_withdrawn_stays_and_no_stranger_comes_in() {
    let cast = Cast::with_withdrawn();
    let xml = written(&cast, "en", None, Format::Atom);
    assert!(!xml.contains("editions/2020-06-22/"));
    assert!(!xml.contains("Kron"), "a hidden byline is not named");
    let culture = SectionSlug::parse("culture").unwrap();
    assert_eq!(feed(&cast.press(&language("en")), Some(&culture), Format::Atom), Err(Absent::Unknown));
}

#[test]
fn what_was_taken_back_changes_the_feed() {
    let at = "2020-06-30T05:00:00Z";
    for cast in [Cast::with_withdrawn(), Cast::with_none_left()] {
        for section in [None, Some(economy())] {
            let xml = written(&cast, "en", section.as_ref(), Format::Atom);
            assert_eq!(elements(&xml, "updated")[0], at);
        }
    }
    let mut cast = Cast::with_none_left();
    cast.archive.editions[0].sections.retain(|judged| judged.section != economy());
    assert_ne!(elements(&written(&cast, "en", Some(&economy()), Format::Atom), "updated")[0], at, "it was not there");
}

#[test]
fn a_byline_put_right_changes_its_entry() {
    let mut cast = Cast::typical();
    let foreign = newsroom::CommentarySlug::parse("foreign").unwrap();
    let newest = cast.archive.editions.last_mut().unwrap();
    let correction = &mut newest.corrections[0];
    correction.changes = vec![newsroom::Change::Bylines { commentary: foreign.clone() }];
    let (slug, published) = (newest.slug.clone(), newest.corrections[0].published);
    for tag in ["en", "be", "ru"] {
        let channel = channel(&cast.press(&language(tag)), None, Format::Atom).unwrap();
        let id = cast.archive.publication.id.urn(&Permalink::Commentary(slug.clone(), foreign.clone()).tail());
        assert_eq!(channel.entries.iter().find(|entry| entry.id == id).unwrap().updated, published, "{tag}");
    }
}

#[test]
fn characters_that_xml_cannot_write_are_left_out() {
    assert_eq!(clean("a\u{7}b\u{0}c\td\u{ffff}e😀".as_bytes().to_vec()), "abc\tde😀".as_bytes());
}

#[test]
fn an_empty_feed_is_a_feed() {
    let cast = Cast::without_editions();
    let xml = written(&cast, "ru", None, Format::Atom);
    assert_eq!(elements(&xml, "updated"), ["1970-01-01T00:00:00Z"]);
    assert_eq!(json(&cast, "be")["items"].as_array().unwrap().len(), 0);
}

#[test]
fn a_section_feed_as_a_whole() {
    let cast = Cast::typical();
    insta::assert_snapshot!("economy_be_atom", written(&cast, "be", Some(&economy()), Format::Atom));
    insta::assert_snapshot!("economy_en_json", written(&cast, "en", Some(&economy()), Format::Json));
}
