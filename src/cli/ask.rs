//! `lanekeeper ask`: routes one text and says why, or many texts for a measurement.

mod bulk;
mod label;
mod readable;

pub use bulk::{Tally, answer_lines};
pub use readable::readable;
