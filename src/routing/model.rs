//! The linear model: for each feature, what it says about each topic.

use super::vocabulary::Vector;

/// Topics are padded to a multiple of this, so that rows fit the processor's registers.
const LANES: usize = 8;

/// One row of weights for each feature, one more for the bias; one column for each topic.
#[derive(Clone, Debug)]
pub(super) struct Model {
    weights: Vec<f32>,
    features: usize,
    width: usize,
}

impl Model {
    /// A model that knows nothing.
    pub(super) fn new(features: usize, topics: usize) -> Self {
        let width = topics.next_multiple_of(LANES);
        Self {
            weights: vec![0.0; (features + 1) * width],
            features,
            width,
        }
    }

    /// How many features there are, without the bias.
    pub(super) fn features(&self) -> usize {
        self.features
    }

    /// The weights of a feature.
    pub(super) fn row(&self, number: usize) -> &[f32] {
        &self.weights[number * self.width..][..self.width]
    }

    /// The weights of a feature, to change them.
    pub(super) fn row_mut(&mut self, number: usize) -> &mut [f32] {
        &mut self.weights[number * self.width..][..self.width]
    }

    /// The scores of all topics for a text, padding included.
    pub(super) fn score_into(&self, vector: &Vector, scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend(self.row(self.features).iter().map(|weight| weight * 0.3));
        for (number, value) in vector {
            for (score, weight) in scores.iter_mut().zip(self.row(*number as usize)) {
                *score += value * weight;
            }
        }
    }
}
