use std::collections::BTreeMap;

use super::*;
use crate::page::section::tests::{language, main_of, spaced, state};
use crate::render::bytes;

fn archive(tag: &str, name: &str) -> ArchivePage {
    state(ArchivePage::samples(&language(tag)), name)
}

fn html(page: &ArchivePage) -> String {
    String::from_utf8(bytes(page)).unwrap()
}

#[test]
fn the_count_is_said_with_the_day_it_began() {
    let about = |tag: &str| spaced(&archive(tag, "typical").about);
    assert_eq!(about("en"), "All 26 editions since December 23, 2019.");
    assert_eq!(about("be"), "Усяго 26 выпускаў з 23 снежня 2019 г.");
    assert_eq!(about("ru"), "Всего 26 выпусков с 23 декабря 2019 г.");
}

#[test]
fn the_second_of_a_month_takes_its_own_preposition_in_russian() {
    let russian = language("ru");
    let cast = Cast::typical();
    let gaps = |day: i8| [("n", 1_usize.into()), ("date", "2 марта".into()), ("day", day.into())];
    assert_eq!(cast.press(&russian).say_with("archive-count", &gaps(2)), "Всего 1\u{a0}выпуск со\u{a0}2\u{a0}марта");
    assert_eq!(cast.press(&russian).say_with("archive-count", &gaps(22)), "Всего 1\u{a0}выпуск с\u{a0}2\u{a0}марта");
}

#[test]
fn each_verdict_of_a_year_is_on_its_sheet_and_leads_somewhere_that_is_there() {
    let cast = Cast::typical();
    let html = html(&archive("en", "typical"));
    let places = Permalink::places(&cast.archive);
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let sheets: String =
        html.split("<ol class=\"heat\">").skip(1).map(|rest| rest.split("</ol>").next().unwrap()).collect();
    for cell in sheets.split("<a class=\"").skip(1).filter(|cell| !cell.starts_with("wk")) {
        let (class, rest) = cell.split_once('"').unwrap();
        *counted.entry(class).or_default() += 1;
        let path = rest.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
        let (_, place) = Permalink::parse(path).unwrap();
        assert!(places.contains(&place), "{path}");
    }
    let slugs = cast.archive.publication.sections.iter();
    let marks = slugs.flat_map(|section| cast.archive.series(&section.slug));
    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    marks.for_each(|mark| *expected.entry(Symbol(Some(mark.verdict)).class()).or_default() += 1);
    assert_eq!(counted, expected);
}

#[test]
fn an_edition_is_named_by_what_moved_most() {
    let newest = html(&archive("en", "typical"));
    assert!(newest.contains("The National Bank spends in a week what was meant to last a quarter"));
}

#[test]
fn a_withdrawn_edition_stays_in_the_list_without_a_link() {
    let page = archive("en", "withdrawn");
    let html = spaced(&html(&page));
    assert!(html.contains("withdrawn on June 30, 2020"));
    assert!(!html.contains("href=\"/en/editions/2020-06-22/"));
    assert_eq!(spaced(&page.about), "All 25 editions since December 23, 2019.");
}

#[test]
fn years_beyond_the_sheets_are_links() {
    let mut cast = Cast::typical();
    let old = cast.archive.editions[0].clone();
    for year in 2014..=2018_i16 {
        let first = jiff::civil::date(year, 6, 2);
        let period = newsroom::Period::week_of(first);
        let slug = newsroom::EditionSlug::regular(period.first());
        cast.archive.editions.push(newsroom::Edition { period, slug, ..old.clone() });
    }
    cast.archive.editions.sort_by_key(|edition| edition.period.first());
    let english = language("en");
    let page = page(&cast.press(&english)).unwrap();
    assert_eq!(page.earlier.len(), SHEETS_MAX - 1);
    let hrefs: Vec<&str> = page.years.iter().map(|year| year.href.as_str()).collect();
    assert_eq!(hrefs[..4], ["#y2020", "#y2019", "#y2018", "/en/archive/2017/"]);
}

#[test]
fn nothing_published_is_said() {
    let page = archive("be", "no-editions");
    assert!(page.newest.is_none() && page.years.is_empty());
    assert!(html(&page).contains("Пакуль нічога не\u{a0}апублікавана."));
}

/// The page with each column of a sheet, and each row of verdicts, written as the verdicts' first letters.
pub(in crate::page) fn short(page: &impl Template) -> String {
    let rows = squeezed(&main_of(page), "<span class=\"row\">", "</span></li>");
    squeezed(&rows, "</span></a><", "</li>\n")
}

/// Text with everything from `open` to `close` replaced by the first letters of the symbols in between.
fn squeezed(html: &str, open: &str, close: &str) -> String {
    let (mut short, mut rest) = (String::new(), html);
    while let Some((before, within)) = rest.split_once(open) {
        let Some((within, after)) = within.split_once(close) else { break };
        let letters = within.split("[sym ").skip(1).filter_map(|symbol| symbol.chars().next());
        short.extend([before, " {", &letters.collect::<String>(), "}"]);
        rest = after;
    }
    short + rest
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("flash_en", short(&archive("en", "flash")));
    insta::assert_snapshot!("withdrawn_be", short(&archive("be", "withdrawn")));
    insta::assert_snapshot!("no_editions_ru", main_of(&archive("ru", "no-editions")));
}
