//! From probabilities to what is said: sure, unsure, or nobody has to be found.

use super::{
    corpus::{Corpus, Subject},
    route::{Candidate, Outcome},
};

/// How many candidates a route names.
const CANDIDATES: usize = 5;

/// How many rivals evidence is weighed against.
const RIVALS: usize = 6;

/// What the probabilities of all topics come to.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    /// The topic that is most likely within the group that is most likely on the side that is most likely.
    pub(super) topic: usize,
    /// The probability of that group.
    pub(super) confidence: f32,
}

impl Verdict {
    /// From coarse to fine: two neighbours, or two duties of the same role, may compete, and what they have in common is still
    /// sure.
    pub(super) fn of(corpus: &Corpus, topics: &[f32]) -> Self {
        let groups = corpus.by_group(topics);
        let side = best(corpus.by_side(&groups).into_iter().enumerate());
        let on_side = groups.iter().copied().enumerate().filter(|(group, _)| corpus.side(*group) == side);
        let group = best(on_side);
        let within = corpus.of_groups(topics, |other| other == group);
        Self { topic: best(within), confidence: groups[group] }
    }

    /// What is said, given how sure one has to be.
    pub(super) fn outcome(&self, corpus: &Corpus, sure: f32) -> Outcome {
        match &corpus.topics[self.topic].subject {
            _ if self.confidence < sure => Outcome::Unsure,
            Subject::Duty(duty) => Outcome::Duty(duty.clone()),
            Subject::Aside(aside) => Outcome::Aside(aside.clone()),
        }
    }
}

/// The most likely duties, the verdict's own first.
pub(super) fn candidates(corpus: &Corpus, topics: &[f32], own: usize) -> Vec<Candidate> {
    let duty = |(topic, probability): (usize, f32)| match &corpus.topics[topic].subject {
        Subject::Duty(duty) => Some(Candidate { duty: duty.clone(), probability }),
        Subject::Aside(_) => None,
    };
    let others = likeliest(corpus.of_duties(topics).filter(|(topic, _)| *topic != own), CANDIDATES);
    let all = [(own, topics[own])].into_iter().chain(others);
    all.filter_map(duty).take(CANDIDATES).collect()
}

/// The likeliest topics of other groups, with their shares of the probability that they have together.
pub(super) fn rivals(corpus: &Corpus, topics: &[f32], own: usize) -> Vec<(usize, f32)> {
    let group = corpus.topics[own].group;
    let mut rivals = likeliest(corpus.of_groups(topics, |other| other != group), RIVALS);
    let sum: f32 = rivals.iter().map(|(_, part)| part).sum();
    rivals.iter_mut().for_each(|(_, part)| *part /= sum.max(f32::MIN_POSITIVE));
    rivals
}

/// The highest of these values with their indices, highest first; of equals, the first.
pub(super) fn likeliest(values: impl Iterator<Item = (usize, f32)>, count: usize) -> Vec<(usize, f32)> {
    let mut highest: Vec<(usize, f32)> = Vec::with_capacity(count + 1);
    for (at, value) in values {
        if highest.len() < count || highest.last().is_some_and(|(_, lowest)| value > *lowest) {
            let place = highest.partition_point(|(_, other)| *other >= value);
            highest.insert(place, (at, value));
            highest.truncate(count);
        }
    }
    highest
}

/// The index of the highest value; the first of equals.
fn best(values: impl Iterator<Item = (usize, f32)>) -> usize {
    values.reduce(|best, next| if next.1 > best.1 { next } else { best }).map_or(0, |(at, _)| at)
}
