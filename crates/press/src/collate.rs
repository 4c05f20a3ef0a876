//! Sorting as each language sorts: in Belarusian ё is a letter after е, in Russian it is not.

use std::cmp::Ordering;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::locale::Locale;
use newsroom::Language;

/// Sorts by words, as the language sorts them; what it holds equal stays in its order.
pub fn sort_by_key<T>(items: &mut [T], language: &Language, key: impl Fn(&T) -> String) {
    let collator = collator(language);
    let compare = |a: &str, b: &str| match &collator {
        Some(collator) => collator.compare(a, b),
        None => Ordering::Equal,
    };
    items.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        compare(&a, &b).then_with(|| a.cmp(&b))
    });
}

fn collator(language: &Language) -> Option<CollatorBorrowed<'static>> {
    let locale = Locale::try_from_str(language.as_str()).ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(words: &[&str], tag: &str) -> Vec<String> {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        sort_by_key(&mut words, &Language::parse(tag).unwrap(), Clone::clone);
        words
    }

    #[test]
    fn each_language_has_its_own_order() {
        let words = ["ёлка", "ель", "елка", "жыта", "іней"];
        assert_eq!(sorted(&words, "be"), ["елка", "ель", "ёлка", "жыта", "іней"]);
        assert_eq!(sorted(&words, "ru"), ["елка", "ёлка", "ель", "жыта", "іней"]);
        assert_eq!(sorted(&["Zebra", "apple", "Öl", "Apple"], "de"), ["apple", "Apple", "Öl", "Zebra"]);
        assert_eq!(sorted(&["öl", "zon"], "sv"), ["zon", "öl"]);
        assert_eq!(sorted(&["b", "a"], "tlh"), ["a", "b"]);
    }
}
