//! Writes every template in every state and language as a file, with the assets they need:
//! `cargo run -p press --example samples -- DIR`.
//!
//! `DIR/{template}/{sample}/{lang}.html`, `DIR/assets/…`, and in `DIR/index.txt` the path of each page on a line; of each
//! mail `DIR/mail/{sample}/{lang}.eml`, its two parts as `.html` and `.txt`, what its headers mean as `.json`, and in
//! `DIR/mails.txt` the paths of its HTML parts.

use std::fs;
use std::io;
use std::path::Path;

use mail_parser::MessageParser;
use press::{assets, mail, sample};

fn main() -> io::Result<()> {
    let Some(folder) = std::env::args().nth(1) else {
        return Err(io::Error::other("name the folder to write into: `samples DIR`"));
    };
    let folder = Path::new(&folder);
    let mut index = String::new();
    for (path, html) in sample::all() {
        write(folder, &path, html.as_bytes())?;
        index.push_str(&path);
        index.push('\n');
    }
    for (path, asset) in assets::all() {
        write(folder, path, asset.bytes)?;
    }
    for (path, bytes) in sample::media() {
        write(folder, &path, bytes)?;
    }
    write(folder, "/index.txt", index.as_bytes())?;
    mails(folder)
}

fn mails(folder: &Path) -> io::Result<()> {
    let mut index = String::new();
    for sample in mail::samples() {
        let path = format!("/mail/{}/{}", sample.name, sample.language);
        let parsed = MessageParser::new().parse(&sample.bytes).ok_or_else(|| io::Error::other("a mail is none"))?;
        let (html, text) = (parsed.body_html(0).unwrap_or_default(), parsed.body_text(0).unwrap_or_default());
        write(folder, &format!("{path}.eml"), &sample.bytes)?;
        write(folder, &format!("{path}.json"), &serde_json::to_vec(&sample.meant)?)?;
        write(folder, &format!("{path}.html"), html.as_bytes())?;
        write(folder, &format!("{path}.txt"), text.as_bytes())?;
        index.push_str(&format!("{path}.html\n"));
    }
    write(folder, "/mails.txt", index.as_bytes())
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let file = folder.join(path.trim_start_matches('/'));
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(file, bytes)
}
