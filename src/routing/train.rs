//! Learning: a linear model over duties and asides, trained by stochastic gradient steps in a fixed order.
//!
//! The error that is made smaller is that of the deciding role and, to a lesser part, that of the duty: to confuse two duties of
//! one role costs little, to confuse two roles costs much.

use super::{
    maths::exp,
    model::{BIAS, LANES, Weights},
    recipe::Recipe,
    vocabulary::Vector,
};

/// Steps this small are left out.
const NEGLIGIBLE: f32 = 1e-3;

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
/// out. `groups` holds the deciding group of each topic.
pub(super) fn train(lessons: &Lessons, groups: &[usize], features: usize, recipe: &Recipe) -> Weights {
    let mut mean = Weights::new(features, groups.len());
    let mut learner = Learner {
        weights: Weights::new(features, groups.len()),
        squares: vec![0.0; features + 1],
        scores: Vec::new(),
        groups,
        recipe,
    };
    for seed in 0..recipe.learners {
        learner.start_over();
        learner.go_over(lessons, Random(seed));
        mean.add(&learner.weights);
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
    weights: Weights,
    squares: Vec<f32>,
    scores: Vec<f32>,
    groups: &'a [usize],
    recipe: &'a Recipe,
}

impl Learner<'_> {
    fn start_over(&mut self) {
        self.weights.forget();
        self.squares.fill(1e-4);
    }

    fn go_over(&mut self, lessons: &Lessons, mut random: Random) {
        let mut order: Vec<usize> = (0..lessons.topics.len()).collect();
        let mut kept = Vector::new();
        for _ in 0..self.recipe.epochs {
            random.shuffle(&mut order);
            for at in &order {
                thin_out(lessons.vector(*at), self.recipe.dropout, &mut random, &mut kept);
                self.learn(&kept, lessons.topics[*at]);
            }
        }
    }

    fn learn(&mut self, vector: &[(u32, f32)], topic: usize) {
        self.weights.score_into(vector, &mut self.scores);
        self.turn_into_gradient(topic);
        let size: f32 = self.scores.iter().map(|part| part * part).sum();
        let (gradient, _) = self.scores.as_chunks::<LANES>();
        let counts = |lane: &[f32; LANES]| lane.iter().any(|part| part.abs() > NEGLIGIBLE);
        let active: Vec<(usize, &[f32; LANES])> =
            gradient.iter().enumerate().filter(|(_, lane)| counts(lane)).collect();
        let bias = (self.weights.bias(), BIAS);
        for (number, value) in vector.iter().map(|(number, value)| (*number as usize, *value)).chain([bias]) {
            self.squares[number] += value * value * size;
            let rate = self.recipe.rate * value / self.squares[number].sqrt();
            let (row, _) = self.weights.row_mut(number).as_chunks_mut::<LANES>();
            for (at, lane) in &active {
                step_down(&mut row[*at], rate, lane);
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
    }
}

/// Goes against the gradient. Arrays of a fixed length become a handful of vector instructions.
fn step_down(weights: &mut [f32; LANES], rate: f32, gradient: &[f32; LANES]) {
    *weights = std::array::from_fn(|at| weights[at] - rate * gradient[at]);
}
