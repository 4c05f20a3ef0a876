//! One connection of the sink, from greeting to goodbye.

use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::{Answer, Manners, Moment, Seen, Taken};

/// Holds the whole conversation, under TLS where it comes to that.
pub async fn hold(stream: TcpStream, connection: usize, manners: Manners, seen: Arc<Mutex<Seen>>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut talk =
        Talk { connection, manners, seen, is_protected: false, from: None, to: None, mails_here: 0, dictated: 0 };
    if talk.manners.is_tls_first {
        talk.is_protected = true;
        let acceptor = talk.manners.acceptor.clone().unwrap();
        return talk.all(acceptor.accept(stream).await?).await;
    }
    let mut plain = BufReader::new(stream);
    if talk.greet(&mut plain).await? && talk.until_tls(&mut plain).await? {
        let acceptor = talk.manners.acceptor.clone().unwrap();
        talk.is_protected = true;
        let mut secure = BufReader::new(acceptor.accept(plain.into_inner()).await?);
        talk.until_tls(&mut secure).await?;
    }
    Ok(())
}

struct Talk {
    connection: usize,
    manners: Manners,
    seen: Arc<Mutex<Seen>>,
    is_protected: bool,
    from: Option<String>,
    to: Option<String>,
    mails_here: usize,
    /// Lines of AUTH LOGIN still to come.
    dictated: usize,
}

impl Talk {
    async fn all<S: AsyncRead + AsyncWrite + Unpin>(&mut self, stream: S) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        if self.greet(&mut stream).await? {
            self.until_tls(&mut stream).await?;
        }
        Ok(())
    }

    async fn greet<S: AsyncRead + AsyncWrite + Unpin>(&mut self, stream: &mut BufReader<S>) -> io::Result<bool> {
        let answer = self.wanted("greeting", "");
        give(stream, answer, "220 sink ready").await
    }

    /// Until the other side goes, or TLS begins: then true.
    async fn until_tls<S: AsyncRead + AsyncWrite + Unpin>(&mut self, stream: &mut BufReader<S>) -> io::Result<bool> {
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(false);
            }
            let command = line.trim_end().to_owned();
            self.seen.lock().unwrap().commands.push(command.clone());
            let verb = if self.dictated > 0 { "" } else { command.split([' ', ':']).next().unwrap_or_default() };
            let proper = self.proper(verb, &command);
            let answer = self.wanted(verb, &command);
            if verb == "RCPT" && answer.is_some() {
                self.to = None;
            }
            if !give(stream, answer, &proper).await? || verb == "QUIT" {
                return Ok(false);
            }
            if verb == "STARTTLS" && self.manners.acceptor.is_some() {
                return Ok(true);
            }
            if verb == "DATA" && self.to.is_some() && !self.text(stream).await? {
                return Ok(false);
            }
        }
    }

    /// The proper answer, and what follows from the command.
    fn proper(&mut self, verb: &str, line: &str) -> String {
        match verb {
            "EHLO" => self.hello(),
            "STARTTLS" => "220 go ahead".to_owned(),
            "AUTH" if line == "AUTH LOGIN" => {
                self.dictated = 2;
                "334 VXNlcm5hbWU6".to_owned()
            }
            "" => {
                self.dictated -= 1;
                if self.dictated == 0 { "235 2.7.0 welcome" } else { "334 UGFzc3dvcmQ6" }.to_owned()
            }
            "AUTH" => "235 2.7.0 welcome".to_owned(),
            "MAIL" => {
                (self.from, self.to) = (Some(path(line)), None);
                "250 2.1.0 ok".to_owned()
            }
            "RCPT" => {
                self.seen.lock().unwrap().recipients += 1;
                self.to = Some(path(line));
                "250 2.1.5 ok".to_owned()
            }
            "DATA" if self.to.is_some() => "354 go on".to_owned(),
            "DATA" => "554 5.5.1 no valid recipients".to_owned(),
            "RSET" => {
                (self.from, self.to) = (None, None);
                "250 2.0.0 ok".to_owned()
            }
            "QUIT" => "221 2.0.0 bye".to_owned(),
            _ => "500 5.5.2 what".to_owned(),
        }
    }

    fn hello(&self) -> String {
        let mut lines = vec!["sink"];
        lines.extend(&self.manners.extensions);
        if self.manners.acceptor.is_some() && !self.is_protected {
            lines.push("STARTTLS");
        }
        let last = lines.pop().unwrap_or_default();
        let before: String = lines.iter().map(|line| format!("250-{line}\r\n")).collect();
        format!("{before}250 {last}")
    }

    /// Takes a text up to its final dot and answers that.
    async fn text<S: AsyncRead + AsyncWrite + Unpin>(&mut self, stream: &mut BufReader<S>) -> io::Result<bool> {
        let mut bytes = Vec::new();
        loop {
            let start = bytes.len();
            if stream.read_until(b'\n', &mut bytes).await? == 0 {
                return Ok(false);
            }
            if bytes[start..] == *b".\r\n" {
                bytes.truncate(start);
                break;
            }
            if bytes[start] == b'.' {
                bytes.remove(start);
            }
        }
        let (from, to) = (self.from.take().unwrap(), self.to.take().unwrap());
        let answer = self.wanted("text", &to);
        if matches!(answer, None | Some(Answer::After(..) | Answer::ProperAndClose)) {
            self.mails_here += 1;
            let mail = Taken { connection: self.connection, at: Instant::now(), from, to, bytes };
            self.seen.lock().unwrap().mails.push(mail);
        }
        give(stream, answer, "250 2.0.0 taken").await
    }

    fn wanted(&self, verb: &str, line: &str) -> Option<Answer> {
        let seen = self.seen.lock().unwrap();
        let (connection, mails_here) = (self.connection, self.mails_here);
        (self.manners.answer)(&Moment { verb, line, connection, mails_here, seen: &seen })
    }
}

/// Gives the answer; false if that was the last word.
async fn give<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    answer: Option<Answer>,
    proper: &str,
) -> io::Result<bool> {
    let (words, goes_on) = match answer {
        None => (proper.to_owned(), true),
        Some(Answer::Say(words)) => (words, true),
        Some(Answer::SayAndClose(words)) => (words, false),
        Some(Answer::ProperAndClose) => (proper.to_owned(), false),
        Some(Answer::Close) => return Ok(false),
        Some(Answer::Hang) => pending().await,
        Some(Answer::After(time, words)) => {
            sleep(time).await;
            (words, true)
        }
    };
    stream.write_all(format!("{words}\r\n").as_bytes()).await?;
    stream.flush().await?;
    Ok(goes_on)
}

/// What stands between the brackets.
fn path(line: &str) -> String {
    line.split_once('<').and_then(|(_, rest)| rest.rsplit_once('>')).map_or(String::new(), |(path, _)| path.to_owned())
}
