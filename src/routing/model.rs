//! The linear model: for each feature, what it says about each topic.

use super::vocabulary::Vector;

/// Topics are padded to a multiple of this, so that rows fit the processor's registers.
pub(super) const LANES: usize = 8;

/// How much the bias counts, as the value of a feature that every text has.
pub(super) const BIAS: f32 = 0.3;

/// The weights while they are learned: a row for each feature and one for the bias, a column for each topic.
pub(super) struct Weights {
    weights: Vec<f32>,
    features: usize,
    width: usize,
    /// Of how many learners this is the sum.
    summed: f32,
}

impl Weights {
    /// Weights that know nothing.
    pub(super) fn new(features: usize, topics: usize) -> Self {
        let width = topics.next_multiple_of(LANES);
        Self { weights: vec![0.0; (features + 1) * width], features, width, summed: 0.0 }
    }

    /// Makes all weights zero again.
    pub(super) fn forget(&mut self) {
        self.weights.fill(0.0);
    }

    /// Adds other weights of the same shape. A sum serves as a mean: see [`Model::of`].
    pub(super) fn add(&mut self, other: &Self) {
        let both = self.weights.iter_mut().zip(&other.weights);
        both.for_each(|(weight, more)| *weight += more);
        self.summed += 1.0;
    }

    /// The row of the bias.
    pub(super) fn bias(&self) -> usize {
        self.features
    }

    /// The weights of a feature, to change them.
    pub(super) fn row_mut(&mut self, number: usize) -> &mut [f32] {
        &mut self.weights[number * self.width..][..self.width]
    }

    fn row(&self, number: usize) -> &[f32] {
        &self.weights[number * self.width..][..self.width]
    }

    /// The scores of all topics, padding included.
    pub(super) fn score_into(&self, vector: &[(u32, f32)], scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend(self.row(self.features).iter().map(|weight| weight * BIAS));
        for (number, value) in vector {
            let row = self.row(*number as usize);
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score += value * weight);
        }
    }
}

/// The weights once they are learned, each rounded to one of 255 steps of its row: a quarter of the memory.
pub(super) struct Model {
    steps: Vec<i8>,
    /// The size of a step in each row.
    sizes: Vec<f32>,
    width: usize,
}

impl Model {
    /// Rounds weights.
    pub(super) fn of(weights: &Weights) -> Self {
        let rows = weights.features + 1;
        let mut model = Self {
            steps: Vec::with_capacity(rows * weights.width),
            sizes: Vec::with_capacity(rows),
            width: weights.width,
        };
        for number in 0..rows {
            let row = weights.row(number);
            let largest = row.iter().fold(f32::MIN_POSITIVE, |largest, weight| largest.max(weight.abs()));
            let size = largest / f32::from(i8::MAX);
            #[expect(clippy::cast_possible_truncation, reason = "at most 127")]
            model.steps.extend(row.iter().map(|weight| (weight / size + 0.5f32.copysign(*weight)) as i8));
            model.sizes.push(size / weights.summed);
        }
        model
    }

    /// The weights of a feature.
    pub(super) fn row(&self, number: usize) -> impl Iterator<Item = f32> {
        let size = self.sizes[number];
        self.steps[number * self.width..][..self.width].iter().map(move |step| f32::from(*step) * size)
    }

    /// The weight of a feature for one topic.
    pub(super) fn weight(&self, number: usize, topic: usize) -> f32 {
        f32::from(self.steps[number * self.width + topic]) * self.sizes[number]
    }

    /// The scores of the first `topics` topics.
    pub(super) fn scores(&self, vector: &Vector, topics: usize) -> Vec<f32> {
        let bias = self.sizes.len() - 1;
        let mut scores: Vec<f32> = self.row(bias).map(|weight| weight * BIAS).collect();
        for (number, value) in vector {
            let row = &self.steps[*number as usize * self.width..][..self.width];
            let value = value * self.sizes[*number as usize];
            for (score, step) in scores.iter_mut().zip(row) {
                *score += value * f32::from(*step);
            }
        }
        scores.truncate(topics);
        scores
    }
}
