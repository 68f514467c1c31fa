//! The colours.

use tiny_skia::Color;

/// A colour, `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(u32);

pub(super) const GROUND: Colour = Colour(0x1E_22_2B);
/// What a bar could fill.
pub(super) const TRACK: Colour = Colour(0x35_3B_48);
pub(super) const LETTERS: Colour = Colour(0xF2_F4_F7);
pub(super) const QUIET_LETTERS: Colour = Colour(0xB9_C0_CC);
pub(super) const BAR: Colour = Colour(0x8C_9B_B5);
/// What stands out: a winner, a person's own mark.
pub(super) const MARKED: Colour = Colour(0x4F_D1_A5);
pub(super) const DARK_LETTERS: Colour = Colour(0x10_13_19);

/// The steps of a scale from one end to the other, through grey: told apart by lightness too, and by those who see no red or no green.
const STEPS: [Colour; 7] = [
    Colour(0xF5_9E_42),
    Colour(0xF7_BC_7D),
    Colour(0xF9_DA_B8),
    Colour(0xD9_DC_E2),
    Colour(0xB5_D3_F2),
    Colour(0x86_B8_EA),
    Colour(0x57_9D_E2),
];

/// The colour of a step of a scale of 2 to 7.
pub(super) fn step(index: usize, of: usize) -> Colour {
    let last = STEPS.len() - 1;
    let place = if of <= 1 { last / 2 } else { (index * last + (of - 1) / 2) / (of - 1) };
    STEPS[place.min(last)]
}

impl Colour {
    pub(super) fn paint(self) -> Color {
        let [_, red, green, blue] = self.0.to_be_bytes();
        Color::from_rgba8(red, green, blue, 255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2.
    fn luminance(Colour(rgb): Colour) -> f64 {
        let [_, channels @ ..] = rgb.to_be_bytes();
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = channels.map(linear);
        0.212_6 * red + 0.715_2 * green + 0.072_2 * blue
    }

    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn letters_and_shapes_stand_out_from_what_is_behind_them() {
        let steps = STEPS.iter().copied();
        for letters in [LETTERS, QUIET_LETTERS] {
            assert!(contrast(letters, GROUND) >= 4.5, "{letters:?}");
        }
        for step in steps.clone() {
            assert!(contrast(DARK_LETTERS, step) >= 4.5, "{step:?}");
        }
        for shape in steps.chain([BAR, MARKED]) {
            assert!(contrast(shape, GROUND) >= 3.0 && contrast(shape, TRACK) >= 3.0, "{shape:?}");
        }
    }

    #[test]
    fn a_scale_goes_from_one_end_to_the_other_whatever_its_length() {
        for of in 2..=7 {
            let steps: Vec<Colour> = (0..of).map(|index| step(index, of)).collect();
            assert_eq!((steps[0], steps[of - 1]), (STEPS[0], STEPS[6]));
            assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{of}");
        }
    }
}
