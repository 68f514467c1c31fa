//! Where one person stands on several axes.

use super::{
    MOST_ROWS, NotDrawn,
    canvas::{Canvas, MARGIN, RIGHT, SMALL, TEXT},
    colour::{GROUND, LETTERS, MARKED, QUIET_LETTERS, TRACK},
    letters,
};

/// A picture of axes, one below the other, with a person's mark on each.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// What it is about.
    pub title: String,
    /// The axes, at most [`MOST_ROWS`] of which are drawn.
    pub axes: Vec<Axis>,
    /// What is said below, such as what a ring means.
    pub foot: Option<String>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it measures.
    pub label: String,
    /// Where the person stands: 0 is its lower end, 1 its upper. None where too little was answered.
    pub value: Option<f64>,
    /// Where they stood before, drawn as a ring.
    pub past: Option<f64>,
    /// The value in words.
    pub note: String,
}

const HEIGHT: f32 = 14.0;
const RADIUS: f32 = 20.0;

impl Profile {
    /// The picture as PNG.
    ///
    /// # Errors
    /// [`NotDrawn`].
    pub fn png(&self) -> Result<Vec<u8>, NotDrawn> {
        let mut canvas = Canvas::titled(&self.title);
        for (number, axis) in self.axes.iter().take(MOST_ROWS).enumerate() {
            canvas.y += TEXT * 1.3;
            let taken = canvas.write_right(&axis.note, SMALL, QUIET_LETTERS);
            let label = letters::drawable(&axis.label).unwrap_or_else(|| format!("{}.", number + 1));
            canvas.write(&letters::fitted(&label, TEXT, RIGHT - taken - MARGIN), TEXT, MARGIN, LETTERS);
            canvas.y += TEXT * 0.7;
            canvas.block(MARGIN, RIGHT - MARGIN, HEIGHT, HEIGHT / 2.0, TRACK);
            let middle = canvas.y + HEIGHT / 2.0;
            if let Some(past) = axis.past {
                canvas.disc(place(past), middle, RADIUS, QUIET_LETTERS);
                canvas.disc(place(past), middle, RADIUS - 6.0, GROUND);
            }
            if let Some(value) = axis.value {
                canvas.disc(place(value), middle, RADIUS - 4.0, MARKED);
            }
            canvas.y += HEIGHT + RADIUS;
        }
        canvas.png(self.foot.as_deref())
    }
}

/// Where on the axis a value lies, in pixels from the left.
fn place(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1, for pixels")]
    let share = if value.is_finite() { value.clamp(0.0, 1.0) as f32 } else { 0.0 };
    MARGIN + RADIUS + share * (RIGHT - MARGIN - 2.0 * RADIUS)
}
