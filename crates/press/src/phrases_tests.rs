use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use icu::locale::Locale;
use icu::plurals::{PluralCategory, PluralRules};

use super::*;

const LANGUAGES: [&str; 3] = ["en", "be", "ru"];

/// A message of a phrase file: its id and its lines as written.
fn messages(tag: &str) -> BTreeMap<String, String> {
    let folder = FILES.get_dir(tag).unwrap();
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for file in folder.files() {
        let mut id = String::new();
        for line in file.contents_utf8().unwrap().lines().filter(|line| !line.starts_with('#')) {
            if let Some((found, _)) = line.split_once(" = ").filter(|_| line.starts_with(char::is_alphabetic)) {
                id = found.to_owned();
                let before = messages.insert(id.clone(), String::new());
                assert!(before.is_none(), "{tag}: `{id}` stands twice");
            }
            if !id.is_empty() {
                messages.get_mut(&id).unwrap().push_str(&format!("{line}\n"));
            }
        }
    }
    messages
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

#[test]
fn every_file_is_read_without_error() {
    for tag in LANGUAGES {
        for file in FILES.get_dir(tag).unwrap().files() {
            let read = FluentResource::try_new(file.contents_utf8().unwrap().to_owned());
            assert!(read.is_ok(), "{}: {:?}", file.path().display(), read.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn every_language_has_the_same_phrases() {
    let english: BTreeSet<String> = messages("en").into_keys().collect();
    assert!(english.len() > 50);
    for tag in LANGUAGES {
        assert_eq!(messages(tag).into_keys().collect::<BTreeSet<_>>(), english, "{tag}");
    }
}

#[test]
fn no_phrase_is_empty() {
    // Belarusian and Russian put nothing before an author's name.
    let allowed = ["by"];
    for tag in LANGUAGES {
        for (id, words) in messages(tag) {
            let (_, said) = words.split_once('=').unwrap();
            let nothing = said.trim().is_empty() || said.trim() == "{\"\"}";
            assert!(!nothing || allowed.contains(&id.as_str()), "{tag}: `{id}` is empty");
        }
    }
}

#[test]
fn every_phrase_has_the_same_gaps_in_every_language() {
    let gaps = |words: &str| -> BTreeSet<String> {
        let after = words.split('$').skip(1);
        after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect()).collect()
    };
    let english = messages("en");
    for tag in LANGUAGES {
        for (id, words) in messages(tag) {
            // A language may leave out what English says (the number of one section, say), never ask for more.
            let (here, there) = (gaps(&words), gaps(&english[&id]));
            assert!(here.is_subset(&there) || there.is_subset(&here), "{tag}: `{id}` has {here:?}, English {there:?}");
        }
    }
}

#[test]
fn plural_phrases_have_exactly_the_forms_of_their_language() {
    for tag in LANGUAGES {
        let rules = PluralRules::try_new_cardinal((&tag.parse::<Locale>().unwrap()).into()).unwrap();
        let expected: BTreeSet<&str> = rules.categories().map(name).collect();
        for (id, words) in messages(tag) {
            let selectors: Vec<&str> = words.split("->").skip(1).collect();
            for selector in selectors {
                let keys = keys(selector);
                let forms: BTreeSet<&str> =
                    keys.iter().copied().filter(|key| expected.contains(key) || is_category(key)).collect();
                if keys.iter().any(|key| *key != "other" && is_category(key)) {
                    assert_eq!(forms, expected, "{tag}: `{id}`");
                }
            }
        }
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn is_category(key: &str) -> bool {
    ["zero", "one", "two", "few", "many", "other"].contains(&key)
}

/// The keys of a selector's variants, up to the brace that ends it.
fn keys(selector: &str) -> Vec<&str> {
    let lines = selector.lines().map(str::trim).skip(1).take_while(|line| !line.starts_with('}'));
    lines.filter_map(|line| line.trim_start_matches('*').strip_prefix('[')?.split(']').next()).collect()
}

#[test]
fn plural_forms_are_the_languages_own() {
    let forms = |tag: &str| match tag {
        "be" => ["выпуск", "выпускі", "выпускаў"],
        "ru" => ["выпуск", "выпуска", "выпусков"],
        _ => ["edition", "", "editions"],
    };
    for tag in LANGUAGES {
        let rules = PluralRules::try_new_cardinal((&tag.parse::<Locale>().unwrap()).into()).unwrap();
        let phrases = Phrases::of(&language(tag)).unwrap();
        for n in 0..=130_usize {
            let form = match rules.category_for(n) {
                PluralCategory::One => forms(tag)[0],
                PluralCategory::Few => forms(tag)[1],
                _ => forms(tag)[2],
            };
            let said = phrases.with("run", &[("n", n.into())]).replace('\u{a0}', " ");
            assert!(said.starts_with(&format!("{n} {form} ")), "{tag} {n}: {said}");
        }
    }
}

#[test]
fn every_phrase_named_in_code_exists() {
    let known = messages("en");
    let source = include_dir!("$CARGO_MANIFEST_DIR/src");
    let mut named = 0;
    for (file, id) in calls(&source) {
        named += 1;
        assert!(known.contains_key(&id), "{file} names `{id}`, which no language has");
    }
    assert!(named > 50, "the search for ids finds only {named}");
}

/// Every `say("id"` and the like, with its file.
fn calls(folder: &Dir<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = folder.dirs().flat_map(calls).collect();
    for file in folder.files() {
        let path = file.path().display().to_string();
        let code = file.contents_utf8().unwrap_or_default();
        for call in ["say(\"", "say_with(\"", "phrases.get(\"", "phrases.with(\""] {
            let ids = code.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(ids.map(|id| (path.clone(), id.to_owned())));
        }
    }
    found.retain(|(path, _)| !path.ends_with("phrases_tests.rs"));
    found
}

#[test]
fn a_language_without_phrases_speaks_along_its_chain_or_english() {
    let spoken = |tag: &str, chain: &[&str]| newsroom::Spoken {
        language: language(tag),
        name: tag.to_owned(),
        direction: language(tag).direction(),
        chain: chain.iter().map(|tag| language(tag)).collect(),
    };
    let languages = Languages::new(vec![spoken("uk", &["be"]), spoken("ar", &[]), spoken("be-tarask", &[])]).unwrap();
    let voice = |tag: &str| along(&languages, &language(tag)).0.to_string();
    assert_eq!(voice("uk"), "be");
    assert_eq!(voice("ar"), "en");
    assert_eq!(voice("be-tarask"), "be-tarask");
}
