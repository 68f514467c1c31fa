//! The nearest phrases: an inverted index from features to examples.

use super::vocabulary::Vector;

/// Examples by their features.
#[derive(Clone, Debug)]
pub(super) struct Nearest {
    /// For each feature, where its entries begin; one more at the end.
    starts: Vec<u32>,
    /// The examples that have a feature, with its value there.
    entries: Vec<(u32, f32)>,
    examples: usize,
}

impl Nearest {
    /// An index over examples; features that most examples share are left to the model.
    pub(super) fn new<'a>(
        vectors: impl Iterator<Item = &'a Vector> + Clone,
        features: usize,
    ) -> Self {
        let mut starts = vec![0u32; features + 1];
        let mut examples = 0;
        for vector in vectors.clone() {
            examples += 1;
            vector
                .iter()
                .for_each(|(number, _)| starts[*number as usize + 1] += 1);
        }
        for at in 0..features {
            starts[at + 1] += starts[at];
        }
        let mut filled = starts.clone();
        let mut entries = vec![(0, 0.0); starts[features] as usize];
        for (example, vector) in (0u32..).zip(vectors) {
            for (number, value) in vector {
                let place = &mut filled[*number as usize];
                entries[*place as usize] = (example, *value);
                *place += 1;
            }
        }
        Self {
            starts,
            entries,
            examples,
        }
    }

    /// The nearest examples to a text with their likeness (the cosine), the nearest first, at most `count`.
    pub(super) fn find(&self, vector: &Vector, count: usize) -> Vec<(usize, f32)> {
        let mut likeness = vec![0.0f32; self.examples];
        for (number, value) in vector {
            let range =
                self.starts[*number as usize] as usize..self.starts[*number as usize + 1] as usize;
            for (example, other) in &self.entries[range] {
                likeness[*example as usize] += value * other;
            }
        }
        let mut best: Vec<(usize, f32)> = Vec::with_capacity(count + 1);
        for (example, likeness) in likeness
            .into_iter()
            .enumerate()
            .filter(|(_, likeness)| *likeness > 0.0)
        {
            if best.len() < count || best.last().is_some_and(|(_, worst)| likeness > *worst) {
                let at = best.partition_point(|(_, other)| *other >= likeness);
                best.insert(at, (example, likeness));
                best.truncate(count);
            }
        }
        best
    }
}
