//! Base32 (RFC 4648) in small letters, without padding: what survives mail servers that change case, and paper.

use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Writes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut pool, mut bits) = (0_u32, 0);
    for byte in bytes {
        pool = (pool << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            letters.push(letter(pool >> bits));
        }
    }
    if bits > 0 {
        letters.push(letter(pool << (5 - bits)));
    }
    letters
}

fn letter(pool: u32) -> char {
    char::from(ALPHABET[(pool & 31) as usize])
}

/// Reads exactly `N` bytes; each value has one spelling only, so left-over bits must be zero.
pub(crate) fn decode<const N: usize>(letters: &str) -> Option<Zeroizing<[u8; N]>> {
    if letters.len() != (N * 8).div_ceil(5) {
        return None;
    }
    let mut bytes = Zeroizing::new([0; N]);
    let (mut pool, mut bits, mut place) = (0_u32, 0, 0);
    for byte in letters.bytes() {
        pool = (pool << 5) | value(byte)?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            *bytes.get_mut(place)? = (pool >> bits) as u8;
            place += 1;
        }
    }
    let left_over = pool & ((1 << bits) - 1);
    (left_over == 0 && place == N).then_some(bytes)
}

fn value(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'2'..=b'7' => Some(u32::from(byte - b'2') + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn the_standard_examples_hold() {
        let cases =
            [("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"), ("fooba", "mzxw6ytb")];
        for (plain, letters) in cases {
            assert_eq!(encode(plain.as_bytes()), letters);
        }
        assert_eq!(decode::<4>("mzxw6yq").as_deref(), Some(b"foob"));
    }

    #[test]
    fn each_value_has_one_spelling() {
        assert_eq!(decode::<1>("my").as_deref(), Some(b"f"));
        for wrong in ["mz", "MY", "m", "myy", "m1", "m=", "ы"] {
            assert_eq!(decode::<1>(wrong), None, "{wrong}");
        }
    }
}
