//! Texts as lines of glyphs.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, GlyphId, OutlineCurve, Point};
use tiny_skia::{Path, PathBuilder};
use unicode_normalization::UnicodeNormalization;

/// What stands at the end of a text that was cut.
const ELLIPSIS: char = '…';

static FONT: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    FontRef::try_from_slice(ttf_noto_sans::REGULAR).expect("the font that is compiled in can be read")
});

/// The text as it can be drawn, or nothing where no letter and no digit of it is left.
#[must_use]
pub fn drawable(text: &str) -> Option<String> {
    let drawn: String = text.nfc().filter(|letter| is_known(*letter)).collect();
    let plain = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.contains(char::is_alphanumeric).then_some(plain)
}

/// Whether a character can be drawn by itself: scripts whose letters change with their neighbours are none of it.
fn is_known(letter: char) -> bool {
    let plain =
        matches!(letter, ' '..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' | '\u{2010}'..='\u{2044}' | '\u{20A0}'..='\u{22FF}');
    letter.is_whitespace() || (plain && !letter.is_control() && FONT.glyph_id(letter) != GlyphId(0))
}

/// A text's width in pixels, in letters of this size.
pub(super) fn width(text: &str, size: f32) -> f32 {
    let scale = scale(size);
    let mut before = None;
    text.chars().fold(0.0, |width, letter| {
        let glyph = FONT.glyph_id(letter);
        let kerned = before.replace(glyph).map_or(0.0, |left| FONT.kern_unscaled(left, glyph));
        width + (kerned + FONT.h_advance_unscaled(glyph)) * scale
    })
}

/// The text in one line of at most this width.
pub(super) fn fitted(text: &str, size: f32, most: f32) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut letters: Vec<char> = text.chars().collect();
    while letters.pop().is_some() {
        let cut: String = letters.iter().collect();
        let cut = format!("{}{ELLIPSIS}", cut.trim_end());
        if width(&cut, size) <= most {
            return cut;
        }
    }
    String::new()
}

/// The text in lines of at most this width; what does not fit into `lines` of them is cut.
pub(super) fn wrapped(text: &str, size: f32, most: f32, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while words.peek().is_some() && done.len() + 1 < lines {
        let mut line = String::new();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
            if width(&longer, size) > most {
                break;
            }
            line = longer;
            words.next();
        }
        if line.is_empty() {
            break;
        }
        done.push(line);
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if !rest.is_empty() {
        done.push(fitted(&rest, size, most));
    }
    done
}

/// The outline of a text whose first letter begins at `x` and stands on the line `y`.
pub(super) fn outline(text: &str, size: f32, x: f32, y: f32) -> Option<Path> {
    let scale = scale(size);
    let (mut path, mut at, mut before) = (PathBuilder::new(), x, None);
    for letter in text.chars() {
        let glyph = FONT.glyph_id(letter);
        at += before.replace(glyph).map_or(0.0, |left| FONT.kern_unscaled(left, glyph)) * scale;
        if let Some(outline) = FONT.outline(glyph) {
            let place = |point: Point| (at + point.x * scale, y - point.y * scale);
            trace(&mut path, &outline.curves, place);
        }
        at += FONT.h_advance_unscaled(glyph) * scale;
    }
    path.finish()
}

fn trace(path: &mut PathBuilder, curves: &[OutlineCurve], place: impl Fn(Point) -> (f32, f32)) {
    let mut last = None;
    for curve in curves {
        let (from, to) = match curve {
            OutlineCurve::Line(from, to) | OutlineCurve::Quad(from, _, to) | OutlineCurve::Cubic(from, _, _, to) => {
                (*from, *to)
            }
        };
        if last != Some(from) {
            let (x, y) = place(from);
            path.move_to(x, y);
        }
        let (x, y) = place(to);
        match curve {
            OutlineCurve::Line(..) => path.line_to(x, y),
            OutlineCurve::Quad(_, by, _) => {
                let (by_x, by_y) = place(*by);
                path.quad_to(by_x, by_y, x, y);
            }
            OutlineCurve::Cubic(_, first, second, _) => {
                let ((first_x, first_y), (second_x, second_y)) = (place(*first), place(*second));
                path.cubic_to(first_x, first_y, second_x, second_y, x, y);
            }
        }
        last = Some(to);
    }
}

/// Pixels for a unit of the font, where the em has `size` pixels.
fn scale(size: f32) -> f32 {
    size / FONT.units_per_em().unwrap_or(1_000.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_left_out() {
        assert_eq!(drawable("Postgres 🐘 now").as_deref(), Some("Postgres now"));
        assert_eq!(drawable("Größe, Łódź, Ελλάδα, Москва – ½ €").as_deref(), Some("Größe, Łódź, Ελλάδα, Москва – ½ €"));
        assert_eq!(drawable("e\u{301}te\u{301}").as_deref(), Some("été"));
        for nothing in ["", "🎉🎉", "データベース", "مرحبا", "!?", "\u{202E}\u{200B}"] {
            assert_eq!(drawable(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_title_is_broken_between_words() {
        let lines = wrapped("Which database does the basket service use from May on?", 44.0, 500.0, 4);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 44.0) <= 500.0), "{lines:?}");
        assert_eq!(lines.join(" "), "Which database does the basket service use from May on?");
    }

    proptest! {
        #[test]
        fn whatever_is_written_fits_where_it_has_to(text in ".{0,300}", most in 40.0_f32..900.0, lines in 1_usize..4) {
            let text = drawable(&text).unwrap_or_default();
            let broken = wrapped(&text, 40.0, most, lines);
            prop_assert!(broken.len() <= lines);
            prop_assert!(broken.iter().all(|line| width(line, 40.0) <= most), "{:?}", broken);
        }
    }
}
