//! Bytes of a picture in, clean sizes out.
//!
//! Every picture is decoded and encoded anew, so no position, camera or name in it reaches a reader. Re-encoding is not
//! idempotent, so a file that shows to be of our own making is taken as it is: an export reads back byte for byte, also
//! where its masters are unknown.

mod ours;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use newsroom::{Master, MediaHash};

/// Largest file taken, in bytes.
pub const PICTURE_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Largest number of pixels decoded.
pub const PICTURE_PIXELS_MAX: u64 = 100_000_000;
/// Width of the master, in pixels; narrower pictures keep theirs.
pub const MASTER_WIDTH_MAX: u32 = 1600;
/// Width of the smaller size, in pixels.
pub const SMALL_WIDTH: u32 = 800;
/// JPEG quality of 100.
const QUALITY: u8 = 82;

/// A picture, encoded anew.
#[derive(Debug)]
pub struct Encoded {
    /// What is known of it.
    pub master: Master,
    /// The master's bytes.
    pub bytes: Vec<u8>,
    /// The smaller size's bytes, if there is one.
    pub small: Option<Vec<u8>>,
}

/// Why a file is no picture of ours.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Over [`PICTURE_BYTES_MAX`].
    #[error("the file is larger than {} MiB", PICTURE_BYTES_MAX / 1024 / 1024)]
    TooLarge,
    /// Over [`PICTURE_PIXELS_MAX`].
    #[error("the picture has more than {} million pixels", PICTURE_PIXELS_MAX / 1_000_000)]
    TooManyPixels,
    /// Neither JPEG nor PNG nor WebP.
    #[error("the file is neither JPEG nor PNG nor WebP")]
    Format,
    /// Cut off or damaged.
    #[error("the picture is damaged: {0}")]
    Broken(#[from] image::ImageError),
}

/// Encodes a JPEG, PNG or WebP anew in two widths: JPEG, or PNG where something is transparent. The smaller size is made
/// from the master's own bytes, so that it is the same wherever the master is read.
pub fn encode(bytes: &[u8]) -> Result<Encoded, Unusable> {
    let picture = decode(bytes)?;
    let is_ours = picture.width() <= MASTER_WIDTH_MAX && ours::is_ours(bytes);
    let large = if is_ours { bytes.to_vec() } else { anew(picture)? };
    let format = image::guess_format(&large)?;
    let picture = decode(&large)?;
    let small = match narrowed(&picture, SMALL_WIDTH) {
        Some(picture) => Some((written(&picture, format)?, picture.width(), picture.height())),
        None => None,
    };
    let master = Master {
        hash: MediaHash::of(&large),
        extension: if format == ImageFormat::Png { "png" } else { "jpg" }.to_owned(),
        width: picture.width(),
        height: picture.height(),
        small: small.as_ref().map(|(bytes, width, height)| (MediaHash::of(bytes), *width, *height)),
    };
    Ok(Encoded { master, bytes: large, small: small.map(|(bytes, _, _)| bytes) })
}

fn anew(picture: DynamicImage) -> Result<Vec<u8>, Unusable> {
    let picture = narrowed(&picture, MASTER_WIDTH_MAX).unwrap_or(picture);
    let transparent = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel[3] < 255);
    written(&picture, if transparent { ImageFormat::Png } else { ImageFormat::Jpeg })
}

/// The media type of a picture by its extension.
pub fn media_type(extension: &str) -> &'static str {
    if extension == "png" { "image/png" } else { "image/jpeg" }
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Unusable> {
    if bytes.len() > PICTURE_BYTES_MAX {
        return Err(Unusable::TooLarge);
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(image::ImageError::IoError)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(Unusable::Format);
    }
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS_MAX {
        return Err(Unusable::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture at this width, if it is wider.
fn narrowed(picture: &DynamicImage, width: u32) -> Option<DynamicImage> {
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    let height = u32::try_from(height.max(1)).unwrap_or(u32::MAX);
    (picture.width() > width).then(|| picture.resize_exact(width, height, FilterType::Lanczos3))
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    if format == ImageFormat::Jpeg {
        picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    } else {
        picture.to_rgba8().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, alpha: u8) -> Vec<u8> {
        let picture = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([x as u8, y as u8, 90, alpha]));
        let mut bytes = Vec::new();
        DynamicImage::from(picture).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn a_wide_picture_comes_in_two_sizes() {
        let encoded = encode(&png(2000, 1000, 255)).unwrap();
        assert_eq!((encoded.master.width, encoded.master.height), (1600, 800));
        assert_eq!(encoded.master.small.map(|(_, width, height)| (width, height)), Some((800, 400)));
        assert_eq!(encoded.master.extension, "jpg");
        assert_eq!(encoded.master.hash, MediaHash::of(&encoded.bytes));
    }

    #[test]
    fn a_narrow_transparent_picture_stays_png_and_alone() {
        let encoded = encode(&png(300, 200, 120)).unwrap();
        assert_eq!((encoded.master.extension.as_str(), encoded.master.small), ("png", None));
    }

    #[test]
    fn nothing_but_pixels_survives() {
        let mut jpeg = Vec::new();
        let picture = DynamicImage::ImageRgb8(image::RgbImage::new(40, 40));
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 90)).unwrap();
        let note = b"\xff\xfe\x00\x16Taken by Alena at 53N";
        let marked = [&jpeg[..2], &note[..], &jpeg[2..]].concat();
        let holds = |bytes: &[u8]| bytes.windows(5).any(|window| window == b"Alena");
        assert!(holds(&marked));
        assert!(!holds(&encode(&marked).unwrap().bytes));
    }

    #[test]
    fn a_master_is_taken_as_it_is_wherever_it_is_read() {
        for picture in [png(2000, 1000, 255), png(900, 300, 80)] {
            let first = encode(&picture).unwrap();
            let again = encode(&first.bytes).unwrap();
            assert_eq!((&again.master, &again.bytes, &again.small), (&first.master, &first.bytes, &first.small));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(matches!(encode(b"<svg onload=alert(1)>"), Err(Unusable::Format)));
        let whole = png(100, 100, 255);
        assert!(matches!(encode(&whole[..whole.len() / 2]), Err(Unusable::Broken(_))));
        assert!(matches!(encode(&vec![0; PICTURE_BYTES_MAX + 1]), Err(Unusable::TooLarge)));
    }
}
