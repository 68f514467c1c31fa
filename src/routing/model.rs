//! The linear model: for each feature, what it says about the topics in its support.

use super::{
    families::Families,
    support::{Place, Support},
    vocabulary::Vector,
};

/// How much the bias counts, as the value of a feature that every text has.
pub(super) const BIAS: f32 = 0.3;

/// The weights once they are learned, each rounded to one of 255 steps of its feature: a quarter of the memory.
pub(super) struct Model {
    support: Support,
    families: Families,
    steps: Vec<i8>,
    /// The size of a step for each feature.
    sizes: Vec<f32>,
    /// The weights that every text has, with their part in the score.
    bias: Vec<f32>,
}

impl Model {
    /// Rounds weights.
    pub(super) fn of(support: Support, families: Families, weights: &[f32]) -> Self {
        let mut steps = vec![0; support.len()];
        let mut sizes = Vec::with_capacity(support.features());
        for number in support.numbers() {
            let at = support.range(number);
            let highest = |highest: f32, weight: &f32| highest.max(weight.abs());
            let size = weights[at.clone()].iter().fold(f32::MIN_POSITIVE, highest) / f32::from(i8::MAX);
            for (step, weight) in steps[at.clone()].iter_mut().zip(&weights[at]) {
                #[expect(clippy::cast_possible_truncation, reason = "at most 127")]
                let rounded = (weight / size + 0.5f32.copysign(*weight)) as i8;
                *step = rounded;
            }
            sizes.push(size);
        }
        let bias = weights[support.bias()..][..support.width()].iter().map(|weight| weight * BIAS).collect();
        Self { support, families, steps, sizes, bias }
    }

    /// A model from the bytes of one that has this support; none if they are too few or too many.
    pub(super) fn from_bytes(support: Support, families: &Families, bytes: &[u8]) -> Result<Self, Support> {
        let (steps, numbers) = bytes.split_at_checked(support.len()).unwrap_or_default();
        let (numbers, []) = numbers.as_chunks() else { return Err(support) };
        if numbers.len() != support.features() + support.width() {
            return Err(support);
        }
        let (sizes, bias) = numbers.split_at(support.features());
        let read = |numbers: &[[u8; 4]]| numbers.iter().map(|number| f32::from_le_bytes(*number)).collect();
        let steps = steps.iter().map(|step| i8::from_le_bytes([*step])).collect();
        Ok(Self { steps, sizes: read(sizes), bias: read(bias), support, families: families.clone() })
    }

    /// The weight of a feature for one topic.
    pub(super) fn weight(&self, number: u32, topic: usize) -> f32 {
        let step = |column: usize| match self.support.place(number) {
            Place::Row(start) => self.steps[start + column],
            Place::Some(start, columns) => columns
                .binary_search_by_key(&column, |other| usize::from(*other))
                .map_or(0, |at| self.steps[start + at]),
        };
        let parts = self.families.columns_of(topic).map(|column| f32::from(step(column)) * self.families.share(column));
        parts.sum::<f32>() * self.sizes[number as usize]
    }

    /// The scores of the first `topics` topics.
    pub(super) fn scores(&self, vector: &Vector, topics: usize) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for (number, value) in vector {
            let value = value * self.sizes[*number as usize];
            match self.support.place(*number) {
                Place::Row(start) => {
                    let row = &self.steps[start..start + scores.len()];
                    scores.iter_mut().zip(row).for_each(|(score, step)| *score += value * f32::from(*step));
                }
                Place::Some(start, with) => {
                    let steps = &self.steps[start..start + with.len()];
                    with.iter()
                        .zip(steps)
                        .for_each(|(topic, step)| scores[usize::from(*topic)] += value * f32::from(*step));
                }
            }
        }
        self.families.hand_down(&mut scores);
        scores.truncate(topics);
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Model {
        /// The numbers that were learned, in bytes that are the same on every machine.
        pub(in crate::routing) fn to_bytes(&self) -> Vec<u8> {
            let numbers = self.sizes.iter().chain(&self.bias).flat_map(|number| number.to_le_bytes());
            self.steps.iter().flat_map(|step| step.to_le_bytes()).chain(numbers).collect()
        }
    }
}
