//! Pages that a mail leads to: what a press does, and what reading never does.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use mailroom::{Reason, SubscriberState, SubscriptionState};

use crate::bench::{Answered, Bench, Reader};

const CONFIRMED: SubscriptionState = SubscriptionState::Confirmed;
const LEFT: SubscriptionState = SubscriptionState::Left;

fn lines(lines: [(&str, SubscriptionState); 2]) -> Vec<(String, SubscriptionState)> {
    lines.map(|(slug, state)| (slug.to_owned(), state)).into()
}

/// A reader of both newsletters; the links are those to the second.
async fn reader_of_both(bench: &Bench) -> [Reader; 2] {
    let first = bench.reader("alena", "en").await;
    let second = bench.reader("alena", "be-ru").await;
    assert_eq!((first.manage == second.manage, first.leave == second.leave), (true, false));
    [first, second]
}

/// As a mail program leaves for its reader (RFC 8058), in either coding of a form.
async fn one_click(bench: &Bench, path: &str, in_parts: bool) -> Answered {
    let (media_type, body) = match in_parts {
        false => ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click".to_owned()),
        true => (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n".to_owned(),
        ),
    };
    bench.send(Request::post(path).header(header::CONTENT_TYPE, media_type).body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn reading_changes_nothing() {
    let bench = Bench::new().await;
    let pending = bench.pending("jan", "be-ru").await;
    let [first, second] = reader_of_both(&bench).await;
    let erasure = format!("{}erasure", first.manage);
    let places = [
        "/subscriptions/asked",
        "/subscriptions/link",
        "/subscriptions/link/asked",
        "/en/subscribe/",
        &pending.confirm,
        &pending.refuse,
        &pending.leave,
        &first.confirm,
        &second.leave,
        &second.refuse,
        &first.manage,
        &erasure,
    ];
    let before = bench.everything().await;
    assert!(before.contains("subscribers: ") && before.contains("tokens: "));
    for place in places {
        for path in [place.to_owned(), format!("{place}?lang=be")] {
            for method in ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "POSTS"] {
                let request = Request::builder().method(method).uri(&path).header("sec-fetch-site", "cross-site");
                let answered =
                    bench.send(request.body(Body::from("act=save&List-Unsubscribe=One-Click")).unwrap()).await;
                let expected = match method {
                    "GET" | "HEAD" => 200,
                    "OPTIONS" => 204,
                    _ => 405,
                };
                assert_eq!(answered.status.as_u16(), expected, "{method} {path}");
                let takes_forms = !place.ends_with("asked");
                let allow = if takes_forms { "GET, HEAD, OPTIONS, POST" } else { "GET, HEAD, OPTIONS" };
                assert_eq!(answered.header("allow"), if expected == 200 { "" } else { allow }, "{method} {path}");
            }
        }
    }
    assert_eq!(bench.everything().await, before);
}

#[tokio::test]
async fn a_page_that_a_mail_leads_to_leaves_no_trace() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let refuse = format!("{}refusal", reader.manage);
    let strange = format!("/subscriptions/{}/leaving", "a".repeat(26));
    for path in [&reader.confirm, &reader.leave, &reader.manage, &refuse, &strange, &strange[..40].to_owned()] {
        for answered in [bench.get(path).await, bench.post(path, "").await] {
            assert_eq!(answered.header("referrer-policy"), "no-referrer", "{path}");
            assert_eq!(answered.header("cache-control"), "no-store", "{path}");
            assert_eq!(answered.header("x-robots-tag"), "noindex", "{path}");
            assert_eq!((answered.header("etag"), answered.header("set-cookie")), ("", ""), "{path}");
            assert!(!answered.body.contains("example.org") && !answered.body.contains("<script"), "{path}");
            let token = path.split('/').nth(2).unwrap();
            assert!(!answered.body.contains(token), "{path}: the page does not repeat its token");
        }
    }
    for path in ["/subscriptions/asked", "/subscriptions/link/asked", "/subscriptions/link"] {
        assert_eq!(bench.get(path).await.header("cache-control"), "no-store");
        assert_eq!(bench.get(path).await.header("referrer-policy"), "same-origin", "no token stands in the path");
        assert_eq!(bench.get(path).await.header("x-robots-tag"), "noindex");
    }
}

#[tokio::test]
async fn pages_speak_the_mails_language_and_the_others_are_one_press_away() {
    let bench = Bench::new().await;
    let reader = bench.pending("alena", "be-ru").await;
    let of = |language: &'static str, wish: &'static str| {
        let request = Request::get(format!("{}{language}", reader.confirm)).header("accept-language", wish);
        bench.send(request.body(Body::empty()).unwrap())
    };
    for (language, wish, heading) in [
        ("?lang=be", "ru", "Яшчэ не ўсё"),
        ("?lang=ru", "en", "Это ещё не всё"),
        ("", "be", "Яшчэ не ўсё"),
        ("?lang=xx", "ru;q=0.5", "Это ещё не всё"),
        ("", "", "It is not done yet"),
    ] {
        let page = of(language, wish).await;
        page.says(200, heading);
        for tag in ["en", "be", "ru"] {
            assert!(page.body.contains(&format!("href=\"?lang={tag}\"")), "{language} {tag}");
        }
    }
    let done = bench.post(&format!("{}?lang=be", reader.confirm), "").await;
    done.says(200, "Вы паспяхова падпісаліся");
}

#[tokio::test]
async fn one_click_leaves_the_newsletter_of_its_mail_and_no_other() {
    let bench = Bench::new().await;
    let [first, second] = reader_of_both(&bench).await;
    for in_parts in [false, true, false] {
        let left = one_click(&bench, &second.leave, in_parts).await;
        assert_eq!((left.status.as_u16(), left.header("content-type")), (200, "text/plain; charset=utf-8"));
        let standing = bench.standing("alena").await;
        assert_eq!(standing, Some((SubscriberState::Confirmed, lines([("en", CONFIRMED), ("be-ru", LEFT)]))));
    }
    bench.get(&format!("{}?lang=en", second.leave)).await.says(200, "You have left the newsletter BE/RU");
    assert_eq!(one_click(&bench, &first.leave, true).await.status, 200);
    assert_eq!(bench.standing("alena").await, Some((SubscriberState::Left, lines([("en", LEFT), ("be-ru", LEFT)]))));
    let strange = format!("/subscriptions/{}/leaving", "a".repeat(26));
    assert_eq!(one_click(&bench, &strange, false).await.status, 410);
    let elsewhere = first.leave.replace("leaving", "confirmation");
    assert_eq!(one_click(&bench, &elsewhere, false).await.status, 410, "what leaves does not confirm");
}

#[tokio::test]
async fn leaving_on_the_page_takes_one_press() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    bench.get(&format!("{}?lang=en", reader.leave)).await.says(200, "Leave the newsletter EN?");
    for _ in 0..2 {
        let left = bench.post(&format!("{}?lang=en", reader.leave), "").await;
        left.says(200, "You have left the newsletter EN");
        assert!(left.body.contains("href=\"/en/subscribe/\""), "with a way back");
    }
    bench.get(&format!("{}?lang=en", reader.confirm)).await.says(410, "This link no longer works");
    let held = bench.get(&format!("{}?lang=en", reader.manage)).await;
    held.says(200, "Your newsletters");
    assert!(held.body.contains("You have left every newsletter, and your address is erased."));
    assert_eq!(bench.post(&reader.manage, "act=save&newsletter=en").await.status, 410, "only the form helps");
    assert_eq!(bench.ask("alena", "en").await.status, 303);
    let [again] = &bench.deliver().await[..] else { panic!("one mail") };
    bench.post(&again.confirm, "").await.says(200, "You have been successfully subscribed");
}

#[tokio::test]
async fn refused_is_never_written_to_again() {
    let bench = Bench::new().await;
    let reader = bench.pending("alena", "en").await;
    bench.get(&format!("{}?lang=en", reader.refuse)).await.says(200, "Never write to this address again?");
    for _ in 0..2 {
        let refused = bench.post(&format!("{}?lang=en", reader.refuse), "").await;
        refused.says(200, "We will never write to this address again");
    }
    assert_eq!(bench.standing("alena").await.unwrap().0, SubscriberState::Suppressed(Reason::Asked));
    bench.get(&format!("{}?lang=en", reader.refuse)).await.says(200, "We will never write to this address again");
    bench.post(&format!("{}?lang=en", reader.confirm), "").await.says(410, "This link no longer works");
    assert_eq!(bench.ask("alena", "en").await.status, 303, "the answer tells nothing");
    assert!(bench.deliver().await.is_empty());
}

#[tokio::test]
async fn erased_is_gone_with_every_link() {
    let bench = Bench::new().await;
    let [first, second] = reader_of_both(&bench).await;
    let erasure = format!("{}erasure?lang=en", first.manage);
    let page = bench.get(&erasure).await;
    page.says(200, "Delete your data?");
    assert!(page.body.contains("href=\"./?lang=en\""), "back to the preferences");
    bench.post(&erasure, "").await.says(200, "Your data are deleted");
    assert_eq!(bench.standing("alena").await, Some((SubscriberState::Erased, Vec::new())));
    for path in [&first.confirm, &first.leave, &first.manage, &second.leave, &second.refuse] {
        bench.get(path).await.says(410, "This link no longer works");
        bench.post(path, "act=save").await.says(410, "This link no longer works");
    }
    bench.post(&erasure, "").await.says(410, "This link no longer works");
}

#[tokio::test]
async fn a_token_opens_nothing_but_what_it_is_for() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "en").await;
    let token = |path: &str| path.split('/').nth(2).unwrap().to_owned();
    let all = [&reader.confirm, &reader.leave, &reader.refuse, &reader.manage].map(|path| token(path));
    let before = bench.everything().await;
    for (index, token) in all.iter().enumerate() {
        for (place, opened_by) in
            [("confirmation", &[0][..]), ("leaving", &[1]), ("refusal", &[2, 3]), ("", &[3]), ("erasure", &[3])]
        {
            let path = format!("/subscriptions/{token}/{place}");
            let expected = if opened_by.contains(&index) { 200 } else { 410 };
            assert_eq!(bench.get(&path).await.status.as_u16(), expected, "{index} {place}");
            if expected == 410 {
                assert_eq!(bench.post(&path, "act=save").await.status, 410, "{index} {place}");
            }
        }
    }
    for place in ["x/leaving", "AAAA/", &format!("{}/", all[3].to_uppercase()), &format!("{}/else", all[3]), "."] {
        let path = format!("/subscriptions/{place}");
        let answered = bench.get(&path).await;
        answered.says(404, "This link no longer works");
        assert!(answered.body.contains("/subscriptions/link?lang=en"), "{path}: with a way on");
        assert_eq!(bench.post(&path, "act=save").await.status, 404, "{path}");
    }
    assert_eq!(bench.everything().await, before);
}

#[tokio::test]
async fn a_link_to_confirm_is_good_for_seven_days() {
    let bench = Bench::new().await;
    let reader = bench.pending("alena", "en").await;
    let ago = |hours: i64| format!("UPDATE subscriptions SET sent = sent - {}", hours * 3_600_000_000);
    bench.execute(&ago(7 * 24 - 1)).await;
    bench.get(&reader.confirm).await.says(200, "It is not done yet");
    bench.execute(&ago(1)).await;
    bench.get(&reader.confirm).await.says(410, "This link no longer works");
    bench.post(&reader.confirm, "").await.says(410, "This link no longer works");
    assert_eq!(bench.standing("alena").await.unwrap().0, SubscriberState::Pending);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_browsers_press_the_same_link_at_the_same_moment() {
    let bench = Arc::new(Bench::new().await);
    for name in ["alena", "jan", "ales", "vera", "zosia"] {
        let reader = bench.pending(name, "en").await;
        let together = Arc::new(tokio::sync::Barrier::new(2));
        let press = || {
            let (bench, path, together) = (bench.clone(), reader.confirm.clone(), together.clone());
            tokio::spawn(async move {
                together.wait().await;
                bench.post(&path, "").await
            })
        };
        let (one, two) = (press(), press());
        let pressed = [one.await.unwrap(), two.await.unwrap()];
        let mut headings = pressed.each_ref().map(|page| (page.status.as_u16(), page.heading()));
        headings.sort();
        let expected = ["You are subscribed already", "You have been successfully subscribed"];
        assert_eq!(headings, expected.map(|heading| (200, heading.to_owned())));
    }
}

#[tokio::test]
async fn a_newsletter_no_longer_on_offer_can_be_left() {
    let bench = Bench::new().await;
    let reader = bench.reader("alena", "be-ru").await;
    let now = bench.store.clock().await.unwrap();
    bench.store.replace_newsletters(&[crate::cast::line("en", "EN", &["en"])], now).await.unwrap();
    bench.get(&reader.leave).await.says(200, "Leave the newsletter BE/RU?");
    let bare = bench.without_forms();
    let left = crate::bench::answered(&bare, Request::post(&reader.leave).body(Body::empty()).unwrap()).await;
    left.says(200, "You have left the newsletter BE/RU");
    assert!(!left.body.contains("/subscribe/"), "a site without forms leads to none");
}
