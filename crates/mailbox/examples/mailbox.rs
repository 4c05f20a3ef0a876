//! A mailbox by itself: `cargo run -p mailbox --example mailbox -- 127.0.0.1:2525 127.0.0.1:8025`
//!
//! The first address takes mail by SMTP, the second shows it at `/mailbox/`.

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mailbox::Mailbox;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut addresses = std::env::args().skip(1);
    let mut next = || addresses.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let (mails, pages) = (TcpListener::bind(next()).await?, TcpListener::bind(next()).await?);
    println!("Takes mail at {}, shows it at http://{}/mailbox/", mails.local_addr()?, pages.local_addr()?);
    let mailbox = Mailbox::new();
    let router: Router = mailbox.router().route("/assets/{name}", get(asset));
    tokio::select! {
        () = mailbox.receive(mails) => Ok(()),
        ended = async { axum::serve(pages, router).await } => ended,
    }
}

async fn asset(Path(name): Path<String>) -> Response {
    match press::asset(&format!("/assets/{name}")) {
        Some(asset) => ([(header::CONTENT_TYPE, asset.media_type)], asset.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
