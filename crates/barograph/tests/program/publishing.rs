//! Publishing with mailings, taking back, steering, proofs, removing: what a person types and reads.

use mail_parser::MessageParser;
use tokio::runtime::Runtime;

use crate::harness::Desk;
use crate::secrecy::{desk_with_newsletter, serve, until};
use crate::sink::{Manners, Sink};

#[test]
fn publishing_says_its_plan_and_is_taken_back_whole() {
    let desk = desk_with_newsletter();
    let said = desk.does(&["edition", "publish", "2020-06-22", "--yes"]);
    assert!(said.contains("Mailed to:\n  0 readers of English, at "), "{said}");
    assert!(said.contains(" Europe/Minsk on "), "{said}");
    assert!(said.contains("`barograph edition unpublish 2020-06-22` takes all of it back"), "{said}");
    assert!(said.contains("Nothing mails at present"), "{said}");
    assert!(said.contains("2020-06-22/en goes at "), "{said}");
    let (code, again) = desk.fails(&["edition", "publish", "2020-06-22", "--yes"]);
    assert!(code == 4 && again.contains("2020-06-22 is published already"), "{again}");
    assert!(desk.does(&["edition", "unpublish", "2020-06-22", "--yes"]).contains("is a draft again"));
    assert!(desk.does(&["mailing", "list"]).contains("No mailing yet"));
    let (code, late) = desk.fails(&["edition", "unpublish", "2020-06-22", "--yes"]);
    assert!(code == 4 && late.contains("the edition is not published"), "{late}");
}

#[test]
fn publishing_watches_until_its_mailings_are_done() {
    let desk = desk_with_newsletter();
    let runtime = Runtime::new().unwrap();
    let sink = runtime.block_on(Sink::start(Manners::good()));
    let _server = serve(&desk, sink.port);
    until("the worker", || std::fs::read_to_string(desk.path().join("log")).is_ok_and(|log| log.contains(" mails")));
    let said = desk.does(&["edition", "publish", "2020-06-22", "--yes", "--grace", "1"]);
    assert!(said.ends_with("2020-06-22/en: 0 of 0 accepted\n"), "{said}");
}

#[test]
fn a_mailing_is_held_let_go_and_cancelled_by_its_name() {
    let desk = desk_with_newsletter();
    desk.does(&["edition", "publish", "2020-06-22", "--yes", "--grace", "3600"]);
    let (code, near) = desk.fails(&["mailing", "show", "2020-06-22/em"]);
    assert!(code == 1 && near.contains("did you mean `2020-06-22/en`?"), "{near}");
    assert!(desk.does(&["mailing", "pause", "2020-06-22/en"]).contains("held"));
    assert!(desk.does(&["mailing", "pause", "2020-06-22/en"]).contains("held already"));
    assert!(desk.does(&["mailing", "resume", "2020-06-22/en"]).contains("goes on"));
    desk.does(&["mailing", "cancel", "2020-06-22/en", "--yes"]);
    let shown: serde_json::Value =
        serde_json::from_str(&desk.does(&["mailing", "show", "2020-06-22/en", "--json"])).unwrap();
    assert_eq!((&shown["state"], &shown["newsletter"]), (&"cancelled".into(), &"en".into()), "{shown}");
    let newsletters = desk.does(&["newsletter", "list", "--json"]);
    assert!(newsletters.contains("\"slug\": \"en\"") && newsletters.contains("\"confirmed\": 0"), "{newsletters}");
    assert!(desk.does(&["subscriber", "count"]).contains("Nobody yet."));
}

#[test]
fn a_draft_is_removed_and_an_edition_is_not() {
    let desk = desk_with_newsletter();
    desk.does(&["edition", "remove", "2020-06-22", "--yes"]);
    assert!(desk.does(&["edition", "list"]).contains("No edition yet."));
    desk.does(&["edition", "import", "samples/2020-06-22"]);
    let (code, said) = desk.fails(&["edition", "remove", "2020-06-22", "--yes"]);
    assert!(code == 4 && said.contains("only a draft is removed"), "{said}");
}

#[test]
fn a_proof_is_the_mail_without_a_reader() {
    let desk = desk_with_newsletter();
    let (code, said) = desk.fails(&["edition", "proof", "2020-06-22", "--to", "editor@example.org"]);
    assert!(code == 1 && said.contains("there is no `smtp` to send a proof by"), "{said}");
    let runtime = Runtime::new().unwrap();
    let sink = runtime.block_on(Sink::start(Manners::good()));
    let mut command = desk.command(&["edition", "proof", "2020-06-22", "--to", "editor@example.org"]);
    let output = command.env("BAROGRAPH_SMTP", format!("smtp+plain://127.0.0.1:{}", sink.port)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    until("the proof", || sink.seen().mails.len() == 1);
    let mail = &sink.seen().mails[0];
    assert!(mail.from.contains("digest+") && mail.to.contains("editor@example.org"), "{} {}", mail.from, mail.to);
    let parsed = MessageParser::new().parse(&mail.bytes).unwrap();
    assert!(parsed.subject().unwrap().starts_with("[proof] "));
    assert!(parsed.header("List-Unsubscribe").is_none(), "there is no list to leave");
    assert!(parsed.body_text(0).unwrap().contains("/subscriptions/link"));
    let state = desk.does(&["edition", "list"]);
    assert!(state.contains("draft"), "{state}");
}

#[test]
fn a_proof_to_what_is_no_address_is_not_understood() {
    let (code, said) = Desk::new().fails(&["edition", "proof", "2020-06-22", "--to", "editor"]);
    assert!(code == 2 && said.contains("--to"), "{said}");
}
