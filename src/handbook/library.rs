//! All locales of the handbook.

use std::{collections::BTreeMap, sync::Arc};

use toml::Spanned;

use super::{
    Aside, AsideId, Citation, Decider, Duty, DutyId, Handbook, LeadProfile, Pattern, Problem, Problems, Role, RoleId,
    Sentences, SourceId, assessments, checks,
    draft::{AsideDraft, CitationDraft, Draft, Drafts, DutyDraft, PatternDraft, RoleDraft},
    files::File,
    sentences::Declared,
};
use crate::parts::in_parts;

/// The locale that is complete and that every other falls back on.
pub const FALLBACK_LOCALE: &str = "en-US";

/// The handbook in every locale that has a folder.
#[derive(Debug)]
pub struct Library {
    locales: BTreeMap<String, Handbook>,
}

impl Library {
    /// Loads and checks all files; `declared` are the sentences that the program says.
    ///
    /// # Errors
    /// Every problem of every file, sorted.
    pub fn load(files: &[File], declared: &'static [Declared]) -> Result<Self, Problems> {
        let mut names: Vec<&str> =
            files.iter().filter_map(|file| file.path.split_once('/')).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        let mut problems = stray_files(files);
        if !names.contains(&FALLBACK_LOCALE) {
            problems.push(missing_fallback());
        }
        let mut locales = BTreeMap::new();
        for name in names {
            match load_locale(name, &overlaid(files, name), declared) {
                Ok(handbook) => drop(locales.insert(name.to_owned(), handbook)),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(Self { locales }) } else { Err(Problems::sorted(problems)) }
    }

    /// The handbook for a locale as Discord names it (`de`, `en-GB`), the fallback where there is none.
    #[must_use]
    pub fn in_locale(&self, locale: &str) -> &Handbook {
        self.locales.get(locale).unwrap_or_else(|| self.fallback())
    }

    /// The handbook in [`FALLBACK_LOCALE`].
    ///
    /// # Panics
    /// Never: a library without it does not load.
    #[must_use]
    pub fn fallback(&self) -> &Handbook {
        &self.locales[FALLBACK_LOCALE]
    }

    /// All locales with their handbooks.
    pub fn locales(&self) -> impl Iterator<Item = (&str, &Handbook)> {
        self.locales.iter().map(|(name, handbook)| (name.as_str(), handbook))
    }
}

fn stray_files(files: &[File]) -> Vec<Problem> {
    let strays = files.iter().filter(|file| !file.path.contains('/'));
    let problem = |file: &File| Problem {
        path: file.path.clone(),
        line: 1,
        what: "this file is in no locale's folder".into(),
        mend: format!("move it into {FALLBACK_LOCALE}/, or delete it"),
    };
    strays.map(problem).collect()
}

fn missing_fallback() -> Problem {
    Problem {
        path: FALLBACK_LOCALE.into(),
        line: 1,
        what: "the folder is missing or holds no files".into(),
        mend: format!("point at a folder that has {FALLBACK_LOCALE}/ in it, laid out like the shipped responses/"),
    }
}

/// The files of a locale, and those of the fallback that it lacks.
fn overlaid<'a>(files: &'a [File], locale: &str) -> Vec<&'a File> {
    let mut by_rest: BTreeMap<&str, &File> = BTreeMap::new();
    for layer in [FALLBACK_LOCALE, locale] {
        for file in files {
            if let Some((name, rest)) = file.path.split_once('/')
                && name == layer
            {
                by_rest.insert(rest, file);
            }
        }
    }
    by_rest.into_values().collect()
}

fn load_locale(locale: &str, files: &[&File], declared: &'static [Declared]) -> Result<Handbook, Vec<Problem>> {
    let (drafts, mut problems) = Drafts::parse(files);
    let (sentences, found) = Sentences::parse(locale, &drafts.messages, declared);
    problems.extend(found);
    // They take longer than all else, and whoever starts the bot waits.
    let patterns: Vec<_> = drafts.patterns().map(|(_, pattern)| pattern).collect();
    in_parts(&patterns, |some| some.iter().for_each(|pattern| pattern.compile()));
    for (_, check) in checks::all() {
        check(&drafts, &mut problems);
    }
    if problems.is_empty() { Ok(build(&drafts, sentences)) } else { Err(problems) }
}

fn build(drafts: &Drafts<'_>, sentences: Sentences) -> Handbook {
    let roles = drafts.roles.iter().map(role).map(|role| (role.id.clone(), role)).collect();
    let duties = drafts.duties.iter().map(duty).map(|duty| (duty.id.clone(), duty)).collect();
    let asides = drafts.asides.iter().map(aside).map(|aside| (aside.id.clone(), aside)).collect();
    let assessments = drafts.assessments.iter().map(assessments::build::assessment);
    let assessments = assessments.map(|assessment| (assessment.id.clone(), assessment)).collect();
    let sources = drafts.sources.iter().flat_map(|draft| &draft.entity);
    let sources = sources.map(|(id, source)| (SourceId::new(id.as_str()), source.clone())).collect();
    Handbook { roles, duties, asides, assessments, sources, sentences: Arc::new(sentences) }
}

fn role(draft: &Draft<'_, RoleDraft>) -> Role {
    let entity = &draft.entity;
    let profile = || -> Option<LeadProfile> {
        Some(LeadProfile {
            skills: texts(entity.skills.as_ref()?),
            works_with: texts(entity.works_with.as_ref()?),
            analogies: texts(entity.analogies.as_ref()?),
            path: texts(entity.path.as_ref()?),
        })
    };
    Role {
        id: RoleId::new(draft.id.as_str()),
        name: text(&entity.name),
        short: entity.short.as_ref().map(text),
        kind: *entity.kind.get_ref(),
        aliases: texts(&entity.aliases),
        purpose: text(&entity.purpose),
        lane: texts(&entity.lane),
        not_lane: texts(&entity.not_lane),
        reach: text(&entity.reach),
        profile: profile(),
        citations: citations(&entity.source),
    }
}

fn duty(draft: &Draft<'_, DutyDraft>) -> Duty {
    let entity = &draft.entity;
    let role_ids = |names: &[Spanned<String>]| names.iter().map(|name| RoleId::new(text(name))).collect();
    Duty {
        id: DutyId::new(draft.id.as_str()),
        title: text(&entity.title),
        summary: text(&entity.summary),
        decider: match &entity.decides {
            Some(role) => Decider::One(RoleId::new(text(role))),
            None => Decider::Shared(role_ids(&entity.leads)),
        },
        consulted: role_ids(&entity.consulted),
        informed: role_ids(&entity.informed),
        next_step: text(&entity.next_step),
        contested: entity.contested.as_ref().map(text),
        phrases: phrases(&entity.phrases),
        patterns: patterns(&entity.patterns),
        related: entity.related.iter().map(|id| DutyId::new(text(id))).collect(),
        citations: citations(&entity.source),
    }
}

fn aside(draft: &Draft<'_, AsideDraft>) -> Aside {
    Aside {
        id: AsideId::new(draft.id.as_str()),
        title: text(&draft.entity.title),
        summary: text(&draft.entity.summary),
        phrases: phrases(&draft.entity.phrases),
        patterns: patterns(&draft.entity.patterns),
    }
}

pub(super) fn text(value: &Spanned<String>) -> String {
    value.get_ref().trim().to_owned()
}

pub(super) fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(text).collect()
}

/// The router keeps phrases too: they are shared.
fn phrases(values: &[Spanned<String>]) -> Vec<Arc<str>> {
    values.iter().map(|value| value.get_ref().trim().into()).collect()
}

/// What the check of patterns has found sound.
fn patterns(drafts: &[PatternDraft]) -> Vec<Pattern> {
    drafts.iter().filter_map(|draft| draft.compiled().as_ref().ok().cloned()).collect()
}

pub(super) fn citations(drafts: &[CitationDraft]) -> Vec<Citation> {
    let citation = |draft: &CitationDraft| Citation { source: SourceId::new(text(&draft.id)), note: text(&draft.note) };
    drafts.iter().map(citation).collect()
}
