//! The checks of a handbook: small named functions, each of which looks for one kind of mistake.
//!
//! The parser has already refused unknown and missing keys. A check adds what it finds to the problems and never stops early,
//! so that whoever edits the files sees everything at once. Sentences are checked in `sentences`.

use std::collections::{BTreeMap, HashMap};

use toml::Spanned;

use super::{
    Kind, Problem, assessments,
    draft::{CitationDraft, Draft, Drafts, PatternDraft},
};

/// A check: looks the drafts over and adds what it finds.
pub(super) type Check = fn(&Drafts<'_>, &mut Vec<Problem>);

/// Every check with what it demands.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, Check)> {
    CHECKS.iter().chain(assessments::checks::CHECKS)
}

/// The checks of the handbook as a whole, each with what it demands, in one sentence.
static CHECKS: &[(&str, Check)] = &[
    ("file names are kebab-case ids", ids_are_kebab_case),
    ("no text is empty", no_text_is_empty),
    ("each duty has one deciding role or is shared by at least two", one_decider),
    ("roles that a duty names exist", roles_exist),
    ("related duties exist and differ from the duty itself", related_exist),
    ("sources that are cited exist", sources_exist),
    ("each role, duty and assessment names a source", something_is_cited),
    ("names and aliases of roles are unique", names_are_unique),
    ("lead roles have their portrait, neighbours have none", leads_have_a_portrait),
    ("patterns compile, are small, and match no empty text", patterns_compile),
    ("no phrase stands twice", phrases_are_unique),
    ("texts fit the places where they are shown", texts_are_short),
    ("what a result says fits an embed", assessments::fits::results_fit),
];

const TITLE_LIMIT: usize = 60;
const LINE_LIMIT: usize = 200;
const PARAGRAPH_LIMIT: usize = 400;

fn ids_are_kebab_case(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let mut look = |id: &str, path: &str| {
        if !is_kebab_case(id) {
            problems.push(Problem {
                path: path.into(),
                line: 1,
                what: format!("`{id}` is no id"),
                mend: "rename the file to lower-case words with `-` between them, 50 characters at most".into(),
            });
        }
    };
    drafts.roles.iter().for_each(|draft| look(&draft.id, &draft.file.path));
    drafts.duties.iter().for_each(|draft| look(&draft.id, &draft.file.path));
    drafts.asides.iter().for_each(|draft| look(&draft.id, &draft.file.path));
    drafts.assessments.iter().for_each(|draft| look(&draft.id, &draft.file.path));
}

/// Whether a text is lower-case words with `-` between them, 50 characters at most.
pub(super) fn is_kebab_case(id: &str) -> bool {
    let sound = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 50 && id.split('-').all(sound)
}

fn no_text_is_empty(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for_each_text(drafts, &mut |text, _, problem| {
        if text.trim().is_empty() {
            problems.push(problem("this text is empty".into(), "write it, or remove the key"));
        }
    });
}

fn texts_are_short(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for_each_text(drafts, &mut |text, limit, problem| {
        let length = text.chars().count();
        if length > limit {
            problems.push(problem(format!("this text has {length} characters, {limit} fit"), "say it shorter"));
        }
    });
}

fn one_decider(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.duties {
        let entity = &draft.entity;
        let wrong = match (&entity.decides, entity.shared, entity.leads.len()) {
            (Some(_), false, 0) => continue,
            (None, true, leads) if leads >= 2 => continue,
            (Some(_), true, _) => "the duty has a deciding role and is shared",
            (Some(_), false, _) => "the duty has a deciding role and leads",
            (None, true, _) => "the duty is shared but names fewer than two leads",
            (None, false, _) => "the duty has no deciding role and is not shared",
        };
        let mend = "write either `decides = \"role\"`, or `shared = true` and `leads = [\"role\", \"role\"]`";
        problems.push(draft.problem_in_file(wrong.into(), mend));
    }
}

fn roles_exist(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let known = &drafts.role_ids;
    for draft in &drafts.duties {
        let entity = &draft.entity;
        let named = entity.decides.iter().chain(&entity.leads).chain(&entity.consulted).chain(&entity.informed);
        for role in named.filter(|role| !known.contains(role.get_ref().as_str())) {
            let what = format!("there is no role `{}`", role.get_ref());
            problems.push(draft.problem(role, what, "name a file of roles/, or add it"));
        }
    }
}

fn related_exist(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let known = &drafts.duty_ids;
    for draft in &drafts.duties {
        for related in &draft.entity.related {
            let id = related.get_ref().as_str();
            if id == draft.id {
                problems.push(draft.problem(related, "a duty is related to itself".into(), "remove it"));
            } else if !known.contains(id) {
                let what = format!("there is no duty `{id}`");
                problems.push(draft.problem(related, what, "name a file of duties/, or remove it"));
            }
        }
    }
}

fn sources_exist(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    if drafts.sources_unreadable {
        return;
    }
    let known = |id: &str| drafts.sources.as_ref().is_some_and(|draft| draft.entity.contains_key(id));
    let mut look = |citation: &CitationDraft, problem: &dyn Fn(&Spanned<String>, String, &str) -> Problem| {
        let id = citation.id.get_ref();
        if !known(id) {
            problems.push(problem(
                &citation.id,
                format!("there is no source `{id}`"),
                "add it to sources.toml, or name one that stands there",
            ));
        }
    };
    for draft in &drafts.roles {
        draft.entity.source.iter().for_each(|cited| look(cited, &|at, what, mend| draft.problem(at, what, mend)));
    }
    for draft in &drafts.duties {
        draft.entity.source.iter().for_each(|cited| look(cited, &|at, what, mend| draft.problem(at, what, mend)));
    }
    for draft in &drafts.assessments {
        draft.entity.source.iter().for_each(|cited| look(cited, &|at, what, mend| draft.problem(at, what, mend)));
    }
}

fn something_is_cited(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let what = || "no source is named".to_owned();
    let mend = "add a [[source]] with `id` and `note`; `house` stands for our own judgement";
    let duties = drafts.duties.iter().filter(|draft| draft.entity.source.is_empty());
    problems.extend(duties.map(|draft| draft.problem_in_file(what(), mend)));
    let roles = drafts.roles.iter().filter(|draft| draft.entity.source.is_empty());
    problems.extend(roles.map(|draft| draft.problem_in_file(what(), mend)));
    let assessments = drafts.assessments.iter().filter(|draft| draft.entity.source.is_empty());
    problems.extend(assessments.map(|draft| draft.problem_in_file(what(), mend)));
}

fn names_are_unique(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for draft in &drafts.roles {
        seen.entry(draft.id.to_lowercase()).or_insert(&draft.id);
    }
    for draft in &drafts.roles {
        let entity = &draft.entity;
        for name in [&entity.name].into_iter().chain(&entity.short).chain(&entity.aliases) {
            let owner = *seen.entry(name.get_ref().to_lowercase()).or_insert(&draft.id);
            if owner != draft.id {
                let what = format!("`{}` also means the role `{owner}`", name.get_ref());
                problems.push(draft.problem(name, what, "keep it for one of the two"));
            }
        }
    }
}

fn leads_have_a_portrait(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.roles {
        let entity = &draft.entity;
        let portrait = [&entity.skills, &entity.works_with, &entity.analogies, &entity.path];
        let there = portrait.iter().filter(|part| part.is_some()).count();
        let (wrong, mend) = match (entity.kind.get_ref(), there) {
            (Kind::Lead, 4) | (Kind::Neighbour, 0) => continue,
            (Kind::Lead, _) => {
                ("a lead role lacks part of its portrait", "write all of skills, works_with, analogies, path")
            }
            (Kind::Neighbour, _) => ("a neighbour has a lead's portrait", "remove skills, works_with, analogies, path"),
        };
        problems.push(draft.problem(&entity.kind, wrong.into(), mend));
    }
}

fn patterns_compile(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    let wrong = |pattern: &PatternDraft| match pattern.compiled() {
        Err(bad) => Some(bad.to_string()),
        Ok(pattern) if pattern.is_match("") => Some("the pattern matches every text".into()),
        Ok(_) => None,
    };
    let mend = "write it in the syntax of Rust's regex crate, for certain cases only";
    for (file, pattern) in drafts.patterns() {
        if let Some(what) = wrong(pattern) {
            problems.push(super::draft::problem_at(file, pattern.written.span(), what, mend));
        }
    }
}

fn phrases_are_unique(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    // There are many thousands of them.
    let mut seen: HashMap<String, &str> = HashMap::new();
    let duties =
        drafts.duties.iter().flat_map(|draft| draft.entity.phrases.iter().map(move |phrase| (draft.file, phrase)));
    let asides =
        drafts.asides.iter().flat_map(|draft| draft.entity.phrases.iter().map(move |phrase| (draft.file, phrase)));
    for (file, phrase) in duties.chain(asides) {
        if let Some(other) = seen.insert(normalised(phrase.get_ref()), &file.path) {
            let what = format!("this phrase also stands in {other}");
            problems.push(super::draft::problem_at(file, phrase.span(), what, "keep it in one place"));
        }
    }
}

/// The words alone, in lower case; a phrase without words, such as an emoji, as it is.
fn normalised(phrase: &str) -> String {
    let mut words = String::with_capacity(phrase.len());
    for word in phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    if words.is_empty() { phrase.trim().to_owned() } else { words }
}

type MakeProblem<'a> = &'a dyn Fn(String, &str) -> Problem;

/// Visits each text with the number of characters that fit where it is shown.
fn for_each_text(drafts: &Drafts<'_>, visit: &mut dyn FnMut(&str, usize, MakeProblem<'_>)) {
    let mut all = |file, values: &mut dyn Iterator<Item = (&Spanned<String>, usize)>| {
        for (value, limit) in values {
            visit(value.get_ref(), limit, &|what, mend| super::draft::problem_at(file, value.span(), what, mend));
        }
    };
    for Draft { file, entity, .. } in &drafts.roles {
        let titles =
            [&entity.name].into_iter().chain(&entity.short).chain(&entity.aliases).map(|text| (text, TITLE_LIMIT));
        let portrait =
            [&entity.skills, &entity.works_with, &entity.analogies, &entity.path].into_iter().flatten().flatten();
        let lines = entity.lane.iter().chain(&entity.not_lane).chain(portrait).map(|text| (text, LINE_LIMIT));
        let paragraphs = [&entity.purpose, &entity.reach].into_iter().map(|text| (text, PARAGRAPH_LIMIT));
        all(file, &mut titles.chain(lines).chain(paragraphs).chain(notes(&entity.source)));
    }
    for Draft { file, entity, .. } in &drafts.duties {
        let titles = [(&entity.title, TITLE_LIMIT)].into_iter();
        let lines =
            [&entity.summary, &entity.next_step].into_iter().chain(&entity.phrases).map(|text| (text, LINE_LIMIT));
        let paragraphs = entity.contested.iter().map(|text| (text, PARAGRAPH_LIMIT));
        all(file, &mut titles.chain(lines).chain(paragraphs).chain(notes(&entity.source)));
    }
    for Draft { file, entity, .. } in &drafts.asides {
        let lines = [&entity.summary].into_iter().chain(&entity.phrases).map(|text| (text, LINE_LIMIT));
        all(file, &mut [(&entity.title, TITLE_LIMIT)].into_iter().chain(lines));
    }
    for Draft { file, entity, .. } in &drafts.assessments {
        all(file, &mut assessments::fits::texts(entity).into_iter().chain(notes(&entity.source)));
    }
}

fn notes(citations: &[CitationDraft]) -> impl Iterator<Item = (&Spanned<String>, usize)> {
    citations.iter().map(|citation| (&citation.note, PARAGRAPH_LIMIT))
}
