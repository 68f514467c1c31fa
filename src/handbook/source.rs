//! Sources: who says so.

use super::SourceId;

/// A publication that duties and roles rest on.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The publication's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as exactly as known: `2023-09-24` or `2019`.
    pub date: String,
    /// Where it can be read.
    pub address: Option<String>,
}

impl Source {
    /// The year of publication.
    #[must_use]
    pub fn year(&self) -> &str {
        self.date.split('-').next().unwrap_or(&self.date)
    }
}

/// What a source says about one role or duty, in the handbook's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Which source.
    pub source: SourceId,
    /// What it says.
    pub note: String,
}
