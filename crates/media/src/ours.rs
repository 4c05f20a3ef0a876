//! Whether a file is of our own making: nothing in it but what our encoders write around the pixels.

use image::{DynamicImage, ImageFormat};

const JPEG_START: [u8; 2] = [0xff, 0xd8];
const JPEG_END: [u8; 2] = [0xff, 0xd9];
const START_OF_FRAME: u8 = 0xc0;
const START_OF_SCAN: u8 = 0xda;
const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A JPEG with the very tables that our encoder writes and no segment besides, or a PNG with no chunk but pixels.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => is_our_jpeg(bytes),
        Ok(ImageFormat::Png) => is_our_png(bytes),
        _ => false,
    }
}

fn is_our_jpeg(bytes: &[u8]) -> bool {
    let sample = DynamicImage::new_rgb8(8, 8);
    let Ok(sample) = crate::written(&sample, ImageFormat::Jpeg) else { return false };
    let (Some(found), Some(expected)) = (segments(bytes), segments(&sample)) else { return false };
    found == expected && bytes.ends_with(&JPEG_END)
}

/// A JPEG's segments up to the scan, the frame's own without its height and width (ITU-T T.81, B.2.2).
fn segments(bytes: &[u8]) -> Option<Vec<(u8, Vec<u8>)>> {
    let mut rest = bytes.strip_prefix(&JPEG_START)?;
    let mut segments = Vec::new();
    loop {
        let (marker, after) = rest.split_at_checked(2)?;
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let mut payload = after.get(2..length)?.to_vec();
        if marker[0] != 0xff {
            return None;
        }
        if marker[1] == START_OF_FRAME {
            payload.drain(1..5.min(payload.len()));
        }
        segments.push((marker[1], payload));
        rest = after.get(length..)?;
        if marker[1] == START_OF_SCAN {
            // Nothing may hide behind the scan: its end is the file's end.
            let end = rest.windows(2).position(|two| two == JPEG_END)?;
            return (end + 2 == rest.len()).then_some(segments);
        }
    }
}

fn is_our_png(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(PNG_START) else { return false };
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let known = matches!(&head[4..8], b"IHDR" | b"IDAT" | b"IEND");
        let Some(next) = usize::try_from(length).ok().and_then(|length| after.get(length + 4..)) else { return false };
        if !known {
            return false;
        }
        if &head[4..8] == b"IEND" {
            return next.is_empty();
        }
        rest = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_or_a_tail_makes_a_file_another_ones() {
        let ours = crate::written(&DynamicImage::new_rgb8(30, 20), ImageFormat::Jpeg).unwrap();
        assert!(is_ours(&ours));
        let note = b"\xff\xfe\x00\x07Alena";
        assert!(!is_ours(&[&ours[..2], &note[..], &ours[2..]].concat()));
        assert!(!is_ours(&[&ours[..], b"tail"].concat()));
        let mut other = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut other, 60);
        DynamicImage::new_rgb8(30, 20).write_with_encoder(encoder).unwrap();
        assert!(!is_ours(&other));
    }
}
