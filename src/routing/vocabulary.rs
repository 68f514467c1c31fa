//! The features that the handbook's phrases have, numbered, with how telling each is.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    features::{Feature, Kind},
    maths::{exp, ln},
    recipe::Recipe,
};

/// A text as numbers: features by their number, ascending, with their values; of length one.
pub(super) type Vector = Vec<(u32, f32)>;

/// The features that are known, numbered in the order in which they were first seen.
pub(super) struct Vocabulary {
    numbers: HashMap<u64, u32, BuildHasherDefault<Named>>,
    rarity: Vec<f32>,
    unknown: f32,
}

/// Feature names are hashes already.
#[derive(Default)]
struct Named(u64);

impl Hasher for Named {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, name: u64) {
        self.0 = name;
    }
}

impl Vocabulary {
    /// The vocabulary of texts: every word and concept, and what else occurs in two texts or more.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a [Feature]>, recipe: &Recipe) -> Self {
        let mut counted: HashMap<u64, (u32, usize), BuildHasherDefault<Named>> = HashMap::default();
        let mut order: Vec<(u64, Kind)> = Vec::new();
        let mut total = 0;
        for features in texts {
            total += 1;
            for feature in features {
                let (count, last) = counted.entry(feature.name).or_insert_with(|| {
                    order.push((feature.name, feature.kind));
                    (0, 0)
                });
                if *last != total {
                    (*count, *last) = (*count + 1, total);
                }
            }
        }
        let mut vocabulary = Self {
            numbers: HashMap::default(),
            rarity: Vec::new(),
            unknown: recipe.unknown,
        };
        for (name, kind) in order {
            let count = counted[&name].0;
            if count >= if matches!(kind, Kind::Word | Kind::Concept) { recipe.min_word } else { recipe.min_other } {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a handbook has fewer than four billion features"
                )]
                vocabulary
                    .numbers
                    .insert(name, vocabulary.rarity.len() as u32);
                #[expect(clippy::cast_precision_loss, reason = "counts are small")]
                let rarity = ln((total as f32 + 1.0) / (count as f32 + 0.5)) + 1.0;
                vocabulary.rarity.push(exp(recipe.rarity * ln(rarity)));
            }
        }
        vocabulary
    }

    /// How many features are known.
    pub(super) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// The number of a feature.
    pub(super) fn number(&self, feature: &Feature) -> Option<u32> {
        self.numbers.get(&feature.name).copied()
    }

    /// How telling a feature is: the rarer, the more.
    pub(super) fn rarity(&self, number: u32) -> f32 {
        self.rarity[number as usize]
    }

    /// The text with these features as numbers. Unknown words make it longer, so that it is less sure.
    pub(super) fn vector(&self, features: &[Feature]) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.len());
        let mut unknown = 0.0;
        for feature in features {
            match self.number(feature) {
                Some(number) => {
                    vector.push((number, feature.weight * self.rarity[number as usize]))
                }
                None if feature.kind == Kind::Word => {
                    unknown += (feature.weight * 2.5 * self.unknown).powi(2)
                }
                None => {}
            }
        }
        vector.sort_unstable_by_key(|(number, _)| *number);
        merge(&mut vector);
        let length = (vector.iter().map(|(_, value)| value * value).sum::<f32>() + unknown).sqrt();
        vector.iter_mut().for_each(|(_, value)| *value /= length);
        vector
    }
}

/// Adds up what stands more than once: twice as often counts about one and a half times as much.
fn merge(vector: &mut Vector) {
    let mut kept: usize = 0;
    let mut times = 1.0f32;
    for at in 0..vector.len() {
        let (number, value) = vector[at];
        if kept > 0 && vector[kept - 1].0 == number {
            times += 1.0;
            vector[kept - 1].1 = vector[kept - 1].1.max(value) * (1.0 + 0.5 / times);
        } else {
            vector[kept] = (number, value);
            kept += 1;
            times = 1.0;
        }
    }
    vector.truncate(kept);
}
