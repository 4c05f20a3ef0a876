use super::*;
use crate::sample::Cast;

/// A tenth above what the style sheet of the mockups weighs, for the forms of subscriptions; what grows past it needs a reason.
const SHEET_BYTES_MAX: usize = 22_000;

fn css(name: &str) -> String {
    String::from_utf8(asset(&link(name)).unwrap().bytes.to_vec()).unwrap()
}

#[test]
fn a_path_holds_the_hash_of_its_bytes() {
    for (path, asset) in all() {
        let name = path.strip_prefix("/assets/").unwrap();
        let (stem, rest) = name.split_once('.').unwrap();
        let (_, extension) = rest.split_once('.').unwrap();
        assert_eq!(hashed(&format!("{stem}.{extension}"), asset.bytes), path);
    }
}

#[test]
fn the_sheet_names_fonts_that_are_served() {
    let css = css("site.css");
    let urls: Vec<&str> = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(urls.len(), 6);
    for url in urls {
        assert_eq!(asset(url).unwrap().media_type, "font/woff2", "{url}");
    }
}

#[test]
fn fonts_come_with_their_licences() {
    for licence in ["OFL-golos-text.txt", "OFL-stix-two-text.txt"] {
        assert!(asset(&link(licence)).is_some());
    }
}

#[test]
fn a_sheet_that_leaves_no_trace_loads_nothing() {
    assert!(!css("plain.css").contains("url("));
    assert!(!css("plain.css").contains("@font-face"));
}

#[test]
fn sheets_are_light_and_whole() {
    let css = css("site.css");
    assert!(css.len() <= SHEET_BYTES_MAX, "{} bytes", css.len());
    assert_eq!(css.matches('{').count(), css.matches('}').count());
    assert!(!css.contains("/*") && !css.contains('\n'));
}

#[test]
fn own_colours_are_colours_and_nothing_else() {
    let mut publication = Cast::typical().archive.publication;
    assert_eq!(colours_css(&publication), None, "what is as it would be anyway needs no sheet");
    let own = [("accent", "#005f5f"), ("accent_dark", "#7ad"), ("paper", "red}body{display:none"), ("a;b", "#fff")];
    publication.colours = own.map(|(token, colour)| (token.to_owned(), colour.to_owned())).into();
    let css = colours_css(&publication).unwrap();
    assert_eq!(css, ":root{--accent:#005f5f;}@media (prefers-color-scheme:dark){:root{--accent:#7ad;}}");
    assert!(colours_link(&publication).unwrap().starts_with("/assets/publication."));
}
