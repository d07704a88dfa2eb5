//! How wide a text is, and how it is made to fit.
//!
//! Widths are those of Public Sans (SIL Open Font License) in thousandths of the font size. Characters that it does not
//! have are estimated on the wide side.

use crate::words::thousands;

/// Of all lettering in a drawing, in pixels.
pub(super) const SIZE: f32 = 13.0;
/// From one line to the next.
pub(super) const LINE: f32 = 16.0;
/// From the middle of a line to its baseline.
pub(super) const BASELINE: f32 = 4.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Of the characters from the space to the tilde. Digits, comma and period are those of tabular figures.
const REGULAR: [u16; 95] = [
    243, 251, 426, 603, 658, 904, 708, 248, 302, 309, 394, 554, 300, 378, 300, 350, 700, 700, 700, 700, 700, 700, 700,
    700, 700, 700, 226, 240, 546, 554, 546, 521, 831, 710, 670, 688, 694, 620, 594, 733, 766, 283, 388, 682, 578, 886,
    754, 734, 636, 748, 676, 674, 594, 700, 672, 954, 688, 607, 637, 303, 350, 303, 473, 518, 218, 553, 596, 544, 596,
    566, 396, 622, 576, 248, 262, 562, 303, 865, 577, 566, 596, 596, 391, 507, 389, 580, 504, 786, 564, 535, 480, 328,
    263, 332, 568,
];
const BOLD: [u16; 95] = [
    226, 282, 480, 616, 680, 939, 784, 261, 333, 336, 473, 588, 300, 393, 300, 381, 700, 700, 700, 700, 700, 700, 700,
    700, 700, 700, 270, 278, 578, 588, 578, 534, 828, 726, 684, 718, 720, 634, 614, 759, 770, 308, 402, 717, 578, 918,
    782, 760, 652, 773, 696, 694, 616, 724, 704, 968, 717, 668, 670, 337, 381, 337, 484, 553, 264, 566, 608, 547, 608,
    576, 396, 628, 592, 267, 288, 580, 329, 896, 593, 576, 607, 607, 412, 528, 416, 595, 520, 792, 588, 563, 496, 384,
    268, 384, 612,
];

/// In pixels, at [`SIZE`].
pub(super) fn width(text: &str, weight: Weight) -> f32 {
    let thousandths: u32 = text.chars().map(|character| u32::from(advance(character, weight))).sum();
    thousandths as f32 / 1000.0 * SIZE
}

fn advance(character: char, weight: Weight) -> u16 {
    let known = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let place = u32::from(character).checked_sub(u32::from(' ')).map(|place| place as usize);
    if let Some(width) = place.and_then(|place| known.get(place)) {
        return *width;
    }
    match character {
        '\u{300}'..='\u{36f}' => 0,
        '\u{a0}'..='\u{24f}' => 650,
        '\u{2010}'..='\u{2212}' => 800,
        // East Asian scripts and pictographs are as wide as they are high.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1000,
        '\u{1f000}'..='\u{3ffff}' => 1300,
        _ => 700,
    }
}

/// The text on one line, without characters that XML forbids or that would turn the letters around it.
pub(super) fn clean(text: &str) -> String {
    // Most texts are, and thousands of them stand in a drawing.
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if text.bytes().all(is_plain) && !text.contains("  ") && text.trim().len() == text.len() {
        return text.to_owned();
    }
    let readable: String =
        text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    let printed: String = readable.chars().filter(|character| !is_unprintable(*character)).collect();
    printed.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The text cut to `room` pixels, with an ellipsis where something is gone. The table holds the whole text.
pub(super) fn shorten(text: &str, weight: Weight, room: f32) -> String {
    let text = clean(text);
    if width(&text, weight) <= room {
        return text;
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept, weight) + width("…", weight) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end_matches([' ', ',', '.', ';', ':', '-']))
}

/// The text at `size` in at most `lines` lines of `room` pixels; the last is shortened where that does not suffice.
pub(super) fn wrap(text: &str, weight: Weight, size: f32, room: f32, lines: usize) -> Vec<String> {
    let room = room * SIZE / size;
    let text = clean(text);
    let mut wrapped: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match wrapped.last_mut() {
            Some(line) if wrapped_width(line, word, weight) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => wrapped.push(word.to_owned()),
        }
    }
    if wrapped.len() > lines && lines > 0 {
        let rest = wrapped.split_off(lines - 1).join(" ");
        wrapped.push(rest);
    }
    wrapped.iter().map(|line| shorten(line, weight, room)).collect()
}

fn wrapped_width(line: &str, word: &str, weight: Weight) -> f32 {
    width(line, weight) + width(" ", weight) + width(word, weight)
}

/// "1,204": numbers over 999 take a comma.
pub(super) fn counted(number: u64) -> String {
    thousands(usize::try_from(number).unwrap_or(usize::MAX))
}
