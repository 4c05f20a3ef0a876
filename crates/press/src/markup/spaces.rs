//! No-break spaces, where a line must not break: before a dash, after a word of one letter, between a number and its unit.

use newsroom::Language;

const NO_BREAK: char = '\u{a0}';

/// Languages that do not leave a word of one letter at a line's end, and write units of any number as whole words.
const ONE_LETTER: [&str; 10] = ["be", "bg", "cs", "mk", "pl", "ru", "sk", "sl", "sr", "uk"];

/// What follows a number elsewhere and stays with it.
const UNITS: [&str; 19] = [
    "%", "‰", "°C", "km", "m", "cm", "mm", "kg", "g", "t", "ha", "MW", "GWh", "percent", "million", "billion",
    "trillion", "thousand", "€",
];

/// Words of no Markdown (headlines, leads, reasons) with the no-break spaces of their language; not yet escaped.
pub fn typeset(words: &str, language: &Language) -> String {
    let slavic = ONE_LETTER.contains(&language.primary());
    let mut set = String::with_capacity(words.len() + 16);
    for (at, letter) in words.char_indices() {
        let (before, after) = (&words[..at], &words[at + letter.len_utf8()..]);
        let space = matches!(letter, ' ' | '\n') && !before.is_empty();
        set.push(if space && binds(before, after, slavic) { NO_BREAK } else { letter });
    }
    set
}

fn binds(before: &str, after: &str, slavic: bool) -> bool {
    let dash = after.strip_prefix(['–', '—']).is_some_and(|rest| rest.starts_with([' ', '\n', NO_BREAK]));
    dash || (slavic && follows_one_letter(before))
        || before.ends_with(['№', '§'])
        || number_and_unit(before, after, slavic)
}

/// `і свет`, `(у свеце`, `«І свет`.
fn follows_one_letter(before: &str) -> bool {
    let mut letters = before.chars().rev();
    let letter = letters.next().is_some_and(char::is_alphabetic);
    letter
        && letters.next().is_none_or(|edge| edge.is_whitespace() || matches!(edge, '(' | '«' | '„' | '“' | '"' | '—'))
}

fn number_and_unit(before: &str, after: &str, slavic: bool) -> bool {
    let number = before.ends_with(|last: char| last.is_ascii_digit());
    let word = after.split([' ', '\n', NO_BREAK]).next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '»', '”']);
    let thousands = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let counted = word.starts_with(char::is_lowercase) || thousands;
    number && (UNITS.contains(&word) || (slavic && counted))
}
