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
    /// The topic that is most likely within the group that is most likely.
    pub(super) topic: usize,
    /// The probability of that group.
    pub(super) confidence: f32,
}

impl Verdict {
    /// The best topic of the best group: two duties of the same role may compete, and the role is still sure.
    pub(super) fn of(corpus: &Corpus, topics: &[f32]) -> Self {
        let groups = corpus.by_group(topics);
        let group = best(groups.iter().copied().enumerate());
        let within = topics
            .iter()
            .copied()
            .enumerate()
            .filter(|(topic, _)| corpus.topics[*topic].group == group);
        Self {
            topic: best(within),
            confidence: groups[group],
        }
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
    let mut order: Vec<(usize, f32)> = topics.iter().copied().enumerate().collect();
    order.sort_by(|one, other| {
        (other.0 == own)
            .cmp(&(one.0 == own))
            .then(other.1.total_cmp(&one.1))
    });
    let duty = |(topic, probability): (usize, f32)| match &corpus.topics[topic].subject {
        Subject::Duty(duty) => Some(Candidate {
            duty: duty.clone(),
            probability,
        }),
        Subject::Aside(_) => None,
    };
    order
        .into_iter()
        .filter_map(duty)
        .take(CANDIDATES)
        .collect()
}

/// The likeliest topics of other groups, with their shares of the probability that they have together.
pub(super) fn rivals(corpus: &Corpus, topics: &[f32], own: usize) -> Vec<(usize, f32)> {
    let group = corpus.topics[own].group;
    let others = topics
        .iter()
        .copied()
        .enumerate()
        .filter(|(topic, _)| corpus.topics[*topic].group != group);
    let mut rivals: Vec<(usize, f32)> = others.collect();
    rivals.sort_by(|one, other| other.1.total_cmp(&one.1));
    rivals.truncate(RIVALS);
    let sum: f32 = rivals.iter().map(|(_, part)| part).sum();
    rivals
        .iter_mut()
        .for_each(|(_, part)| *part /= sum.max(f32::MIN_POSITIVE));
    rivals
}

/// The index of the highest value; the first of equals.
fn best(values: impl Iterator<Item = (usize, f32)>) -> usize {
    values
        .fold(
            (0, f32::MIN),
            |best, next| if next.1 > best.1 { next } else { best },
        )
        .0
}
