//! One text, answered for a person at a terminal.

use crate::{
    handbook::{Duty, Handbook},
    replies::{Shown, Wording, deciders, list, sureness, who_decides},
    routing::{Candidate, Evidence, Outcome, Route},
};

/// From which probability on another duty is worth naming.
const WORTH_NAMING: f32 = 0.02;

/// The route in words, one statement a line: who decides, how sure that is, why, and what else it may be.
#[must_use]
pub fn readable(handbook: &Handbook, route: &Route) -> String {
    let wording = Wording::of(handbook);
    let duty_of = |candidate: &Candidate| handbook.duty(candidate.duty.as_str());
    let (mut lines, named) = match &route.outcome {
        Outcome::Duty(id) => {
            (handbook.duty(id.as_str()).map(|duty| decided(handbook, duty)).unwrap_or_default(), Some(id))
        }
        Outcome::Unsure => (vec![wording.ask_unsure()], None),
        Outcome::Aside(id) => {
            let aside = handbook.asides().find(|aside| aside.id == *id);
            (vec![wording.ask_aside(Shown::ours(aside.map_or("", |aside| &aside.title)))], None)
        }
    };
    lines.push(wording.ask_sure(Shown::ours(sureness(&wording, route.confidence)), percent(route.confidence)));
    lines.extend(why(&wording, &route.evidence));
    let unsure = route.outcome == Outcome::Unsure;
    let worth_naming = |candidate: &Candidate| unsure || candidate.probability >= WORTH_NAMING;
    let is_other = |candidate: &&Candidate| Some(&candidate.duty) != named && worth_naming(candidate);
    let others: Vec<_> = route.alternatives.iter().filter(is_other).collect();
    if !others.is_empty() {
        lines.push(wording.ask_candidates());
        let line = |candidate: &&Candidate| {
            Some(format!("  {}", candidate_line(handbook, duty_of(candidate)?, candidate.probability)))
        };
        lines.extend(others.iter().filter_map(line));
    }
    lines.join("\n")
}

/// Who decides, about what, and what to do now.
fn decided(handbook: &Handbook, duty: &Duty) -> Vec<String> {
    let wording = Wording::of(handbook);
    vec![
        who_decides(handbook, duty),
        wording.ask_duty(Shown::ours(&duty.title), Shown::ours(&duty.summary)),
        wording.ask_next(Shown::ours(&duty.next_step)),
    ]
}

fn candidate_line(handbook: &Handbook, duty: &Duty, probability: f32) -> String {
    Wording::of(handbook).ask_candidate(Shown::ours(&duty.title), deciders(handbook, duty), percent(probability))
}

/// What spoke for it and what against.
fn why(wording: &Wording, evidence: &Evidence) -> Vec<String> {
    let list = |words: &[String]| {
        let words: Vec<Shown> = words.iter().map(|word| Shown::typed_plain(word)).collect();
        list(wording, &words)
    };
    let mut lines = Vec::new();
    if !evidence.words.is_empty() {
        lines.push(wording.ask_words(list(&evidence.words)));
    }
    if !evidence.against.is_empty() {
        lines.push(wording.ask_against(list(&evidence.against)));
    }
    if let Some(phrase) = &evidence.phrase {
        lines.push(wording.ask_phrase(Shown::ours(phrase)));
    }
    if evidence.pattern {
        lines.push(wording.answer_why_pattern());
    }
    lines
}

/// A probability as a whole number of a hundred; nothing is certain, and nothing that is named impossible.
fn percent(probability: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 99")]
    let percent = (probability.clamp(0.01, 0.99) * 100.0).round() as usize;
    percent
}
