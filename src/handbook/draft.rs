//! Drafts: files as written, with the places of what checks may have to point at.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::OnceLock,
};

use serde::{Deserialize, de::DeserializeOwned};
use toml::Spanned;

use super::{
    Kind, Problem, Source,
    assessments::draft::AssessmentDraft,
    files::File,
    pattern::{BadPattern, Pattern},
};

/// A parsed file: its id, its entity, and how to find lines in it.
#[derive(Debug)]
pub(super) struct Draft<'a, T> {
    pub(super) id: String,
    pub(super) file: &'a File,
    pub(super) entity: T,
}

impl<T: DeserializeOwned> Draft<'_, T> {
    /// Parses one TOML file; what is wrong with it becomes a problem at its line.
    pub(super) fn parse(file: &File) -> Result<Draft<'_, T>, Problem> {
        let id = file_stem(&file.path).to_owned();
        match toml::from_str(&file.text) {
            Ok(entity) => Ok(Draft { id, file, entity }),
            Err(error) => Err(problem_at(
                file,
                error.span().unwrap_or(0..0),
                error.message().to_owned(),
                "see CONTRIBUTING for the keys of this kind of file",
            )),
        }
    }
}

impl<T> Draft<'_, T> {
    pub(super) fn problem<V>(&self, at: &Spanned<V>, what: String, mend: &str) -> Problem {
        problem_at(self.file, at.span(), what, mend)
    }

    pub(super) fn problem_in_file(&self, what: String, mend: &str) -> Problem {
        problem_at(self.file, 0..0, what, mend)
    }
}

/// A problem at a byte range of a file.
pub(super) fn problem_at(file: &File, span: Range<usize>, what: String, mend: &str) -> Problem {
    let before = &file.text.as_bytes()[..span.start.min(file.text.len())];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    Problem { path: file.path.clone(), line, what, mend: mend.into() }
}

/// The file's name without folder and ending.
pub(super) fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

pub(super) type Texts = Vec<Spanned<String>>;

/// A pattern as it is written. It is compiled when it is checked, and not again.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct PatternDraft {
    pub(super) written: Spanned<String>,
    #[serde(skip)]
    compiled: OnceLock<Result<Pattern, BadPattern>>,
}

impl PatternDraft {
    /// Compiles it, so that it is there when it is wanted.
    pub(super) fn compile(&self) {
        let _ = self.compiled();
    }

    pub(super) fn compiled(&self) -> &Result<Pattern, BadPattern> {
        self.compiled.get_or_init(|| Pattern::new(self.written.get_ref()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleDraft {
    pub(super) name: Spanned<String>,
    pub(super) short: Option<Spanned<String>>,
    pub(super) kind: Spanned<Kind>,
    #[serde(default)]
    pub(super) aliases: Texts,
    pub(super) purpose: Spanned<String>,
    pub(super) lane: Texts,
    #[serde(default)]
    pub(super) not_lane: Texts,
    pub(super) reach: Spanned<String>,
    pub(super) skills: Option<Texts>,
    pub(super) works_with: Option<Texts>,
    pub(super) analogies: Option<Texts>,
    pub(super) path: Option<Texts>,
    #[serde(default)]
    pub(super) source: Vec<CitationDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DutyDraft {
    pub(super) title: Spanned<String>,
    pub(super) summary: Spanned<String>,
    pub(super) decides: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) shared: bool,
    #[serde(default)]
    pub(super) leads: Texts,
    #[serde(default)]
    pub(super) consulted: Texts,
    #[serde(default)]
    pub(super) informed: Texts,
    pub(super) next_step: Spanned<String>,
    pub(super) contested: Option<Spanned<String>>,
    pub(super) phrases: Texts,
    #[serde(default)]
    pub(super) patterns: Vec<PatternDraft>,
    #[serde(default)]
    pub(super) related: Texts,
    #[serde(default)]
    pub(super) source: Vec<CitationDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AsideDraft {
    pub(super) title: Spanned<String>,
    pub(super) summary: Spanned<String>,
    pub(super) phrases: Texts,
    #[serde(default)]
    pub(super) patterns: Vec<PatternDraft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitationDraft {
    pub(super) id: Spanned<String>,
    pub(super) note: Spanned<String>,
}

/// `sources.toml`: one table a source.
pub(super) type SourcesDraft = BTreeMap<String, Source>;

/// All drafts of one locale.
#[derive(Debug, Default)]
pub(super) struct Drafts<'a> {
    pub(super) roles: Vec<Draft<'a, RoleDraft>>,
    pub(super) duties: Vec<Draft<'a, DutyDraft>>,
    pub(super) asides: Vec<Draft<'a, AsideDraft>>,
    pub(super) assessments: Vec<Draft<'a, AssessmentDraft>>,
    pub(super) sources: Option<Draft<'a, SourcesDraft>>,
    /// Whether the sources are there but did not parse.
    pub(super) sources_unreadable: bool,
    pub(super) messages: Vec<&'a File>,
    /// The ids of all role files, also of those that did not parse: to name them is no mistake.
    pub(super) role_ids: BTreeSet<&'a str>,
    /// The ids of all duty files, likewise.
    pub(super) duty_ids: BTreeSet<&'a str>,
}

impl<'a> Drafts<'a> {
    /// Parses a locale's files; returns the drafts that parsed and the problems of the others.
    pub(super) fn parse(files: &[&'a File]) -> (Self, Vec<Problem>) {
        let mut drafts = Self::default();
        let mut problems = Vec::new();
        for file in files {
            if let Err(problem) = drafts.add(file) {
                problems.push(problem);
            }
        }
        (drafts, problems)
    }

    /// The patterns of all files.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (&'a File, &PatternDraft)> {
        let duties = self.duties.iter().map(|draft| (draft.file, &draft.entity.patterns));
        let asides = self.asides.iter().map(|draft| (draft.file, &draft.entity.patterns));
        duties.chain(asides).flat_map(|(file, patterns)| patterns.iter().map(move |pattern| (file, pattern)))
    }

    fn add(&mut self, file: &'a File) -> Result<(), Problem> {
        let parts: Vec<&str> = file.path.split('/').collect();
        match parts[1..] {
            ["roles", _] => {
                self.role_ids.insert(file_stem(&file.path));
                self.roles.push(Draft::parse(file)?);
            }
            ["duties", _] => {
                self.duty_ids.insert(file_stem(&file.path));
                self.duties.push(Draft::parse(file)?);
            }
            ["asides", _] => self.asides.push(Draft::parse(file)?),
            ["assessments", _] => self.assessments.push(Draft::parse(file)?),
            ["sources.toml"] => {
                self.sources_unreadable = true;
                self.sources = Some(Draft::parse(file)?);
                self.sources_unreadable = false;
            }
            ["messages", name] if name.ends_with(".ftl") => self.messages.push(file),
            _ => {
                return Err(problem_at(
                    file,
                    0..0,
                    "this file is in no folder that the handbook knows".into(),
                    "move it to roles/, duties/, asides/, assessments/ or messages/, or delete it",
                ));
            }
        }
        Ok(())
    }
}
