//! The mailbox in the browser: what it shows, and that nothing of a mail gets out of its frame.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use mailbox::Mailbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// A mail with both parts; its words would like to be more than words.
const TWO_PARTS: &str = "From: =?utf-8?q?=D0=A1=D1=96=D1=82=D1=83=D0=B0=D1=86=D1=8B=D1=8F?= <digest@example.org>\r\n\
To: <alena@example.org>\r\nDate: Mon, 29 Jun 2020 09:05:00 +0300\r\nSubject: <b>Hello</b> & \"goodbye\"\r\n\
Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
Press <https://vesnia.example/a?b=1&c=2>.\r\n<script>alert(1)</script>\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
<html lang=\"be\"><head><title>t</title></head><body><div>Націсніце</div><h1>Вельмі доўгія словы пасля яго</h1><p>Яшчэ</p><script>alert(1)</script></body></html>\r\n--x--\r\n";
/// A mail with nothing but text.
const TEXT_ALONE: &str = "From: b@example.org\r\nTo: c@example.net\r\nSubject: plain\r\n\r\nText alone.\r\n";

/// A mailbox that has taken these, each for one recipient.
async fn mailbox(mails: &[(&str, &str)]) -> Mailbox {
    let mailbox = Mailbox::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let receiving = mailbox.clone();
    tokio::spawn(async move { receiving.receive(listener).await });
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let mut words = "EHLO x\r\n".to_owned();
    for (to, mail) in mails {
        words += &format!("MAIL FROM:<back@example.org>\r\nRCPT TO:<{to}>\r\nDATA\r\n{mail}.\r\n");
    }
    stream.write_all(words.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
    assert_eq!(mailbox.taken(), u64::try_from(mails.len()).unwrap());
    mailbox
}

async fn answer(mailbox: &Mailbox, request: Request<Body>) -> (Response<()>, String) {
    let answer = mailbox.router().oneshot(request).await.unwrap();
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (Response::from_parts(head, ()), String::from_utf8(body.to_vec()).unwrap())
}

async fn get(mailbox: &Mailbox, path: &str) -> (u16, String) {
    let (head, body) = answer(mailbox, Request::get(path).body(Body::empty()).unwrap()).await;
    (head.status().as_u16(), body)
}

fn header<'a>(head: &'a Response<()>, name: &str) -> &'a str {
    head.headers().get(name).unwrap().to_str().unwrap()
}

#[tokio::test]
async fn an_empty_mailbox_says_so() {
    let mailbox = Mailbox::new();
    let (status, page) = get(&mailbox, "/mailbox/").await;
    assert!(status == 200 && page.contains("Nothing has come yet"), "{page}");
    assert_eq!(get(&mailbox, "/mailbox.json").await, (200, "{\"mails\":[]}\n".to_owned()));
    assert_eq!(get(&mailbox, "/mailbox").await.0, 308);
}

#[tokio::test]
async fn the_newest_comes_first_and_a_recipient_has_a_list() {
    let mailbox = mailbox(&[("alena@example.org", TWO_PARTS), ("c+d@example.net", TEXT_ALONE)]).await;
    let (_, list) = get(&mailbox, "/mailbox/").await;
    let (older, newer) = (list.find("&#60;b&#62;Hello&#60;/b&#62;").unwrap(), list.find("plain").unwrap());
    assert!(newer < older, "{list}");
    assert!(
        list.contains("/mailbox/?to=c%2Bd@example.net")
            && list.contains("lang=\"be\">Націсніце Вельмі доўгія словы пасля яго<"),
        "{list}"
    );
    let (_, list) = get(&mailbox, "/mailbox/?to=C%2BD@example.net").await;
    assert!(list.contains("plain") && !list.contains("Націсніце"), "{list}");
    let (_, list) = get(&mailbox, "/mailbox/?to=%3Cscript%3E").await;
    assert!(list.contains("Nothing has come yet") && !list.contains("<script"), "{list}");
}

#[tokio::test]
async fn more_than_a_page_is_turned() {
    let mails: Vec<(String, &str)> = (0..51).map(|at| (format!("reader{at}@example.org"), TEXT_ALONE)).collect();
    let mails: Vec<(&str, &str)> = mails.iter().map(|(to, mail)| (to.as_str(), *mail)).collect();
    let mailbox = mailbox(&mails).await;
    let (_, first) = get(&mailbox, "/mailbox/").await;
    assert!(first.contains("Mails 1–50 of 51") && first.contains("href=\"/mailbox/?page=2\""), "{first}");
    assert!(first.contains(">reader50@") && !first.contains(">reader0@"), "{first}");
    for last in ["/mailbox/?page=2", "/mailbox/?page=999"] {
        let (_, last) = get(&mailbox, last).await;
        assert!(last.contains("Mails 51–51 of 51") && last.contains(">reader0@"), "{last}");
        assert!(last.contains("href=\"/mailbox/\" rel=\"prev\"") && !last.contains("rel=\"next\""), "{last}");
    }
}

#[tokio::test]
async fn a_mail_is_shown_in_three_ways_and_nothing_in_it_runs() {
    let mailbox = mailbox(&[("alena@example.org", TWO_PARTS), ("c@example.net", TEXT_ALONE)]).await;
    let (_, page) = get(&mailbox, "/mailbox/1/").await;
    assert!(page.contains("src=\"/mailbox/1/html\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\""), "{page}");
    assert!(page.contains("June\u{a0}29, 2020, 06:05 UTC") && !page.contains("<script"), "{page}");
    let (head, html) = answer(&mailbox, Request::get("/mailbox/1/html").body(Body::empty()).unwrap()).await;
    let policy = header(&head, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; form-action 'none'"), "{policy}");
    assert!(policy.ends_with("sandbox allow-popups allow-popups-to-escape-sandbox"), "{policy}");
    assert!(html.starts_with("<html lang=\"be\"><head><base target=\"_blank\"><title>"), "{html}");
    let (_, text) = get(&mailbox, "/mailbox/1/text/").await;
    assert!(text.contains("href=\"https://vesnia.example/a?b=1&#38;c=2\""), "{text}");
    assert!(!text.contains("<script"), "{text}");
    let (_, source) = get(&mailbox, "/mailbox/1/source/").await;
    assert!(source.contains("boundary=x") && !source.contains("<script"), "{source}");
    let (_, plain) = get(&mailbox, "/mailbox/2/").await;
    assert!(plain.contains("Text alone.") && !plain.contains("<iframe"), "{plain}");
}

#[tokio::test]
async fn json_has_what_the_mailbox_has() {
    let mailbox = mailbox(&[("alena@example.org", TWO_PARTS), ("c@example.net", TEXT_ALONE)]).await;
    let (head, body) = answer(&mailbox, Request::get("/mailbox.json").body(Body::empty()).unwrap()).await;
    assert_eq!(header(&head, "content-type"), "application/json");
    let json: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(json["mails"], serde_json::to_value(mailbox.mails()).unwrap());
    let first = &json["mails"][0];
    assert_eq!(first["from"], "Сітуацыя <digest@example.org>");
    assert_eq!(first["to"], "alena@example.org");
    assert_eq!(first["subject"], "<b>Hello</b> & \"goodbye\"");
    assert_eq!(first["date"], "2020-06-29T06:05:00Z");
    assert_eq!(first["text"], "Press <https://vesnia.example/a?b=1&c=2>.\n<script>alert(1)</script>");
    assert!(first["html"].as_str().unwrap().contains("<div>Націсніце</div>"));
    assert_eq!(first["source"], TWO_PARTS);
    assert_eq!(json["mails"][1]["html"], Value::Null);
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let mailbox = mailbox(&[("c@example.net", TEXT_ALONE)]).await;
    for path in ["/mailbox/2/", "/mailbox/0/text/", "/mailbox/-1/source/", "/mailbox/x%00/", "/mailbox/1/html"] {
        assert_eq!(get(&mailbox, path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn only_a_page_of_ours_empties_it() {
    let mailbox = mailbox(&[("c@example.net", TEXT_ALONE)]).await;
    for (site, status, left) in [("cross-site", 403, 1), ("same-site", 403, 1), ("same-origin", 303, 0)] {
        let request = Request::post("/mailbox/clearing").header("sec-fetch-site", site).body(Body::empty()).unwrap();
        let (head, _) = answer(&mailbox, request).await;
        assert_eq!((head.status().as_u16(), mailbox.received().len()), (status, left), "{site}");
    }
    assert_eq!(get(&mailbox, "/mailbox/clearing").await.0, 405);
}
