//! How dense a PNG is: its chunk `pHYs` (PNG, 11.3.4.3), which the writer of tiny-skia leaves out.

/// Dots a meter at one pixel a CSS pixel: 96 an inch.
const DOTS_A_METER: f64 = 96.0 / 0.0254;

/// Signature, and the chunk `IHDR` with its length, name, content and checksum.
const BEFORE: usize = 8 + 4 + 4 + 13 + 4;

/// The PNG, stating that it has so many pixels for each pixel of a page.
pub fn stated(mut png: Vec<u8>, scale: u8) -> Vec<u8> {
    let dots = (DOTS_A_METER * f64::from(scale)).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(dots.to_be_bytes());
    chunk.extend(dots.to_be_bytes());
    // The unit: the meter.
    chunk.push(1);
    let checksum = crc(&chunk).to_be_bytes();
    // Without the name.
    let length = (chunk.len() as u32 - 4).to_be_bytes();
    let place = BEFORE.min(png.len());
    png.splice(place..place, length.into_iter().chain(chunk).chain(checksum));
    png
}

/// CRC-32 as PNG takes it (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
