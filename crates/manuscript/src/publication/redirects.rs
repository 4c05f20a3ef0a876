//! `redirects.toml`: paths of an earlier site, and where what stood there is found now.

use super::{REDIRECTS, Reading};
use crate::fields::Fields;

impl Reading<'_> {
    pub(super) fn redirects(&mut self) {
        let Some(mut fields) = self.fields(REDIRECTS) else {
            return;
        };
        let all: Vec<(String, String)> =
            fields.keys().into_iter().filter_map(|path| fields.string(&path).map(|target| (path, target))).collect();
        let flawed: Vec<bool> = all.iter().map(|one| is_flawed(&fields, one, &all)).collect();
        self.flaws.extend(fields.finish());
        let sound = all.into_iter().zip(flawed).filter(|(_, flawed)| !flawed);
        self.proposal.redirects = Some(sound.map(|(one, _)| one).collect());
    }
}

/// Reports what is wrong with a redirect. A key that is there twice is no TOML, and reported before.
fn is_flawed(fields: &Fields, (path, target): &(String, String), all: &[(String, String)]) -> bool {
    let problem = match [path, target].into_iter().find(|path| !is_path(path)) {
        Some(wrong) => {
            let rule = "expected one that begins with a single /, without spaces and backslashes";
            format!("`{}` is not a path of the site; {rule}", wrong.escape_debug())
        }
        None => match found(target, all) {
            None => return false,
            Some(next) if next == path => "this path leads to itself".to_owned(),
            Some(_) => format!("`{target}` leads on to another redirect; name the place where that ends"),
        },
    };
    fields.flaw(path, problem);
    true
}

/// A browser takes `//host` and `/\host` for another site, and leaves tabs and line ends out before it looks.
fn is_path(path: &str) -> bool {
    let is_other = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    path.starts_with('/') && !path.starts_with("//") && !path.contains(is_other)
}

/// The redirect that whoever asks for a path is sent along, as the site looks for one: with its query or without, with a
/// slash at its end or without.
fn found<'a>(target: &str, all: &'a [(String, String)]) -> Option<&'a String> {
    let asked = target.split('#').next().unwrap_or_default();
    let path = asked.split('?').next().unwrap_or_default();
    let other = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
    let source = |asked: &str| all.iter().map(|(path, _)| path).find(|path| *path == asked);
    source(asked).or_else(|| source(path)).or_else(|| source(&other))
}
