//! Where everything stands on the card, as SVG.

use newsroom::{Direction, Verdict};

use super::lettering::{Face, Lettering, Room, escape, fit};
use super::{CardWords, HEIGHT, SECTIONS_MAX, WIDTH, ruled};

const INK: &str = "#14201c";
const SOFT: &str = "#4a5852";

/// Space at the outer edge.
const MARGIN: f32 = 64.0;
/// Space below the rows.
const FOOT: f32 = 38.0;
/// Where words end before the ruled paper.
const RIGHT: f32 = ruled::LEFT - 44.0;
/// How high a row is at most.
const ROW_MAX: f32 = 96.0;
/// From one line to the next, in sizes.
const LEADING: f32 = 1.08;

/// What all parts of the drawing measure by.
pub struct Page {
    /// Where the rows begin.
    pub rows_top: f32,
    /// How high each is.
    pub row: f32,
    /// Whether words run from right to left.
    pub mirrored: bool,
}

/// Where words stand.
#[derive(Clone, Copy)]
enum Place {
    /// They begin at the margin, or this far after it.
    Begin(f32),
    /// They end before the paper.
    End,
}

/// The whole card.
pub fn svg(words: &CardWords) -> String {
    let name = name(&words.name);
    let rows = words.verdicts.len().min(SECTIONS_MAX);
    let room = HEIGHT as f32 - FOOT - Head::below(&name, MARGIN).rule;
    let row = (room / rows.max(1) as f32).min(ROW_MAX);
    // Where a few rows leave space, all stands lower.
    let head = Head::below(&name, MARGIN + (room - row * rows as f32) / 2.0);
    let page = Page { rows_top: head.rule, row, mirrored: words.direction == Direction::RightToLeft };
    let row = |(at, judged)| page.row(page.rows_top + page.row * at as f32, judged);
    let drawn: String = words.verdicts.iter().take(rows).enumerate().map(row).collect();
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><path fill="#fcfdfc" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{}{}{drawn}</svg>"##,
        ruled::paper(&page),
        page.heading(&name, &words.period, &head)
    )
}

/// A verdict's colour.
pub fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Improved => "#0a5f99",
        Verdict::Unchanged => "#55625c",
        Verdict::Worsened => "#b3380a",
        Verdict::NotAssessed => SOFT,
    }
}

/// A verdict's symbol, in a square of 16: the pages' own.
fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Improved => "M8 1.5 15.5 14.5H.5z",
        Verdict::Unchanged => "M.5 6h15v4H.5z",
        Verdict::Worsened => "M8 14.5.5 1.5h15z",
        Verdict::NotAssessed => {
            "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zm0 2.6a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 1 1 0-7.8z"
        }
    }
}

/// The baselines above the rows, and the line between.
struct Head {
    name: f32,
    period: f32,
    rule: f32,
}

impl Head {
    /// From the top of the name down.
    fn below(name: &Lettering, top: f32) -> Self {
        let first = top + name.size * 0.72;
        let more = name.lines.len().saturating_sub(1) as f32;
        let period = first + name.size * LEADING * more + 54.0;
        Self { name: first, period, rule: period + 34.0 }
    }
}

/// In one line, unless it would be small; else in two, or in three.
fn name(words: &str) -> Lettering {
    let room = Room { face: Face::Serif, size_max: 80.0, size_min: 62.0, width: RIGHT - MARGIN, lines_max: 1 };
    let two = Room { size_max: 64.0, size_min: 44.0, lines_max: 2, ..room };
    let three = Room { size_max: 44.0, size_min: 34.0, lines_max: 3, ..room };
    first_that_fits(words, &room, &[two, three])
}

/// In one line; where a row is high enough, in two.
fn title(words: &str, row: f32, width: f32) -> Lettering {
    const ROW_FOR_TWO: f32 = 56.0;
    let size_min = (row * 0.42).min(27.0);
    let room = Room { face: Face::Serif, size_max: (row * 0.48).min(42.0), size_min, width, lines_max: 1 };
    let two = Room { size_max: row * 0.36, size_min: row * 0.3, lines_max: 2, ..room };
    first_that_fits(words, &room, if row > ROW_FOR_TWO { std::slice::from_ref(&two) } else { &[] })
}

/// In the first of these rooms that holds the words whole; else cut to fit the last.
fn first_that_fits(words: &str, first: &Room, then: &[Room]) -> Lettering {
    then.iter().fold(fit(words, first), |set, room| if set.is_cut() { fit(words, room) } else { set })
}

impl Page {
    /// A place along the line: from the left, or in a language that runs from right to left, from the right.
    pub fn x(&self, x: f32) -> f32 {
        if self.mirrored { WIDTH as f32 - x } else { x }
    }

    /// Words, the first line on this baseline.
    fn text(&self, set: &Lettering, fill: &str, place: Place, baseline: f32) -> String {
        let (x, ends) = match place {
            Place::Begin(after) => (self.x(MARGIN + after), false),
            Place::End => (self.x(RIGHT), true),
        };
        let anchor = if ends == self.mirrored { "start" } else { "end" };
        let (family, size) = (set.face.family(), set.size);
        let line = |(at, line): (usize, &String)| {
            let (y, words) = (baseline + size * LEADING * at as f32, escape(line));
            format!(
                r#"<text x="{x:.1}" y="{y:.1}" font-family="{family}" font-size="{size}" fill="{fill}" text-anchor="{anchor}">{words}</text>"#
            )
        };
        set.lines.iter().enumerate().map(line).collect()
    }

    fn heading(&self, name: &Lettering, period: &str, head: &Head) -> String {
        let room = Room { face: Face::Sans, size_max: 31.0, size_min: 22.0, width: RIGHT - MARGIN, lines_max: 1 };
        format!(
            r#"{}{}<path fill="none" stroke="{INK}" stroke-width="3" d="{}"/>"#,
            self.text(name, INK, Place::Begin(0.0), head.name),
            self.text(&fit(period, &room), SOFT, Place::Begin(0.0), head.period),
            self.across(head.rule)
        )
    }

    /// Symbol and title, the verdict's word at the paper's edge, and the pen's step on the paper.
    fn row(&self, top: f32, (verdict, section, word): &(Verdict, String, String)) -> String {
        const GAP: f32 = 18.0;
        let (middle, small, colour) = (top + self.row / 2.0, (self.row * 0.36).min(31.0), colour(*verdict));
        let room = Room { face: Face::SansBold, size_max: small, size_min: 12.0, width: 220.0, lines_max: 1 };
        let word = fit(word, &room);
        let title = title(section, self.row, RIGHT - MARGIN - small - GAP * 2.5 - word.width());
        format!(
            r##"{}{}{}<path fill="none" stroke="#a9bbb2" stroke-width="1.5" d="{}"/>{}"##,
            self.symbol(*verdict, middle, small),
            self.text(&title, INK, Place::Begin(small + GAP), about(&title, middle)),
            self.text(&word, colour, Place::End, about(&word, middle)),
            self.across(top + self.row),
            ruled::pen(self, *verdict, middle)
        )
    }

    fn symbol(&self, verdict: Verdict, middle: f32, size: f32) -> String {
        let left = self.x(MARGIN).min(self.x(MARGIN + size));
        let (fill, d, top, scale) = (colour(verdict), symbol(verdict), middle - size / 2.0, size / 16.0);
        format!(
            r#"<path fill="{fill}" fill-rule="evenodd" transform="translate({left:.1} {top:.1}) scale({scale:.3})" d="{d}"/>"#
        )
    }

    /// A line across the words.
    fn across(&self, y: f32) -> String {
        format!("M{} {y:.1}H{}", self.x(MARGIN), self.x(RIGHT))
    }
}

/// The first baseline of lines that stand about a middle.
fn about(set: &Lettering, middle: f32) -> f32 {
    let more = set.lines.len().saturating_sub(1) as f32;
    middle + set.size * (0.34 - LEADING / 2.0 * more)
}
