//! A picture of few colours as a PNG with a palette.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;

/// As many as a palette of eight bits holds.
const COLOURS_MAX: usize = 256;

type Colour = [u8; 3];

/// An opaque picture as PNG. Beyond 256 colours the rarest, shades at the edge of a letter, become their nearest.
pub fn png(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let colours: Vec<Colour> = picture.pixels().iter().map(|p| [p.red(), p.green(), p.blue()]).collect();
    let palette = palette(&colours);
    let mut known = BTreeMap::new();
    let mut places = Vec::with_capacity(colours.len());
    for run in colours.chunk_by(|a, b| a == b) {
        let place = *known.entry(run[0]).or_insert_with(|| nearest(&palette, run[0]));
        places.resize(places.len() + run.len(), place);
    }

    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    // Rows of a drawing repeat as they are; a filter would hide that.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&places)?;
    writer.finish()?;
    Ok(bytes)
}

/// The commonest colours, commonest first.
fn palette(colours: &[Colour]) -> Vec<Colour> {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for run in colours.chunk_by(|a, b| a == b) {
        *counts.entry(run[0]).or_default() += run.len();
    }
    let mut counts: Vec<(Colour, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(colour, _)| colour).take(COLOURS_MAX).collect()
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let distance =
        |other: &Colour| -> u32 { other.iter().zip(colour).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let place = palette.iter().zip(0_u8..=u8::MAX).min_by_key(|(other, _)| distance(other));
    place.map_or(0, |(_, place)| place)
}
