//! How many chose what.

use super::{
    MOST_ROWS, NotDrawn,
    canvas::{Canvas, MARGIN, RIGHT, TEXT},
    colour::{BAR, LETTERS, MARKED, QUIET_LETTERS, TRACK},
    letters,
};

/// A picture of bars, one below the other.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChart {
    /// What it is about.
    pub title: String,
    /// The bars, at most [`MOST_ROWS`] of which are drawn.
    pub bars: Vec<Bar>,
    /// The value of a bar that goes all the way; none for the largest value.
    pub full: Option<f64>,
    /// What is said below, such as how many voted.
    pub foot: Option<String>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What was chosen.
    pub label: String,
    /// How often, or how much; less than nothing counts as nothing.
    pub value: f64,
    /// The value in words, such as `7 (64 %)`.
    pub note: String,
    /// Whether it stands out, as a winner does: by a star and by colour.
    pub marked: bool,
}

const HEIGHT: f32 = 30.0;

impl BarChart {
    /// The picture as PNG.
    ///
    /// # Errors
    /// [`NotDrawn`].
    pub fn png(&self) -> Result<Vec<u8>, NotDrawn> {
        let mut canvas = Canvas::titled(&self.title);
        let largest = self.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let full = self.full.unwrap_or(largest);
        for (number, bar) in self.bars.iter().take(MOST_ROWS).enumerate() {
            canvas.y += TEXT * 1.25;
            let (letters, colour) = if bar.marked { (LETTERS, MARKED) } else { (QUIET_LETTERS, BAR) };
            let taken = canvas.write_right(&bar.note, TEXT, letters);
            let x = if bar.marked { canvas.star(MARGIN, TEXT, MARKED) } else { MARGIN };
            // A label of which nothing can be drawn is still found by its place.
            let label = letters::drawable(&bar.label).unwrap_or_else(|| format!("{}.", number + 1));
            canvas.write(&letters::fitted(&label, TEXT, RIGHT - taken - x), TEXT, x, letters);
            canvas.y += TEXT * 0.4;
            canvas.block(MARGIN, RIGHT - MARGIN, HEIGHT, HEIGHT / 2.0, TRACK);
            let length = share(bar.value, full) * (RIGHT - MARGIN);
            if length > 0.0 {
                // Also the smallest is seen.
                canvas.block(MARGIN, length.max(HEIGHT), HEIGHT, HEIGHT / 2.0, colour);
            }
            canvas.y += HEIGHT + TEXT * 0.35;
        }
        canvas.png(self.foot.as_deref())
    }
}

/// How much of the whole a value is, 0 to 1.
fn share(value: f64, full: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1, for pixels")]
    let share = if full > 0.0 { (value / full).clamp(0.0, 1.0) as f32 } else { 0.0 };
    if share.is_finite() { share } else { 0.0 }
}
