use super::*;
use crate::page::section::tests::{language, main_of, state};

fn author(tag: &str, name: &str) -> AuthorPage {
    state(AuthorPage::samples(&language(tag)), name)
}

#[test]
fn a_name_that_is_not_a_persons_own_says_what_it_is() {
    assert_eq!(author("en", "typical").nature, None);
    assert_eq!(author("en", "pen-name").nature.as_deref(), Some("A pen name."));
    assert_eq!(author("ru", "group").nature.as_deref(), Some("Общая подпись всей группы."));
}

#[test]
fn a_byline_that_stays_hidden_has_no_page() {
    let english = language("en");
    for slug in ["kron", "nobody"] {
        let slug = BylineSlug::parse(slug).unwrap();
        assert_eq!(page(&Cast::typical().press(&english), &slug).err(), Some(Absent::Unknown), "{slug}");
    }
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("typical_ru", main_of(&author("ru", "typical")));
    insta::assert_snapshot!("pen_name_be", main_of(&author("be", "pen-name")));
    insta::assert_snapshot!("group_en", main_of(&author("en", "group")));
}
