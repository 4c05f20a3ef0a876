use newsroom::{Language, Permalink};

use super::*;
use crate::components::{Subscribing, preset};
use crate::sample::{self, Cast};
use crate::{Absent, page};

fn html(page: &impl askama::Template) -> String {
    String::from_utf8(bytes(page)).unwrap()
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

#[test]
fn the_success_is_said_in_the_seeds_words() {
    let said = ["You have been successfully subscribed", "Вы паспяхова падпісаліся", "Вы успешно подписались"];
    for (language, sentence) in sample::languages().iter().zip(said) {
        let cast = Cast::with_newsletters();
        let page = html(&step(&cast.press(language), Step::Confirmed(&cast.newsletters[0])));
        assert!(page.contains(&format!("<h1>{sentence}</h1>")));
        assert!(page.contains("class=\"latest\""), "with the newest edition");
    }
}

#[test]
fn a_page_behind_a_token_is_for_its_reader_alone() {
    for language in sample::languages() {
        let steps = StepPage::samples(&language).into_iter().map(|(name, page)| (name, html(&page)));
        let choices = PreferencesPage::samples(&language).into_iter().map(|(name, page)| (name, html(&page)));
        for (name, page) in steps.chain(choices) {
            assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
            assert!(!page.contains("rel=\"canonical\"") && !page.contains("hreflang=\"x-default\""), "{name}");
            assert!(page.contains("href=\"?lang=ru\""), "{name}: the other languages are one press away");
            assert!(!page.contains("mail.example"), "{name} shows an address");
            assert_eq!(page.matches("<form").count(), page.matches("method=\"post\"").count(), "{name}");
        }
    }
}

#[test]
fn a_page_does_at_most_one_thing() {
    for (name, page) in StepPage::samples(&language("en")) {
        let buttons = html(&page).matches("<button>").count();
        let expected = usize::from(["confirm", "leave", "refuse", "erase", "lost", "lost-again"].contains(&name));
        assert_eq!(buttons, expected, "{name}");
    }
}

#[test]
fn newsletters_are_on_every_page_where_there_are_any() {
    let (with, without, en) = (Cast::with_newsletters(), Cast::typical(), language("en"));
    for place in Permalink::places(&with.archive).into_iter().filter(|place| !matches!(place, Permalink::Card(_))) {
        let of = |cast: &Cast| String::from_utf8(cast.press(&en).render(&place).unwrap().bytes).unwrap();
        if !matches!(place, Permalink::Feed(..)) && with.archive.shows(&place, &en) {
            assert_eq!(of(&with).matches("name=\"address\"").count(), 1, "{place:?}");
            assert!(!of(&without).contains("<form"), "{place:?}");
        }
    }
    assert_eq!(without.press(&en).render(&Permalink::Subscribe).unwrap_err(), Absent::Unknown);
    let page = with.press(&en).render(&Permalink::Subscribe).unwrap();
    assert!(String::from_utf8(page.bytes).unwrap().contains("id=\"risk\""));
}

#[test]
fn the_newsletter_of_the_pages_language_is_chosen_already() {
    let cast = Cast::with_newsletters();
    let chosen = |tag: &str| preset(&cast.newsletters, &language(tag)).unwrap().slug.to_string();
    assert_eq!(["en", "be", "ru", "ar"].map(chosen), ["en", "be-ru", "be-ru", "en"]);
    let page = page::subscribe::page(&cast.press(&language("be")), &Subscribing::default()).unwrap();
    assert!(html(&page).contains("value=\"be-ru\" checked"));
}

#[test]
fn what_was_typed_is_shown_again_and_nothing_of_it_runs() {
    let cast = Cast::with_newsletters();
    let address = "\"><script>alert(1)</script>".to_owned();
    let given = Subscribing { address, wrong: vec![crate::components::Wrong::AddressInvalid], ..Default::default() };
    let page = html(&page::subscribe::page(&cast.press(&language("en")), &given).unwrap());
    assert!(!page.contains("<script"));
    assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"address-wrong address-hint\""));
    assert!(page.contains("<a href=\"#address\">"));
}
