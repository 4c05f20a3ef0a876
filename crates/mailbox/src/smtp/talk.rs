//! One conversation, from greeting to goodbye.

use std::io;

use smtp_proto::{Error, Request};
use tokio::net::TcpStream;

use super::lines::Lines;
use super::text::{self, MAIL_BYTES_MAX, Text};
use crate::Mailbox;

/// Longest command, with its end (RFC 5321, 4.5.3.1.4, and what extensions add).
const COMMAND_BYTES_MAX: usize = 2048;
/// Recipients of one mail (RFC 5321, 4.5.3.1.8 asks for a hundred at least).
const RECIPIENTS_MAX: usize = 100;

/// Talks until the other side goes.
pub(super) async fn hold(stream: TcpStream, mailbox: Mailbox) -> io::Result<()> {
    let mut talk = Talk { lines: Lines::new(stream), mailbox, from: None, to: Vec::new() };
    talk.lines.say("220 mailbox ready").await?;
    while talk.one().await? {}
    talk.lines.flush().await
}

struct Talk {
    lines: Lines,
    mailbox: Mailbox,
    from: Option<String>,
    to: Vec<String>,
}

impl Talk {
    /// One command and its reply; false when that was the last.
    async fn one(&mut self) -> io::Result<bool> {
        let mut line = Vec::new();
        if !self.lines.next(&mut line, COMMAND_BYTES_MAX).await? {
            return Ok(false);
        }
        if !line.ends_with(b"\n") {
            return self.too_long(line).await;
        }
        let request = Request::parse(&mut line.iter()).map(Request::into_owned);
        let goes_on = !matches!(request, Ok(Request::Quit));
        let reply = match request {
            Ok(Request::Data) => return self.data().await,
            Ok(request) => self.reply(request),
            Err(error) => refusal(&error).to_owned(),
        };
        self.lines.say(&reply).await?;
        Ok(goes_on)
    }

    /// Skips the rest of a line that is longer than any command.
    async fn too_long(&mut self, mut line: Vec<u8>) -> io::Result<bool> {
        while !line.ends_with(b"\n") {
            line.clear();
            if !self.lines.next(&mut line, COMMAND_BYTES_MAX).await? {
                return Ok(false);
            }
        }
        self.lines.say("500 5.5.2 longer than any command").await?;
        Ok(true)
    }

    fn reply(&mut self, request: Request<String>) -> String {
        match request {
            Request::Ehlo { .. } => {
                self.forget();
                format!("250-mailbox\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE {MAIL_BYTES_MAX}")
            }
            Request::Helo { .. } => {
                self.forget();
                "250 mailbox".to_owned()
            }
            Request::Mail { from } if from.size > MAIL_BYTES_MAX => "552 5.3.4 larger than any mail taken".to_owned(),
            Request::Mail { from } => {
                self.forget();
                self.from = Some(from.address);
                "250 2.1.0 go on".to_owned()
            }
            Request::Rcpt { to } => self.recipient(to.address).to_owned(),
            Request::Rset => {
                self.forget();
                "250 2.0.0 forgotten".to_owned()
            }
            Request::Noop { .. } => "250 2.0.0 here".to_owned(),
            Request::Vrfy { .. } => "252 2.1.5 everybody is welcome".to_owned(),
            Request::Quit => "221 2.0.0 bye".to_owned(),
            _ => "502 5.5.1 not here".to_owned(),
        }
    }

    fn recipient(&mut self, address: String) -> &'static str {
        if self.from.is_none() {
            return "503 5.5.1 who writes? MAIL comes first";
        }
        if address.is_empty() {
            return "553 5.1.3 nobody";
        }
        if self.to.len() >= RECIPIENTS_MAX {
            return "452 4.5.3 that is enough for one mail";
        }
        self.to.push(address);
        "250 2.1.5 welcome"
    }

    /// Takes the text. The mail is in the mailbox before its 250 is said.
    async fn data(&mut self) -> io::Result<bool> {
        let (Some(from), false) = (self.from.clone(), self.to.is_empty()) else {
            self.lines.say("503 5.5.1 MAIL and RCPT come first").await?;
            return Ok(true);
        };
        self.lines.say("354 until a dot stands alone").await?;
        self.lines.flush().await?;
        let reply = match text::read(&mut self.lines).await? {
            Text::Broken => return Ok(false),
            Text::TooBig => "552 5.3.4 larger than any mail taken",
            Text::Whole(bytes) => {
                let to = std::mem::take(&mut self.to);
                self.mailbox.lock().take(from, to, bytes);
                tokio::time::sleep(self.mailbox.delay).await;
                "250 2.0.0 taken"
            }
        };
        self.forget();
        self.lines.say(reply).await?;
        Ok(true)
    }

    fn forget(&mut self) {
        self.from = None;
        self.to.clear();
    }
}

fn refusal(error: &Error) -> &'static str {
    match error {
        Error::UnknownCommand => "500 5.5.1 what?",
        Error::InvalidSenderAddress => "553 5.1.7 that is no sender",
        Error::InvalidRecipientAddress => "553 5.1.3 that is no recipient",
        Error::UnsupportedParameter { .. } => "555 5.5.4 not with that",
        _ => "501 5.5.4 that cannot be read",
    }
}
