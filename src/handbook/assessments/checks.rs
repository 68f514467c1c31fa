//! The checks of assessments: sound measures, and everything that is named is there.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{
    FEWEST_DUTIES, LEVELS, MOST_DUTIES, STATES, Taken,
    build::hundredths,
    draft::{AssessmentDraft, BandDraft, DimensionDraft},
};
use crate::handbook::{
    Problem,
    checks::{Check, is_kebab_case},
    draft::{Draft, Drafts, Texts},
};

/// Every check of assessments with what it demands, in one sentence.
pub(in crate::handbook) static CHECKS: &[(&str, Check)] = &[
    ("each assessment asks in one form", one_form),
    ("ids within an assessment are kebab-case and unique", ids_are_unique),
    ("a scale has 5 or 7 labels", scales_have_labels),
    ("each dimension has at least 4 items", dimensions_have_items),
    ("reversed items are balanced", reversed_items_are_balanced),
    ("bands begin at 1, rise, and each can be reached", bands_can_be_reached),
    ("contrasts hold two dimensions against each other", contrasts_are_sound),
    ("topics have 3 states, 3 trends, and are 5 to 12", topics_are_sound),
    ("an assessment of who decides names 8 to 20 duties that exist", duties_exist),
    ("there are 7 levels of delegation", levels_are_seven),
    ("what teams take has a facilitator's script, what one takes alone has none", scripts_are_for_teams),
    ("an assessment takes 1 to 30 minutes and says what it is not", assessments_are_short_and_honest),
];

/// The fewest items of a dimension: fewer measure the wording rather than the construct.
const FEWEST_ITEMS: usize = 4;

type Assessments<'a> = Draft<'a, AssessmentDraft>;

fn one_form(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let entity = &draft.entity;
        let forms = [
            !entity.dimension.is_empty(),
            entity.topics.is_some(),
            entity.who_decides.is_some(),
            entity.levels.is_some(),
        ];
        let count = forms.iter().filter(|form| **form).count();
        let is_scaled = forms[0];
        let mend = "write one of [[dimension]] with `labels`, [topics], [who_decides], [levels]";
        if count != 1 {
            problems.push(draft.problem_in_file(format!("the assessment has {count} forms"), mend));
        } else if entity.labels.is_some() != is_scaled || (!is_scaled && !entity.contrast.is_empty()) {
            let what = "`labels` and [[contrast]] belong to [[dimension]], and each dimension needs labels";
            problems.push(draft.problem_in_file(what.into(), mend));
        }
    }
}

fn ids_are_unique(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let mut seen = BTreeSet::new();
        for id in draft.entity.ids() {
            let name = id.get_ref().as_str();
            if !is_kebab_case(name) {
                let what = format!("`{name}` is no id");
                problems.push(draft.problem(id, what, "write lower-case words with `-` between them"));
            } else if !seen.insert(name) {
                let what = format!("`{name}` stands twice in this assessment");
                problems.push(draft.problem(id, what, "give each dimension, item, contrast, choice and topic its own"));
            }
        }
    }
}

fn scales_have_labels(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        if let Some(labels) = &draft.entity.labels
            && ![5, 7].contains(&labels.get_ref().len())
        {
            let what = format!("the scale has {} labels", labels.get_ref().len());
            problems.push(draft.problem(labels, what, "write 5 or 7, the lowest first"));
        }
    }
}

/// Calls `look` for each dimension of each assessment.
fn each_dimension<'a>(drafts: &'a Drafts<'_>, mut look: impl FnMut(&'a Assessments<'a>, &'a DimensionDraft)) {
    for draft in &drafts.assessments {
        draft.entity.dimension.iter().for_each(|dimension| look(draft, dimension));
    }
}

fn dimensions_have_items(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    each_dimension(drafts, |draft, dimension| {
        let count = dimension.items.len();
        if count < FEWEST_ITEMS {
            let what = format!("the dimension has {count} items");
            problems.push(draft.problem(&dimension.id, what, "write at least 4: fewer measure the wording"));
        }
    });
}

fn reversed_items_are_balanced(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    each_dimension(drafts, |draft, dimension| {
        let (count, reversed) = (dimension.items.len(), dimension.reversed());
        let (least, most) = (count / 3, count.div_ceil(2));
        if count >= FEWEST_ITEMS && !(least..=most).contains(&reversed) {
            let what = format!("{reversed} of {count} items are reversed");
            problems.push(draft.problem(&dimension.id, what, &format!("reverse {least} to {most} of them")));
        }
    });
}

fn bands_can_be_reached(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    each_dimension(drafts, |draft, dimension| {
        let Some(points) = draft.entity.labels.as_ref().map(|labels| labels.get_ref().len()) else {
            return;
        };
        if dimension.band.len() < 2 {
            let what = format!("the dimension has {} bands", dimension.band.len());
            problems.push(draft.problem(&dimension.id, what, "write 2 or more"));
        }
        let beyond = u32::try_from(points).unwrap_or(u32::MAX).saturating_mul(100).saturating_add(1);
        let ends = dimension.band.iter().skip(1).map(from).chain([beyond]);
        for (at, (band, end)) in dimension.band.iter().zip(ends).enumerate() {
            if at == 0 && from(band) != 100 {
                problems.push(draft.problem(&band.from, "the first band does not begin at 1".into(), "write 1"));
            }
            if !is_reached(dimension.items.len(), points, from(band), end) {
                let what = "no answers lead into this band".into();
                let mend = format!("let the bands rise from 1 to below {points}, further apart");
                problems.push(draft.problem(&band.from, what, &mend));
            }
        }
    });
}

fn from(band: &BandDraft) -> u32 {
    hundredths(*band.from.get_ref())
}

/// Whether some mean of so many items on so many points is at least `from` and below `end`, both in hundredths of a point. Every whole
/// sum between the least and the greatest occurs.
fn is_reached(items: usize, points: usize, from: u32, end: u32) -> bool {
    let (from, end) = (from as usize, end as usize);
    (items..=items * points).any(|sum| sum * 100 >= from * items && sum * 100 < end * items)
}

fn contrasts_are_sound(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let entity = &draft.entity;
        let known = |id: &str| entity.dimension.iter().any(|dimension| dimension.id.get_ref() == id);
        let widest = entity.labels.as_ref().map(|labels| labels.get_ref().len().saturating_sub(1) * 100);
        for contrast in &entity.contrast {
            for side in [&contrast.first, &contrast.second] {
                if !known(side.get_ref()) {
                    let what = format!("there is no dimension `{}`", side.get_ref());
                    problems.push(draft.problem(side, what, "name one of this assessment"));
                }
            }
            if contrast.first.get_ref() == contrast.second.get_ref() {
                let what = "a dimension is held against itself".into();
                problems.push(draft.problem(&contrast.second, what, "name another one"));
            }
            let margin = hundredths(*contrast.margin.get_ref()) as usize;
            if widest.is_some_and(|widest| margin == 0 || margin > widest) {
                let what = "with this margin it is never decided, or never undecided".into();
                problems.push(draft.problem(&contrast.margin, what, "write part of the scale, such as 0.7"));
            }
        }
    }
}

fn topics_are_sound(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let Some(topics) = &draft.entity.topics else {
            continue;
        };
        let mut three = |texts: &Spanned<Texts>, what: &str| {
            let count = texts.get_ref().len();
            if count != STATES as usize {
                problems.push(draft.problem(texts, format!("there are {count} {what}"), "write 3, the worst first"));
            }
        };
        three(&topics.states, "states");
        three(&topics.trends, "trends");
        let count = topics.topic.len();
        if !(5..=12).contains(&count) {
            let what = format!("there are {count} topics");
            problems.push(draft.problem(&topics.states, what, "write 5 to 12: a team talks about each"));
        }
    }
}

fn duties_exist(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let Some(form) = &draft.entity.who_decides else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for duty in form.duties.get_ref() {
            let id = duty.get_ref().as_str();
            if !drafts.duty_ids.contains(id) {
                let what = format!("there is no duty `{id}`");
                problems.push(draft.problem(duty, what, "name a file of duties/, or remove it"));
            } else if !seen.insert(id) {
                problems.push(draft.problem(duty, format!("`{id}` is asked about twice"), "remove one"));
            }
        }
        let count = form.duties.get_ref().len();
        if !(FEWEST_DUTIES..=MOST_DUTIES).contains(&count) {
            let what = format!("{count} duties are named");
            problems.push(draft.problem(&form.duties, what, "name 8 to 20: fewer show no pattern, more tire"));
        }
    }
}

fn levels_are_seven(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        if let Some(form) = &draft.entity.levels
            && form.level.len() != LEVELS
        {
            let what = format!("there are {} levels", form.level.len());
            problems.push(draft.problem(&form.asks, what, "write 7, from the lead alone to the team alone"));
        }
    }
}

fn scripts_are_for_teams(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let taken = &draft.entity.taken;
        let (wrong, mend) = match (taken.get_ref(), draft.entity.step.is_empty()) {
            (Taken::Alone, false) => ("it is taken alone and has a facilitator's script", "remove the steps"),
            (Taken::Together | Taken::Either, true) => {
                ("teams take it and it has no facilitator's script", "add [[step]] with `minutes` and `text`")
            }
            _ => continue,
        };
        problems.push(draft.problem(taken, wrong.into(), mend));
    }
}

fn assessments_are_short_and_honest(drafts: &Drafts<'_>, problems: &mut Vec<Problem>) {
    for draft in &drafts.assessments {
        let minutes = &draft.entity.minutes;
        if !(1..=30).contains(minutes.get_ref()) {
            let what = format!("it takes {} minutes", minutes.get_ref());
            problems.push(draft.problem(minutes, what, "make it 1 to 30"));
        }
        if draft.entity.is_not.is_empty() {
            let what = "it does not say what it is not".into();
            problems.push(draft.problem(&draft.entity.title, what, "fill `is_not`: not a test, not for ratings"));
        }
    }
}
