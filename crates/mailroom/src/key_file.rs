//! The key folder's two files: a few lines of text that can be printed and typed in again.

use zeroize::Zeroizing;

use crate::NotKeys;
use crate::base32;
use crate::keys::Ring;

/// The file of the secret keys: opens everything.
pub const SECRET: &str = "secret.keys";

/// The file of the public keys: all that `site` reads.
pub const PUBLIC: &str = "public.keys";

pub(crate) const SECRET_HEAD: &str = "\
# Barograph: the secret keys. Whoever has this file and the database can read every subscriber's address;
# without it nobody can, you neither. Keep a copy apart from the data folder and its backups.
";
pub(crate) const PUBLIC_HEAD: &str = "\
# Barograph: the public keys. They seal addresses and open none; made from the secret ones.
";

pub(crate) fn write<'a>(head: &str, keys: impl Iterator<Item = (u32, &'a [u8; 32])>) -> Zeroizing<Vec<u8>> {
    let mut lines: Vec<Zeroizing<String>> = keys.map(|(number, key)| line(number, key)).collect();
    lines.push(Zeroizing::new(head.to_owned()));
    // Made at its full size, so that no copy of a key stays behind.
    let mut contents = Zeroizing::new(Vec::with_capacity(lines.iter().map(|line| line.len()).sum()));
    lines.iter().rev().for_each(|line| contents.extend_from_slice(line.as_bytes()));
    contents
}

fn line(number: u32, key: &[u8; 32]) -> Zeroizing<String> {
    let letters = Zeroizing::new(base32::encode(key));
    Zeroizing::new(format!("{number} {}\n", *letters))
}

pub(crate) fn read(file: &'static str, contents: &[u8]) -> Result<Ring<Zeroizing<[u8; 32]>>, NotKeys> {
    let mut keys: Vec<(u32, Zeroizing<[u8; 32]>)> = Vec::new();
    for (place, line) in contents.split(|byte| *byte == b'\n').enumerate() {
        let line = std::str::from_utf8(line).map_err(|_| NotKeys::Line(file, place + 1))?.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let newest = keys.last().map_or(0, |(number, _)| *number);
        let key = numbered(line).filter(|(number, _)| *number > newest).ok_or(NotKeys::Line(file, place + 1))?;
        keys.push(key);
    }
    if keys.is_empty() { Err(NotKeys::Empty(file)) } else { Ok(Ring(keys)) }
}

fn numbered(line: &str) -> Option<(u32, Zeroizing<[u8; 32]>)> {
    let (number, letters) = line.split_once(' ')?;
    Some((number.parse().ok()?, base32::decode(letters.trim())?))
}
