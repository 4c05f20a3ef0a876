//! The newsletters of the samples: English; Belarusian, or else Russian.

use mailroom::{Newsletter, NewsletterSlug, Pace};
use newsroom::{Labels, Language};

use super::language;

/// Both newsletters of *Situation in Vesnia*.
pub fn newsletters() -> Vec<Newsletter> {
    let english = [
        ("en", "In English. Mondays, with the edition."),
        ("be", "Па-англійску. Па панядзелках, разам з выпускам."),
        ("ru", "По-английски. По понедельникам, вместе с выпуском."),
    ];
    let both = [
        ("en", "In Belarusian; what is not yet translated comes in Russian. Mondays, with the edition."),
        ("be", "Па-беларуску; чаго яшчэ няма, тое па-руску. Па панядзелках, разам з выпускам."),
        ("ru", "По-белорусски; чего ещё нет, то по-русски. По понедельникам, вместе с выпуском."),
    ];
    let all = [newsletter("en", "EN", &["en"], english), newsletter("be-ru", "BE/RU", &["be", "ru"], both)];
    all.into_iter().flatten().collect()
}

fn newsletter(slug: &str, name: &str, tags: &[&str], description: [(&str, &str); 3]) -> Option<Newsletter> {
    let languages: Vec<Language> = tags.iter().filter_map(|tag| language(tag)).collect();
    Some(Newsletter {
        slug: NewsletterSlug::parse(slug).ok()?,
        languages,
        name: Labels::from([("en", name), ("be", name), ("ru", name)]),
        description: Labels::from(description),
        pace: Pace::AtOnce,
        sender: Labels::from([("en", "Situation in Vesnia"), ("be", "Сітуацыя ў Весніі"), ("ru", "Ситуация в Веснии")]),
        from: "digest@vesnia.example".to_owned(),
        reply_to: "editors@vesnia.example".to_owned(),
        postal: Labels::from([
            ("en", "Situation in Vesnia, P.O. box 17, Starava"),
            ("be", "«Сітуацыя ў Весніі», Старава, а/с 17"),
            ("ru", "«Ситуация в Веснии», Старава, а/я 17"),
        ]),
        footer: Labels::default(),
        subject: Labels::default(),
        base: String::new(),
        in_full: true,
    })
}

/// What being on a list can mean.
pub fn risk() -> Labels {
    Labels::from([
        ("en", include_str!("risk.en.md")),
        ("be", include_str!("risk.be.md")),
        ("ru", include_str!("risk.ru.md")),
    ])
}
