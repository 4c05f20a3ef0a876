use std::collections::BTreeSet;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use newsroom::{Archive, Permalink};

use super::*;
use crate::{assets, needs};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/page");

/// Made once for all tests.
static SAMPLES: LazyLock<Vec<(String, String)>> = LazyLock::new(all);

/// States whose `<main>` is compared line by line, in every language.
const PICTURED: [&str; 12] = [
    "/home/typical/",
    "/home/gaps/",
    "/edition/typical/",
    "/commentary/typical/",
    "/commentary/another-language/",
    "/subscribe/typical/",
    "/subscribe/both-wrong/",
    "/subscription/asked/",
    "/subscription/confirm/",
    "/subscription/confirmed/",
    "/subscription/lost-again/",
    "/subscriptions/few-sections/",
];

/// Every page of an archive, but for pictures, as it would be served.
fn rendered(cast: &Cast) -> Vec<(String, String)> {
    let pages = Permalink::all(&cast.archive).into_iter().filter(|(_, place)| !matches!(place, Permalink::Card(_)));
    let page = |(language, place): (Language, Permalink)| {
        let needed = needs(&cast.archive, &place);
        let editions: Vec<Edition> =
            cast.editions.iter().filter(|edition| needed.contains(&edition.slug)).cloned().collect();
        let press = Press::new(&cast.archive, &editions, &language, &ORIGIN);
        let rendered = press.with_newsletters(&cast.newsletters).render(&place);
        let rendered = rendered.unwrap_or_else(|absent| panic!("{}: {absent:?}", place.path(&language)));
        (place.path(&language), String::from_utf8(rendered.bytes).unwrap())
    };
    pages.map(page).collect()
}

fn links(html: &str) -> BTreeSet<&str> {
    let attributes = html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1));
    attributes.filter_map(|rest| rest.split(['"', '#']).next()).filter(|link| link.starts_with('/')).collect()
}

fn leads_somewhere(archive: &Archive, link: &str) -> bool {
    let place = || Permalink::parse(link).filter(|(language, place)| archive.shows(place, language));
    let known = || {
        place().is_some_and(|(_, place)| place == Permalink::Subscribe || Permalink::places(archive).contains(&place))
    };
    assets::asset(link).is_some() || link.starts_with("/media/") || known()
}

#[test]
fn every_template_of_a_page_has_samples_in_every_language() {
    let samples: BTreeSet<&str> = SAMPLES.iter().map(|(path, _)| path.as_str()).collect();
    let whole = |html: &str| html.starts_with("{% extends") || html.starts_with("<!doctype");
    let pages = TEMPLATES.files().filter(|file| whole(file.contents_utf8().unwrap()));
    let names: Vec<&str> = pages.map(|file| file.path().file_stem().unwrap().to_str().unwrap()).collect();
    assert!(names.len() >= 13, "{names:?}");
    for (name, language) in names.into_iter().flat_map(|name| languages().into_iter().map(move |tag| (name, tag))) {
        let ending = format!("/{language}.html");
        let has = samples.iter().any(|path| path.starts_with(&format!("/{name}/")) && path.ends_with(&ending));
        assert!(has, "templates/page/{name}.html has no sample in {language}");
    }
}

#[test]
fn no_link_is_dead() {
    for cast in [
        Cast::typical(),
        Cast::with_flash(),
        Cast::with_gaps(),
        Cast::without_editions(),
        Cast::with_withdrawn(),
        Cast::with_newsletters(),
    ] {
        for (path, html) in rendered(&cast) {
            for link in links(&html) {
                assert!(leads_somewhere(&cast.archive, link), "{path} leads to {link}, where there is nothing");
            }
        }
    }
}

#[test]
fn every_id_stands_once_and_every_reference_has_its_id() {
    for (path, html) in SAMPLES.iter() {
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{path}: {ids:?}");
        for reference in [" href=\"#", " aria-labelledby=\""] {
            for id in html.split(reference).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(once.contains(id), "{path} refers to #{id}");
            }
        }
    }
}

#[test]
fn a_page_is_the_same_twice() {
    assert_eq!(all(), *SAMPLES);
}

#[test]
fn no_sentence_ends_twice_and_no_phrase_shows_its_gaps() {
    for (path, html) in SAMPLES.iter() {
        for wrong in ["..", "{ $", "{$", "None", "Some("] {
            let found = html.find(wrong).map(|at| html[at.saturating_sub(60)..].chars().take(120).collect::<String>());
            assert_eq!(found, None, "{path} has {wrong}");
        }
    }
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    for (path, html) in SAMPLES.iter() {
        let levels = html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10));
        let mut before = 0;
        for level in levels {
            assert!(level <= before + 1, "{path}: h{level} after h{before}");
            before = level;
        }
    }
}

#[test]
fn nothing_is_asked_of_another_host_and_nothing_runs() {
    for (path, html) in SAMPLES.iter() {
        for wrong in ["<script", " style=", "<style", "src=\"http", "srcset=\"http", " onclick", "javascript:"] {
            assert!(!html.contains(wrong), "{path} has {wrong}");
        }
    }
}

/// The `<main>` of a page, with drawings replaced by what they say.
fn main_of(html: &str) -> String {
    let main = html.split_once("<main id=\"main\">").map_or(html, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut shown = String::new();
    let mut rest = main;
    while let Some((before, drawing)) = rest.split_once("<svg ") {
        let (drawing, after) = drawing.split_once("</svg>").unwrap();
        let says = ["aria-label=\"", "href=\"#v-"].into_iter().find_map(|of| drawing.split_once(of));
        let says = says.and_then(|(_, rest)| rest.split('"').next()).unwrap_or("months");
        shown.push_str(&format!("{before}[{says}]"));
        rest = after;
    }
    shown.push_str(rest);
    let lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn pages_say_what_they_said() {
    for (path, html) in SAMPLES.iter().filter(|(path, _)| PICTURED.iter().any(|of| path.starts_with(of))) {
        let name = path.trim_start_matches('/').trim_end_matches(".html").replace('/', "-");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, main_of(html));
        });
    }
}
