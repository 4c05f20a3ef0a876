use super::*;
use crate::page::archive::tests::short;
use crate::page::section::tests::{language, state};

fn year(tag: &str, name: &str) -> YearPage {
    state(YearPage::samples(&language(tag)), name)
}

#[test]
fn a_year_leads_to_the_years_beside_it() {
    assert_eq!(year("en", "typical").others, [(2019, "/en/archive/2019/".to_owned())]);
    assert_eq!(year("ru", "one-edition").others, [(2020, "/ru/archive/2020/".to_owned())]);
}

#[test]
fn there_is_no_page_for_a_year_without_editions() {
    let english = language("en");
    assert_eq!(page(&Cast::typical().press(&english), 1999).err(), Some(Absent::Unknown));
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("one_edition_be", short(&year("be", "one-edition")));
}
