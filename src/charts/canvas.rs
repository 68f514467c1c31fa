//! What pictures are drawn on.

use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

use super::{
    NotDrawn,
    colour::{Colour, GROUND, LETTERS, QUIET_LETTERS},
    letters,
};

/// The width of each picture in pixels.
pub(super) const WIDTH: f32 = 1_000.0;
/// What is left free at each side.
pub(super) const MARGIN: f32 = 44.0;
/// Where what is drawn ends at the right.
pub(super) const RIGHT: f32 = WIDTH - MARGIN;
/// The sizes of letters.
pub(super) const TITLE: f32 = 46.0;
pub(super) const TEXT: f32 = 38.0;
pub(super) const SMALL: f32 = 32.0;
/// How far apart lines stand, in sizes of their letters.
const LEADING: f32 = 1.3;
/// The most lines of a title, and of a foot.
const MOST_LINES: usize = 3;

/// What pictures are drawn on. It grows downwards: `y` is where it goes on.
pub(super) struct Canvas {
    shapes: Vec<(Path, Colour)>,
    pub(super) y: f32,
}

impl Canvas {
    /// A canvas with a title.
    pub(super) fn titled(title: &str) -> Self {
        let mut canvas = Self { shapes: Vec::new(), y: MARGIN };
        canvas.lines(title, TITLE, LETTERS);
        canvas.y += SMALL / 2.0;
        canvas
    }

    /// Lines from margin to margin.
    pub(super) fn lines(&mut self, text: &str, size: f32, colour: Colour) {
        let text = letters::drawable(text).unwrap_or_default();
        for line in letters::wrapped(&text, size, RIGHT - MARGIN, MOST_LINES) {
            self.y += size;
            self.write(&line, size, MARGIN, colour);
            self.y += size * (LEADING - 1.0);
        }
    }

    /// A text that stands on `y`, from `x` on.
    pub(super) fn write(&mut self, text: &str, size: f32, x: f32, colour: Colour) {
        self.shapes.extend(letters::outline(text, size, x, self.y).map(|path| (path, colour)));
    }

    /// A text that stands on `y` and ends at the right; how much room it takes with the gap before it.
    pub(super) fn write_right(&mut self, text: &str, size: f32, colour: Colour) -> f32 {
        let text = letters::fitted(&letters::drawable(text).unwrap_or_default(), size, (RIGHT - MARGIN) / 2.0);
        let width = letters::width(&text, size);
        self.write(&text, size, RIGHT - width, colour);
        width + size
    }

    /// A text in the middle of a space, where it fits there.
    pub(super) fn write_centred(&mut self, text: &str, size: f32, from: f32, to: f32, colour: Colour) {
        let width = letters::width(text, size);
        if width <= to - from {
            self.write(text, size, (from + to - width) / 2.0, colour);
        }
    }

    /// A rectangle with round corners, from `y` down.
    pub(super) fn block(&mut self, x: f32, width: f32, height: f32, corner: f32, colour: Colour) {
        let (corner, y) = (corner.min(width / 2.0).min(height / 2.0), self.y);
        let (right, bottom) = (x + width, y + height);
        let mut path = PathBuilder::new();
        path.move_to(x + corner, y);
        path.line_to(right - corner, y);
        path.quad_to(right, y, right, y + corner);
        path.line_to(right, bottom - corner);
        path.quad_to(right, bottom, right - corner, bottom);
        path.line_to(x + corner, bottom);
        path.quad_to(x, bottom, x, bottom - corner);
        path.line_to(x, y + corner);
        path.quad_to(x, y, x + corner, y);
        path.close();
        self.shapes.extend(path.finish().map(|path| (path, colour)));
    }

    /// A disc around a point.
    pub(super) fn disc(&mut self, x: f32, y: f32, radius: f32, colour: Colour) {
        self.shapes.extend(PathBuilder::from_circle(x, y, radius).map(|path| (path, colour)));
    }

    /// A star that stands on `y`, as high as letters of this size; where it ends.
    pub(super) fn star(&mut self, x: f32, size: f32, colour: Colour) -> f32 {
        let (radius, mut path) = (size * 0.42, PathBuilder::new());
        let (centre_x, centre_y) = (x + radius, self.y - size * 0.34);
        for point in 0..10_u8 {
            let reach = if point % 2 == 0 { radius } else { radius * 0.42 };
            let (sine, cosine) = (f32::from(point) * std::f32::consts::PI / 5.0).sin_cos();
            let (to_x, to_y) = (centre_x + reach * sine, centre_y - reach * cosine);
            if point == 0 { path.move_to(to_x, to_y) } else { path.line_to(to_x, to_y) }
        }
        path.close();
        self.shapes.extend(path.finish().map(|path| (path, colour)));
        x + radius * 2.0 + size * 0.3
    }

    /// Draws it all, with words below.
    pub(super) fn png(mut self, foot: Option<&str>) -> Result<Vec<u8>, NotDrawn> {
        if let Some(foot) = foot {
            self.y += SMALL / 2.0;
            self.lines(foot, SMALL, QUIET_LETTERS);
        }
        let no = |what: &str| NotDrawn(what.into());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a picture has some thousand pixels"
        )]
        let (width, height) = (WIDTH as u32, (self.y + MARGIN).ceil() as u32);
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| no("it is too large"))?;
        pixels.fill(GROUND.paint());
        for (path, colour) in &self.shapes {
            let mut paint = Paint::default();
            paint.set_color(colour.paint());
            paint.anti_alias = true;
            pixels.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
        }
        pixels.encode_png().map_err(|error| no(&error.to_string()))
    }
}
