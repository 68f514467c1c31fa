//! Asides: what is said although nobody has to be found.

use std::sync::Arc;

use super::{AsideId, Pattern};

/// A kind of message that is not a responsibility question, such as a greeting or a request for debugging help.
#[derive(Clone, Debug)]
pub struct Aside {
    /// The file's name.
    pub id: AsideId,
    /// For example "Greetings".
    pub title: String,
    /// What it covers, one sentence.
    pub summary: String,
    /// Examples, as people type them.
    pub phrases: Vec<Arc<str>>,
    /// Certain cases.
    pub patterns: Vec<Pattern>,
}
