//! The publication's own colours, each of which keeps its contrast with the page.

use crate::fields::Fields;

/// Each colour, with the page that it stands on: by day and in the dark. They are those of the site's style sheet.
const TOKENS: [(&str, &str); 2] = [("accent", "#fcfdfc"), ("accent_dark", "#111715")];

/// The least contrast of text with what it stands on (WCAG 2.2, 1.4.3).
const CONTRAST_MIN: f64 = 4.5;

pub(super) fn read(fields: &mut Fields) -> Option<Vec<(String, String)>> {
    let mut table = fields.table("colours")?;
    let mut colours = Vec::new();
    for (token, page) in TOKENS {
        let Some(colour) = table.string(token) else {
            continue;
        };
        match problem(&colour, page) {
            Some(problem) => table.flaw(token, problem),
            None => colours.push((token.to_owned(), colour)),
        }
    }
    Some(colours)
}

fn problem(colour: &str, page: &str) -> Option<String> {
    let (Some(own), Some(around)) = (luminance(colour), luminance(page)) else {
        return Some(format!("`{colour}` is not a colour; expected one as #4b2e83"));
    };
    let contrast = (own.max(around) + 0.05) / (own.min(around) + 0.05);
    // Rounded down, so that what falls short never looks as if it were enough.
    let shown = (contrast * 100.0).floor() / 100.0;
    (contrast < CONTRAST_MIN).then(|| {
        format!("the contrast of `{colour}` with the page, {page}, is {shown}; it needs at least {CONTRAST_MIN}")
    })
}

/// The relative luminance of `#4b2e83` or `#abc` (WCAG 2.2); `None` if it is no colour.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    let channels: Vec<&str> = match digits.len() {
        3 => vec![&digits[..1], &digits[1..2], &digits[2..]],
        6 => vec![&digits[..2], &digits[2..4], &digits[4..]],
        _ => return None,
    };
    let linear = |channel: &str| {
        let value = u8::from_str_radix(&channel.repeat(2 / channel.len()), 16).map(f64::from).ok()? / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let [red, green, blue] = [linear(channels[0])?, linear(channels[1])?, linear(channels[2])?];
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |a, b| (luminance(a).unwrap() + 0.05) / (luminance(b).unwrap() + 0.05);
        assert_eq!(contrast("#fff", "#000000"), 21.0);
        assert!((contrast("#ffffff", "#777777") - 4.48).abs() < 0.01);
        assert!(problem("#707170", "#fcfdfc").is_none() && problem("#777777", "#fcfdfc").is_some());
        assert!(["4b2e83", "#4b2e8", "#4b2e8g", "#ё1"].iter().all(|colour| luminance(colour).is_none()));
    }

    /// Where the style sheet gets another page, these get it too.
    #[test]
    fn pages_are_those_of_the_style_sheet() {
        let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/../press/assets/css/tokens.css");
        let sheet = std::fs::read_to_string(sheet).unwrap();
        let pages: Vec<&str> = sheet.split("--paper: ").skip(1).map(|rest| &rest[..7]).collect();
        assert_eq!(pages, TOKENS.map(|(_, page)| page));
    }
}
