//! The mailbox as a mail server: what it takes, byte for byte, and that nothing it is told upsets it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

use std::io::ErrorKind;
use std::time::Duration;

use mailbox::Mailbox;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// No answer takes longer than this, or the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

async fn opened(mailbox: &Mailbox) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mailbox = mailbox.clone();
    tokio::spawn(async move { mailbox.receive(listener).await });
    port
}

/// Says all of it at once and gives all that is answered until the other side goes.
async fn told(port: u16, words: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(words).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    String::from_utf8(answer).unwrap()
}

/// The first three digits of each reply.
fn codes(answer: &str) -> Vec<&str> {
    answer.lines().filter(|line| line.as_bytes()[3] == b' ').map(|line| &line[..3]).collect()
}

#[tokio::test]
async fn a_mail_is_kept_byte_for_byte_with_its_envelope() {
    let mailbox = Mailbox::new();
    let port = opened(&mailbox).await;
    let answer = told(
        port,
        "EHLO here\r\nMAIL FROM:<Back+1@Example.org> SIZE=99 BODY=8BITMIME\r\nRCPT TO:<Alena@example.org>\r\n\
         RCPT TO:<b@example.net>\r\nDATA\r\nSubject: =?utf-8?q?=D0=96?=\r\n\r\n..one\r\n...\r\nbare\n.\r\nёж\r.\r\n\r\n..\r\n.\r\nQUIT\r\n"
            .as_bytes(),
    )
    .await;
    assert_eq!(codes(&answer), ["220", "250", "250", "250", "250", "354", "250", "221"]);
    assert!(answer.contains("250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE "), "{answer}");
    let mails = mailbox.received();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].from, "Back+1@Example.org");
    assert_eq!(mails[0].to, ["Alena@example.org", "b@example.net"]);
    let bytes = String::from_utf8(mails[0].bytes.clone()).unwrap();
    assert_eq!(bytes, "Subject: =?utf-8?q?=D0=96?=\r\n\r\n.one\r\n..\r\nbare\n.\r\nёж\r.\r\n\r\n.\r\n");
    assert_eq!(mailbox.mails()[0].subject, "Ж");
}

#[tokio::test]
async fn a_text_without_a_line_and_several_mails_in_one_conversation() {
    let mailbox = Mailbox::new();
    let port = opened(&mailbox).await;
    let answer = told(
        port,
        b"HELO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\n.\r\nMAIL FROM:<c@example.org>\r\n\
          RCPT TO:<a@example.org>\r\nRSET\r\nDATA\r\nmail from:<c@example.org>\r\nrcpt to:<d@example.org>\r\nDATA\r\n..\r\n.\r\nNOOP\r\n",
    )
    .await;
    assert_eq!(
        codes(&answer),
        ["220", "250", "250", "250", "354", "250", "250", "250", "250", "503", "250", "250", "354", "250", "250"]
    );
    let kept: Vec<_> = mailbox.received().iter().map(|mail| (mail.to[0].clone(), mail.bytes.clone())).collect();
    assert_eq!(kept, [("a@example.org".to_owned(), b"".to_vec()), ("d@example.org".to_owned(), b".\r\n".to_vec())]);
    let empty = &mailbox.mails()[0];
    assert_eq!((empty.to.as_str(), empty.subject.as_str(), &empty.html), ("a@example.org", "", &None));
}

#[tokio::test]
async fn a_mail_is_here_before_its_250_is_said() {
    let mailbox = Mailbox::new().slow(Duration::from_secs(3600));
    let port = opened(&mailbox).await;
    let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
    stream
        .write_all(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\n")
        .await
        .unwrap();
    let mut line = String::new();
    while !line.starts_with("354") {
        line.clear();
        timeout(PATIENCE, stream.read_line(&mut line)).await.unwrap().unwrap();
    }
    let kept = async {
        while mailbox.taken() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, kept).await.unwrap();
    let unsaid = stream.get_ref().try_read(&mut [0; 64]).map_err(|error| error.kind());
    assert!(stream.buffer().is_empty() && unsaid == Err(ErrorKind::WouldBlock), "250 was said too early");
}

#[tokio::test]
async fn what_breaks_off_is_not_kept() {
    let mailbox = Mailbox::new();
    let port = opened(&mailbox).await;
    let answer = told(port, b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\nSubject: x\r\n.\r").await;
    assert_eq!(codes(&answer).last(), Some(&"354"));
    assert_eq!(mailbox.taken(), 0);
}

#[tokio::test]
async fn more_than_is_taken_is_refused_and_the_conversation_goes_on() {
    let mailbox = Mailbox::new();
    let port = opened(&mailbox).await;
    assert!(
        told(port, b"EHLO x\r\nMAIL FROM:<> SIZE=999999999\r\n")
            .await
            .ends_with("552 5.3.4 larger than any mail taken\r\n")
    );
    let mut words = b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\n".to_vec();
    words.extend(b"0123456789abcd\r\n".repeat(2 * 1024 * 1024 + 1));
    words.extend(b"\r\n.\r\nMAIL FROM:<>\r\n");
    words.extend(b"RCPT TO:<a@example.org>\r\n".repeat(101));
    words.extend(b"NOOP ".repeat(1000));
    words.extend(b"\r\nNOOP\r\n");
    let answer = told(port, &words).await;
    let codes = codes(&answer);
    assert_eq!(&codes[4..7], ["354", "552", "250"]);
    assert_eq!(codes.iter().filter(|code| **code == "452").count(), 1);
    assert_eq!(&codes[codes.len() - 2..], ["500", "250"]);
    assert_eq!(mailbox.taken(), 0);
}

#[tokio::test]
async fn garbage_is_answered_and_upsets_nobody() {
    let mailbox = Mailbox::new();
    let port = opened(&mailbox).await;
    // A small generator of our own, so that the same garbage comes each time.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let verbs: [&[u8]; 10] = [
        b"MAIL FROM:<",
        b"RCPT TO:<",
        b"EHLO ",
        b"AUTH ",
        b"BDAT ",
        b"\xff\xfe",
        b"@\\\"",
        b"> SIZE=",
        b" \r \n",
        b"\r\n",
    ];
    for _ in 0..200 {
        let mut words = Vec::new();
        for _ in 0..next() % 60 {
            let random = next();
            match random % 3 {
                0 => words.extend(random.to_le_bytes()),
                _ => words.extend(verbs[usize::try_from(random % 10).unwrap()]),
            }
        }
        words.extend(b"\r\nNOOP still\r\n");
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.write_all(&words).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.ends_with("250 2.0.0 here\r\n"), "{}: {answer}", words.escape_ascii());
    }
    assert_eq!(mailbox.taken(), 0);
}
