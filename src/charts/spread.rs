//! How answers lie on a scale.

use super::{
    MOST_ROWS, NotDrawn,
    canvas::{Canvas, MARGIN, RIGHT, SMALL, TEXT},
    colour::{self, DARK_LETTERS, LETTERS, QUIET_LETTERS, TRACK},
    letters,
};

/// A picture with a row for each question, in which each answer of the scale takes as much room as was given to it. Below each stands which
/// answer it is, counted from the lower end.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// What it is about.
    pub title: String,
    /// What the ends of the scale mean, as in `never` and `always`.
    pub ends: [String; 2],
    /// The rows, at most [`MOST_ROWS`] of which are drawn.
    pub rows: Vec<Row>,
    /// What is said below.
    pub foot: Option<String>,
}

/// The answers to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What was asked.
    pub label: String,
    /// How many gave each answer of the scale, from its lower end. A scale has 2 to 7 answers.
    pub counts: Vec<u32>,
    /// What is to be said of it, such as `split`.
    pub note: String,
}

const HEIGHT: f32 = 52.0;
const GAP: f32 = 4.0;
/// The most lines of what was asked.
const MOST_LINES: usize = 2;

impl Spread {
    /// The picture as PNG.
    ///
    /// # Errors
    /// [`NotDrawn`].
    pub fn png(&self) -> Result<Vec<u8>, NotDrawn> {
        let mut canvas = Canvas::titled(&self.title);
        let steps = self.rows.iter().map(|row| row.counts.len()).max().unwrap_or(0);
        self.ends(&mut canvas, steps);
        for (number, row) in self.rows.iter().take(MOST_ROWS).enumerate() {
            canvas.y += TEXT * 1.3;
            let taken = canvas.write_right(&row.note, SMALL, QUIET_LETTERS);
            let label = letters::drawable(&row.label).unwrap_or_else(|| format!("{}.", number + 1));
            for (at, line) in letters::wrapped(&label, TEXT, RIGHT - taken - MARGIN, MOST_LINES).iter().enumerate() {
                canvas.y += if at == 0 { 0.0 } else { TEXT * 1.2 };
                canvas.write(line, TEXT, MARGIN, LETTERS);
            }
            canvas.y += TEXT * 0.4;
            blocks(&mut canvas, &row.counts);
            canvas.y += HEIGHT + TEXT * 1.1;
        }
        canvas.png(self.foot.as_deref())
    }

    /// The ends of the scale, each with the colour and the number that it has below.
    fn ends(&self, canvas: &mut Canvas, steps: usize) {
        let [low, high] = self.ends.each_ref().map(|end| letters::drawable(end).unwrap_or_default());
        let (half, mark) = ((RIGHT - MARGIN) / 2.0 - SMALL * 2.4, SMALL * 1.2);
        canvas.y += SMALL;
        let baseline = canvas.y;
        for (x, step) in [(MARGIN, 1), (RIGHT - mark, steps)] {
            canvas.y = baseline - mark * 0.8;
            canvas.block(x, mark, mark, 5.0, colour::step(step.saturating_sub(1), steps));
            canvas.y = baseline;
            canvas.write_centred(&step.to_string(), SMALL, x, x + mark, DARK_LETTERS);
        }
        canvas.write(&letters::fitted(&low, SMALL, half), SMALL, MARGIN + mark * 1.4, QUIET_LETTERS);
        let high = letters::fitted(&high, SMALL, half);
        canvas.write(&high, SMALL, RIGHT - mark * 1.4 - letters::width(&high, SMALL), QUIET_LETTERS);
        canvas.y += SMALL * 0.5;
    }
}

/// One row: each answer with the number of those who gave it, and which it is.
fn blocks(canvas: &mut Canvas, counts: &[u32]) {
    let given: u32 = counts.iter().sum();
    if given == 0 {
        canvas.block(MARGIN, RIGHT - MARGIN, HEIGHT, 10.0, TRACK);
        return;
    }
    let chosen: Vec<(usize, u32)> = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
    let mut from = MARGIN;
    #[expect(clippy::cast_precision_loss, reason = "answers of a team are counted, and pixels drawn")]
    let (gaps, given) = ((chosen.len() - 1) as f32 * GAP, given as f32);
    for (index, count) in chosen {
        #[expect(clippy::cast_precision_loss, reason = "answers of a team are counted, and pixels drawn")]
        let width = (RIGHT - MARGIN - gaps) * count as f32 / given;
        canvas.block(from, width, HEIGHT, 8.0, colour::step(index, counts.len()));
        let top = canvas.y;
        canvas.y = top + HEIGHT * 0.5 + SMALL * 0.36;
        canvas.write_centred(&format!("{count}×"), SMALL, from, from + width, DARK_LETTERS);
        canvas.y = top + HEIGHT + SMALL;
        canvas.write_centred(&(index + 1).to_string(), SMALL, from, from + width, QUIET_LETTERS);
        canvas.y = top;
        from += width + GAP;
    }
}
