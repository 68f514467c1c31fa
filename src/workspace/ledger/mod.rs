//! The ledger: what a team has in force, as a file. Read, written, and compared with what is in force now.
//!
//! | module | what is there |
//! | --- | --- |
//! | `rows` | one decision as people write it in a file |
//! | `tables` | our TOML |
//! | `sheet` | our CSV, safe to open as a spreadsheet |
//! | `code_owners` | CODEOWNERS files of GitHub and GitLab |
//! | `catalog` | Backstage's `catalog-info.yaml` |
//! | `owners` | whom the owners of these mean |
//! | `diff` | what a file would change |

mod catalog;
mod code_owners;
mod diff;
mod owners;
mod rows;
mod sheet;
mod tables;

pub use diff::{Plan, diff};
pub use owners::{Owner, Owners};
pub use sheet::{guarded, write_csv};
pub use tables::write_toml;

use super::{
    dates::Zone,
    decision::{BadDraft, Decides, Draft},
    names::BadName,
    subject::Subject,
};
use crate::handbook::Handbook;

/// The most bytes of a file that a person gives.
pub const MOST_BYTES: usize = 1 << 20;

/// The most bytes of a file that is read: one that says in full what another one of [`MOST_BYTES`] says is longer.
pub const MOST_IN_FULL: usize = MOST_BYTES * 4;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own, for people and programs.
    Toml,
    /// Our own, for spreadsheets.
    Csv,
    /// GitHub's and GitLab's owners of paths.
    CodeOwners,
    /// Backstage's owners of components.
    Catalog,
}

impl Format {
    /// The format of a file by its name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        match name.rsplit_once('.').map_or(name.as_str(), |(_, ending)| ending) {
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            "yaml" | "yml" => Some(Self::Catalog),
            _ if name.starts_with("codeowners") => Some(Self::CodeOwners),
            _ => None,
        }
    }

    /// Whether it says no more than who owns something: all else about it stays as it is, and what cannot be used is left out.
    #[must_use]
    pub const fn is_of_owners(self) -> bool {
        matches!(self, Self::CodeOwners | Self::Catalog)
    }
}

/// What a file is read with.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Its duties and roles.
    pub handbook: &'a Handbook,
    /// In which dates without a time zone are meant.
    pub zone: &'a Zone,
    /// Whom owners mean.
    pub owners: &'a Owners,
    /// The topic for a pattern that means all files.
    pub all_files: &'a str,
}

/// One decision of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line where it begins, from 1.
    pub line: usize,
    /// What it is about.
    pub subject: Subject,
    /// What is to be in force.
    pub says: Says,
}

/// How much of a decision a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// All of it.
    All(Draft),
    /// Who decides; the rest stays as it is.
    Owners(Decides),
}

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// What can be used, each subject once.
    pub entries: Vec<Entry>,
    /// What cannot.
    pub problems: Vec<Problem>,
}

/// Something in a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not written in its format; what the reader of the format says.
    Syntax(String),
    /// A column that there is none of.
    UnknownColumn(String),
    /// A column that is missing: what a decision is about.
    NoSubjectColumn,
    /// More cells than columns, or fewer.
    Cells {
        /// How many cells.
        is: usize,
        /// How many columns.
        columns: usize,
    },
    /// Neither a duty nor a topic, or both.
    NotOneSubject,
    /// A duty that the handbook does not have.
    UnknownDuty(String),
    /// A topic that cannot be one.
    BadTopic(BadName),
    /// A role that the handbook does not have.
    UnknownRole(String),
    /// No member and no role of the server.
    UnknownPerson(String),
    /// Roles of the handbook and people, of which a decision names one kind.
    RolesAndPeople,
    /// A source that is no link.
    BadLink(String),
    /// A date that is none.
    BadDate(String),
    /// What cannot be recorded.
    BadDraft(BadDraft),
    /// The same subject as on an earlier line.
    Twice {
        /// Which.
        first: usize,
    },
    /// Owners of whom nobody is known here.
    UnknownOwners(Vec<String>),
}

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFile {
    /// Nothing is in it.
    Empty,
    /// More than [`MOST_IN_FULL`], or than [`MOST_BYTES`] where a person gives it.
    TooLarge,
    /// It is not written in UTF-8; the first line that is not.
    NotUtf8 {
        /// From 1.
        line: usize,
    },
}

/// Reads a file.
///
/// # Errors
/// [`BadFile`]. What is wrong with single lines is in [`Contents::problems`].
pub fn read(format: Format, bytes: &[u8], around: Around<'_>) -> Result<Contents, BadFile> {
    if bytes.len() > MOST_IN_FULL {
        return Err(BadFile::TooLarge);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{FEFF}').unwrap_or(text),
        Err(wrong) => {
            let before = &bytes[..wrong.valid_up_to()];
            return Err(BadFile::NotUtf8 { line: 1 + before.iter().filter(|byte| **byte == b'\n').count() });
        }
    };
    if text.trim().is_empty() {
        return Err(BadFile::Empty);
    }
    let read = match format {
        Format::Toml => tables::read(text, around),
        Format::Csv => sheet::read(text, around),
        Format::CodeOwners => code_owners::read(text, around),
        Format::Catalog => catalog::read(text, around),
    };
    Ok(each_once(format, read))
}

/// Of a path in CODEOWNERS the last line counts; elsewhere nobody could tell which one is meant.
fn each_once(format: Format, read: Contents) -> Contents {
    let Contents { entries, mut problems } = read;
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut places = std::collections::HashMap::new();
    for entry in entries {
        let place = *places.entry((entry.subject.kind(), entry.subject.key())).or_insert(kept.len());
        match kept.get_mut(place) {
            None => kept.push(entry),
            Some(earlier) if format == Format::CodeOwners => *earlier = entry,
            Some(earlier) => problems.push(Problem { line: entry.line, what: Wrong::Twice { first: earlier.line } }),
        }
    }
    problems.sort_by_key(|problem| problem.line);
    Contents { entries: kept, problems }
}

/// Where the lines of a text end, to tell the line of a place in it.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    /// The line of the byte at this place, from 1.
    fn at(&self, place: usize) -> usize {
        1 + self.0.partition_point(|end| *end < place)
    }
}
