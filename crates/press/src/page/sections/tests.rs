use super::*;
use crate::page::section::tests::{language, main_of, state};

fn sections(tag: &str, name: &str) -> SectionsPage {
    state(SectionsPage::samples(&language(tag)), name)
}

#[test]
fn each_section_that_is_judged_has_its_verdict_and_its_strip() {
    let page = sections("en", "typical");
    assert_eq!(page.sections.len(), 5);
    assert!(page.sections.iter().all(|row| row.strip.is_some() && !row.yardstick.is_empty()));
    let economy = page.sections.iter().find(|row| row.section_link.title.text == "Economy").unwrap();
    assert_eq!((economy.section_link.word.as_str(), economy.run.as_str()), ("Worsened", "3 editions in a row"));
}

#[test]
fn ended_sections_stand_apart() {
    let page = sections("en", "ended");
    assert_eq!(page.sections.len(), 4);
    assert_eq!(page.count, "The four sections");
    assert_eq!(page.ended[0].title.text, "Foreign policy");
}

#[test]
fn sections_stand_before_any_edition_does() {
    let page = sections("be", "no-editions");
    assert_eq!(page.sections.len(), 5);
    assert!(page.axis.is_none() && page.sections.iter().all(|row| row.strip.is_none() && row.run.is_empty()));
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("typical_en", main_of(&sections("en", "typical")));
    insta::assert_snapshot!("ended_be", main_of(&sections("be", "ended")));
    insta::assert_snapshot!("no_editions_ru", main_of(&sections("ru", "no-editions")));
}
