//! Learning: a linear model over duties and asides, trained by stochastic gradient steps in a fixed order.
//!
//! The error that is made smaller is that of the deciding role and, to a lesser part, that of the duty: to confuse two duties of
//! one role costs little, to confuse two roles costs much.

use super::{
    families::Families,
    maths::exp,
    model::BIAS,
    recipe::Recipe,
    support::{LANES, Place, Support},
    vocabulary::Vector,
};
use crate::parts::at_once;

/// Steps this small are left out.
const NEGLIGIBLE: f32 = 1e-3;

/// Over how many states, at regular intervals of the later half of its training, a learner's mean is taken.
const INTERVALS: usize = 16;

/// The examples as numbers, one after the other.
#[derive(Default)]
pub(super) struct Lessons {
    entries: Vector,
    ends: Vec<usize>,
    topics: Vec<usize>,
}

impl Lessons {
    /// Adds an example.
    pub(super) fn push(&mut self, vector: &Vector, topic: usize) {
        self.entries.extend(vector);
        self.ends.push(self.entries.len());
        self.topics.push(topic);
    }

    fn vector(&self, at: usize) -> &[(u32, f32)] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start..self.ends[at]]
    }
}

/// Random numbers by splitmix64: the same on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            #[expect(clippy::cast_possible_truncation, reason = "the remainder is an index")]
            order.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}

/// Trains weights: the mean of several learners that see the examples in different orders, so that the whims of one order even
/// out. Each learner has a thread of its own; their sum is taken in a fixed order. `groups` holds the deciding group of each topic.
pub(super) fn train(
    lessons: &Lessons,
    groups: &[usize],
    support: &Support,
    families: &Families,
    recipe: &Recipe,
) -> Vec<f32> {
    let seeds = (0..recipe.learners).collect();
    let learned = at_once(seeds, |seed| Learner::new(groups, support, families, recipe).learned(lessons, Random(seed)));
    let mut mean = vec![0.0; support.len()];
    let share = 1.0 / learned.len() as f32;
    for weights in learned {
        mean.iter_mut().zip(weights).for_each(|(mean, weight)| *mean += weight * share);
    }
    mean
}

/// Leaves features out at random and makes up for them, so that the model relies on no single word.
fn thin_out(vector: &[(u32, f32)], dropout: f32, random: &mut Random, kept: &mut Vector) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of the range")]
    let limit = (dropout * 65_536.0) as u64;
    let scale = 1.0 / (1.0 - dropout);
    kept.clear();
    kept.extend(
        vector.iter().filter(|_| random.next() & 0xffff >= limit).map(|(number, value)| (*number, value * scale)),
    );
}

/// What training works on. Steps become smaller for features that have been learned from often (AdaGrad).
struct Learner<'a> {
    weights: Vec<f32>,
    squares: Vec<f32>,
    scores: Vec<f32>,
    groups: &'a [usize],
    support: &'a Support,
    families: &'a Families,
    recipe: &'a Recipe,
}

impl<'a> Learner<'a> {
    fn new(groups: &'a [usize], support: &'a Support, families: &'a Families, recipe: &'a Recipe) -> Self {
        Self {
            weights: vec![0.0; support.len()],
            squares: vec![1e-4; support.features() + 1],
            scores: Vec::new(),
            groups,
            support,
            families,
            recipe,
        }
    }

    /// The mean of the weights at regular intervals of the later half.
    fn learned(mut self, lessons: &Lessons, mut random: Random) -> Vec<f32> {
        let mut mean = vec![0.0; self.weights.len()];
        let mut order: Vec<usize> = (0..lessons.topics.len()).collect();
        let mut kept = Vector::new();
        let steps = self.recipe.epochs * order.len();
        let interval = (steps / 2 / INTERVALS).max(1);
        let mut means = 0.0;
        for step in 0..steps {
            let at = step % order.len();
            if at == 0 {
                random.shuffle(&mut order);
            }
            thin_out(lessons.vector(order[at]), self.recipe.dropout, &mut random, &mut kept);
            self.learn(&kept, lessons.topics[order[at]]);
            if (steps - step - 1).is_multiple_of(interval) && (steps - step - 1) / interval < INTERVALS {
                mean.iter_mut().zip(&self.weights).for_each(|(mean, weight)| *mean += weight);
                means += 1.0;
            }
        }
        mean.iter_mut().for_each(|weight| *weight /= means);
        mean
    }

    fn learn(&mut self, vector: &[(u32, f32)], topic: usize) {
        self.score(vector);
        self.families.hand_down(&mut self.scores);
        self.turn_into_gradient(topic);
        let size: f32 = self.scores[..self.groups.len()].iter().map(|part| part * part).sum();
        let (gradient, _) = self.scores.as_chunks::<LANES>();
        let counts = |lane: &[f32; LANES]| lane.iter().any(|part| part.abs() > NEGLIGIBLE);
        let active: Vec<(usize, &[f32; LANES])> =
            gradient.iter().enumerate().filter(|(_, lane)| counts(lane)).collect();
        let bias = self.squares.len() - 1;
        let step_over = |weights: &mut [f32], rate: f32| {
            let (row, _) = weights.as_chunks_mut::<LANES>();
            active.iter().for_each(|(at, lane)| step_down(&mut row[*at], rate, lane));
        };
        let width = self.support.width();
        let mut rate = |number: usize, value: f32| {
            self.squares[number] += value * value * size;
            self.recipe.rate * value / self.squares[number].sqrt()
        };
        step_over(&mut self.weights[self.support.bias()..][..width], rate(bias, BIAS));
        for (number, value) in vector {
            let rate = rate(*number as usize, *value);
            match self.support.place(*number) {
                Place::Row(start) => step_over(&mut self.weights[start..start + width], rate),
                Place::Some(start, topics) => {
                    let weights = &mut self.weights[start..start + topics.len()];
                    weights
                        .iter_mut()
                        .zip(topics.iter())
                        .for_each(|(weight, topic)| *weight -= rate * self.scores[usize::from(topic)]);
                }
            }
        }
    }

    /// The scores of all topics, padding included.
    fn score(&mut self, vector: &[(u32, f32)]) {
        let width = self.support.width();
        self.scores.clear();
        self.scores.extend(self.weights[self.support.bias()..][..width].iter().map(|weight| weight * BIAS));
        for (number, value) in vector {
            match self.support.place(*number) {
                Place::Row(start) => {
                    let row = &self.weights[start..start + width];
                    self.scores.iter_mut().zip(row).for_each(|(score, weight)| *score += value * weight);
                }
                Place::Some(start, topics) => {
                    let weights = &self.weights[start..start + topics.len()];
                    topics
                        .iter()
                        .zip(weights)
                        .for_each(|(topic, weight)| self.scores[usize::from(topic)] += value * weight);
                }
            }
        }
    }

    /// Turns scores into the error's gradient: probabilities less the aim, which is partly the topic, mostly whatever its group
    /// would decide.
    fn turn_into_gradient(&mut self, topic: usize) {
        let topics = self.groups.len();
        let highest = self.scores[..topics].iter().copied().fold(f32::MIN, f32::max);
        self.scores.iter_mut().for_each(|score| *score = exp(*score - highest));
        self.scores[topics..].fill(0.0);
        let sum: f32 = self.scores.iter().sum();
        let own = self.groups[topic];
        let members = || self.groups.iter().enumerate().filter(|(_, group)| **group == own).map(|(at, _)| at);
        let within: f32 = members().map(|at| self.scores[at]).sum();
        let (all, group) = (1.0 / sum, self.recipe.role_share / within);
        self.scores
            .iter_mut()
            .zip(self.groups)
            .for_each(|(part, other)| *part *= if *other == own { all - group } else { all });
        self.scores[topic] -= 1.0 - self.recipe.role_share;
        self.families.hand_up(&mut self.scores);
    }
}

/// Goes against the gradient. Arrays of a fixed length become a handful of vector instructions.
fn step_down(weights: &mut [f32; LANES], rate: f32, gradient: &[f32; LANES]) {
    *weights = std::array::from_fn(|at| weights[at] - rate * gradient[at]);
}
