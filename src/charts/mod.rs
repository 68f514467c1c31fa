//! Results → pictures (PNG), to stand beside the same in words.
//!
//! | picture | shows |
//! | --- | --- |
//! | [`BarChart`] | how many chose what |
//! | [`Spread`] | how answers lie on a scale, a row for each question |
//! | [`Profile`] | where one person stands on several axes |
//!
//! They are drawn to be read on a phone: 1,000 pixels wide, which Discord shows at about 360 points, so that the smallest letters are as
//! large there as the text of a message. The ground is dark and opaque and looks the same in the light and in the dark theme. Colour says
//! nothing that a number, a word or a shape does not say too; each pair of colours that meet has a contrast of 3 : 1 at least, letters 4.5 : 1
//! (WCAG 2.2, 1.4.3 and 1.4.11). All words come from the caller.
//!
//! Letters are Noto Sans: Latin, Greek and Cyrillic. What it cannot draw (emoji, other scripts) is left out by [`drawable`].

mod bars;
mod canvas;
mod colour;
mod letters;
mod profile;
mod spread;

pub use bars::{Bar, BarChart};
pub use letters::drawable;
pub use profile::{Axis, Profile};
pub use spread::{Row, Spread};

/// The most rows that a picture has; more would be too small to read. The words beside it name all.
pub const MOST_ROWS: usize = 10;

/// A picture that cannot be drawn: there is too much of it for memory, or it cannot be written as PNG.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the picture cannot be drawn: {0}")]
pub struct NotDrawn(String);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tiny_skia::Pixmap;

    use super::*;

    fn bars(rows: &[(&str, f64, bool)]) -> BarChart {
        let bar = |(label, value, marked): &(&str, f64, bool)| Bar {
            label: (*label).into(),
            value: *value,
            note: format!("{value}"),
            marked: *marked,
        };
        BarChart {
            title: "Which database does the basket service use?".into(),
            bars: rows.iter().map(bar).collect(),
            full: None,
            foot: Some("11 of 14 have voted.".into()),
        }
    }

    fn read(png: &[u8]) -> Pixmap {
        Pixmap::decode_png(png).expect("it is a PNG")
    }

    /// The colour of a pixel.
    fn at(picture: &Pixmap, x: u32, y: u32) -> [u8; 3] {
        let pixel = picture.pixel(x, y).expect("within the picture");
        [pixel.red(), pixel.green(), pixel.blue()]
    }

    /// How many pixels have another colour than the corner.
    fn drawn(picture: &Pixmap, columns: std::ops::Range<u32>) -> usize {
        let ground = at(picture, 0, 0);
        let columns = columns.flat_map(|x| (0..picture.height()).map(move |y| (x, y)));
        columns.filter(|(x, y)| at(picture, *x, *y) != ground).count()
    }

    #[test]
    fn a_longer_bar_means_more_and_the_winner_has_a_colour_of_its_own() {
        let picture = read(&bars(&[("Postgres", 8.0, true), ("Mongo", 2.0, false)]).png().expect("it is drawn"));
        let count = |colour: [u8; 3]| {
            let all = (0..picture.width()).flat_map(|x| (0..picture.height()).map(move |y| (x, y)));
            all.filter(|(x, y)| at(&picture, *x, *y) == colour).count()
        };
        let (winner, other) = (count([0x4F, 0xD1, 0xA5]), count([0x8C, 0x9B, 0xB5]));
        let ratio = winner as f64 / other as f64;
        assert!((3.9..4.3).contains(&ratio), "8 votes are drawn {ratio} times as large as 2");
    }

    #[test]
    fn an_answer_that_nobody_gave_takes_no_room() {
        let spread = |counts: &[u32]| Spread {
            title: "Role clarity".into(),
            ends: ["never".into(), "always".into()],
            rows: vec![Row { label: "I know what is expected".into(), counts: counts.into(), note: String::new() }],
            foot: None,
        };
        let picture = |counts: &[u32]| spread(counts).png().expect("it is drawn");
        assert_ne!(picture(&[1, 0, 0, 0, 3]), picture(&[1, 0, 1, 0, 3]));
        assert_ne!(picture(&[0, 0, 0, 0, 0]), picture(&[0, 0, 0, 0, 3]));
    }

    #[test]
    fn a_ring_shows_where_somebody_stood_before() {
        let profile = |value, past| {
            let axis = Axis { label: "Pull to system craft".into(), value, past, note: "strong".into() };
            Profile { title: "Which path".into(), axes: vec![axis], foot: None }.png().expect("it is drawn")
        };
        assert_ne!(profile(Some(0.8), None), profile(Some(0.8), Some(0.3)));
        assert_ne!(profile(None, None), profile(Some(0.0), None));
        assert_eq!(profile(Some(f64::NAN), None), profile(Some(0.0), None));
    }

    #[test]
    fn what_is_too_much_is_left_out_and_the_picture_stays_small() {
        let many: Vec<(&str, f64, bool)> =
            (0..25_u8).map(|n| ("An option of some length", f64::from(n), false)).collect();
        let (cut, whole) = (bars(&many).png().expect("drawn"), bars(&many[..MOST_ROWS]).png().expect("drawn"));
        assert_eq!(read(&cut).height(), read(&whole).height());
        assert!(read(&cut).height() <= 1_500 && cut.len() <= 200_000, "{} bytes", cut.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn nothing_is_drawn_outside_the_margins(
            title in ".{0,200}",
            rows in prop::collection::vec((".{0,120}", prop::num::f64::ANY, any::<bool>()), 0..4),
        ) {
            let rows: Vec<(&str, f64, bool)> = rows.iter().map(|(label, value, marked)| (label.as_str(), *value, *marked)).collect();
            let chart = BarChart { title, ..bars(&rows) };
            let picture = read(&chart.png().expect("it is drawn"));
            prop_assert_eq!(picture.width(), 1_000);
            prop_assert_eq!(drawn(&picture, 0..30), 0);
            prop_assert_eq!(drawn(&picture, 970..1_000), 0);
        }
    }
}
