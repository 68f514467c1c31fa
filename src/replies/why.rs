//! Why: what spoke for an answer, what else it could be and what would have changed it, in words that a person can check.

use super::{
    Answer, Reason, Reply, Shown, Visibility, Wording,
    answer::{asked, deciders, list, sureness},
    limits, plain_embed,
};
use crate::{
    handbook::{Citation, Duty, Handbook},
    routing::{Candidate, Outcome, Route, WhatIf},
};

/// From which probability on another duty is worth naming.
const WORTH_NAMING: f32 = 0.03;

/// How many other duties are named.
const OTHERS: usize = 3;

/// How words of the asker and titles of duties are set off from a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// By Discord's Markdown.
    Markdown,
    /// By quotation marks, for a terminal.
    Plain,
}

impl Marks {
    /// What a person wrote.
    fn typed(self, text: &str) -> Shown {
        match self {
            Self::Markdown => Shown::ours(format!("*{}*", Shown::typed(text).as_str())),
            Self::Plain => Shown::ours(format!("“{}”", Shown::typed_plain(text).as_str())),
        }
    }

    fn words(self, wording: &Wording, words: &[String]) -> Option<Shown> {
        let words: Vec<Shown> = words.iter().map(|word| self.typed(word)).collect();
        (!words.is_empty()).then(|| list(wording, &words))
    }

    /// A phrase of the handbook.
    fn phrase(self, text: &str) -> Shown {
        match self {
            Self::Markdown => Shown::typed(text),
            Self::Plain => Shown::typed_plain(text),
        }
    }

    fn title(self, duty: &Duty) -> Shown {
        match self {
            Self::Markdown => Shown::ours(format!("**{}**", duty.title)),
            Self::Plain => Shown::ours(&duty.title),
        }
    }
}

/// The words that spoke for an answer, or what it reads like, in one sentence; empty where neither is known.
#[must_use]
pub fn in_short(handbook: &Handbook, route: &Route, marks: Marks) -> String {
    let wording = Wording::of(handbook);
    match (marks.words(&wording, &route.evidence.words), &route.evidence.phrase) {
        (Some(words), _) => wording.answer_why_words(words),
        (None, Some(phrase)) => wording.answer_why_phrase(marks.phrase(phrase)),
        (None, None) => String::new(),
    }
}

/// What spoke for an answer and what against it, one sentence each.
#[must_use]
pub fn evidence(handbook: &Handbook, route: &Route, marks: Marks) -> Vec<String> {
    let wording = Wording::of(handbook);
    let evidence = &route.evidence;
    let words = marks.words(&wording, &evidence.words);
    let phrase = evidence.phrase.as_ref().map(|phrase| marks.phrase(phrase));
    let mut said = Vec::new();
    said.extend(match (words, phrase) {
        (Some(words), Some(phrase)) => Some(wording.answer_why_words_and_phrase(words, phrase)),
        (Some(words), None) => Some(wording.answer_why_words(words)),
        (None, Some(phrase)) => Some(wording.answer_why_phrase(phrase)),
        (None, None) => None,
    });
    if evidence.pattern {
        said.push(wording.answer_why_pattern());
    }
    said.extend(marks.words(&wording, &evidence.against).map(|words| wording.why_against(words)));
    said
}

/// How sure an answer is: in words, and how many of a hundred such answers are right.
#[must_use]
pub fn how_sure(handbook: &Handbook, route: &Route) -> String {
    let wording = Wording::of(handbook);
    wording.why_sure(Shown::ours(sureness(&wording, route.confidence)), percent(route.confidence))
}

/// Other duties that the text may be about, with their odds, a line each.
#[must_use]
pub fn others(handbook: &Handbook, route: &Route, marks: Marks) -> Vec<String> {
    let wording = Wording::of(handbook);
    let named = match &route.outcome {
        Outcome::Duty(duty) => Some(duty),
        Outcome::Unsure | Outcome::Aside(_) => None,
    };
    let is_other = |candidate: &&Candidate| Some(&candidate.duty) != named && candidate.probability >= WORTH_NAMING;
    let line = |candidate: &Candidate| {
        let duty = handbook.duty(candidate.duty.as_str())?;
        Some(wording.why_other(marks.title(duty), deciders(handbook, duty), one_in(candidate.probability)))
    };
    route.alternatives.iter().filter(is_other).take(OTHERS).filter_map(line).collect()
}

/// What would have changed an answer, one sentence each.
#[must_use]
pub fn changes(handbook: &Handbook, route: &Route, what_if: &WhatIf, marks: Marks) -> Vec<String> {
    let wording = Wording::of(handbook);
    let mut said = Vec::new();
    match &what_if.without {
        Some(without) => said.extend(marks.words(&wording, &without.words).map(|words| match &without.outcome {
            Outcome::Duty(id) => duty_named(handbook, id.as_str(), marks, |title, roles| {
                wording.why_without_duty(words.clone(), title, roles)
            }),
            Outcome::Unsure => wording.why_without_unsure(words),
            Outcome::Aside(_) => wording.why_without_aside(words),
        })),
        None => {
            said.extend(marks.words(&wording, &route.evidence.words).map(|words| wording.why_without_nothing(words)))
        }
    }
    if let Some(with) = &what_if.with
        && let Outcome::Duty(id) = &with.outcome
    {
        let word = marks.typed(&with.word);
        said.push(duty_named(handbook, id.as_str(), marks, |title, roles| {
            wording.why_with_duty(word.clone(), title, roles)
        }));
    }
    said.retain(|sentence| !sentence.is_empty());
    said
}

fn duty_named(handbook: &Handbook, id: &str, marks: Marks, say: impl Fn(Shown, Shown) -> String) -> String {
    handbook.duty(id).map_or(String::new(), |duty| say(marks.title(duty), deciders(handbook, duty)))
}

/// The whole why of an answer, for the one who asked for it.
#[must_use]
pub fn why(handbook: &Handbook, given: Answer<'_>, what_if: &WhatIf) -> Reply {
    let wording = Wording::of(handbook);
    let mut embed = asked(plain_embed(), given.question).title(wording.why_title(Shown::ours(&given.duty.title)));
    let mut fields = Vec::new();
    match given.reason {
        Reason::Routed(route) => {
            let mut said = evidence(handbook, route, Marks::Markdown);
            said.push(how_sure(handbook, route));
            embed = embed.description(said.join(" "));
            fields.push((wording.why_changes(), bullets(&wording, changes(handbook, route, what_if, Marks::Markdown))));
            fields.push((wording.why_others(), bullets(&wording, others(handbook, route, Marks::Markdown))));
        }
        Reason::Picked | Reason::Corrected { .. } => embed = embed.description(wording.why_picked()),
        Reason::Unknown => embed = embed.description(wording.why_unknown()),
    }
    fields.push((wording.answer_contested(), given.duty.contested.clone().unwrap_or_default()));
    fields.push((wording.why_sources(), sources(handbook, &wording, &given.duty.citations)));
    for (name, text) in fields.into_iter().filter(|(_, text)| !text.is_empty()) {
        embed = embed.field(name, Shown::ours(text).at_most(limits::FIELD_VALUE).as_str(), false);
    }
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}

/// Each publication with what it says.
fn sources(handbook: &Handbook, wording: &Wording, citations: &[Citation]) -> String {
    let line = |citation: &Citation| {
        let source = handbook.source(citation.source.as_str())?;
        let (publisher, year) = (Shown::ours(&source.publisher), Shown::ours(source.year()));
        let named = wording.answer_source(publisher, year);
        let named = source.address.as_ref().map_or(named.clone(), |address| format!("[{named}](<{address}>)"));
        Some(wording.why_source(Shown::ours(named), Shown::ours(&citation.note)))
    };
    bullets(wording, citations.iter().filter_map(line).collect())
}

fn bullets(wording: &Wording, lines: Vec<String>) -> String {
    let bullet = |line| wording.role_bullet(Shown::ours(line));
    lines.into_iter().map(bullet).collect::<Vec<_>>().join("\n")
}

/// A probability as a whole number of a hundred; nothing is certain, and nothing that is named impossible.
fn percent(probability: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 99")]
    let percent = (probability.clamp(0.01, 0.99) * 100.0).round() as usize;
    percent
}

/// A probability as one in so many.
fn one_in(probability: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 2 and 100")]
    let many = (1.0 / probability.clamp(0.01, 0.5)).round() as usize;
    many
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_whole_numbers_that_a_person_knows() {
        let odds: Vec<usize> = [0.9, 0.5, 0.34, 0.2, 0.03, 0.0].into_iter().map(one_in).collect();
        assert_eq!(odds, [2, 2, 3, 5, 33, 100]);
        assert_eq!([0.0, 0.934, 1.0].map(percent), [1, 93, 99]);
    }
}
