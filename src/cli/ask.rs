//! `lanekeeper ask`: routes one text and says why, or many texts for a measurement.

mod bulk;
mod label;
mod readable;

use std::io::{self, Write};

use anyhow::Context;

pub use bulk::{Tally, answer_lines};
pub use readable::readable;

use crate::{handbook::Library, routing::Router};

/// Answers one text for a person, or without one every line of standard input. The value is the exit code.
pub(super) fn run(library: &Library, text: Option<&str>) -> anyhow::Result<u8> {
    let handbook = library.fallback();
    let router = Router::new(handbook);
    let mut out = io::BufWriter::new(io::stdout().lock());
    if let Some(text) = text {
        writeln!(out, "{}", readable(handbook, &router.route(text))).context("cannot write the answer")?;
        return Ok(0);
    }
    let tally =
        answer_lines(handbook, &router, io::stdin().lock(), out, io::stderr().lock()).context("stopped answering")?;
    Ok(u8::from(tally.unreadable > 0))
}
