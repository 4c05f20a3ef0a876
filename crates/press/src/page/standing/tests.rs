use super::*;
use crate::page::section::tests::{language, main_of, state};

fn standing(tag: &str, name: &str) -> StandingPage {
    state(StandingPage::samples(&language(tag)), name)
}

#[test]
fn a_page_missing_in_a_language_is_shown_in_the_next_and_marked() {
    let page = standing("be", "imprint");
    assert!(!page.untranslated.is_empty());
    assert_eq!(page.title.lang.to_string(), " lang=\"ru\"");
    assert_eq!(page.frame.canonical.as_deref(), Some("https://vesnia.example/ru/imprint/"));
    assert!(standing("be", "about").untranslated.is_empty());
}

#[test]
fn a_page_in_no_language_of_the_chain_is_not_there() {
    let mut cast = Cast::typical();
    cast.archive.publication.pages.iter_mut().for_each(|page| page.texts.0.clear());
    let (english, slug) = (language("en"), PageSlug::parse("about").unwrap());
    assert_eq!(page(&cast.press(&english), &slug).err(), Some(Absent::NotInLanguage));
    let slug = PageSlug::parse("nothing").unwrap();
    assert_eq!(page(&cast.press(&english), &slug).err(), Some(Absent::Unknown));
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("about_en", main_of(&standing("en", "about")));
    insta::assert_snapshot!("imprint_be", main_of(&standing("be", "imprint")));
}
