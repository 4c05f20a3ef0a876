//! Words set in the card's faces: how wide they are, where their lines break, how large they may be.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use resvg::usvg::{Node, Options, Text, Tree};

/// The card's faces: the public pages' own, in one weight each, with Latin and Cyrillic in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// STIX Two Text, 600.
    Serif,
    /// Golos Text, 400.
    Sans,
    /// Golos Text, 600.
    SansBold,
}

impl Face {
    /// Its name in the files, which were renamed when they were cut.
    pub fn family(self) -> &'static str {
        match self {
            Self::Serif => "Card Serif",
            Self::Sans => "Card Sans",
            Self::SansBold => "Card Sans Bold",
        }
    }
}

/// How words may be set: the largest and smallest size in pixels, the width they have, and in how many lines at most.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub face: Face,
    pub size_max: f32,
    pub size_min: f32,
    pub width: f32,
    pub lines_max: usize,
}

/// Words as they are set.
#[derive(Clone, Debug, PartialEq)]
pub struct Lettering {
    pub face: Face,
    pub size: f32,
    pub lines: Vec<String>,
}

impl Lettering {
    /// Whether the words had to be cut.
    pub fn is_cut(&self) -> bool {
        self.lines.last().is_some_and(|line| line.ends_with('…'))
    }

    /// The width of the longest line.
    pub fn width(&self) -> f32 {
        let widths = self.lines.iter().filter_map(|line| width(line, self.face));
        widths.fold(0.0, f32::max) * self.size
    }
}

static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    for file in [
        include_bytes!("faces/card-serif.ttf").as_slice(),
        include_bytes!("faces/card-sans.ttf").as_slice(),
        include_bytes!("faces/card-sans-bold.ttf").as_slice(),
    ] {
        faces.load_font_data(file.to_vec());
    }
    Arc::new(faces)
});

/// What the card is parsed with: our faces, none of the machine's.
pub fn options() -> Options<'static> {
    Options { fontdb: Arc::clone(&FACES), ..Options::default() }
}

/// Sets words as large as their room allows. Words that still do not fit end in an ellipsis; words with letters that no
/// face has are not set at all.
pub fn fit(words: &str, room: &Room) -> Lettering {
    let set = |size, lines| Lettering { face: room.face, size, lines };
    let Some(measured) = Measured::of(words, room.face) else { return set(room.size_min, Vec::new()) };
    let mut size = room.size_max;
    while size > room.size_min && !measured.fits(size, room) {
        size = (size - 1.0).max(room.size_min);
    }
    let width = room.width / size;
    let whole = measured.fits(size, room);
    set(size, if whole { measured.balanced(width) } else { shortened(measured.lines(width), room, size) })
}

/// The first lines there is room for, each cut to the width: after a word where that leaves one.
fn shortened(mut lines: Vec<String>, room: &Room, size: f32) -> Vec<String> {
    let mut cut = lines.len() > room.lines_max;
    lines.truncate(room.lines_max);
    let wide = |line: &str| width(line, room.face).is_some_and(|width| width * size > room.width);
    if let Some(line) = lines.last_mut() {
        while wide(&ended(line, cut)) && !line.is_empty() {
            cut = true;
            let shorter = line.rfind(' ').or_else(|| line.char_indices().next_back().map(|(at, _)| at));
            line.truncate(shorter.unwrap_or_default());
        }
        *line = ended(line, cut);
    }
    lines
}

fn ended(line: &str, cut: bool) -> String {
    if cut { format!("{}…", line.trim_end_matches([' ', ',', ';', ':'])) } else { line.to_owned() }
}

/// Words that may stand on different lines, with their widths at a size of one pixel.
struct Measured {
    words: Vec<(String, f32)>,
    space: f32,
}

impl Measured {
    fn of(words: &str, face: Face) -> Option<Self> {
        let measure = |word: &str| Some((word.to_owned(), width(word, face)?));
        let words = words.split([' ', '\n']).filter(|word| !word.is_empty()).map(measure).collect::<Option<_>>()?;
        Some(Self { words, space: width("n n", face)? - width("nn", face)? })
    }

    fn fits(&self, size: f32, room: &Room) -> bool {
        let width = room.width / size;
        self.words.iter().all(|(_, word)| *word <= width) && self.lines(width).len() <= room.lines_max
    }

    /// As many words on each line as there is room for.
    fn lines(&self, width: f32) -> Vec<String> {
        let mut lines: Vec<(String, f32)> = Vec::new();
        for (word, word_width) in &self.words {
            match lines.last_mut() {
                Some((line, line_width)) if *line_width + self.space + word_width <= width => {
                    line.push(' ');
                    line.push_str(word);
                    *line_width += self.space + word_width;
                }
                _ => lines.push((word.clone(), *word_width)),
            }
        }
        lines.into_iter().map(|(line, _)| line).collect()
    }

    /// The same number of lines, as equally long as they can be.
    fn balanced(&self, width: f32) -> Vec<String> {
        let count = self.lines(width).len();
        let narrower = (1..40).map(|step| width * (1.0 - step as f32 / 80.0));
        let narrowest = narrower.take_while(|width| self.lines(*width).len() == count).last();
        self.lines(narrowest.unwrap_or(width))
    }
}

/// The width of words at a size of one pixel; `None` if a letter is in no face.
pub fn width(words: &str, face: Face) -> Option<f32> {
    const SIZE: f32 = 100.0;
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text font-family="{}" font-size="{SIZE}">{}</text></svg>"#,
        face.family(),
        escape(words)
    );
    let tree = Tree::from_str(&svg, &options()).ok()?;
    let text = tree.root().children().iter().find_map(text_of)?;
    let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    let known = glyphs.all(|glyph| glyph.id.0 != 0);
    known.then(|| text.bounding_box().width() / SIZE)
}

fn text_of(node: &Node) -> Option<&Text> {
    match node {
        Node::Text(text) => Some(text),
        Node::Group(group) => group.children().iter().find_map(text_of),
        _ => None,
    }
}

/// As an XML document may hold it.
pub fn escape(words: &str) -> String {
    let words = words.chars().filter(|letter| !letter.is_control());
    words.collect::<String>().replace('&', "&amp;").replace('<', "&lt;")
}
