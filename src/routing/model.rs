//! The linear model: for each feature, what it says about the topics in its support.

use super::{
    families::Families,
    packed::{Lists, Packed},
    support::{Place, Support},
    vocabulary::Vector,
};

/// How much the bias counts, as the value of a feature that every text has.
pub(super) const BIAS: f32 = 0.3;

/// The weights once they are learned, each rounded to one of 255 steps of its feature: a quarter of the memory.
pub(super) struct Model {
    support: Support,
    families: Families,
    steps: Packed<i8>,
    /// The size of a step for each feature.
    sizes: Packed<f32>,
    /// The weights that every text has, with their part in the score.
    bias: Vec<f32>,
}

impl Model {
    /// Rounds weights.
    pub(super) fn of(support: Support, families: Families, weights: &[f32]) -> Self {
        let mut steps = vec![0; support.len()];
        let mut sizes = Packed::default();
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
        Self { support, families, steps: steps.into_iter().collect(), sizes: sizes.complete(), bias }
    }

    /// The next model of some lists, for topics of these families, if it is whole.
    pub(super) fn next(lists: &mut Lists, families: &Families) -> Option<Self> {
        let support = Support::next(lists, families)?;
        let (steps, sizes, bias) = (lists.next()?, lists.next()?, lists.next::<f32>()?);
        let whole = Packed::len(&steps) == support.len()
            && Packed::len(&sizes) == support.features()
            && bias.len() == support.width();
        whole.then(|| Self { support, families: families.clone(), steps, sizes, bias: bias.all().iter().collect() })
    }

    /// The weight of a feature for one topic.
    pub(super) fn weight(&self, number: u32, topic: usize) -> f32 {
        let step = |column: usize| match self.support.place(number) {
            Place::Row(start) => self.steps.at(start + column),
            Place::Some(start, columns) => {
                let at = columns.partition_point(|other| usize::from(other) < column);
                let found = at < columns.len() && usize::from(columns.at(at)) == column;
                if found { self.steps.at(start + at) } else { 0 }
            }
        };
        let parts = self.families.columns_of(topic).map(|column| f32::from(step(column)) * self.families.share(column));
        parts.sum::<f32>() * self.sizes.at(number as usize)
    }

    /// The scores of the first `topics` topics.
    pub(super) fn scores(&self, vector: &Vector, topics: usize) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for (number, value) in vector {
            let value = value * self.sizes.at(*number as usize);
            match self.support.place(*number) {
                Place::Row(start) => {
                    let row = self.steps.part(start..start + scores.len()).iter();
                    scores.iter_mut().zip(row).for_each(|(score, step)| *score += value * f32::from(step));
                }
                Place::Some(start, with) => {
                    let steps = self.steps.part(start..start + with.len()).iter();
                    with.iter()
                        .zip(steps)
                        .for_each(|(topic, step)| scores[usize::from(topic)] += value * f32::from(step));
                }
            }
        }
        self.families.hand_down(&mut scores);
        scores.truncate(topics);
        scores
    }
}

/// What lies in the pans of a scale: topics with their shares, those against it negative.
pub(super) struct Scale {
    /// How much of each column counts.
    all: Vec<f32>,
    /// The columns of which something counts.
    counting: Vec<usize>,
}

impl Model {
    /// A scale with these topics in its pans.
    pub(super) fn scale(&self, topics: impl Iterator<Item = (usize, f32)>) -> Scale {
        let mut all = vec![0.0; self.support.width()];
        for (topic, share) in topics {
            self.families.columns_of(topic).for_each(|column| all[column] += share * self.families.share(column));
        }
        let counting = (0..all.len()).filter(|column| all[*column] != 0.0).collect();
        Scale { all, counting }
    }

    /// How far a feature of value 1 tips a scale: the sum of its weights for the topics there, each with its share.
    pub(super) fn tips(&self, number: u32, scale: &Scale) -> f32 {
        let sum: f32 = match self.support.place(number) {
            Place::Row(start) => {
                let row = self.steps.part(start..start + scale.all.len());
                scale.counting.iter().map(|column| f32::from(row.at(*column)) * scale.all[*column]).sum()
            }
            Place::Some(start, columns) => {
                let steps = self.steps.part(start..start + columns.len()).iter();
                columns.iter().zip(steps).map(|(column, step)| f32::from(step) * scale.all[usize::from(column)]).sum()
            }
        };
        sum * self.sizes.at(number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Model {
        /// Writes the model as [`next`](Self::next) reads it.
        pub(in crate::routing) fn write(&self, into: &mut Vec<u8>) {
            self.support.write(into);
            self.steps.write(into);
            self.sizes.write(into);
            self.bias.iter().copied().collect::<Packed<_>>().write(into);
        }
    }
}
