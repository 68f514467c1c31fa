//! Learning: a linear model over duties and asides, trained by stochastic gradient steps in a fixed order.
//!
//! The error that is made smaller is that of the duty and that of the deciding group together: to confuse two duties of one role
//! costs less than to confuse two roles.

use super::{maths::exp, model::Model, recipe::Recipe, vocabulary::Vector};

/// An example for training.
pub(super) struct Lesson {
    /// The example's features.
    pub(super) vector: Vector,
    /// Its topic.
    pub(super) topic: usize,
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

/// Trains a model. `groups` holds the deciding group of each topic.
pub(super) fn train(
    lessons: &[Lesson],
    groups: &[usize],
    features: usize,
    recipe: &Recipe,
) -> Model {
    let mut model = Model::new(features, groups.len());
    let mut squares = vec![1e-4f32; features + 1];
    let mut random = Random(17);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut step = Step::new(groups);
    let mut kept = Vector::new();
    for _ in 0..recipe.epochs {
        random.shuffle(&mut order);
        for lesson in order.iter().map(|at| &lessons[*at]) {
            thin_out(&lesson.vector, recipe.dropout, &mut random, &mut kept);
            step.learn(&mut model, &mut squares, &kept, lesson.topic, recipe);
        }
    }
    model
}

/// Leaves features out at random and makes up for them, so that the model relies on no single word.
fn thin_out(vector: &Vector, dropout: f32, random: &mut Random, kept: &mut Vector) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of the range"
    )]
    let limit = (f64::from(dropout) * 65_536.0) as u64;
    let scale = 1.0 / (1.0 - dropout);
    kept.clear();
    kept.extend(
        vector
            .iter()
            .filter(|_| random.next() & 0xffff >= limit)
            .map(|(number, value)| (*number, value * scale)),
    );
}

/// One gradient step, with its working space.
struct Step<'a> {
    groups: &'a [usize],
    scores: Vec<f32>,
}

impl<'a> Step<'a> {
    fn new(groups: &'a [usize]) -> Self {
        Self {
            groups,
            scores: Vec::new(),
        }
    }

    fn learn(
        &mut self,
        model: &mut Model,
        squares: &mut [f32],
        vector: &Vector,
        topic: usize,
        recipe: &Recipe,
    ) {
        model.score_into(vector, &mut self.scores);
        let gradient = self.gradient(topic, recipe.role_share);
        let size: f32 = gradient.iter().map(|part| part * part).sum();
        let bias = model.features();
        for (number, value) in vector
            .iter()
            .map(|(number, value)| (*number as usize, *value))
            .chain([(bias, 0.3)])
        {
            squares[number] += value * value * size;
            let rate = recipe.rate * value / squares[number].sqrt();
            let decay = 1.0 - recipe.decay * recipe.rate;
            for (weight, part) in model.row_mut(number).iter_mut().zip(gradient) {
                *weight = *weight * decay - rate * part;
            }
        }
    }

    /// The error's gradient: probabilities less the aim, which is partly the topic, partly whatever its group would decide.
    fn gradient(&mut self, topic: usize, role_share: f32) -> &[f32] {
        let highest = self.scores.iter().copied().fold(f32::MIN, f32::max);
        self.scores
            .iter_mut()
            .for_each(|score| *score = exp(*score - highest));
        let sum: f32 = self.scores[..self.groups.len()].iter().sum();
        let own = self.groups[topic];
        let within: f32 = self
            .groups
            .iter()
            .zip(&self.scores)
            .filter(|(group, _)| **group == own)
            .map(|(_, part)| part)
            .sum();
        let group_scale = role_share / within;
        for (at, part) in self.scores.iter_mut().enumerate() {
            let in_group = self.groups.get(at) == Some(&own);
            *part = *part / sum - if in_group { *part * group_scale } else { 0.0 };
        }
        self.scores[topic] -= 1.0 - role_share;
        let padding = self.groups.len();
        self.scores[padding..].fill(0.0);
        &self.scores
    }
}
