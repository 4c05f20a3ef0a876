//! The demo mails: its newest edition to its cast, and to whoever subscribes, into its mailbox.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Desk, Server};

/// How long a mail may take; then the test has failed.
const PATIENCE: Duration = Duration::from_secs(60);
const DEMO: [&str; 3] = ["demo", "--listen", "127.0.0.1:0"];

fn mails(demo: &Server) -> Vec<Value> {
    let mailbox: Value = serde_json::from_slice(&demo.get("/mailbox.json").body).unwrap();
    mailbox["mails"].as_array().unwrap().clone()
}

fn said<'a>(mail: &'a Value, what: &str) -> &'a str {
    mail[what].as_str().unwrap()
}

/// The newest mail to an address, as soon as there are so many.
fn newest(demo: &Server, to: &str, count: usize) -> Value {
    let start = Instant::now();
    loop {
        let ours: Vec<_> = mails(demo).into_iter().filter(|mail| said(mail, "to") == to).collect();
        if ours.len() >= count {
            return ours.last().unwrap().clone();
        }
        assert!(start.elapsed() < PATIENCE, "{to} has {} mails, not {count}", ours.len());
        thread::sleep(Duration::from_millis(100));
    }
}

/// The path of the link in a mail's text whose place this is.
fn link(demo: &Server, mail: &Value, place: &str) -> String {
    let words = said(mail, "text").split_whitespace();
    let mut links = words.map(|word| word.trim_matches(['<', '>', '.', ',']));
    let link = links.find(|word| word.contains("/subscriptions/") && word.contains(place));
    let link = link.unwrap_or_else(|| panic!("no link to {place} in {}", said(mail, "text")));
    link.strip_prefix(&format!("http://{}", demo.address)).unwrap().to_owned()
}

fn mailings(desk: &Desk) -> Value {
    serde_json::from_str(&desk.does(&["mailing", "list", "--json"])).unwrap()
}

#[test]
fn everybody_of_the_cast_gets_the_newest_edition_once() {
    let desk = Desk::new();
    let demo = desk.serves(&DEMO);
    let mails = mails(&demo);
    let to: BTreeSet<&str> = mails.iter().map(|mail| said(mail, "to")).collect();
    assert_eq!((mails.len(), to.len()), (36, 36), "one mail to each of the cast");
    for mail in &mails {
        let (subject, text, html) = (said(mail, "subject"), said(mail, "text"), said(mail, "html"));
        assert!(["Dollars leave, trucks arrive", "Даляры сышлі, грузавікі прыехалі"].contains(&subject), "{subject}");
        assert!(said(mail, "from").ends_with(" <digest@example.org>"), "{}", said(mail, "from"));
        assert!(text.contains("126") && html.starts_with("<!doctype html>"), "{text}");
        let source = said(mail, "source");
        assert!(source.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{source}");
        assert!(demo.get(&link(&demo, mail, "/leaving")).text().contains("<form"), "the link to leave leads");
    }
    let mailings = mailings(&desk);
    let sums: Vec<_> = mailings.as_array().unwrap().iter().map(|one| (&one["state"], &one["accepted"])).collect();
    assert_eq!(format!("{sums:?}"), r#"[(String("done"), Number(24)), (String("done"), Number(12))]"#);
}

#[test]
fn numbered_subscribers_come_besides() {
    let desk = Desk::new();
    let demo = desk.serves(&[&DEMO[..], &["--subscribers", "9"]].concat());
    let mails = mails(&demo);
    let numbered = mails.iter().filter(|mail| said(mail, "to").starts_with("reader-0000"));
    assert_eq!((mails.len(), numbered.count()), (45, 9));
}

#[test]
fn a_newcomer_subscribes_confirms_and_leaves_with_one_click() {
    let desk = Desk::new();
    let demo = desk.serves(&DEMO);
    let asked = demo.post("/be/subscribe/", "address=nika%40example.org&newsletter=be-ru");
    assert_eq!(asked.status, 303, "{}", asked.text());
    let mail = newest(&demo, "nika@example.org", 1);
    assert!(said(&mail, "subject").starts_with("Пацвердзіце"), "{}", said(&mail, "subject"));
    let confirmation = link(&demo, &mail, "/confirmation");
    assert_eq!(demo.get(&confirmation).status, 200);
    let done = demo.post(&confirmation, "");
    assert!(done.status == 200 && done.text().contains("Вы паспяхова падпісаліся"), "{}", done.text());
    assert!(desk.does(&["newsletter", "list"]).contains("25"), "{}", desk.does(&["newsletter", "list"]));

    let alena = newest(&demo, "alena.zhuravel@example.org", 1);
    let source = said(&alena, "source").replace("\r\n ", " ");
    let header = source.lines().find_map(|line| line.strip_prefix("List-Unsubscribe: <")).unwrap();
    let leave = header.split('>').next().unwrap().strip_prefix(&format!("http://{}", demo.address)).unwrap();
    assert_eq!(demo.post(leave, "List-Unsubscribe=One-Click").status, 200);
    assert!(desk.does(&["newsletter", "list"]).contains("24"), "{}", desk.does(&["newsletter", "list"]));
}

#[test]
fn a_second_start_mails_nobody() {
    let desk = Desk::new();
    let mut demo = desk.serves(&DEMO);
    assert_eq!(demo.post("/en/subscribe/", "address=nika%40example.org&newsletter=en").status, 303);
    newest(&demo, "nika@example.org", 1);
    demo.kill();
    let before = mailings(&desk);
    let demo = desk.serves(&[&DEMO[..], &["--subscribers", "5"]].concat());
    assert_eq!(mailings(&desk), before);
    // Whatever was owed to anybody would have gone before this.
    assert_eq!(demo.post("/en/subscribe/", "address=second%40example.org&newsletter=en").status, 303);
    newest(&demo, "second@example.org", 1);
    let mails = mails(&demo);
    let edition = mails.iter().filter(|mail| said(mail, "subject").starts_with("Dollars"));
    assert_eq!(edition.count(), 0, "{:?}", mails.iter().map(|mail| said(mail, "subject")).collect::<Vec<_>>());
}

#[test]
fn the_mailbox_is_beside_the_site() {
    let demo = Desk::new();
    let demo = demo.serves(&DEMO);
    let list = demo.get("/mailbox/");
    assert!(list.text().contains("36 mails"), "{}", list.text());
    let sheet =
        list.text().split("href=\"").find_map(|rest| rest.strip_prefix("/assets/site.").map(str::to_owned)).unwrap();
    let sheet = sheet.split('"').next().unwrap();
    assert_eq!(demo.get(&format!("/assets/site.{sheet}")).status, 200);
    assert!(demo.get("/mailbox/1/html").header("content-security-policy").contains("sandbox"));
    assert_eq!(demo.get("/mailbox/nothing").status, 404);
}

/// Killed between publishing and the last mail: nobody is skipped, and the next start takes up where that was.
#[test]
fn a_start_that_was_killed_is_taken_up() {
    for wait in [0, 400, 1_300] {
        let desk = Desk::new();
        let words = [&DEMO[..], &["--subscribers", "100"]].concat();
        let mut child =
            desk.command(&words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the demo does not start");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains(" is published, and goes to ")));
        thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let demo = desk.serves(&DEMO);
        for mailing in mailings(&desk).as_array().unwrap() {
            assert_eq!((&mailing["state"], &mailing["accepted"]), (&json!("done"), &mailing["audience"]), "{wait}");
        }
        let to: Vec<String> = mails(&demo).iter().map(|mail| said(mail, "to").to_owned()).collect();
        assert_eq!(to.iter().collect::<BTreeSet<_>>().len(), to.len(), "{wait}: nobody twice");
        let shown: Value = serde_json::from_str(&desk.does(&["edition", "show", "2020-06-22", "--json"])).unwrap();
        let whole = (&shown["published"], &shown["corrections"]);
        assert_eq!(whole, (&json!("2020-06-29T05:00:00Z"), &json!(1)), "{wait}: as it is when moved in whole");
    }
}
