//! No-break spaces, where a line must not break: before a dash, after a short word, between a number and its unit.

use newsroom::Language;

const NO_BREAK: char = '\u{a0}';

/// Languages that do not leave a word of one letter at a line's end, and write units of any number as whole words.
const ONE_LETTER: [&str; 10] = ["be", "bg", "cs", "mk", "pl", "ru", "sk", "sl", "sr", "uk"];

/// Of these, those that do not leave one of two letters either: «не», «за», «па».
const TWO_LETTERS: [&str; 3] = ["be", "ru", "uk"];

/// Their words that lean on the one before: no line begins with one.
const LEANING: [&str; 8] = ["б", "бы", "би", "ж", "жа", "же", "ли", "ль"];

/// What follows a number elsewhere and stays with it.
const UNITS: [&str; 19] = [
    "%", "‰", "°C", "km", "m", "cm", "mm", "kg", "g", "t", "ha", "MW", "GWh", "percent", "million", "billion",
    "trillion", "thousand", "€",
];

/// What a day follows in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words of no Markdown (headlines, leads, reasons) with the no-break spaces of their language; not yet escaped.
pub fn typeset(words: &str, language: &Language) -> String {
    let letters_max = match language.primary() {
        tag if TWO_LETTERS.contains(&tag) => 2,
        tag if ONE_LETTER.contains(&tag) => 1,
        _ => 0,
    };
    let mut set = String::with_capacity(words.len() + 16);
    for (at, letter) in words.char_indices() {
        let (before, after) = (&words[..at], &words[at + letter.len_utf8()..]);
        let space = matches!(letter, ' ' | '\n') && !before.is_empty();
        set.push(if space && binds(before, after, letters_max) { NO_BREAK } else { letter });
    }
    set
}

fn binds(before: &str, after: &str, letters_max: usize) -> bool {
    let dash = after.strip_prefix(['–', '—']).is_some_and(|rest| rest.starts_with([' ', '\n', NO_BREAK]));
    dash || short(last_word(before), letters_max)
        || (letters_max > 1 && LEANING.contains(&first_word(after)))
        || before.ends_with(['№', '§'])
        || number_and_unit(before, after, letters_max > 0)
        || day_of_month(before, after)
}

/// `і` of `і свет`, `(у свеце`, `«І свет`; where two letters count, `не` of `не свет`.
fn short(word: &str, letters_max: usize) -> bool {
    (1..=letters_max).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && !LEANING.contains(&word)
}

fn number_and_unit(before: &str, after: &str, slavic: bool) -> bool {
    let number = before.ends_with(|last: char| last.is_ascii_digit());
    let word = first_word(after);
    let thousands = word.len() == 3 && is_number(word);
    let counted = word.starts_with(char::is_lowercase) || thousands;
    number && (UNITS.contains(&word) || (slavic && counted))
}

/// `June 22`; a year may stand on the next line.
fn day_of_month(before: &str, after: &str) -> bool {
    let day = first_word(after);
    MONTHS.contains(&last_word(before)) && matches!(day.len(), 1 | 2) && is_number(day)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn last_word(before: &str) -> &str {
    let edge = |edge: char| edge.is_whitespace() || matches!(edge, '(' | '«' | '„' | '“' | '"' | '—');
    before.rsplit(edge).next().unwrap_or_default()
}

/// Without the signs that close it.
fn first_word(after: &str) -> &str {
    let word = after.split([' ', '\n', NO_BREAK]).next().unwrap_or_default();
    word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '»', '”'])
}
