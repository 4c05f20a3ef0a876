//! Holes: where what is one reader's own stands in a mail that is otherwise everybody's.

/// Stands for the link that leaves the newsletter. No text of ours or theirs holds it.
pub const LEAVE: &str = "\u{f0010}";

/// Stands for the link to the reader's preferences.
pub const MANAGE: &str = "\u{f0011}";

/// A text cut at its holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holed(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Fixed(String),
    Leave,
    Manage,
}

impl Holed {
    /// Cuts a text at its marks.
    pub fn new(marked: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find([LEAVE, MANAGE].map(first)) {
            let (before, after) = rest.split_at(at);
            pieces.push(Piece::Fixed(before.to_owned()));
            pieces.push(if after.starts_with(LEAVE) { Piece::Leave } else { Piece::Manage });
            rest = &after[LEAVE.len()..];
        }
        pieces.push(Piece::Fixed(rest.to_owned()));
        Self(pieces)
    }

    /// The text with these links in its holes.
    pub fn filled(&self, leave: &str, manage: &str) -> String {
        let piece = |piece: &'_ Piece| match piece {
            Piece::Fixed(words) => words.clone(),
            Piece::Leave => leave.to_owned(),
            Piece::Manage => manage.to_owned(),
        };
        self.0.iter().map(piece).collect()
    }
}

fn first(mark: &str) -> char {
    mark.chars().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hole_gets_its_link() {
        let holed = Holed::new(&format!("a {LEAVE} b {MANAGE}{LEAVE} c"));
        assert_eq!(holed.filled("L", "M"), "a L b ML c");
        assert_eq!(Holed::new("none").filled("L", "M"), "none");
    }
}
