//! The ruled paper beside the words, and what the pen draws on it.

use newsroom::Verdict;

use super::drawing::{Page, colour};
use super::{HEIGHT, WIDTH};

/// Where the paper begins; it runs to the edge. Where words run from right to left it lies on the other side, but the pen
/// still moves as it does on the pages' traces: a rise must not look like a fall.
pub const LEFT: f32 = 812.0;
/// How wide the paper is.
const PAPER: f32 = WIDTH as f32 - LEFT;
/// How high it is.
const TALL: f32 = HEIGHT as f32;
/// From one time line to the next.
const HOUR: f32 = 48.5;
/// How far a time line bends: the arm's arc, as in the traces.
const BEND: f32 = 30.0;

/// Where the pen starts and how far it goes.
const PEN: (f32, f32) = (HOUR * 2.0, HOUR * 4.0);

/// Paper, lines across and time lines.
pub fn paper(page: &Page) -> String {
    let left = left(page);
    let rise = page.row / 2.0;
    // The lines between which the pen steps, and as many above and below as the paper holds.
    let first = (page.rows_top + rise / 2.0) % rise;
    let count = (TALL / rise).ceil() as usize;
    let across = (0..count).map(|place| format!("M0 {:.1}h{PAPER}", first + rise * place as f32));
    let across: String = across.collect();
    let arcs = |heavy: bool| (0..9_u8).filter(move |n| n.is_multiple_of(4) == heavy).map(arc);
    let (light, heavy) = (arcs(false).collect::<String>(), arcs(true).collect::<String>());
    let sheet = format!("M0 0h{PAPER}v{TALL}H0z");
    format!(
        r##"<clipPath id="sheet"><path d="{sheet}"/></clipPath><g fill="none" stroke-width="1.5" transform="translate({left} 0)" clip-path="url(#sheet)"><path fill="#f0f6f2" d="{sheet}"/><path stroke="#d9e4de" d="{across}{light}"/><path stroke="#a9bbb2" d="{heavy}"/></g>"##
    )
}

/// One verdict: a step of the pen and the nib at its end. Not assessed lifts the pen.
pub fn pen(page: &Page, verdict: Verdict, middle: f32) -> String {
    let Some(step) = verdict.step() else { return String::new() };
    let rise = page.row / 4.0 * step as f32;
    let (from, to) = (middle + rise, middle - rise);
    let nib = (page.row * 0.34).min(22.0);
    let at = |x: f32, y: f32| format!("{:.1} {y:.1}", left(page) + x + shift(y));
    let colour = colour(verdict);
    format!(
        r#"<path fill="none" stroke="{colour}" stroke-width="6" stroke-linecap="round" d="M{}L{}"/><path fill="none" stroke="{colour}" stroke-width="{nib:.1}" stroke-linecap="round" d="M{}h.01"/>"#,
        at(PEN.0, from),
        at(PEN.0 + PEN.1, to),
        at(PEN.0 + PEN.1, to),
    )
}

/// A time line: the parabola of [`shift`].
fn arc(place: u8) -> String {
    let x = HOUR * (f32::from(place) - 1.0);
    format!("M{x} 0Q{} {} {x} {}", x + 2.0 * BEND, TALL / 2.0, TALL)
}

fn left(page: &Page) -> f32 {
    if page.mirrored { 0.0 } else { LEFT }
}

fn shift(y: f32) -> f32 {
    let share = y / TALL;
    BEND * 4.0 * share * (1.0 - share)
}
