use super::*;
use crate::render::bytes;

/// What is in `<main>`, each drawing shrunk to its class and label, for snapshots that a person can read.
pub(in crate::page) fn main_of(page: &impl Template) -> String {
    let html = String::from_utf8(bytes(page)).unwrap();
    let (_, main) = html.split_once("<main id=\"main\">").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let mut short = String::new();
    for (place, piece) in main.split("<svg ").enumerate() {
        if place == 0 {
            short.push_str(piece);
            continue;
        }
        let (drawing, rest) = piece.split_once("</svg>").unwrap();
        let of = |name: &str| Some(drawing.split_once(&format!("{name}=\""))?.1.split_once('"')?.0);
        let told = of("aria-label").map(|label| format!(" {label}")).unwrap_or_default();
        short.push_str(&format!("[{}{told}]{rest}", of("class").unwrap()));
    }
    short.trim().to_owned()
}

/// One state of a page's samples.
pub(in crate::page) fn state<P>(samples: Vec<(&'static str, P)>, name: &str) -> P {
    samples.into_iter().find(|(state, _)| *state == name).unwrap_or_else(|| panic!("no sample `{name}`")).1
}

pub(in crate::page) fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// Words with their no-break spaces as spaces.
pub(in crate::page) fn spaced(words: &str) -> String {
    words.replace('\u{a0}', " ")
}

fn section(tag: &str, name: &str) -> SectionPage {
    state(SectionPage::samples(&language(tag)), name)
}

#[test]
fn every_state_is_there_in_every_language() {
    for tag in ["en", "be", "ru"] {
        assert_eq!(SectionPage::samples(&language(tag)).len(), 8, "{tag}");
    }
}

#[test]
fn the_numbers_beside_a_sheet_are_those_of_the_table() {
    let cast = Cast::typical();
    let slug = SectionSlug::parse("economy").unwrap();
    let marks = cast.archive.series(&slug);
    let page = section("en", "typical");
    let shown: usize = page.sheets.iter().flat_map(|sheet| &sheet.tally).map(|counted| counted.n).sum();
    assert_eq!(shown, marks.len());
    let label = &page.sheets[0].trace.label;
    assert_eq!(label, "Economy in 2020: improved 4, unchanged 14, worsened 7");
}

#[test]
fn an_earlier_name_is_said_and_not_taken_for_another_section() {
    let page = section("en", "renamed");
    assert_eq!(page.title.text, "Civil society");
    let [earlier] = page.earlier.as_slice() else { panic!("{:?}", page.earlier) };
    assert_eq!(earlier.name.text, "Associations and the press");
    assert_eq!(spaced(&earlier.until), "until March 2, 2020");
}

#[test]
fn a_section_that_has_ended_says_so_and_keeps_its_page() {
    let page = section("en", "ended");
    let ended = page.ended.as_deref().map(spaced);
    assert_eq!(ended.as_deref(), Some("The section ended on May 31, 2020 and is judged no longer."));
    assert!(page.present.is_some_and(|present| spaced(&present.run).contains("May 25 – May 31, 2020")));
    let other = section("en", "other-ended");
    assert_eq!(other.ended_others.len(), 1);
    assert!(other.others.iter().all(|section_link| section_link.title.text != "Foreign policy"));
}

#[test]
fn a_section_that_came_back_says_when_it_paused_and_has_not_ended() {
    let page = section("en", "came-back");
    let pauses: Vec<String> = page.pauses.iter().map(|pause| spaced(pause)).collect();
    assert_eq!((pauses.as_slice(), page.ended), (["Not judged: May 4 – May 31, 2020".to_owned()].as_slice(), None));
    assert_eq!(page.earlier, [], "it came back under the same name");
    let cast = with_pause("foreign");
    let english = language("en");
    assert!(others(&cast.press(&english), None).1.is_empty(), "no section has ended");
    assert!(cast.archive.editions.iter().all(|edition| {
        let missing = edition.missing(&cast.archive.publication);
        !missing.contains(&newsroom::Missing::Section(SectionSlug::parse("foreign").unwrap()))
    }));
}

#[test]
fn an_earlier_name_that_paused_held_until_the_pause() {
    let cast = with_names("foreign", |name| {
        let before = SectionName { title: newsroom::Labels::from([("en", "The neighbors")]), ..name.clone() };
        let before = SectionName { until: Some(date(2020, 5, 3)), ..before };
        vec![before, SectionName { from: Some(date(2020, 6, 1)), ..name }]
    });
    let english = language("en");
    let page = page(&cast.press(&english), &SectionSlug::parse("foreign").unwrap()).unwrap();
    let [earlier] = page.earlier.as_slice() else { panic!("{:?}", page.earlier) };
    assert_eq!((earlier.name.text.as_str(), spaced(&earlier.until).as_str()), ("The neighbors", "until May 4, 2020"));
}

#[test]
fn a_pause_that_no_edition_has_reached_is_not_said() {
    let mut cast = with_pause("foreign");
    cast.archive.editions.retain(|edition| edition.period.first() < date(2020, 5, 4));
    let english = language("en");
    let page = page(&cast.press(&english), &SectionSlug::parse("foreign").unwrap()).unwrap();
    assert!(page.pauses.is_empty() && page.ended.is_none());
}

#[test]
fn a_section_without_a_verdict_says_so() {
    let page = section("ru", "unjudged");
    assert_eq!(page.since, "Ещё не\u{a0}оценивался.");
    assert!(page.present.is_none() && page.sheets.is_empty() && page.list.is_empty());
}

#[test]
fn there_is_no_page_for_what_is_no_section() {
    let slug = SectionSlug::parse("culture").unwrap();
    let english = language("en");
    assert_eq!(page(&Cast::typical().press(&english), &slug).err(), Some(Absent::Unknown));
}

#[test]
fn a_commentary_in_another_language_keeps_its_line_and_its_lang() {
    let cast = Cast::typical();
    let belarusian = language("be");
    let slugs = cast.archive.publication.sections.iter().map(|section| &section.slug);
    let lists: Vec<List> = slugs.map(|slug| list::on(&cast.press(&belarusian), slug)).collect();
    let lines = || lists.iter().flat_map(|list| &list.newest).flat_map(|month| &month.lines);
    assert!(lines().any(|line| line.words.lang.to_string() == " lang=\"ru\""));
    assert!(lines().all(|line| line.href.starts_with("/be/editions/")));
}

#[test]
fn earlier_years_are_folded_and_counted() {
    let mut cast = Cast::typical();
    let said = cast.archive.editions.last().unwrap().sections.clone();
    cast.archive.editions.first_mut().unwrap().sections = said;
    let english = language("en");
    let list = list::on(&cast.press(&english), &SectionSlug::parse("economy").unwrap());
    let [year] = list.earlier.as_slice() else { panic!("{:?}", list.earlier) };
    assert_eq!((year.year, year.count.as_str()), (2019, "1 commentary"));
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("typical_en", main_of(&section("en", "typical")));
    insta::assert_snapshot!("flash_be", main_of(&section("be", "flash")));
    insta::assert_snapshot!("ended_ru", main_of(&section("ru", "ended")));
}
