use super::*;
use crate::page::section::tests::{language, main_of, spaced, state};
use crate::sample::ORIGIN;

fn error(tag: &str, name: &str) -> ErrorPage {
    state(ErrorPage::samples(&language(tag)), name)
}

fn text(rendered: &Rendered) -> &str {
    std::str::from_utf8(&rendered.bytes).unwrap()
}

#[test]
fn each_loss_has_its_status() {
    let slug = sample::newest();
    let cases = [
        (Lost::Absent(Absent::Unknown), 404),
        (Lost::Absent(Absent::NotInLanguage), 404),
        (Lost::Absent(Absent::Withdrawn(slug)), 410),
        (Lost::Unavailable, 503),
    ];
    for (lost, status) in cases {
        assert_eq!(lost.status(), status, "{lost:?}");
    }
}

#[test]
fn what_exists_in_another_language_is_offered_there() {
    let page = error("be", "no-language");
    let offered: Vec<&str> = page.languages.iter().map(|(_, link)| link.href.as_str()).collect();
    assert_eq!(offered, ["/en/imprint/", "/ru/imprint/"]);
}

#[test]
fn who_misses_a_commentary_is_shown_its_edition() {
    let page = error("en", "unknown-commentary");
    assert_eq!(page.ways[0].href, "/en/editions/2020-06-22/");
}

#[test]
fn a_withdrawn_edition_says_when_and_why_and_leads_to_the_one_before() {
    let page = error("en", "withdrawn");
    assert_eq!(spaced(&page.about), "June 22 – June 28, 2020: published on June 29, 2020, withdrawn on June 30, 2020.");
    assert!(page.reason.1.text.contains("forged"));
    let ways: Vec<&str> = page.ways.iter().map(|way| way.href.as_str()).collect();
    assert_eq!(ways, ["/en/editions/2020-06-15/", "/en/archive/", "/en/sections/"], "the newest is the one before");
}

#[test]
fn every_way_on_leads_somewhere() {
    let cast = Cast::with_withdrawn();
    for tag in ["en", "be", "ru"] {
        for way in error(tag, "withdrawn").ways {
            let (language, place) = Permalink::parse(&way.href).unwrap();
            assert!(cast.archive.shows(&place, &language), "{}", way.href);
        }
    }
}

#[test]
fn a_language_that_we_do_not_speak_gets_the_first_of_ours() {
    let cast = Cast::typical();
    let (german, lost) = (language("de"), Lost::Absent(Absent::Unknown));
    let rendered = rendered(Some(&cast.archive), &lost, &german, &ORIGIN, "/de/");
    assert_eq!(rendered.language, language("en"));
    assert!(rendered.noindex && text(&rendered).contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn without_an_archive_it_is_still_a_page() {
    for (tag, words) in [("be", "Калі ласка, зайдзіце крыху пазней"), ("de", "Please come back in a moment")]
    {
        let rendered = rendered(None, &Lost::Unavailable, &language(tag), &ORIGIN, "/");
        assert!(text(&rendered).contains(words), "{tag}");
    }
}

#[test]
fn the_page_as_a_whole() {
    insta::assert_snapshot!("unknown_en", main_of(&error("en", "unknown")));
    insta::assert_snapshot!("no_language_be", main_of(&error("be", "no-language")));
    insta::assert_snapshot!("withdrawn_ru", main_of(&error("ru", "withdrawn")));
    insta::assert_snapshot!("unavailable_en", main_of(&error("en", "unavailable")));
}
