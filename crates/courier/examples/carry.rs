//! Carries finished mails on a route, one after another:
//! `cargo run -p courier --example carry -- ROUTE [--trusting PEM] TO FILE…`.
//!
//! Ends well when the server has taken every one; else says what it said of the first that it did not take.

use std::error::Error;
use std::path::PathBuf;

use courier::{Courier, Outgoing, Route};
use mailroom::Address;

/// What would come back, comes back here.
const RETURN_PATH: &str = "back@vesnia.example";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1).peekable();
    let mut route = Route::parse(&words.next().ok_or("name a route, an address and files")?)?;
    if words.next_if_eq("--trusting").is_some() {
        route = route.trusting(&PathBuf::from(words.next().ok_or("`--trusting` takes a file of certificates")?))?;
    }
    let to = Address::parse(&words.next().ok_or("name an address")?)?;
    let courier = Courier::new(route)?;
    let mut taken = 0;
    for file in words {
        let mail = Outgoing { from: RETURN_PATH, to: &to, bytes: &std::fs::read(&file)? };
        courier.deliver(&mail).await.map_err(|failure| format!("{file}: {failure:?}"))?;
        taken += 1;
    }
    courier.close().await;
    println!("{taken} mails taken");
    Ok(())
}
