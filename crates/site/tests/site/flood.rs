//! Floods: from one network, from everywhere, from other sites.

use axum::body::Body;
use axum::http::{Request, header};
use mailroom::request::REQUESTS_UNOPENED_MAX;

use crate::bench::{Bench, form_from};

const FORM: &str = "newsletter=en&address=alena%40example.org";

async fn requests(bench: &Bench) -> u64 {
    bench.store.list_counts().await.unwrap().requests
}

#[tokio::test]
async fn one_network_is_bounded_and_told_so() {
    let bench = Bench::new().await;
    for host in 0..60 {
        let path = if host % 2 == 0 { "/en/subscribe/" } else { "/subscriptions/link" };
        assert_eq!(bench.post_from(&format!("203.0.113.{host}"), path, FORM).await.status, 303, "{host}");
        let wrong = bench.post_from("203.0.113.1", path, "address=alena").await;
        assert_eq!(wrong.status, 422, "a slip of the pen is not counted");
    }
    for peer in ["203.0.113.7", "203.0.113.200", "::ffff:203.0.113.9"] {
        let refused = bench.post_from(peer, "/en/subscribe/", FORM).await;
        refused.says(429, "Please try again later");
        assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("3600", "no-store"));
    }
    assert_eq!(requests(&bench).await, 60);
    for peer in ["203.0.114.7", "2001:db8::1"] {
        assert_eq!(bench.post_from(peer, "/en/subscribe/", FORM).await.status, 303, "{peer}");
    }
    assert_eq!(bench.post("/en/subscribe/", FORM).await.status, 303, "who cannot be told apart has another bound");
}

#[tokio::test]
async fn proxies_of_ours_say_for_whom_they_ask_and_others_are_not_believed() {
    let bench = Bench::new().await;
    let ask = |peer: &'static str, forwarded: String| {
        let mut request = form_from("/en/subscribe/", FORM, "same-origin");
        request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
        let peer = axum::extract::ConnectInfo(std::net::SocketAddr::new(peer.parse().unwrap(), 4711));
        request.extensions_mut().insert(peer);
        bench.send(request)
    };
    for number in 0..120 {
        let network = format!("198.51.{number}.1");
        assert_eq!(ask("10.0.0.1", network.clone()).await.status, 303, "{number}");
        let expected = if number < 60 { 303 } else { 429 };
        assert_eq!(ask("203.0.113.9", network).await.status, expected, "{number}: whoever it claims to ask for");
    }
}

#[tokio::test]
async fn too_many_unopened_requests_are_refused_until_some_are_opened() {
    let bench = Bench::new().await;
    bench.ask("alena", "en").await;
    let columns = "kind, newsletter, sections, only_changes, language, form, seal_key, encapsulated, ciphertext, at";
    let more = REQUESTS_UNOPENED_MAX - 2;
    bench
        .execute(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {more})
             INSERT INTO requests (seal_id, {columns}) SELECT randomblob(16), {columns} FROM requests, n"
        ))
        .await;
    assert_eq!(bench.ask("jan", "en").await.status, 303, "the last one that there is room for");
    assert_eq!(requests(&bench).await, REQUESTS_UNOPENED_MAX);
    for path in ["/en/subscribe/", "/subscriptions/link?lang=en"] {
        let refused = bench.post(path, FORM).await;
        refused.says(503, "Please try again later");
        assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("600", "no-store"));
    }
    assert_eq!(requests(&bench).await, REQUESTS_UNOPENED_MAX, "nothing of it was kept");
    bench.execute("DELETE FROM requests WHERE id IN (SELECT id FROM requests LIMIT 1)").await;
    assert_eq!(bench.ask("jan", "en").await.status, 303);
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let bench = Bench::new().await;
    let cases: [(&str, &str, u16); 10] = [
        ("same-origin", "", 303),
        ("none", "", 303),
        ("same-site", "", 403),
        ("cross-site", "https://vesnia.example", 403),
        ("same-origin", "https://elsewhere.example", 303),
        ("", "https://vesnia.example", 303),
        ("", "https://mirror.example.org", 303),
        ("", "https://elsewhere.example", 403),
        ("", "null", 403),
        ("", "", 303),
    ];
    for (site, origin, expected) in cases {
        for path in ["/en/subscribe/", "/subscriptions/link?lang=en"] {
            let before = requests(&bench).await;
            let mut request = Request::post(path);
            for (name, value) in [("sec-fetch-site", site), (header::ORIGIN.as_str(), origin)] {
                request = if value.is_empty() { request } else { request.header(name, value) };
            }
            let answered = bench.send(request.body(Body::from(FORM)).unwrap()).await;
            assert_eq!(answered.status.as_u16(), expected, "{site} {origin} {path}");
            if expected == 403 {
                answered.says(403, "Please send the form from our own page");
            }
            assert_eq!(requests(&bench).await - before, u64::from(expected == 303));
        }
    }
    let bench = Bench::new().await;
    let reader = bench.pending("jan", "en").await;
    let pressed = bench.send(form_from(&reader.confirm, "", "cross-site")).await;
    pressed.says(200, "You have been successfully subscribed");
}

#[tokio::test]
async fn a_form_longer_than_any_of_ours_is_not_read() {
    let bench = Bench::new().await;
    let long = format!("address=alena%40example.org&x={}", "x".repeat(100_000));
    for path in ["/en/subscribe/", "/subscriptions/link"] {
        assert_eq!(bench.post(path, &long).await.status, 413);
    }
    assert_eq!(requests(&bench).await, 0);
}
