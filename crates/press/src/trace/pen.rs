//! The pen: verdicts as lines on ruled paper whose time lines are arcs, because the pen sits on a swinging arm.

use newsroom::Verdict;
use newsroom::archive::{Mark, Tally};

use super::slots::Slots;
use super::{Pen, Strip};

/// More lines across a sheet than this would only be a grey; it then has its months alone.
const ARCS_MAX: usize = 54;

/// The paper a trace is drawn on.
pub struct Paper {
    /// Its height in steps of the pen; doubled when a trace would leave it.
    height: f64,
    /// How far the arm's arc bends, in periods.
    bend: f64,
    /// Whether every period has its line, or only the months.
    arcs: bool,
    /// How far after its line the name of a month stands, in percent of the width.
    pub label_percent: f64,
}

impl Paper {
    /// For the last periods.
    pub const STRIP: Self = Self { height: 12.0, bend: 0.45, arcs: false, label_percent: 0.8 };
    /// For a year.
    pub const YEAR: Self = Self { height: 14.0, bend: 0.6, arcs: true, label_percent: 0.5 };
}

/// One verdict as drawn: from a point in time to another, and from a level to another.
struct Stroke {
    verdict: Verdict,
    from: (f64, i32),
    to: (f64, i32),
}

/// Draws those of a section's verdicts that lie on the sheet.
pub fn draw(slots: &Slots, series: &[Mark], paper: &Paper) -> Strip {
    let places = on_sheet(slots, series);
    let strokes = strokes(&places);
    let sheet = Sheet::fitting(&strokes, paper, slots.periods().len());
    let pens = [Verdict::Unchanged, Verdict::Improved, Verdict::Worsened].into_iter();
    let pens = pens.map(|verdict| Pen { verdict, d: sheet.path(&strokes, verdict) });
    let nib = |stroke: &Stroke| Pen { verdict: stroke.verdict, d: format!("M{}h0", sheet.point(stroke.to)) };
    Strip {
        view_box: format!("0 0 {} {}", sheet.periods + 1, short(sheet.height)),
        fine: sheet.fine(paper.arcs),
        month: slots.months().iter().skip(1).map(|(place, _)| sheet.arc(*place)).collect(),
        pens: pens.filter(|pen| !pen.d.is_empty()).collect(),
        nib: strokes.last().map(nib),
        tally: Tally::of(places.iter().flatten().copied()),
        weeks: sheet.periods,
    }
}

/// A number with two decimals at most.
pub fn short(number: f64) -> String {
    format!("{number:.2}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Per period, the verdicts of the editions that begin in it: one, or none; several when editions came oftener.
fn on_sheet(slots: &Slots, series: &[Mark]) -> Vec<Vec<Verdict>> {
    let mut places = vec![Vec::new(); slots.periods().len()];
    for mark in series {
        if let Some(place) = slots.place(mark.period.first()) {
            places[place].push(mark.verdict);
        }
    }
    places
}

/// A verdict moves the pen across its period, from the level where it was; several share the period's width.
fn strokes(places: &[Vec<Verdict>]) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let mut level = 0;
    for (place, verdicts) in places.iter().enumerate() {
        for (nth, verdict) in verdicts.iter().enumerate() {
            let Some(step) = verdict.step() else { continue };
            let time = |nth: usize| place as f64 + nth as f64 / verdicts.len() as f64;
            strokes.push(Stroke { verdict: *verdict, from: (time(nth), level), to: (time(nth + 1), level + step) });
            level += step;
        }
    }
    strokes
}

/// A sheet of paper, cut to a number of periods, on which a trace is centred.
struct Sheet {
    height: f64,
    bend: f64,
    periods: usize,
    middle: f64,
}

impl Sheet {
    fn fitting(strokes: &[Stroke], paper: &Paper, periods: usize) -> Self {
        let levels = || strokes.iter().flat_map(|stroke| [stroke.from.1, stroke.to.1]);
        let (lowest, highest) = (levels().min().unwrap_or_default(), levels().max().unwrap_or_default());
        let mut height = paper.height;
        while f64::from(highest - lowest) > height {
            height *= 2.0;
        }
        Self { height, bend: paper.bend, periods, middle: f64::from(lowest + highest) / 2.0 }
    }

    /// `x y` of a level at a time, shifted along the arm's arc.
    fn point(&self, (time, level): (f64, i32)) -> String {
        let y = self.height / 2.0 - (f64::from(level) - self.middle);
        let share = y / self.height;
        format!("{} {}", short(time + self.bend * 4.0 * share * (1.0 - share)), short(y))
    }

    /// A time line: the same parabola as in [`Sheet::point`], as a quadratic Bézier curve.
    fn arc(&self, place: usize) -> String {
        let control = short(place as f64 + 2.0 * self.bend);
        format!("M{place} 0Q{control} {} {place} {}", short(self.height / 2.0), short(self.height))
    }

    fn fine(&self, arcs: bool) -> String {
        let mut lines = String::new();
        if arcs && self.periods < ARCS_MAX {
            lines.extend((0..=self.periods).map(|place| self.arc(place)));
        }
        let across = (1..).take_while(|y| f64::from(*y) < self.height);
        lines.extend(across.map(|y| format!("M0 {y}H{}", self.periods + 1)));
        lines
    }

    /// The strokes of one verdict; those that follow each other are one line.
    fn path(&self, strokes: &[Stroke], verdict: Verdict) -> String {
        let mut d = String::new();
        let mut pen_at = None;
        for stroke in strokes.iter().filter(|stroke| stroke.verdict == verdict) {
            if pen_at != Some(stroke.from.0) {
                d += &format!("M{}", self.point(stroke.from));
            }
            d += &format!("L{}", self.point(stroke.to));
            pen_at = Some(stroke.to.0);
        }
        d
    }
}
