//! The mockup's own numbers, and what must hold for any series.

use jiff::ToSpan;
use jiff::civil::date;
use newsroom::publication::PublicationId;
use newsroom::{
    Edition, EditionSlug, Headline, Judged, Kind, Labels, Language, Languages, PeriodKind, Publication, Section,
    SectionName, Spoken, State, Texts,
};

use super::*;

/// One sign a period: improved, unchanged, worsened, not assessed, an edition without this section, no edition.
const SIGNS: &str = "+=-? .";

const ECONOMY_2020: &str = ".==+==++=-==-==--===+==---";
const ECONOMY_2018: &str = ".+==+=-===========+-=====----=++=====-=-=++==+-==-=+";

fn section() -> SectionSlug {
    SectionSlug::parse("economy").unwrap()
}

fn publication(period: PeriodKind) -> Publication {
    let language = Language::parse("en").unwrap();
    let spoken = Spoken { direction: language.direction(), name: "English".to_owned(), language, chain: Vec::new() };
    let name = SectionName {
        from: None,
        until: None,
        title: Labels::default(),
        inside: Labels::default(),
        yardstick: Labels::default(),
    };
    Publication {
        id: PublicationId(Default::default()),
        name: Labels::default(),
        tagline: Labels::default(),
        about: Labels::default(),
        risk: Labels::default(),
        licence: Labels::default(),
        zone: jiff::tz::TimeZone::UTC,
        period,
        leave_no_trace: false,
        logo: None,
        colours: Vec::new(),
        languages: Languages::new(vec![spoken]).unwrap(),
        sections: vec![Section { slug: section(), names: vec![name] }],
        bylines: Vec::new(),
        partners: Vec::new(),
        channels: Vec::new(),
        pages: Vec::new(),
        redirects: Vec::new(),
    }
}

fn edition(period: Period, sign: char) -> Edition<Headline> {
    let verdict =
        Verdict::ALL.into_iter().zip("+=-?".chars()).find(|(_, known)| *known == sign).map(|(verdict, _)| verdict);
    let judged = |verdict| Judged {
        section: section(),
        verdict: Some(verdict),
        reason: Texts::default(),
        commentaries: Vec::new(),
    };
    Edition {
        slug: EditionSlug::regular(period.first()),
        kind: Kind::Regular,
        number: None,
        year_number: None,
        period,
        cutoff: None,
        state: State::Published(jiff::Timestamp::UNIX_EPOCH),
        front: Texts::default(),
        sections: verdict.map(judged).into_iter().collect(),
        corrections: Vec::new(),
        mail: Default::default(),
        withdrawal: Texts::default(),
    }
}

/// An archive of one section, a sign a period from this day on.
fn archive(kind: PeriodKind, first: Date, signs: &str) -> Archive {
    let mut editions = Vec::new();
    let mut begin = first;
    for sign in signs.chars() {
        assert!(SIGNS.contains(sign), "{sign}");
        let period = kind.beginning(begin);
        if sign != '.' {
            editions.push(edition(period, sign));
        }
        begin = period.last().saturating_add(1.day());
    }
    Archive { generation: 1, publication: publication(kind), editions }
}

fn weekly(first: Date, signs: &str) -> Archive {
    archive(PeriodKind::Week, first, signs)
}

fn pen(strip: &Strip, verdict: Verdict) -> &str {
    strip.pens.iter().find(|pen| pen.verdict == verdict).map_or("", |pen| &pen.d)
}

fn newest_strip(archive: &Archive) -> Strip {
    strip(archive, &section(), &archive.newest().unwrap().period)
}

#[test]
fn the_strip_is_the_one_drawn_for_the_economy() {
    let archive = weekly(date(2019, 12, 30), ECONOMY_2020);
    let strip = newest_strip(&archive);
    assert_eq!((strip.view_box.as_str(), strip.weeks), ("0 0 27 12", 26));
    assert_eq!(strip.fine, "M0 1H27M0 2H27M0 3H27M0 4H27M0 5H27M0 6H27M0 7H27M0 8H27M0 9H27M0 10H27M0 11H27");
    assert_eq!(strip.month, "M5 0Q5.9 6 5 12M9 0Q9.9 6 9 12M13 0Q13.9 6 13 12M18 0Q18.9 6 18 12M22 0Q22.9 6 22 12");
    assert_eq!(
        pen(&strip, Verdict::Unchanged),
        "M1.45 6L2.45 6L3.45 6M4.44 5L5.44 5L6.44 5M8.34 3L9.34 3M10.4 4L11.4 4L12.4 4\
         M13.44 5L14.44 5L15.44 5M17.44 7L18.44 7L19.44 7L20.44 7M21.45 6L22.45 6L23.45 6"
    );
    assert_eq!(pen(&strip, Verdict::Improved), "M3.45 6L4.44 5M6.44 5L7.4 4L8.34 3M20.44 7L21.45 6");
    assert_eq!(
        pen(&strip, Verdict::Worsened),
        "M9.34 3L10.4 4M12.4 4L13.44 5M15.44 5L16.45 6L17.44 7M23.45 6L24.44 7L25.4 8L26.34 9"
    );
    assert_eq!(strip.nib, Some(Pen { verdict: Verdict::Worsened, d: "M26.34 9h0".to_owned() }));
    assert_eq!(strip.tally, Tally { improved: 4, unchanged: 14, worsened: 7, not_assessed: 0 });
    let percents: Vec<_> =
        months(&archive, &archive.newest().unwrap().period).into_iter().map(|label| label.x_percent).collect();
    assert_eq!(percents, ["0.8", "19.32", "34.13", "48.95", "67.47", "82.28"]);
}

#[test]
fn the_year_is_the_one_drawn_for_the_economy() {
    let years = years(&weekly(date(2018, 1, 1), ECONOMY_2018), &section());
    let [year] = years.as_slice() else { panic!("{} years", years.len()) };
    assert_eq!((year.year, year.sheet.view_box.as_str()), (2018, "0 0 53 14"));
    assert!(year.sheet.fine.starts_with("M0 0Q1.2 7 0 14M1 0Q2.2 7 1 14"));
    assert!(year.sheet.fine.ends_with("M52 0Q53.2 7 52 14M0 1H53M0 2H53M0 3H53M0 4H53M0 5H53M0 6H53M0 7H53M0 8H53M0 9H53M0 10H53M0 11H53M0 12H53M0 13H53"));
    assert_eq!(
        year.sheet.month,
        "M4 0Q5.2 7 4 14M8 0Q9.2 7 8 14M13 0Q14.2 7 13 14M17 0Q18.2 7 17 14M22 0Q23.2 7 22 14\
         M26 0Q27.2 7 26 14M30 0Q31.2 7 30 14M35 0Q36.2 7 35 14M39 0Q40.2 7 39 14M43 0Q44.2 7 43 14\
         M48 0Q49.2 7 48 14"
    );
    assert_eq!(
        pen(&year.sheet, Verdict::Unchanged),
        "M2.57 5.5L3.57 5.5L4.57 5.5M5.52 4.5L6.52 4.5\
         M7.57 5.5L8.57 5.5L9.57 5.5L10.57 5.5L11.57 5.5L12.57 5.5L13.57 5.5L14.57 5.5L15.57 5.5L16.57 5.5L17.57 5.5L18.57 5.5\
         M20.57 5.5L21.57 5.5L22.57 5.5L23.57 5.5L24.57 5.5L25.57 5.5M29.52 9.5L30.52 9.5\
         M32.6 7.5L33.6 7.5L34.6 7.5L35.6 7.5L36.6 7.5L37.6 7.5M38.57 8.5L39.57 8.5M40.52 9.5L41.52 9.5\
         M43.6 7.5L44.6 7.5L45.6 7.5M47.6 7.5L48.6 7.5L49.6 7.5M50.57 8.5L51.57 8.5"
    );
    assert_eq!(
        pen(&year.sheet, Verdict::Improved),
        "M1.6 6.5L2.57 5.5M4.57 5.5L5.52 4.5M18.57 5.5L19.52 4.5M30.52 9.5L31.57 8.5L32.6 7.5\
         M41.52 9.5L42.57 8.5L43.6 7.5M45.6 7.5L46.6 6.5M51.57 8.5L52.6 7.5"
    );
    assert_eq!(
        pen(&year.sheet, Verdict::Worsened),
        "M6.52 4.5L7.57 5.5M19.52 4.5L20.57 5.5M25.57 5.5L26.6 6.5L27.6 7.5L28.57 8.5L29.52 9.5\
         M37.6 7.5L38.57 8.5M39.57 8.5L40.52 9.5M46.6 6.5L47.6 7.5M49.6 7.5L50.57 8.5"
    );
    assert_eq!(year.sheet.nib, Some(Pen { verdict: Verdict::Improved, d: "M52.6 7.5h0".to_owned() }));
    assert_eq!(year.tally, Tally { improved: 9, unchanged: 32, worsened: 10, not_assessed: 0 });
    let percents: Vec<_> = year.months.iter().map(|label| label.x_percent.as_str()).collect();
    assert_eq!(
        percents,
        ["0.5", "8.05", "15.59", "25.03", "32.58", "42.01", "49.56", "57.1", "66.54", "74.08", "81.63", "91.07"]
    );
}

#[test]
fn a_year_of_53_weeks_is_ruled_to_its_end() {
    let years = years(&weekly(date(2019, 12, 30), ECONOMY_2020), &section());
    assert_eq!((years[0].year, years[0].sheet.view_box.as_str()), (2020, "0 0 54 14"));
    assert_eq!(
        years[0].sheet.month,
        "M5 0Q6.2 7 5 14M9 0Q10.2 7 9 14M13 0Q14.2 7 13 14M18 0Q19.2 7 18 14M22 0Q23.2 7 22 14\
         M26 0Q27.2 7 26 14M31 0Q32.2 7 31 14M35 0Q36.2 7 35 14M39 0Q40.2 7 39 14M44 0Q45.2 7 44 14\
         M48 0Q49.2 7 48 14"
    );
    assert_eq!(
        pen(&years[0].sheet, Verdict::Worsened),
        "M9.49 4L10.55 5M12.55 5L13.59 6M15.59 6L16.6 7L17.59 8M23.6 7L24.59 8L25.55 9L26.49 10"
    );
}

#[test]
fn a_missing_edition_and_not_assessed_lift_the_pen() {
    let strip = newest_strip(&weekly(date(2020, 1, 6), "==.=?=+ +"));
    assert_eq!(pen(&strip, Verdict::Unchanged).matches('M').count(), 3);
    assert_eq!(pen(&strip, Verdict::Improved).matches('M').count(), 2);
    assert_eq!(strip.tally, Tally { improved: 2, unchanged: 4, worsened: 0, not_assessed: 1 });
    let lifted = newest_strip(&weekly(date(2020, 1, 6), "=-?"));
    assert!(lifted.nib.is_some_and(|nib| nib.verdict == Verdict::Worsened && nib.d.starts_with("M25.")));
    assert_eq!(newest_strip(&weekly(date(2020, 1, 6), "?")).nib, None);
}

#[test]
fn a_trace_that_would_leave_its_sheet_gets_a_higher_one() {
    for (signs, view_box) in
        [("-".repeat(12), "0 0 27 12"), ("-".repeat(13), "0 0 27 24"), ("+".repeat(25), "0 0 27 48")]
    {
        let strip = newest_strip(&weekly(date(2020, 1, 6), &signs));
        assert_eq!(strip.view_box, view_box);
        assert_eq!(points(&strip).iter().filter(|(_, y)| *y < 0.0 || *y > height(&strip)).count(), 0);
    }
}

fn height(strip: &Strip) -> f64 {
    strip.view_box.rsplit(' ').next().unwrap().parse().unwrap()
}

fn points(strip: &Strip) -> Vec<(f64, f64)> {
    let numbers = |d: &str| d.split(['M', 'L']).skip(1).map(point).collect::<Vec<_>>();
    strip.pens.iter().flat_map(|pen| numbers(&pen.d)).collect()
}

fn point(words: &str) -> (f64, f64) {
    let (x, y) = words.split_once(' ').unwrap();
    (x.parse().unwrap(), y.parse().unwrap())
}

/// A series of signs for each seed: no chance, so a failure can be looked at again.
fn signs(seed: u64, count: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        SIGNS.chars().nth((state % 6) as usize).unwrap()
    };
    (0..count).map(|_| next()).collect::<String>() + "="
}

#[test]
fn the_numbers_are_those_of_the_verdicts() {
    for seed in 1..200 {
        let signs = signs(seed, 25 + (seed as usize % 3) * 40);
        let archive = weekly(date(2018, 12, 31), &signs);
        let count = |of: &str, sign: char| of.matches(sign).count();
        let tally = |of: &str| Tally {
            improved: count(of, '+'),
            unchanged: count(of, '='),
            worsened: count(of, '-'),
            not_assessed: count(of, '?'),
        };
        let strip = newest_strip(&archive);
        assert_eq!(strip.tally, tally(&signs[signs.len() - 26..]), "{signs}");
        for (verdict, drawn) in [
            (Verdict::Improved, strip.tally.improved),
            (Verdict::Unchanged, strip.tally.unchanged),
            (Verdict::Worsened, strip.tally.worsened),
        ] {
            assert_eq!(pen(&strip, verdict).matches('L').count(), drawn, "{signs}");
        }
        assert!(points(&strip).iter().all(|(x, y)| (0.0..=27.0).contains(x) && (0.0..=height(&strip)).contains(y)));
        let years = years(&archive, &section());
        let sum = |of: fn(&Tally) -> usize| years.iter().map(|year| of(&year.tally)).sum::<usize>();
        let summed = Tally {
            improved: sum(|t| t.improved),
            unchanged: sum(|t| t.unchanged),
            worsened: sum(|t| t.worsened),
            not_assessed: sum(|t| t.not_assessed),
        };
        assert_eq!(summed, tally(&signs), "{signs}");
        let sheets = sheet_years(&archive).into_iter().map(|year| year_sheet(&archive, year));
        let cells = sheets.flat_map(|sheet| sheet.bands.into_iter().flatten().flat_map(|week| week.verdicts).flatten());
        assert_eq!(Tally::of(cells), tally(&signs), "{signs}");
    }
}

#[test]
fn the_pen_moves_as_the_verdicts_say() {
    for seed in 1..50 {
        let signs = signs(seed, 25);
        let strip = newest_strip(&weekly(date(2018, 12, 31), &signs));
        for (verdict, step) in [(Verdict::Improved, -1.0), (Verdict::Unchanged, 0.0), (Verdict::Worsened, 1.0)] {
            let lines =
                pen(&strip, verdict).split('M').skip(1).map(|line| line.split('L').map(point).collect::<Vec<_>>());
            for line in lines.map(|points: Vec<(f64, f64)>| points) {
                assert!(line.windows(2).all(|two| two[1].1 - two[0].1 == step), "{signs}");
            }
        }
    }
}

#[test]
fn flash_editions_and_later_ones_stay_off_the_strip() {
    let mut archive = weekly(date(2020, 1, 6), "=-+");
    let mut flash = edition(PeriodKind::Day.beginning(date(2020, 1, 16)), '-');
    (flash.kind, flash.slug) = (Kind::Flash, EditionSlug::flash(date(2020, 1, 16), 1));
    archive.editions.insert(2, flash.clone());
    let tally = Tally { improved: 0, unchanged: 1, worsened: 1, not_assessed: 0 };
    assert_eq!(strip(&archive, &section(), &flash.period).tally, tally);
    assert_eq!(strip(&archive, &section(), &archive.editions[1].period).tally, tally);
}

#[test]
fn other_kinds_of_period_have_sheets_of_their_own() {
    let wide = |kind, first: Date, signs: &str| {
        let archive = archive(kind, first, signs);
        let strip = newest_strip(&archive);
        let sheets: Vec<_> = years(&archive, &section()).iter().map(|year| (year.year, year.sheet.weeks)).collect();
        (strip.weeks, strip.tally.unchanged, sheets)
    };
    assert_eq!(wide(PeriodKind::Day, date(2020, 1, 1), "=.=="), (26, 3, vec![(2020, 366)]));
    assert_eq!(wide(PeriodKind::Fortnight, date(2020, 1, 6), "=.="), (26, 2, vec![(2020, 26)]));
    assert_eq!(wide(PeriodKind::Month, date(2019, 12, 1), "=.="), (26, 2, vec![(2020, 12), (2019, 12)]));
    assert_eq!(wide(PeriodKind::Range, date(2020, 1, 30), "=.="), (2, 2, vec![(2020, 2)]));
    let sunday_to_saturday = weekly(date(2019, 12, 29), "==");
    assert_eq!(years(&sunday_to_saturday, &section())[0].year, 2020);
}

#[test]
fn editions_oftener_than_weeks_are_all_counted() {
    let mut archive = weekly(date(2020, 6, 22), "=");
    let period = |first, last| Period::new(date(2020, 6, first), date(2020, 6, last)).unwrap();
    archive.editions = vec![edition(period(22, 24), '+'), edition(period(25, 28), '-')];
    let strip = newest_strip(&archive);
    assert_eq!(strip.tally, Tally { improved: 1, unchanged: 0, worsened: 1, not_assessed: 0 });
    let sheet = year_sheet(&archive, 2020);
    assert_eq!(sheet.bands.iter().flatten().filter(|week| week.edition.is_some()).count(), 2);
}

#[test]
fn the_year_sheet_is_the_one_of_the_archive() {
    let sheet = year_sheet(&weekly(date(2019, 12, 30), ECONOMY_2020), 2020);
    assert_eq!((sheet.bands.len(), sheet.bands[0].len()), (1, 26));
    let months = |band: &[Week]| {
        band.iter().enumerate().filter(|(_, w)| w.new_month.is_some()).map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(months(&sheet.bands[0]), [0, 5, 9, 13, 18, 22]);
    assert_eq!(sheet.bands[0][0].edition, None);
    assert_eq!(sheet.bands[0][0].period.first(), date(2019, 12, 30));
    assert_eq!(sheet.bands[0][1].edition, Some(EditionSlug::regular(date(2020, 1, 6))));
    let whole = weekly(date(2019, 12, 30), &"=".repeat(53));
    assert_eq!(year_sheet(&whole, 2020).bands.iter().map(Vec::len).collect::<Vec<_>>(), [26, 27]);
    let second_half = weekly(date(2019, 7, 1), "=-");
    let sheet = year_sheet(&second_half, 2019);
    assert_eq!((sheet.bands.len(), months(&sheet.bands[0])), (1, vec![0, 4, 9, 13, 18, 22]));
    assert_eq!(year_sheet(&second_half, 2018).bands.len(), 0);
}

#[test]
fn no_edition_is_without_a_sheet_at_the_turn_of_the_year() {
    let cells = |archive: &Archive| {
        let sheets = archive.years().into_iter().map(|year| year_sheet(archive, year));
        sheets
            .map(|sheet| (sheet.year, sheet.bands.iter().flatten().filter(|week| week.edition.is_some()).count()))
            .collect::<Vec<_>>()
    };
    let mut archive = weekly(date(2019, 12, 23), "==");
    assert_eq!(cells(&archive), [(2019, 2)]);
    assert_eq!(sheet_years(&archive), [2019]);
    archive.editions.push(edition(PeriodKind::Week.beginning(date(2020, 1, 6)), '-'));
    assert_eq!(cells(&archive), [(2020, 2), (2019, 1)]);
    let tallies: Vec<_> = years(&archive, &section()).iter().map(|year| (year.year, year.tally.unchanged)).collect();
    assert_eq!(tallies, [(2020, 1), (2019, 1)]);
}
