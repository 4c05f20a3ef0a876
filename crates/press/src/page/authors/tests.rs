use super::*;
use crate::page::section::tests::{language, main_of, state};

fn authors(tag: &str, name: &str) -> AuthorsPage {
    state(AuthorsPage::samples(&language(tag)), name)
}

#[test]
fn authors_stand_as_the_language_sorts_them() {
    let names = |tag: &str| -> Vec<String> {
        authors(tag, "typical").authors.into_iter().map(|author| author.name.text).collect()
    };
    assert_eq!(names("en")[..3], ["Alena Zhurba", "Analysts’ group of Situation in Vesnia", "Hanna Ladutska"]);
    // In Belarusian і stands between з and й, so Ірына comes after Ганна and before Надзея.
    let belarusian = names("be");
    let place = |name: &str| belarusian.iter().position(|other| other.starts_with(name)).unwrap();
    assert!(place("Ганна") < place("Ірына") && place("Ірына") < place("Надзея"));
}

#[test]
fn a_hidden_byline_is_in_no_list() {
    for tag in ["en", "be", "ru"] {
        let hidden = "/authors/kron/";
        assert!(authors(tag, "typical").authors.iter().all(|author| !author.href.ends_with(hidden)), "{tag}");
    }
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("typical_be", main_of(&authors("be", "typical")));
    insta::assert_snapshot!("nobody_en", main_of(&authors("en", "nobody")));
}
