//! Our own files: style sheets, fonts, the mark. Each is served under a name that holds its hash, and so for good.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use newsroom::Publication;
use sha2::{Digest, Sha256};

/// Style sheets in the order in which they are bundled; each is a component's.
const SHEETS: [&str; 16] = [
    "tokens",
    "ground",
    "verdict",
    "trace",
    "masthead",
    "week",
    "board",
    "leads",
    "foot",
    "commentary",
    "section",
    "sheet",
    "wide",
    "places",
    "subscription",
    "print",
];

/// The one component that loads fonts.
const FONTS: &str = "fonts";

/// How many hexadecimal digits of a hash stand in a name.
const HASH_DIGITS: usize = 16;

/// Tokens that a publication may set, each also for the dark with `_dark` behind it, and what they are without that.
const DEFAULTS: [(&str, &str); 2] = [("accent", "#4b2e83"), ("accent_dark", "#c3b3f7")];

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets");

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::build);

/// A file of ours, to be served as it is and kept for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Its media type.
    pub media_type: &'static str,
}

#[derive(Default)]
struct Assets {
    links: BTreeMap<String, String>,
    files: BTreeMap<String, (Vec<u8>, &'static str)>,
}

/// The asset of a path such as `/assets/site.0123456789abcdef.css`.
pub fn asset(path: &str) -> Option<Asset> {
    let (bytes, media_type) = ASSETS.files.get(path)?;
    Some(Asset { bytes, media_type })
}

/// Every asset with its path.
pub fn all() -> impl Iterator<Item = (&'static str, Asset)> {
    ASSETS.files.iter().map(|(path, (bytes, media_type))| (path.as_str(), Asset { bytes, media_type }))
}

/// The path of an asset by its plain name: `site.css`, `mark.svg`.
pub fn link(name: &str) -> String {
    let path = ASSETS.links.get(name);
    debug_assert!(path.is_some(), "no asset `{name}`");
    path.cloned().unwrap_or_default()
}

/// A sheet with the publication's own colours, if it sets any. It is served at [`colours_link`].
pub fn colours_css(publication: &Publication) -> Option<String> {
    let own = publication.colours.iter().filter(|(token, colour)| {
        !DEFAULTS.contains(&(token.as_str(), colour.as_str())) && is_token(token) && is_colour(colour)
    });
    let (mut light, mut dark) = (String::new(), String::new());
    for (token, colour) in own {
        let (sheet, token) = token.strip_suffix("_dark").map_or((&mut light, &**token), |token| (&mut dark, token));
        let _ = write!(sheet, "--{}:{colour};", token.replace('_', "-"));
    }
    let mut css = String::new();
    if !light.is_empty() {
        let _ = write!(css, ":root{{{light}}}");
    }
    if !dark.is_empty() {
        let _ = write!(css, "@media (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    }
    (!css.is_empty()).then_some(css)
}

/// Where the sheet of [`colours_css`] is served.
pub fn colours_link(publication: &Publication) -> Option<String> {
    colours_css(publication).map(|css| hashed("publication.css", css.as_bytes()))
}

/// Anything else in a manuscript must not reach the sheet.
fn is_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn is_colour(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = &hash[..HASH_DIGITS];
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/assets/{stem}.{hash}.{extension}")
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

impl Assets {
    /// Fonts first, for the sheets name them by their hashes.
    fn build() -> Self {
        let mut assets = Self::default();
        let fonts = FILES.get_dir("fonts").into_iter().flat_map(Dir::files);
        for file in fonts.chain(FILES.files()) {
            let name = file.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
            assets.add(name, file.contents().to_vec());
        }
        let plain = SHEETS.iter().map(|name| sheet(name)).collect::<String>();
        let fonts = assets.with_links(&sheet(FONTS));
        assets.add("site.css", (fonts + &plain).into_bytes());
        assets.add("plain.css", plain.into_bytes());
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let path = hashed(name, &bytes);
        self.links.insert(name.to_owned(), path.clone());
        self.files.insert(path, (bytes, media_type(name)));
    }

    fn with_links(&self, css: &str) -> String {
        self.links
            .iter()
            .fold(css.to_owned(), |css, (name, path)| css.replace(&format!("url({name})"), &format!("url({path})")))
    }
}

fn sheet(name: &str) -> String {
    let file = FILES.get_file(format!("css/{name}.css"));
    let css = file.and_then(|file| file.contents_utf8());
    debug_assert!(css.is_some(), "no sheet `{name}`");
    shortened(css.unwrap_or_default())
}

/// Without comments, line breaks and the spaces between declarations. Our sheets hold no string with any of these.
fn shortened(css: &str) -> String {
    let mut rest = css;
    let mut short = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        short.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    short.push_str(rest);
    let lines: String = short.lines().map(|line| format!("{} ", line.trim())).collect();
    let words: Vec<&str> = lines.split_whitespace().collect();
    let mut css = words.join(" ");
    for spaced in ["{", "}", ";", ",", ":", ">", "~", "/"] {
        css = css.replace(&format!("{spaced} "), spaced);
        // Before a colon, a space is a selector's.
        if spaced != ":" {
            css = css.replace(&format!(" {spaced}"), spaced);
        }
    }
    css.replace(";}", "}")
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
