//! Everything a subscriber can choose.

use mailroom::{Choices, SubscriberState, SubscriptionState};

use crate::bench::{Bench, Reader};
use crate::cast::section;

/// What is confirmed of a subscriber, each with its choices.
async fn chosen(bench: &Bench, name: &str) -> Vec<(String, Choices)> {
    let now = bench.store.clock().await.unwrap();
    let found = bench.store.find_subscriber(&bench.hashes(name), now).await.unwrap().unwrap();
    let lines = found.lines.into_iter().map(|line| line.subscription);
    let confirmed = lines.filter(|subscription| subscription.state == SubscriptionState::Confirmed);
    confirmed.map(|subscription| (subscription.newsletter.to_string(), subscription.choices)).collect()
}

fn choices(sections: &[&str], only_changes: bool) -> Choices {
    Choices { sections: sections.iter().map(|slug| section(slug)).collect(), only_changes }
}

async fn save(bench: &Bench, reader: &Reader, form: &str) {
    let saved = bench.post(&format!("{}?lang=en", reader.manage), &format!("{form}&act=save")).await;
    saved.says(200, "Your newsletters");
    assert!(saved.body.contains("<p class=\"saved\" role=\"status\">Saved.</p>"));
}

#[tokio::test]
async fn choices_are_added_switched_and_left_as_the_form_says() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let page = bench.get(&format!("{}?lang=en", reader.manage)).await;
    page.says(200, "Your newsletters");
    assert!(page.body.contains("value=\"en\" checked") && page.body.contains("value=\"be-ru\">"));
    assert!(
        page.body.contains("name=\"shown\" value=\"en\">") && !page.body.contains("name=\"shown\" value=\"be-ru\">")
    );
    assert!(page.body.contains("EN: asked for on ") && !page.body.contains("BE/RU: "));

    save(&bench, &reader, "newsletter=en&en.section=economy&en.section=civil&en.only_changes=yes").await;
    assert_eq!(chosen(&bench, "alena").await, [("en".to_owned(), choices(&["economy", "civil"], true))]);
    let page = bench.get(&format!("{}?lang=en", reader.manage)).await;
    assert!(page.body.contains("name=\"en.section\" value=\"security\">"));
    assert!(page.body.contains("name=\"en.section\" value=\"economy\" checked>"));
    assert!(page.body.contains("name=\"en.only_changes\" value=\"yes\" checked>"));

    save(&bench, &reader, "newsletter=en&newsletter=be-ru&be-ru.section=security").await;
    let both = [("en".to_owned(), choices(&[], false)), ("be-ru".to_owned(), choices(&["security"], false))];
    assert_eq!(chosen(&bench, "alena").await, both, "none of the sections is all of them");

    let all = "newsletter=be-ru&be-ru.section=security&be-ru.section=economy&be-ru.section=civil&be-ru.section=else";
    save(&bench, &reader, &format!("shown=en&shown=be-ru&{all}")).await;
    assert_eq!(
        chosen(&bench, "alena").await,
        [("be-ru".to_owned(), choices(&[], false))],
        "switched, and all sections"
    );
    save(&bench, &reader, all).await;
}

#[tokio::test]
async fn who_has_left_the_last_one_sees_what_is_held_and_can_erase_it() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "be-ru").await;
    let left = bench.post(&format!("{}?lang=en", reader.manage), "shown=be-ru&en.section=economy&act=save").await;
    left.says(200, "Your newsletters");
    assert!(left.body.contains("You have left every newsletter") && left.body.contains("BE/RU: asked for on "));
    assert!(!left.body.contains("<form") && left.body.contains("<a href=\"/en/subscribe/\">Subscribe</a>"));
    assert_eq!(bench.standing("alena").await.unwrap().0, SubscriberState::Left);
    bench.post(&format!("{}erasure?lang=en", reader.manage), "").await.says(200, "Your data are deleted");
}

#[tokio::test]
async fn what_pressed_no_button_changes_nothing() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let before = bench.everything().await;
    for form in ["", "newsletter=be-ru", "List-Unsubscribe=One-Click", "act=", "act=load"] {
        bench.post(&format!("{}?lang=en", reader.manage), form).await.says(200, "Your newsletters");
    }
    let long = format!("act=save&newsletter={}", "x".repeat(40_000));
    assert_eq!(bench.post(&reader.manage, &long).await.status, 413);
    assert_eq!(bench.everything().await, before);
}

#[tokio::test]
async fn saving_confirms_nothing_that_somebody_else_asked_for() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let adding = bench.pending("alena", "be-ru").await;
    let page = bench.get(&format!("{}?lang=en", reader.manage)).await;
    assert!(page.body.contains("BE/RU: asked for on ") && page.body.contains("not confirmed yet"));
    assert!(page.body.contains("name=\"newsletter\" value=\"be-ru\">"), "not ticked");
    save(&bench, &reader, "newsletter=en").await;
    assert_eq!(chosen(&bench, "alena").await.len(), 1);
    bench.get(&adding.confirm).await.says(200, "It is not done yet");
    save(&bench, &reader, "newsletter=en&newsletter=be-ru").await;
    assert_eq!(chosen(&bench, "alena").await.len(), 2);
    bench.get(&adding.confirm).await.says(200, "You are subscribed already");
}

#[tokio::test]
async fn a_page_from_before_leaves_nothing_that_it_did_not_show_ticked() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let adding = bench.pending("alena", "be-ru").await;
    // The page is open in one tab, and the second newsletter is confirmed in another.
    bench.post(&format!("{}?lang=en", adding.confirm), "").await.says(200, "You have been successfully subscribed");
    save(&bench, &reader, "shown=en&newsletter=en").await;
    assert_eq!(chosen(&bench, "alena").await.len(), 2);
    save(&bench, &reader, "shown=en").await;
    assert_eq!(
        chosen(&bench, "alena").await,
        [("be-ru".to_owned(), choices(&[], false))],
        "only what was shown ticked"
    );
}
