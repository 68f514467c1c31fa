//! What the sandbox knows of pictures: their size, and how to draw a plain one.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Width and height of a PNG, GIF, JPEG or WebP.
pub(crate) fn dimensions(content: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(content).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

/// A square PNG of one colour.
pub(crate) fn plain_png(side: u32, color: [u8; 3]) -> std::io::Result<Vec<u8>> {
    let mut pixels = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..side {
        pixels.write_all(&[0])?;
        for _ in 0..side {
            pixels.write_all(&color)?;
        }
    }
    let mut header = [side.to_be_bytes(), side.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [(b"IHDR", header), (b"IDAT", pixels.finish()?), (b"IEND", Vec::new())] {
        png.extend((content.len() as u32).to_be_bytes());
        let start = png.len();
        png.extend(name);
        png.extend(content);
        let mut sum = flate2::Crc::new();
        sum.update(&png[start..]);
        png.extend(sum.sum().to_be_bytes());
    }
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_picture_tells_its_size() {
        let picture = plain_png(64, [88, 101, 242]).expect("memory takes what is written");
        assert_eq!(dimensions(&picture), Some((64, 64)));
        assert_eq!(dimensions(b"not a picture"), None);
    }
}
