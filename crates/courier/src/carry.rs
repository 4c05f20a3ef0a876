//! One mail over one session: MAIL, RCPT and DATA, together where the server allows it, then the text.

use std::fmt::Write;

use zeroize::Zeroizing;

use crate::Outgoing;
use crate::data::stuffed;
use crate::extensions::Extensions;
use crate::reply::Reply;
use crate::session::Session;
use crate::stage::Stage;
use crate::trouble::{Cause, Trouble, at};

type Commands = Vec<(Stage, Zeroizing<String>)>;

impl Session {
    /// Carries a mail; the reply is the one to its final dot.
    pub async fn carry(&mut self, mail: &Outgoing<'_>) -> Result<Reply, Trouble> {
        check(mail, &self.extensions)?;
        self.mails += 1;
        let commands = self.commands(mail);
        let done = match self.envelope(&commands).await {
            Ok(()) => self.text(mail).await,
            Err(trouble) => {
                self.is_reset_due = true;
                Err(trouble)
            }
        };
        self.is_over |= done.as_ref().err().is_some_and(Trouble::ends_session);
        done
    }

    async fn text(&mut self, mail: &Outgoing<'_>) -> Result<Reply, Trouble> {
        self.wire.pour(&stuffed(mail.bytes)).await?;
        self.wire.hear(Stage::Text).await
    }

    /// MAIL, RCPT and DATA, after RSET where the server still remembers a mail that it refused.
    fn commands(&mut self, mail: &Outgoing<'_>) -> Commands {
        let mut commands = Commands::new();
        if std::mem::take(&mut self.is_reset_due) {
            commands.push((Stage::Reset, Zeroizing::new("RSET\r\n".to_owned())));
        }
        commands.push((Stage::Sender, sender(mail, &self.extensions)));
        let recipient = Zeroizing::new(format!("RCPT TO:<{}>\r\n", mail.to.mailbox().as_str()));
        commands.push((Stage::Recipient, recipient));
        commands.push((Stage::Data, Zeroizing::new("DATA\r\n".to_owned())));
        commands
    }

    async fn envelope(&mut self, commands: &Commands) -> Result<(), Trouble> {
        if self.extensions.pipelining {
            return self.together(commands).await;
        }
        for (stage, command) in commands {
            self.wire.ask(*stage, command).await?;
        }
        Ok(())
    }

    /// All in one go (RFC 2920). Every command gets its answer, also those after a refusal, which is the one that counts.
    async fn together(&mut self, commands: &Commands) -> Result<(), Trouble> {
        let lines: Zeroizing<String> = Zeroizing::new(commands.iter().map(|(_, line)| line.as_str()).collect());
        self.wire.say(Stage::Sender, &lines).await?;
        let mut refusal = None;
        for (stage, _) in commands {
            match (self.wire.hear(*stage).await, &refusal) {
                (Ok(_), None) => {}
                // A server that wants a text for nobody would take an empty mail; there is no way on but out.
                (Ok(_), Some(_)) => self.is_over |= *stage == Stage::Data,
                (Err(trouble), _) => {
                    self.is_over |= trouble.ends_session();
                    refusal.get_or_insert(trouble);
                }
            }
            if self.is_over {
                break;
            }
        }
        refusal.map_or(Ok(()), Err)
    }
}

fn sender(mail: &Outgoing<'_>, extensions: &Extensions) -> Zeroizing<String> {
    let mut command = Zeroizing::new(format!("MAIL FROM:<{}>", mail.from));
    if extensions.size {
        let _ = write!(command, " SIZE={}", mail.bytes.len());
    }
    if extensions.eight_bit && !mail.bytes.is_ascii() {
        command.push_str(" BODY=8BITMIME");
    }
    if mail.to.needs_smtputf8() {
        command.push_str(" SMTPUTF8");
    }
    command.push_str("\r\n");
    command
}

/// What the server could only refuse, found before it is asked.
fn check(mail: &Outgoing<'_>, extensions: &Extensions) -> Result<(), Trouble> {
    let unfit = |why: String| Err(at(Stage::Sender)(Cause::Unfit(why)));
    let bytes = mail.bytes.len();
    if mail.from.bytes().any(|byte| !byte.is_ascii_graphic() || matches!(byte, b'<' | b'>')) {
        return unfit("the sender's address is not one that SMTP takes".to_owned());
    }
    if let Some(max) = extensions.size_bytes_max.filter(|max| bytes as u64 > *max) {
        return unfit(format!("the mail has {bytes} bytes, and the server takes {max}"));
    }
    if !extensions.eight_bit && !mail.bytes.is_ascii() {
        return unfit("the mail has bytes over 127, and the server lacks 8BITMIME".to_owned());
    }
    if !extensions.utf8 && mail.to.needs_smtputf8() {
        return unfit("the address has letters outside ASCII, and the server lacks SMTPUTF8".to_owned());
    }
    Ok(())
}
