//! Signing in: AUTH PLAIN (RFC 4616), or LOGIN where a server has nothing better.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::extensions::Extensions;
use crate::route::Login;
use crate::stage::Stage;
use crate::trouble::{Cause, Trouble, at};
use crate::wire::Wire;

/// Signs in.
pub(crate) async fn sign_in(wire: &mut Wire, extensions: &Extensions, login: &Login) -> Result<(), Trouble> {
    if extensions.plain {
        let words = Zeroizing::new(format!("\0{}\0{}", login.user.as_str(), login.password.as_str()));
        let command = Zeroizing::new(format!("AUTH PLAIN {}", encoded(&words).as_str()));
        wire.ask(Stage::Auth, &command).await?;
    } else if extensions.login {
        dictate(wire, login).await?;
    } else {
        return Err(at(Stage::Auth)(Cause::Lacking("AUTH PLAIN or AUTH LOGIN")));
    }
    Ok(())
}

/// LOGIN asks for user and password one after the other.
async fn dictate(wire: &mut Wire, login: &Login) -> Result<(), Trouble> {
    for line in ["AUTH LOGIN\r\n", encoded(&login.user).as_str()] {
        wire.say(Stage::Auth, line).await?;
        let reply = wire.reply(Stage::Auth).await?;
        match reply.code {
            334 => {}
            400.. => return Err(at(Stage::Auth)(Cause::Refused(reply))),
            _ => return Err(at(Stage::Auth)(Cause::Garbage("an answer to something else"))),
        }
    }
    wire.ask(Stage::Auth, &encoded(&login.password)).await.map(drop)
}

/// In base64, as a line.
fn encoded(words: &str) -> Zeroizing<String> {
    let mut line = Zeroizing::new(STANDARD.encode(words));
    line.push_str("\r\n");
    line
}
