//! Asking for a newsletter, and for a lost link.

use mailroom::{Answer, Asked, RequestId, SubscriberState, SubscriptionState};

use crate::bench::Bench;

#[tokio::test]
async fn the_whole_way_from_the_form_to_the_first_newsletter() {
    let bench = Bench::new().await;
    bench.get("/en/subscribe/").await.says(200, "Subscribe to our newsletter");
    let asked = bench.ask("alena", "be-ru").await;
    assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/subscriptions/asked?lang=en"));
    bench.get("/subscriptions/asked?lang=en").await.says(200, "Look into your mailbox");
    assert_eq!(bench.standing("alena").await, None, "nobody is entered by a form");

    let [reader] = &bench.deliver().await[..] else { panic!("one mail") };
    let pending = (SubscriberState::Pending, vec![("be-ru".to_owned(), SubscriptionState::Pending)]);
    assert_eq!(bench.standing("alena").await, Some(pending));
    let page = bench.get(&format!("{}?lang=en", reader.confirm)).await;
    page.says(200, "It is not done yet");
    assert!(page.body.contains("<form method=\"post\"><p class=\"act\"><button>Subscribe</button></p></form>"));
    bench.post(&format!("{}?lang=en", reader.confirm), "").await.says(200, "You have been successfully subscribed");
    let confirmed = (SubscriberState::Confirmed, vec![("be-ru".to_owned(), SubscriptionState::Confirmed)]);
    assert_eq!(bench.standing("alena").await, Some(confirmed));
    for again in [bench.post(&reader.confirm, "").await, bench.get(&reader.confirm).await] {
        again.says(200, "You are subscribed already");
    }
}

#[tokio::test]
async fn a_form_is_kept_with_its_language_its_newsletter_and_a_seal() {
    let bench = Bench::new().await;
    let cases = [
        ("/be/subscribe/", "newsletter=en&address=alena%40example.org", "en"),
        ("/ru/subscribe/", "address=%20Alena%40Example.ORG%20", "be-ru"),
        ("/en/subscribe/", "newsletter=&address=alena%40example.org&homepage=", "en"),
    ];
    for (path, form, _) in cases {
        let answered = bench.post(path, form).await;
        assert_eq!(answered.status, 303, "{form}");
        assert_eq!(answered.header("location"), format!("/subscriptions/asked?lang={}", &path[1..3]));
        assert_eq!((answered.body.as_str(), answered.header("cache-control")), ("", "no-store"));
    }
    let requests = bench.store.requests(RequestId(0), 9).await.unwrap();
    assert_eq!(requests.len(), cases.len());
    for ((path, _, newsletter), kept) in cases.into_iter().zip(requests) {
        assert_eq!(kept.request.language.as_str(), &path[1..3]);
        let Asked::Subscribe(slug, choices) = kept.request.asked else { panic!("{path}") };
        assert_eq!((slug.as_str(), choices), (newsletter, Default::default()));
        assert_eq!(kept.request.form, press::components::CONSENT);
    }
    let opened = bench.open().await;
    assert_eq!(opened[1].0, "Alena@Example.ORG", "as typed");
    let answers: Vec<_> = opened.into_iter().map(|(_, answer)| answer).collect();
    assert_eq!(answers, [Answer::Confirm; 3]);
}

#[tokio::test]
async fn what_is_wrong_is_shown_again_with_what_was_typed() {
    let bench = Bench::new().await;
    let before = bench.everything().await;
    let cases = [
        ("", &["address-missing"][..], ""),
        ("address=+", &["address-missing"], ""),
        ("address=alena+at+%3Cmail%3E", &["address-invalid"], "alena at &#60;mail&#62;"),
        ("address=%FF%FE%40example.org%0D%0ABcc%3A+b%40example.org", &["address-invalid"], "Bcc: b@example.org"),
        ("newsletter=weekly&address=alena%40example.org", &["newsletter-unknown"], "alena@example.org"),
        ("newsletter=weekly&address=alena", &["newsletter-unknown", "address-invalid"], "alena"),
    ];
    for (form, wrong, typed) in cases {
        let answered = bench.post("/en/subscribe/", form).await;
        answered.says(422, "Subscribe to our newsletter");
        assert_eq!(answered.header("cache-control"), "no-store");
        let words = press::Phrases::of(&crate::cast::language("en")).unwrap();
        for id in wrong {
            let said = answered.body.matches(&words.get(id)).count();
            assert_eq!(said, 2, "{form}: {id} stands in the summary and at the field");
        }
        assert!(answered.body.contains("role=\"alert\""), "{form}");
        assert!(typed.is_empty() || answered.body.contains(typed), "{form}: {}", answered.body);
    }
    let chosen = bench.post("/en/subscribe/", "newsletter=be-ru&address=alena").await;
    assert!(chosen.body.contains("value=\"be-ru\" checked"), "the choice stays");
    let lost = bench.post("/subscriptions/link?lang=be", "address=alena").await;
    lost.says(422, "Спасылка згубілася");
    assert!(lost.body.contains("value=\"alena\""));
    assert_eq!(bench.everything().await, before);
}

#[tokio::test]
async fn a_lost_link_is_mailed_to_those_on_the_list() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    bench.get("/subscriptions/link?lang=en").await.says(200, "I lost my link");
    for name in ["alena", "nobody"] {
        let asked = bench.post("/subscriptions/link?lang=ru", &format!("address={name}%40example.org")).await;
        assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/subscriptions/link/asked?lang=ru"));
    }
    bench.get("/subscriptions/link/asked?lang=en").await.says(200, "Look into your mailbox");
    let [mail] = &bench.deliver().await[..] else { panic!("one mail") };
    assert_eq!(mail.manage, reader.manage);
    assert_eq!(bench.standing("nobody").await, None);
}

#[tokio::test]
async fn what_fills_in_the_hidden_field_is_told_that_all_is_well() {
    let bench = Bench::new().await;
    let before = bench.everything().await;
    let person = |path, form: &'static str| bench.post(path, form);
    for (path, form) in [
        ("/en/subscribe/", "newsletter=en&address=alena%40example.org&homepage=http%3A%2F%2Fspam.example"),
        ("/en/subscribe/", "address=&homepage=x"),
        ("/subscriptions/link?lang=en", "address=alena%40example.org&homepage=x"),
    ] {
        let told = person(path, form).await;
        assert_eq!(bench.everything().await, before, "{form}");
        let honest = bench.post(path, "address=jan%40example.org&homepage=").await;
        assert_eq!((told.status, &told.headers, &told.body), (honest.status, &honest.headers, &honest.body));
        bench.execute("DELETE FROM requests").await;
    }
}

#[tokio::test]
async fn asking_again_is_answered_by_mail_alone() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let (first, again, other) =
        (bench.ask("jan", "en").await, bench.ask("alena", "en").await, bench.ask("alena", "be-ru").await);
    for answered in [&again, &other] {
        assert_eq!((answered.status, &answered.headers), (first.status, &first.headers));
    }
    let mails = bench.deliver().await;
    assert_eq!(mails.len(), 3);
    let adding = mails.iter().find(|mail| mail.manage == reader.manage && !mail.confirm.is_empty()).unwrap();
    bench.get(&format!("{}?lang=en", adding.confirm)).await.says(200, "It is not done yet");
    bench.post(&adding.confirm, "").await.says(200, "You have been successfully subscribed");
    let (_, lines) = bench.standing("alena").await.unwrap();
    assert!(lines.iter().all(|(_, state)| *state == SubscriptionState::Confirmed) && lines.len() == 2);
}
