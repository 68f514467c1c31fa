//! `lanekeeper ask`: routes one text and says why, or many texts for a measurement.

mod bulk;
mod explained;
pub(super) mod label;
mod readable;

use std::io;

use anyhow::{Context, ensure};

pub(super) use bulk::judged;
pub use bulk::{Tally, answer_lines};
pub use explained::explained;
pub use readable::readable;

use super::print;
use crate::{handbook::Library, replies::Shown, routing::Router};

/// Answers one text for a person, with the whole computation where that is wanted, or without one every line of standard input. The value is the exit code.
pub(super) fn run(library: &Library, text: Option<&str>, explain: bool) -> anyhow::Result<u8> {
    let handbook = library.fallback();
    let router = Router::new(handbook);
    if let Some(text) = text {
        ensure!(!Shown::typed_plain(text).is_empty(), "there is no question: ask in your own words");
        let route = router.route(text);
        print(readable(handbook, &route, &router.what_if(text, &route)))?;
        if explain {
            print(format_args!("\n{}", explained(&router.explain(text))))?;
        }
        return Ok(0);
    }
    let out = io::BufWriter::new(io::stdout().lock());
    let tally =
        answer_lines(handbook, &router, io::stdin().lock(), out, io::stderr().lock()).context("stopped answering")?;
    Ok(u8::from(tally.unreadable > 0))
}
