use super::*;
use crate::page::section::tests::{language, main_of, state};

fn corrections(tag: &str, name: &str) -> CorrectionsPage {
    state(CorrectionsPage::samples(&language(tag)), name)
}

#[test]
fn the_newest_correction_comes_first() {
    let dates: Vec<String> = corrections("en", "every-change").items.into_iter().map(|item| item.date).collect();
    let mut sorted = dates.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    assert_eq!(dates, sorted);
    assert!(dates.len() > 1);
}

#[test]
fn a_corrected_text_leads_to_itself_and_to_the_text_before() {
    let cast = Cast::typical();
    let page = corrections("en", "typical");
    let changed = page.items.iter().flat_map(|item| &item.changes).find(|change| !change.earlier.is_empty()).unwrap();
    for href in [&changed.page.href, &changed.earlier[0].href] {
        let (language, place) = Permalink::parse(href).unwrap();
        assert!(cast.archive.shows(&place, &language), "{href}");
    }
}

#[test]
fn a_byline_put_right_is_named_with_its_commentary() {
    for (tag, words) in
        [("en", "The byline of “"), ("be", "Подпіс пад каментарыем «"), ("ru", "Подпись под комментарием «")]
    {
        let page = corrections(tag, "every-change");
        let links = page.items.into_iter().flat_map(|item| item.changes).map(|change| change.page);
        let found = links.filter(|link| link.name.text.replace('\u{a0}', " ").starts_with(words)).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{tag}");
        assert!(found[0].href.ends_with("/foreign/"), "{}", found[0].href);
    }
}

#[test]
fn what_was_withdrawn_keeps_its_corrections_without_links() {
    let page = corrections("en", "withdrawn");
    assert!(!page.items.is_empty());
    assert!(page.items.iter().all(|item| item.href.is_none() && item.changes.is_empty() && !item.withdrawn.is_empty()));
}

#[test]
fn no_correction_is_said() {
    insta::assert_snapshot!("none_be", main_of(&corrections("be", "none")));
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("every_change_en", main_of(&corrections("en", "every-change")));
    insta::assert_snapshot!("every_change_ru", main_of(&corrections("ru", "every-change")));
}
