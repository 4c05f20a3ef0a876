//! Dates as each language writes them, from locale data; and the one function that joins two of them.
//!
//! Years, months and days are the Gregorian ones in every language: an edition's days are the same for all its readers.

mod pieces;

use icu::casemap::CaseMapper;
use icu::casemap::options::TitlecaseOptions;
use icu::locale::LanguageIdentifier;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use newsroom::{Language, Period};

use pieces::{Field, Piece, Shape, written};

/// "June 22 – June 28, 2020", «22–28 чэрвеня 2020 г.»; a period of one day is that day.
pub fn period(period: &Period, language: &Language) -> String {
    joined(period, language, Shape::Day)
}

/// The same without the year, unless it spans two: "June 22 – June 28", «22–28 чэрвеня».
pub fn period_short(period: &Period, language: &Language) -> String {
    let one_year = period.first().year() == period.last().year();
    joined(period, language, if one_year { Shape::DayShort } else { Shape::Day })
}

/// "June 28, 2020", «28 чэрвеня 2020 г.».
pub fn day(day: Date, language: &Language) -> String {
    written(&pieces::of(day, language, Shape::Day))
}

/// "June 28", «28 чэрвеня».
pub fn day_short(day: Date, language: &Language) -> String {
    written(&pieces::of(day, language, Shape::DayShort))
}

/// "Monday, June 29", «панядзелак, 29 чэрвеня».
pub fn weekday(day: Date, language: &Language) -> String {
    written(&pieces::of(day, language, Shape::Weekday))
}

/// The month standing alone, capitalised: "January", «Студзень».
pub fn month(day: Date, language: &Language) -> String {
    capitalised(&written(&pieces::of(day, language, Shape::Month)), language)
}

/// The month as an axis shows it, without a stop: "Jan", «сту».
pub fn month_short(day: Date, language: &Language) -> String {
    written(&pieces::of(day, language, Shape::MonthShort)).trim_end_matches('.').to_owned()
}

/// The month as a heading: "June 2020", «Чэрвень 2020», «Июнь 2020 г.».
pub fn month_year(day: Date, language: &Language) -> String {
    capitalised(&written(&pieces::of(day, language, Shape::MonthYear)), language)
}

/// The day of an instant in a zone, as [`day`] writes it.
pub fn instant_day(instant: Timestamp, zone: &TimeZone, language: &Language) -> String {
    day(instant.to_zoned_datetime(zone.clone()).date(), language)
}

/// Joins a period's two days. What both share is said once: after the last day («22–28 чэрвеня 2020 г.»), or before the
/// first where the language's dates begin with the year. English, whose months lead, repeats them.
fn joined(period: &Period, language: &Language, shape: Shape) -> String {
    let (first, last) = (period.first(), period.last());
    let (from, to) = (pieces::of(first, language, shape), pieces::of(last, language, shape));
    if first == last {
        return written(&to);
    }
    let shared = |piece: &Piece| match piece.field {
        Field::Year => first.year() == last.year(),
        Field::Month => (first.year(), first.month()) == (last.year(), last.month()),
        _ => false,
    };
    let (from, to) = if year_leads(language) {
        (written(&from), without_leading(&to, shared))
    } else {
        (without_trailing(&from, shared), to.as_slice())
    };
    let only_day = |words: &str| words.chars().all(|c| c.is_numeric() || c == '.');
    let dash = if only_day(&from) || only_day(&written(to)) { "–" } else { "\u{a0}– " };
    format!("{from}{dash}{}", written(to))
}

/// The pieces before those at the end that are shared; German's full stop stays with its day.
fn without_trailing(pieces: &[Piece], shared: impl Fn(&Piece) -> bool) -> String {
    let fields = || pieces.iter().enumerate().filter(|(_, piece)| piece.field != Field::Between);
    let last_kept = fields().rfind(|(_, piece)| !shared(piece)).map(|(at, _)| at);
    let (Some(kept), Some((end, _))) = (last_kept, fields().next_back()) else { return written(pieces) };
    if kept == end {
        return written(pieces);
    }
    let attached = if pieces[kept + 1].words.starts_with('.') { "." } else { "" };
    written(&pieces[..=kept]) + attached
}

/// The pieces after those at the beginning that are shared.
fn without_leading(pieces: &[Piece], shared: impl Fn(&Piece) -> bool) -> &[Piece] {
    let begin = pieces.iter().position(|piece| piece.field != Field::Between && !shared(piece));
    &pieces[begin.unwrap_or_default()..]
}

fn year_leads(language: &Language) -> bool {
    let pieces = pieces::of(Date::constant(2020, 6, 22), language, Shape::Day);
    pieces.iter().find(|piece| piece.field != Field::Between).is_some_and(|piece| piece.field == Field::Year)
}

fn capitalised(words: &str, language: &Language) -> String {
    if !words.starts_with(char::is_alphabetic) {
        return words.to_owned();
    }
    let Ok(identifier) = LanguageIdentifier::try_from_str(language.as_str()) else { return words.to_owned() };
    let options = TitlecaseOptions::default();
    CaseMapper::new().titlecase_segment_with_only_case_data_to_string(words, &identifier, options).into_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn in_language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    /// As printed below, with no-break spaces written `_`.
    fn seen(words: &str) -> String {
        words.replace('\u{a0}', "_")
    }

    const PERIODS: [(Date, Date); 4] = [
        (date(2020, 6, 22), date(2020, 6, 28)),
        (date(2020, 6, 29), date(2020, 7, 5)),
        (date(2020, 12, 28), date(2021, 1, 3)),
        (date(2020, 6, 25), date(2020, 6, 25)),
    ];

    /// One month, two months, two years, one day.
    #[rustfmt::skip]
    const JOINED: [(&str, [&str; 4]); 9] = [
        ("en", ["June_22_– June_28, 2020", "June_29_– July_5, 2020", "December_28, 2020_– January_3, 2021", "June_25, 2020"]),
        ("en-GB", ["22–28_June 2020", "29_June_– 5_July 2020", "28_December 2020_– 3_January 2021", "25_June 2020"]),
        ("be", ["22–28_чэрвеня 2020_г.", "29_чэрвеня_– 5_ліпеня 2020_г.", "28_снежня 2020_г._– 3_студзеня 2021_г.", "25_чэрвеня 2020_г."]),
        ("be-tarask", ["22–28_чэрвеня 2020_г.", "29_чэрвеня_– 5_ліпеня 2020_г.", "28_снежня 2020_г._– 3_студзеня 2021_г.", "25_чэрвеня 2020_г."]),
        ("ru", ["22–28_июня 2020_г.", "29_июня_– 5_июля 2020_г.", "28_декабря 2020_г._– 3_января 2021_г.", "25_июня 2020_г."]),
        ("de", ["22.–28._Juni 2020", "29._Juni_– 5._Juli 2020", "28._Dezember 2020_– 3._Januar 2021", "25._Juni 2020"]),
        ("ar", ["22–28_يونيو 2020", "29_يونيو_– 5_يوليو 2020", "28_ديسمبر 2020_– 3_يناير 2021", "25_يونيو 2020"]),
        ("hu", ["2020. június_22.–28.", "2020. június_29._– július_5.", "2020. december_28._– 2021. január_3.", "2020. június_25."]),
        ("zh", ["2020年6月22日_– 28日", "2020年6月29日_– 7月5日", "2020年12月28日_– 2021年1月3日", "2020年6月25日"]),
    ];

    #[test]
    fn two_days_are_joined_as_each_language_joins_them() {
        for (tag, expected) in JOINED {
            let made = PERIODS.map(|(first, last)| period(&Period::new(first, last).unwrap(), &in_language(tag)));
            assert_eq!(made.map(|words| seen(&words)), expected, "{tag}");
        }
    }

    #[test]
    fn a_short_period_names_its_years_only_when_there_are_two() {
        let short = |tag: &str| {
            PERIODS.map(|(first, last)| seen(&period_short(&Period::new(first, last).unwrap(), &in_language(tag))))
        };
        let two_years = "December_28, 2020_– January_3, 2021";
        assert_eq!(short("en"), ["June_22_– June_28", "June_29_– July_5", two_years, "June_25"]);
        let two_years = "28_снежня 2020_г._– 3_студзеня 2021_г.";
        assert_eq!(short("be"), ["22–28_чэрвеня", "29_чэрвеня_– 5_ліпеня", two_years, "25_чэрвеня"]);
    }

    #[test]
    fn days_and_months_are_those_of_locale_data() {
        let all = |tag: &str| {
            let (day_of, language) = (date(2020, 1, 6), in_language(tag));
            let words = [day, day_short, weekday, month, month_short, month_year].map(|write| write(day_of, &language));
            words.map(|words| seen(&words))
        };
        assert_eq!(all("en"), ["January_6, 2020", "January_6", "Monday, January_6", "January", "Jan", "January 2020"]);
        assert_eq!(
            all("be"),
            ["6_студзеня 2020_г.", "6_студзеня", "панядзелак, 6_студзеня", "Студзень", "сту", "Студзень 2020"]
        );
        assert_eq!(
            all("ru"),
            ["6_января 2020_г.", "6_января", "понедельник, 6_января", "Январь", "янв", "Январь 2020_г."]
        );
        assert_eq!(all("hu")[5], "2020. január");
    }

    #[test]
    fn an_instant_falls_on_the_day_of_the_zone() {
        let evening: Timestamp = "2020-06-28T22:30:00Z".parse().unwrap();
        let in_zone = |name: &str| instant_day(evening, &TimeZone::get(name).unwrap(), &in_language("en"));
        assert_eq!(seen(&in_zone("Europe/Minsk")), "June_29, 2020");
        assert_eq!(seen(&in_zone("America/New_York")), "June_28, 2020");
    }
}
