//! Where the form stands, and where it does not.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use press::Origin;
use site::Source;

use crate::bench::{Answered, Bench, ORIGIN, answered, form_from};

async fn get(site: &Router, path: &str) -> Answered {
    answered(site, Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_form_stands_on_every_page_and_is_linked_from_it() {
    let bench = Bench::new().await;
    for path in ["/be/", "/be/archive/", "/be/sections/economy/", "/be/corrections/"] {
        let page = bench.get(path).await;
        assert!(page.body.contains("<form action=\"/be/subscribe/\" method=\"post\">"), "{path}");
        assert!(page.body.contains("value=\"be-ru\" checked"), "{path}: the one for this language");
        assert!(page.body.contains("/be/subscribe/#risk"), "{path}");
    }
    let lost = bench.get("/be/nothing/").await;
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("href=\"/be/subscribe/\""), "linked from the page of what is not there too");
    let page = bench.get("/be/subscribe/").await;
    page.says(200, "Падпішыцеся на нашу рассылку");
    assert!(page.body.contains("id=\"risk\"") && page.header("etag").starts_with("W/"));
    for tag in ["en", "ru"] {
        let alternate = format!("hreflang=\"{tag}\" href=\"{ORIGIN}/{tag}/subscribe/\"");
        assert!(page.body.contains(&alternate), "{tag}: {}", page.body);
    }
    let sitemap = bench.get("/sitemap.xml").await.body;
    assert!(sitemap.contains(&format!("<loc>{ORIGIN}/be/subscribe/</loc>")));
    assert_eq!(bench.get("/be/subscribe").await.header("location"), "/be/subscribe/");
}

#[tokio::test]
async fn without_newsletters_or_without_forms_there_is_none() {
    let bench = Bench::empty().await;
    bench.import(false).await;
    let with = Bench::new().await;
    for site in [&bench.site, &with.without_forms()] {
        assert!(!get(site, "/en/").await.body.contains("subscribe"));
        assert_eq!(get(site, "/en/subscribe/").await.status, 404);
        assert!(!get(site, "/sitemap.xml").await.body.contains("subscribe"));
        let posted = answered(site, form_from("/en/subscribe/", "address=a%40example.org", "same-origin")).await;
        assert!([404, 405].contains(&posted.status.as_u16()), "{posted:?}");
    }
    assert_eq!(get(&with.without_forms(), "/subscriptions/link").await.status, 404);
    let posted = form_from("/subscriptions/link", "address=a%40example.org", "same-origin");
    assert_eq!(answered(&with.without_forms(), posted).await.status, 404);
    assert_eq!(with.store.list_counts().await.unwrap().requests, 0);
    let posted = with.post("/xx/subscribe/", "address=a%40example.org").await;
    assert_eq!(posted.status, 404, "a language that we do not have");
}

#[tokio::test]
async fn newsletters_are_of_the_archives_generation() {
    let bench = Bench::new().await;
    assert!(bench.get("/en/").await.body.contains("value=\"be-ru\""));
    let now = bench.store.clock().await.unwrap();
    bench.store.replace_newsletters(&[crate::cast::line("weekly", "Weekly", &["en"])], now).await.unwrap();
    let origin = || Origin { base: ORIGIN.to_owned() };
    let forms = site::Forms { sealing: bench.keys.public().sealing(), trusted_proxies: Vec::new() };
    let anew = site::router(Source::store(bench.store.clone()), origin(), Some(forms));
    let page = get(&anew, "/en/").await.body;
    assert!(page.contains("value=\"weekly\"") && !page.contains("value=\"be-ru\""));
}

#[tokio::test]
async fn before_there_is_a_publication_every_place_says_so() {
    let bench = Bench::empty().await;
    let token = format!("/subscriptions/{}/leaving", "a".repeat(26));
    for path in ["/en/subscribe/", "/subscriptions/link", "/subscriptions/asked", &token] {
        assert_eq!(bench.get(path).await.status, 503, "{path}");
        let expected = if path.ends_with("asked") { 405 } else { 503 };
        assert_eq!(bench.post(path, "address=a%40example.org").await.status.as_u16(), expected, "{path}");
    }
}

#[tokio::test]
async fn only_forms_are_sent_and_only_to_their_places() {
    let bench = Bench::new().await;
    for path in ["/", "/en/", "/sitemap.xml", "/robots.txt", "/healthz", "/assets/x", "/media/x", "/en/nothing/"] {
        let refused = bench.post(path, "address=a%40example.org").await;
        assert_eq!((refused.status.as_u16(), refused.header("allow")), (405, "GET, HEAD, OPTIONS"), "{path}");
        let asked = bench.send(Request::options(path).body(Body::empty()).unwrap()).await;
        assert_eq!((asked.status.as_u16(), asked.header("allow")), (204, "GET, HEAD, OPTIONS"), "{path}");
    }
}
