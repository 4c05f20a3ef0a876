use newsroom::{CommentarySlug, Texts};

use super::*;
use crate::sample::{self, Cast, ORIGIN};

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn civil() -> Permalink {
    Permalink::Commentary(sample::newest(), CommentarySlug::parse("civil").unwrap())
}

fn rendered(cast: &Cast, place: &Permalink, tag: &str) -> Result<(Rendered, String), Absent> {
    let rendered = render(&cast.archive, &cast.editions, place, &language(tag), &ORIGIN)?;
    let html = String::from_utf8(rendered.bytes.clone()).unwrap();
    Ok((rendered, html))
}

#[test]
fn a_text_missing_in_a_language_is_shown_in_the_next_and_says_so() {
    let (page, html) = rendered(&Cast::typical(), &civil(), "be").unwrap();
    assert_eq!(page.language, language("ru"));
    assert!(html.contains("<html lang=\"be\""));
    assert!(html.contains("<h1 lang=\"ru\">"));
    assert!(html.contains("Па-беларуску гэтага каментарыя яшчэ няма."));
    assert!(html.contains("<link rel=\"canonical\" href=\"https://vesnia.example/ru/editions/2020-06-22/civil/\">"));
    assert!(!html.contains("hreflang=\"be\" href=\"https:"), "not among the languages it is written in");
    assert!(html.contains("hreflang=\"en\" href=\"https://vesnia.example/en/editions/2020-06-22/civil/\""));
}

#[test]
fn what_exists_in_no_language_of_the_chain_is_absent() {
    let mut cast = Cast::with_arabic();
    let arabic = language("ar");
    for judged in cast.editions.iter_mut().flat_map(|edition| &mut edition.sections) {
        for commentary in &mut judged.commentaries {
            commentary.texts =
                Texts(std::mem::take(&mut commentary.texts.0).into_iter().filter(|(tag, _)| *tag == arabic).collect());
        }
    }
    cast.archive.editions = cast.editions.iter().map(Edition::short).collect();
    assert_eq!(rendered(&cast, &civil(), "en").unwrap_err(), Absent::NotInLanguage);
}

#[test]
fn a_withdrawn_edition_says_that_it_was() {
    let cast = Cast::with_withdrawn();
    let withdrawn = Absent::Withdrawn(sample::newest());
    assert_eq!(rendered(&cast, &Permalink::Edition(sample::newest()), "en").unwrap_err(), withdrawn);
    assert_eq!(rendered(&cast, &civil(), "en").unwrap_err(), withdrawn);
    assert_eq!(needs(&cast.archive, &civil()), Vec::new());
}

#[test]
fn a_language_or_an_edition_that_is_not_ours_is_unknown() {
    let cast = Cast::typical();
    assert_eq!(rendered(&cast, &Permalink::Home, "fr").unwrap_err(), Absent::Unknown);
    assert_eq!(rendered(&cast, &Permalink::Edition(sample::flash()), "en").unwrap_err(), Absent::Unknown);
}

#[test]
fn an_earlier_revision_stays_readable_and_out_of_search() {
    let place = Permalink::Revision(sample::newest(), CommentarySlug::parse("economy").unwrap(), 1);
    let (page, html) = rendered(&Cast::typical(), &place, "en").unwrap();
    assert!(page.noindex && html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!html.contains("rel=\"canonical\""));
    assert!(html.contains("100 dollars a person"));
    assert!(html.contains("not 100 as first published"));
}

#[test]
fn a_correction_of_a_verdict_shows_in_every_language_one_of_a_text_where_the_text_does() {
    let cast = Cast::typical();
    let note = |slug: &str, tag: &str| {
        let place = Permalink::Commentary(sample::newest(), CommentarySlug::parse(slug).unwrap());
        rendered(&cast, &place, tag).unwrap().1.matches("class=\"correction\"").count()
    };
    for tag in ["en", "be", "ru"] {
        assert_eq!((note("civil", tag), note("economy", tag)), (1, 1), "{tag}");
    }
    assert_eq!(note("foreign", "en"), 0);
}

#[test]
fn a_correction_of_bylines_shows_in_every_language() {
    let mut cast = Cast::typical();
    let foreign = CommentarySlug::parse("foreign").unwrap();
    let newest = cast.editions.last_mut().unwrap();
    newest.corrections[0].changes = vec![newsroom::Change::Bylines { commentary: foreign.clone() }];
    cast.archive.editions = cast.editions.iter().map(Edition::short).collect();
    for tag in ["en", "be", "ru"] {
        let note = |place| rendered(&cast, &place, tag).unwrap().1.matches("class=\"correction\"").count();
        assert_eq!(note(Permalink::Commentary(sample::newest(), foreign.clone())), 1, "{tag}");
        assert!(note(Permalink::Edition(sample::newest())) > 1, "{tag}");
    }
}

#[test]
fn a_page_is_in_the_language_of_its_phrases_and_readers_words_in_theirs() {
    let mut cast = Cast::with_arabic();
    let judged = cast.editions.iter_mut().flat_map(|edition| &mut edition.sections);
    for commentary in judged.flat_map(|judged| &mut judged.commentaries) {
        let arabic = commentary.texts.0.get_mut(&language("ar"));
        arabic.into_iter().for_each(|text| text.content.outlook = "سيتسع النطاق.".to_owned());
    }
    let economy = Permalink::Commentary(sample::newest(), CommentarySlug::parse("economy").unwrap());
    let (_, home) = rendered(&cast, &Permalink::Home, "ar").unwrap();
    let (_, text) = rendered(&cast, &economy, "ar").unwrap();
    for html in [&home, &text] {
        assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "we have no phrases in Arabic");
        assert!(html.contains("<a href=\"/ar/\" lang=\"ar\" dir=\"rtl\">الوضع في فيسنيا</a>"));
    }
    assert!(home.contains("<h3 lang=\"ar\" dir=\"rtl\">"));
    assert!(text.contains("<h1 lang=\"ar\" dir=\"rtl\">") && text.contains("class=\"prose\" lang=\"ar\" dir=\"rtl\">"));
    assert!(text.contains("<h2 id=\"outlook\" lang=\"en\" dir=\"ltr\">"), "our own word among them");
    assert_eq!(home.matches("dir=\"ltr\"").count(), 1, "what falls back to English is in the page's own language");
}

#[test]
fn where_none_is_left_nobody_waits_for_the_first_edition() {
    let cast = Cast::with_none_left();
    for (tag, first) in [("en", "The first edition"), ("be", "Першы выпуск"), ("ru", "Первый выпуск")]
    {
        for place in [Permalink::Home, Permalink::Archive] {
            let (_, html) = rendered(&cast, &place, tag).unwrap();
            assert!(!html.contains(first) && !html.contains("Nothing has been published"), "{place:?} {tag}");
        }
        let before = rendered(&Cast::without_editions(), &Permalink::Home, tag).unwrap().1;
        assert!(before.contains(first), "{tag}");
    }
}

#[test]
fn a_hidden_author_is_named_nowhere() {
    let cast = Cast::typical();
    let security = Permalink::Commentary(sample::newest(), CommentarySlug::parse("security").unwrap());
    for place in [Permalink::Home, Permalink::Edition(sample::newest()), Permalink::Authors, security] {
        assert!(!rendered(&cast, &place, "en").unwrap().1.contains("Kron"), "{place:?}");
    }
}

#[test]
fn an_id_outlives_the_address() {
    let elsewhere = Origin { base: "https://elsewhere.example".to_owned() };
    let cast = Cast::typical();
    let urn = |origin: &Origin| {
        let page = render(&cast.archive, &cast.editions, &civil(), &language("en"), origin).unwrap();
        let html = String::from_utf8(page.bytes).unwrap();
        html.split("urn:uuid:").nth(1).unwrap()[..36].to_owned()
    };
    assert_eq!(urn(&ORIGIN), urn(&elsewhere));
}

#[test]
fn nothing_is_kept_where_readers_are_at_risk() {
    let (_, html) = rendered(&Cast::traceless(), &Permalink::Home, "en").unwrap();
    assert!(html.contains("/assets/plain.") && !html.contains("/assets/site."));
    assert!(html.contains("leaves nothing on your device"));
}

#[test]
fn the_newest_flash_edition_stands_on_the_front_page_until_the_next_regular_one() {
    let (_, html) = rendered(&Cast::with_flash(), &Permalink::Home, "en").unwrap();
    assert!(html.contains("class=\"flashes\"") && html.contains("The deputy chair of the National Bank resigns"));
    assert!(
        html.replace('\u{a0}', " ").contains("June 22 – June 28, 2020</a></h1>"),
        "the week stays the newest regular one"
    );
}
