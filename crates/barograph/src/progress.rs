//! Progress of long work: a bar where somebody watches, lines where not.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `steps`, under a title; over none, as long as nobody knows how many there will be.
pub(crate) fn bar(title: &'static str, steps: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        eprintln!("{title}{}", if steps == 0 { String::new() } else { format!(" ({steps})") });
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX)).with_message(title);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
