//! That what an assessment says fits Discord's buttons, selects and embeds.
//!
//! Discord's limits themselves stand in `replies::limits`; those here leave room for what is said around a text.

use toml::Spanned;

use super::draft::AssessmentDraft;
use crate::handbook::{
    Problem,
    draft::{Draft, Drafts},
};

/// Characters of a label on a button: Discord takes 80, a phone shows about half of them.
const LABEL: usize = 38;
/// Characters of a choice's answers and of an option's second line.
const OPTION: usize = 80;
/// Characters of a title.
const TITLE: usize = 60;
/// Characters of a statement, a question or a line.
const LINE: usize = 200;
/// Characters of a paragraph.
const PARAGRAPH: usize = 500;
/// Characters of what a band or a contrast says together: a field's value has 1,024, and the answers behind it stand there too.
const SAID: usize = 600;
/// Characters of a whole profile: an embed has 6,000, and its frame takes some.
const PROFILE: usize = 5_000;

/// Each text of an assessment with the number of characters that fit.
pub(in crate::handbook) fn texts<'a>(entity: &'a AssessmentDraft) -> Vec<(&'a Spanned<String>, usize)> {
    let mut all: Vec<(&'a Spanned<String>, usize)> =
        vec![(&entity.title, TITLE), (&entity.summary, OPTION), (&entity.construct, PARAGRAPH)];
    let mut add = |limit: usize, texts: &mut dyn Iterator<Item = &'a Spanned<String>>| {
        all.extend(texts.map(|text| (text, limit)));
    };
    add(LINE, &mut entity.is_not.iter());
    add(LABEL, &mut entity.labels.iter().flat_map(|labels| labels.get_ref().iter()));
    for dimension in &entity.dimension {
        add(TITLE, &mut [&dimension.title].into_iter());
        add(LINE, &mut [&dimension.about].into_iter().chain(dimension.items.iter().map(|item| &item.text)));
        add(LABEL, &mut dimension.band.iter().map(|band| &band.title));
        add(LINE, &mut dimension.band.iter().flat_map(|band| band.tries.iter()));
        add(PARAGRAPH, &mut dimension.band.iter().map(|band| &band.means));
    }
    for contrast in &entity.contrast {
        add(TITLE, &mut [&contrast.title].into_iter());
        add(PARAGRAPH, &mut [&contrast.leans_first, &contrast.leans_second, &contrast.undecided].into_iter());
        add(LINE, &mut contrast.tries.iter().chain(contrast.choices.iter().map(|choice| &choice.text)));
        add(OPTION, &mut contrast.choices.iter().flat_map(|choice| [&choice.first, &choice.second]));
    }
    if let Some(topics) = &entity.topics {
        add(LABEL, &mut topics.states.get_ref().iter().chain(topics.trends.get_ref()));
        add(TITLE, &mut topics.topic.iter().map(|topic| &topic.title));
        add(LINE, &mut topics.topic.iter().flat_map(|topic| [&topic.good, &topic.poor]));
    }
    if let Some(form) = &entity.who_decides {
        add(LINE, &mut [&form.asks, &form.asks_should].into_iter());
        add(LABEL, &mut [&form.together, &form.nobody, &form.unknown].into_iter());
    }
    if let Some(form) = &entity.levels {
        add(LINE, &mut [&form.asks].into_iter());
        add(LABEL, &mut form.level.iter().map(|level| &level.title));
        add(OPTION, &mut form.level.iter().map(|level| &level.means));
    }
    add(PARAGRAPH, &mut entity.step.iter().map(|step| &step.text));
    all
}

/// What a result says of each axis and contrast fits a field, and all of it an embed.
pub(in crate::handbook) fn results_fit(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let mut profile = 0;
        for dimension in &draft.entity.dimension {
            let bands = dimension.band.iter().map(|band| (&band.title, length(&band.means) + lengths(&band.tries)));
            profile += length(&dimension.title) + look(draft, bands, problems);
        }
        for contrast in &draft.entity.contrast {
            let tries = lengths(&contrast.tries);
            let said = [
                (&contrast.leans_first, length(&contrast.leans_first)),
                (&contrast.leans_second, length(&contrast.leans_second)),
                (&contrast.undecided, length(&contrast.undecided) + tries),
            ];
            profile += length(&contrast.title) + look(draft, said.into_iter(), problems);
        }
        if profile > PROFILE {
            let what = format!("a whole result can have {profile} characters, {PROFILE} fit");
            problems.push(draft.problem_in_file(what, "say less in the longest bands, or have fewer dimensions"));
        }
    }
}

/// Reports what is longer than a field; the length of the longest.
fn look<'a>(
    draft: &Draft<'_, AssessmentDraft>,
    said: impl Iterator<Item = (&'a Spanned<String>, usize)>,
    problems: &mut Vec<Problem>,
) -> usize {
    let mut longest = 0;
    for (at, length) in said {
        longest = longest.max(length);
        if length > SAID {
            let what = format!("what is said here has {length} characters with what to try, {SAID} fit");
            problems.push(draft.problem(at, what, "say it shorter"));
        }
    }
    longest
}

fn length(text: &Spanned<String>) -> usize {
    text.get_ref().chars().count()
}

fn lengths(texts: &[Spanned<String>]) -> usize {
    texts.iter().map(length).sum()
}
