//! What a server refuses, and that the connection lives on.

use courier::Outgoing;
use mailroom::{Address, Lasting, Scope};

use crate::sink::{Answer, Manners, Moment, say};
use crate::{MAIL, assert_fault, deliver, deliver_to, reader, started};

fn every_tenth(moment: &Moment<'_>) -> Option<Answer> {
    let is_tenth = moment.verb == "RCPT" && moment.seen.recipients.is_multiple_of(10);
    is_tenth.then(|| Answer::Say("550 5.1.1 no such user".to_owned()))
}

#[tokio::test]
async fn every_tenth_recipient_is_refused_and_all_others_get_their_mail() {
    for extensions in [&[] as &[&str], &["PIPELINING"]] {
        let (sink, courier) = started(Manners::good().with(extensions).answering(every_tenth)).await;
        for number in 1..=40 {
            let result = deliver_to(&courier, &reader(number)).await;
            if number % 10 == 0 {
                assert_fault(result, Scope::Recipient, Lasting::Permanent, "550 5.1.1");
            } else {
                result.unwrap();
            }
        }
        let expected: Vec<String> = (1..=40).filter(|number| number % 10 != 0).map(reader).collect();
        assert_eq!(sink.recipients(), expected);
        // The last one refused is the fortieth, after which nothing comes.
        assert_eq!((sink.seen().connections, sink.count("RSET")), (1, 3));
    }
}

#[tokio::test]
async fn a_text_is_not_given_for_a_recipient_who_was_refused() {
    let wants_it = |moment: &Moment<'_>| match moment.verb {
        "RCPT" => say("550 5.1.1 no such user"),
        "DATA" => say("354 go on"),
        _ => None,
    };
    let (sink, courier) = started(Manners::good().answering(wants_it)).await;
    assert_fault(deliver(&courier).await, Scope::Recipient, Lasting::Permanent, "550 5.1.1");
    assert_fault(deliver(&courier).await, Scope::Recipient, Lasting::Permanent, "550 5.1.1");
    assert_eq!((sink.seen().connections, sink.seen().mails.len()), (2, 0));
}

#[tokio::test]
async fn a_refusal_that_repeats_the_recipient_is_kept_without_them() {
    let spellings: [fn(&str) -> String; 6] = [
        str::to_owned,
        |to| format!("<{}>", to.to_uppercase()),
        |to| to.replace('@', "%40").replace('+', "%2B"),
        |to| to.replace('+', "+2B"),
        |to| format!("\"{}\"@example.org", to.split('@').next().unwrap()),
        |to| to.split('@').next().unwrap().to_owned(),
    ];
    for spelling in spellings {
        let echo = move |moment: &Moment<'_>| {
            let to = moment.line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(to, _)| to);
            let refusal = |to: &str| Answer::Say(format!("550-5.1.1 {0}\r\n550 5.1.1 is not here: {0}", spelling(to)));
            to.filter(|_| moment.verb == "RCPT").map(refusal)
        };
        let (_sink, courier) = started(Manners::good().answering(echo)).await;
        let failure = deliver_to(&courier, "marked+week@example.org").await.unwrap_err();
        assert_eq!(failure.reply, "550 5.1.1 <recipient> is not here: <recipient>");
        assert!(!format!("{failure:?}").to_lowercase().contains("marked"));
    }
}

#[tokio::test]
async fn an_acceptance_that_repeats_the_recipient_is_kept_without_them() {
    let echo =
        |moment: &Moment<'_>| if moment.verb == "text" { say(&format!("250 for {}", moment.line)) } else { None };
    let (_sink, courier) = started(Manners::good().answering(echo)).await;
    assert_eq!(deliver(&courier).await.unwrap().reply, "250 for <recipient>");
}

#[tokio::test]
async fn a_mail_over_the_size_advertised_is_not_even_begun() {
    let (sink, courier) = started(Manners::good().with(&["SIZE 20"])).await;
    assert_fault(deliver(&courier).await, Scope::Mail, Lasting::Permanent, "the server takes 20");
    assert_fault(deliver(&courier).await, Scope::Mail, Lasting::Permanent, "the server takes 20");
    assert_eq!((sink.count("MAIL"), sink.seen().connections), (0, 1));
}

#[tokio::test]
async fn what_the_server_cannot_carry_is_the_mails_fault() {
    let (sink, courier) = started(Manners::good().with(&[])).await;
    let (latin, cyrillic) =
        (Address::parse("alena@example.org").unwrap(), Address::parse("алена@example.org").unwrap());
    let cases = [
        (Outgoing { from: "a@b.example", to: &latin, bytes: "ж".as_bytes() }, "8BITMIME"),
        (Outgoing { from: "a@b.example", to: &cyrillic, bytes: MAIL }, "SMTPUTF8"),
        (Outgoing { from: "a@b.example>\r\nRCPT TO:<c@d.example", to: &latin, bytes: MAIL }, "sender"),
        (Outgoing { from: "a b@c.example", to: &latin, bytes: MAIL }, "sender"),
    ];
    for (mail, words) in cases {
        assert_fault(courier.deliver(&mail).await, Scope::Mail, Lasting::Permanent, words);
    }
    assert_eq!(sink.count("MAIL"), 0);
}

#[tokio::test]
async fn a_text_refused_is_the_mails_fault_and_the_next_one_goes() {
    let first = |moment: &Moment<'_>| {
        let is_first = moment.verb == "text" && moment.line.starts_with("reader1");
        is_first.then(|| Answer::Say("550 5.7.1 looks like spam".to_owned()))
    };
    let (sink, courier) = started(Manners::good().answering(first)).await;
    assert_fault(deliver_to(&courier, &reader(1)).await, Scope::Mail, Lasting::Permanent, "5.7.1");
    deliver_to(&courier, &reader(2)).await.unwrap();
    assert_eq!((sink.seen().connections, sink.count("RSET")), (1, 0));
}
