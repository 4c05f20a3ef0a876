//! Whether bytes hold a word, in whatever clothes it may have got there.

/// Every spelling that programs, protocols and databases give a word on its way.
pub fn spellings(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let small = word.to_lowercase();
    let wide = |unit: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let each = |mark: &str| word.bytes().map(|byte| format!("{mark}{byte:02X}")).collect::<String>();
    let marked = |mark: &str| {
        let one = |byte: u8| {
            if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("{mark}{byte:02X}") }
        };
        word.bytes().map(one).collect::<String>()
    };
    let mut spellings = vec![
        ("plain", word.as_bytes().to_vec()),
        ("case-folded", small.into_bytes()),
        ("capitals", word.to_uppercase().into_bytes()),
        ("UTF-16, little end first", wide(u16::to_le_bytes)),
        ("UTF-16, big end first", wide(u16::to_be_bytes)),
        ("percent", marked("%").into_bytes()),
        ("percent, every letter", each("%").into_bytes()),
        ("quoted-printable", marked("=").into_bytes()),
        ("quoted-printable, every letter", each("=").into_bytes()),
        ("hexadecimal", each("").into_bytes()),
        ("hexadecimal, small", each("").to_lowercase().into_bytes()),
    ];
    spellings.extend((0..3).map(|shift| ("base64", base64(word.as_bytes(), shift))));
    spellings
}

/// The spelling in which bytes hold a word, if they do; lines that a transfer encoding broke are joined first.
pub fn held(bytes: &[u8], word: &str) -> Option<&'static str> {
    let joined = without(bytes, b"=\r\n");
    let unwrapped = without(&without(bytes, b"\r\n"), b"\n");
    let holds = |spelling: &[u8]| [bytes, &joined, &unwrapped].iter().any(|bytes| found(bytes, spelling));
    spellings(word).into_iter().find(|(_, spelling)| holds(spelling)).map(|(name, _)| name)
}

/// The letters of base64 that only this word can give when so many bytes of three stand before it.
fn base64(word: &[u8], shift: usize) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let whole = &word[(3 - shift) % 3..];
    let letters = |three: &[u8]| {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        [18, 12, 6, 0].map(|from| LETTERS[(bits >> from) as usize & 63])
    };
    whole.chunks_exact(3).flat_map(letters).collect()
}

fn found(bytes: &[u8], looked_for: &[u8]) -> bool {
    let Some(first) = looked_for.first() else { return false };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts.into_iter().any(|(place, _)| bytes[place..].starts_with(looked_for))
}

fn without(bytes: &[u8], part: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while place < bytes.len() {
        if bytes[place..].starts_with(part) {
            place += part.len();
        } else {
            kept.push(bytes[place]);
            place += 1;
        }
    }
    kept
}

#[test]
fn every_spelling_is_found_and_nothing_else_is() {
    let word = "zx-marked-qv@thief.example";
    assert_eq!(held(b"nothing of it zx-marked-q", word), None);
    for (name, spelling) in spellings(word) {
        let planted = [b"before ".as_slice(), &spelling, b" after"].concat();
        assert!(held(&planted, word).is_some(), "{name}");
    }
    let wrapped = b"enptYXJrZWQtcX\r\nZAdGhpZWYuZXhhbXBsZQ==";
    assert_eq!(held(wrapped, "marked-qv@thief.example"), Some("base64"));
    assert_eq!(held(b"zx-mar=\r\nked-qv@thief.example", word), Some("plain"));
}
