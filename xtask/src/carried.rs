//! Mails that a real Postfix received and stored: each must be, byte for byte, what was sent.
//!
//! The mails are the press's samples, carried by the courier under STARTTLS.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::postfix::Postfix;
use crate::run;

/// Whom all of them go to.
const TO: &str = "alena@mail.example";

/// Headers that servers write in front of what they were given.
const TRACE: [&str; 4] = ["Return-Path", "X-Original-To", "Delivered-To", "Received"];

/// Sends every sample mail to Postfix and compares what it stored.
pub fn run() -> Result<()> {
    // One call, and the whole workspace: so nothing is built that the tests have not built already.
    run::line("cargo build --workspace --example samples --example carry")?;
    let examples = run::target()?.join("debug/examples");
    let samples = tempfile::Builder::new().prefix("barograph-samples-").tempdir()?;
    run::show(run::command(&examples.join("samples").to_string_lossy()).arg(samples.path()))?;
    let mails = mails(&samples.path().join("mail"))?;

    let domain = TO.split('@').next_back().unwrap_or_default();
    let postfix = Postfix::start(domain).context("no Postfix to receive mails")?;
    let mut carry = run::command(&examples.join("carry").to_string_lossy());
    carry.arg(postfix.route()).arg("--trusting").arg(postfix.certificate()).arg(TO).args(&mails);
    run::show(&mut carry).with_context(|| postfix.log())?;
    let stored = postfix.stored(mails.len())?;
    compare(&mails, stored.iter().map(|mail| without_trace(mail)).collect())
}

/// The `.eml` files of a folder of folders.
fn mails(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut mails = Vec::new();
    for kind in fs::read_dir(folder)? {
        for file in fs::read_dir(kind?.path())? {
            mails.push(file?.path());
        }
    }
    mails.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
    mails.sort();
    ensure!(!mails.is_empty(), "there is no mail in {}", folder.display());
    Ok(mails)
}

/// Each mail must have been stored once. They are told apart by nothing but their bytes.
fn compare(mails: &[PathBuf], mut stored: Vec<Vec<u8>>) -> Result<()> {
    let mut lost = Vec::new();
    for file in mails {
        let sent = fs::read(file)?;
        match stored.iter().position(|mail| *mail == sent) {
            Some(at) => drop(stored.swap_remove(at)),
            None => lost.push(file.display().to_string()),
        }
    }
    println!("{} of {} mails are stored by Postfix as they were sent", mails.len() - lost.len(), mails.len());
    ensure!(lost.is_empty(), "changed or lost on the way: {}", lost.join(", "));
    Ok(())
}

/// What was sent of what was stored: without the trace in front, its lines ending as SMTP has them end.
fn without_trace(stored: &[u8]) -> Vec<u8> {
    let mut rest = stored;
    while let Some(end) = header_end(rest).filter(|_| is_trace(rest)) {
        rest = &rest[end..];
    }
    let lines = rest.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| [line.strip_suffix(b"\n").unwrap_or(line), b"\r\n"].concat()).collect()
}

fn is_trace(mail: &[u8]) -> bool {
    TRACE.iter().any(|name| mail.strip_prefix(name.as_bytes()).is_some_and(|after| after.starts_with(b":")))
}

/// Where the first header ends, its continued lines with it.
fn header_end(mail: &[u8]) -> Option<usize> {
    let ends = mail.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    ends.into_iter().find(|end| !matches!(mail.get(*end), Some(b' ' | b'\t')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trace_in_front_is_left_out_and_nothing_else() {
        let stored = b"Return-Path: <a@b.example>\nDelivered-To: c\nReceived: from x\n\tby y\nFrom: a\nReceived: as text\n\nHi\n";
        assert_eq!(without_trace(stored), b"From: a\r\nReceived: as text\r\n\r\nHi\r\n");
    }

    #[test]
    fn a_mail_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        fs::write(&one, "same").unwrap();
        fs::write(&two, "same").unwrap();
        let mails = [one, two];
        assert!(compare(&mails, vec![b"same".to_vec(), b"same".to_vec()]).is_ok());
        let error = compare(&mails, vec![b"same".to_vec(), b"other".to_vec()]).unwrap_err().to_string();
        assert!(error.ends_with("two") && !error.contains("one,"), "{error}");
    }
}
